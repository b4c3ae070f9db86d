//! JSON forms shared by the types of this crate: bytes as 0x-prefixed hex, big integers as decimal strings.

use serde::{de::Error, Deserialize, Deserializer, Serializer};

/// `0x` followed by the lower-case hex digits of `bytes`.
pub fn to_hex(bytes: &[u8]) -> String {
    format!("0x{}", hex::encode(bytes))
}

/// Reads exactly `N` bytes of hex; the `0x` in front is required.
pub fn from_hex<const N: usize>(text: &str) -> Result<[u8; N], String> {
    let digits = text.strip_prefix("0x").ok_or_else(|| format!("{text:?} does not start with 0x"))?;
    let mut bytes = [0; N];
    hex::decode_to_slice(digits, &mut bytes).map_err(|error| format!("expected {N} bytes of hex: {error}"))?;
    Ok(bytes)
}

/// `#[serde(with = "zelkova_primitives::serde_util::hex_array")]` for byte arrays.
pub mod hex_array {
    use super::*;

    /// Writes 0x-prefixed hex.
    pub fn serialize<S: Serializer, const N: usize>(bytes: &[u8; N], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&to_hex(bytes))
    }

    /// Reads 0x-prefixed hex of the right length.
    pub fn deserialize<'de, D: Deserializer<'de>, const N: usize>(deserializer: D) -> Result<[u8; N], D::Error> {
        from_hex(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// `#[serde(with = "zelkova_primitives::serde_util::decimal")]` for integers that JavaScript cannot hold: a decimal
/// string; numbers are accepted on input.
pub mod decimal {
    use super::*;
    use std::{fmt::Display, str::FromStr};

    /// Writes a decimal string.
    pub fn serialize<S: Serializer, T: Display>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    /// Reads a decimal string or a number.
    pub fn deserialize<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D) -> Result<T, D::Error>
    where
        T::Err: Display,
    {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Number(u64),
            Text(String),
        }
        let text = match Form::deserialize(deserializer)? {
            Form::Number(number) => number.to_string(),
            Form::Text(text) => text,
        };
        text.parse().map_err(|error| D::Error::custom(format!("{text:?} is not a decimal integer in range: {error}")))
    }
}
