//! The browser: a thin, typed layer over `web.js`.

use js_sys::{Float64Array, Uint8Array};
use vitrine_shared::event::Position;
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;
use wasm_bindgen::prelude::*;

use super::{Given, NoFix, PageEvent, Room, position_from};

mod js {
    #![allow(unsafe_code, reason = "wasm-bindgen generates the calls")]

    use super::{Closure, JsValue, Uint8Array, wasm_bindgen};

    #[wasm_bindgen(module = "/src/ui/platform/web.js")]
    extern "C" {
        #[wasm_bindgen(js_name = claimStorage)]
        pub async fn claim_storage(asked: &Closure<dyn FnMut()>, lost: &Closure<dyn FnMut()>) -> JsValue;
        #[wasm_bindgen(js_name = takeStorage)]
        pub async fn take_storage(asked: &Closure<dyn FnMut()>, lost: &Closure<dyn FnMut()>) -> JsValue;
        pub fn appear();
        pub fn reload();
        #[wasm_bindgen(js_name = keepOffline)]
        pub async fn keep_offline(ready: &Closure<dyn FnMut()>);
        pub fn update();
        pub async fn persist() -> JsValue;
        pub async fn storage() -> JsValue;
        pub async fn position(timeout_ms: u32) -> JsValue;
        #[wasm_bindgen(js_name = skipPosition)]
        pub fn skip_position();
        #[wasm_bindgen(js_name = zoneOffset)]
        pub fn zone_offset(zone: &str, unix_ms: f64) -> i32;
        pub fn now() -> f64;
        pub async fn sleep(ms: u32);
        pub fn remember(key: &str, value: &str);
        pub fn forget(key: &str);
        #[wasm_bindgen(js_name = forgetAll)]
        pub fn forget_all(words: &str);
        pub fn recall(key: &str) -> Option<String>;
        pub fn languages() -> String;
        pub fn texts(tag: &str) -> Option<String>;
        #[wasm_bindgen(js_name = setLanguage)]
        pub fn set_language(tag: &str);
        #[wasm_bindgen(js_name = setTitle)]
        pub fn set_title(title: &str);
        #[wasm_bindgen(js_name = drawVeil)]
        pub fn draw_veil(is_drawn: bool);
        pub fn origin() -> String;
        #[wasm_bindgen(js_name = deviceLabel)]
        pub fn device_label() -> String;
        #[wasm_bindgen(js_name = watchPage)]
        pub fn watch_page(hidden: &Closure<dyn FnMut()>, online: &Closure<dyn FnMut(bool)>);
        pub fn focus(id: &str);
        #[wasm_bindgen(js_name = scrollUp)]
        pub fn scroll_up();
        #[wasm_bindgen(js_name = open)]
        pub fn open_dialog(id: &str);
        #[wasm_bindgen(js_name = objectUrl)]
        pub fn object_url(bytes: &Uint8Array) -> String;
        #[wasm_bindgen(js_name = dropUrl)]
        pub fn drop_url(url: &str);
        #[wasm_bindgen(js_name = watchInstall)]
        pub fn watch_install(offered: &Closure<dyn FnMut(bool)>);
        pub async fn install();
        #[wasm_bindgen(js_name = beginFile)]
        pub fn begin_file(name: &str) -> JsValue;
        #[wasm_bindgen(js_name = beginFileAs)]
        pub fn begin_file_as(name: &str, media_type: &str) -> JsValue;
        #[wasm_bindgen(js_name = addToFile)]
        pub fn add_to_file(file: &JsValue, bytes: Uint8Array);
        #[wasm_bindgen(js_name = canShare)]
        pub fn can_share(file: &JsValue) -> bool;
        #[wasm_bindgen(js_name = shareFile)]
        pub async fn share_file(file: &JsValue) -> JsValue;
        #[wasm_bindgen(js_name = saveFile)]
        pub fn save_file(file: &JsValue);
        #[wasm_bindgen(js_name = sendLater)]
        pub fn send_later(title: &str, text: &str);
        #[wasm_bindgen(js_name = canRemind)]
        pub fn can_remind() -> bool;
        #[wasm_bindgen(js_name = allowReminders)]
        pub async fn allow_reminders() -> JsValue;
    }
}

pub use js::{
    appear, drop_url, focus, forget, forget_all, install, open_dialog, origin, recall, reload, remember,
    scroll_up,
};
pub use js::{can_remind, send_later};
pub use js::{device_label, draw_veil, set_language, set_title, skip_position, sleep, update};

/// Calls `tell` with everything that happens to the page, for as long as the page lives.
pub fn watch(tell: impl Fn(PageEvent) + Clone + 'static) {
    let hidden = event(&tell, PageEvent::Hidden);
    let online = flag(&tell, PageEvent::Online);
    let installable = flag(&tell, PageEvent::Installable);
    let update_waits = event(&tell, PageEvent::UpdateWaits);
    js::watch_page(&hidden, &online);
    js::watch_install(&installable);
    wasm_bindgen_futures::spawn_local(async move {
        js::keep_offline(&update_waits).await;
        // New versions come long after the registration.
        update_waits.forget();
    });
    hidden.forget();
    online.forget();
    installable.forget();
}

