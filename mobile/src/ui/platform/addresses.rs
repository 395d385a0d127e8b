//! Where the app is, in the browser's bar and its history.
//!
//! Dioxus brings such a history only together with its scripts in the document, which weigh 5 KB.

use std::rc::Rc;
use std::sync::Arc;

use dioxus_history::History;
use wasm_bindgen::prelude::*;

mod js {
    #![allow(unsafe_code, reason = "wasm-bindgen generates the calls")]

    use super::{Closure, wasm_bindgen};

    #[wasm_bindgen(module = "/src/ui/platform/addresses.js")]
    extern "C" {
        pub fn route() -> String;
        pub fn prefix() -> String;
        pub fn push(route: &str);
        pub fn replace(route: &str);
        pub fn back();
        pub fn forward();
        pub fn leave(url: &str);
        #[wasm_bindgen(js_name = onChange)]
        pub fn on_change(changed: &Closure<dyn FnMut()>);
    }
}

/// Addresses that stand after the `#`.
struct Addresses;

/// The history that the router goes by.
pub fn addresses() -> Rc<dyn History> {
    Rc::new(Addresses)
}

impl History for Addresses {
    fn current_route(&self) -> String {
        js::route()
    }

    fn current_prefix(&self) -> Option<String> {
        Some(js::prefix())
    }

    fn go_back(&self) {
        js::back();
    }

    fn go_forward(&self) {
        js::forward();
    }

    fn push(&self, route: String) {
        if route != js::route() {
            js::push(&route);
        }
    }

    fn replace(&self, route: String) {
        js::replace(&route);
    }

    fn external(&self, url: String) -> bool {
        js::leave(&url);
        true
    }

    fn updater(&self, callback: Arc<dyn Fn() + Send + Sync>) {
        let changed = Closure::<dyn FnMut()>::new(move || callback());
        js::on_change(&changed);
        // For as long as the page lives.
        changed.forget();
    }
}
