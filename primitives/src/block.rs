//! The sealed rollup block and the words that its proof is about (protocol, section 6).

use crate::{
    hash::{compress, keccak256, keccak256_parts, Domain},
    pack_chunks, AccountId, BlockNumber, Chunk, Felt, Fr, OpTrace, SerialId, Touch,
};
use ark_ff::AdditiveGroup;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

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

    /// All public inputs, in order, for the circuit whose key has the digest `key_digest`.
    pub fn public_inputs(&self, key_digest: [u8; 32]) -> [Felt; 7] {
        let (pubdata, header, commitment) = (self.pubdata(), self.header_word(), self.pubdata_commitment());
        let g = challenge(self.chain_tag, key_digest, self.old_root, self.new_root, header, commitment, &pubdata);
        [self.old_root, self.new_root, header, self.chain_tag, commitment, g, evaluation(&pubdata, g)]
    }
}

/// `number * 2^128 + timestamp * 2^64 + fee_account * 2^32 + chunk_count`.
pub fn header_word(number: BlockNumber, timestamp: u64, fee_account: AccountId, chunk_count: u32) -> Felt {
    let mut word = [0; 32];
    word[12..16].copy_from_slice(&number.to_be_bytes());
    word[16..24].copy_from_slice(&timestamp.to_be_bytes());
    word[24..28].copy_from_slice(&fee_account.0.to_be_bytes());
    word[28..].copy_from_slice(&chunk_count.to_be_bytes());
    Felt::from_be_bytes_mod_order(&word)
}

/// The Poseidon2 chain over the chunks of a block.
pub fn pubdata_commitment<'a>(chunks: impl IntoIterator<Item = &'a Chunk>) -> Felt {
    chunks.into_iter().fold(Domain::PUBDATA.iv(0), |state, chunk| compress(state, chunk.to_felt().into())).into()
}

/// The point at which the pubdata polynomial is evaluated; fixed by everything else that is public.
pub fn challenge(
    chain_tag: Felt,
    key_digest: [u8; 32],
    old_root: Felt,
    new_root: Felt,
    header: Felt,
    commitment: Felt,
    pubdata: &[u8],
) -> Felt {
    let digest = keccak256_parts(&[
        &chain_tag.to_be_bytes(),
        &key_digest,
        &old_root.to_be_bytes(),
        &new_root.to_be_bytes(),
        &header.to_be_bytes(),
        &commitment.to_be_bytes(),
        &keccak256(pubdata),
    ]);
    Felt::from_be_bytes_mod_order(&digest)
}

/// `sum_i chunk_i * g^i` over the chunks of `pubdata`.
pub fn evaluation(pubdata: &[u8], g: Felt) -> Felt {
    let g = g.to_fr();
    pack_chunks(pubdata).iter().rev().fold(Fr::ZERO, |sum, chunk| sum * g + chunk.to_felt().to_fr()).into()
}

/// `keccak256(public inputs 0..6, 32 bytes each | capacity:4)`: what L1 stores as the block's commitment.
pub fn block_commitment(public_inputs: &[Felt; 7], capacity: u32) -> [u8; 32] {
    let mut bytes: Vec<u8> = public_inputs.iter().flat_map(Felt::to_be_bytes).collect();
    bytes.extend_from_slice(&capacity.to_be_bytes());
    keccak256(&bytes)
}
