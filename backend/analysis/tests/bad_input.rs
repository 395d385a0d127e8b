//! Wrong or thin input: a clear answer or a clear error, never a wrong number.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

use vitrine_analysis::analyze::analyze;
use vitrine_analysis::analyze::read::{Columns, ReadError, read};
use vitrine_analysis::analyze::report::{DriverReport, ModelKind, Report};
use vitrine_analysis::compare::{Options, compare};
use vitrine_analysis::error::AnalysisError;
use vitrine_analysis::refusal::Refusal;
use vitrine_analysis::summary::VisitStats;

fn locations(scores: &[&[f64]]) -> Vec<VisitStats> {
    scores
        .iter()
        .map(|s| VisitStats::from_scores(s.iter().copied()).unwrap())
        .collect()
}

fn check_refused(scores: &[&[f64]], refusal: Refusal) {
    let comparison = compare(&locations(scores), &Options::default()).unwrap();
    assert_eq!(comparison.model, Err(refusal));
    assert!(
        comparison
            .locations
            .iter()
            .all(|l| l.shrunk.is_none() && l.brand_test.is_none())
    );
    let k = scores.len();
    assert!(
        comparison
            .locations
            .iter()
            .all(|l| (l.rank.low, l.rank.high) == (1, k))
    );
    assert_eq!(comparison.indistinguishable.len(), 1);
    assert_eq!(comparison.difference(0, k - 1), None);
}

#[test]
fn thin_data_is_refused_with_the_reason() {
    check_refused(&[&[70.0]], Refusal::OneLocation);
    check_refused(&[&[70.0, 80.0, 90.0]], Refusal::OneLocation);
    check_refused(&[&[70.0], &[80.0]], Refusal::NoRepeatedVisits);
    check_refused(&[&[70.0, 70.0], &[70.0, 70.0]], Refusal::AllEqual);
    check_refused(&[&[0.1, 0.1, 0.1], &[0.1, 0.1]], Refusal::AllEqual);
    check_refused(&[&[70.0, 70.0], &[80.0, 80.0]], Refusal::NoVariationWithin);
}

#[test]
fn numbers_that_are_none_are_errors() {
    assert_eq!(
        compare(&[], &Options::default()).err(),
        Some(AnalysisError::NoVisits)
    );
    assert_eq!(
        VisitStats::from_scores([1.0, f64::NAN]).err(),
        Some(AnalysisError::NotFinite(1))
    );
    assert_eq!(
        VisitStats::from_sums(3, f64::INFINITY, 1.0).err(),
        Some(AnalysisError::NotFinite(0))
    );
    assert_eq!(
        VisitStats::from_sums(4, 40.0, 100.0).err(),
        Some(AnalysisError::InconsistentSums(0))
    );
    let empty = [VisitStats::default(), VisitStats::from_scores([1.0]).unwrap()];
    assert_eq!(
        compare(&empty, &Options::default()).err(),
        Some(AnalysisError::EmptyLocation(0))
    );
}

#[test]
fn stored_sums_give_what_the_scores_give() {
    let scores = [71.5, 80.25, 64.0, 99.5, 12.125];
    let direct = VisitStats::from_scores(scores).unwrap();
    let sums = VisitStats::from_sums(5, scores.iter().sum(), scores.iter().map(|s| s * s).sum()).unwrap();
    assert!((direct.mean - sums.mean).abs() < 1e-12 && (direct.m2 - sums.m2).abs() < 1e-9);
    let merged = VisitStats::from_scores(scores[..2].iter().copied())
        .unwrap()
        .merged(VisitStats::from_scores(scores[2..].iter().copied()).unwrap());
    assert!((direct.mean - merged.mean).abs() < 1e-12 && (direct.m2 - merged.m2).abs() < 1e-9);
}

#[test]
fn two_and_three_locations_have_finite_answers() {
    for scores in [
        &[&[60.0, 80.0][..], &[70.0, 95.0]][..],
        &[&[60.0, 80.0], &[70.0, 95.0], &[10.0, 30.0]],
    ] {
        let comparison = compare(&locations(scores), &Options::default()).unwrap();
        assert!(comparison.model.is_ok());
        for l in &comparison.locations {
            let shrunk = l.shrunk.unwrap();
            assert!(shrunk.interval.low.is_finite() && shrunk.interval.high.is_finite());
            assert!(shrunk.interval.contains(shrunk.value));
        }
    }
}

fn report(text: &str) -> Report {
    analyze(
        &read(text.as_bytes(), &Columns::default()).unwrap(),
        &Options::default(),
    )
    .unwrap()
}

fn error(text: &str) -> String {
    read(text.as_bytes(), &Columns::default())
        .unwrap_err()
        .to_string()
}

