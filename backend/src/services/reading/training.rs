//! The published trainings, and how one evaluator stands with them.

use std::collections::BTreeMap;
use std::sync::Arc;

use vitrine_shared::digest::Digest;
use vitrine_shared::id::UserId;
use vitrine_shared::training::{Standing, Training, Tried, standing};
use vitrine_shared::wire::AttemptLine;

use crate::app::App;
use crate::reports::named::Named;
use crate::reports::training::{CourseEntry, LearnerView, TrainingEntry, TrainingsView};
use crate::services::{Outcome, training};
use crate::storage::Scope;
use crate::storage::training::ChecklistVersion;

/// Every published training.
///
/// # Errors
/// Not for the caller's role.
pub async fn trainings(app: &App, scope: &Scope) -> Outcome<TrainingsView> {
    let store = app.store();
    let published = store.trainings(scope).await?;
    let certificates = store.certificates(scope, None).await?;
    let mut versions: BTreeMap<Digest, Vec<ChecklistVersion>> = BTreeMap::new();
    let mut without = Vec::new();
    let mut checklists = store.checklists(scope).await?;
    checklists.reverse();
    for checklist in checklists {
        let of = ChecklistVersion {
            checklist: checklist.id,
            version: checklist.version,
        };
        match of.training(&published) {
            Some(training) => versions.entry(training.sha256).or_default().push(of),
            None => without.push((of.checklist, of.version)),
        }
    }
    without.sort();
    let mut trainings = Vec::with_capacity(published.len());
    for name in published {
        let training = training::by_digest(app, scope, &name.sha256).await?;
        let mut holds_for = versions.remove(&name.sha256).unwrap_or_default();
        holds_for.sort();
        let is_for_it = |of: &ChecklistVersion| holds_for.contains(of);
        trainings.push(TrainingEntry {
            title: training.title.clone(),
            checklist: name.checklist,
            modules: training.modules.len(),
            questions: training.quiz.len(),
            pass_percent: training.pass_percent,
            attempts: training.attempts,
            wait_hours: training.wait_hours,
            certified: certificates.iter().filter(|it| is_for_it(&it.of)).count(),
            versions: holds_for.iter().map(|of| of.version).collect(),
        });
    }
    Ok(TrainingsView { trainings, without })
}

/// What one evaluator has to learn, tried and passed.
///
/// # Errors
/// No such person in scope.
pub async fn learner(app: &App, scope: &Scope, user: UserId) -> Outcome<LearnerView> {
    let user = app.store().user(scope, user).await?;
    let mut read: BTreeMap<Digest, Arc<Training>> = BTreeMap::new();
    let mut courses = Vec::new();
    for course in training::courses(app, scope, user.id).await? {
        let training = match read.get(&course.training) {
            Some(training) => Arc::clone(training),
            None => {
                let training = training::by_digest(app, scope, &course.training).await?;
                read.insert(course.training, Arc::clone(&training));
                training
            }
        };
        let tried: Vec<Tried> = course.attempts.iter().filter_map(AttemptLine::tried).collect();
        courses.push(CourseEntry {
            title: training.title.clone(),
            checklist: course.checklist,
            version: course.version,
            standing: match course.certificate {
                Some(_) => Standing::Passed,
                None => standing(&training, &tried, app.now()),
            },
            attempts: course.attempts,
            certificate: course.certificate,
        });
    }
    Ok(LearnerView {
        evaluator: Named::new(user.id, user.name),
        courses,
    })
}
