//! What executing an operation leaves behind. A trace is all that the prover needs to know about an operation; there is
//! no witness code of any operation's own.

mod signature;

use std::collections::BTreeSet;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use zelkova_primitives::{
    AccountId, Chunk, Elements, Felt, L1Address, PackedAmount, PackedFee, SignedFields, TokenId, Touch,
};

pub use signature::SlotSignature;

/// The values of an operation that are neither in a touch nor in the signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct SlotArgs {
    /// Token of the amount and of the fee.
    pub token: TokenId,
    /// The full amount.
    pub amount: u128,
    /// The amount as in pubdata, where it is packed there.
    pub packed_amount: PackedAmount,
    /// The fee as in pubdata.
    pub packed_fee: PackedFee,
    /// The other party.
    pub address: L1Address,
    /// An element whose meaning the operation gives.
    pub aux: Felt,
    /// First second at which the operation may run.
    pub valid_from: u64,
    /// Last second at which the operation may run.
    pub valid_until: u64,
    /// Elements without a fixed meaning, for pallets' own operations.
    pub extra: [Felt; 4],
    /// Those from number 4 on, for chains whose circuit has more than four.
    pub more: Elements,
    /// Whether the slot's message has nonce 0, whatever the account's is: it is bound by its validity window.
    pub without_nonce: bool,
}

impl SlotArgs {
    /// Extra element number `index`; 0 if a slot cannot have so many.
    pub fn element(&self, index: usize) -> Felt {
        let four = self.extra.get(index).copied();
        four.or_else(|| self.more.get(index.checked_sub(4)?)).unwrap_or(Felt::ZERO)
    }

    /// The place of extra element number `index`; `None` if a slot cannot have so many.
    pub fn element_mut(&mut self, index: usize) -> Option<&mut Felt> {
        match index.checked_sub(4) {
            None => self.extra.get_mut(index),
            Some(index) => self.more.get_mut(index),
        }
    }
}

impl Default for SlotArgs {
    fn default() -> Self {
        Self {
            token: TokenId::default(),
            amount: 0,
            packed_amount: PackedAmount::default(),
            packed_fee: PackedFee::default(),
            address: L1Address::ZERO,
            aux: Felt::ZERO,
            valid_from: 0,
            valid_until: u64::MAX,
            extra: [Felt::ZERO; 4],
            more: Elements::default(),
            without_nonce: false,
        }
    }
}

/// One slot of the block circuit.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct SlotTrace {
    /// Opcode of the operation.
    pub opcode: u8,
    /// Number of the slot within its operation.
    pub step: u8,
    /// The touches A and B.
    pub touches: [Touch; 2],
    /// The other values.
    pub args: SlotArgs,
    /// The signature, if the slot has one.
    pub signature: Option<SlotSignature>,
    /// The chunks that the slot publishes, at most four.
    pub chunks: Vec<Chunk>,
    /// Whether the slot pays `args.packed_fee` in `args.token`.
    pub pays_fee: bool,
}

impl SlotTrace {
    /// The message that the slot's signature signs, if it has one: account and nonce from touch A, the rest from the
    /// arguments. A message without nonce has 0 there.
    pub fn signed_fields(&self) -> Option<SignedFields> {
        self.signature.map(|signature| SignedFields {
            opcode: signature.message_opcode,
            account: self.touches[0].account,
            nonce: if self.args.without_nonce { 0 } else { self.touches[0].before.nonce },
            token: self.args.token,
            packed_fee: self.args.packed_fee,
            amount: self.args.amount,
            address: self.args.address,
            valid_from: self.args.valid_from,
            valid_until: self.args.valid_until,
            aux: self.args.aux,
        })
    }

    /// The fee that the slot pays; `None` if it pays none or the packed fee is 2^128 or more.
    pub fn fee(&self) -> Option<(TokenId, u128)> {
        if !self.pays_fee {
            return None;
        }
        self.args.packed_fee.unpack().map(|fee| (self.args.token, fee))
    }
}

/// All slots of one operation.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct OpTrace {
    /// The slots, in order of `step`.
    pub slots: Vec<SlotTrace>,
}

impl OpTrace {
    /// Opcode of the operation; `None` if there are no slots.
    pub fn opcode(&self) -> Option<u8> {
        self.slots.first().map(|slot| slot.opcode)
    }

    /// The chunks that the operation publishes.
    pub fn chunks(&self) -> impl Iterator<Item = &Chunk> {
        self.slots.iter().flat_map(|slot| &slot.chunks)
    }

    /// The bytes that the operation publishes.
    pub fn pubdata(&self) -> Vec<u8> {
        self.chunks().flat_map(|chunk| chunk.0).collect()
    }

    /// The accounts that the operation touches.
    pub fn accounts(&self) -> BTreeSet<AccountId> {
        self.slots.iter().flat_map(|slot| &slot.touches).map(|touch| touch.account).collect()
    }

    /// The fee of the first slot that pays one. An operation pays at most once.
    pub fn fee(&self) -> Option<(TokenId, u128)> {
        self.slots.iter().find_map(SlotTrace::fee)
    }
}

#[cfg(test)]
mod tests;
