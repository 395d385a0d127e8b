//! One statement with its arguments, numbered `$1…` on both engines.
//!
//! Text is pushed from literals only; values always travel as arguments.

use std::fmt::Write as _;

use chrono::NaiveDate;
use sqlx::any::AnyArguments;
use sqlx::{Any, AssertSqlSafe, query::Query};
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::{
    AgencyId, ClientId, DeviceId, ExpenseId, ImportId, InvitationId, LocationId, NodeId, PaymentId, PhotoId,
    RequestId, UserId, VisitId, WaveId,
};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;

/// A value for a statement. The engines cache a statement by the types of its values: the same
/// place always gets the same variant.
pub(super) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Bytes(Vec<u8>),
}

/// A statement being written.
pub(super) struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Sql {
    pub fn new(text: &'static str) -> Self {
        Self {
            text: text.to_owned(),
            values: Vec::new(),
        }
    }

    /// More text.
    pub fn push(mut self, text: &'static str) -> Self {
        self.text.push_str(text);
        self
    }

    /// A statement between two pieces of text: one that is asked of.
    pub fn around(before: &'static str, inner: Self, after: &'static str) -> Self {
        Self {
            text: format!("{before}{}{after}", inner.text),
            values: inner.values,
        }
    }

    /// A value, with its number written here.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        // Writing to a String never fails.
        let _ = write!(self.text, "${}", self.values.len());
        self
    }

    /// A value whose number the text has already.
    pub fn arg(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// As sqlx's type. A list of values too long to be sent is refused when it is executed.
    pub fn query(self) -> Query<'static, Any, AnyArguments> {
        let mut query = sqlx::query(AssertSqlSafe(self.text));
        for value in self.values {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Int(int) => query.bind(int),
                Value::Bytes(bytes) => query.bind(bytes),
            };
        }
        query
    }
}

macro_rules! displayed {
    ($($type:ty),+ $(,)?) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::Text(Some(value.to_string()))
            }
        }

        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self {
                Self::Text(value.map(|value| value.to_string()))
            }
        }
    )+};
}

displayed!(
    AgencyId,
    ClientId,
    DeviceId,
    ExpenseId,
    ImportId,
    InvitationId,
    LocationId,
    NaiveDate,
    NodeId,
    PaymentId,
    PhotoId,
    RequestId,
    UserId,
    VisitId,
    WaveId,
    Digest,
    &str,
    &String,
    &Slug,
);

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<Option<String>> for Value {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

impl From<VisitState> for Value {
    fn from(value: VisitState) -> Self {
        Self::Text(Some(value.as_str().to_owned()))
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Int(Some(value.unix_ms()))
    }
}

impl From<Option<Timestamp>> for Value {
    fn from(value: Option<Timestamp>) -> Self {
        Self::Int(value.map(Timestamp::unix_ms))
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}
