//! The second factor of an account.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zelkova_primitives::AccountId;
use zelkova_runtime::L1Signature;

/// Whether the transactions of an account need an Ethereum signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecondFactor {
    /// The account.
    #[schemars(with = "u32")]
    pub account: AccountId,
    /// Whether they do.
    pub enabled: bool,
    /// The timestamp that the owner signed with the last change, in seconds; null if there was none.
    pub timestamp: Option<u64>,
}

/// The wish of an account's owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondFactorRequest {
    /// The account.
    pub account: AccountId,
    /// Whether its transactions need an Ethereum signature from now on.
    pub enabled: bool,
    /// Unix time in seconds.
    pub timestamp: u64,
    /// The owner's signature of it.
    pub signature: L1Signature,
}
