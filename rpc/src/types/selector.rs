//! Ways to name an account, a token or a block in a request.

use crate::openrpc::schema;
use schemars::JsonSchema;
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};
use zelkova_primitives::{AccountId, BlockNumber, L1Address, TokenId};

/// An account by its id (a number) or by its L1 address (0x hex).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum AccountSelector {
    /// By id.
    Id(#[schemars(with = "u32")] AccountId),
    /// By L1 address.
    Address(#[schemars(schema_with = "schema::address")] L1Address),
}

impl From<AccountId> for AccountSelector {
    fn from(id: AccountId) -> Self {
        Self::Id(id)
    }
}

impl From<L1Address> for AccountSelector {
    fn from(address: L1Address) -> Self {
        Self::Address(address)
    }
}

/// A token by its id (a number), its L1 address (0x hex) or its symbol (any case).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum TokenSelector {
    /// By id.
    Id(#[schemars(with = "u16")] TokenId),
    /// By L1 address; the zero address is ETH.
    Address(#[schemars(schema_with = "schema::address")] L1Address),
    /// By symbol.
    Symbol(String),
}

impl<'de> Deserialize<'de> for TokenSelector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Number(u16),
            Text(String),
        }
        match Raw::deserialize(deserializer) {
            Ok(Raw::Number(id)) => Ok(Self::Id(TokenId(id))),
            Ok(Raw::Text(text)) => text.parse().map_err(D::Error::custom),
            Err(_) => Err(D::Error::custom("a token is named by its id (0 to 65535), its 0x address or its symbol")),
        }
    }
}

impl FromStr for TokenSelector {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.starts_with("0x") {
            return parse_address(text).map(Self::Address);
        }
        if let Ok(id) = text.parse::<u16>() {
            return Ok(Self::Id(TokenId(id)));
        }
        let valid = (1..=32).contains(&text.len()) && text.chars().all(|c| c.is_ascii_graphic());
        valid
            .then(|| Self::Symbol(text.to_string()))
            .ok_or_else(|| format!("`{text}` is not a token: use its id, its 0x address or its symbol"))
    }
}

impl fmt::Display for TokenSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(f, "{}", id.0),
            Self::Address(address) => write!(f, "0x{}", hex::encode(address.0)),
            Self::Symbol(symbol) => f.write_str(symbol),
        }
    }
}

impl From<TokenId> for TokenSelector {
    fn from(id: TokenId) -> Self {
        Self::Id(id)
    }
}

/// Reads an L1 address from 0x hex.
pub fn parse_address(text: &str) -> Result<L1Address, String> {
    let mut bytes = [0; 20];
    text.strip_prefix("0x")
        .filter(|digits| hex::decode_to_slice(digits, &mut bytes).is_ok())
        .map(|_| L1Address(bytes))
        .ok_or_else(|| format!("`{text}` is not an L1 address: write 0x and 40 hex digits"))
}

/// A block by number, or the newest one of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockTag {
    /// By number; block 0 is genesis and has no operations.
    Number(BlockNumber),
    /// The newest sealed block.
    Latest,
    /// The newest block committed on L1.
    Committed,
    /// The newest block proven on L1.
    Proven,
    /// The newest block executed on L1.
    Finalized,
}

impl BlockTag {
    const NAMED: [(&'static str, BlockTag); 4] = [
        ("latest", BlockTag::Latest),
        ("committed", BlockTag::Committed),
        ("proven", BlockTag::Proven),
        ("finalized", BlockTag::Finalized),
    ];
}

impl JsonSchema for BlockTag {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "BlockTag".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A block number, or the newest sealed (`latest`), committed, proven or finalized block.",
            "oneOf": [
                { "type": "integer", "minimum": 0, "maximum": u32::MAX },
                { "type": "string", "enum": BlockTag::NAMED.map(|(name, _)| name) },
            ],
        })
    }
}

impl Serialize for BlockTag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_u32(*number),
            _ => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for BlockTag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Number(BlockNumber),
            Text(String),
        }
        match Raw::deserialize(deserializer) {
            Ok(Raw::Number(number)) => Ok(Self::Number(number)),
            Ok(Raw::Text(text)) => text.parse().map_err(D::Error::custom),
            Err(_) => {
                Err(D::Error::custom("a block is named by its number or by latest, committed, proven, finalized"))
            }
        }
    }
}

impl FromStr for BlockTag {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = Self::NAMED.iter().find(|(name, _)| *name == text).map(|(_, tag)| *tag);
        named.or_else(|| text.parse().ok().map(Self::Number)).ok_or_else(|| {
            format!("`{text}` is not a block: use a number or one of latest, committed, proven, finalized")
        })
    }
}

impl fmt::Display for BlockTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            named => f.write_str(Self::NAMED.iter().find(|(_, tag)| tag == named).map_or("latest", |(name, _)| name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_str, to_string};

    #[test]
    fn block_tags_round_trip() {
        for (tag, json) in
            [(BlockTag::Number(7), "7"), (BlockTag::Latest, "\"latest\""), (BlockTag::Proven, "\"proven\"")]
        {
            assert_eq!(to_string(&tag).unwrap(), json);
            assert_eq!(from_str::<BlockTag>(json).unwrap(), tag);
        }
        assert!(from_str::<BlockTag>("\"newest\"").unwrap_err().to_string().contains("finalized"));
        assert!(from_str::<BlockTag>("-1").is_err());
    }

    #[test]
    fn selectors_tell_numbers_addresses_and_symbols_apart() {
        let address = format!("\"0x{}\"", "ab".repeat(20));
        assert_eq!(from_str::<AccountSelector>("5").unwrap(), AccountSelector::Id(AccountId(5)));
        assert_eq!(from_str::<AccountSelector>(&address).unwrap(), AccountSelector::Address(L1Address([0xab; 20])));
        assert_eq!(from_str::<TokenSelector>("5").unwrap(), TokenSelector::Id(TokenId(5)));
        assert_eq!(from_str::<TokenSelector>(&address).unwrap(), TokenSelector::Address(L1Address([0xab; 20])));
        assert_eq!(from_str::<TokenSelector>("\"DAI\"").unwrap(), TokenSelector::Symbol("DAI".into()));
        for bad in ["\"0x12\"", "70000", "\"\"", "\"a b\"", "null"] {
            assert!(from_str::<TokenSelector>(bad).is_err(), "{bad}");
        }
    }
}
