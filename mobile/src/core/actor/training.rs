//! Training: reading it, taking its quiz, and what may not be begun without it.

use vitrine_shared::checklist::Slug;
use vitrine_shared::training::{Grade, Standing, Training, Tried, grade, standing};
use vitrine_shared::wire::{Ask, AttemptLine, ChecklistRef, Course, QuizAttempt};

use super::Core;
use crate::core::db::QuizRow;
use crate::core::platform::Platform;
use crate::core::protocol::{
    Availability, CertificateCard, CoreError, CourseCard, CourseId, OpenCourse, Quiz, QuizResult, Reply,
    TrainingCommand, TriedLine,
};

/// An attempt as this phone knows it: the agency's word, or one that waits to be sent.
struct Known {
    line: AttemptLine,
    is_confirmed: bool,
}

impl<P: Platform> Core<P> {
    pub(super) fn training(self: &std::rc::Rc<Self>, command: TrainingCommand) -> Result<Reply, CoreError> {
        match command {
            TrainingCommand::List => self.list_courses(),
            TrainingCommand::Open { course } => self.open_course(&course),
            TrainingCommand::ModuleRead { course, module } => self.module_read(&course, &module),
            TrainingCommand::BeginQuiz { course } => self.begin_quiz(&course),
            TrainingCommand::AnswerQuiz {
                course,
                question,
                option,
            } => self.answer_quiz(&course, question, option),
            TrainingCommand::HandInQuiz { course } => self.hand_in_quiz(&course),
            TrainingCommand::Practise { visit } => self.practise(visit),
            TrainingCommand::EndPractice => {
                self.end_practice();
                Ok(Reply::Done)
            }
        }
    }

    /// Whether visits by this checklist wait for its training to be passed.
    pub(super) fn is_to_learn(&self, checklist: &ChecklistRef) -> Result<bool, CoreError> {
        let Some(course) = self.store.course(&checklist.id, checklist.version)? else {
            return Ok(false);
        };
        if course.certificate.is_some() {
            return Ok(false);
        }
        let known = self.known(&course)?;
        Ok(!known.iter().any(|attempt| attempt.line.grade.passed))
    }

    fn list_courses(&self) -> Result<Reply, CoreError> {
        let courses = self.store.courses()?;
        let cards = courses
            .iter()
            .map(|course| match self.store.training(&course.training) {
                Ok(training) => self.course_card(course, &training),
                Err(error) => self.unread_card(course, error),
            })
            .collect::<Result<_, _>>()?;
        Ok(Reply::Courses(cards))
    }

    fn open_course(&self, id: &CourseId) -> Result<Reply, CoreError> {
        let (course, training) = self.course(id)?;
        let quiz = self.store.quiz(&id.checklist, id.version)?;
        let (under_way, result) = match quiz {
            Some(QuizRow {
                seed,
                answers,
                handed_in: None,
                training,
            }) => {
                // Another training holds by now: its quiz is begun anew.
                let is_current = training == course.training;
                (is_current.then_some(Quiz { seed, answers }), None)
            }
            Some(row) => (None, self.result(row)?),
            None => (None, None),
        };
        let tried = self.known(&course)?;
        Ok(Reply::Course(Box::new(OpenCourse {
            card: self.course_card(&course, &training)?,
            read: self.store.modules_read(&course.training)?,
            training,
            quiz: under_way,
            result,
            tried: tried
                .into_iter()
                .map(|Known { line, is_confirmed }| TriedLine {
                    at: line.at,
                    grade: line.grade,
                    counts: line.counts,
                    is_confirmed,
                })
                .collect(),
        })))
    }

    fn module_read(&self, id: &CourseId, module: &Slug) -> Result<Reply, CoreError> {
        let (course, training) = self.course(id)?;
        if !training.modules.iter().any(|known| known.id == *module) {
            return Err(CoreError::CourseUnknown);
        }
        self.store.set_module_read(&course.training, module)?;
        self.open_course(id)
    }

