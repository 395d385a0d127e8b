//! What is spent in a visit: claimed without a network, durable, photographed, sent, decided, paid.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use vitrine_mobile::core::protocol::{
    Blob, Claimed, Command, CoreError, MediaCommand, MoneyCommand, NewPicture, PhotoSize, Reply, SheetView,
    Stage,
};
use vitrine_shared::event::{Edits, What};
use vitrine_shared::expense::{ClaimError, ExpenseKind, MAX_RECEIPT_PHOTOS, receipt_slot, sum_minor};
use vitrine_shared::id::ExpenseId;
use vitrine_shared::visit::VisitState;

use support::phone::camera;
use support::stand::Stand;

fn claimed(amount_minor: i64) -> Claimed {
    Claimed {
        kind: ExpenseKind::Parking,
        amount_minor,
        note: " subsolo ".to_owned(),
    }
}

impl Stand {
    fn money(&self, command: MoneyCommand) -> Result<SheetView, CoreError> {
        self.phone.change(Command::Money(command))
    }

    fn claim(&self, expense: Option<ExpenseId>, claimed: Claimed) -> Result<SheetView, CoreError> {
        let visit = self.visit;
        self.money(MoneyCommand::Claim {
            visit,
            expense,
            claimed,
        })
    }

    fn withdraw(&self, expense: ExpenseId) -> Result<SheetView, CoreError> {
        let visit = self.visit;
        self.money(MoneyCommand::Withdraw { visit, expense })
    }

    fn logged(&self) -> Vec<What> {
        let world = self.server.world();
        let events = world.ledgers[&self.visit].events();
        events.map(|event| event.what).collect()
    }
}

#[test]
fn what_was_claimed_is_there_after_the_phone_died_and_arrives_once() {
    let it = Stand::checked_in();
    let first = it.claim(None, claimed(1_250)).unwrap().claims[0].clone();
    assert_eq!(first.note.as_deref(), Some("subsolo"));
    let slot = receipt_slot(first.expense);
    let (photo, sheet) = it
        .phone
        .photo(it.visit, slot.as_str(), camera("canon-s400.jpg"))
        .unwrap();
    assert_eq!(sheet.photos.len(), 1);
    it.claim(None, claimed(700)).unwrap();

    let it = it.again(false);
    let open = it.phone.open_visit(it.visit);
    let sum = sum_minor(open.sheet.claims.iter().map(|claim| claim.amount_minor));
    assert_eq!((open.sheet.claims.len(), sum), (2, 1_950));
    let full = Command::Photo {
        photo,
        size: PhotoSize::Full,
    };
    assert!(matches!(it.phone.call(full), Ok(Reply::Photo { .. })));

    // The same again changes nothing; another amount under its id changes the claim.
    let events = open.sheet.events;
    let same = it.claim(Some(first.expense), claimed(1_250)).unwrap();
    assert_eq!(same.events, events);
    let changed = it.claim(Some(first.expense), claimed(1_300)).unwrap();
    assert_eq!((changed.claims.len(), changed.photos.len()), (2, 1));

    it.phone.do_visit_after_check_in(it.visit);
    it.phone.network.switch(true);
    it.phone.sync();
    let is_claim = |what: &&What| matches!(what, What::ExpenseClaimed(_));
    assert_eq!(it.logged().iter().filter(is_claim).count(), 3);
    let manifest = it.logged().into_iter().find_map(|what| match what {
        What::Submitted(manifest) => Some(manifest),
        _ => None,
    });
    let manifest = manifest.unwrap();
    assert_eq!(manifest.expenses.len(), 2);
    assert!(manifest.photos.iter().any(|kept| kept.photo == photo));
    assert_eq!(it.phone.open_visit(it.visit).sheet.stage, Stage::Received);
}

#[test]
fn what_is_taken_back_leaves_no_picture() {
    let it = Stand::checked_in();
    let expense = it.claim(None, claimed(500)).unwrap().claims[0].expense;
    let slot = receipt_slot(expense);
    let (photo, _) = it
        .phone
        .photo(it.visit, slot.as_str(), camera("canon-s400.jpg"))
        .unwrap();
    let sheet = it.withdraw(expense).unwrap();
    assert!(sheet.claims.is_empty() && sheet.photos.is_empty());
    let full = Command::Photo {
        photo,
        size: PhotoSize::Full,
    };
    assert_eq!(it.phone.call(full), Err(CoreError::PhotoUnknown));
    assert!(it.phone.queue().visits[0].photos.is_empty());
    let unknown = Err(CoreError::Claim(ClaimError::Unknown));
    assert_eq!(it.withdraw(expense), unknown);
    let gone = it.phone.photo(it.visit, slot.as_str(), camera("canon-s400.jpg"));
    assert_eq!(gone.err(), Some(CoreError::Claim(ClaimError::Unknown)));
    let changed = it.claim(Some(expense), claimed(5));
    assert_eq!(changed, unknown);
}

