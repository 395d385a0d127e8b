//! Returned visits: what may be changed, what stays as it was handed in, round by round.

use proptest::collection::vec;
use proptest::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Slug, Visible};
use vitrine_shared::event::What;
use vitrine_shared::fixtures::{self, at, slug};
use vitrine_shared::id::PhotoId;
use vitrine_shared::sheet::{ApplyError, HandIn, Sheet};

use crate::logged::{Visit, answer, photo_of, reopened};

impl Visit {
    /// Everything answered, the photo taken, handed in.
    fn handed_in() -> Self {
        let mut visit = Self::checked_in();
        visit.answer_all();
        visit.hand_in().unwrap();
        visit
    }

    fn returned(round: u32, questions: &[&str]) -> Self {
        let mut visit = Self::handed_in();
        visit.must(reopened(round, questions));
        visit
    }

    /// What differs from the hand-in without having been asked for, or brought up by what was.
    fn unasked(&self, before: &HandIn) -> Vec<Slug> {
        let persona = slug("self");
        let shown = Visible::new(&self.checklist, Some(&persona), &before.answers);
        let is_fixed = |id: &Slug| !before.asked.contains(id) && shown.shows(id);
        let changed = |id: &Slug| {
            self.sheet.answers.get(id) != before.answers.get(id)
                || self.sheet.comments.get(id) != before.comments.get(id)
        };
        let lost = |id: &Slug| {
            let mut photos = before.photos.values().filter(|photo| photo.question == *id);
            photos.any(|photo| !self.sheet.photos.contains_key(&photo.photo))
        };
        let questions = self.checklist.questions().map(|(_, question)| &question.id);
        questions
            .filter(|id| is_fixed(id) && (changed(id) || lost(id)))
            .cloned()
            .collect()
    }
}

#[test]
fn only_what_was_asked_about_is_open() {
    let mut visit = Visit::returned(1, &["lights"]);
    let before = visit.sheet.answers.clone();
    for unasked in [
        answer("greeted", Answer::YesNo(false)),
        What::Cleared {
            question: slug("nps"),
        },
        photo_of("greeted", 9),
        What::PhotoDiscarded {
            photo: fixtures::photo().photo,
        },
        What::CheckedOut,
        What::Released {
            reason: "enough".to_owned(),
        },
    ] {
        assert_eq!(visit.apply(unasked), Err(ApplyError::NotAsked));
    }
    visit.must(answer("lights", Answer::Choice(slug("none"))));
    visit.must(photo_of("lights", 8));
    let statement = visit.sheet.declared;
    assert_eq!(statement, None, "what changed is signed for again");
    visit.hand_in().unwrap();
    let back = &visit.sheet.rounds[0];
    assert_eq!(back.answers, before);
    assert_eq!(back.answers[&slug("lights")], Answer::Choice(slug("some")));
    assert_eq!(visit.sheet.answers[&slug("lights")], Answer::Choice(slug("none")));
    assert_eq!(visit.replayed(), visit.sheet);
    assert_eq!(
        visit.apply(answer("lights", Answer::Choice(slug("all")))),
        Err(ApplyError::Closed)
    );
}

#[test]
fn what_a_changed_answer_brings_up_is_open_too() {
    let mut visit = Visit::returned(1, &["greeted", "receipt"]);
    let why = || answer("why_not_greeted", Answer::Text("They talked.".to_owned()));
    assert_eq!(visit.apply(why()), Err(ApplyError::NotAsked), "it is not shown");
    visit.must(answer("greeted", Answer::YesNo(false)));
    assert_eq!(visit.hand_in(), Err(ApplyError::Incomplete));
    visit.must(why());
    // A photo that a failed answer demands, of the question that was asked about.
    visit.must(answer("receipt", Answer::YesNo(false)));
    assert_eq!(visit.hand_in(), Err(ApplyError::Incomplete));
    visit.must(photo_of("receipt", 3));
    visit.hand_in().unwrap();
    assert_eq!(visit.replayed(), visit.sheet);
}

#[test]
fn a_photo_that_was_handed_in_is_replaced_and_stays_on_record() {
    let mut visit = Visit::returned(1, &["window_clean"]);
    let old = fixtures::photo().photo;
    visit.must(What::PhotoDiscarded { photo: old });
    assert_eq!(visit.hand_in(), Err(ApplyError::Incomplete));
    visit.must(photo_of("window_clean", 5));
    visit.hand_in().unwrap();
    assert!(!visit.sheet.photos.contains_key(&old));
    assert!(visit.sheet.rounds[0].photos.contains_key(&old));
}

