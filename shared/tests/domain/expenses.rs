//! What is spent in a visit: claims in the log, their receipts, and what others see of the visit.

use vitrine_shared::answer::Answer;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Photo, What, without_expenses};
use vitrine_shared::expense::{Claim, ClaimError, ExpenseKind, MAX_CLAIMS, MAX_RECEIPT_PHOTOS, receipt_slot};
use vitrine_shared::fixtures::{self, at, slug};
use vitrine_shared::id::{ExpenseId, PhotoId};
use vitrine_shared::sheet::ApplyError;
use vitrine_shared::text::Lang;

use crate::logged::{Visit, reopened};

fn id(n: u8) -> ExpenseId {
    ExpenseId::new(at(i64::from(n)), [n; 10])
}

fn claim(n: u8, amount_minor: i64) -> What {
    What::ExpenseClaimed(Claim {
        expense: id(n),
        kind: ExpenseKind::Purchase,
        amount_minor,
        note: None,
    })
}

fn receipt(expense: u8, number: u8) -> Photo {
    Photo {
        photo: PhotoId::new(at(30_000 + i64::from(number)), [number; 10]),
        question: receipt_slot(id(expense)),
        sha256: Digest::of(&[expense, number]),
        ..fixtures::photo()
    }
}

#[test]
fn a_claim_is_changed_under_its_id_and_its_receipt_stays() {
    let mut visit = Visit::checked_in();
    visit.must(claim(1, 500));
    visit.must(What::PhotoTaken(receipt(1, 1)));
    visit.must(claim(1, 450));
    assert_eq!(visit.sheet.claimed_minor(), 450);
    assert_eq!(visit.sheet.receipts_of(id(1)), [receipt(1, 1).photo]);
}

#[test]
fn a_receipt_belongs_to_a_claim_that_stands() {
    let mut visit = Visit::checked_in();
    let unknown = Err(ApplyError::Claim(ClaimError::Unknown));
    assert_eq!(visit.apply(What::PhotoTaken(receipt(1, 1))), unknown);
    visit.must(claim(1, 500));
    for number in 1..=u8::try_from(MAX_RECEIPT_PHOTOS).unwrap() {
        visit.must(What::PhotoTaken(receipt(1, number)));
    }
    let one_more = visit.apply(What::PhotoTaken(receipt(1, 99)));
    assert_eq!(one_more, Err(ApplyError::Photo));
    let replaced = Photo {
        replaces: Some(receipt(1, 1).photo),
        ..receipt(1, 98)
    };
    visit.must(What::PhotoTaken(replaced));
}

#[test]
fn what_is_taken_back_takes_its_receipt_along() {
    let mut visit = Visit::checked_in();
    visit.must(claim(1, 500));
    visit.must(claim(2, 700));
    visit.must(What::PhotoTaken(receipt(1, 1)));
    let withdrawn = |photos| What::ExpenseWithdrawn {
        expense: id(1),
        photos,
    };
    let unsaid = visit.apply(withdrawn(Vec::new()));
    assert_eq!(unsaid, Err(ApplyError::Claim(ClaimError::Unknown)));
    visit.must(withdrawn(vec![receipt(1, 1).photo]));
    assert!(visit.sheet.photos.is_empty());
    assert_eq!(visit.sheet.claimed_minor(), 700);
    let again = visit.apply(withdrawn(Vec::new()));
    assert_eq!(again, Err(ApplyError::Claim(ClaimError::Unknown)));
}

#[test]
fn a_visit_takes_so_many_claims() {
    let mut visit = Visit::checked_in();
    for n in 1..=u8::try_from(MAX_CLAIMS).unwrap() {
        visit.must(claim(n, 1));
    }
    let one_more = visit.apply(claim(200, 1));
    assert_eq!(one_more, Err(ApplyError::Claim(ClaimError::TooMany)));
    visit.must(claim(1, 2));
    assert_eq!(
        visit.apply(claim(1, 0)),
        Err(ApplyError::Claim(ClaimError::Amount))
    );
}

