//! The heads of tables: what the columns are called, and how they stand.

use maud::{Markup, html};

use crate::pages::context::PageContext;

/// A column, by the key of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column<'a> {
    /// Words.
    Words(&'a str),
    /// Numbers.
    Number(&'a str),
    /// Numbers in per cent.
    Percent(&'a str),
    /// Words or numbers, flush right.
    Right(&'a str),
    /// What speaks for itself: its name is only read out.
    Unseen(&'a str),
}

/// The head of a table.
pub fn head<'a>(columns: impl IntoIterator<Item = Column<'a>>, cx: &PageContext) -> Markup {
    html! {
        thead {
            tr {
                @for column in columns {
                    @match column {
                        Column::Words(key) => { th scope="col" { (cx.t(key)) } }
                        Column::Number(key) => { th.num scope="col" { (cx.t(key)) } }
                        Column::Percent(key) => { th.num scope="col" { (cx.t(key)) " (%)" } }
                        Column::Right(key) => { th.right scope="col" { (cx.t(key)) } }
                        Column::Unseen(key) => { th scope="col" { span.visually-hidden { (cx.t(key)) } } }
                    }
                }
            }
        }
    }
}