    fn begin_quiz(&self, id: &CourseId) -> Result<Reply, CoreError> {
        let (course, training) = self.course(id)?;
        let under_way = self.store.quiz(&id.checklist, id.version)?;
        let goes_on =
            under_way.is_some_and(|quiz| quiz.handed_in.is_none() && quiz.training == course.training);
        if !goes_on {
            self.may_try(&course, &training)?;
            let mut seed = [0; 4];
            self.platform.fill_random(&mut seed)?;
            let quiz = QuizRow {
                training: course.training,
                seed: u32::from_le_bytes(seed),
                answers: Default::default(),
                handed_in: None,
            };
            self.store.keep_quiz(&id.checklist, id.version, &quiz)?;
        }
        self.open_course(id)
    }

    fn answer_quiz(&self, id: &CourseId, question: Slug, option: Slug) -> Result<Reply, CoreError> {
        let (mut quiz, training) = self.quiz_under_way(id)?;
        let asked = training.quiz.iter().find(|asked| asked.id == question);
        if asked.and_then(|asked| asked.is_right(&option)).is_none() {
            return Err(CoreError::QuestionUnknown);
        }
        quiz.answers.insert(question, option);
        self.store.keep_quiz(&id.checklist, id.version, &quiz)?;
        self.open_course(id)
    }

    fn hand_in_quiz(&self, id: &CourseId) -> Result<Reply, CoreError> {
        let (quiz, training) = self.quiz_under_way(id)?;
        let (course, _) = self.course(id)?;
        self.may_try(&course, &training)?;
        grade(&training, &quiz.answers).map_err(|_| CoreError::QuizUnfinished)?;
        let request = self.new_request(Ask::Attempt(QuizAttempt {
            checklist: id.checklist.clone(),
            version: id.version,
            training: quiz.training,
            seed: quiz.seed,
            answers: quiz.answers,
        }))?;
        self.store.hand_in_quiz(&id.checklist, id.version, &request)?;
        self.asked_for();
        self.open_course(id)
    }

    fn course(&self, id: &CourseId) -> Result<(Course, Training), CoreError> {
        let course = self.store.course(&id.checklist, id.version)?;
        let course = course.ok_or(CoreError::CourseUnknown)?;
        let training = self.store.training(&course.training)?;
        Ok((course, training))
    }

    fn quiz_under_way(&self, id: &CourseId) -> Result<(QuizRow, Training), CoreError> {
        let quiz = self.store.quiz(&id.checklist, id.version)?;
        let quiz = quiz.filter(|quiz| quiz.handed_in.is_none());
        let quiz = quiz.ok_or(CoreError::QuizUnfinished)?;
        let training = self.store.training(&quiz.training)?;
        Ok((quiz, training))
    }

    fn may_try(&self, course: &Course, training: &Training) -> Result<(), CoreError> {
        match self.stands(course, training)? {
            Standing::Open { .. } => Ok(()),
            Standing::Passed | Standing::UsedUp { .. } => Err(CoreError::AttemptsUsedUp),
        }
    }

    fn stands(&self, course: &Course, training: &Training) -> Result<Standing, CoreError> {
        if course.certificate.is_some() {
            return Ok(Standing::Passed);
        }
        let known = self.known(course)?;
        let tried: Vec<Tried> = known.iter().filter_map(|attempt| attempt.line.tried()).collect();
        Ok(standing(training, &tried, self.platform.now()))
    }

