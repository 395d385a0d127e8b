//! Languages and texts written in several of them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the interface and of checklists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// Brazilian Portuguese, the language of most users.
    #[default]
    #[serde(rename = "pt-BR")]
    PtBr,
    /// English.
    #[serde(rename = "en")]
    En,
    /// Spanish.
    #[serde(rename = "es")]
    Es,
}

impl Lang {
    /// Every language, the first users' first.
    pub const ALL: [Self; 3] = [Self::PtBr, Self::En, Self::Es];

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::PtBr => "pt-BR",
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// The first of the reader's preferred tags that Vitrine speaks, by primary language
    /// (`pt-PT` is served in `pt-BR`).
    pub fn negotiate<'a>(preferred: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        preferred.into_iter().find_map(|tag| {
            let primary = tag.split(['-', '_']).next()?.trim();
            Self::ALL
                .into_iter()
                .find(|lang| lang.tag().split('-').next() == Some(&*primary.to_ascii_lowercase()))
        })
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.tag() == s)
            .ok_or(UnknownLang)
    }
}

/// The tag is not one of [`Lang::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a language Vitrine speaks")]
pub struct UnknownLang;

/// One text in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Lang, String>);

impl Text {
    /// The text in `lang`, else in the first language it has; empty only where it has none.
    pub fn in_lang(&self, lang: Lang) -> &str {
        self.0
            .get(&lang)
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// The languages it is written in.
    pub fn langs(&self) -> impl Iterator<Item = Lang> + '_ {
        self.0.keys().copied()
    }

    /// The text in exactly this language.
    pub fn get(&self, lang: Lang) -> Option<&str> {
        self.0.get(&lang).map(String::as_str)
    }
}

impl FromIterator<(Lang, String)> for Text {
    fn from_iter<I: IntoIterator<Item = (Lang, String)>>(texts: I) -> Self {
        Self(texts.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_translation_falls_back_to_one_that_exists() {
        let text: Text = [(Lang::PtBr, "Fachada".to_owned())].into_iter().collect();
        assert_eq!(text.in_lang(Lang::Es), "Fachada");
    }

    #[test]
    fn a_reader_gets_the_first_preference_that_exists() {
        assert_eq!(Lang::negotiate(["fr-FR", "pt-PT", "en"]), Some(Lang::PtBr));
        assert_eq!(Lang::negotiate(["de"]), None);
    }
}
