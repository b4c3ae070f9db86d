//! Poseidon2 as a 4-to-1 compression, domain-separated hashing over it, and keccak (protocol, section 1).

pub mod constants;
pub mod poseidon2;

use crate::Felt;
use ark_bn254::Fr;
use ark_ff::AdditiveGroup;
pub use poseidon2::{compress4, compress4_many, permute4};
use tiny_keccak::{Hasher, Keccak};

/// Which hash the trees and signed messages of a chain use; its tag binds it, so that the hash can be replaced by another
/// one without that a signature or proof is mistaken for one under the other. 1 was Poseidon2 with t = 2.
pub const HASH_ID: u32 = 2;

/// Name of a use of the hash, so that no value hashed for one use can stand for another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Domain(&'static str);

impl Domain {
    /// Leaf of the account tree.
    pub const ACCOUNT: Self = Self("zelkova/account");
    /// Digest of a public key.
    pub const KEY: Self = Self("zelkova/key");
    /// Signed message of an operation.
    pub const MESSAGE: Self = Self("zelkova/message");
    /// Challenge of a signature.
    pub const EDDSA: Self = Self("zelkova/eddsa");
    /// Chain over the chunks of pubdata.
    pub const PUBDATA: Self = Self("zelkova/pubdata");
    /// Value of an NFT in its owner's storage.
    pub const NFT: Self = Self("zelkova/nft");
    /// Digest of the two orders of a swap.
    pub const ORDERS: Self = Self("zelkova/orders");
    /// Deterministic nonce of a signature.
    pub const NONCE: Self = Self("zelkova/nonce");

    /// A domain of a pallet's own. Fails to compile in a constant if the name is longer than 24 bytes or not ASCII.
    pub const fn new(name: &'static str) -> Self {
        assert!(name.len() <= 24 && name.is_ascii(), "a domain is at most 24 ASCII bytes");
        Self(name)
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// The initial value for `inputs` inputs: the name as an integer, times 2^32, plus the number of inputs.
    pub fn iv(self, inputs: u32) -> Fr {
        let mut bytes = [0; 28];
        let start = 24 - self.0.len();
        bytes[start..24].copy_from_slice(self.0.as_bytes());
        bytes[24..].copy_from_slice(&inputs.to_be_bytes());
        Felt::from_be_bytes_mod_order(&bytes).to_fr()
    }
}

/// Words that one call of the compression absorbs beside the state.
const RATE: usize = 3;

/// `H_domain(inputs)`: Merkle-Damgard over [`compress4`] from the domain's initial value, three inputs a call. The number
/// of inputs in the initial value makes the zeros that fill up the last call unambiguous.
pub fn hash(domain: Domain, inputs: &[Fr]) -> Fr {
    inputs.chunks(RATE).fold(domain.iv(inputs.len() as u32), |state, words| compress4(&call(state, words)))
}

/// [`hash`] of many inputs of the same length, several in lockstep.
pub fn hash_many<const N: usize>(domain: Domain, inputs: &[[Fr; N]]) -> Vec<Fr> {
    let mut states = vec![domain.iv(N as u32); inputs.len()];
    for start in (0..N).step_by(RATE) {
        let end = N.min(start + RATE);
        let calls: Vec<[Fr; 4]> =
            states.iter().zip(inputs).map(|(state, words)| call(*state, &words[start..end])).collect();
        states = compress4_many(&calls);
    }
    states
}

/// The state followed by at most three words, filled up with zeros.
fn call(state: Fr, words: &[Fr]) -> [Fr; 4] {
    let mut input = [state, Fr::ZERO, Fr::ZERO, Fr::ZERO];
    input[1..].iter_mut().zip(words).for_each(|(slot, word)| *slot = *word);
    input
}

/// keccak256 of `bytes`.
pub fn keccak256(bytes: &[u8]) -> [u8; 32] {
    keccak256_parts(&[bytes])
}

/// keccak256 of the concatenation of `parts`.
pub fn keccak256_parts(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Keccak::v256();
    for part in parts {
        hasher.update(part);
    }
    let mut digest = [0; 32];
    hasher.finalize(&mut digest);
    digest
}

/// keccak256 of `bytes`, read as a big-endian integer modulo `p`.
pub fn keccak_mod_p(bytes: &[u8]) -> Felt {
    Felt::from_be_bytes_mod_order(&keccak256(bytes))
}

#[cfg(test)]
mod tests;
