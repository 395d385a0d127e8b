//! The native window: no camera, canvas or microphone inside the app. Photos come from files.

use vitrine_shared::event::{AudioFormat, Edits, NoCamera};

use super::{Recorded, Tool, Viewfinder};

/// Whether pictures can be taken inside the app.
pub const HAS_CAMERA: bool = false;

/// Whether pictures can be covered and marked by hand.
pub const HAS_EDITOR: bool = false;

/// Whether voice memos can be recorded.
pub const HAS_MICROPHONE: bool = false;

/// No camera inside the app.
pub fn open_camera(_id: &str, tell: impl Fn(Viewfinder) + 'static) {
    tell(Viewfinder::Closed(NoCamera::Missing));
}

/// No camera inside the app.
pub fn reopen_camera() {}

/// No camera inside the app.
pub fn close_camera() {}

/// No camera inside the app.
pub async fn next_camera() {}

/// No camera inside the app.
pub async fn set_torch(_on: bool) {}

/// No camera inside the app.
pub async fn set_zoom(_zoom: f64) {}

/// No camera inside the app.
pub async fn shoot(_id: &str) -> Option<Vec<u8>> {
    None
}

/// No canvas inside the app.
pub async fn open_editor(_id: &str, _jpeg: &[u8], _told: impl Fn(Edits) + 'static) -> bool {
    false
}

/// No canvas inside the app.
pub fn pick_tool(_tool: Tool) {}

/// No canvas inside the app.
pub fn undo_edit() {}

/// No canvas inside the app.
pub async fn finish_edit() -> Option<Vec<u8>> {
    None
}

/// No canvas inside the app.
pub fn close_editor() {}

/// No microphone inside the app.
pub async fn record(_tick: impl Fn(u64) + 'static) -> Recorded {
    Recorded::Impossible { is_refused: false }
}

/// No microphone inside the app.
pub fn stop_recording() {}

/// No microphone inside the app.
pub fn drop_recording() {}

/// A recording as a data address.
pub fn sound_url(recording: &[u8], format: AudioFormat) -> String {
    use base64::Engine as _;
    let data = base64::engine::general_purpose::STANDARD.encode(recording);
    format!("data:{};base64,{data}", format.media_type())
}
