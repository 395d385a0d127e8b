//! The browser's camera, canvas and microphone: a thin, typed layer over three scripts.

use std::cell::RefCell;

use js_sys::{Array, Float64Array, Uint8Array};
use vitrine_shared::event::{AudioFormat, Edits, NoCamera};
use vitrine_shared::wire::{MAX_AUDIO_BYTES, MAX_AUDIO_MS};
use wasm_bindgen::prelude::*;

use super::{Lens, Recorded, Tool, Viewfinder};

mod js {
    #![allow(unsafe_code, reason = "wasm-bindgen generates the calls")]

    use super::{Closure, Float64Array, JsValue, Uint8Array, wasm_bindgen};

    #[wasm_bindgen(module = "/src/ui/platform/camera.js")]
    extern "C" {
        #[wasm_bindgen(js_name = openCamera)]
        pub fn open_camera(id: &str, tell: &Closure<dyn FnMut(String, Float64Array)>);
        #[wasm_bindgen(js_name = reopenCamera)]
        pub fn reopen_camera();
        #[wasm_bindgen(js_name = closeCamera)]
        pub fn close_camera();
        #[wasm_bindgen(js_name = nextCamera)]
        pub async fn next_camera();
        #[wasm_bindgen(js_name = setTorch)]
        pub async fn set_torch(on: bool);
        #[wasm_bindgen(js_name = setZoom)]
        pub async fn set_zoom(zoom: f64);
        #[wasm_bindgen(catch)]
        pub async fn shoot(id: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_name = canScan)]
        pub fn can_scan() -> bool;
        pub async fn scan(id: &str, formats: &str, is_quiet: bool) -> JsValue;
        #[wasm_bindgen(js_name = stopScan)]
        pub fn stop_scan();
    }

    #[wasm_bindgen(module = "/src/ui/platform/editor.js")]
    extern "C" {
        #[wasm_bindgen(js_name = openEditor)]
        pub async fn open_editor(
            id: &str,
            bytes: Uint8Array,
            told: &Closure<dyn FnMut(Float64Array)>,
        ) -> JsValue;
        #[wasm_bindgen(js_name = pickTool)]
        pub fn pick_tool(tool: &str);
        #[wasm_bindgen(js_name = undoEdit)]
        pub fn undo_edit();
        #[wasm_bindgen(js_name = finishEdit)]
        pub async fn finish_edit() -> JsValue;
        #[wasm_bindgen(js_name = closeEditor)]
        pub fn close_editor();
    }

    #[wasm_bindgen(module = "/src/ui/platform/recorder.js")]
    extern "C" {
        pub async fn record(max_ms: f64, max_bytes: f64, tick: &Closure<dyn FnMut(f64)>) -> JsValue;
        #[wasm_bindgen(js_name = stopRecording)]
        pub fn stop_recording();
        #[wasm_bindgen(js_name = dropRecording)]
        pub fn drop_recording();
        #[wasm_bindgen(js_name = soundUrl)]
        pub fn sound_url(bytes: &Uint8Array, media_type: &str) -> String;
    }
}

pub use js::{can_scan, drop_recording, next_camera, reopen_camera, set_torch, set_zoom};
pub use js::{stop_recording, stop_scan, undo_edit};

/// Whether pictures can be taken inside the app.
pub const HAS_CAMERA: bool = true;

/// Whether pictures can be covered and marked by hand.
pub const HAS_EDITOR: bool = true;

/// Whether voice memos can be recorded.
pub const HAS_MICROPHONE: bool = true;

/// What JavaScript calls while something is open.
type Heard<T> = RefCell<Option<Closure<T>>>;

thread_local! {
    /// There is one camera and one editor on a page; what they call lives as long as they are open.
    static LISTENER: Heard<dyn FnMut(String, Float64Array)> = const { RefCell::new(None) };
    static COUNTER: Heard<dyn FnMut(Float64Array)> = const { RefCell::new(None) };
}

