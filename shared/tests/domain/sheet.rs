//! The answer sheet: what events may follow each other, and what a submission needs.

use proptest::prelude::*;
use vitrine_shared::answer::{Answer, AnswerError};
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Manifest, What};
use vitrine_shared::fixtures::{self, at, slug};
use vitrine_shared::id::PhotoId;
use vitrine_shared::sheet::{ApplyError, Lack, MAX_COMMENT_CHARS, MAX_UNASKED_PHOTOS, Sheet};
use vitrine_shared::text::Lang;

use crate::logged::{answer, photo_of};

fn apply(sheet: &mut Sheet, what: What) -> Result<(), ApplyError> {
    let event = Event {
        seq: 1,
        at: at(5),
        elapsed_ms: 5,
        position: None,
        what,
    };
    let before = sheet.clone();
    let done = sheet.apply(&fixtures::checklist(), Some(&slug("self")), &event);
    if done.is_err() {
        assert_eq!(*sheet, before, "a refused event changes nothing");
    }
    done
}

fn declared() -> What {
    What::Declared {
        statement: fixtures::statement(&fixtures::checklist(), Lang::PtBr),
    }
}

fn manifest(sheet: &Sheet) -> Manifest {
    sheet.manifest(&fixtures::checklist(), Some(&slug("self")))
}

/// Checked in, everything answered, the photo taken, not declared.
fn complete() -> Sheet {
    let mut sheet = Sheet::default();
    apply(&mut sheet, What::CheckedIn).unwrap();
    for (question, given) in fixtures::answers() {
        apply(&mut sheet, answer(question.as_str(), given)).unwrap();
    }
    apply(&mut sheet, What::PhotoTaken(fixtures::photo())).unwrap();
    sheet
}

fn lacks(sheet: &Sheet, persona: &str) -> Vec<(String, Lack)> {
    let checklist = fixtures::checklist();
    let missing = sheet.missing(&checklist, Some(&slug(persona)));
    missing.iter().map(|m| (m.question.to_string(), m.lack)).collect()
}

#[test]
fn a_visit_begins_with_its_one_check_in() {
    let mut sheet = Sheet::default();
    assert_eq!(
        apply(&mut sheet, answer("greeted", Answer::YesNo(true))),
        Err(ApplyError::CheckInFirst)
    );
    assert_eq!(apply(&mut sheet, What::CheckedIn), Ok(()));
    assert_eq!(apply(&mut sheet, What::CheckedIn), Err(ApplyError::CheckInFirst));
    assert_eq!(sheet.checked_in, Some(at(5)));
}

#[test]
fn a_complete_visit_is_submitted_with_its_score_and_nothing_follows() {
    let mut sheet = complete();
    assert_eq!(apply(&mut sheet, What::CheckedOut), Ok(()));
    assert_eq!(apply(&mut sheet, declared()), Ok(()));
    let manifest = manifest(&sheet);
    assert_eq!(manifest.score, Some(fixtures::SCORE.parse().unwrap()));
    assert_eq!(manifest.photos.len(), 1);
    assert_eq!(apply(&mut sheet, What::Submitted(manifest)), Ok(()));
    for late in [
        answer("greeted", Answer::YesNo(true)),
        photo_of("window_clean", 2),
        What::CheckedOut,
    ] {
        assert_eq!(apply(&mut sheet, late), Err(ApplyError::Closed));
    }
}

#[test]
fn a_submission_needs_the_checklists_own_declaration() {
    let mut sheet = complete();
    let bare = What::Submitted(manifest(&sheet));
    assert_eq!(apply(&mut sheet, bare.clone()), Err(ApplyError::Incomplete));
    let other = What::Declared {
        statement: Digest::of(b"I was not there"),
    };
    assert_eq!(apply(&mut sheet, other), Err(ApplyError::Statement));
    let english = fixtures::statement(&fixtures::checklist(), Lang::En);
    assert_eq!(apply(&mut sheet, What::Declared { statement: english }), Ok(()));
    assert_eq!(apply(&mut sheet, bare), Ok(()));
}

#[test]
fn a_manifest_that_says_something_else_is_refused() {
    let mut sheet = complete();
    apply(&mut sheet, declared()).unwrap();
    let right = manifest(&sheet);
    let wrong = [
        Manifest {
            answers_sha256: Digest::of(b"{}"),
            ..right.clone()
        },
        Manifest {
            photos: Vec::new(),
            ..right.clone()
        },
    ];
    for manifest in wrong {
        assert_eq!(
            apply(&mut sheet, What::Submitted(manifest)),
            Err(ApplyError::Manifest)
        );
    }
    assert_eq!(apply(&mut sheet, What::Submitted(right)), Ok(()));
}

