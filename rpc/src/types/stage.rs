//! How far an operation or a block has come.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The stages of an operation's way. They are passed in this order; `rejected` ends the way of a transaction that was
/// accepted but could not be executed, `reverted` that of one that was executed in a block which L1 did not take in time and
/// could not be executed again. Only what is not committed can fall back to an earlier stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// Stored by the node (a transaction), or seen on L1 with enough confirmations (a priority operation).
    Accepted,
    /// Executed in the pending block.
    Executed,
    /// Part of a sealed block.
    Sealed,
    /// Its block is committed on L1.
    Committed,
    /// Its block's proof is verified on L1.
    Proven,
    /// Its block is executed on L1: final; withdrawals can be claimed.
    Finalized,
    /// Refused by the execution rules; `reason` says why.
    Rejected,
    /// Its block was opened again because L1 did not take it in time, and it could not be executed again; `reason` says why.
    Reverted,
}

impl Stage {
    /// The stages of a successful operation in order.
    pub const PATH: [Stage; 6] =
        [Stage::Accepted, Stage::Executed, Stage::Sealed, Stage::Committed, Stage::Proven, Stage::Finalized];

    /// Whether nothing follows this stage.
    pub fn is_last(self) -> bool {
        self == Stage::Finalized || self.is_failure()
    }

    /// Whether the operation has no effect and never will.
    pub fn is_failure(self) -> bool {
        matches!(self, Stage::Rejected | Stage::Reverted)
    }

    /// The stages passed on the way from `previous` (not included; `None` = from the start) to this one (included).
    pub fn since(self, previous: Option<Stage>) -> Vec<Stage> {
        if self.is_failure() {
            let from_start = previous.is_none().then_some(Stage::Accepted);
            let this = (previous != Some(self)).then_some(self);
            return from_start.into_iter().chain(this).collect();
        }
        Stage::PATH.into_iter().filter(|stage| previous.is_none_or(|p| *stage > p) && *stage <= self).collect()
    }

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Accepted => "accepted",
            Stage::Executed => "executed",
            Stage::Sealed => "sealed",
            Stage::Committed => "committed",
            Stage::Proven => "proven",
            Stage::Finalized => "finalized",
            Stage::Rejected => "rejected",
            Stage::Reverted => "reverted",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Stage {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Stage::PATH
            .into_iter()
            .chain([Stage::Rejected, Stage::Reverted])
            .find(|stage| stage.name() == text)
            .ok_or_else(|| format!("`{text}` is not a stage: use {}", Stage::PATH.map(Stage::name).join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_passed_stage_is_reported_once() {
        assert_eq!(Stage::Sealed.since(None), [Stage::Accepted, Stage::Executed, Stage::Sealed]);
        assert_eq!(Stage::Finalized.since(Some(Stage::Committed)), [Stage::Proven, Stage::Finalized]);
        assert!(Stage::Sealed.since(Some(Stage::Sealed)).is_empty());
        assert_eq!(Stage::Rejected.since(None), [Stage::Accepted, Stage::Rejected]);
        assert_eq!(Stage::Rejected.since(Some(Stage::Accepted)), [Stage::Rejected]);
        assert!(Stage::Rejected.since(Some(Stage::Rejected)).is_empty());
        assert_eq!(Stage::Reverted.since(Some(Stage::Sealed)), [Stage::Reverted]);
    }

    #[test]
    fn names_are_those_of_json() {
        for stage in Stage::PATH.into_iter().chain([Stage::Rejected, Stage::Reverted]) {
            assert_eq!(serde_json::to_value(stage).unwrap(), stage.name());
            assert_eq!(stage.name().parse::<Stage>().unwrap(), stage);
        }
        assert!("done".parse::<Stage>().unwrap_err().contains("accepted, executed"));
    }
}
