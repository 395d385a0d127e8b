//! Who may do a visit: each rule by example, and against a search through every way to spread visits.

use proptest::collection::vec;
use proptest::prelude::*;
use vitrine_shared::eligibility::{Facts, Ineligible, Other, Rules, Span, judge};
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::MeanGrade;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The beginning of a day.
fn at(day: i64) -> Timestamp {
    Timestamp::from_unix_ms(1_790_000_000_000 + day * DAY_MS).unwrap()
}

/// From the beginning of the first day to shortly before the end of the last.
fn span(first_day: i64, last_day: i64) -> Span {
    Span {
        opens_at: at(first_day),
        closes_at: at(last_day + 1).plus_ms(-1),
        first_day,
        last_day,
    }
}

fn facts(wanted: Span, others: Vec<Other>) -> Facts {
    Facts {
        now: at(0),
        today: 0,
        wanted,
        others,
        conflict: None,
        grade: None,
    }
}

fn other(first_day: i64, last_day: i64) -> Other {
    Other {
        same_evaluator: true,
        same_location: true,
        span: span(first_day, last_day),
        done: None,
    }
}

fn done(day: i64) -> Other {
    Other {
        done: Some((at(day), day)),
        ..other(day, day)
    }
}

fn codes(refusals: &[Ineligible]) -> Vec<Code> {
    refusals.iter().map(|refusal| refusal.code).collect()
}

#[test]
fn without_rules_only_the_window_and_an_interest_refuse() {
    let rules = Rules::default();
    assert_eq!(judge(&rules, &facts(span(0, 0), vec![other(0, 0), done(0)])), []);
    let late = facts(span(-3, -1), Vec::new());
    assert_eq!(codes(&judge(&rules, &late)), [Code::RuleWindow]);
    let mut interested = facts(span(0, 5), Vec::new());
    for (until, refused) in [(None, true), (Some(at(1)), true), (Some(at(0)), false)] {
        interested.conflict = Some(until);
        let refusals = judge(&rules, &interested);
        assert_eq!(!refusals.is_empty(), refused);
        assert_eq!(
            refusals.first().and_then(|it| it.until),
            until.filter(|_| refused)
        );
    }
}

#[test]
fn nobody_returns_to_a_place_before_the_rotation_is_over() {
    let rules = Rules {
        rotation_days: 30,
        ..Rules::default()
    };
    let refusals = judge(&rules, &facts(span(0, 5), vec![done(-29)]));
    assert_eq!(codes(&refusals), [Code::RuleRotation]);
    assert_eq!(refusals[0].until, Some(at(1)), "and on that day they may");
    assert_eq!(judge(&rules, &facts(span(1, 5), vec![done(-29)])), []);
    let colleague = Other {
        same_evaluator: false,
        ..done(-1)
    };
    let elsewhere = Other {
        same_location: false,
        ..done(-1)
    };
    assert_eq!(judge(&rules, &facts(span(0, 5), vec![colleague, elsewhere])), []);
    // What is still to be done there counts as well, on either side.
    for near in [other(0, 2), other(20, 25)] {
        let refusals = judge(&rules, &facts(span(4, 10), vec![near]));
        assert_eq!(codes(&refusals), [Code::RuleRotation]);
    }
    assert_eq!(judge(&rules, &facts(span(0, 5), vec![other(40, 45)])), []);
}

#[test]
fn a_place_is_left_alone_between_visits() {
    let rules = Rules {
        spacing_days: 3,
        ..Rules::default()
    };
    let colleague = |it: Other| Other {
        same_evaluator: false,
        ..it
    };
    let refusals = judge(&rules, &facts(span(0, 9), vec![colleague(done(-1))]));
    assert_eq!(codes(&refusals), [Code::RuleSpacing]);
    assert_eq!(refusals[0].until, Some(at(2)));
    // Ten days hold four visits with three days between them, and no fifth.
    let planned = |count| (0..count).map(|_| colleague(other(0, 9))).collect();
    assert_eq!(judge(&rules, &facts(span(0, 9), planned(3))), []);
    let refusals = judge(&rules, &facts(span(0, 9), planned(4)));
    assert_eq!(codes(&refusals), [Code::RuleSpacing]);
    assert_eq!(refusals[0].until, Some(at(13).plus_ms(-1)));
}

#[test]
fn a_day_takes_so_many_visits_of_a_person() {
    let rules = Rules {
        most_per_day: 2,
        ..Rules::default()
    };
    let elsewhere = |it: Other| Other {
        same_location: false,
        ..it
    };
    let full = vec![elsewhere(other(1, 1)), elsewhere(other(1, 1))];
    let refusals = judge(&rules, &facts(span(1, 1), full.clone()));
    assert_eq!(codes(&refusals), [Code::RuleDayLimit]);
    assert_eq!(
        judge(&rules, &facts(span(1, 2), full.clone())),
        [],
        "the day after has room"
    );
    let colleagues: Vec<_> = full
        .iter()
        .map(|it| Other {
            same_evaluator: false,
            ..*it
        })
        .collect();
    assert_eq!(judge(&rules, &facts(span(1, 1), colleagues)), []);
    let today = vec![elsewhere(done(0)), elsewhere(done(0))];
    assert_eq!(
        codes(&judge(&rules, &facts(span(0, 0), today))),
        [Code::RuleDayLimit]
    );
    // Days that are too full by another wave's rules are no reason against a free one.
    let crowded = vec![elsewhere(other(0, 0)); 5];
    assert_eq!(judge(&rules, &facts(span(3, 3), crowded)), []);
}

