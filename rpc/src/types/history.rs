//! The history of an account, in pages from the newest entry to the oldest.

use super::{PriorityOperation, TransactionRecord};
use crate::openrpc::schema;
use schemars::JsonSchema;
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};
use zelkova_primitives::{BlockNumber, TxHash};
use zelkova_runtime::{Rejection, Transaction};

/// A page of what was executed for an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountTransactions {
    /// The operations that touched the account, newest first.
    pub entries: Vec<HistoryEntry>,
    /// Where the next page begins: give it as `before`; null after the last entry.
    pub next: Option<OperationCursor>,
}

/// An executed operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "camelCase")]
#[allow(clippy::large_enum_variant, reason = "entries live no longer than their page, which is written at once")]
pub enum HistoryEntry {
    /// A transaction of this account or of another one.
    Transaction(TransactionRecord),
    /// A request made on L1.
    PriorityOperation {
        /// The request.
        operation: PriorityOperation,
    },
}

/// A page of an account's rejected transactions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RejectedTransactions {
    /// The transactions, the one that was rejected last first.
    pub entries: Vec<RejectedTransaction>,
    /// Where the next page begins: give it as `before`; null after the last entry.
    pub next: Option<RejectionCursor>,
}

/// A transaction that was accepted but not executed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RejectedTransaction {
    /// The transaction's hash.
    #[schemars(schema_with = "schema::hash")]
    pub hash: TxHash,
    /// The signed transaction as it was submitted.
    #[schemars(schema_with = "schema::transaction")]
    pub transaction: Transaction,
    /// Why it was rejected.
    #[schemars(schema_with = "schema::rejection")]
    pub reason: Rejection,
    /// Unix time in seconds at which the node rejected it.
    pub rejected_at: u64,
}

/// A place in an account's history of executed operations. As text: block and index, `12:3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OperationCursor {
    /// The block.
    pub block: BlockNumber,
    /// The position among the block's operations.
    pub index: u32,
}

/// A place among an account's rejected transactions. As text: unix time and hash, `1700000000:0x..`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RejectionCursor {
    /// Unix time in seconds of the rejection.
    pub time: u64,
    /// The transaction's hash.
    pub hash: TxHash,
}

impl fmt::Display for OperationCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.block, self.index)
    }
}

impl FromStr for OperationCursor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text.split_once(':').and_then(|(block, index)| {
            let (block, index) = (block.parse().ok()?, index.parse().ok()?);
            Some(Self { block, index })
        });
        parsed.ok_or_else(|| format!("`{text}` is not a place in the history: use the `next` of a page, like 12:3"))
    }
}

impl fmt::Display for RejectionCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.time, self.hash)
    }
}

impl FromStr for RejectionCursor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text.split_once(':').and_then(|(time, hash)| {
            let (time, hash) = (time.parse().ok()?, hash.parse().ok()?);
            Some(Self { time, hash })
        });
        parsed.ok_or_else(|| {
            format!(
                "`{text}` is not a place among rejected transactions: use the `next` of a page, like 1700000000:0x.."
            )
        })
    }
}

/// Cursors are their text in JSON, so that what a page answers can be pasted anywhere.
macro_rules! as_text {
    ($($name:ident, $pattern:literal, $description:literal;)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern, "description": $description })
            }
        }
    )*};
}
as_text! {
    OperationCursor, "^[0-9]+:[0-9]+$", "A place in the history: block and index, for example 12:3.";
    RejectionCursor, "^[0-9]+:0x[0-9a-f]{64}$", "A place among rejected transactions: unix time and hash.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{from_value, json, to_value};

    proptest! {
        #[test]
        fn cursors_survive_json(block: u32, index: u32, time: u64, hash: [u8; 32]) {
            let place = OperationCursor { block, index };
            let json = to_value(place).unwrap();
            prop_assert_eq!(&json, &json!(place.to_string()));
            prop_assert_eq!(from_value::<OperationCursor>(json).unwrap(), place);
            let place = RejectionCursor { time, hash: TxHash(hash) };
            let json = to_value(place).unwrap();
            prop_assert_eq!(&json, &json!(place.to_string()));
            prop_assert_eq!(from_value::<RejectionCursor>(json).unwrap(), place);
        }

        #[test]
        fn no_text_is_a_panic(text: String) {
            let _ = (text.parse::<OperationCursor>(), text.parse::<RejectionCursor>());
        }
    }

    #[test]
    fn other_text_is_refused() {
        for bad in ["", "1", "1:", ":1", "1:2:3", "-1:2", "4294967296:0", "1:0x12"] {
            assert!(bad.parse::<OperationCursor>().unwrap_err().contains("`next`"), "{bad}");
            assert!(bad.parse::<RejectionCursor>().unwrap_err().contains("`next`"), "{bad}");
        }
        assert!(from_value::<OperationCursor>(json!({ "block": 1, "index": 2 })).is_err());
    }
}
