//! A training on its way to the screen.

use dioxus::prelude::*;

use super::bars::BackBar;
use super::feedback::{Failure, Loading};
use crate::core::protocol::{CourseId, OpenCourse};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};

/// The training of this id, opened when the screen is. Until it is there: what to show instead, with the
/// way back to `to`, which is called by the key `label`.
pub fn use_course(id: &CourseId, to: Route, label: &str) -> Result<OpenCourse, Element> {
    let phone = use_phone();
    let words = use_words();
    let opened = id.clone();
    use_hook(move || phone.open_course(opened));
    let trouble = phone.school.trouble.read().clone();
    phone.school.course(id).ok_or_else(|| {
        rsx! {
            BackBar { to, label: words.text(label) }
            if let Some(trouble) = trouble {
                Failure { title: words.text("training-not-opened"), text: words.error(&trouble) }
            } else {
                Loading { rows: 4 }
            }
        }
    })
}
