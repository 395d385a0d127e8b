//! Counts of passed, failed and skipped tests, read from the closing lines of the test runners.

use std::fmt;
use std::ops::AddAssign;

/// How many tests ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Ended well; a flaky test that passed on a retry counts here.
    pub passed: u64,
    /// Failed, timed out or could not run.
    pub failed: u64,
    /// Left out.
    pub skipped: u64,
}

impl Tally {
    /// Reads a closing line of nextest, `cargo test` or Playwright and adds what it says.
    pub fn read(&mut self, line: &str) {
        let line = without_colors(line);
        let line = line.trim();
        if let Some(rest) = line.strip_prefix("test result: ") {
            // ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s
            self.read_counts(rest, &['.', ';']);
        } else if let Some((_, rest)) = line.strip_prefix("Summary [").and_then(|l| l.split_once(']')) {
            // Summary [   1.2s] 120 tests run: 118 passed (1 slow, 2 flaky), 2 failed, 3 skipped
            let counts = rest.split_once(':').map_or(rest, |(_, counts)| counts);
            self.read_counts(counts, &[',', '(', ')']);
        } else if is_playwright(line) {
            //   3 passed (12.0s)
            self.read_counts(&line.replace("flaky", "passed"), &['(']);
        }
    }

    fn read_counts(&mut self, text: &str, separators: &[char]) {
        for part in text.split(separators) {
            let mut words = part.split_whitespace();
            let (Some(Ok(count)), Some(kind)) = (words.next().map(str::parse::<u64>), words.next()) else {
                continue;
            };
            match kind {
                "passed" => self.passed += count,
                "failed" | "timed" | "exec" | "interrupted" => self.failed += count,
                "skipped" | "ignored" | "did" => self.skipped += count,
                _ => {}
            }
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

/// `3 passed (2.1s)`, `1 failed`, `2 skipped`, `1 did not run`, `1 interrupted`: nothing else on the line.
fn is_playwright(line: &str) -> bool {
    let line = line.split_once(" (").map_or(line, |(counts, _)| counts);
    let mut words = line.splitn(2, ' ');
    let count = words
        .next()
        .is_some_and(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit()));
    count
        && matches!(
            words.next(),
            Some("passed" | "failed" | "flaky" | "skipped" | "did not run" | "interrupted")
        )
}

/// The text without the escape sequences that colour a terminal.
fn without_colors(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> (u64, u64, u64) {
        let mut tally = Tally::default();
        for line in lines {
            tally.read(line);
        }
        (tally.passed, tally.failed, tally.skipped)
    }

    #[test]
    fn nextest_closing_lines() {
        assert_eq!(
            read(&["     Summary [   0.321s] 7 tests run: 7 passed, 0 skipped"]),
            (7, 0, 0)
        );
        let colored = "\u{1b}[31;1m     Summary\u{1b}[0m [   1.2s] \u{1b}[1m120\u{1b}[0m tests run: \
            \u{1b}[1m115\u{1b}[0m passed (2 slow, 1 flaky), 3 failed, 1 timed out, 1 exec failed, 4 skipped";
        assert_eq!(read(&[colored]), (115, 5, 4));
        assert_eq!(
            read(&["     Summary [   0.1s] 2/9 tests run: 1 passed, 1 failed, 0 skipped"]),
            (1, 1, 0)
        );
    }

    #[test]
    fn cargo_test_closing_lines_add_up() {
        let ok =
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s";
        let bad =
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s";
        assert_eq!(read(&[ok, bad]), (6, 2, 1));
    }

    #[test]
    fn playwright_closing_lines() {
        assert_eq!(
            read(&[
                "  1 failed",
                "    a.spec.js:3:1 › 2 passed",
                "  1 flaky",
                "  2 skipped",
                "  3 passed (12.0s)"
            ]),
            (4, 1, 2)
        );
        assert_eq!(read(&["  4 did not run", "  1 interrupted"]), (0, 1, 4));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(
            read(&[
                "3 passed away",
                "running 5 tests",
                "passed",
                "12 failed attempts later",
                ""
            ]),
            (0, 0, 0)
        );
    }

    #[test]
    fn the_closing_line_is_the_agreed_one() {
        let mut sum = Tally {
            passed: 1,
            failed: 2,
            skipped: 3,
        };
        sum += Tally {
            passed: 10,
            failed: 0,
            skipped: 1,
        };
        assert_eq!(sum.to_string(), "11 passed, 2 failed, 4 skipped");
    }
}
