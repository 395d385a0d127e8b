//! Types of the wire inside the protocol: they cross from core to screens as their JSON.
//!
//! `#[serde(with = "json")]` is for types whose JSON leaves out what is empty, or has its tag inside:
//! they cannot be read without the names. Their JSON is read in any case, where it comes from the server.

use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde::ser::{Error as _, Serializer};
use serde::{Deserialize, Serialize};

pub fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let text = serde_json::to_string(value).map_err(S::Error::custom)?;
    serializer.serialize_str(&text)
}

pub fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = <&str>::deserialize(deserializer)?;
    serde_json::from_str(text).map_err(D::Error::custom)
}
