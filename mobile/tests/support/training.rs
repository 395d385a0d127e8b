//! Training on the scripted server: published, graded, certified.

use vitrine_shared::checklist::Checklist;
use vitrine_shared::fixtures::slug;
use vitrine_shared::id::RequestId;
use vitrine_shared::text::{Lang, Text};
use vitrine_shared::time::Timestamp;
use vitrine_shared::training::{Module, QuizChoice, QuizQuestion, Training, grade};
use vitrine_shared::wire::{AttemptLine, Certificate, Course, QuizAttempt};

use super::world::World;

/// A training with two modules and a quiz of three questions, the option `a` right in each.
pub fn training(checklist: &Checklist) -> Training {
    let text = |words: &str| -> Text { [(Lang::PtBr, words.to_owned())].into_iter().collect() };
    let choice = |id: &str| QuizChoice {
        id: slug(id),
        text: text(id),
        right: id == "a",
    };
    let module = |id: &str| Module {
        id: slug(id),
        title: text(id),
        body: text("- Um ponto."),
    };
    let question = |id: &str| QuizQuestion {
        id: slug(id),
        text: text(id),
        options: ["a", "b", "c"].map(choice).to_vec(),
        explanation: text("Porque sim."),
    };
    Training {
        format: 1,
        checklist: checklist.id.clone(),
        version: checklist.version,
        languages: vec![Lang::PtBr],
        title: text("Como visitar"),
        pass_percent: 67,
        attempts: 2,
        wait_hours: Some(24),
        modules: ["role", "before"].map(module).to_vec(),
        quiz: ["one", "two", "three"].map(question).to_vec(),
    }
}

impl World {
    /// Publishes the training: the next pull names it.
    pub fn publish_training(&mut self, training: &Training) {
        let (bytes, sha256) = training.to_canonical().unwrap();
        self.trainings.insert(sha256, bytes);
        self.courses.push(Course {
            checklist: training.checklist.clone(),
            version: training.version,
            training: sha256,
            attempts: Vec::new(),
            certificate: None,
        });
    }

    pub(super) fn take_attempt(&mut self, id: RequestId, at: Timestamp, attempt: &QuizAttempt) {
        let training =
            Training::from_canonical(&self.trainings[&attempt.training], &attempt.training).unwrap();
        let grade = grade(&training, &attempt.answers).unwrap();
        let mut courses = self.courses.iter_mut();
        let course = courses
            .find(|course| course.checklist == attempt.checklist && course.version == attempt.version)
            .unwrap();
        course.attempts.push(AttemptLine {
            id,
            at,
            grade,
            counts: true,
        });
        if grade.passed && course.certificate.is_none() {
            course.certificate = Some(Certificate {
                attempt: id,
                at,
                right: grade.right,
                asked: grade.asked,
            });
        }
    }
}