    /// The attempts that the agency has, then those that wait to be sent. One that was refused is none.
    fn known(&self, course: &Course) -> Result<Vec<Known>, CoreError> {
        let confirmed = course.attempts.iter().map(|line| Known {
            line: *line,
            is_confirmed: true,
        });
        let mut known: Vec<Known> = confirmed.collect();
        for row in self.store.requests()? {
            let Ask::Attempt(attempt) = &row.request.ask else {
                continue;
            };
            let is_of_course = attempt.checklist == course.checklist && attempt.version == course.version;
            let is_known = known.iter().any(|known| known.line.id == row.request.id);
            if !is_of_course || is_known || row.held {
                continue;
            }
            if let Some(grade) = self.graded(attempt)? {
                known.push(Known {
                    line: AttemptLine {
                        id: row.request.id,
                        at: row.request.at,
                        grade,
                        counts: true,
                    },
                    is_confirmed: false,
                });
            }
        }
        Ok(known)
    }

    fn graded(&self, attempt: &QuizAttempt) -> Result<Option<Grade>, CoreError> {
        let training = self.store.training(&attempt.training)?;
        Ok(grade(&training, &attempt.answers).ok())
    }

    fn result(&self, row: QuizRow) -> Result<Option<QuizResult>, CoreError> {
        let training = self.store.training(&row.training)?;
        let grade = grade(&training, &row.answers).ok();
        let quiz = Quiz {
            seed: row.seed,
            answers: row.answers,
        };
        Ok(grade
            .zip(row.handed_in)
            .map(|(grade, (_, at))| QuizResult { quiz, grade, at }))
    }

    fn course_card(&self, course: &Course, training: &Training) -> Result<CourseCard, CoreError> {
        let read = self.store.modules_read(&course.training)?;
        let is_read = |id: &Slug| read.contains(id);
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(CourseCard {
            availability: Availability::Ready,
            title: training.title.clone(),
            modules: count(training.modules.len()),
            modules_read: count(
                training
                    .modules
                    .iter()
                    .filter(|module| is_read(&module.id))
                    .count(),
            ),
            pass_percent: training.pass_percent,
            attempts: training.attempts,
            standing: Some(self.stands(course, training)?),
            ..self.bare_card(course)?
        })
    }

    /// The card of a training that cannot be read here yet.
    fn unread_card(&self, course: &Course, error: CoreError) -> Result<CourseCard, CoreError> {
        let availability = match error {
            CoreError::TrainingMissing => Availability::ChecklistMissing,
            CoreError::UpdateNeeded => Availability::UpdateNeeded,
            other => return Err(other),
        };
        Ok(CourseCard {
            availability,
            ..self.bare_card(course)?
        })
    }

    fn bare_card(&self, course: &Course) -> Result<CourseCard, CoreError> {
        let is_of_course = |checklist: &ChecklistRef| {
            checklist.id == course.checklist && checklist.version == course.version
        };
        let rows = self.store.visits()?;
        let waiting = rows.iter().filter(|row| {
            is_of_course(&row.assignment.checklist)
                && row.assignment.state.is_with_evaluator()
                && row.next_seq <= 1
        });
        let certificate = self.certificate(course)?;
        Ok(CourseCard {
            course: CourseId {
                checklist: course.checklist.clone(),
                version: course.version,
            },
            availability: Availability::ChecklistMissing,
            title: Default::default(),
            modules: 0,
            modules_read: 0,
            pass_percent: 0,
            attempts: 0,
            standing: None,
            visits: match certificate {
                Some(_) => 0,
                None => u32::try_from(waiting.count()).unwrap_or(u32::MAX),
            },
            certificate,
        })
    }

    fn certificate(&self, course: &Course) -> Result<Option<CertificateCard>, CoreError> {
        if let Some(certificate) = course.certificate {
            return Ok(Some(CertificateCard {
                at: certificate.at,
                right: certificate.right,
                asked: certificate.asked,
                is_confirmed: true,
            }));
        }
        let known = self.known(course)?;
        let passed = known.into_iter().find(|attempt| attempt.line.grade.passed);
        Ok(passed.map(|Known { line, is_confirmed }| CertificateCard {
            at: line.at,
            right: line.grade.right,
            asked: line.grade.asked,
            is_confirmed,
        }))
    }
}
