//! The phone app. In a browser's Worker this program is the core, everywhere else the screens.

#[cfg(target_arch = "wasm32")]
fn main() {
    use vitrine_mobile::{port::worker, ui};

    if worker::is_here() {
        worker::serve();
    } else {
        ui::launch();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    vitrine_mobile::ui::launch();
}
