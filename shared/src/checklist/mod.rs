//! The checklist: what an evaluator observes in a visit, touchpoint by touchpoint.
//!
//! A published checklist never changes. It is named by (id, version) and by the SHA-256 of its
//! canonical JSON, the exact bytes that the server stores and the phone receives. Authors write
//! TOML (`authoring`), which may be reformatted and commented without becoming another checklist.

#[cfg(feature = "authoring")]
pub mod authoring;
mod condition;
mod framework;
pub(crate) mod group;
mod kind;
mod picture;
mod slug;
mod visible;

use std::collections::BTreeSet;

use serde::de::Error as _;
use serde::{Deserialize, Serialize};

pub use condition::{Condition, Test};
pub use framework::{Framework, Stage};
pub use group::{Group, MAX_INSTANCES, Role};
pub use kind::{Band, Choice, Kind, YesNoPoints};
pub use picture::{MAX_PICTURES, MAX_PICTURES_BYTES, Picture, Shows};
pub use slug::{NotASlug, Slug};
pub use visible::Visible;

use crate::digest::Digest;
use crate::points::Milli;
use crate::text::{Lang, Text};

/// The newest checklist format that this code reads; it reads the older ones too. An older app refuses
/// a newer format whole, rather than run it without what it does not know.
///
/// 1: all but 2. 2: groups and barcodes.
pub const FORMAT: u32 = 2;

/// A whole checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checklist {
    /// The format it needs, [`FORMAT`] at most.
    pub format: u32,
    /// What it is called in links and files, the same through all its versions.
    pub id: Slug,
    /// Counts up from 1 with each published change.
    pub version: u32,
    /// The sector it is for (`retail`, `hotel`, …).
    pub sector: Slug,
    /// The journey framework its stages come from, an id of `checklists/frameworks.toml`.
    pub framework: Slug,
    /// The languages every text of it is written in.
    pub languages: Vec<Lang>,
    /// Its name.
    pub title: Text,
    /// What the evaluator reads before the visit.
    pub briefing: Text,
    /// The personas an evaluator may play; empty where everyone plays the same customer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub personas: Vec<Persona>,
    /// Whether bonus points may lift a touchpoint above 100 %.
    #[serde(default)]
    pub bonus_above_full: bool,
    /// The statement the evaluator signs before submitting.
    pub declaration: Text,
    /// The touchpoints in the order of the journey.
    pub touchpoints: Vec<Touchpoint>,
}

/// A customer that the evaluator plays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Persona {
    /// Its id within the checklist.
    pub id: Slug,
    /// Its name.
    pub title: Text,
    /// Who this customer is and what they want.
    pub brief: Text,
}

/// A place where the customer meets the brand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Touchpoint {
    /// Its id within the checklist.
    pub id: Slug,
    /// Its name.
    pub title: Text,
    /// The stage of the journey, one of the framework's.
    pub stage: Slug,
    /// Where the meeting takes place.
    pub channel: Channel,
    /// How much of it is personal.
    pub touch: Touch,
    /// The pillar of customer experience it tells about.
    pub pillar: Pillar,
    /// Its weight in the visit's score.
    pub weight: Milli,
    /// Its groups of questions that are asked again for each one met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Its questions, in the order they are asked.
    pub questions: Vec<Question>,
}

/// An enum of the field's own words: its names on the wire, in files and in text keys.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$word_doc])* #[serde(rename = $text)] $word,)+
        }

        impl $name {
            /// Every one, in the order they are shown.
            pub const ALL: &[Self] = &[$(Self::$word,)+];

            /// Its name on the wire, in checklist files and in text keys.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text,)+ }
            }
        }
    };
}

names! {
    /// The channel of a touchpoint.
    Channel {
        /// In the store.
        InStore = "in_store",
        /// By telephone.
        Phone = "phone",
        /// On a web site.
        Web = "web",
        /// In a chat of the brand's site.
        Chat = "chat",
        /// By e-mail.
        Email = "email",
        /// On a social network.
        Social = "social",
        /// In the brand's app.
        App = "app",
        /// In a messenger (WhatsApp and the like).
        Messaging = "messaging",
        /// At the door.
        Delivery = "delivery",
    }
}

names! {
    /// The touch model of a touchpoint.
    Touch {
        /// Personal service.
        High = "high",
        /// People and self-service mixed.
        Low = "low",
        /// Self-service alone.
        None = "none",
    }
}