/// Whether each visit finds a day, tried in every way.
fn can_spread(spans: &[Span], free: &mut [usize]) -> bool {
    let Some((first, rest)) = spans.split_first() else {
        return true;
    };
    (first.first_day.max(0)..=first.last_day).any(|day| {
        let day = usize::try_from(day).unwrap();
        if free[day] == 0 {
            return false;
        }
        free[day] -= 1;
        let can = can_spread(rest, free);
        free[day] += 1;
        can
    })
}

fn small_span() -> impl Strategy<Value = Span> {
    (0i64..6, 0i64..4).prop_map(|(first, more)| span(first, first + more))
}

proptest! {
    #[test]
    fn the_day_limit_refuses_exactly_what_cannot_be_spread(
        wanted in small_span(),
        open in vec(small_span(), 0..6),
        done_on in vec(0i64..6, 0..3),
        most in 1u32..3,
    ) {
        let mut free = vec![most as usize; 12];
        for day in &done_on {
            let day = usize::try_from(*day).unwrap();
            free[day] = free[day].saturating_sub(1);
        }
        // Where the others alone have no room, the rule has nothing to say that a search could check.
        prop_assume!(can_spread(&open, &mut free.clone()));
        let mut others: Vec<Other> = open.iter().map(|it| Other { span: *it, same_location: false, ..other(0, 0) }).collect();
        others.extend(done_on.iter().map(|day| Other { same_location: false, ..done(*day) }));
        let rules = Rules { most_per_day: most, ..Rules::default() };
        let refused = !judge(&rules, &facts(wanted, others)).is_empty();
        let all = [open.as_slice(), &[wanted]].concat();
        prop_assert_eq!(!refused, can_spread(&all, &mut free));
    }

    #[test]
    fn a_rotation_is_over_when_it_says_so(
        wanted in small_span(),
        days_ago in vec(0i64..40, 1..5),
        rotation_days in 1u32..40,
    ) {
        let rules = Rules { rotation_days, ..Rules::default() };
        let others: Vec<Other> = days_ago.iter().map(|days| done(-days)).collect();
        let before = facts(wanted, others);
        let refusals = judge(&rules, &before);
        let latest = days_ago.iter().min().unwrap();
        prop_assert_eq!(refusals.is_empty(), wanted.first_day >= i64::from(rotation_days) - latest);
        if let Some(Ineligible { until: Some(until), .. }) = refusals.first() {
            let then = Facts { now: *until, wanted: Span { closes_at: until.plus_ms(DAY_MS), ..wanted }, ..before };
            prop_assert_eq!(judge(&rules, &then), []);
        }
    }

    #[test]
    fn a_stricter_rule_never_lets_more_through(
        wanted in small_span(),
        open in vec((small_span(), any::<bool>(), any::<bool>()), 0..5),
        days in 0u32..6,
        most in 1u32..4,
    ) {
        let others: Vec<Other> = open.into_iter()
            .map(|(span, same_evaluator, same_location)| Other { same_evaluator, same_location, span, done: None })
            .collect();
        let facts = facts(wanted, others);
        let rules = |rotation_days, most_per_day| Rules { rotation_days, spacing_days: 0, most_per_day, ..Rules::default() };
        let strict = judge(&rules(days + 1, most), &facts);
        let mild = judge(&rules(days, most + 1), &facts);
        prop_assert!(strict.len() >= mild.len(), "{strict:?} {mild:?}");
        let code_order: Vec<_> = codes(&strict);
        let mut sorted = code_order.clone();
        sorted.dedup();
        prop_assert_eq!(code_order, sorted, "each rule speaks once");
    }
}

#[test]
fn a_lowest_grade_refuses_who_is_below_it_and_nobody_without_a_grade() {
    let rules = Rules {
        min_grade_halves: 8,
        ..Rules::default()
    };
    let graded = |halves: &[u8]| Facts {
        grade: MeanGrade::of((1..).map(at).zip(halves.iter().copied())),
        ..facts(span(0, 0), Vec::new())
    };
    assert_eq!(
        judge(&rules, &graded(&[])),
        [],
        "a beginner has none that is too low"
    );
    assert_eq!(judge(&rules, &graded(&[8])), []);
    assert_eq!(judge(&rules, &graded(&[6, 10])), [], "the mean counts");
    let below = judge(&rules, &graded(&[8, 8, 7]));
    assert_eq!(codes(&below), [Code::RuleGrade]);
    assert_eq!(below[0].until, None, "it does not end by itself");
    assert_eq!(judge(&Rules::default(), &graded(&[2])), []);
}

#[test]
fn rules_of_before_ask_for_no_grade() {
    let old = r#"{"rotation_days":30,"spacing_days":0,"most_per_day":2}"#;
    assert_eq!(serde_json::from_str::<Rules>(old).unwrap().min_grade_halves, 0);
}