#[test]
fn wrong_files_say_what_and_where() {
    assert_eq!(
        error("location,score\nA,70\nA,seventy\n"),
        "line 3: \"seventy\" in column \"score\" is not a number"
    );
    assert_eq!(
        error("location,score\nA,NaN\n"),
        "line 2: \"NaN\" in column \"score\" is not a number"
    );
    assert_eq!(
        error("location,score\nA,inf\n"),
        "line 2: \"inf\" in column \"score\" is not a number"
    );
    assert_eq!(error("location,score\nA,\n"), "line 2: column \"score\" is empty");
    assert_eq!(
        error("location,score\n,70\n"),
        "line 2: column \"location\" is empty"
    );
    assert_eq!(
        error("shop,score\nA,70\n"),
        "the file has no column \"location\"; its columns are: shop, score"
    );
    assert_eq!(error("location,score\n"), "the file has no visits");
    assert_eq!(
        error(""),
        "the file has no column \"location\"; its columns are: "
    );
    assert!(error("location,score\nA,70,3\n").contains("not well-formed"));
    let asked = Columns {
        evaluator: Some("who".to_owned()),
        ..Columns::default()
    };
    let missing = read("location,score\nA,1\n".as_bytes(), &asked);
    assert!(matches!(missing, Err(ReadError::MissingColumn { name, .. }) if name == "who"));
}

#[test]
fn one_visit_is_an_answer() {
    let found = report("location,score\nA,70\n");
    assert_eq!(found.model, None);
    assert_eq!(found.refusal.unwrap().code, "one_location");
    let row = &found.locations[0];
    assert_eq!((row.n, row.raw, row.raw_low, row.shrunk), (1, 70.0, None, None));
    assert_eq!((row.rank_low, row.rank_high), (1, 1));
}

#[test]
fn nested_evaluators_keep_the_one_way_model_and_say_why() {
    let found = report("location,evaluator,score\nA,x,70\nA,x,75\nA,y,60\nB,z,80\nB,z,85\nB,w,90\n");
    assert_eq!(found.model, Some(ModelKind::OneWay));
    assert!(!found.severity.adjusted);
    assert_eq!(found.severity.refusal.as_ref().unwrap().code, "nested");
    assert!(
        found
            .locations
            .iter()
            .all(|l| l.adjusted.is_none() && l.shrunk.is_some())
    );
    assert_eq!(found.variance_components.unwrap().evaluator, None);
}

#[test]
fn semicolons_and_decimal_commas_are_read() {
    let found = report("location;score\r\nSão Paulo;70,5\r\nSão Paulo;71,5\r\nRecife;90\r\n");
    assert_eq!(
        found
            .locations
            .iter()
            .find(|l| l.location == "São Paulo")
            .unwrap()
            .raw,
        71.0
    );
}

#[test]
fn waves_touchpoints_and_drivers_are_reported() {
    let mut text = String::from("location,evaluator,wave,touchpoint,score,nps\n");
    for i in 0..120_u32 {
        let (location, evaluator, wave) = (i % 6, (i / 6) % 5, i / 40);
        let service = 50 + (i * 7919) % 50;
        let queue = 40 + (i * 104_729) % 60;
        let nps = service / 10 + (i * 31) % 3;
        text.push_str(&format!(
            "L{location},E{evaluator},{wave},service,{service},{nps}\n"
        ));
        text.push_str(&format!("L{location},E{evaluator},{wave},queue,{queue},{nps}\n"));
    }
    let columns = Columns {
        outcome: Some("nps".to_owned()),
        ..Columns::default()
    };
    let found = analyze(&read(text.as_bytes(), &columns).unwrap(), &Options::default()).unwrap();
    assert_eq!(
        (found.counts.rows, found.counts.visits, found.counts.waves),
        (240, 120, 3)
    );
    assert_eq!(found.waves.len(), 2);
    assert!(found.drift.is_some());
    assert_eq!(found.touchpoints.len(), 2);
    assert!(found.weight_sensitivity.is_some());
    let Some(DriverReport::Found(drivers)) = found.drivers else {
        panic!("no drivers")
    };
    assert_eq!(drivers.drivers[0].predictor, 0);
    assert_eq!(drivers.visits_used, 120);
}

#[test]
fn a_million_rows_are_read_and_answered() {
    let mut text = String::with_capacity(24_000_000);
    text.push_str("location,evaluator,score\n");
    for i in 0..1_000_000_u64 {
        let noise = i.wrapping_mul(6_364_136_223_846_793_005) >> 40;
        let location = i % 997;
        text.push_str(&format!(
            "L{location},E{},{}\n",
            noise % 211,
            60 + location % 13 + noise % 31
        ));
    }
    let options = Options::default();
    let found = analyze(&read(text.as_bytes(), &Columns::default()).unwrap(), &options).unwrap();
    assert_eq!(found.model, Some(ModelKind::Crossed));
    assert_eq!((found.counts.visits, found.locations.len()), (1_000_000, 997));
}