#[test]
fn rounds_follow_each_other_and_each_is_handed_in() {
    let mut visit = Visit::returned(1, &["lights"]);
    visit.must(answer("lights", Answer::Choice(slug("all"))));
    visit.hand_in().unwrap();
    assert_eq!(visit.apply(reopened(1, &["nps"])), Err(ApplyError::NotAsked));
    assert_eq!(visit.apply(reopened(2, &[])), Err(ApplyError::NotAsked));
    assert_eq!(
        visit.apply(reopened(2, &["nobody_asked"])),
        Err(ApplyError::UnknownQuestion)
    );
    visit.must(reopened(2, &["nps"]));
    assert_eq!(
        visit.apply(answer("lights", Answer::Choice(slug("none")))),
        Err(ApplyError::NotAsked)
    );
    visit.must(answer("nps", Answer::Rating(3)));
    visit.hand_in().unwrap();
    assert_eq!(visit.sheet.round(), 2);
    let said = |round: usize, question: &str| visit.sheet.rounds[round].answers[&slug(question)].clone();
    assert_eq!(said(0, "lights"), Answer::Choice(slug("some")));
    assert_eq!(said(1, "lights"), Answer::Choice(slug("all")));
    assert_eq!(said(1, "nps"), Answer::Rating(8));
    assert_eq!(visit.replayed(), visit.sheet);
}

#[test]
fn a_round_that_was_taken_back_gives_way_to_the_next_and_keeps_what_was_corrected() {
    let mut visit = Visit::returned(1, &["lights"]);
    visit.must(answer("lights", Answer::Choice(slug("all"))));
    assert_eq!(visit.apply(reopened(1, &["nps"])), Err(ApplyError::NotAsked));
    visit.must(reopened(2, &["nps"]));
    assert_eq!(
        visit.apply(answer("lights", Answer::Choice(slug("none")))),
        Err(ApplyError::NotAsked),
        "only what is asked now is open"
    );
    visit.must(answer("nps", Answer::Rating(3)));
    visit.hand_in().unwrap();
    let before: Vec<_> = visit.sheet.rounds.iter().map(|back| &back.answers).collect();
    assert_eq!(before[0], before[1], "both stand beside the same hand-in");
    assert_eq!(before[1][&slug("lights")], Answer::Choice(slug("some")));
    assert_eq!(visit.sheet.answers[&slug("lights")], Answer::Choice(slug("all")));
    assert_eq!(visit.replayed(), visit.sheet);
}

#[test]
fn a_round_that_the_phone_never_heard_of_is_left_out() {
    let visit = Visit::returned(2, &["nps"]);
    assert_eq!((visit.sheet.round(), visit.sheet.rounds.len()), (2, 1));
}

#[test]
fn a_visit_that_was_not_handed_in_cannot_come_back() {
    let mut visit = Visit::new();
    assert_eq!(visit.apply(reopened(1, &["lights"])), Err(ApplyError::NotAsked));
    visit.must(What::CheckedIn);
    assert_eq!(visit.apply(reopened(1, &["lights"])), Err(ApplyError::NotAsked));
}

#[test]
fn a_sheet_of_before_reads_and_is_written_as_it_was() {
    let sheet = Visit::handed_in().sheet;
    let json = serde_json::to_string(&sheet).unwrap();
    assert!(!json.contains("rounds"));
    assert_eq!(serde_json::from_str::<Sheet>(&json).unwrap(), sheet);
}

/// Anything that a phone might try while it corrects.
fn attempt() -> impl Strategy<Value = What> {
    let questions: Vec<Slug> = fixtures::checklist()
        .questions()
        .map(|(_, question)| question.id.clone())
        .collect();
    let given = prop_oneof![
        any::<bool>().prop_map(Answer::YesNo),
        (1i64..=5).prop_map(Answer::Rating),
        Just(Answer::Choice(slug("none"))),
        Just(Answer::Text("words".to_owned())),
        (0i64..400_000).prop_map(Answer::ElapsedMs),
    ];
    let question = prop::sample::select(questions);
    let comment = prop::option::of(Just("words".to_owned()));
    prop_oneof![
        6 => (question.clone(), given, comment)
            .prop_map(|(question, answer, comment)| What::Answered { question, answer, comment }),
        1 => question.clone().prop_map(|question| What::Cleared { question }),
        2 => (question, 10u8..20).prop_map(|(question, number)| photo_of(question.as_str(), number)),
        1 => (10u8..20).prop_map(|number| What::PhotoDiscarded { photo: PhotoId::new(at(20_000), [number; 10]) }),
        1 => Just(What::PhotoDiscarded { photo: fixtures::photo().photo }),
        1 => Just(What::CheckedOut),
        1 => Just(What::Paused),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever is tried, nothing changes that was shown when it was handed in and not asked about;
    /// and the log alone says the same as the sheet.
    #[test]
    fn nothing_changes_that_was_not_asked_about(
        rounds in vec((prop::sample::subsequence(fixtures::answers().into_keys().collect::<Vec<_>>(), 1..4), vec(attempt(), 0..30)), 1..4)
    ) {
        let mut visit = Visit::handed_in();
        for (asked, attempts) in rounds {
            let names: Vec<&str> = asked.iter().map(Slug::as_str).collect();
            visit.must(reopened(visit.sheet.round() + 1, &names));
            for what in attempts {
                // Refused or not, by the same rules as any sheet.
                let _ = visit.apply(what);
                let before = visit.sheet.rounds.last().unwrap();
                prop_assert_eq!(visit.unasked(before), Vec::<Slug>::new());
            }
            prop_assert_eq!(&visit.replayed(), &visit.sheet);
            if visit.hand_in().is_err() {
                return Ok(());
            }
        }
    }
}
