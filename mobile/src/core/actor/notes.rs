//! Notes to oneself: kept beside the visit, outside its events.

use vitrine_shared::checklist::Slug;
use vitrine_shared::id::VisitId;

use super::Core;
use crate::core::platform::Platform;
use crate::core::protocol::{CoreError, MAX_NOTE_CHARS, Reply};

impl<P: Platform> Core<P> {
    pub(super) fn keep_note(&self, visit: VisitId, question: &Slug, words: &str) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        if session.checklist().question(question).is_none() {
            return Err(CoreError::QuestionUnknown);
        }
        // The field takes no more than this; what is pasted past it is cut where it is kept.
        let words: String = words.trim().chars().take(MAX_NOTE_CHARS).collect();
        self.store.keep_note(visit, question, &words)?;
        self.sheet_reply(&row, &session)
    }
}
