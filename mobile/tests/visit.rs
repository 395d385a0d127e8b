//! Whatever is done with a phone, what it showed as saved is there when it is opened again.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use proptest::prelude::*;
use proptest::sample::select;
use vitrine_mobile::core::protocol::{Command, CoreError, OpenVisit, PhotoSize, Reply, Stage};
use vitrine_shared::answer::Answer;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{PhotoSource, PhotoWarning};
use vitrine_shared::fixtures::slug;
use vitrine_shared::id::VisitId;
use vitrine_shared::text::Lang;

use support::phone::{TestPhone, camera};
use support::stand::prepared;

/// One thing an evaluator does.
#[derive(Clone, Debug)]
enum Deed {
    CheckIn,
    Answer(&'static str, Answer, Option<String>),
    Clear(&'static str),
    Photo(&'static str, PhotoSource),
    DiscardLast,
    Pause,
    Resume,
    CheckOut,
    Declare,
    Submit,
    Reopen,
}

const QUESTIONS: [&str; 8] = [
    "window_clean",
    "lights",
    "greeted",
    "why_not_greeted",
    "wait",
    "approach",
    "receipt",
    "no_such_question",
];

fn deed() -> impl Strategy<Value = Deed> {
    let question = || select(QUESTIONS.to_vec());
    let answers = prop_oneof![
        any::<bool>().prop_map(Answer::YesNo),
        select(vec!["all", "some", "none", "unknown"]).prop_map(|option| Answer::Choice(slug(option))),
        (-1000..100_000_000i64).prop_map(Answer::ElapsedMs),
        "[a-z ]{0,8}".prop_map(Answer::Text),
        Just(Answer::NotApplicable),
    ];
    let comment = proptest::option::of("[ à-ú]{0,6}");
    prop_oneof![
        2 => Just(Deed::CheckIn),
        12 => (question(), answers, comment).prop_map(|(question, answer, words)| Deed::Answer(question, answer, words)),
        3 => question().prop_map(Deed::Clear),
        3 => (question(), select(vec![PhotoSource::Camera, PhotoSource::File]))
            .prop_map(|(question, source)| Deed::Photo(question, source)),
        1 => Just(Deed::DiscardLast),
        1 => Just(Deed::Pause),
        1 => Just(Deed::Resume),
        1 => Just(Deed::CheckOut),
        1 => Just(Deed::Declare),
        1 => Just(Deed::Submit),
        2 => Just(Deed::Reopen),
    ]
}

fn command(deed: &Deed, visit: VisitId, open: &OpenVisit, picture: &[u8]) -> Option<Command> {
    Some(match deed.clone() {
        Deed::CheckIn => Command::CheckIn {
            visit,
            position: None,
        },
        Deed::Answer(question, answer, comment) => Command::Answer {
            visit,
            question: slug(question),
            answer,
            comment,
        },
        Deed::Clear(question) => Command::Clear {
            visit,
            question: slug(question),
        },
        Deed::Photo(question, source) => Command::AddPhoto {
            visit,
            question: slug(question),
            source,
            position: None,
            bytes: picture.to_vec().into(),
        },
        Deed::DiscardLast => Command::DiscardPhoto {
            visit,
            photo: open.sheet.photos.last()?.photo,
        },
        Deed::Pause => Command::Pause { visit },
        Deed::Resume => Command::Resume { visit },
        Deed::CheckOut => Command::CheckOut {
            visit,
            position: None,
        },
        Deed::Declare => Command::Declare {
            visit,
            lang: Lang::En,
        },
        Deed::Submit => Command::Submit { visit },
        Deed::Reopen => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_shown_as_saved_is_there_after_reopening(deeds in proptest::collection::vec(deed(), 1..60)) {
        let folder = tempfile::tempdir().unwrap();
        let (_server, visit) = prepared(folder.path());
        let picture = camera("iphone-4s-gps-1.jpg");
        let mut seed = 2;
        let mut phone = TestPhone::offline(folder.path(), seed);
        let mut shown = phone.open_visit(visit);
        for deed in &deeds {
            match command(deed, visit, &shown, &picture) {
                Some(command) => match phone.call(command) {
                    Ok(Reply::Sheet(sheet) | Reply::PhotoAdded { sheet, .. }) => shown.sheet = *sheet,
                    Ok(other) => prop_assert!(false, "{other:?}"),
                    Err(error) => prop_assert!(!matches!(error, CoreError::Storage(_) | CoreError::Ended), "{error:?}"),
                },
                None if matches!(deed, Deed::Reopen) => {
                    drop(phone);
                    seed += 1;
                    phone = TestPhone::offline(folder.path(), seed);
                }
                None => {}
            }
            prop_assert_eq!(&phone.open_visit(visit).sheet, &shown.sheet);
        }
        for card in &shown.sheet.photos {
            let reply = phone.call(Command::Photo { photo: card.photo, size: PhotoSize::Full }).unwrap();
            let Reply::Photo { bytes } = reply else { panic!("{reply:?}") };
            prop_assert_eq!(bytes.0.len() as u64, card.size_bytes);
        }
    }
}

#[test]
fn a_visit_cannot_be_handed_in_before_it_is_whole_and_signed() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, visit) = prepared(folder.path());
    let phone = TestPhone::offline(folder.path(), 2);
    let submit = || phone.call(Command::Submit { visit }).map(|_| ());
    assert_eq!(submit(), Err(CoreError::NotCheckedIn));
    phone.check_in(visit);
    assert_eq!(submit(), Err(CoreError::Incomplete));
    phone.answer_all(visit);
    assert_eq!(submit(), Err(CoreError::Incomplete));
    let (_, sheet) = phone
        .photo(visit, "window_clean", camera("nikon-d2h-gps.jpg"))
        .unwrap();
    assert!(sheet.missing.is_empty());
    assert_eq!(
        sheet.progress.done,
        sheet.progress.shown - 1,
        "the optional amount is open"
    );
    assert_eq!(submit(), Err(CoreError::NotDeclared));
    phone
        .call(Command::Declare {
            visit,
            lang: Lang::PtBr,
        })
        .unwrap();
    // What changes after the statement is signed needs it signed again.
    phone
        .call(Command::Clear {
            visit,
            question: slug("nps"),
        })
        .unwrap();
    let (question, comment) = (slug("nps"), Some("  ".to_owned()));
    phone
        .call(Command::Answer {
            visit,
            question,
            answer: Answer::Rating(9),
            comment,
        })
        .unwrap();
    assert_eq!(submit(), Err(CoreError::NotDeclared));
    phone
        .call(Command::Declare {
            visit,
            lang: Lang::PtBr,
        })
        .unwrap();
    assert_eq!(submit(), Ok(()));
    let open = phone.open_visit(visit);
    assert_eq!(
        (open.sheet.stage, open.sheet.comments.len()),
        (Stage::Submitted, 0)
    );
    assert_eq!(
        phone.call(Command::Pause { visit }).unwrap_err(),
        CoreError::VisitClosed
    );
}

#[test]
fn photos_are_made_small_and_judged() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, visit) = prepared(folder.path());
    let phone = TestPhone::offline(folder.path(), 2);
    phone.check_in(visit);
    let add = |name: &str| {
        let (photo, sheet) = phone.photo(visit, "lights", camera(name)).unwrap();
        let card = sheet.photos.into_iter().find(|card| card.photo == photo).unwrap();
        (card, photo)
    };
    let (large, photo) = add("xiaomi-mi3-13mp.jpg");
    assert_eq!(large.width.max(large.height), 1600);
    let reply = phone
        .call(Command::Photo {
            photo,
            size: PhotoSize::Full,
        })
        .unwrap();
    let Reply::Photo { bytes } = reply else {
        panic!("{reply:?}")
    };
    assert!(
        !bytes.0.windows(4).any(|four| four == b"Exif"),
        "metadata stays behind"
    );
    assert_eq!(large.warnings, [PhotoWarning::Blurred]);
    let (again, _) = add("xiaomi-mi3-13mp.jpg");
    assert!(again.warnings.contains(&PhotoWarning::NearDuplicate));
    let (other, _) = add("canon-s400.jpg");
    assert_eq!(other.warnings, []);

    let unreadable = phone.photo(visit, "lights", b"not a picture".to_vec());
    assert_eq!(unreadable.unwrap_err(), CoreError::PhotoUnreadable);
    let from_gallery = phone.call(Command::AddPhoto {
        visit,
        question: slug("window_clean"),
        source: PhotoSource::File,
        position: None,
        bytes: camera("canon-s400.jpg").into(),
    });
    assert_eq!(from_gallery.unwrap_err(), CoreError::CameraOnly);
    for _ in 0..3 {
        phone
            .photo(visit, "window_clean", camera("canon-s400.jpg"))
            .unwrap();
    }
    let one_more = phone.photo(visit, "window_clean", camera("canon-s400.jpg"));
    assert_eq!(one_more.unwrap_err(), CoreError::PhotoLimit);
}

#[test]
fn a_damaged_database_is_set_aside_and_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    prepared(folder.path());
    let file = folder.path().join("phone-0.db");
    let mut bytes = std::fs::read(&file).unwrap();
    for byte in bytes.iter_mut().skip(4096).take(40_000) {
        *byte = 0x5A;
    }
    std::fs::write(&file, &bytes).unwrap();
    let phone = TestPhone::open(folder.path(), 2);
    let status = phone.status();
    assert_eq!(status.enrolment, None);
    assert_eq!(status.storage.set_aside.as_deref(), Some("phone-0.db"));
    drop(phone);
    let digest = Digest::of(&std::fs::read(&file).unwrap());
    assert_eq!(digest, Digest::of(&bytes));
    // It is said at every start, until the person has heard enough of it.
    let again = TestPhone::open(folder.path(), 3).status();
    assert_eq!(again.storage.set_aside.as_deref(), Some("phone-0.db"));
}

#[test]
fn a_second_process_is_told_that_the_phone_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let _first = TestPhone::open(folder.path(), 1);
    let second = TestPhone::try_open(folder.path(), 2);
    assert_eq!(second.err(), Some(CoreError::OpenElsewhere));
}
