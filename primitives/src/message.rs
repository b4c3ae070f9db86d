//! What the key of an account signs (protocol, section 4), and the tag of the chain (section 2).

use crate::{
    hash::{hash, keccak256_parts, Domain, HASH_ID},
    AccountId, Felt, L1Address, Nonce, PackedFee, TokenId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The fields of a signed message. Every operation fills all of them; a field without meaning is zero
/// (`valid_until` is the greatest u64 where no end is wanted).
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct SignedFields {
    /// Opcode of the operation in signed messages.
    pub opcode: u8,
    /// The signing account.
    pub account: AccountId,
    /// The account's nonce before the operation.
    pub nonce: Nonce,
    /// Token of the amount and of the fee.
    pub token: TokenId,
    /// The fee as in pubdata.
    pub packed_fee: PackedFee,
    /// The full amount.
    pub amount: u128,
    /// The other party.
    pub address: L1Address,
    /// First second at which the operation may run.
    pub valid_from: u64,
    /// Last second at which the operation may run.
    pub valid_until: u64,
    /// An element whose meaning the operation gives.
    pub aux: Felt,
}

impl SignedFields {
    /// The words `w1, w2, w3, aux` that are hashed after the chain tag.
    pub fn words(&self) -> [Felt; 4] {
        let mut w1 = [0; 32];
        w1[3] = self.opcode;
        w1[4..8].copy_from_slice(&self.account.0.to_be_bytes());
        w1[8..12].copy_from_slice(&self.nonce.to_be_bytes());
        w1[12..14].copy_from_slice(&self.token.0.to_be_bytes());
        w1[14..16].copy_from_slice(&self.packed_fee.to_bytes());
        w1[16..].copy_from_slice(&self.amount.to_be_bytes());
        let mut w2 = [0; 32];
        w2[4..24].copy_from_slice(&self.address.0);
        w2[24..].copy_from_slice(&self.valid_from.to_be_bytes());
        // Both are below 2^232, so the reduction changes nothing.
        [Felt::from_be_bytes_mod_order(&w1), Felt::from_be_bytes_mod_order(&w2), self.valid_until.into(), self.aux]
    }

    /// The message to sign: `H_message(chain_tag, w1, w2, w3, aux)`.
    pub fn hash(&self, chain_tag: Felt) -> Felt {
        let [w1, w2, w3, aux] = self.words();
        let inputs = [chain_tag, w1, w2, w3, aux].map(Felt::to_fr);
        hash(Domain::MESSAGE, &inputs).into()
    }
}

/// Where a chain settles: an L1, and the Rollup on it.
#[rustfmt::skip]
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
    Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settlement {
    /// Chain id of the L1.
    pub l1_chain_id: u64,
    /// The Rollup's address; where a proxy stands before it, the proxy's.
    pub rollup: L1Address,
}

impl Settlement {
    /// Of a chain that has no L1, for benchmarks and tests: no L1 has chain id 0.
    pub const NONE: Self = Self { l1_chain_id: 0, rollup: L1Address::ZERO };
}

impl fmt::Display for Settlement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::NONE {
            return f.write_str("nowhere (it has no L1)");
        }
        write!(f, "{} on L1 chain {}", self.rollup, self.l1_chain_id)
    }
}

/// The tag of a chain: `keccak256("zelkova/chain" | hash_id:4 | l1_chain_id:8 | rollup:20 | l2_chain_id:8 |
/// genesis_root:32) mod p`. Two deployments never have the same, even those of one operator on two L1s.
pub fn chain_tag(settlement: Settlement, l2_chain_id: u64, genesis_root: Felt) -> Felt {
    let Settlement { l1_chain_id, rollup } = settlement;
    let digest = keccak256_parts(&[
        b"zelkova/chain",
        &HASH_ID.to_be_bytes(),
        &l1_chain_id.to_be_bytes(),
        &rollup.0,
        &l2_chain_id.to_be_bytes(),
        &genesis_root.to_be_bytes(),
    ]);
    Felt::from_be_bytes_mod_order(&digest)
}
