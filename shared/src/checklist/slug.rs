//! Names that authors give: lower-case letters, digits, `_` and `-`, beginning with a letter.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, de};

/// An authored name of a checklist, touchpoint, question, option, persona, stage or sector.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

/// The text is not a [`Slug`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a name: 1 to 64 of a-z, 0-9, _ and -, beginning with a letter")]
pub struct NotASlug;

impl Slug {
    /// Stands for a name that could not be read, in checklists that are not going to be used.
    #[cfg(feature = "authoring")]
    pub(super) fn unreadable() -> Self {
        Self("?".to_owned())
    }

    /// This name with more behind it, as unrolling a group makes names of its own. Authored names
    /// leave room for it.
    pub(super) fn with_suffix(&self, suffix: &str) -> Self {
        Self(format!("{}{suffix}", self.0))
    }

    /// A name that no author can give: `prefix` holds `__`, and both parts are made of what names are
    /// made of.
    pub(crate) fn reserved(prefix: &str, rest: &str) -> Self {
        Self(format!("{prefix}{rest}"))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = NotASlug;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
        let begins = s.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        if begins && s.len() <= 64 && s.bytes().all(inner) {
            Ok(Self(s.to_owned()))
        } else {
            Err(NotASlug)
        }
    }
}

impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}