#[test]
fn receipts_answer_no_question_and_are_handed_in_like_photos() {
    let mut visit = Visit::checked_in();
    visit.must(claim(1, 500));
    visit.must(What::PhotoTaken(receipt(1, 1)));
    let missing = visit.sheet.missing(&visit.checklist, Some(&slug("self"))).len();
    let without = visit.sheet.clone().without_expenses();
    assert_eq!(
        missing,
        without.missing(&visit.checklist, Some(&slug("self"))).len()
    );
    visit.answer_all();
    visit.hand_in().unwrap();
    let (_, manifest) = visit.sheet.submitted.clone().unwrap();
    assert_eq!(manifest.photos.len(), 2, "the window and the receipt");
    assert_eq!(manifest.expenses.len(), 1);
    assert_eq!(visit.apply(claim(2, 5)), Err(ApplyError::Closed));
}

#[test]
fn a_hand_in_that_hides_a_claim_is_refused() {
    let mut visit = Visit::checked_in();
    visit.must(claim(1, 500));
    visit.answer_all();
    let statement = fixtures::statement(&visit.checklist, Lang::PtBr);
    visit.must(What::Declared { statement });
    let mut manifest = visit.sheet.manifest(&visit.checklist, Some(&slug("self")));
    manifest.expenses.clear();
    assert_eq!(visit.apply(What::Submitted(manifest)), Err(ApplyError::Manifest));
}

#[test]
fn a_correction_takes_claims_whatever_was_asked() {
    let mut visit = Visit::checked_in();
    visit.must(claim(1, 500));
    visit.must(What::PhotoTaken(receipt(1, 1)));
    visit.answer_all();
    visit.hand_in().unwrap();
    visit.must(reopened(1, &["greeted"]));
    visit.must(claim(2, 900));
    visit.must(What::PhotoTaken(receipt(2, 2)));
    visit.must(What::PhotoDiscarded {
        photo: receipt(1, 1).photo,
    });
    assert_eq!(visit.sheet.handed_in_claims().len(), 1, "not handed in yet");
    visit.hand_in().unwrap();
    assert_eq!(visit.sheet.handed_in_claims().len(), 2);
}

#[test]
fn others_see_the_visit_as_if_nothing_was_spent() {
    let mut visit = Visit::checked_in();
    visit.must(claim(1, 500));
    visit.must(What::PhotoTaken(receipt(1, 1)));
    visit.answer_all();
    visit.must(What::PhotoTaken(receipt(1, 2)));
    visit.must(What::PhotoDiscarded {
        photo: receipt(1, 2).photo,
    });
    visit.hand_in().unwrap();
    visit.must(reopened(1, &["greeted"]));
    visit.must(What::Answered {
        question: slug("greeted"),
        answer: Answer::YesNo(true),
        comment: Some("at once".to_owned()),
    });
    visit.must(What::ExpenseWithdrawn {
        expense: id(1),
        photos: vec![receipt(1, 1).photo],
    });
    visit.must(claim(3, 70));
    visit.must(What::PhotoTaken(receipt(3, 3)));
    visit.hand_in().unwrap();
    let shown = visit.replay(&without_expenses(visit.events()));
    assert_eq!(shown, visit.sheet.clone().without_expenses());
    let json = serde_json::to_string(&shown).unwrap();
    assert!(!json.contains("expense") && !json.contains("claims"), "{json}");
    assert_eq!(visit.replayed(), visit.sheet);
}

#[test]
fn logs_from_before_read_as_they_were_written() {
    let body = r#"{"seq":9,"at":"2026-05-28T20:26:40.000Z","elapsed_ms":5,"type":"submitted","answers_sha256":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","photos":[],"score":null}"#;
    let event: Event = serde_json::from_str(body).unwrap();
    assert_eq!(serde_json::to_string(&event).unwrap(), body);
}
