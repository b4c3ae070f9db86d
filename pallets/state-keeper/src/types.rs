//! What the state keeper stores and what it is configured with.

use std::collections::BTreeSet;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::BlockSize;
use zelkova_primitives::{BlockNumber, Felt, SerialId, TokenId};

/// Consensus engine id of the digest item that announces a sealed block.
pub const SEAL_ENGINE_ID: [u8; 4] = *b"zlkv";

/// When a pending block is sealed although it is not full.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SealingRules {
    /// Circuit sizes, in any order. A block takes the smallest that it fits.
    pub sizes: Vec<BlockSize>,
    /// A pending block with operations is sealed after this many mini-blocks.
    pub max_mini_blocks: u32,
    /// A pending block with a withdrawal or an exit is sealed once it is this many seconds old.
    pub fast_deadline: u64,
}

impl SealingRules {
    /// The smallest size that holds `slots` slots and `fee_tokens` different fee tokens.
    pub fn smallest_fit(&self, slots: u32, fee_tokens: u32) -> Option<BlockSize> {
        self.sizes
            .iter()
            .filter(|size| size.slots >= slots && size.fee_touches >= fee_tokens)
            .min_by_key(|size| size.slots)
            .copied()
    }

    /// Slots of the largest size.
    pub fn max_slots(&self) -> u32 {
        self.sizes.iter().map(|size| size.slots).max().unwrap_or(0)
    }

    /// Names what makes these rules unusable, if anything does.
    pub fn problem(&self) -> Option<&'static str> {
        if self.sizes.is_empty() {
            return Some("no block size is configured: list at least one");
        }
        if self.sizes.iter().any(|size| size.slots == 0 || size.fee_touches == 0) {
            return Some("a block size has no slots or no fee touches: both must be at least 1");
        }
        if self.max_mini_blocks == 0 {
            return Some("max_mini_blocks is 0: a block needs at least one mini-block");
        }
        None
    }
}

impl Default for SealingRules {
    fn default() -> Self {
        Self { sizes: BlockSize::ALL.to_vec(), max_mini_blocks: 10, fast_deadline: 2 }
    }
}

/// The block that takes operations now. Its operations are stored one by one beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingBlock {
    /// Number that the block will have.
    pub number: BlockNumber,
    /// Seconds; follows the clock while the block is empty, then stays.
    pub timestamp: u64,
    /// Slots that its operations take.
    pub slots: u32,
    /// How many operations it holds.
    pub operations: u32,
    /// Mini-blocks that passed since its first operation, that one included.
    pub mini_blocks: u32,
    /// Whether somebody waits on L1 for an operation of it, so that it is sealed soon.
    pub fast: bool,
    /// Fees collected so far, by token in order of first appearance.
    pub fees: Vec<(TokenId, u128)>,
    /// Priority operations processed before this block.
    pub priority_ops_before: SerialId,
}

impl PendingBlock {
    /// How many fee tokens the block has if `tokens` pay too.
    pub fn fee_tokens_with(&self, tokens: &BTreeSet<TokenId>) -> u32 {
        let known = self.fees.iter().map(|(token, _)| token);
        let all: BTreeSet<&TokenId> = known.chain(tokens).collect();
        u32::try_from(all.len()).unwrap_or(u32::MAX)
    }

    /// Adds a fee. `None` if the sum of its token would reach 2^128.
    pub fn add_fee(&mut self, token: TokenId, fee: u128) -> Option<()> {
        match self.fees.iter_mut().find(|(known, _)| *known == token) {
            Some((_, sum)) => *sum = sum.checked_add(fee)?,
            None => self.fees.push((token, fee)),
        }
        Some(())
    }
}

/// Whether an operation has room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// In the pending block.
    Now,
    /// In an empty block.
    Later,
    /// In no block size.
    Never,
}

/// Why a block was sealed.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize,
    Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum SealReason {
    /// No slot of the largest size is left.
    Full,
    /// The maximum number of mini-blocks passed.
    MiniBlocks,
    /// A withdrawal or an exit waited for as long as it may.
    FastDeadline,
    /// The proposer asked: an operation did not fit, or an operator wants the block out.
    Requested,
}

/// The part of a sealed block that the chain keeps.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize,
    Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct SealedHeader {
    /// Block number.
    pub number: BlockNumber,
    /// Seconds.
    pub timestamp: u64,
    /// Root of the account tree after the block.
    pub root: Felt,
    /// Slots of the circuit size that was chosen.
    pub capacity: u32,
    /// How many operations the block holds.
    pub operations: u32,
    /// Whether somebody waits on L1 for an operation of it, so that it is settled soon.
    pub fast: bool,
    /// Priority operations processed up to and with this block.
    pub priority_ops_after: SerialId,
}

/// Where an operation was placed.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Placement {
    /// Block number.
    pub block: BlockNumber,
    /// Index among the block's operations.
    pub index: u32,
}
