//! Photos by the browser's own codec.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::device::js;
use crate::core::media::{
    JPEG_QUALITY, JpegHeader, LONG_SIDE, LUMA_SIDE, Luma, MAX_FILE_PIXELS, Picture, THUMB_QUALITY,
    THUMB_SIDE, fit,
};

/// Decodes a picture, turns it upright and makes it small. Its metadata stays behind.
pub async fn prepare(bytes: &[u8]) -> Option<Picture> {
    // Decoded straight to the wanted size, a large photo takes a sixth of the memory.
    let (to_width, to_height) = match JpegHeader::read(bytes) {
        Some(header) if header.pixels() > MAX_FILE_PIXELS => return None,
        Some(header) => {
            let (width, height) = header.upright();
            fit(width, height, LONG_SIDE)
        }
        None => (0, 0),
    };
    let bitmap = js::decode(Uint8Array::from(bytes), to_width, to_height)
        .await
        .ok()?;
    let picture = render(&bitmap).await;
    js::close(&bitmap);
    picture
}

async fn render(bitmap: &JsValue) -> Option<Picture> {
    let size = js::size(bitmap);
    let &[width, height] = size.as_slice() else {
        return None;
    };
    let (width, height) = fit(width, height, LONG_SIDE);
    let (thumb_width, thumb_height) = fit(width, height, THUMB_SIDE);
    let (luma_width, luma_height) = fit(width, height, LUMA_SIDE);
    let percent = |quality: u8| f64::from(quality) / 100.0;
    let rendered = js::render(
        bitmap,
        &[width, height],
        percent(JPEG_QUALITY),
        &[thumb_width, thumb_height],
        percent(THUMB_QUALITY),
        &[luma_width, luma_height],
    )
    .await;
    let rendered: Array = rendered.ok()?.dyn_into().ok()?;
    let bytes = |index: u32| Some(rendered.get(index).dyn_ref::<Uint8Array>()?.to_vec());
    Some(Picture {
        jpeg: bytes(0)?,
        thumb: bytes(1)?,
        width,
        height,
        luma: Luma::from_rgba(luma_width as usize, luma_height as usize, &bytes(2)?)?,
    })
}
