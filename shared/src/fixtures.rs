//! A small checklist and a visit by it, for the tests of whatever runs checklists.
//!
//! Compiled with the feature `fixtures` alone, which no product build turns on.

#![allow(
    clippy::expect_used,
    reason = "only tests use it, and a broken fixture should stop them"
)]

use std::collections::BTreeMap;

use crate::answer::Answer;
use crate::checklist::{Checklist, Slug};
use crate::digest::Digest;
use crate::event::{Photo, PhotoSource};
use crate::id::PhotoId;
use crate::text::Lang;
use crate::time::Timestamp;

/// A store in four touchpoints with two personas: graded options, a timer, a critical item, photos
/// always and photos after a failure, an option that does not apply, and the metrics.
pub fn checklist() -> Checklist {
    serde_json::from_str(include_str!("fixtures/store.json")).expect("the fixture is a checklist")
}

/// The name as a [`Slug`].
///
/// # Panics
/// Where it is none.
pub fn slug(name: &str) -> Slug {
    name.parse().expect("a name of the fixture")
}

/// A moment in 2026, so many milliseconds into a visit.
pub fn at(ms: i64) -> Timestamp {
    Timestamp::from_unix_ms(1_780_000_000_000 + ms).expect("a year that can be written")
}

/// Everything answered by the persona `self`. By hand:
/// storefront (1 + 1)/(1 + 2) = 2/3, service (2 + 1 + 2 + 1)/(2 + 2 + 3 + 1) = 3/4,
/// checkout (1·1 + 2·0)/(1·1 + 2·1) = 1/3; visit (1·2/3 + 3·3/4 + 2·1/3)/6 = 43/72.
pub fn answers() -> BTreeMap<Slug, Answer> {
    let choices = |names: &[&str]| Answer::Choices(names.iter().map(|name| slug(name)).collect());
    [
        ("window_clean", Answer::YesNo(true)),
        ("lights", Answer::Choice(slug("some"))),
        ("greeted", Answer::YesNo(true)),
        ("wait", Answer::ElapsedMs(150_000)),
        ("approach", choices(&["asked_needs", "showed"])),
        ("insisted", Answer::YesNo(false)),
        ("fitting", Answer::Choice(slug("none"))),
        ("receipt", Answer::YesNo(true)),
        ("loyalty", Answer::YesNo(false)),
        ("nps", Answer::Rating(8)),
        ("csat", Answer::Rating(4)),
        ("ces", Answer::Rating(6)),
    ]
    .into_iter()
    .map(|(name, answer)| (slug(name), answer))
    .collect()
}

/// The visit's score by [`answers`], worked by hand.
pub const SCORE: &str = "43/72";

/// The one photo that [`answers`] need, of the window.
pub fn photo() -> Photo {
    Photo {
        photo: PhotoId::new(at(20_000), [7; 10]),
        question: slug("window_clean"),
        sha256: Digest::of(b"a photo of the window"),
        size_bytes: 21,
        width: 1600,
        height: 1200,
        source: PhotoSource::Camera,
        dhash: "00ff00ff00ff00ff".to_owned(),
        warnings: Vec::new(),
        replaces: None,
        edits: None,
        no_camera: None,
    }
}

/// The digest of the declaration as it is shown in this language.
pub fn statement(checklist: &Checklist, lang: Lang) -> Digest {
    Digest::of(checklist.declaration.in_lang(lang).as_bytes())
}
