//! Training: publishing it, what an evaluator has to learn, and how they stand with it.

mod attempt;
mod gate;

use std::sync::Arc;

use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::UserId;
use vitrine_shared::problem::Code;
use vitrine_shared::training::Training;
use vitrine_shared::wire::{Course, TrainingRef};

pub use attempt::graded;
pub use gate::{Gate, is_open};

use super::{Failure, Outcome};
use crate::app::App;
use crate::storage::checklists::Publication;
use crate::storage::training::ChecklistVersion;
use crate::storage::{Constraint, Scope, StorageError};

/// A training that was published, and whether that was news.
pub struct Published {
    /// What it prepares for, and its digest.
    pub name: TrainingRef,
    /// Whether it was published just now or before.
    pub publication: Publication,
}

/// Publishes a training written in TOML, for a version of a checklist that is published. Publishing
/// the same again changes nothing.
///
/// # Errors
/// Every finding of the training; that version of the checklist is not published; or another
/// training was published for it.
pub async fn publish(app: &App, scope: &Scope, toml: &str) -> Outcome<Published> {
    let training = vitrine_shared::checklist::authoring::training_from_toml(toml)
        .map_err(|findings| Failure::findings(Code::Invalid, findings))?;
    let (canonical, sha256) = training.to_canonical()?;
    let name = TrainingRef {
        checklist: training.checklist,
        version: training.version,
        sha256,
    };
    let at = app.now();
    match app.store().publish_training(scope, &name, canonical, at).await {
        Ok(publication) => {
            app.gate().forget_trainings(scope.agency());
            Ok(Published { name, publication })
        }
        Err(StorageError::Constraint(Constraint::Reference)) => Err(Failure::because(
            Code::ChecklistUnknown,
            "publish this version of the checklist first",
        )),
        Err(error) => Err(error.into()),
    }
}

/// The canonical bytes of a training, as they were published.
///
/// # Errors
/// No such training in scope.
pub async fn canonical(app: &App, scope: &Scope, digest: &Digest) -> Outcome<Vec<u8>> {
    Ok(app.store().training(scope, digest).await?)
}

/// A training of the agency, read.
///
/// # Errors
/// No such training in scope.
pub async fn by_digest(app: &App, scope: &Scope, digest: &Digest) -> Outcome<Arc<Training>> {
    let bytes = canonical(app, scope, digest).await?;
    let training = Training::from_canonical(&bytes, digest).map_err(Failure::internal)?;
    Ok(Arc::new(training))
}

/// All that this person may or must be trained for: what runs now, what is theirs to do, and what
/// they tried or passed before.
///
/// # Errors
/// An evaluator asks for themselves, staff for anybody.
pub async fn courses(app: &App, scope: &Scope, user: UserId) -> Outcome<Vec<Course>> {
    let store = app.store();
    let trainings = store.trainings(scope).await?;
    if trainings.is_empty() {
        return Ok(Vec::new());
    }
    let mut wanted = store.checklists_to_learn(scope, user, app.now()).await?;
    let mut attempts = store.quiz_attempts(scope, user).await?;
    let certificates = store.certificates(scope, Some(user)).await?;
    wanted.extend(attempts.iter().map(|facts| facts.of.clone()));
    wanted.sort();
    wanted.dedup();
    let courses = wanted.into_iter().filter_map(|of| {
        let training = of.training(&trainings)?.sha256;
        let mine = attempts.iter_mut().find(|facts| facts.of == of);
        let certificate = certificates.iter().find(|certified| certified.of == of);
        Some(Course {
            attempts: mine
                .map(|facts| std::mem::take(&mut facts.attempts))
                .unwrap_or_default(),
            certificate: certificate.map(|certified| certified.certificate),
            checklist: of.checklist,
            version: of.version,
            training,
        })
    });
    Ok(courses.collect())
}

/// Gives an evaluator new attempts at the quiz for a version of a checklist.
///
/// # Errors
/// No such person in the agency, or not for the caller's role.
pub async fn give_attempts(
    app: &App,
    scope: &Scope,
    user: UserId,
    checklist: Slug,
    version: u32,
) -> Outcome<()> {
    let of = ChecklistVersion { checklist, version };
    Ok(app.store().reset_attempts(scope, user, &of, app.now()).await?)
}
