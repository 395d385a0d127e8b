//! Which phone holds a token.
//!
//! A phone in contact asks many times in a row: who it is stays in memory for a few seconds, which
//! is also how long a revocation on another replica takes to be noticed here.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use vitrine_shared::digest::Digest;
use vitrine_shared::id::DeviceId;
use vitrine_shared::problem::Code;

use super::Outcome;
use crate::app::App;
use crate::storage::Scope;
use crate::storage::access::DeviceLogin;

const KEPT: Duration = Duration::from_secs(5);
const AT_MOST: usize = 4096;

/// The phones that asked for something just now.
#[derive(Default)]
pub struct PhoneCache(RwLock<HashMap<Digest, (Instant, DeviceLogin)>>);

impl PhoneCache {
    fn get(&self, token: &Digest) -> Option<DeviceLogin> {
        let phones = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (since, login) = phones.get(token)?;
        (since.elapsed() < KEPT).then(|| login.clone())
    }

    fn keep(&self, token: Digest, login: DeviceLogin) {
        let mut phones = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if phones.len() >= AT_MOST {
            phones.retain(|_, (since, _)| since.elapsed() < KEPT);
        }
        if phones.len() < AT_MOST {
            phones.insert(token, (Instant::now(), login));
        }
    }

    /// Its tokens changed: it is looked up anew.
    pub(super) fn forget(&self, device: DeviceId) {
        let mut phones = self.0.write().unwrap_or_else(PoisonError::into_inner);
        phones.retain(|_, (_, login)| login.device != device);
    }
}

/// The phone that holds this token.
///
/// # Errors
/// No phone does, or it was revoked.
pub async fn log_in(app: &App, token: &Digest) -> Outcome<DeviceLogin> {
    if let Some(login) = app.phones().get(token) {
        return Ok(login);
    }
    let login = app
        .store()
        .device_login(token)
        .await?
        .ok_or(Code::NotAuthenticated)?;
    if login.revoked {
        return Err(Code::DeviceRevoked.into());
    }
    app.phones().keep(*token, login.clone());
    Ok(login)
}

/// Takes a phone's token away; what it sent stays.
///
/// # Errors
/// No such phone in the caller's agency.
pub async fn revoke(app: &App, scope: &Scope, device: DeviceId) -> Outcome<()> {
    app.store().revoke_device(scope, device, app.now()).await?;
    app.phones().forget(device);
    Ok(())
}
