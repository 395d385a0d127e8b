//! Errors on the wire: RFC 9457 problem documents with a stable code.

use std::borrow::Cow;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::Timestamp;

/// The media type of a problem document.
pub const CONTENT_TYPE: &str = "application/problem+json";

/// What the receiver of a problem does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// Try again later; nothing is wrong with what was sent.
    Retry,
    /// Log in or enrol again, then send the same.
    Reauthenticate,
    /// Never send this again as it is; keep it and show it to the person.
    Reject,
    /// Update the app, then send the same.
    Upgrade,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $status:literal, $disposition:ident;)+) => {
        /// The stable codes that both ends act on. Texts for people are Fluent keys `problem-<code>`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)+
        }

        impl Serialize for Code {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for Code {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<str>::deserialize(deserializer)?;
                let code = Self::ALL.iter().find(|code| code.as_str() == text);
                code.copied().ok_or_else(|| D::Error::custom("unknown code"))
            }
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The code on the wire.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// The HTTP status it is sent with.
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ }
            }

            /// What its receiver does about it.
            pub fn disposition(self) -> Disposition {
                match self { $(Self::$name => Disposition::$disposition,)+ }
            }
        }
    };
}

codes! {
    /// The request is not of the form that was agreed.
    Malformed = "malformed", 400, Reject;
    /// A log-in with the wrong e-mail or password.
    WrongCredentials = "wrong-credentials", 401, Reject;
    /// No valid session or device token.
    NotAuthenticated = "not-authenticated", 401, Reauthenticate;
    /// The device was revoked by the agency.
    DeviceRevoked = "device-revoked", 401, Reauthenticate;
    /// The caller's role does not do this.
    Forbidden = "forbidden", 403, Reject;
    /// The request came from another site.
    ForeignOrigin = "foreign-origin", 403, Reject;
    /// Nothing here by that name, or nothing the caller may see.
    NotFound = "not-found", 404, Reject;
    /// The address exists, but not for this method.
    MethodNotAllowed = "method-not-allowed", 405, Reject;
    /// The enrolment code is wrong or was used before.
    InvitationInvalid = "invitation-invalid", 403, Reject;
    /// The enrolment code has expired.
    InvitationExpired = "invitation-expired", 403, Reject;
    /// The visit belongs to somebody else.
    NotYourVisit = "not-your-visit", 403, Reject;
    /// The evaluator has not passed the training of the visit's checklist: the same is taken once they have.
    NotCertified = "not-certified", 403, Retry;
    /// Every attempt at the quiz is used; a coordinator, or time, gives new ones.
    AttemptsUsedUp = "attempts-used-up", 409, Reject;
    /// The visit was submitted, released or taken away before.
    VisitClosed = "visit-closed", 409, Reject;
    /// The visit cannot go to that state from where it stands.
    MoveNotAllowed = "move-not-allowed", 409, Reject;
    /// The visit's window has passed.
    RuleWindow = "rule-window", 409, Reject;
    /// The evaluator has an interest in the brand.
    RuleConflict = "rule-conflict", 409, Reject;
    /// The evaluator was at the location too recently, or goes there anyway.
    RuleRotation = "rule-rotation", 409, Reject;
    /// The location was visited too recently, or its visits leave no room for another.
    RuleSpacing = "rule-spacing", 409, Reject;
    /// The evaluator has as many visits as they may do in a day.
    RuleDayLimit = "rule-day-limit", 409, Reject;
    /// The evaluator's own grade is below what the wave asks for.
    RuleGrade = "rule-grade", 409, Reject;
    /// The time to appeal against the rejection has passed.
    AppealLate = "appeal-late", 409, Reject;
    /// The rejection was appealed against before, or does not stand any more.
    AppealClosed = "appeal-closed", 409, Reject;
    /// Somebody else took the visit from the job board first, or it is offered no longer.
    VisitTaken = "visit-taken", 409, Reject;
    /// Another request with the same id was received before.
    RequestConflict = "request-conflict", 409, Reject;
    /// Review has to wait for photos.
    MediaIncomplete = "media-incomplete", 409, Retry;
    /// Another event with the same number was received before.
    EventConflict = "event-conflict", 409, Reject;
    /// Events before this one have not arrived.
    EventGap = "event-gap", 409, Retry;
    /// The event's hash does not continue the chain.
    ChainBroken = "chain-broken", 422, Reject;
    /// The batch was not signed by the device's key.
    SignatureInvalid = "signature-invalid", 422, Reject;
    /// The event's body is not one that this server knows.
    EventMalformed = "event-malformed", 422, Reject;
    /// The event cannot follow those before it.
    EventOutOfOrder = "event-out-of-order", 422, Reject;
    /// The checklist has no such question, or the answer does not fit it.
    AnswerInvalid = "answer-invalid", 422, Reject;
    /// The claim of an expense is out of its limits, or there is no such claim.
    ExpenseInvalid = "expense-invalid", 422, Reject;
    /// Something else is due for a visit than was seen: to be looked at again.
    PaymentChanged = "payment-changed", 409, Reject;
    /// The payment was reversed before, or is itself a reversal.
    PaymentReversed = "payment-reversed", 409, Reject;
    /// The visit was returned for other questions than the one that was changed.
    QuestionNotAsked = "question-not-asked", 422, Reject;
    /// The visit was handed in from another phone of the evaluator's: only that one can correct it.
    OtherPhone = "other-phone", 409, Reject;
    /// The submission lacks answers, photos or the declaration, or its manifest is wrong.
    SubmissionInvalid = "submission-invalid", 422, Reject;
    /// No such checklist, or not this version of it.
    ChecklistUnknown = "checklist-unknown", 404, Reject;
    /// The checklist has findings; all are listed.
    ChecklistInvalid = "checklist-invalid", 422, Reject;
    /// This version of that checklist was published before with other contents.
    ChecklistConflict = "checklist-conflict", 409, Reject;
    /// A value that was sent is out of its limits, or contradicts another.
    Invalid = "invalid", 422, Reject;
    /// Something of that name exists.
    AlreadyExists = "already-exists", 409, Reject;
    /// No event announced that photo yet.
    PhotoUnknown = "photo-unknown", 409, Retry;
    /// The photo is larger than allowed.
    PhotoTooLarge = "photo-too-large", 413, Reject;
    /// The upload is not a photo, or could not be decoded within its limits.
    PhotoInvalid = "photo-invalid", 422, Reject;
    /// The upload is not a recording of the kind that was announced.
    AudioInvalid = "audio-invalid", 422, Reject;
    /// The photo's bytes do not have the announced SHA-256; it is to be sent anew.
    PhotoMismatch = "photo-mismatch", 460, Retry;
    /// The chunk's checksum does not match; it is to be sent anew (tus).
    ChecksumMismatch = "checksum-mismatch", 460, Retry;
    /// The chunk does not begin where the server stands (tus).
    UploadOffset = "upload-offset", 409, Retry;
    /// The upload is gone; a new one is to be made (tus).
    UploadGone = "upload-gone", 410, Retry;
    /// The request's version of the upload protocol is not spoken here (tus).
    UploadVersion = "upload-version", 412, Upgrade;
    /// The body is larger than allowed.
    TooLarge = "too-large", 413, Reject;
    /// The body is not of a type that is read here.
    UnsupportedMediaType = "unsupported-media-type", 415, Reject;
    /// Too many tries; wait.
    RateLimited = "rate-limited", 429, Retry;
    /// The app is too old for this server.
    AppTooOld = "app-too-old", 426, Upgrade;
    /// The file is not a visit's, or it was cut or changed on its way.
    VisitFileDamaged = "visit-file-damaged", 422, Reject;
    /// The visit's file was made by a phone that was never enrolled with this agency.
    VisitFileUnknownPhone = "visit-file-unknown-phone", 422, Reject;
    /// The visit's file was made by an app that is newer than this server.
    VisitFileNewer = "visit-file-newer", 422, Reject;
    /// The invitation is for somebody else than the person whose work is on this phone.
    DeviceOfAnother = "device-of-another", 409, Reject;
    /// Something failed in the server; it was logged under the document's instance.
    Internal = "internal", 500, Retry;
    /// The server is starting, stopping or out of room.
    Unavailable = "unavailable", 503, Retry;
}

