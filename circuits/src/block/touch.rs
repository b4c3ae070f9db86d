//! Touches: one account leaf and one of its storage leaves, before and after, under the running root.

use zelkova_primitives::{AccountFields, Felt};

use super::witness::TouchWitness;
use crate::{
    builder::Builder,
    field::Fr,
    gadgets::{merkle::Path, range, Num},
    leaf::{account_leaf, AccountPath, Identity, KeyPath},
    op::{alloc, felt, AccountVars, TouchVars, Word},
};

/// Both versions of the leaves of a touch.
pub(super) struct Leaves<'a> {
    /// Digits of the account id.
    pub(super) account: &'a [Num],
    /// Digits of the storage key.
    pub(super) key: &'a [Num],
    pub(super) before: &'a Identity,
    pub(super) after: &'a Identity,
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
        let leaf_before = cs.region("leaf-before", |cs| account_leaf(cs, self.before, &storage_before));
        let leaf_after = cs.region("leaf-after", |cs| account_leaf(cs, self.after, &storage_after));
        let path = Path { digits: self.account, siblings: &account };
        let [root_before, root_after] = cs.region("account-path", |cs| path.roots(cs, &leaf_before, &leaf_after));
        cs.assert_equal("starts-from-root", &root_before, root);
        root_after
    }
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
        before: &Identity::of(&vars.before),
        after: &Identity::of(&vars.after),
        value_before: &vars.value_before,
        value_after: &vars.value_after,
    };
    let root = leaves.update(cs, witness, root);
    (vars, root)
}

fn fields(cs: &mut Builder, fields: &AccountFields) -> AccountVars {
    AccountVars::alloc(cs, fields)
}