/// Takes the storage for this window; by force only where the person said so. Whether it is ours now.
pub async fn claim_storage(by_force: bool, tell: impl Fn(PageEvent) + Clone + 'static) -> bool {
    let asked = event(&tell, PageEvent::StorageAsked);
    let lost = event(&tell, PageEvent::StorageLost);
    let claimed = if by_force {
        js::take_storage(&asked, &lost).await
    } else {
        js::claim_storage(&asked, &lost).await
    };
    // Called for as long as the page lives.
    asked.forget();
    lost.forget();
    claimed.is_truthy()
}

fn event(tell: &(impl Fn(PageEvent) + Clone + 'static), event: PageEvent) -> Closure<dyn FnMut()> {
    let tell = tell.clone();
    Closure::new(move || tell(event))
}

fn flag(
    tell: &(impl Fn(PageEvent) + Clone + 'static),
    event: fn(bool) -> PageEvent,
) -> Closure<dyn FnMut(bool)> {
    let tell = tell.clone();
    Closure::new(move |on| tell(event(on)))
}

/// Asks the device never to clear the app's storage by itself.
pub async fn persist() -> bool {
    js::persist().await.is_truthy()
}

/// The room that the device gives the app.
pub async fn room() -> Room {
    let Some([used, allowed, kept]) = numbers(js::storage().await) else {
        return Room::default();
    };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates"
    )]
    let bytes = |number: f64| number as u64;
    Room {
        used_bytes: bytes(used),
        allowed_bytes: bytes(allowed),
        is_kept: kept > 0.0,
    }
}

/// Where the phone is.
///
/// # Errors
/// Why it does not tell within `timeout_ms`.
pub async fn position(timeout_ms: u32) -> Result<Position, NoFix> {
    let told = js::position(timeout_ms).await;
    if let Some([lat, lon, accuracy]) = numbers(told.clone()) {
        return position_from(lat, lon, accuracy).ok_or(NoFix::Unknown);
    }
    let [why] = numbers(told).unwrap_or([2.0]);
    Err(if why < 1.0 {
        NoFix::Skipped
    } else if why < 2.0 {
        NoFix::Refused
    } else if why < 3.0 {
        NoFix::Unknown
    } else {
        NoFix::TooLate
    })
}

/// Minutes east of UTC in an IANA zone at this moment; in the phone's own where the name is empty.
pub fn zone_offset_minutes(zone: &str, at: Timestamp) -> i32 {
    #[allow(
        clippy::cast_precision_loss,
        reason = "milliseconds up to the year 9999 fit 53 bits"
    )]
    js::zone_offset(zone, at.unix_ms() as f64)
}

/// What the phone's clock says, in milliseconds since 1970.
pub fn now_ms() -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    let now = js::now() as i64;
    now
}

/// The language tags that the person reads, best first.
pub fn languages() -> Vec<String> {
    js::languages().split(',').map(str::to_owned).collect()
}

/// The mark of the app.
pub fn logo_url() -> &'static str {
    "./icons/logo.svg"
}

/// The texts of this language, which the page fetched before it started the app.
pub fn texts(lang: Lang) -> Option<String> {
    js::texts(lang.tag())
}

/// An address under which a picture can be shown until [`drop_url`].
pub fn picture_url(jpeg: &[u8]) -> String {
    js::object_url(&Uint8Array::from(jpeg))
}

fn numbers<const N: usize>(value: JsValue) -> Option<[f64; N]> {
    let array: Float64Array = value.dyn_into().ok()?;
    array.to_vec().try_into().ok()
}

/// A file that leaves the app, put together piece by piece.
#[derive(Clone, PartialEq)]
pub struct OutFile(JsValue);

impl OutFile {
    /// An empty file of this name.
    pub fn begin(name: &str) -> Self {
        Self(js::begin_file(name))
    }

    /// An empty file of this name and media type.
    pub fn begin_as(name: &str, media_type: &str) -> Self {
        Self(js::begin_file_as(name, media_type))
    }

    /// Adds bytes at its end.
    pub fn add(&mut self, bytes: Vec<u8>) {
        js::add_to_file(&self.0, Uint8Array::from(bytes.as_slice()));
    }

    /// Whether the device can hand it to another app.
    pub fn can_be_shared(&self) -> bool {
        js::can_share(&self.0)
    }

    /// Hands it to another app. Only right after a tap.
    pub async fn share(&self) -> Given {
        match js::share_file(&self.0).await.as_f64() {
            Some(1.0) => Given::Away,
            Some(0.0) => Given::Dismissed,
            _ => Given::Failed,
        }
    }

    /// Puts it among the device's downloads.
    pub fn save(&self) -> Given {
        js::save_file(&self.0);
        Given::Away
    }
}

/// Asks the person whether the device may remind of what waits to be sent. Whether it may.
pub async fn allow_reminders() -> bool {
    js::allow_reminders().await.is_truthy()
}
