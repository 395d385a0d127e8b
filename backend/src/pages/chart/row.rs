//! An interval in a row of a table: all rows share one scale, whose axis is in the column's head.

use maud::{Markup, html};
use vitrine_analysis::interval::Interval;

use super::marks::{Mark, interval, line, mark, text};
use super::scale::{Scale, px};
use crate::pages::context::PageContext;

/// Width and height of a row's drawing, as the style sheet sizes it.
const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 44.0;
const AXIS_HEIGHT: f64 = 20.0;
/// Room for half a mark at either end.
const MARGIN: f64 = 14.0;

/// The shared scale of the rows, with the brand's mean.
#[derive(Clone, Copy, Debug)]
pub struct RowScale {
    scale: Scale,
    reference: Option<f64>,
}

/// One estimate in a row.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// What it is.
    pub mark: Mark,
    /// The estimate in percent.
    pub value: f64,
    /// Its interval.
    pub interval: Option<Interval>,
}

impl RowScale {
    /// A scale that holds all `values`, with a line at `reference`.
    pub fn new(values: impl IntoIterator<Item = f64>, reference: Option<f64>) -> Self {
        Self {
            scale: Scale::of_scores(values, (MARGIN, WIDTH - MARGIN)),
            reference,
        }
    }

    /// The axis, for the column's head.
    pub fn axis(&self, cx: &PageContext) -> Markup {
        html! {
            svg viewBox=(format!("0 0 {WIDTH} {AXIS_HEIGHT}")) aria-hidden="true" focusable="false" {
                @for tick in self.scale.ticks(4) {
                    (text("c-text c-mid", self.scale.at(tick), 11.0, &cx.lang.float(tick, 0)))
                    (line("c-axis", (self.scale.at(tick), 15.0), (self.scale.at(tick), AXIS_HEIGHT)))
                }
            }
        }
    }

    /// One row. Its numbers are in other cells, so the drawing is silent to screen readers.
    pub fn row(&self, points: &[Point]) -> Markup {
        let middle = HEIGHT / 2.0;
        html! {
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) aria-hidden="true" focusable="false" {
                @for tick in self.scale.ticks(4) {
                    line.c-grid x1=(px(self.scale.at(tick))) x2=(px(self.scale.at(tick))) y1="0" y2=(HEIGHT) {}
                }
                @if let Some(reference) = self.reference {
                    line.c-reference x1=(px(self.scale.at(reference))) x2=(px(self.scale.at(reference))) y1="0" y2=(HEIGHT) {}
                }
                @for point in points {
                    @if let Some(ends) = point.interval {
                        (interval(point.mark, (self.scale.at(ends.low), self.scale.at(ends.high)), middle))
                    }
                }
                @for point in points { (mark(point.mark, self.scale.at(point.value), middle)) }
            }
        }
    }
}
