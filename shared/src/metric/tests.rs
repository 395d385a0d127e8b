//! Metrics against values worked by hand and by scipy 1.17 and statsmodels 0.15:
//!
//! ```python
//! proportion_confint(h, n, method="wilson")
//! m = np.mean(data); stats.t.interval(.95, len(data) - 1, loc=m, scale=stats.sem(data))
//! # NPS from d detractors, p passives, r promoters:
//! w = np.array([d + .75, p + 1.5, r + .75]) / (d + p + r + 3); v = np.array([-1, 0, 1])
//! m = (v * w).sum(); h = stats.norm.ppf(.975) * np.sqrt((((v - m) ** 2) * w).sum() / (d + p + r + 3))
//! (100 * (m - h), 100 * (m + h))
//! ```

use proptest::prelude::*;

use super::*;

fn close(interval: Interval, low: f64, high: f64) {
    assert!(
        (interval.low - low).abs() < 1e-6 && (interval.high - high).abs() < 1e-6,
        "{interval:?}"
    );
}

fn ratings(mut scale: Ratings, steps: &[i64]) -> Ratings {
    scale.extend(steps.iter().copied());
    scale
}

fn nps(detractors: u64, passives: u64, promoters: u64) -> Nps {
    let mut ratings = Ratings::nps_scale();
    ratings.add(0, detractors / 2);
    ratings.add(6, detractors - detractors / 2);
    ratings.add(7, passives / 2);
    ratings.add(8, passives - passives / 2);
    ratings.add(9, promoters / 2);
    ratings.add(10, promoters - promoters / 2);
    ratings.nps().unwrap()
}

#[test]
fn wilson_intervals_are_those_of_statsmodels() {
    let interval = |hits, n| Share::new(hits, n).unwrap().interval();
    close(interval(0, 1), 0.0, 0.793_450_685_622_762_7);
    close(interval(1, 1), 0.206_549_314_377_237_4, 1.0);
    close(interval(3, 4), 0.300_641_842_582_401_84, 0.954_412_739_190_299_5);
    close(interval(17, 20), 0.639_581_135_259_243, 0.947_631_254_103_783_3);
    close(interval(0, 50), 0.0, 0.071_347_599_133_358_74);
    close(
        interval(437, 1000),
        0.406_556_246_868_357_34,
        0.467_925_924_700_822_6,
    );
}

#[test]
fn means_and_their_intervals_are_those_of_scipy() {
    let wide = || Ratings::new(-100, 100);
    let of = |steps: &[i64]| ratings(wide(), steps).mean().unwrap();
    let eight = of(&[7, 6, 5, 7, 2, 6, 7, 1]);
    assert_eq!((eight.n, eight.value), (8, 5.125));
    close(
        eight.interval.unwrap(),
        3.154_831_700_371_559,
        7.095_168_299_628_44,
    );
    close(
        of(&[4, 5]).interval.unwrap(),
        -1.853_102_368_087_347,
        10.853_102_368_087_347,
    );
    let many = of(&[vec![1; 3], vec![7; 4], vec![5; 60]].concat());
    close(
        many.interval.unwrap(),
        4.700_552_060_992_49,
        5.180_044_953_882_933,
    );
}

#[test]
fn quantiles_of_t_beyond_the_table_are_those_of_scipy() {
    let expected = [
        (31, 2.039_513_446_396_408),
        (66, 1.996_564_418_952_311_7),
        (1000, 1.962_339_080_826_408_3),
        (100_000, 1.959_987_707_534_609_5),
    ];
    for (freedom, quantile) in expected {
        let ours = interval::student_t_975(freedom);
        assert!((ours - quantile).abs() < 1e-7, "{freedom}: {ours}");
    }
}

#[test]
fn nps_is_exact_and_its_interval_is_wide_where_little_is_known() {
    assert_eq!(nps(10, 20, 70).tenths(), 600);
    assert_eq!(nps(1, 1, 1).tenths(), 0);
    assert_eq!((nps(0, 2, 1).tenths(), nps(1, 2, 0).tenths()), (333, -333));
    assert_eq!(
        (nps(0, 15, 1).tenths(), nps(1, 15, 0).tenths()),
        (63, -63),
        "6.25 away from zero"
    );
    close(
        nps(10, 20, 70).interval(),
        45.269_760_253_848_254,
        71.235_094_115_083_8,
    );
    close(
        nps(3, 3, 4).interval(),
        -36.063_945_043_316_79,
        51.448_560_427_932_18,
    );
    close(
        nps(300, 300, 400).interval(),
        4.831_397_085_039_682,
        15.108_782_376_575_478,
    );
    close(nps(0, 0, 1).interval(), -48.498_649_420_252_03, 100.0);
    assert_eq!(
        (
            nps(1, 2, 4).promoters(),
            nps(1, 2, 4).passives(),
            nps(1, 2, 4).detractors()
        ),
        (4, 2, 1)
    );
}

#[test]
fn csat_ces_and_ratings_by_hand() {
    let csat = ratings(Ratings::csat_scale(), &[5, 4, 3, 1]).csat().unwrap();
    assert_eq!((csat.hits(), csat.n(), csat.ppm()), (2, 4, 500_000));
    let ces = ratings(Ratings::ces_scale(), &[7, 7, 5]).ces().unwrap();
    assert_eq!((ces.top_box.ppm(), ces.mean.n), (666_667, 3));
    assert!((ces.mean.value - 19.0 / 3.0).abs() < 1e-12);
    let rating = ratings(Ratings::new(1, 3), &[1, 3, 3]);
    assert_eq!(
        rating.distribution().collect::<Vec<_>>(),
        [(1, 1), (2, 0), (3, 2)]
    );
}

#[test]
fn nothing_asked_is_no_metric() {
    let none = Ratings::nps_scale();
    assert!(none.nps().is_none() && none.csat().is_none() && none.ces().is_none() && none.mean().is_none());
    assert!(Share::new(0, 0).is_none() && Share::new(2, 1).is_none());
    let one = ratings(Ratings::ces_scale(), &[4]).mean().unwrap();
    assert_eq!((one.value, one.interval), (4.0, None));
}

#[test]
fn what_is_off_the_scale_is_not_counted_and_intervals_stay_on_it() {
    assert_eq!(ratings(Ratings::csat_scale(), &[0, 6, 5]).n(), 1);
    let interval = ratings(Ratings::csat_scale(), &[4, 5])
        .mean()
        .unwrap()
        .interval
        .unwrap();
    assert_eq!(interval, Interval { low: 1.0, high: 5.0 });
}

proptest! {
    #[test]
    fn intervals_hold_their_value(counts in prop::collection::vec(0u64..2000, 11)) {
        let mut ratings = Ratings::nps_scale();
        for (step, count) in counts.iter().enumerate() {
            ratings.add(step as i64, *count);
        }
        let Some(nps) = ratings.nps() else { return Ok(()) };
        let (points, interval) = (nps.tenths() as f64 / 10.0, nps.interval());
        prop_assert!(interval.low - 0.05 <= points && points <= interval.high + 0.05);
        prop_assert!(-100.0 <= interval.low && interval.high <= 100.0);
        let share = ratings.share(9..=10).unwrap();
        let (ppm, interval) = (share.ppm() as f64 / 1e6, share.interval());
        prop_assert!(interval.low - 1e-6 <= ppm && ppm <= interval.high + 1e-6);
        let mean = ratings.mean().unwrap();
        prop_assert!(mean.interval.is_none_or(|i| i.low <= mean.value && mean.value <= i.high));
    }
}
