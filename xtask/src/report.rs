//! What was checked, how it ended, and the closing line that counts it.

use anyhow::Result;

use crate::process::{note, say};
use crate::service::StopFlag;
use crate::tally::Tally;

/// One line of the summary.
struct Outcome {
    name: &'static str,
    tally: Tally,
    remark: String,
}

/// The outcomes so far.
pub struct Report {
    outcomes: Vec<Outcome>,
    stop: StopFlag,
}

impl Report {
    /// An empty one; once the user asks to stop, it begins no further check.
    pub fn new(stop: StopFlag) -> Self {
        Self {
            outcomes: Vec::new(),
            stop,
        }
    }

    /// Does one check; a failure is reported, counted, and does not keep the others from running.
    pub fn check(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        self.tests(name, |tally| {
            work()?;
            tally.passed = 1;
            Ok(true)
        })
    }

    /// Runs a test runner that adds what it counted; `Ok(false)` is a failure that it has shown itself.
    pub fn tests(&mut self, name: &'static str, work: impl FnOnce(&mut Tally) -> Result<bool>) -> bool {
        if self.stop.is_set() {
            self.skip(name, "stopped by the user");
            return false;
        }
        say(name);
        let mut tally = Tally::default();
        let (good, remark) = match work(&mut tally) {
            Ok(good) => (good, String::new()),
            Err(error) => (false, format!("{error:#}")),
        };
        if !good {
            note(&format!("FAILED: {name} {remark}"));
            // A runner that died before it counted anything has failed all the same.
            tally.failed = tally.failed.max(1);
        }
        self.outcomes.push(Outcome { name, tally, remark });
        good
    }

    /// Counts a check that cannot be made here, and says why.
    pub fn skip(&mut self, name: &'static str, why: &str) {
        say(&format!("{name}: skipped"));
        note(why);
        self.outcomes.push(Outcome {
            name,
            tally: Tally {
                skipped: 1,
                ..Tally::default()
            },
            remark: why.to_owned(),
        });
    }

    /// Prints one line for each check and, last, the counts of all; returns whether all is well.
    pub fn close(self) -> bool {
        say("Summary");
        let mut sum = Tally::default();
        for outcome in &self.outcomes {
            sum += outcome.tally;
            let mark = if outcome.tally.failed > 0 { "FAILED" } else { "ok" };
            note(&format!(
                "{mark:>6}  {:<24} {}  {}",
                outcome.name, outcome.tally, outcome.remark
            ));
        }
        crate::print(&sum.to_string());
        sum.failed == 0 && !self.stop.is_set()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_that_dies_without_counting_has_failed() {
        let mut report = Report::new(StopFlag::default());
        assert!(!report.tests("dies", |_| Ok(false)));
        assert!(!report.check("errs", || anyhow::bail!("reason")));
        assert!(report.check("works", || Ok(())));
        report.skip("left out", "why");
        assert!(!report.tests("counts", |tally| {
            tally.passed = 4;
            tally.failed = 3;
            Ok(false)
        }));
        let mut sum = Tally::default();
        for outcome in &report.outcomes {
            sum += outcome.tally;
        }
        assert_eq!(
            sum,
            Tally {
                passed: 5,
                failed: 5,
                skipped: 1
            }
        );
        assert!(!report.close());
    }
}
