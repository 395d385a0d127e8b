//! Opaque tokens, shown once, kept only as their SHA-256. Sessions' are random, a phone's follows from its code.
//!
//! They carry 256 (sessions, devices) or 80 bits (codes that people may have to type), so that a
//! fast hash is enough: there is nothing to guess.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::DeviceId;
use vitrine_shared::signature::{PublicKey, SecretKey};

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

/// A phone's token with its stored form: the same for the same code, phone and key, so that an enrolment
/// that is sent again, or that arrives after another one, takes no token away that the phone holds. Only this
/// server can work it out, and only from the code, which is not stored.
pub fn of_phone(key: &SecretKey, code: &str, device: DeviceId, public_key: &PublicKey) -> (String, Digest) {
    let mut message = b"vitrine-device-token-1".to_vec();
    message.extend(device.as_bytes());
    message.extend(public_key.to_string().as_bytes());
    message.extend(canonical(code).as_bytes());
    let signature = key.sign(&message).to_bytes();
    let token = URL_SAFE_NO_PAD.encode(Digest::of(&signature).as_bytes());
    let digest = digest(&token);
    (token, digest)
}

/// What is stored of a code, however it was typed: in small letters, with dashes or spaces.
pub fn code_digest(typed: &str) -> Digest {
    Digest::of(canonical(typed).as_bytes())
}

fn canonical(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !matches!(c, '-' | ' '))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
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
