//! How far a visit is, and whether everything is saved.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;

use super::icon::{Icon, Sign};
use crate::core::protocol::TouchpointProgress;
use crate::ui::state::{Saving, use_phone, use_words};

/// One small bar for each touchpoint that has something to ask.
#[component]
pub fn Steps(here: Slug) -> Element {
    let phone = use_phone();
    let words = use_words();
    let sheet = phone.desk.sheet.read();
    let touchpoints: Vec<TouchpointProgress> = sheet
        .as_ref()
        .map(|sheet| {
            sheet
                .touchpoints
                .iter()
                .filter(|t| t.progress.shown > 0)
                .cloned()
                .collect()
        })
        .unwrap_or_default();
    let (done, shown) = sheet
        .as_ref()
        .map_or((0, 0), |sheet| (sheet.progress.done, sheet.progress.shown));
    let label = words.format(
        "progress-label",
        &[("done", done.into()), ("shown", shown.into())],
    );
    rsx! {
        div { class: "steps", role: "img", "aria-label": label,
            for step in touchpoints {
                progress {
                    key: "{step.touchpoint}",
                    class: if step.touchpoint == here { "step step-here" } else { "step" },
                    "aria-hidden": "true",
                    max: "{step.progress.shown}",
                    value: "{step.progress.done}",
                }
            }
        }
    }
}

/// Says "saved" only after the core has confirmed everything.
#[component]
pub fn SavedSign() -> Element {
    let phone = use_phone();
    let words = use_words();
    let (class, sign, key, state) = match phone.desk.saving() {
        Saving::Saved => ("saved saved-good", Sign::Check, "saved", "saved"),
        Saving::Pending => ("saved", Sign::Sync, "saving", "saving"),
        Saving::Failed(_) => ("saved saved-bad", Sign::Alert, "not-saved", "failed"),
    };
    rsx! {
        span { class, role: "status", "data-testid": "saved", "data-state": state,
            Icon { sign }
            {words.text(key)}
        }
    }
}
