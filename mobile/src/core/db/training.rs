//! Training on this phone: what is to be learnt, its texts, and the quiz under way.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, Transaction, params};
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::RequestId;
use vitrine_shared::time::Timestamp;
use vitrine_shared::training::{Training, TrainingError};
use vitrine_shared::wire::{Course, Request};

use super::{CoreError, Store, damaged, time};

/// The quiz that is being answered, or the one that was handed in last.
#[derive(Clone, Debug)]
pub struct QuizRow {
    /// The training whose quiz it is.
    pub training: Digest,
    /// What the order of its questions was drawn from.
    pub seed: u32,
    /// The chosen option of each question so far.
    pub answers: BTreeMap<Slug, Slug>,
    /// With which request it was handed in, and when; none while it is being answered.
    pub handed_in: Option<(RequestId, Timestamp)>,
}

fn read_quiz(row: &Row<'_>) -> Result<QuizRow, CoreError> {
    let answers: String = row.get("answers")?;
    let (request, at): (Option<String>, Option<i64>) = (row.get("request")?, row.get("handed_in")?);
    Ok(QuizRow {
        training: row.get::<_, String>("training")?.parse().map_err(damaged)?,
        seed: row.get("seed")?,
        answers: serde_json::from_str(&answers).map_err(damaged)?,
        handed_in: match (request, at) {
            (Some(request), Some(at)) => Some((request.parse().map_err(damaged)?, time(at)?)),
            _ => None,
        },
    })
}

fn read_course(row: &Row<'_>) -> Result<Course, CoreError> {
    let course: String = row.get("course")?;
    serde_json::from_str(&course).map_err(damaged)
}

/// Keeps what a pull says of training, instead of all that the one before it said.
pub(super) fn keep_courses(tx: &Transaction<'_>, courses: &[Course]) -> Result<bool, CoreError> {
    let mut statement = tx.prepare_cached("SELECT course FROM courses ORDER BY checklist, version")?;
    let mut rows = statement.query([])?;
    let mut before = Vec::new();
    while let Some(row) = rows.next()? {
        before.push(read_course(row)?);
    }
    if before == courses {
        return Ok(false);
    }
    tx.execute("DELETE FROM courses", [])?;
    for course in courses {
        tx.prepare_cached(
            "INSERT OR REPLACE INTO courses (checklist, version, training, course) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            course.checklist.as_str(),
            course.version,
            course.training.to_string(),
            serde_json::to_string(course).map_err(damaged)?
        ])?;
    }
    Ok(true)
}

impl Store {
    /// All that may or must be learnt, by checklist and version.
    ///
    /// # Errors
    /// If storage fails.
    pub fn courses(&self) -> Result<Vec<Course>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT course FROM courses ORDER BY checklist, version")?;
        let mut rows = statement.query([])?;
        let mut courses = Vec::new();
        while let Some(row) = rows.next()? {
            courses.push(read_course(row)?);
        }
        Ok(courses)
    }

    /// What is to be learnt for a version of a checklist, where there is something.
    ///
    /// # Errors
    /// If storage fails.
    pub fn course(&self, checklist: &Slug, version: u32) -> Result<Option<Course>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT course FROM courses WHERE checklist = ?1 AND version = ?2")?;
        let mut rows = statement.query(params![checklist.as_str(), version])?;
        rows.next()?.map(read_course).transpose()
    }

    /// The training of this digest.
    ///
    /// # Errors
    /// [`CoreError::TrainingMissing`] before it is pulled, [`CoreError::UpdateNeeded`] if it needs a
    /// newer app.
    pub fn training(&self, sha256: &Digest) -> Result<Training, CoreError> {
        let bytes: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT bytes FROM trainings WHERE sha256 = ?1")?
            .query_row([sha256.to_string()], |row| row.get(0))
            .optional()?;
        match Training::from_canonical(&bytes.ok_or(CoreError::TrainingMissing)?, sha256) {
            Ok(training) => Ok(training),
            // Bytes of the right digest that cannot be read: their writer knew more than this app.
            Err(TrainingError::NewerFormat(_) | TrainingError::Malformed(_)) => Err(CoreError::UpdateNeeded),
            Err(error @ TrainingError::WrongDigest(_)) => Err(damaged(error)),
        }
    }

    /// Keeps a training whose digest was verified.
    ///
    /// # Errors
    /// If storage fails.
    pub fn keep_training(&self, sha256: &Digest, bytes: &[u8]) -> Result<(), CoreError> {
        self.connection.execute(
            "INSERT OR IGNORE INTO trainings (sha256, bytes) VALUES (?1, ?2)",
            params![sha256.to_string(), bytes],
        )?;
        Ok(())
    }

    /// The trainings that are to be learnt and are not here yet.
    ///
    /// # Errors
    /// If storage fails.
    pub fn wanted_trainings(&self) -> Result<Vec<Digest>, CoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT training FROM courses WHERE training NOT IN (SELECT sha256 FROM trainings)",
        )?;
        let names = statement.query_map([], |row| row.get::<_, String>(0))?;
        names.map(|name| name?.parse().map_err(damaged)).collect()
    }

    /// The modules of a training that were read.
    ///
    /// # Errors
    /// If storage fails.
    pub fn modules_read(&self, training: &Digest) -> Result<Vec<Slug>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT module FROM modules_read WHERE training = ?1")?;
        let names = statement.query_map([training.to_string()], |row| row.get::<_, String>(0))?;
        names.map(|name| name?.parse().map_err(damaged)).collect()
    }

    /// Notes that a module was read. Said again it changes nothing.
    ///
    /// # Errors
    /// If storage fails.
    pub fn set_module_read(&self, training: &Digest, module: &Slug) -> Result<(), CoreError> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO modules_read (training, module) VALUES (?1, ?2)")?
            .execute(params![training.to_string(), module.as_str()])?;
        Ok(())
    }

    /// The quiz for a version of a checklist, if it was ever begun.
    ///
    /// # Errors
    /// If storage fails.
    pub fn quiz(&self, checklist: &Slug, version: u32) -> Result<Option<QuizRow>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT * FROM quizzes WHERE checklist = ?1 AND version = ?2")?;
        let mut rows = statement.query(params![checklist.as_str(), version])?;
        rows.next()?.map(read_quiz).transpose()
    }

    /// Keeps the quiz as it is being answered, instead of the one before it.
    ///
    /// # Errors
    /// If storage fails.
    pub fn keep_quiz(&self, checklist: &Slug, version: u32, quiz: &QuizRow) -> Result<(), CoreError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO quizzes (checklist, version, training, seed, answers)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                checklist.as_str(),
                version,
                quiz.training.to_string(),
                quiz.seed,
                serde_json::to_string(&quiz.answers).map_err(damaged)?
            ])?;
        Ok(())
    }

    /// Hands a quiz in: the request is kept and the quiz is closed, both or neither.
    ///
    /// # Errors
    /// If storage fails; then it is still open.
    pub fn hand_in_quiz(&self, checklist: &Slug, version: u32, request: &Request) -> Result<(), CoreError> {
        self.write(|tx| {
            self.keep_request(request)?;
            tx.prepare_cached(
                "UPDATE quizzes SET request = ?3, handed_in = ?4 WHERE checklist = ?1 AND version = ?2",
            )?
            .execute(params![
                checklist.as_str(),
                version,
                request.id.to_string(),
                request.at.unix_ms()
            ])?;
            Ok(())
        })
    }
}
