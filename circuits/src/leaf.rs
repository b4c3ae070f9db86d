//! Leaves of the state tree in the circuit: account ids and storage keys with their paths, and what an account leaf hashes.

use zelkova_primitives::{
    AccountFields, Domain, Felt, ACCOUNT_TREE_LEVELS, RESERVED_ACCOUNTS_START, STORAGE_TREE_LEVELS,
};

use crate::{
    builder::Builder,
    field::pow2,
    gadgets::{
        hash,
        merkle::{alloc_digits, from_digits},
        Bit, Num,
    },
    op::{alloc, AccountVars},
};

/// Digits of an account id that differ between the 256 reserved accounts.
const RESERVED_DIGITS: usize = 4;
/// Bits of the index in a storage key; the others are its area.
const INDEX_BITS: usize = 16;

/// An account id with its path.
#[derive(Clone)]
pub(crate) struct AccountPath {
    /// The id.
    pub(crate) id: Num,
    /// Its digits in base 4, least significant first: the path from the leaf up, which constrains them to be digits.
    pub(crate) digits: Vec<Num>,
}

impl AccountPath {
    pub(crate) fn alloc(cs: &mut Builder, name: &str, id: u32) -> Self {
        let digits = alloc_digits(cs, id, ACCOUNT_TREE_LEVELS);
        let id = cs.region(name, |cs| from_digits(&digits).reduce(cs));
        Self { id, digits }
    }

    /// Whether the id is one of the 256 highest: what is left without its low 4 digits is that of the highest.
    pub(crate) fn is_reserved(&self, cs: &mut Builder, name: &str) -> Bit {
        let low = from_digits(&self.digits[..RESERVED_DIGITS]);
        let first = Num::int(RESERVED_ACCOUNTS_START.into());
        cs.region(name, |cs| (&self.id - &low).is_equal(cs, &first))
    }
}

/// A storage key with its path.
pub(crate) struct KeyPath {
    /// `area * 2^16 + index`, below 2^19.
    pub(crate) key: Num,
    /// The area, below 8.
    pub(crate) area: Num,
    /// Its digits in base 4, least significant first: the path from the leaf up, which constrains them to be digits.
    pub(crate) digits: Vec<Num>,
}

impl KeyPath {
    /// The path has 20 bits, a key 19: the highest digit is 0 or 1. Area and index meet between two digits.
    pub(crate) fn alloc(cs: &mut Builder, key: u32) -> Self {
        let digits = alloc_digits(cs, key, STORAGE_TREE_LEVELS);
        let (low, high) = digits.split_at(INDEX_BITS / 2);
        if let Some(top) = high.last() {
            cs.region("key-19-bits", |cs| drop(Bit::enforce(cs, top.clone())));
        }
        let area = from_digits(high);
        let key = cs.region("key", |cs| (from_digits(low) + area.scale(pow2(INDEX_BITS))).reduce(cs));
        let area = cs.region("area", |cs| area.reduce(cs));
        Self { key, area, digits }
    }

    /// The index in the area, below 2^16. Free.
    pub(crate) fn index(&self) -> Num {
        from_digits(&self.digits[..INDEX_BITS / 2])
    }
}

/// The inputs of an account leaf other than the storage root.
pub(crate) struct Identity {
    /// `address * 2^64 + minted * 2^32 + nonce`: 0 for an account that does not exist.
    pub(crate) word: Num,
    /// Hash of the key.
    pub(crate) key_hash: Num,
}

impl Identity {
    /// The leaf of these fields. That they are in range, so that the sum has one meaning, is up to whoever reads or changes
    /// them.
    pub(crate) fn of(fields: &AccountVars) -> Self {
        let parts = [(&fields.address, pow2(64)), (&fields.minted, pow2(32)), (&fields.nonce, pow2(0))];
        Self { word: Num::weighted_sum(parts), key_hash: fields.key_hash.clone() }
    }

    /// The same as two variables, for a leaf whose fields nobody reads or changes.
    pub(crate) fn alloc(cs: &mut Builder, fields: &AccountFields) -> Self {
        let [word, key_hash, _] = fields.leaf_inputs(Felt::ZERO);
        Self { word: alloc(cs, word.into()), key_hash: alloc(cs, key_hash.into()) }
    }
}

/// `H_account(word, key_hash, storage_root)`.
pub(crate) fn account_leaf(cs: &mut Builder, leaf: &Identity, storage_root: &Num) -> Num {
    let inputs = [leaf.word.clone(), leaf.key_hash.clone(), storage_root.clone()];
    hash::hash(cs, Domain::ACCOUNT.name(), &inputs)
}
