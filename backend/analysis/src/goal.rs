//! Goals judged by the interval, not by the point: "NPS from 35 to 50 by June".

use serde::Serialize;

use crate::interval::Interval;

/// A goal: from where, to where.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Goal {
    /// Where the metric stood when the goal was set.
    pub from: f64,
    /// Where it should be; below `from` for a metric that should fall.
    pub to: f64,
}

/// How a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval is at or beyond the goal.
    Reached,
    /// The estimate is at or beyond the goal, the interval not.
    ReachedUncertain,
    /// The estimate is short of the goal, which lies inside the interval.
    NotReachedUncertain,
    /// The whole interval is short of the goal.
    NotReached,
}

/// A judged goal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Judgement {
    /// How it stands.
    pub verdict: Verdict,
    /// Share of the way made (1 = there); `None` for a goal to stay where one is.
    pub progress: Option<f64>,
    /// Progress at the two ends of the interval.
    pub progress_interval: Option<Interval>,
}

/// Judges an estimate and its interval against a goal.
pub fn judge(goal: Goal, value: f64, interval: Interval) -> Judgement {
    let rising = goal.to >= goal.from;
    let beyond = |v: f64| if rising { v >= goal.to } else { v <= goal.to };
    let (weak, strong) = if rising {
        (interval.low, interval.high)
    } else {
        (interval.high, interval.low)
    };
    let verdict = match (beyond(weak), beyond(value), beyond(strong)) {
        (true, _, _) => Verdict::Reached,
        (false, true, _) => Verdict::ReachedUncertain,
        (false, false, true) => Verdict::NotReachedUncertain,
        (false, false, false) => Verdict::NotReached,
    };
    let way = goal.to - goal.from;
    let share = |v: f64| (v - goal.from) / way;
    let moving = way != 0.0;
    Judgement {
        verdict,
        progress: moving.then(|| share(value)),
        progress_interval: moving.then(|| Interval {
            low: share(weak),
            high: share(strong),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(goal: (f64, f64), value: f64, interval: (f64, f64), verdict: Verdict, progress: Option<f64>) {
        let goal = Goal {
            from: goal.0,
            to: goal.1,
        };
        let judged = judge(
            goal,
            value,
            Interval {
                low: interval.0,
                high: interval.1,
            },
        );
        assert_eq!((judged.verdict, judged.progress), (verdict, progress));
    }

    #[test]
    fn the_interval_decides() {
        check(
            (35.0, 50.0),
            60.0,
            (52.0, 68.0),
            Verdict::Reached,
            Some(25.0 / 15.0),
        );
        check(
            (35.0, 50.0),
            52.0,
            (45.0, 59.0),
            Verdict::ReachedUncertain,
            Some(17.0 / 15.0),
        );
        check(
            (35.0, 50.0),
            42.5,
            (34.0, 51.0),
            Verdict::NotReachedUncertain,
            Some(0.5),
        );
        check((35.0, 50.0), 38.0, (31.0, 45.0), Verdict::NotReached, Some(0.2));
    }

    #[test]
    fn a_metric_may_have_to_fall() {
        check(
            (20.0, 17.0),
            16.0,
            (15.0, 16.9),
            Verdict::Reached,
            Some(4.0 / 3.0),
        );
        check((20.0, 17.0), 18.5, (17.5, 19.5), Verdict::NotReached, Some(0.5));
    }

    #[test]
    fn a_goal_to_hold_has_no_progress() {
        check((80.0, 80.0), 82.0, (81.0, 83.0), Verdict::Reached, None);
    }
}
