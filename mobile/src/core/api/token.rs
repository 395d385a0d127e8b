//! The secret that the server knows this phone by.

use std::fmt;

/// A device token. It is shown nowhere: `Debug` hides it, and there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The token that the server gave.
    pub fn new(secret: String) -> Self {
        Self(secret)
    }

    /// The secret itself, for the request's header and for storage.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_never_shown() {
        let shown = format!("{:?}", Some(Token::new("s3cret".to_owned())));
        assert!(!shown.contains("s3cret"), "{shown}");
    }
}
