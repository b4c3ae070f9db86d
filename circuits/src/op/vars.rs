//! The variables of a slot: the circuit's image of a slot trace.

use std::{ops::Index, rc::Rc};

use zelkova_primitives::{AccountFields, Felt};

use super::{
    step::OpStep,
    word::{Word, CHUNKS_PER_SLOT},
};
use crate::{
    builder::Builder,
    convert::from_ark,
    field::Fr,
    gadgets::{Bit, Num},
};

/// One of the two touches of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchId {
    /// The first one; its account is the one that signs.
    A,
    /// The second one, over the state that the first one left.
    B,
}

impl TouchId {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::A, Self::B];

    pub(crate) fn index(self) -> usize {
        self as usize
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::A => "touch-a",
            Self::B => "touch-b",
        }
    }
}

/// What a touch can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Number of signed operations.
    Nonce,
    /// Hash of the account's key.
    KeyHash,
    /// L1 address.
    Address,
    /// Number of minted NFTs.
    Minted,
    /// The touched storage value.
    Value,
}

impl Field {
    /// All, in the order of [`TouchVars::pair`].
    pub const ALL: [Self; 5] = [Self::Nonce, Self::KeyHash, Self::Address, Self::Minted, Self::Value];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nonce => "nonce",
            Self::KeyHash => "key-hash",
            Self::Address => "address",
            Self::Minted => "minted",
            Self::Value => "value",
        }
    }
}

/// The fields of an account leaf.
#[derive(Clone, Debug)]
pub struct AccountVars {
    /// Number of signed operations, below 2^32.
    pub nonce: Num,
    /// Hash of the key, 0 for none.
    pub key_hash: Num,
    /// L1 address, below 2^160, 0 for an account that does not exist.
    pub address: Num,
    /// Number of minted NFTs, below 2^32.
    pub minted: Num,
}

impl AccountVars {
    pub(crate) fn alloc(cs: &mut Builder, fields: &AccountFields) -> Self {
        Self {
            nonce: alloc(cs, fields.nonce.into()),
            key_hash: alloc(cs, fields.key_hash),
            address: alloc(cs, Felt::from_be_bytes_mod_order(&fields.address.0)),
            minted: alloc(cs, fields.minted.into()),
        }
    }
}

/// A touch.
#[derive(Clone, Debug)]
pub struct TouchVars {
    /// The account id.
    pub account: Word,
    /// Whether the account is one of the 256 reserved ones.
    pub reserved: Bit,
    /// The storage key: `area * 2^16 + index`.
    pub key: Num,
    /// The area of the key, below 8.
    pub area: Num,
    /// The account before.
    pub before: AccountVars,
    /// The account after.
    pub after: AccountVars,
    /// The storage value before.
    pub value_before: Num,
    /// The storage value after.
    pub value_after: Num,
}

impl TouchVars {
    /// A field before and after.
    pub fn pair(&self, field: Field) -> (&Num, &Num) {
        let (before, after) = (&self.before, &self.after);
        match field {
            Field::Nonce => (&before.nonce, &after.nonce),
            Field::KeyHash => (&before.key_hash, &after.key_hash),
            Field::Address => (&before.address, &after.address),
            Field::Minted => (&before.minted, &after.minted),
            Field::Value => (&self.value_before, &self.value_after),
        }
    }

    /// The index of the key within an area: 16 bits where the touch is of this area.
    pub fn index(&self, area: u8) -> Word {
        Word::whole(&self.key - Num::int(u128::from(area) << 16), 2)
    }

    /// The value before as a word, where it is a balance: balances in the tree are below 2^128.
    pub fn balance_before(&self) -> Word {
        Word::whole(self.value_before.clone(), 16)
    }

    /// The nonce before as a word: a nonce in the tree is below 2^32.
    pub fn nonce_before(&self) -> Word {
        Word::whole(self.before.nonce.clone(), 4)
    }
}

/// The arguments of a slot. Operations read those of their own slot through [`super::OpBuilder`], which notes what was
/// read: an argument that the selected operation does not read must have its default.
#[derive(Clone, Debug)]
pub struct ArgVars {
    /// Token id, 2 bytes.
    pub token: Word,
    /// Amount, 16 bytes.
    pub amount: Word,
    /// Packed amount, 5 bytes.
    pub packed_amount: Word,
    /// The number that the packed amount stands for.
    pub unpacked_amount: Num,
    /// Packed fee, 2 bytes.
    pub packed_fee: Word,
    /// The number that the packed fee stands for.
    pub fee: Num,
    /// Address, 20 bytes.
    pub address: Word,
    /// Auxiliary element, 32 bytes.
    pub aux: Word,
    /// First second, below 2^64.
    pub valid_from: Num,
    /// Last second, below 2^64.
    pub valid_until: Num,
    /// Elements without a fixed meaning. From the third on, each two are hashed: see [`SlotVars::pair_hashes`].
    pub extra: Extra,
}

