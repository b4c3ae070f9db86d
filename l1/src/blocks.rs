//! Blocks as the Rollup contract sees them: what it stores, and the call data that settles them.

use super::{
    calls::{bytes32, encode, felt_bytes, rollup, uint, word},
    CommittedBlock,
};
use codec::{Decode, Encode};
use ethers::abi::Token;
use serde::{Deserialize, Serialize};
use zelkova_operation::{OnL1, OpTrace, SealedBlock};
use zelkova_primitives::{
    block::{block_commitment, challenge, evaluation, header_word},
    hash::keccak256_parts,
    keccak256, BlockNumber, Felt, CHUNK_BYTES,
};
use zelkova_runtime::PUBLISHED;

const WITHDRAW: u8 = 3;
const FULL_EXIT: u8 = 6;
const FORCED_EXIT: u8 = 8;
const WITHDRAW_NFT: u8 = 10;
const FULL_EXIT_NFT: u8 = 12;

/// `StoredBlockInfo` (protocol, section 6): what L1 remembers of a block, as a hash.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct StoredBlockInfo {
    /// Block number.
    pub number: BlockNumber,
    /// Priority operations in the block.
    pub priority_operations: u64,
    /// Hash chain over the operations that leave a balance or an NFT on L1.
    pub pending_onchain_operations_hash: [u8; 32],
    /// Timestamp in seconds.
    pub timestamp: u64,
    /// State root after the block.
    pub state_root: Felt,
    /// Commitment over the public inputs and the capacity.
    pub commitment: [u8; 32],
}

impl StoredBlockInfo {
    /// The block that the constructor of Rollup stores.
    pub fn genesis(genesis_root: Felt) -> Self {
        Self {
            number: 0,
            priority_operations: 0,
            pending_onchain_operations_hash: keccak256(&[]),
            timestamp: 0,
            state_root: genesis_root,
            commitment: [0; 32],
        }
    }

    /// What L1 stores of a sealed block; `key_digest` is that of the circuit of its capacity.
    pub fn of_block(block: &SealedBlock, key_digest: [u8; 32]) -> Self {
        let exits = exits(block).fold(keccak256(&[]), |chain, op| keccak256_parts(&[&chain, &op]));
        Self {
            number: block.number,
            priority_operations: block.priority_ops_after.saturating_sub(block.priority_ops_before),
            pending_onchain_operations_hash: exits,
            timestamp: block.timestamp,
            state_root: block.new_root,
            commitment: block_commitment(&block.committed_inputs(key_digest), block.capacity),
        }
    }

    /// What L1 stores of a block that was read from its call data, of the chain with this tag. `None` if the pubdata is not
    /// made of operations.
    pub fn of_committed(block: &CommittedBlock, old_root: Felt, chain_tag: Felt, key_digest: [u8; 32]) -> Option<Self> {
        let pubdata = &block.pubdata;
        let (mut priority_operations, mut exits) = (0u64, keccak256(&[]));
        let mut rest = pubdata.as_slice();
        while let Some(opcode) = rest.first() {
            let (length, on_l1) = PUBLISHED.iter().find_map(|published| {
                let layout = published.layout;
                let fixed = (layout.opcode == *opcode).then(|| (layout.chunk_count(), layout.on_l1));
                let repeated = layout.continuation().filter(|(continued, _)| continued == opcode);
                fixed.or_else(|| repeated.map(|(_, chunks)| (chunks, OnL1::Silent)))
            })?;
            let (operation, after) = rest.split_at_checked(length.checked_mul(CHUNK_BYTES)?)?;
            if on_l1.is_priority() {
                priority_operations = priority_operations.checked_add(1)?;
            }
            if on_l1.is_exit() {
                exits = keccak256_parts(&[&exits, operation]);
            }
            rest = after;
        }
        let chunks = u32::try_from(pubdata.len() / CHUNK_BYTES).ok()?;
        let header = header_word(block.number, block.timestamp, block.fee_account, chunks);
        let (new_root, commitment) = (block.new_root, block.pubdata_commitment);
        let g = challenge(chain_tag, key_digest, old_root, new_root, header, commitment, pubdata);
        let inputs = [old_root, new_root, header, chain_tag, commitment, g, evaluation(pubdata, g)];
        Some(Self {
            number: block.number,
            priority_operations,
            pending_onchain_operations_hash: exits,
            timestamp: block.timestamp,
            state_root: new_root,
            commitment: block_commitment(&inputs, block.capacity),
        })
    }

