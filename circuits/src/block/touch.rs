//! Touches: one account leaf and one of its storage leaves, before and after, under the running root.

use zelkova_primitives::{
    AccountFields, Domain, Felt, ACCOUNT_TREE_LEVELS, RESERVED_ACCOUNTS_START, STORAGE_TREE_LEVELS,
};

use super::witness::TouchWitness;
use crate::{
    builder::Builder,
    field::{pow2, Fr},
    gadgets::{
        hash,
        merkle::{alloc_digits, from_digits, Path},
        range, Bit, Num,
    },
    op::{alloc, felt, AccountVars, TouchVars, Word},
};

/// Digits of an account id that differ between the 256 reserved accounts.
const RESERVED_DIGITS: usize = 4;
/// Bits of the index in a storage key; the others are its area.
const INDEX_BITS: usize = 16;

/// An account id with its path.
#[derive(Clone)]
pub(super) struct AccountPath {
    /// The id.
    pub(super) id: Num,
    /// Its digits in base 4, least significant first: the path from the leaf up, which constrains them to be digits.
    pub(super) digits: Vec<Num>,
}

impl AccountPath {
    pub(super) fn alloc(cs: &mut Builder, name: &str, id: u32) -> Self {
        let digits = alloc_digits(cs, id, ACCOUNT_TREE_LEVELS);
        let id = cs.region(name, |cs| from_digits(&digits).reduce(cs));
        Self { id, digits }
    }

    /// Whether the id is one of the 256 highest: what is left without its low 4 digits is that of the highest.
    pub(super) fn is_reserved(&self, cs: &mut Builder, name: &str) -> Bit {
        let low = from_digits(&self.digits[..RESERVED_DIGITS]);
        let first = Num::int(RESERVED_ACCOUNTS_START.into());
        cs.region(name, |cs| (&self.id - &low).is_equal(cs, &first))
    }
}

/// A storage key with its path.
struct KeyPath {
    key: Num,
    area: Num,
    digits: Vec<Num>,
}

impl KeyPath {
    /// The path has 20 bits, a key 19: the highest digit is 0 or 1. Area and index meet between two digits.
    fn alloc(cs: &mut Builder, key: u32) -> Self {
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
}

/// The inputs of an account leaf other than the storage root.
pub(super) struct LeafVars {
    /// `address * 2^64 + minted * 2^32 + nonce`: 0 for an account that does not exist.
    pub(super) identity: Num,
    /// Hash of the key.
    pub(super) key_hash: Num,
}

impl LeafVars {
    /// The leaf of these fields. That they are in range, so that the sum has one meaning, is up to whoever reads or changes
    /// them.
    fn of(fields: &AccountVars) -> Self {
        let parts = [(&fields.address, pow2(64)), (&fields.minted, pow2(32)), (&fields.nonce, pow2(0))];
        Self { identity: Num::weighted_sum(parts), key_hash: fields.key_hash.clone() }
    }

    /// The same as two variables, for a leaf whose fields nobody reads or changes.
    pub(super) fn alloc(cs: &mut Builder, fields: &AccountFields) -> Self {
        let [identity, key_hash, _] = fields.leaf_inputs(Felt::ZERO);
        Self { identity: alloc(cs, identity.into()), key_hash: alloc(cs, key_hash.into()) }
    }
}

/// Both versions of the leaves of a touch.
pub(super) struct Leaves<'a> {
    /// Digits of the account id.
    pub(super) account: &'a [Num],
    /// Digits of the storage key.
    pub(super) key: &'a [Num],
    pub(super) before: &'a LeafVars,
    pub(super) after: &'a LeafVars,
    pub(super) value_before: &'a Num,
    pub(super) value_after: &'a Num,
}

impl Leaves<'_> {
    /// Constrains `root` to be the root over the leaves before; returns the root over the leaves after. Old and new leaves
    /// share their siblings.
    pub(super) fn update(&self, cs: &mut Builder, witness: &TouchWitness, root: &Num) -> Num {
        let paths = &witness.paths;
        let siblings = |of: &[[Felt; 3]]| -> Vec<[Fr; 3]> { of.iter().map(|level| level.map(felt)).collect() };
        let (storage, account) = (siblings(&paths.storage_siblings), siblings(&paths.account_siblings));
        let path = Path { digits: self.key, siblings: &storage };
        let [storage_before, storage_after] =
            cs.region("storage-path", |cs| path.roots(cs, self.value_before, self.value_after));
        let leaf_before = cs.region("leaf-before", |cs| leaf(cs, self.before, &storage_before));
        let leaf_after = cs.region("leaf-after", |cs| leaf(cs, self.after, &storage_after));
        let path = Path { digits: self.account, siblings: &account };
        let [root_before, root_after] = cs.region("account-path", |cs| path.roots(cs, &leaf_before, &leaf_after));
        cs.assert_equal("starts-from-root", &root_before, root);
        root_after
    }
}

/// `H_account(identity, key_hash, storage_root)`.
fn leaf(cs: &mut Builder, leaf: &LeafVars, storage_root: &Num) -> Num {
    let inputs = [leaf.identity.clone(), leaf.key_hash.clone(), storage_root.clone()];
    hash::hash(cs, Domain::ACCOUNT.name(), &inputs)
}

/// A slot's touch. Returns the root after it.
pub(super) fn slot_touch(cs: &mut Builder, witness: &TouchWitness, root: &Num) -> (TouchVars, Num) {
    let touch = &witness.touch;
    let account = AccountPath::alloc(cs, "account", touch.account.0);
    let key = KeyPath::alloc(cs, touch.key.raw());
    let vars = TouchVars {
        account: Word::whole(account.id.clone(), 4),
        reserved: account.is_reserved(cs, "reserved"),
        key: key.key,
        area: key.area,
        before: fields(cs, &touch.before),
        after: fields(cs, &touch.after),
        value_before: alloc(cs, touch.value_before),
        value_after: alloc(cs, touch.value_after),
    };
    // Nonce, minted and address share a word of the leaf: only their ranges make them three, before as well as after.
    range::assert_range(cs, "address-before-160-bits", &vars.before.address, 160);
    range::assert_range(cs, "nonce-before-32-bits", &vars.before.nonce, 32);
    range::assert_range(cs, "minted-before-32-bits", &vars.before.minted, 32);
    range::assert_range(cs, "nonce-32-bits", &vars.after.nonce, 32);
    range::assert_range(cs, "minted-32-bits", &vars.after.minted, 32);
    range::assert_range(cs, "address-160-bits", &vars.after.address, 160);
    let leaves = Leaves {
        account: &account.digits,
        key: &key.digits,
        before: &LeafVars::of(&vars.before),
        after: &LeafVars::of(&vars.after),
        value_before: &vars.value_before,
        value_after: &vars.value_after,
    };
    let root = leaves.update(cs, witness, root);
    (vars, root)
}

fn fields(cs: &mut Builder, fields: &AccountFields) -> AccountVars {
    AccountVars::alloc(cs, fields)
}
