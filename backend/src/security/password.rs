//! Passwords: argon2id, off the async workers, a bounded number at a time.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use tokio::sync::Semaphore;

use crate::random;

/// The shortest password that is taken, in characters (NIST SP 800-63B).
pub const MIN_CHARS: usize = 8;

/// The longest password that is taken, in bytes: hashing a megabyte helps nobody but an attacker.
pub const MAX_BYTES: usize = 1024;

/// Each hash takes 19 MiB while it runs.
const AT_ONCE: usize = 2;

/// Hashes and verifies passwords.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    /// The hash of no known password, verified against where there is no such user, so that the
    /// answer takes as long.
    nobody: Arc<str>,
}

/// A password could not be hashed: the machine's fault, not the person's.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// The hash function refused.
    #[error("could not hash a password: {0}")]
    Hash(String),
    /// The server is stopping.
    #[error("stopped while hashing a password")]
    Stopped,
}

impl Passwords {
    /// Ready to hash.
    ///
    /// # Errors
    /// Fails where the system has no randomness.
    pub fn new() -> Result<Self, getrandom::Error> {
        let (salt, hash) = (random::bytes::<16>()?, random::bytes::<32>()?);
        Ok(Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            nobody: format!(
                "$argon2id$v=19$m={},t={},p={}${}${}",
                Params::DEFAULT_M_COST,
                Params::DEFAULT_T_COST,
                Params::DEFAULT_P_COST,
                STANDARD_NO_PAD.encode(salt),
                STANDARD_NO_PAD.encode(hash),
            )
            .into(),
        })
    }

    /// The hash to store, in PHC string form.
    ///
    /// # Errors
    /// Fails for the machine's reasons alone.
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        self.in_turn(move || hash(password.as_bytes())).await?
    }

    /// Whether this is the password; `stored` is `None` for a user who does not exist or has none,
    /// which takes as long and is never true.
    ///
    /// # Errors
    /// Fails for the machine's reasons alone.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, PasswordError> {
        let exists = stored.is_some();
        let against = stored.unwrap_or_else(|| self.nobody.to_string());
        let matches = self
            .in_turn(move || {
                PasswordHash::new(&against).is_ok_and(|hash| {
                    Argon2::default()
                        .verify_password(password.as_bytes(), &hash)
                        .is_ok()
                })
            })
            .await?;
        Ok(matches && exists)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let turns = Arc::clone(&self.turns);
        let turn = turns.acquire_owned().await.map_err(|_| PasswordError::Stopped)?;
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        })
        .await
        .map_err(|_| PasswordError::Stopped)
    }
}

fn hash(password: &[u8]) -> Result<String, PasswordError> {
    Argon2::default()
        .hash_password(password)
        .map(|hash| hash.to_string())
        .map_err(|e| PasswordError::Hash(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_itself_passes_and_nobody_has_one() {
        let passwords = Passwords::new().unwrap();
        let stored = passwords.hash("correct horse".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"), "{stored}");
        assert!(
            passwords
                .verify("correct horse".into(), Some(stored.clone()))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .verify("correct hors".into(), Some(stored))
                .await
                .unwrap()
        );
        assert!(!passwords.verify("correct horse".into(), None).await.unwrap());
        assert!(PasswordHash::new(&passwords.nobody).is_ok(), "it takes as long");
        assert!(
            !passwords
                .verify("x".into(), Some("not a hash".into()))
                .await
                .unwrap()
        );
    }
}
