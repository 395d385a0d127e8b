//! Who this phone is: its keys, its token, and the enrolment under way.

use std::fmt::Display;
use std::str::FromStr;

use rusqlite::{OptionalExtension, Row, params};
use vitrine_shared::digest::Digest;
use vitrine_shared::id::DeviceId;
use vitrine_shared::problem::Code;
use vitrine_shared::signature::SecretKey;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::EnrolReply;

use super::{CoreError, Store, damaged, integer, number, time};
use crate::core::api::Token;
use crate::core::protocol::Enrolment;

/// An enrolled phone.
#[derive(Debug)]
pub struct Identity {
    /// What may be shown of it.
    pub enrolment: Enrolment,
    /// The key that its batches are signed with.
    pub key: SecretKey,
    /// What it shows to the server.
    pub token: Token,
    /// The key that the server's receipts are signed with.
    pub server_key: vitrine_shared::signature::PublicKey,
    /// Why the server does not know it any more.
    pub disowned: Option<Code>,
}

/// An enrolment that was begun: device and key are made once per code.
#[derive(Debug)]
pub struct Attempt {
    /// The server's origin.
    pub server: String,
    /// The digest of the invitation's code.
    pub code_sha256: Digest,
    /// The device that the phone will be.
    pub device: DeviceId,
    /// Its key.
    pub key: SecretKey,
}

fn parse<T: FromStr<Err: Display>>(row: &Row<'_>, column: &str) -> Result<T, CoreError> {
    row.get::<_, String>(column)?.parse().map_err(damaged)
}

fn key(row: &Row<'_>) -> Result<SecretKey, CoreError> {
    Ok(SecretKey::from_seed(&row.get::<_, [u8; 32]>("seed")?))
}

fn code(name: &str) -> Option<Code> {
    Code::ALL.iter().copied().find(|code| code.as_str() == name)
}

impl Store {
    /// Who this phone is; none before enrolment.
    ///
    /// # Errors
    /// If storage fails.
    pub fn identity(&self) -> Result<Option<Identity>, CoreError> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM identity")?;
        let mut rows = statement.query([])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let enrolment = Enrolment {
            server: row.get("server")?,
            device: parse(row, "device")?,
            evaluator: parse(row, "evaluator")?,
            evaluator_name: row.get("evaluator_name")?,
            agency_name: row.get("agency_name")?,
            lang: parse(row, "lang")?,
        };
        let disowned: Option<String> = row.get("disowned")?;
        let public_key: Option<String> = row.get("public_key")?;
        let key = key(row)?;
        if public_key.is_some_and(|public_key| public_key != key.public().to_string()) {
            return Err(damaged("the key is not the one that was made"));
        }
        Ok(Some(Identity {
            enrolment,
            key,
            token: Token::new(row.get("token")?),
            server_key: parse(row, "server_key")?,
            disowned: disowned.as_deref().and_then(code),
        }))
    }

    /// Writes the public key down beside a seed that an earlier version of the app made.
    ///
    /// # Errors
    /// If storage fails.
    pub(super) fn note_public_key(&self) -> Result<(), CoreError> {
        let Some(identity) = self.identity()? else {
            return Ok(());
        };
        self.connection.execute(
            "UPDATE identity SET public_key = ?1 WHERE public_key IS NULL",
            [identity.key.public().to_string()],
        )?;
        Ok(())
    }

    /// The enrolment that was begun last.
    ///
    /// # Errors
    /// If storage fails.
    pub fn attempt(&self) -> Result<Option<Attempt>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT * FROM enrolment_attempt")?;
        let mut rows = statement.query([])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        Ok(Some(Attempt {
            server: row.get("server")?,
            code_sha256: parse(row, "code_sha256")?,
            device: parse(row, "device")?,
            key: key(row)?,
        }))
    }

    /// Keeps an enrolment before it is sent.
    ///
    /// # Errors
    /// If storage fails.
    pub fn begin_attempt(&self, attempt: &Attempt) -> Result<(), CoreError> {
        self.connection.execute(
            "INSERT OR REPLACE INTO enrolment_attempt (one, server, code_sha256, device, seed)
             VALUES (1, ?1, ?2, ?3, ?4)",
            params![
                attempt.server,
                attempt.code_sha256.to_string(),
                attempt.device.to_string(),
                attempt.key.seed()
            ],
        )?;
        Ok(())
    }

    /// Keeps what the server answered to an enrolment. Where the phone becomes another device, the
    /// former one's visits leave it: the caller made sure that the server has all of them.
    ///
    /// # Errors
    /// If storage fails; the phone is then who it was.
    pub fn enrol(&self, attempt: &Attempt, reply: &EnrolReply) -> Result<(), CoreError> {
        self.write(|tx| {
            let device = attempt.device.to_string();
            let stays: Option<bool> = tx
                .query_row("SELECT device = ?1 FROM identity", [&device], |row| row.get(0))
                .optional()?;
            if stays == Some(false) {
                tx.execute_batch(
                    "DELETE FROM photo_files; DELETE FROM photos; DELETE FROM events; DELETE FROM visits;
                     DELETE FROM outbox; DELETE FROM board; DELETE FROM quizzes; DELETE FROM modules_read; DELETE FROM courses;
                     DELETE FROM trainings;",
                )?;
            }
            // From the start: the evaluator may be another, or the cursor another server's.
            tx.execute("UPDATE pull SET cursor = 0, synced_at = NULL", [])?;
            tx.execute(
                "INSERT OR REPLACE INTO identity
                 (one, server, device, seed, token, evaluator, evaluator_name, agency_name, lang, server_key,
                  public_key)
                 VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                params![
                    attempt.server,
                    device,
                    attempt.key.seed(),
                    reply.token,
                    reply.evaluator.to_string(),
                    reply.evaluator_name,
                    reply.agency_name,
                    reply.lang.tag(),
                    reply.server_key.to_string(),
                    attempt.key.public().to_string()
                ],
            )?;
            tx.execute("DELETE FROM enrolment_attempt", [])?;
            Ok(())
        })
    }

    /// Notes that the server does not take this token any more. Nothing else changes.
    ///
    /// # Errors
    /// If storage fails.
    pub fn disown(&self, token: &Token, code: Option<Code>) -> Result<(), CoreError> {
        self.connection.execute(
            "UPDATE identity SET disowned = ?2 WHERE token = ?1",
            params![token.reveal(), code.map(Code::as_str)],
        )?;
        Ok(())
    }

    /// The cursor of the next pull.
    ///
    /// # Errors
    /// If storage fails.
    pub fn cursor(&self) -> Result<u64, CoreError> {
        number(
            self.connection
                .query_row("SELECT cursor FROM pull", [], |row| row.get(0))?,
        )
    }

    /// When the last whole round of sync ended well.
    ///
    /// # Errors
    /// If storage fails.
    pub fn synced_at(&self) -> Result<Option<Timestamp>, CoreError> {
        let at: Option<i64> = self
            .connection
            .query_row("SELECT synced_at FROM pull", [], |row| row.get(0))?;
        at.map(time).transpose()
    }

    /// Notes that a whole round of sync ended well.
    ///
    /// # Errors
    /// If storage fails.
    pub fn set_synced_at(&self, at: Timestamp) -> Result<(), CoreError> {
        self.connection
            .execute("UPDATE pull SET synced_at = ?1", [at.unix_ms()])?;
        Ok(())
    }

    pub(super) fn set_cursor(tx: &rusqlite::Transaction<'_>, cursor: u64) -> Result<(), CoreError> {
        tx.execute("UPDATE pull SET cursor = ?1", [integer(cursor)?])?;
        Ok(())
    }
}
