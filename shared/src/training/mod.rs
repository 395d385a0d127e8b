//! Training: what an evaluator reads before a checklist, and the quiz that shows it was understood.
//!
//! A training is published for a checklist from one of its versions on. Like a checklist it never
//! changes afterwards: it is the bytes of its canonical JSON, named by their SHA-256. Who passes its
//! quiz is certified for the version of the checklist that the quiz was taken for, and for no other.

mod grade;
mod order;
mod standing;

use serde::de::Error as _;
use serde::{Deserialize, Serialize};

pub use grade::{Grade, NotAnswered, grade};
pub use order::{Asked, asked};
pub use standing::{Standing, Tried, standing};

use crate::checklist::Slug;
use crate::digest::Digest;
use crate::text::{Lang, Text};

/// The training format that this code reads.
pub const FORMAT: u32 = 1;

/// The training for one checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// The version of this format, [`FORMAT`].
    pub format: u32,
    /// The checklist it prepares for.
    pub checklist: Slug,
    /// The first version of the checklist that it prepares for. It holds for later ones too, until
    /// another training is published for one of them.
    pub version: u32,
    /// The languages every text of it is written in.
    pub languages: Vec<Lang>,
    /// Its name.
    pub title: Text,
    /// The share of quiz questions to get right, in percent.
    pub pass_percent: u32,
    /// How often the quiz may be tried before one has to wait.
    pub attempts: u32,
    /// How many hours after the last of these attempts there are as many again; without it only a
    /// coordinator gives more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_hours: Option<u32>,
    /// What to read, in order.
    pub modules: Vec<Module>,
    /// The quiz.
    pub quiz: Vec<QuizQuestion>,
}

/// A part of the training to be read at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Module {
    /// Its id within the training.
    pub id: Slug,
    /// Its name.
    pub title: Text,
    /// Its text: paragraphs, with `- ` before the points of a list.
    pub body: Text,
}

/// A question of the quiz.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuizQuestion {
    /// Its id within the training.
    pub id: Slug,
    /// What is asked.
    pub text: Text,
    /// What can be answered; exactly one is right.
    pub options: Vec<QuizChoice>,
    /// Why that one is right, shown afterwards.
    pub explanation: Text,
}

/// An answer of a quiz question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuizChoice {
    /// Its id within the question.
    pub id: Slug,
    /// What it says.
    pub text: Text,
    /// Whether it is the right one.
    pub right: bool,
}

/// Why bytes are not a training that this code can run.
#[derive(Debug, thiserror::Error)]
pub enum TrainingError {
    /// The bytes are not the training that was asked for.
    #[error("the training's bytes do not have the digest {0}")]
    WrongDigest(Digest),
    /// Made for a newer version of Vitrine.
    #[error("training format {0} is newer than this app")]
    NewerFormat(u32),
    /// Not a training at all.
    #[error("not a training: {0}")]
    Malformed(#[from] serde_json::Error),
}

impl Training {
    /// Reads canonical JSON whose digest is known.
    ///
    /// # Errors
    /// Refuses bytes with another digest, of a newer format, or that are no training.
    pub fn from_canonical(bytes: &[u8], digest: &Digest) -> Result<Self, TrainingError> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }

        if Digest::of(bytes) != *digest {
            return Err(TrainingError::WrongDigest(*digest));
        }
        let text = std::str::from_utf8(bytes).map_err(serde_json::Error::custom)?;
        let Format { format } = serde_json::from_str(text)?;
        if format != FORMAT {
            return Err(TrainingError::NewerFormat(format));
        }
        Ok(serde_json::from_str(text)?)
    }

    /// The canonical JSON to publish, and its digest. Stored and sent as these bytes for ever.
    ///
    /// # Errors
    /// Never for a training that came from its TOML or [`Training::from_canonical`].
    pub fn to_canonical(&self) -> Result<(Vec<u8>, Digest), serde_json::Error> {
        let bytes = serde_json::to_vec(self)?;
        let digest = Digest::of(&bytes);
        Ok((bytes, digest))
    }
}
