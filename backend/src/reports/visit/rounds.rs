//! What was asked of a visit that came back, and what was handed in before, question by question.

use std::collections::BTreeMap;

use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Question, Slug};
use vitrine_shared::event::{Audio, Photo};
use vitrine_shared::id::{MediaId, PhotoId};
use vitrine_shared::sheet::Sheet;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::Return;

use super::build::in_words;
use super::media::Media;
use super::{AnswerView, MemoView, PhotoView};

/// A return of a visit, with who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnView {
    /// What was asked.
    pub returned: Return,
    /// The name of who asked; `None` at the server's command line.
    pub by: Option<String>,
    /// When the evaluator handed it in again; `None` where that did not happen.
    pub handed_in: Option<Timestamp>,
    /// The name of who stopped waiting for the correction.
    pub taken_back_by: Option<String>,
}

/// What a round of correction did to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundView {
    /// Which return it was, from 1.
    pub round: u32,
    /// What the reviewer asked of this question; `None` where it changed without being asked about.
    pub asked: Option<String>,
    /// Whether the question now says something else than before this round.
    pub is_changed: bool,
    /// The answer before.
    pub answer: Option<AnswerView>,
    /// The words beside it before.
    pub comment: Option<String>,
    /// The photos that this round took away.
    pub photos: Vec<PhotoView>,
    /// The voice memos that this round took away.
    pub memos: Vec<MemoView>,
}

/// What was handed in at one time.
struct Stage<'a> {
    answers: &'a BTreeMap<Slug, Answer>,
    comments: &'a BTreeMap<Slug, String>,
    photos: &'a BTreeMap<PhotoId, Photo>,
    audio: &'a BTreeMap<MediaId, Audio>,
}

/// A visit's rounds, to be asked for each question.
pub(super) struct Rounds<'a> {
    returns: &'a [ReturnView],
    /// What was handed in before each round that was taken up, and what there is now.
    stages: Vec<Stage<'a>>,
    /// The rounds that were taken up; one that staff took back may never have been.
    taken_up: Vec<u32>,
    media: &'a Media<'a>,
}

impl<'a> Rounds<'a> {
    pub fn new(returns: &'a [ReturnView], sheet: &'a Sheet, media: &'a Media<'a>) -> Self {
        let before = sheet.rounds.iter().map(|back| Stage {
            answers: &back.answers,
            comments: &back.comments,
            photos: &back.photos,
            audio: &back.audio,
        });
        let now = Stage {
            answers: &sheet.answers,
            comments: &sheet.comments,
            photos: &sheet.photos,
            audio: &sheet.audio,
        };
        Self {
            returns,
            stages: before.chain(std::iter::once(now)).collect(),
            taken_up: sheet.rounds.iter().map(|back| back.round).collect(),
            media,
        }
    }

    /// The rounds that asked about a question or changed it, the first first.
    pub fn of(&self, question: &Question) -> Vec<RoundView> {
        self.returns
            .iter()
            .filter_map(|back| self.round(question, back))
            .collect()
    }

    fn round(&self, question: &Question, back: &ReturnView) -> Option<RoundView> {
        let id = &question.id;
        let asked = back.returned.words_about(id).map(str::to_owned);
        // Before the evaluator took it up there is nothing to compare with.
        let mut taken_up = self.taken_up.iter();
        let index = taken_up.position(|round| *round == back.returned.round);
        let stages = index.and_then(|index| self.stages.get(index).zip(self.stages.get(index + 1)));
        let is_changed = stages.is_some_and(|(before, after)| {
            before.answers.get(id) != after.answers.get(id)
                || before.comments.get(id) != after.comments.get(id)
                || !before.photos_of(id).eq(after.photos_of(id))
                || !before.memos_of(id).eq(after.memos_of(id))
        });
        if asked.is_none() && !is_changed {
            return None;
        }
        let before = stages.filter(|_| is_changed).map(|(before, _)| before);
        let gone = |photo: &&Photo| {
            let after = stages.map(|(_, after)| after);
            after.is_some_and(|after| !after.photos.contains_key(&photo.photo))
        };
        Some(RoundView {
            round: back.returned.round,
            asked,
            is_changed,
            answer: before.and_then(|it| Some(in_words(question, it.answers.get(id)?))),
            comment: before.and_then(|it| it.comments.get(id).cloned()),
            photos: before
                .into_iter()
                .flat_map(|it| it.photos_of(id))
                .filter(gone)
                .filter_map(|photo| self.media.photo(photo))
                .collect(),
            memos: before
                .into_iter()
                .flat_map(|it| it.memos_of(id))
                .filter(|memo| stages.is_some_and(|(_, after)| !after.audio.contains_key(&memo.audio)))
                .filter_map(|memo| self.media.memo(memo))
                .collect(),
        })
    }
}

impl Stage<'_> {
    fn photos_of(&self, question: &Slug) -> impl Iterator<Item = &Photo> {
        self.photos
            .values()
            .filter(move |photo| photo.question == *question)
    }

    fn memos_of(&self, question: &Slug) -> impl Iterator<Item = &Audio> {
        self.audio
            .values()
            .filter(move |audio| audio.question == *question)
    }
}
