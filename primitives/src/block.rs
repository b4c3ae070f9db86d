//! The words that a block's proof is about (protocol, section 6).

use crate::{
    hash::{compress4, keccak256, keccak256_parts, Domain},
    pack_chunks, AccountId, BlockNumber, Chunk, Felt, Fr,
};
use ark_ff::AdditiveGroup;

/// `number * 2^128 + timestamp * 2^64 + fee_account * 2^32 + chunk_count`.
pub fn header_word(number: BlockNumber, timestamp: u64, fee_account: AccountId, chunk_count: u32) -> Felt {
    let mut word = [0; 32];
    word[12..16].copy_from_slice(&number.to_be_bytes());
    word[16..24].copy_from_slice(&timestamp.to_be_bytes());
    word[24..28].copy_from_slice(&fee_account.0.to_be_bytes());
    word[28..].copy_from_slice(&chunk_count.to_be_bytes());
    Felt::from_be_bytes_mod_order(&word)
}

/// The Poseidon2 chain over the chunks of a block: one call a chunk, `C' = compress4(C, chunk, 0, 0)`, so that the circuit
/// can leave out any chunk.
pub fn pubdata_commitment<'a>(chunks: impl IntoIterator<Item = &'a Chunk>) -> Felt {
    let call = |state, chunk: &Chunk| compress4(&[state, chunk.to_felt().into(), Fr::ZERO, Fr::ZERO]);
    chunks.into_iter().fold(Domain::PUBDATA.iv(0), call).into()
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
