//! Opaque tokens: random, shown once, kept only as their SHA-256.
//!
//! They carry 256 (sessions, devices) or 80 bits (codes that people may have to type), so that a
//! fast hash is enough: there is nothing to guess.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vitrine_shared::digest::Digest;

/// Crockford's digits: no I, L, O or U to misread.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A bearer token or session token with its stored form.
///
/// # Errors
/// Fails where the system has no randomness.
pub fn make() -> Result<(String, Digest), getrandom::Error> {
    let token = URL_SAFE_NO_PAD.encode(crate::random::bytes::<32>()?);
    let digest = digest(&token);
    Ok((token, digest))
}

/// What is stored of a token.
pub fn digest(token: &str) -> Digest {
    Digest::of(token.as_bytes())
}

/// A one-time code of 16 letters and digits with its stored form.
///
/// # Errors
/// Fails where the system has no randomness.
pub fn make_code() -> Result<(String, Digest), getrandom::Error> {
    let code: String = crate::random::bytes::<16>()?
        .iter()
        .filter_map(|byte| DIGITS.get(usize::from(byte & 31)))
        .map(|digit| char::from(*digit))
        .collect();
    let digest = code_digest(&code);
    Ok((code, digest))
}

/// What is stored of a code, however it was typed: in small letters, with dashes or spaces.
pub fn code_digest(typed: &str) -> Digest {
    let canonical: String = typed
        .chars()
        .filter(|c| !matches!(c, '-' | ' '))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    Digest::of(canonical.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let (code, stored) = make_code().unwrap();
        assert_eq!(code.len(), 16);
        let typed = format!("{}-{} ", &code[..8].to_lowercase(), &code[8..]);
        assert_eq!(code_digest(&typed), stored);
        assert_eq!(code_digest("oil0"), code_digest("0110"));
    }

    #[test]
    fn no_two_tokens_are_alike() {
        let ((a, _), (b, _)) = (make().unwrap(), make().unwrap());
        assert_ne!(a, b);
        assert_eq!(a.len(), 43);
    }
}
