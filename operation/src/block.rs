//! The sealed rollup block (protocol, section 6).

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{
    block::{challenge, evaluation, header_word, pubdata_commitment},
    AccountId, BlockNumber, Chunk, Felt, SerialId, Touch,
};

use crate::OpTrace;

/// A size of blocks.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen,
    TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BlockSize {
    /// Slots of the circuit; also the `capacity` that tells the sizes apart on L1.
    pub slots: u32,
    /// In how many tokens a block can take fees.
    pub fee_touches: u32,
}

impl BlockSize {
    /// The smallest size, used by tests: 2^13 rows.
    pub const SMALL: Self = Self { slots: 3, fee_touches: 1 };
    /// The middle size: 2^14 rows.
    pub const MIDDLE: Self = Self { slots: 7, fee_touches: 2 };
    /// A large size: 2^16 rows.
    pub const LARGE: Self = Self { slots: 30, fee_touches: 4 };
    /// A larger one: 2^17 rows.
    pub const LARGER: Self = Self { slots: 61, fee_touches: 4 };
    /// The largest size: 2^18 rows.
    pub const LARGEST: Self = Self { slots: 123, fee_touches: 4 };
    /// All sizes that a circuit exists in, ascending.
    pub const ALL: [Self; 5] = [Self::SMALL, Self::MIDDLE, Self::LARGE, Self::LARGER, Self::LARGEST];

    /// The one of [`Self::ALL`] with so many slots.
    pub fn of(slots: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.slots == slots)
    }

    /// Slots and fee touches, to count with.
    pub fn counts(&self) -> [usize; 2] {
        [self.slots, self.fee_touches].map(|count| count as usize)
    }
}

/// A rollup block: the unit that is committed, proven and executed on L1.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct SealedBlock {
    /// Number, from 1.
    pub number: BlockNumber,
    /// Seconds since the epoch.
    pub timestamp: u64,
    /// The account that receives the fees.
    pub fee_account: AccountId,
    /// Number of slots of the circuit that proves the block.
    pub capacity: u32,
    /// Account tree root before.
    pub old_root: Felt,
    /// Account tree root after.
    pub new_root: Felt,
    /// Tag of the chain.
    pub chain_tag: Felt,
    /// The operations, in order.
    pub ops: Vec<OpTrace>,
    /// One touch of the fee account for each token in which fees were paid, after the last operation.
    pub fee_touches: Vec<Touch>,
    /// Serial id of the first priority operation that is not in an earlier block.
    pub priority_ops_before: SerialId,
    /// The same after this block.
    pub priority_ops_after: SerialId,
}

impl SealedBlock {
    /// The chunks of all operations.
    pub fn chunks(&self) -> impl Iterator<Item = &Chunk> {
        self.ops.iter().flat_map(OpTrace::chunks)
    }

    /// Number of chunks.
    pub fn chunk_count(&self) -> u32 {
        self.chunks().count().try_into().unwrap_or(u32::MAX)
    }

    /// Number of slots that the operations take.
    pub fn slot_count(&self) -> usize {
        self.ops.iter().map(|op| op.slots.len()).sum()
    }

    /// The bytes that the block publishes.
    pub fn pubdata(&self) -> Vec<u8> {
        self.chunks().flat_map(|chunk| chunk.0).collect()
    }

    /// The public input `header`.
    pub fn header_word(&self) -> Felt {
        header_word(self.number, self.timestamp, self.fee_account, self.chunk_count())
    }

    /// The public input `pubdata_commitment`.
    pub fn pubdata_commitment(&self) -> Felt {
        pubdata_commitment(self.chunks())
    }

    /// The public inputs that L1 commits to, numbers 0 to 6, for the circuit whose key has the digest `key_digest`.
    pub fn committed_inputs(&self, key_digest: [u8; 32]) -> [Felt; 7] {
        let (pubdata, header, commitment) = (self.pubdata(), self.header_word(), self.pubdata_commitment());
        let g = challenge(self.chain_tag, key_digest, self.old_root, self.new_root, header, commitment, &pubdata);
        [self.old_root, self.new_root, header, self.chain_tag, commitment, g, evaluation(&pubdata, g)]
    }
    /// All public inputs, in order: the last one names the account that the proof is made for,
    /// [`NOBODY`](zelkova_primitives::NOBODY) if none. Whoever proves chooses it; nothing else depends on it.
    pub fn public_inputs(&self, key_digest: [u8; 32], prover: AccountId) -> [Felt; 8] {
        let [old_root, new_root, header, chain_tag, commitment, challenge, evaluation] =
            self.committed_inputs(key_digest);
        [old_root, new_root, header, chain_tag, commitment, challenge, evaluation, prover.0.into()]
    }
}
