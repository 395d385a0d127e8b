//! The browser, as a device.

use js_sys::{Array, Uint8Array};
use vitrine_shared::time::Timestamp;
use wasm_bindgen::prelude::*;

use super::picture;
use crate::core::media::Picture;
use crate::core::platform::{Connection, MAX_REPLY_BYTES, Platform, Request, Response};
use crate::core::protocol::{CoreError, Fault};

pub(super) mod js {
    #![allow(unsafe_code, reason = "wasm-bindgen generates the calls")]

    use super::{Array, Closure, JsValue, Uint8Array, wasm_bindgen};

    #[wasm_bindgen(module = "/src/port/worker/device.js")]
    extern "C" {
        #[wasm_bindgen(js_name = isWorker)]
        pub fn is_worker() -> bool;
        pub fn listen(heard: &Closure<dyn FnMut(Vec<u8>, Option<Vec<u8>>)>);
        pub fn post(message: Vec<u8>, bytes: Option<Vec<u8>>);
        #[wasm_bindgen(js_name = onOnline)]
        pub fn on_online(called: &Closure<dyn FnMut()>);
        pub fn connection() -> u32;
        pub fn now() -> f64;
        pub fn monotonic() -> f64;
        #[wasm_bindgen(catch)]
        pub fn random(length: u32) -> Result<Uint8Array, JsValue>;
        pub async fn sleep(ms: f64);
        #[wasm_bindgen(catch)]
        pub async fn send(
            method: &str,
            url: &str,
            headers: Array,
            body: Uint8Array,
            timeout_ms: f64,
            max_bytes: f64,
        ) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub async fn decode(bytes: Uint8Array, width: u32, height: u32) -> Result<JsValue, JsValue>;
        pub fn size(bitmap: &JsValue) -> Vec<u32>;
        pub fn close(bitmap: &JsValue);
        #[wasm_bindgen(catch)]
        pub async fn render(
            bitmap: &JsValue,
            full: &[u32],
            quality: f64,
            thumb: &[u32],
            thumb_quality: f64,
            small: &[u32],
        ) -> Result<JsValue, JsValue>;
    }
}

/// The longest sleep that a browser's timer takes, in milliseconds.
const LONGEST_SLEEP_MS: u64 = 1 << 30;

/// A browser's Worker.
pub struct Device;

impl Platform for Device {
    fn now(&self) -> Timestamp {
        Timestamp::from(chrono::DateTime::from_timestamp_millis(whole(js::now())).unwrap_or_default())
    }

    fn monotonic_ms(&self) -> i64 {
        whole(js::monotonic())
    }

    fn fill_random(&self, bytes: &mut [u8]) -> Result<(), CoreError> {
        let missing = || CoreError::Storage("no randomness".to_owned());
        let length = u32::try_from(bytes.len()).map_err(|_| missing())?;
        js::random(length).map_err(|_| missing())?.copy_to(bytes);
        Ok(())
    }

    fn connection(&self) -> Connection {
        match js::connection() {
            1 => Connection::Free,
            2 => Connection::Metered,
            _ => Connection::Unknown,
        }
    }

    async fn sleep(&self, ms: u64) {
        js::sleep(ms.min(LONGEST_SLEEP_MS) as f64).await;
    }

    async fn send(&self, request: Request) -> Result<Response, Fault> {
        let pair = |name: &str, value: &str| Array::of2(&name.into(), &value.into());
        let headers = request
            .headers
            .iter()
            .map(|(name, value)| pair(name, value))
            .collect();
        let body = Uint8Array::from(request.body.as_slice());
        let timeout_ms = request.timeout_ms as f64;
        let reply = js::send(
            request.method.as_str(),
            &request.url,
            headers,
            body,
            timeout_ms,
            MAX_REPLY_BYTES as f64,
        );
        let reply = reply.await.map_err(|_| Fault::Offline)?;
        read(&reply).ok_or(Fault::ForeignReply)
    }

    async fn prepare_photo(&self, bytes: Vec<u8>) -> Result<Picture, CoreError> {
        picture::prepare(&bytes).await.ok_or(CoreError::PhotoUnreadable)
    }
}

/// A time of the browser's in whole milliseconds.
#[allow(clippy::cast_possible_truncation, reason = "casting from a float saturates")]
fn whole(ms: f64) -> i64 {
    ms as i64
}

fn read(reply: &JsValue) -> Option<Response> {
    let reply: &Array = reply.dyn_ref()?;
    let header = |pair: JsValue| {
        let pair: &Array = pair.dyn_ref()?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    // An opaque redirect has the status 0.
    let status = u16::try_from(whole(reply.get(0).as_f64()?)).ok()?;
    Some(Response {
        status,
        headers: reply
            .get(1)
            .dyn_ref::<Array>()?
            .iter()
            .filter_map(header)
            .collect(),
        body: reply.get(2).dyn_ref::<Uint8Array>()?.to_vec(),
    })
}
