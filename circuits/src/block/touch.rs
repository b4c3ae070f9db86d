//! Touches: one account leaf and one of its storage leaves, before and after, under the running root.

use zelkova_primitives::{AccountFields, Domain, Felt, ACCOUNT_TREE_DEPTH, STORAGE_TREE_DEPTH};

use super::witness::TouchWitness;
use crate::{
    builder::Builder,
    field::pow2,
    gadgets::{bits, merkle::Path, poseidon2, range, Bit, Num},
    op::{alloc, felt, AccountVars, TouchVars, Word},
};

/// Binary digits of an account id that differ between the reserved accounts.
const RESERVED_BITS: usize = 8;

/// An account id with its path.
#[derive(Clone)]
pub(super) struct AccountPath {
    /// The id.
    pub(super) id: Num,
    /// Its binary digits, least significant first: the path from the leaf up.
    pub(super) bits: Vec<Bit>,
}

impl AccountPath {
    pub(super) fn alloc(cs: &mut Builder, name: &str, id: u32) -> Self {
        let id = alloc(cs, id.into());
        let bits = cs.region(name, |cs| bits::decompose(cs, &id, ACCOUNT_TREE_DEPTH));
        Self { id, bits }
    }

    /// Whether the id is one of the 256 highest: what is left without its low 8 digits is that of the highest.
    pub(super) fn is_reserved(&self, cs: &mut Builder, name: &str) -> Bit {
        let low = bits::from_bits(&self.bits[..RESERVED_BITS]);
        let first = Num::int((1 << ACCOUNT_TREE_DEPTH) - (1 << RESERVED_BITS));
        cs.region(name, |cs| (&self.id - &low).is_equal(cs, &first))
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
    pub(super) account: &'a [Bit],
    pub(super) key: &'a [Bit],
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
        let storage = Path::alloc(cs, &paths.storage_siblings.map(felt), self.key);
        let storage_before = cs.region("storage-before", |cs| storage.root(cs, self.value_before));
        let storage_after = cs.region("storage-after", |cs| storage.root(cs, self.value_after));
        let leaf_before = cs.region("leaf-before", |cs| leaf(cs, self.before, &storage_before));
        let leaf_after = cs.region("leaf-after", |cs| leaf(cs, self.after, &storage_after));
        let account = Path::alloc(cs, &paths.account_siblings.map(felt), self.account);
        let root_before = cs.region("account-before", |cs| account.root(cs, &leaf_before));
        let root_after = cs.region("account-after", |cs| account.root(cs, &leaf_after));
        cs.assert_equal("starts-from-root", &root_before, root);
        root_after
    }
}

/// `H_account(identity, key_hash, storage_root)`.
fn leaf(cs: &mut Builder, leaf: &LeafVars, storage_root: &Num) -> Num {
    let inputs = [leaf.identity.clone(), leaf.key_hash.clone(), storage_root.clone()];
    poseidon2::hash(cs, Domain::ACCOUNT.name(), &inputs)
}

/// A slot's touch. Returns the root after it.
pub(super) fn slot_touch(cs: &mut Builder, witness: &TouchWitness, root: &Num) -> (TouchVars, Num) {
    let touch = &witness.touch;
    let account = AccountPath::alloc(cs, "account", touch.account.0);
    let key = alloc(cs, touch.key.raw().into());
    let key_bits = cs.region("key", |cs| bits::decompose(cs, &key, STORAGE_TREE_DEPTH));
    let vars = TouchVars {
        account: Word::whole(account.id.clone(), 4),
        reserved: account.is_reserved(cs, "reserved"),
        key,
        area: cs.region("area", |cs| bits::from_bits(&key_bits[16..]).reduce(cs)),
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
        account: &account.bits,
        key: &key_bits,
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
