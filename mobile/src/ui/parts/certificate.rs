//! The certificate: who, for what, when, with what score.

use dioxus::prelude::*;
use vitrine_shared::text::Text;

use super::icon::{Icon, Sign};
use crate::core::protocol::{CertificateCard, CourseId};
use crate::ui::state::{use_phone, use_words};

/// A certificate.
#[component]
pub fn Certificate(certificate: CertificateCard, title: Text, course: CourseId) -> Element {
    let phone = use_phone();
    let words = use_words();
    let name = phone
        .status
        .read()
        .as_ref()
        .and_then(|status| status.enrolment.as_ref())
        .map(|enrolment| enrolment.evaluator_name.clone());
    let score = words.format(
        "training-score",
        &[
            ("right", certificate.right.into()),
            ("asked", certificate.asked.into()),
        ],
    );
    let version = words.format(
        "training-version",
        &[
            ("checklist", course.checklist.as_str().into()),
            ("version", course.version.into()),
        ],
    );
    rsx! {
        section { class: "panel certificate", "aria-labelledby": "certificate-title", "data-testid": "certificate",
            p { class: "state state-good",
                Icon { sign: Sign::Shield }
                {words.text("certificate")}
            }
            h2 { id: "certificate-title", class: "panel-lead", {title.in_lang(words.lang())} }
            dl { class: "facts",
                if let Some(name) = name {
                    div {
                        dt { {words.text("certificate-name")} }
                        dd { {name} }
                    }
                }
                div {
                    dt { {words.text("certificate-for")} }
                    dd { {version} }
                }
                div {
                    dt { {words.text("certificate-when")} }
                    dd { {words.moment(certificate.at)} }
                }
                div {
                    dt { {words.text("certificate-score")} }
                    dd { class: "numeric", {score} }
                }
            }
            if !certificate.is_confirmed {
                p { class: "hint", "data-testid": "certificate-waits", {words.text("certificate-waits")} }
            }
        }
    }
}
