//! Charts, drawn as SVG on the server by one set of marks.
//!
//! Each has a title, a sentence that says what to see, and a table behind it with every number.
//! Series differ by the shape of their marks, so no chart needs colour to be read.

pub mod scale;

pub mod marks;

pub mod row;

pub mod funnel;

pub mod trend;

use maud::{Markup, html};

use super::context::PageContext;

/// A chart with what says the same in words and numbers.
pub struct Chart {
    /// Its id within the page.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// What to see in it.
    pub summary: String,
    /// What the marks mean.
    pub legend: Markup,
    /// Width and height of the drawing's box.
    pub size: (f64, f64),
    /// The drawing.
    pub drawing: Markup,
    /// Every number of it.
    pub table: Markup,
}

/// A drawing narrower than this fits a phone whole; a wider one scrolls there.
const SMALL: f64 = 500.0;

impl Chart {
    /// As a figure.
    pub fn render(&self, cx: &PageContext) -> Markup {
        let (width, height) = self.size;
        let title_id = format!("{}-title", self.id);
        let summary_id = format!("{}-summary", self.id);
        html! {
            figure.chart #(self.id) {
                figcaption {
                    h2 id=(title_id) { (self.title) }
                    p id=(summary_id) { (self.summary) }
                }
                (self.legend)
                // A region that scrolls has to be reachable by keyboard.
                div.chart-scroll tabindex="0" role="group" aria-labelledby=(title_id) {
                    svg class=[(width < SMALL).then_some("chart-small")] viewBox=(format!("0 0 {width} {height}")) role="img"
                        aria-labelledby=(title_id) aria-describedby=(summary_id) {
                        (self.drawing)
                    }
                }
                details.more {
                    summary { (cx.t("chart-table")) }
                    div.table-wrap tabindex="0" role="group" aria-labelledby=(title_id) { (self.table) }
                }
            }
        }
    }
}
