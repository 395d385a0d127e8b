//! The root of the screens, and how they are put on the device.

use dioxus::prelude::*;

use super::platform;
use super::route::Route;
use super::state::{self, Phone};

/// Shows the app; on the web in the page's `#main`, natively in a window of a phone's size.
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub fn launch() {
    let screens = VirtualDom::new(App).with_root_context(platform::addresses());
    dioxus::web::launch::launch_virtual_dom(screens, dioxus::web::Config::new());
}

/// Shows the app; on the web in the page's `#main`, natively in a window of a phone's size.
#[cfg(all(feature = "mobile", not(target_arch = "wasm32")))]
pub fn launch() {
    use dioxus::mobile::tao::dpi::LogicalSize;
    use dioxus::mobile::{Config, WindowBuilder};

    const PAGE: &str = concat!(
        "<!doctype html><html lang=\"pt-BR\"><head><title>Vitrine</title>",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\"><style>",
        include_str!("../../../assets/styles/tokens.css"),
        include_str!("../../web/css/base.css"),
        include_str!("../../web/css/signs.css"),
        include_str!("../../web/css/controls.css"),
        include_str!("../../web/css/question.css"),
        include_str!("../../web/css/photos.css"),
        include_str!("../../web/css/visit.css"),
        include_str!("../../web/css/discreet.css"),
        include_str!("../../web/css/training.css"),
        "</style><script type=\"module\">",
        include_str!("../../web/swipe.js"),
        "</script></head><body><div id=\"main\"></div></body></html>",
    );
    let window = WindowBuilder::new()
        .with_title("Vitrine")
        .with_inner_size(LogicalSize::new(390.0, 844.0));
    let config = Config::new()
        .with_window(window)
        .with_menu(None)
        .with_custom_index(PAGE.to_owned());
    dioxus::LaunchBuilder::new().with_cfg(config).launch(App);
}

/// The root component.
#[component]
fn App() -> Element {
    let phone = Phone::provide();
    state::start(phone);
    use_effect(platform::appear);
    rsx! {
        Router::<Route> {}
    }
}