#[test]
fn what_is_missing_is_told_in_order_and_depends_on_the_persona() {
    let mut sheet = complete();
    assert!(lacks(&sheet, "self").is_empty());
    assert_eq!(lacks(&sheet, "gift"), [("gift_wrap".to_owned(), Lack::Answer)]);
    apply(
        &mut sheet,
        What::PhotoDiscarded {
            photo: fixtures::photo().photo,
        },
    )
    .unwrap();
    apply(
        &mut sheet,
        What::Cleared {
            question: slug("lights"),
        },
    )
    .unwrap();
    apply(&mut sheet, answer("greeted", Answer::YesNo(false))).unwrap();
    apply(&mut sheet, answer("receipt", Answer::YesNo(false))).unwrap();
    let expected = [
        ("window_clean", Lack::Photos(1)),
        ("lights", Lack::Answer),
        ("why_not_greeted", Lack::Answer),
        ("receipt", Lack::Photos(1)),
    ];
    assert_eq!(
        lacks(&sheet, "self"),
        expected.map(|(question, lack)| (question.to_owned(), lack))
    );
    apply(&mut sheet, declared()).unwrap();
    let early = What::Submitted(manifest(&sheet));
    assert_eq!(apply(&mut sheet, early), Err(ApplyError::Incomplete));
}

#[test]
fn answers_are_checked_and_comments_are_kept_beside_them() {
    let mut sheet = complete();
    let said = |comment: &str| What::Answered {
        question: slug("lights"),
        answer: Answer::Choice(slug("none")),
        comment: Some(comment.to_owned()),
    };
    assert_eq!(apply(&mut sheet, said("dark")), Ok(()));
    assert_eq!(sheet.comments[&slug("lights")], "dark");
    let long = said(&"é".repeat(MAX_COMMENT_CHARS + 1));
    assert_eq!(
        apply(&mut sheet, long),
        Err(ApplyError::Answer(AnswerError::TooLong))
    );
    assert_eq!(
        apply(&mut sheet, answer("lights", Answer::Choice(slug("all")))),
        Ok(())
    );
    assert!(
        sheet.comments.is_empty(),
        "an answer without a comment takes it away"
    );
    let wrong = answer("lights", Answer::Choice(slug("neon")));
    assert_eq!(
        apply(&mut sheet, wrong),
        Err(ApplyError::Answer(AnswerError::UnknownOption))
    );
    let unknown = answer("nobody_asked", Answer::YesNo(true));
    assert_eq!(apply(&mut sheet, unknown), Err(ApplyError::UnknownQuestion));
}

#[test]
fn photos_are_kept_once_and_no_more_than_asked_for() {
    let mut sheet = complete();
    assert_eq!(
        apply(&mut sheet, What::PhotoTaken(fixtures::photo())),
        Err(ApplyError::Photo)
    );
    assert_eq!(apply(&mut sheet, photo_of("window_clean", 2)), Ok(()));
    assert_eq!(apply(&mut sheet, photo_of("window_clean", 3)), Ok(()));
    assert_eq!(
        apply(&mut sheet, photo_of("window_clean", 4)),
        Err(ApplyError::Photo)
    );
    for number in 0..MAX_UNASKED_PHOTOS {
        assert_eq!(apply(&mut sheet, photo_of("lights", 10 + number as u8)), Ok(()));
    }
    assert_eq!(apply(&mut sheet, photo_of("lights", 99)), Err(ApplyError::Photo));
    let never_taken = What::PhotoDiscarded {
        photo: PhotoId::new(at(0), [77; 10]),
    };
    assert_eq!(apply(&mut sheet, never_taken), Err(ApplyError::Photo));
}

#[test]
fn a_visit_given_up_is_closed() {
    let mut sheet = complete();
    assert_eq!(
        apply(
            &mut sheet,
            What::Released {
                reason: "closed store".to_owned()
            }
        ),
        Ok(())
    );
    assert_eq!(apply(&mut sheet, What::Resumed), Err(ApplyError::Closed));
}

proptest! {
    /// Whatever order the answers come in, and however often they change, the last ones count.
    #[test]
    fn the_sheet_is_what_the_last_answers_say(order in Just(fixtures::answers().into_iter().collect::<Vec<(Slug, Answer)>>()).prop_shuffle()) {
        let mut sheet = Sheet::default();
        apply(&mut sheet, What::CheckedIn).unwrap();
        for (question, given) in &order {
            apply(&mut sheet, What::Cleared { question: question.clone() }).unwrap();
            apply(&mut sheet, answer(question.as_str(), given.clone())).unwrap();
        }
        prop_assert_eq!(sheet.answers_digest(), complete().answers_digest());
        let score = sheet.score(&fixtures::checklist(), Some(&slug("self"))).visit;
        prop_assert_eq!(score.unwrap().to_string(), fixtures::SCORE);
    }
}