/// The extra elements of a slot: at least four, or more if a step of the set uses more. Every other element is 0.
#[derive(Clone, Debug)]
pub struct Extra {
    elements: Vec<Num>,
    zero: Num,
}

impl Extra {
    pub(crate) fn new(elements: Vec<Num>) -> Self {
        Self { elements, zero: Num::zero() }
    }

    /// The elements that the slot has.
    pub(crate) fn elements(&self) -> &[Num] {
        &self.elements
    }
}

impl Index<usize> for Extra {
    type Output = Num;

    fn index(&self, index: usize) -> &Num {
        self.elements.get(index).unwrap_or(&self.zero)
    }
}

/// A slot.
#[derive(Clone, Debug)]
pub struct SlotVars {
    /// Touches A and B.
    pub touches: [Rc<TouchVars>; 2],
    /// Arguments.
    pub args: ArgVars,
    /// Hash of the message that the slot's signature signs.
    pub message: Num,
    /// `H_key` of the key that signed the slot's message.
    pub signer: Num,
    /// Number `i` is `H_d(extra[2 + 2 i], extra[3 + 2 i])` in domain `d`, number `i` of those that the slot's step declares.
    pub pair_hashes: Vec<Num>,
    /// The chunks that the slot publishes, 0 where unused.
    pub chunks: Vec<Num>,
    /// Time of the block.
    pub timestamp: Num,
    /// Selectors of all steps of the operation set.
    pub selectors: Vec<Bit>,
    /// Whether the next slot holds a repeated step of the same operation.
    pub continues: Bit,
    /// Which of its operation's repeated steps the slot holds, counted from 1; 0 if none.
    pub repetition: Num,
}

impl SlotVars {
    /// A touch.
    pub fn touch(&self, id: TouchId) -> &Rc<TouchVars> {
        &self.touches[id.index()]
    }
}

/// A native element as a circuit element.
pub(crate) fn felt(value: Felt) -> Fr {
    from_ark(value.to_fr())
}

/// A new variable with a native value.
pub(crate) fn alloc(cs: &mut Builder, value: Felt) -> Num {
    cs.alloc(felt(value))
}

impl SlotVars {
    /// Variables without constraints between them: what an operation set is checked against.
    pub(crate) fn blank(cs: &mut Builder, steps: &[OpStep], extra: usize) -> Self {
        Self::of(steps, extra, || alloc(cs, Felt::ZERO))
    }

    /// Zeros: what stands before the first slot.
    pub(crate) fn nothing(steps: &[OpStep]) -> Self {
        Self::of(steps, 0, Num::zero)
    }

    fn of(steps: &[OpStep], extra: usize, mut num: impl FnMut() -> Num) -> Self {
        let mut touch = || {
            let mut account = || AccountVars { nonce: num(), key_hash: num(), address: num(), minted: num() };
            let (before, after) = (account(), account());
            Rc::new(TouchVars {
                account: Word::whole(num(), 4),
                reserved: Bit::assume(num()),
                key: num(),
                area: num(),
                before,
                after,
                value_before: num(),
                value_after: num(),
            })
        };
        let touches = [touch(), touch()];
        let mut bytes = |count: usize| Word::splittable((0..count).map(|_| num()).collect());
        let (amount, address, aux) = (bytes(16), bytes(20), bytes(32));
        let args = ArgVars {
            token: Word::whole(num(), 2),
            amount,
            packed_amount: Word::whole(num(), 5),
            unpacked_amount: num(),
            packed_fee: Word::whole(num(), 2),
            fee: num(),
            address,
            aux,
            valid_from: num(),
            valid_until: num(),
            extra: Extra::new((0..extra).map(|_| num()).collect()),
        };
        let hashes = steps.iter().map(|step| step.pair_domains.len()).max().unwrap_or_default();
        Self {
            touches,
            args,
            message: num(),
            signer: num(),
            pair_hashes: (0..hashes).map(|_| num()).collect(),
            chunks: (0..CHUNKS_PER_SLOT).map(|_| num()).collect(),
            timestamp: num(),
            selectors: steps.iter().map(|_| Bit::assume(num())).collect(),
            continues: Bit::assume(num()),
            repetition: num(),
        }
    }
}
