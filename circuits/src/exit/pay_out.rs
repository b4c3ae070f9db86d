//! How the leaves of an area are paid out.

use zelkova_primitives::{Felt, StorageKey, TokenId};

use crate::{builder::Builder, gadgets::Num};

/// A storage leaf in the circuit.
#[derive(Clone, Debug)]
pub struct LeafVars {
    /// Its index in the area, below 2^16.
    pub index: Num,
    /// Its value, any element of the field.
    pub value: Num,
}

/// What is paid, in the circuit.
#[derive(Clone, Debug)]
pub struct PaymentVars {
    /// Id of the token.
    pub token: Num,
    /// The amount in the token's smallest unit.
    pub amount: Num,
}

/// How each leaf of one area is paid out to the account's owner. A pallet that keeps people's money in an area of its own
/// declares one; NFTs (area 1) have a rule of their own.
///
/// L1 takes token and amount as integers of 16 and 128 bits. What all leaves together pay must never be more than L1 holds for
/// them: that is up to the pallet's operations, as it is for balances.
#[derive(Clone, Copy)]
pub struct PayOut {
    /// The area.
    pub area: u8,
    /// Token and amount of a leaf. The function may write constraints on the leaf; they must be satisfiable by
    /// every leaf of every other area too, for which the result is not used.
    pub circuit: fn(&mut Builder, &LeafVars) -> PaymentVars,
    /// The same outside the circuit; `None` if the leaf pays nothing.
    pub native: fn(u16, Felt) -> Option<(TokenId, u128)>,
}

/// Fungible balances: index is the token, value the amount.
pub const BALANCES: PayOut = PayOut {
    area: StorageKey::BALANCES,
    circuit: |_, leaf| PaymentVars { token: leaf.index.clone(), amount: leaf.value.clone() },
    native: |index, value| Some((TokenId(index), value.to_u128().filter(|amount| *amount > 0)?)),
};