/// A problem document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `urn:vitrine:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// A short English title for people who read logs.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: Code,
    /// What is wrong with this request, for people; never internals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The request's id in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Until when it holds, where it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Every place that is wrong, where there can be several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// The place as a path (`touchpoints[2].questions[0].show_if`).
    pub path: String,
    /// The line in the source, from 1, where there is a source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column in that line, from 1, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Problem {
    /// The document of this code.
    pub fn new(code: Code) -> Self {
        let title = code.as_str().replace('-', " ");
        Self {
            kind: format!("urn:vitrine:problem:{}", code.as_str()),
            title,
            status: code.status(),
            code,
            detail: None,
            instance: None,
            until: None,
            findings: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_survives_the_wire_and_names_its_code() {
        for code in Code::ALL {
            let problem = Problem::new(*code);
            let json = serde_json::to_string(&problem).unwrap();
            assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), problem);
            assert!(
                json.contains(&format!("\"code\":\"{}\"", code.as_str())),
                "{json}"
            );
        }
    }

    #[test]
    fn what_the_server_got_wrong_is_worth_a_retry() {
        for code in Code::ALL.iter().filter(|code| code.status() >= 500) {
            assert_eq!(code.disposition(), Disposition::Retry, "{}", code.as_str());
        }
    }
}
