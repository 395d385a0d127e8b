//! The marks of all charts. A shape means the same everywhere.

use maud::{Markup, html};

use super::scale::px;

/// What an estimate is, told by the shape of its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A disc: the estimate that is compared.
    Estimate,
    /// A hollow diamond: the plain mean.
    Raw,
    /// A triangle: the mean adjusted for evaluators' strictness.
    Adjusted,
    /// A square: a competitor, or the second of two.
    Other,
}

/// A mark at a place.
pub fn mark(kind: Mark, x: f64, y: f64) -> Markup {
    match kind {
        Mark::Estimate => html! { circle.c-dot cx=(px(x)) cy=(px(y)) r="4.5" {} },
        Mark::Raw => {
            html! { path.c-raw d=(polygon(&[(x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y)])) {} }
        }
        Mark::Adjusted => html! {
            path.c-dot-3 d=(polygon(&[(x, y - 5.0), (x + 4.8, y + 3.8), (x - 4.8, y + 3.8)])) {}
        },
        Mark::Other => html! { rect.c-dot-2 x=(px(x - 4.0)) y=(px(y - 4.0)) width="8" height="8" {} },
    }
}

/// The line of an interval, with its mark's colour.
pub fn interval(kind: Mark, x: (f64, f64), y: f64) -> Markup {
    let class = if kind == Mark::Other {
        "c-interval c-interval-2"
    } else {
        "c-interval"
    };
    html! { line class=(class) x1=(px(x.0)) x2=(px(x.1)) y1=(px(y)) y2=(px(y)) {} }
}

/// An interval that stands upright.
pub fn upright(kind: Mark, x: f64, y: (f64, f64)) -> Markup {
    let class = if kind == Mark::Other {
        "c-interval c-interval-2"
    } else {
        "c-interval"
    };
    html! { line class=(class) x1=(px(x)) x2=(px(x)) y1=(px(y.0)) y2=(px(y.1)) {} }
}

/// A straight line of this class.
pub fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> Markup {
    html! { line class=(class) x1=(px(from.0)) y1=(px(from.1)) x2=(px(to.0)) y2=(px(to.1)) {} }
}

/// A line through points of this class.
pub fn path(class: &str, points: &[(f64, f64)]) -> Markup {
    let mut d = String::with_capacity(points.len() * 12);
    for (index, (x, y)) in points.iter().enumerate() {
        d.push(if index == 0 { 'M' } else { 'L' });
        d.push_str(&px(*x));
        d.push(' ');
        d.push_str(&px(*y));
    }
    html! { path class=(class) d=(d) {} }
}

/// A text of this class.
pub fn text(class: &str, x: f64, y: f64, words: &str) -> Markup {
    html! { text class=(class) x=(px(x)) y=(px(y)) { (words) } }
}

/// What the marks of a chart mean: each as it is drawn, with its name.
pub fn legend(entries: &[(Markup, String)]) -> Markup {
    html! {
        ul.chart-legend role="list" {
            @for (drawing, name) in entries {
                li {
                    svg viewBox="0 0 28 12" aria-hidden="true" focusable="false" { (drawing) }
                    (name)
                }
            }
        }
    }
}

/// A mark as a legend shows it, on its interval.
pub fn sample(kind: Mark) -> Markup {
    html! {
        @if kind != Mark::Raw && kind != Mark::Adjusted { (interval(kind, (2.0, 26.0), 6.0)) }
        (mark(kind, 14.0, 6.0))
    }
}

/// A line as a legend shows it.
pub fn sample_line(class: &str) -> Markup {
    line(class, (2.0, 6.0), (26.0, 6.0))
}

fn polygon(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        d.push(if index == 0 { 'M' } else { 'L' });
        d.push_str(&px(*x));
        d.push(' ');
        d.push_str(&px(*y));
    }
    d.push('z');
    d
}
