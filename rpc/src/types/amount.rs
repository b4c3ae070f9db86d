//! Amounts and byte strings as JSON strings: JSON numbers lose digits above 2^53.

use schemars::JsonSchema;
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// An amount in the smallest unit of its token: a decimal string (`"1500000000000000000"`); 0x hex is read too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(transparent)]
pub struct Amount(#[schemars(with = "String", regex(pattern = r"^([0-9]+|0x[0-9a-fA-F]+)$"))] pub u128);

impl From<u128> for Amount {
    fn from(value: u128) -> Self {
        Self(value)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Amount {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = match text.strip_prefix("0x") {
            // `from_str_radix` would read a sign.
            Some(digits) if digits.bytes().all(|b| b.is_ascii_hexdigit()) => u128::from_str_radix(digits, 16).ok(),
            None if text.bytes().all(|b| b.is_ascii_digit()) => text.parse().ok(),
            _ => None,
        };
        parsed.map(Self).ok_or_else(|| {
            format!(
                "`{text}` is not an amount: write a decimal (or 0x) integer below 2^128 in the token's smallest unit"
            )
        })
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A byte string as 0x hex.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(transparent)]
pub struct Bytes(#[schemars(with = "String", regex(pattern = r"^0x([0-9a-fA-F]{2})*$"))] pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("0x{}", hex::encode(&self.0)))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text.strip_prefix("0x").ok_or_else(|| D::Error::custom("a byte string starts with 0x"))?;
        hex::decode(digits).map(Self).map_err(|cause| D::Error::custom(format!("not a byte string: {cause}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_decimal_strings() {
        let json = serde_json::to_string(&Amount(u128::MAX)).unwrap();
        assert_eq!(json, "\"340282366920938463463374607431768211455\"");
        assert_eq!(serde_json::from_str::<Amount>(&json).unwrap(), Amount(u128::MAX));
        assert_eq!(serde_json::from_str::<Amount>("\"0xff\"").unwrap(), Amount(255));
    }

    #[test]
    fn bad_amounts_are_refused() {
        for bad in [
            "\"\"",
            "\"0x\"",
            "\"-1\"",
            "\"+1\"",
            "\"1.5\"",
            "\"0x+1\"",
            "7",
            "\"340282366920938463463374607431768211456\"",
        ] {
            assert!(serde_json::from_str::<Amount>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn byte_strings_round_trip() {
        let bytes = Bytes(vec![0, 255]);
        assert_eq!(serde_json::to_string(&bytes).unwrap(), "\"0x00ff\"");
        assert_eq!(serde_json::from_str::<Bytes>("\"0x00ff\"").unwrap(), bytes);
        assert!(serde_json::from_str::<Bytes>("\"00ff\"").is_err());
        assert!(serde_json::from_str::<Bytes>("\"0x0\"").is_err());
    }
}
