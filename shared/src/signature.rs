//! Ed25519 keys and signatures of phones (event batches) and of the server (receipts).

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A key that signs. Its seed is secret: never logged, never sent.
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// The key of these 32 secret random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The secret seed, to be kept where only its owner reads.
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The key that others verify with.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs these bytes.
    pub fn sign(&self, message: &[u8]) -> Signature {
        Signature(self.0.sign(message).to_bytes())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

/// A key that verifies; unpadded URL-safe base64 as text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Whether this key's owner signed exactly these bytes (RFC 8032, strict: no malleable forms).
    pub fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        self.0.verify_strict(message, &signature).is_ok()
    }
}

/// A signature; unpadded URL-safe base64 as text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; 64]);

impl Signature {
    /// The signature of these bytes, as it stands in a file.
    pub fn from_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// Its 64 bytes.
    pub fn to_bytes(self) -> [u8; 64] {
        self.0
    }
}

/// The text is no key or signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a key or signature in base64url")]
pub struct NotBase64Key;

fn decode<const N: usize>(s: &str) -> Result<[u8; N], NotBase64Key> {
    URL_SAFE_NO_PAD
        .decode(s)
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(NotBase64Key)
}

impl FromStr for PublicKey {
    type Err = NotBase64Key;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        VerifyingKey::from_bytes(&decode(s)?)
            .map(Self)
            .map_err(|_| NotBase64Key)
    }
}

impl FromStr for Signature {
    type Err = NotBase64Key;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        decode(s).map(Self)
    }
}

macro_rules! as_text {
    ($($name:ident: |$this:ident| $bytes:expr;)+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let $this = self;
                f.write_str(&URL_SAFE_NO_PAD.encode($bytes))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )+};
}

as_text! {
    PublicKey: |key| key.0.as_bytes();
    Signature: |signature| signature.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_owner_of_the_key_signs() {
        let (ours, theirs) = (SecretKey::from_seed(&[1; 32]), SecretKey::from_seed(&[2; 32]));
        let signature = ours.sign(b"visit");
        assert!(ours.public().verifies(b"visit", &signature));
        assert!(!ours.public().verifies(b"visits", &signature));
        assert!(!theirs.public().verifies(b"visit", &signature));
    }

    #[test]
    fn keys_and_signatures_survive_their_text_form() {
        let key = SecretKey::from_seed(&[7; 32]);
        let signature = key.sign(b"x");
        assert_eq!(key.public().to_string().parse(), Ok(key.public()));
        assert_eq!(signature.to_string().parse(), Ok(signature));
    }
}