    /// What `storedBlockHashes` has for the block.
    pub fn hash(&self) -> [u8; 32] {
        keccak256(&ethers::abi::encode(&[self.token()]))
    }

    pub(super) fn token(&self) -> Token {
        Token::Tuple(vec![
            uint(self.number),
            uint(self.priority_operations),
            bytes32(self.pending_onchain_operations_hash),
            uint(self.timestamp),
            felt_bytes(self.state_root),
            bytes32(self.commitment),
        ])
    }
}

/// A block with its proof, for [`prove_blocks_calldata`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenBlock {
    /// As L1 stored it at the commitment.
    pub stored: StoredBlockInfo,
    /// Slots of the circuit that proved it.
    pub capacity: u32,
    /// Public inputs of the proof: those that L1 has committed to, then the prover.
    pub public_inputs: [Felt; 8],
    /// The proof.
    pub words: Vec<[u8; 32]>,
}

/// Call data of `commitBlocks`. Each block comes with one witness per ChangePubKey, in order: empty if the key was
/// authorised by `setAuthPubkeyHash`, else 65 bytes (EIP-191 signature), 66 (EIP-712 signature) or 84 (CREATE2 address).
pub fn commit_blocks_calldata(last: &StoredBlockInfo, blocks: &[(SealedBlock, Vec<Vec<u8>>)]) -> Vec<u8> {
    let infos = blocks.iter().map(|(block, witnesses)| {
        let witnesses = witnesses.iter().cloned().map(Token::Bytes).collect();
        Token::Tuple(vec![
            uint(block.number),
            uint(block.timestamp),
            uint(block.fee_account.0),
            uint(block.capacity),
            felt_bytes(block.new_root),
            felt_bytes(block.pubdata_commitment()),
            Token::Bytes(block.pubdata()),
            Token::Array(witnesses),
        ])
    });
    encode(rollup::COMMIT_BLOCKS, &[last.token(), Token::Array(infos.collect())])
}

/// Call data of `proveBlocks`. The proofs, of any capacities, are verified together: L1 refuses all if one is bad.
pub fn prove_blocks_calldata(blocks: &[ProvenBlock]) -> Vec<u8> {
    let infos = blocks.iter().map(|block| {
        let [committed @ .., prover] = block.public_inputs.map(|input| word(&input.to_be_bytes()));
        let proof = block.words.iter().map(word).collect();
        Token::Tuple(vec![
            block.stored.token(),
            uint(block.capacity),
            // A word that is no uint32 is refused by the contract.
            prover,
            Token::FixedArray(committed.into()),
            Token::Array(proof),
        ])
    });
    encode(rollup::PROVE_BLOCKS, &[Token::Array(infos.collect())])
}

/// Call data of `executeBlocks`: the stored block and the block itself, whose exits L1 writes down.
pub fn execute_blocks_calldata(blocks: &[(StoredBlockInfo, &SealedBlock)]) -> Vec<u8> {
    let infos = blocks.iter().map(|(stored, block)| {
        let operations = exits(block).map(Token::Bytes).collect();
        Token::Tuple(vec![stored.token(), Token::Array(operations)])
    });
    encode(rollup::EXECUTE_BLOCKS, &[Token::Array(infos.collect())])
}

/// Call data of `revertBlocks`, newest first.
pub fn revert_blocks_calldata(blocks: &[StoredBlockInfo]) -> Vec<u8> {
    encode(rollup::REVERT_BLOCKS, &[Token::Array(blocks.iter().map(StoredBlockInfo::token).collect())])
}

/// Padded pubdata of the operations that leave a balance or an NFT on L1, in order.
fn exits(block: &SealedBlock) -> impl Iterator<Item = Vec<u8>> + '_ {
    let is_exit =
        |op: &&OpTrace| matches!(op.opcode(), Some(WITHDRAW | FULL_EXIT | FORCED_EXIT | WITHDRAW_NFT | FULL_EXIT_NFT));
    block.ops.iter().filter(is_exit).map(OpTrace::pubdata)
}
