//! What every request can reach: settings, clock, storage, photos, keys.

use std::sync::Arc;

use vitrine_shared::signature::SecretKey;
use vitrine_shared::time::Timestamp;

use crate::blobs::{BlobError, Blobs};
use crate::clock::Clock;
use crate::config::Config;
use crate::random;
use crate::security::password::Passwords;
use crate::security::rate_limit::RateLimits;
use crate::services::checklists::ChecklistCache;
use crate::services::phones::PhoneCache;
use crate::services::training::Gate;
use crate::services::uploads::Spool;
use crate::storage::{StorageError, Store};

/// The server's parts. Clones share them.
#[derive(Clone)]
pub struct App(Arc<Parts>);

struct Parts {
    config: Config,
    clock: Arc<dyn Clock>,
    store: Store,
    blobs: Blobs,
    spool: Spool,
    key: SecretKey,
    passwords: Passwords,
    rate_limits: RateLimits,
    checklists: ChecklistCache,
    phones: PhoneCache,
    gate: Gate,
}

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The data folder cannot be used.
    #[error("the data folder {path} cannot be used: {source}")]
    Folder {
        /// The folder.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database cannot be used.
    #[error("the database cannot be used: {0}")]
    Storage(#[from] StorageError),
    /// The photos' store cannot be used.
    #[error("the photos' store cannot be used: {0}")]
    Blobs(#[from] BlobError),
    /// The system has no randomness.
    #[error("the system gives no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// The signing seed is not one.
    #[error("the signing seed must be 64 hexadecimal digits")]
    SigningSeed,
}

impl App {
    /// Opens everything, making what is missing and bringing the database's schema up to date.
    ///
    /// # Errors
    /// Says what cannot be used.
    pub async fn open(config: Config, clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        let in_folder = |source| OpenError::Folder {
            path: config.data.display().to_string(),
            source,
        };
        std::fs::create_dir_all(&config.data).map_err(in_folder)?;
        let database = config.database();
        Store::migrate(&database).await?;
        let store = Store::open(&database).await?;
        let blobs = Blobs::open(&config.data)?;
        let spool = Spool::open(&config.data.join("spool")).map_err(in_folder)?;
        let key = signing_key(&config, &store).await?;
        Ok(Self(Arc::new(Parts {
            clock,
            store,
            blobs,
            spool,
            key,
            passwords: Passwords::new()?,
            rate_limits: RateLimits::new(),
            checklists: ChecklistCache::default(),
            phones: PhoneCache::default(),
            gate: Gate::default(),
            config,
        })))
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// The address by which people reach the server, where it was told.
    pub fn public_url(&self) -> Option<&str> {
        self.0.config.public_url.as_deref()
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// The storage.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The photos.
    pub fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }

    /// The unfinished uploads.
    pub fn spool(&self) -> &Spool {
        &self.0.spool
    }

    /// The key that receipts are signed with.
    pub fn key(&self) -> &SecretKey {
        &self.0.key
    }

    /// The hashing of passwords.
    pub fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    /// The limits of tries.
    pub fn rate_limits(&self) -> &RateLimits {
        &self.0.rate_limits
    }

    /// The checklists that are in use.
    pub fn checklists(&self) -> &ChecklistCache {
        &self.0.checklists
    }

    /// Who may begin visits by which checklist.
    pub fn gate(&self) -> &Gate {
        &self.0.gate
    }

    /// The phones that are in contact.
    pub fn phones(&self) -> &PhoneCache {
        &self.0.phones
    }
}

/// All replicas share the key: phones verify receipts with the one they got at enrolment.
async fn signing_key(config: &Config, store: &Store) -> Result<SecretKey, OpenError> {
    let seed = match &config.signing_seed {
        Some(digits) => hex::decode(digits).map_err(|_| OpenError::SigningSeed)?,
        None => {
            let fresh = random::bytes::<32>()?.to_vec();
            store.secret("signing-seed", fresh).await?
        }
    };
    let seed: [u8; 32] = seed.try_into().map_err(|_| OpenError::SigningSeed)?;
    Ok(SecretKey::from_seed(&seed))
}
