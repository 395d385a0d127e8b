//! Journey frameworks: the named stages that touchpoints belong to.

use serde::{Deserialize, Serialize};

use super::Slug;
use crate::text::Text;

/// A way to divide a customer's journey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Framework {
    /// Its id, the one that checklists name.
    pub id: Slug,
    /// Its name.
    pub title: Text,
    /// Its stages in the order of the journey.
    pub stages: Vec<Stage>,
}

/// A stage of a journey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// Its id within the framework.
    pub id: Slug,
    /// Its name.
    pub title: Text,
}
