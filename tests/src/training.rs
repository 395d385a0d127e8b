//! An evaluator who learns: reads the modules and passes the quiz on a real phone.

use std::time::Duration;

use anyhow::{Context, bail};
use vitrine_mobile::core::protocol::{Command, CourseCard, OpenCourse, Reply, TrainingCommand};

use crate::phone::{Evaluator, wait_until};

impl Evaluator {
    /// What is to be learnt and what was passed.
    ///
    /// # Errors
    /// Fails where the phone's storage does.
    pub fn courses(&self) -> anyhow::Result<Vec<CourseCard>> {
        match self.phone.call(Command::Training(TrainingCommand::List))? {
            Reply::Courses(courses) => Ok(courses),
            other => bail!("not a list of trainings: {other:?}"),
        }
    }

    /// Has something done with a training.
    ///
    /// # Errors
    /// Fails with the core's refusal.
    pub fn learn(&self, command: TrainingCommand) -> anyhow::Result<OpenCourse> {
        match self.phone.call(Command::Training(command))? {
            Reply::Course(open) => Ok(*open),
            other => bail!("not a training: {other:?}"),
        }
    }

    /// Passes every training that is to be passed, and waits until the agency knows.
    ///
    /// # Errors
    /// Fails when something is refused, or takes too long.
    pub fn pass_trainings(&self, within: Duration) -> anyhow::Result<()> {
        self.phone.call(Command::SyncNow)?;
        for card in self.courses()? {
            if card.certificate.is_none() {
                self.pass(&card)?;
            }
        }
        wait_until(within, "the certificates", || {
            self.phone.call(Command::SyncNow)?;
            let courses = self.courses()?;
            let is_certified = |card: &CourseCard| card.certificate.is_some_and(|it| it.is_confirmed);
            Ok(courses.iter().all(is_certified).then_some(()))
        })
    }

    fn pass(&self, card: &CourseCard) -> anyhow::Result<()> {
        let course = || card.course.clone();
        let open = self.learn(TrainingCommand::BeginQuiz { course: course() })?;
        for module in &open.training.modules {
            self.clock.pass(60_000);
            self.learn(TrainingCommand::ModuleRead {
                course: course(),
                module: module.id.clone(),
            })?;
        }
        for question in &open.training.quiz {
            self.clock.pass(20_000);
            let right = question.options.iter().find(|option| option.right);
            self.learn(TrainingCommand::AnswerQuiz {
                course: course(),
                question: question.id.clone(),
                option: right.context("a question without a right answer")?.id.clone(),
            })?;
        }
        self.learn(TrainingCommand::HandInQuiz { course: course() })?;
        Ok(())
    }
}
