//! How long to wait after a failure: longer each time, never for ever, and not all phones alike.

/// The first wait, in milliseconds.
const FIRST_MS: u64 = 2000;

/// The longest wait, in milliseconds.
const LONGEST_MS: u64 = 5 * 60 * 1000;

/// Failures in a row.
#[derive(Debug, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// Begins anew after a success.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// The wait after one more failure, in milliseconds: between half and all of a limit that
    /// doubles each time, as `random` has it.
    pub fn next_ms(&mut self, random: u32) -> u64 {
        let limit = FIRST_MS
            .saturating_mul(1 << self.failures.min(16))
            .min(LONGEST_MS);
        self.failures = self.failures.saturating_add(1);
        let half = limit / 2;
        half + half * u64::from(random) / u64::from(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_limit_and_are_spread() {
        let mut backoff = Backoff::default();
        let longest: Vec<_> = (0..9).map(|_| backoff.next_ms(u32::MAX)).collect();
        assert_eq!(
            longest,
            [
                2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000
            ]
        );
        assert_eq!(backoff.next_ms(0), 150_000);
        backoff.reset();
        assert_eq!(backoff.next_ms(0), 1000);
    }

    #[test]
    fn any_number_of_failures_has_its_wait() {
        let mut backoff = Backoff { failures: u32::MAX };
        assert_eq!(backoff.next_ms(u32::MAX), LONGEST_MS);
    }
}
