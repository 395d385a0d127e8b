//! Reading columns into the domain's types.

use std::str::FromStr;

use sqlx::Row as _;
use sqlx::any::AnyRow;
use sqlx::postgres::PgRow;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;

use super::Result;
use super::error::StorageError;

/// Typed reading of a column by name. What cannot be read is [`StorageError::Corrupt`].
pub(super) trait Columns {
    fn text(&self, column: &'static str) -> Result<String>;
    fn text_opt(&self, column: &'static str) -> Result<Option<String>>;
    fn int(&self, column: &'static str) -> Result<i64>;
    fn int_opt(&self, column: &'static str) -> Result<Option<i64>>;
    fn bytes(&self, column: &'static str) -> Result<Vec<u8>>;

    /// An id, digest or other type that has a text form.
    fn parsed<T: FromStr>(&self, column: &'static str) -> Result<T> {
        self.text(column)?
            .parse()
            .map_err(|_| StorageError::Corrupt(column))
    }

    fn parsed_opt<T: FromStr>(&self, column: &'static str) -> Result<Option<T>> {
        let parse = |text: String| text.parse().map_err(|_| StorageError::Corrupt(column));
        self.text_opt(column)?.map(parse).transpose()
    }

    /// One of a fixed set of names.
    fn named<T>(&self, column: &'static str, of: fn(&str) -> Option<T>) -> Result<T> {
        of(&self.text(column)?).ok_or(StorageError::Corrupt(column))
    }

    fn state(&self, column: &'static str) -> Result<VisitState> {
        self.named(column, VisitState::from_name)
    }

    fn time(&self, column: &'static str) -> Result<Timestamp> {
        Timestamp::from_unix_ms(self.int(column)?).ok_or(StorageError::Corrupt(column))
    }

    fn time_opt(&self, column: &'static str) -> Result<Option<Timestamp>> {
        let read = |ms| Timestamp::from_unix_ms(ms).ok_or(StorageError::Corrupt(column));
        self.int_opt(column)?.map(read).transpose()
    }

    /// A count, size or version.
    fn count<T: TryFrom<i64>>(&self, column: &'static str) -> Result<T> {
        T::try_from(self.int(column)?).map_err(|_| StorageError::Corrupt(column))
    }

    fn flag(&self, column: &'static str) -> Result<bool> {
        Ok(self.int(column)? != 0)
    }

    /// A value kept as JSON.
    fn json<T: serde::de::DeserializeOwned>(&self, column: &'static str) -> Result<T> {
        serde_json::from_str(&self.text(column)?).map_err(|_| StorageError::Corrupt(column))
    }
}

/// Reads the rows of a driver by its own decoding.
macro_rules! columns_of {
    ($($row:ty),+) => {
        $(
            impl Columns for $row {
                fn text(&self, column: &'static str) -> Result<String> {
                    Ok(self.try_get(column)?)
                }

                fn text_opt(&self, column: &'static str) -> Result<Option<String>> {
                    Ok(self.try_get(column)?)
                }

                fn int(&self, column: &'static str) -> Result<i64> {
                    Ok(self.try_get(column)?)
                }

                fn int_opt(&self, column: &'static str) -> Result<Option<i64>> {
                    Ok(self.try_get(column)?)
                }

                fn bytes(&self, column: &'static str) -> Result<Vec<u8>> {
                    Ok(self.try_get(column)?)
                }
            }
        )+
    };
}

columns_of!(AnyRow, PgRow);

/// The JSON of a value that always has one.
pub(super) fn to_json<T: serde::Serialize>(value: &T, what: &'static str) -> Result<String> {
    serde_json::to_string(value).map_err(|_| StorageError::Corrupt(what))
}
