//! Checks of what was sent, reporting every place that is wrong.

use vitrine_shared::problem::{Code, Finding};
use vitrine_shared::time::Timestamp;

use super::{Failure, Outcome};

/// The longest name, in characters.
pub const MAX_NAME_CHARS: usize = 200;

/// The longest instruction or address, in characters.
pub const MAX_WORDS_CHARS: usize = 4000;

/// The places found wrong so far.
#[derive(Default)]
pub struct Check(Vec<Finding>);

impl Check {
    /// Requires this of the place.
    pub fn require(&mut self, holds: bool, path: &str, message: &str) {
        if !holds {
            self.0.push(Finding {
                path: path.to_owned(),
                line: None,
                column: None,
                message: message.to_owned(),
            });
        }
    }

    /// Requires a text that is not blank and not too long.
    pub fn text(&mut self, value: &str, max_chars: usize, path: &str) {
        self.require(!value.trim().is_empty(), path, "must not be blank");
        let fits = value.chars().count() <= max_chars;
        self.require(fits, path, &format!("must have at most {max_chars} characters"));
    }

    /// Requires a window that opens before it closes.
    pub fn window(&mut self, opens_at: Timestamp, closes_at: Timestamp, path: &str) {
        self.require(opens_at < closes_at, path, "must be after opens_at");
    }

    /// Whether everything was right.
    ///
    /// # Errors
    /// Tells every place that was not.
    pub fn done(self) -> Outcome<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Failure::findings(Code::Invalid, self.0))
        }
    }
}
