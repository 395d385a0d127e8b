//! A visit as its log tells it, event by event.

use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Checklist;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Head, Photo, What};
use vitrine_shared::fixtures::{self, at, slug};
use vitrine_shared::id::PhotoId;
use vitrine_shared::sheet::{ApplyError, Sheet};
use vitrine_shared::text::Lang;

/// A visit by the persona `self`, and its log.
pub struct Visit {
    pub checklist: Checklist,
    pub sheet: Sheet,
    head: Head,
    bodies: Vec<String>,
}

impl Visit {
    pub fn new() -> Self {
        Self {
            checklist: fixtures::checklist(),
            sheet: Sheet::default(),
            head: Head::empty(Digest::of(b"a visit")),
            bodies: Vec::new(),
        }
    }

    pub fn checked_in() -> Self {
        let mut visit = Self::new();
        visit.must(What::CheckedIn);
        visit
    }

    /// Adds an event to the log, unless it is refused.
    pub fn apply(&mut self, what: What) -> Result<(), ApplyError> {
        let event = Event {
            seq: 0,
            at: at(5),
            elapsed_ms: 5,
            position: None,
            what,
        };
        let before = self.sheet.clone();
        let done = self.sheet.apply(&self.checklist, Some(&slug("self")), &event);
        if done.is_err() {
            assert_eq!(self.sheet, before, "a refused event changes nothing");
            return done;
        }
        let (head, record) = self.head.append(event).unwrap();
        self.head = head;
        self.bodies.push(record.body.get().to_owned());
        done
    }

    pub fn must(&mut self, what: What) {
        self.apply(what).unwrap();
    }

    /// Answers everything and takes the photo.
    pub fn answer_all(&mut self) {
        for (question, given) in fixtures::answers() {
            self.must(answer(question.as_str(), given));
        }
        self.must(What::PhotoTaken(fixtures::photo()));
    }

    pub fn hand_in(&mut self) -> Result<(), ApplyError> {
        let statement = fixtures::statement(&self.checklist, Lang::PtBr);
        self.must(What::Declared { statement });
        let manifest = self.sheet.manifest(&self.checklist, Some(&slug("self")));
        self.apply(What::Submitted(manifest))
    }

    /// The log, read again from its bytes.
    pub fn events(&self) -> Vec<Event> {
        let bodies = self.bodies.iter();
        bodies.map(|body| serde_json::from_str(body).unwrap()).collect()
    }

    /// What the log alone says.
    pub fn replayed(&self) -> Sheet {
        self.replay(&self.events())
    }

    /// What these events of the visit say.
    pub fn replay(&self, events: &[Event]) -> Sheet {
        let mut sheet = Sheet::default();
        for event in events {
            sheet.apply(&self.checklist, Some(&slug("self")), event).unwrap();
        }
        sheet
    }
}

pub fn answer(question: &str, answer: Answer) -> What {
    What::Answered {
        question: slug(question),
        answer,
        comment: None,
    }
}

pub fn photo_of(question: &str, number: u8) -> What {
    What::PhotoTaken(Photo {
        photo: PhotoId::new(at(20_000), [number; 10]),
        question: slug(question),
        ..fixtures::photo()
    })
}

pub fn reopened(round: u32, questions: &[&str]) -> What {
    What::Reopened {
        round,
        questions: questions.iter().map(|name| slug(name)).collect(),
    }
}
