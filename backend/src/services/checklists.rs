//! Checklists: publishing them, and having those in use at hand.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use vitrine_shared::checklist::Checklist;
use vitrine_shared::checklist::authoring::{from_toml_with, shipped_frameworks};
use vitrine_shared::digest::Digest;
use vitrine_shared::id::AgencyId;
use vitrine_shared::problem::Code;
use vitrine_shared::wire::ChecklistRef;

use super::{Failure, Outcome};
use crate::app::App;
use crate::storage::checklists::Publication;
use crate::storage::{Scope, StorageError};

/// More than a busy server runs at once; each takes some tens of kilobytes.
const AT_MOST: usize = 128;

type Checklists = HashMap<(AgencyId, Digest), Arc<Checklist>>;

/// The checklists that were asked for lately, read and ready. They never change.
#[derive(Default)]
pub struct ChecklistCache(RwLock<Checklists>);

impl ChecklistCache {
    fn get(&self, agency: AgencyId, digest: &Digest) -> Option<Arc<Checklist>> {
        let checklists = self.0.read().unwrap_or_else(PoisonError::into_inner);
        checklists.get(&(agency, *digest)).cloned()
    }

    fn keep(&self, agency: AgencyId, digest: Digest, checklist: &Arc<Checklist>) {
        let mut checklists = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if checklists.len() >= AT_MOST {
            checklists.clear();
        }
        checklists.insert((agency, digest), Arc::clone(checklist));
    }
}

/// A checklist that was published, and whether that was news.
pub struct Published {
    /// Its name and digest.
    pub name: ChecklistRef,
    /// Whether it was published just now or before.
    pub publication: Publication,
}

/// Publishes a checklist written in TOML. Publishing the same again changes nothing.
///
/// # Errors
/// Every finding of the checklist, among them each picture it names that was not uploaded; or that
/// version was published with other contents.
pub async fn publish(app: &App, scope: &Scope, toml: &str) -> Outcome<Published> {
    let pictures = app.store().pictures(scope).await?;
    let checklist = shipped_frameworks()
        .and_then(|frameworks| from_toml_with(toml, &frameworks, &pictures))
        .map_err(|findings| Failure::findings(Code::ChecklistInvalid, findings))?;
    let named: Vec<Digest> = checklist
        .pictures()
        .iter()
        .map(|picture| picture.sha256)
        .collect();
    let (canonical, sha256) = checklist.to_canonical()?;
    let name = ChecklistRef {
        id: checklist.id.clone(),
        version: checklist.version,
        sha256,
    };
    let at = app.now();
    let publication = app
        .store()
        .publish_checklist(scope, &name, canonical, &named, at)
        .await?;
    Ok(Published { name, publication })
}

/// The canonical bytes of a checklist, as they were published.
///
/// # Errors
/// No such checklist in scope.
pub async fn canonical(app: &App, scope: &Scope, digest: &Digest) -> Outcome<Vec<u8>> {
    match app.store().checklist(scope, digest).await {
        Err(StorageError::NotFound) => Err(Code::ChecklistUnknown.into()),
        other => Ok(other?),
    }
}

/// A checklist that is known to be in the caller's scope: its visit or wave was read before.
///
/// # Errors
/// No such checklist in scope.
pub async fn by_digest(app: &App, scope: &Scope, digest: &Digest) -> Outcome<Arc<Checklist>> {
    if let Some(checklist) = app.checklists().get(scope.agency(), digest) {
        return Ok(checklist);
    }
    let bytes = canonical(app, scope, digest).await?;
    let checklist = Checklist::from_canonical(&bytes, digest).map_err(Failure::internal)?;
    let checklist = Arc::new(checklist);
    app.checklists().keep(scope.agency(), *digest, &checklist);
    Ok(checklist)
}