#[test]
fn what_cannot_be_claimed_changes_nothing() {
    let it = Stand::checked_in();
    let events = it.phone.open_visit(it.visit).sheet.events;
    let nameless = Claimed {
        kind: ExpenseKind::Other,
        amount_minor: 5,
        note: "  ".to_owned(),
    };
    for (wrong, error) in [
        (claimed(0), ClaimError::Amount),
        (claimed(-5), ClaimError::Amount),
        (nameless, ClaimError::NoteMissing),
    ] {
        assert_eq!(it.claim(None, wrong), Err(CoreError::Claim(error)));
    }
    assert_eq!(it.phone.open_visit(it.visit).sheet.events, events);
}

#[test]
fn a_receipt_takes_so_many_photos_and_can_be_covered() {
    let it = Stand::checked_in();
    let expense = it.claim(None, claimed(500)).unwrap().claims[0].expense;
    let slot = receipt_slot(expense);
    let mut last = None;
    for _ in 0..MAX_RECEIPT_PHOTOS {
        let (photo, _) = it
            .phone
            .photo(it.visit, slot.as_str(), camera("canon-s400.jpg"))
            .unwrap();
        last = Some(photo);
    }
    let more = it.phone.photo(it.visit, slot.as_str(), camera("canon-s400.jpg"));
    assert_eq!(more.err(), Some(CoreError::PhotoLimit));
    let covered = it.phone.call(Command::Media(MediaCommand::ReplacePhoto {
        visit: it.visit,
        photo: last.unwrap(),
        with: NewPicture::Edited(Edits { covered: 1, drawn: 0 }),
        position: None,
        bytes: Blob(camera("nikon-d2h-gps.jpg")),
    }));
    let Ok(Reply::PhotoAdded { sheet, .. }) = covered else {
        panic!("{covered:?}")
    };
    assert_eq!(sheet.photos.len(), MAX_RECEIPT_PHOTOS as usize);
}

#[test]
fn nothing_is_claimed_once_the_visit_is_handed_in() {
    let it = Stand::checked_in();
    it.phone.do_visit_after_check_in(it.visit);
    assert_eq!(it.claim(None, claimed(5)), Err(CoreError::VisitClosed));
}

#[test]
fn an_export_carries_the_receipts_that_are_kept() {
    let it = Stand::checked_in();
    let kept = it.claim(None, claimed(500)).unwrap().claims[0].expense;
    it.phone
        .photo(it.visit, receipt_slot(kept).as_str(), camera("canon-s400.jpg"))
        .unwrap();
    let sheet = it.claim(None, claimed(600)).unwrap();
    let gone = sheet
        .claims
        .iter()
        .find(|claim| claim.expense != kept)
        .unwrap()
        .expense;
    it.phone
        .photo(it.visit, receipt_slot(gone).as_str(), camera("nikon-d2h-gps.jpg"))
        .unwrap();
    it.withdraw(gone).unwrap();
    let (file, _) = it.phone.export(it.visit).unwrap();
    assert_eq!(file.photos.len(), 1);
}

#[test]
fn what_was_agreed_and_decided_and_paid_comes_with_the_next_pull() {
    use vitrine_shared::expense::{ExpenseDecision, Ruling};
    use vitrine_shared::fixtures::at;
    use vitrine_shared::id::PaymentId;
    use vitrine_shared::payment::PaymentLine;

    let it = Stand::checked_in();
    let expense = it.claim(None, claimed(5_000)).unwrap().claims[0].expense;
    it.phone.do_visit_after_check_in(it.visit);
    it.phone.network.switch(true);
    it.phone.sync();
    {
        let mut world = it.server.world();
        world.change(it.visit, |assignment| {
            assignment.expense_cap_minor = Some(4_000);
            assignment.expense_decisions = vec![ExpenseDecision {
                expense,
                claimed_minor: 5_000,
                accepted_minor: 4_000,
                ruling: Ruling::Limited,
                words: None,
                at: at(9),
            }];
            assignment.payments = vec![PaymentLine {
                payment: PaymentId::new(at(10), [1; 10]),
                amount_minor: 12_500,
                paid_on: "2026-09-22".parse().unwrap(),
                reference: "Pix 7".to_owned(),
                reverses: None,
            }];
        });
        world.move_to(it.visit, VisitState::Approved);
    }
    it.phone.sync();
    let card = it.phone.open_visit(it.visit).card;
    assert_eq!(card.assignment.expense_cap_minor, Some(4_000));
    assert_eq!(card.assignment.expense_decisions[0].accepted_minor, 4_000);
    assert_eq!(card.assignment.payments[0].reference, "Pix 7");
}
