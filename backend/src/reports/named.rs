//! A thing with an id and a name, as lists and links show it.

use serde::Serialize;

/// A thing that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named<I> {
    /// Its id.
    pub id: I,
    /// Its name.
    pub name: String,
}

impl<I> Named<I> {
    /// A name for an id.
    pub fn new(id: I, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
        }
    }
}
