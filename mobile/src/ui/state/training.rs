//! Training as the screens see it: the list, the one that is open, and the dry run.

use dioxus::prelude::*;
use vitrine_shared::id::VisitId;

use super::Phone;
use crate::core::protocol::{Command, CoreError, CourseCard, CourseId, OpenCourse, Reply, TrainingCommand};
use crate::ui::platform;

/// Where the copy of a dry run is remembered: if the app ends in the middle of it, what its screens
/// remembered beside the core (a stopwatch that runs) is cleared away at the next start.
const PRACTICE: &str = "vitrine.practice";

/// Drops what the screens remembered of a dry run, if there was one.
pub(super) fn forget_practice() {
    if let Some(copy) = platform::recall(PRACTICE) {
        platform::forget_all(&copy);
        platform::forget(PRACTICE);
    }
}

/// Handles to what is learnt and practised.
#[derive(Clone, Copy, PartialEq)]
pub struct School {
    /// All that may or must be learnt; none before it came.
    pub courses: Signal<Option<Vec<CourseCard>>>,
    /// The training that is open.
    pub open: Signal<Option<OpenCourse>>,
    /// Why it could not be opened, or what was asked of it last could not be done.
    pub trouble: Signal<Option<CoreError>>,
    /// The dry run that is under way.
    pub practice: Signal<Option<DryRun>>,
}

/// A dry run under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DryRun {
    /// The visit that it is a copy of.
    pub of: VisitId,
    /// The copy, as commands and addresses name it.
    pub copy: VisitId,
}

impl School {
    pub(super) fn new() -> Self {
        Self {
            courses: Signal::new(None),
            open: Signal::new(None),
            trouble: Signal::new(None),
            practice: Signal::new(None),
        }
    }

    /// The open training, if it is this one.
    pub fn course(&self, id: &CourseId) -> Option<OpenCourse> {
        self.open
            .read()
            .as_ref()
            .filter(|open| open.card.course == *id)
            .cloned()
    }
}

impl Phone {
    /// Asks for the list of trainings.
    pub fn refresh_courses(self) {
        self.send(Command::Training(TrainingCommand::List), |mut phone, reply| {
            if let Ok(Reply::Courses(courses)) = reply {
                phone.school.courses.set(Some(courses));
            }
        });
    }

    /// Asks for what is on screen of training again: something came from the agency.
    pub fn refresh_school(self) {
        if self.school.courses.peek().is_some() {
            self.refresh_courses();
        }
        let open = self
            .school
            .open
            .peek()
            .as_ref()
            .map(|open| open.card.course.clone());
        if let Some(course) = open {
            self.learn(TrainingCommand::Open { course }, |_| {});
        }
    }

    /// Opens a training.
    pub fn open_course(mut self, course: CourseId) {
        self.school.trouble.set(None);
        self.learn(TrainingCommand::Open { course }, |_| {});
    }

    /// Has something done with the open training; `then` hears of it if it was done.
    pub fn learn(self, command: TrainingCommand, then: impl FnOnce(&OpenCourse) + 'static) {
        self.send(Command::Training(command), move |mut phone, reply| match reply {
            Ok(Reply::Course(open)) => {
                phone.school.trouble.set(None);
                then(&open);
                phone.school.open.set(Some(*open));
            }
            Ok(_) => {}
            Err(error) => phone.school.trouble.set(Some(error)),
        });
    }

    /// Begins a dry run of a visit; `then` hears of the id of the copy.
    pub fn practise(mut self, visit: VisitId, then: impl FnOnce(VisitId) + 'static) {
        let practise = Command::Training(TrainingCommand::Practise { visit });
        self.desk.is_working.set(true);
        self.send(practise, move |mut phone, reply| {
            phone.desk.is_working.set(false);
            match reply {
                Ok(Reply::Practice { visit: copy }) => {
                    platform::remember(PRACTICE, &copy.to_string());
                    phone.school.practice.set(Some(DryRun { of: visit, copy }));
                    phone.open_visit(copy);
                    then(copy);
                }
                Ok(_) => {}
                Err(error) => phone.desk.trouble.set(Some(error)),
            }
        });
    }

    /// Whether the open visit is a dry run.
    pub fn is_practising(&self) -> bool {
        let practice = *self.school.practice.read();
        practice.is_some_and(|run| *self.desk.visit.read() == Some(run.copy))
    }

    /// Ends the dry run if it is the visit that closes; nothing of it is left.
    pub(super) fn end_practice_of(mut self, closing: Option<VisitId>) {
        let practice = *self.school.practice.peek();
        if practice.is_some_and(|run| closing == Some(run.copy)) {
            self.school.practice.set(None);
            forget_practice();
            self.send(Command::Training(TrainingCommand::EndPractice), |_, _| {});
        }
    }
}