/// Shows the back camera in this `<video>` until [`close_camera`]; `tell` hears how it stands.
pub fn open_camera(id: &str, tell: impl Fn(Viewfinder) + 'static) {
    let listener =
        Closure::<dyn FnMut(String, Float64Array)>::new(move |state: String, can: Float64Array| {
            tell(match state.as_str() {
                "open" => Viewfinder::Open(lens(&can)),
                "opening" => Viewfinder::Opening,
                "refused" => Viewfinder::Closed(NoCamera::Refused),
                "busy" => Viewfinder::Closed(NoCamera::Busy),
                _ => Viewfinder::Closed(NoCamera::Missing),
            });
        });
    js::open_camera(id, &listener);
    LISTENER.replace(Some(listener));
}

/// Lets go of the camera.
pub fn close_camera() {
    js::close_camera();
    LISTENER.replace(None);
}

fn lens(can: &Float64Array) -> Lens {
    let [torch, zoom_from, zoom_to, zoom_step, zoom, cameras] =
        can.to_vec().try_into().unwrap_or([0.0, 1.0, 1.0, 0.1, 1.0, 1.0]);
    Lens {
        has_torch: torch > 0.0,
        zoom_from,
        zoom_to,
        zoom_step,
        zoom,
        has_another: cameras > 1.0,
    }
}

/// The picture that the camera shows, as JPEG.
pub async fn shoot(id: &str) -> Option<Vec<u8>> {
    bytes(js::shoot(id).await.ok()?)
}

/// The first code of these forms (the detector's names, by commas; empty: any) that the camera sees in the
/// `<video>` with this id; nothing where there is no camera, or the scan was stopped.
pub async fn scan(id: &str, formats: &str, is_quiet: bool) -> Option<String> {
    js::scan(id, formats, is_quiet).await.as_string()
}

/// Lays a picture on this `<canvas>` until [`close_editor`]; `told` hears what was done to it.
pub async fn open_editor(id: &str, jpeg: &[u8], told: impl Fn(Edits) + 'static) -> bool {
    let counter = Closure::<dyn FnMut(Float64Array)>::new(move |counts: Float64Array| {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "small counts"
        )]
        let count = |at: u32| counts.get_index(at) as u32;
        told(Edits {
            covered: count(0),
            drawn: count(1),
        });
    });
    let opening = js::open_editor(id, Uint8Array::from(jpeg), &counter);
    let is_open = opening.await.is_truthy();
    if is_open {
        COUNTER.replace(Some(counter));
    }
    is_open
}

/// What the finger does from now on.
pub fn pick_tool(tool: Tool) {
    js::pick_tool(tool.name());
}

/// The picture as it was changed, as JPEG.
pub async fn finish_edit() -> Option<Vec<u8>> {
    bytes(js::finish_edit().await)
}

/// Takes the picture off the canvas.
pub fn close_editor() {
    js::close_editor();
    COUNTER.replace(None);
}

/// Records until [`stop_recording`] or [`drop_recording`], or until it is too long, too large or out of
/// sight; `tick` hears of the time in milliseconds.
pub async fn record(tick: impl Fn(u64) + 'static) -> Recorded {
    let tick = Closure::<dyn FnMut(f64)>::new(move |ms: f64| tick(whole(ms)));
    let recorded = js::record(MAX_AUDIO_MS as f64, MAX_AUDIO_BYTES as f64, &tick).await;
    if let Some(why) = recorded.as_string() {
        return Recorded::Impossible {
            is_refused: why == "refused",
        };
    }
    let Some(parts) = recorded.dyn_ref::<Array>() else {
        return Recorded::Dropped;
    };
    match (bytes(parts.get(0)), parts.get(1).as_f64()) {
        (Some(bytes), Some(ms)) => Recorded::Memo {
            bytes,
            duration_ms: whole(ms),
        },
        _ => Recorded::Dropped,
    }
}

/// An address under which a recording can be played until it is dropped.
pub fn sound_url(recording: &[u8], format: AudioFormat) -> String {
    js::sound_url(&Uint8Array::from(recording), format.media_type())
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates"
)]
fn whole(ms: f64) -> u64 {
    ms as u64
}

fn bytes(value: JsValue) -> Option<Vec<u8>> {
    let bytes: Uint8Array = value.dyn_into().ok()?;
    Some(bytes.to_vec())
}