names! {
    /// The pillar of customer experience that a touchpoint tells about.
    Pillar {
        /// How the work is done.
        Processes = "processes",
        /// Who does it.
        People = "people",
        /// With what, and where.
        Tools = "tools",
        /// How it is led.
        Management = "management",
        /// What the brand stands for.
        Culture = "culture",
    }
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its id, unique within the checklist.
    pub id: Slug,
    /// What is asked.
    pub text: Text,
    /// How to observe and decide, shown beside the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Text>,
    /// What is meant, in pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
    /// What kind of answer it takes and what that answer earns.
    #[serde(flatten)]
    pub kind: Kind,
    /// Whether a visit may be submitted without it while it is shown.
    pub required: bool,
    /// Its weight within the touchpoint.
    pub weight: Milli,
    /// Earns on top: its points count as earned but not as possible.
    #[serde(default)]
    pub bonus: bool,
    /// Whether the evaluator may mark it as not applicable.
    #[serde(default)]
    pub may_not_apply: bool,
    /// What its failure means for the visit, where it is a critical item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub critical: Option<Critical>,
    /// The group it is asked again with, one of its touchpoint's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Slug>,
    /// When it is asked; always where there is no condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
    /// The photos it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photos: Option<PhotoRule>,
    /// Whether voice memos may be added to it; a note takes none whatever this says.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub voice_memos: bool,
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_yes(value: &bool) -> bool {
    *value
}

impl Question {
    /// Whether a voice memo may be added to it.
    pub fn takes_voice_memo(&self) -> bool {
        self.voice_memos && !matches!(self.kind, Kind::Note)
    }
}

/// What a failed critical question does. It fails when it earns none of its possible points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Critical {
    /// The score that is capped besides the flag on the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caps: Option<Cap>,
}

/// A ceiling on a score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cap {
    /// Whose score.
    pub of: CapOf,
    /// The ceiling, in percent.
    pub percent: Milli,
}

/// Whose score a [`Cap`] holds down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapOf {
    /// The question's touchpoint.
    Touchpoint,
    /// The whole visit.
    Visit,
}

/// The photos that a question asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoRule {
    /// At least so many, while `when` holds.
    pub min: u32,
    /// At most so many.
    pub max: u32,
    /// Only from the camera, never from the gallery.
    #[serde(default)]
    pub camera_only: bool,
    /// When the minimum is asked for; always where there is no condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// Why bytes are not a checklist that this code can run.
#[derive(Debug, thiserror::Error)]
pub enum ChecklistError {
    /// The bytes are not the checklist that was asked for.
    #[error("the checklist's bytes do not have the digest {0}")]
    WrongDigest(Digest),
    /// Made for a newer version of Vitrine.
    #[error("checklist format {0} is newer than this app")]
    NewerFormat(u32),
    /// Not a checklist at all.
    #[error("not a checklist: {0}")]
    Malformed(#[from] serde_json::Error),
}

impl Checklist {
    /// Reads canonical JSON whose digest is known, ready to be run: its groups are
    /// [unrolled](Self::unrolled).
    ///
    /// # Errors
    /// Refuses bytes with another digest, of a newer format, or that are no checklist.
    pub fn from_canonical(bytes: &[u8], digest: &Digest) -> Result<Self, ChecklistError> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }

        if Digest::of(bytes) != *digest {
            return Err(ChecklistError::WrongDigest(*digest));
        }
        // Read as text, as all JSON here: the phone then carries one copy of each reader.
        let text = std::str::from_utf8(bytes).map_err(serde_json::Error::custom)?;
        let Format { format } = serde_json::from_str(text)?;
        if !(1..=FORMAT).contains(&format) {
            return Err(ChecklistError::NewerFormat(format));
        }
        Ok(serde_json::from_str::<Self>(text)?.unrolled())
    }

    /// The oldest format that can hold it.
    pub fn needed_format(&self) -> u32 {
        let has_groups = self
            .touchpoints
            .iter()
            .any(|touchpoint| !touchpoint.groups.is_empty());
        let is_new =
            |question: &Question| question.group.is_some() || matches!(question.kind, Kind::Barcode { .. });
        if has_groups || self.questions().any(|(_, question)| is_new(question)) {
            2
        } else {
            1
        }
    }

    /// The canonical JSON to publish, and its digest. Stored and sent as these bytes for ever. For a
    /// checklist as it was authored, its groups not unrolled.
    ///
    /// # Errors
    /// Never for a checklist that came from [`authoring`](self) or [`Checklist::from_canonical`].
    pub fn to_canonical(&self) -> Result<(Vec<u8>, Digest), serde_json::Error> {
        let bytes = serde_json::to_vec(self)?;
        let digest = Digest::of(&bytes);
        Ok((bytes, digest))
    }

    /// Every question with its touchpoint, in the order they are asked.
    pub fn questions(&self) -> impl Iterator<Item = (&Touchpoint, &Question)> {
        self.touchpoints
            .iter()
            .flat_map(|touchpoint| touchpoint.questions.iter().map(move |q| (touchpoint, q)))
    }

    /// Every picture that it names, each once, in the order they are met.
    pub fn pictures(&self) -> Vec<&Picture> {
        let mut seen = BTreeSet::new();
        self.questions()
            .flat_map(|(_, question)| &question.pictures)
            .filter(|picture| seen.insert(picture.sha256))
            .collect()
    }

    /// The question with this id.
    pub fn question(&self, id: &Slug) -> Option<&Question> {
        self.questions()
            .map(|(_, question)| question)
            .find(|question| question.id == *id)
    }
}
