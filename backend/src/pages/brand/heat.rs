//! Cells of the heat table: the number is always there, the ground only leads the eye.

use maud::{Markup, PreEscaped, html};

use crate::pages::context::PageContext;
use crate::reports::comparison::Cell;

/// The class of the step that a score in percent falls in: 0 (below 40) to 6 (90 and above).
pub fn step(percent: f64) -> &'static str {
    match percent {
        p if p < 40.0 => "h0",
        p if p < 50.0 => "h1",
        p if p < 60.0 => "h2",
        p if p < 70.0 => "h3",
        p if p < 80.0 => "h4",
        p if p < 90.0 => "h5",
        _ => "h6",
    }
}

/// The cell of one touchpoint at one place.
pub fn cell(cell: Option<&Cell>, cx: &PageContext) -> Markup {
    match cell {
        Some(cell) => html! { td class={ "cell " (step(cell.percent)) } { (cx.tenths(cell.percent)) } },
        None => PreEscaped("<td class=\"cell cell-none\">–</td>".to_owned()),
    }
}

/// What the grounds mean.
pub fn legend(cx: &PageContext) -> Markup {
    const STEPS: [(&str, &str); 7] = [
        ("h0", "< 40"),
        ("h1", "40–49"),
        ("h2", "50–59"),
        ("h3", "60–69"),
        ("h4", "70–79"),
        ("h5", "80–89"),
        ("h6", "≥ 90"),
    ];
    html! {
        div.legend-scale {
            span { (cx.t("heat-legend")) }
            ol role="list" { @for (class, text) in STEPS { li class=(class) { (text) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_begin_at_whole_tens() {
        let steps = [0.0, 39.99, 40.0, 59.9, 60.0, 89.99, 90.0, 100.0].map(step);
        assert_eq!(steps, ["h0", "h0", "h1", "h2", "h3", "h5", "h6", "h6"]);
    }
}
