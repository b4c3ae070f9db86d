//! The tree against a naive model, and its life over many versions.

use super::*;
use crate::{
    compress4, AccountFields, AccountId, Felt, Fr, L1Address, StorageKey, Touch, ACCOUNT_TREE_LEVELS,
    STORAGE_TREE_LEVELS,
};
use ark_ff::AdditiveGroup;
use proptest::prelude::*;
use std::collections::BTreeMap;

type Model = BTreeMap<AccountId, (AccountFields, BTreeMap<StorageKey, Felt>)>;
type Changes = BTreeMap<AccountId, AccountChange>;

/// Root of a sparse tree by recursion over all levels.
fn naive_root(levels: usize, leaves: &BTreeMap<u32, Fr>, default: Fr) -> Fr {
    if leaves.is_empty() {
        return (0..levels).fold(default, |node, _| compress4(&[node; 4]));
    }
    if levels == 0 {
        return leaves[&0];
    }
    let width = 1u32 << (2 * (levels - 1));
    compress4(&std::array::from_fn(|child| {
        let first = child as u32 * width;
        let below = leaves.range(first..first + width).map(|(path, leaf)| (path - first, *leaf)).collect();
        naive_root(levels - 1, &below, default)
    }))
}

fn naive_state_root(model: &Model) -> Felt {
    let leaf = |fields: &AccountFields, values: &BTreeMap<StorageKey, Felt>| {
        let values = values.iter().map(|(key, value)| (key.raw(), value.to_fr())).collect();
        fields.leaf(naive_root(STORAGE_TREE_LEVELS, &values, Fr::ZERO))
    };
    let default = leaf(&AccountFields::default(), &BTreeMap::new());
    let leaves = model.iter().map(|(id, (fields, values))| (id.0, leaf(fields, values))).collect();
    naive_root(ACCOUNT_TREE_LEVELS, &leaves, default).into()
}

fn apply_to_model(model: &mut Model, changes: &Changes) {
    for (id, change) in changes {
        let (fields, values) = model.entry(*id).or_default();
        *fields = change.fields;
        values.extend(change.values.iter().map(|(key, value)| (*key, *value)));
    }
}

fn fields(seed: u8) -> AccountFields {
    match seed {
        0 => AccountFields::default(),
        _ => AccountFields {
            nonce: u32::from(seed) - 1,
            key_hash: Felt::from(u128::from(seed) << 90),
            address: L1Address([seed; 20]),
            minted: u32::from(seed % 2),
        },
    }
}

/// Few ids and keys, some side by side and some at the ends, so that paths meet and accounts return.
fn any_id() -> impl Strategy<Value = AccountId> {
    prop_oneof![0u32..4, Just(255), Just((1 << 28) - 256), Just((1 << 28) - 1)].prop_map(AccountId)
}

fn any_key() -> impl Strategy<Value = StorageKey> {
    prop_oneof![0u32..3, Just(65_535), Just(65_536), Just((1 << 19) - 1)]
        .prop_map(|raw| StorageKey::from_raw(raw).expect("below 2^19"))
}

fn any_change() -> impl Strategy<Value = AccountChange> {
    let values = proptest::collection::btree_map(any_key(), (0u8..3).prop_map(Felt::from), 0..3);
    (0u8..4, values).prop_map(|(seed, values)| AccountChange { fields: fields(seed), values })
}

fn any_blocks() -> impl Strategy<Value = Vec<Changes>> {
    proptest::collection::vec(proptest::collection::btree_map(any_id(), any_change(), 0..5), 1..6)
}

/// Commits the blocks as versions 0, 1, ..; returns the tree and the model after each.
fn grow(blocks: &[Changes]) -> (StateTree<MemoryStore>, Vec<Model>) {
    let tree = StateTree::new(MemoryStore::new());
    let mut models = vec![Model::new()];
    for (version, changes) in (0..).zip(blocks) {
        let update = tree.commit(version, changes).unwrap();
        tree.reader().apply(&update.writes);
        let mut model = models[version as usize].clone();
        apply_to_model(&mut model, changes);
        assert_eq!(update.root, naive_state_root(&model), "root of version {version}");
        assert_eq!(tree.root(version).unwrap(), Some(update.root));
        models.push(model);
    }
    models.remove(0);
    (tree, models)
}

/// Everything that the model knows, and something that it does not, can be read and proven at this version.
fn assert_reads(tree: &StateTree<MemoryStore>, version: u32, model: &Model) {
    let root = naive_state_root(model);
    for id in [0, 1, 2, 3, 77, 255, (1 << 28) - 256, (1 << 28) - 1].map(AccountId) {
        let (fields, values) = model.get(&id).cloned().unwrap_or_default();
        assert_eq!(tree.account(version, id).unwrap(), fields);
        for key in [0, 1, 2, 9, 65_535, 65_536, (1 << 19) - 1].map(|raw| StorageKey::from_raw(raw).unwrap()) {
            let value = values.get(&key).copied().unwrap_or_default();
            assert_eq!(tree.value(version, id, key).unwrap(), value);
            let membership = tree.membership(version, id, key).unwrap();
            assert_eq!((membership.fields, membership.value, membership.root), (fields, value, root));
            assert!(membership.verify(id, key));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn every_version_reads_as_the_model(blocks in any_blocks()) {
        let (tree, models) = grow(&blocks);
        for (version, model) in (0..).zip(&models) {
            assert_reads(&tree, version, model);
        }
    }

    #[test]
    fn pruning_keeps_the_rest_and_leaves_nothing_behind(blocks in any_blocks(), keep in 0u32..7) {
        let (tree, models) = grow(&blocks);
        tree.reader().apply(&tree.prune(keep).unwrap());
        let latest = models.len() as u32 - 1;
        let oldest = keep.min(latest);
        for version in 0..oldest {
            prop_assert_eq!(tree.root(version).unwrap(), None);
            prop_assert_eq!(tree.account(version, AccountId(0)), Err(TreeError::MissingVersion(version)));
        }
        for version in oldest..=latest {
            assert_reads(&tree, version, &models[version as usize]);
        }
        // With one version left, the store holds what a fresh tree of the same state holds.
        tree.reader().apply(&tree.prune(latest).unwrap());
        let fresh = StateTree::new(MemoryStore::new());
        let state = models[latest as usize].iter().map(|(id, (fields, values))| {
            (*id, AccountChange { fields: *fields, values: values.clone() })
        });
        fresh.reader().apply(&fresh.commit(0, &state.collect()).unwrap().writes);
        let nodes = |store: &MemoryStore| store.entries().keys().filter(|key| b"asr".contains(&key[0])).count();
        prop_assert_eq!(nodes(tree.reader()), nodes(fresh.reader()));
    }

    #[test]
    fn reverting_restores_the_store(blocks in any_blocks(), to in 0u32..5) {
        let to = to.min(blocks.len() as u32 - 1);
        let (tree, _) = grow(&blocks);
        let (expected, _) = grow(&blocks[..=to as usize]);
        tree.reader().apply(&tree.revert(to).unwrap());
        prop_assert_eq!(tree.reader().entries(), expected.reader().entries());
        // The same after pruning, and the tree goes on from there.
        let (tree, _) = grow(&blocks);
        for tree in [&tree, &expected] {
            tree.reader().apply(&tree.prune(to).unwrap());
            tree.reader().apply(&tree.revert(to).unwrap());
        }
        prop_assert_eq!(tree.reader().entries(), expected.reader().entries());
        prop_assert_eq!(tree.commit(to + 1, &blocks[0]), expected.commit(to + 1, &blocks[0]));
    }

    #[test]
    fn touches_lead_where_the_commit_leads(
        blocks in any_blocks(),
        touches in proptest::collection::vec((any_id(), any_key(), 0u8..4, 0u8..3), 0..8),
    ) {
        let (tree, models) = grow(&blocks);
        let version = models.len() as u32 - 1;
        let mut state = models[version as usize].clone();
        let mut working = WorkingTree::at(&tree, version).unwrap();
        let mut changes = Changes::new();
        for (id, key, seed, value) in touches {
            let (account, values) = state.entry(id).or_default();
            let slot = values.entry(key).or_default();
            let (before, value_before) = (*account, *slot);
            (*account, *slot) = (fields(seed), value.into());
            let touch = Touch { account: id, before, after: *account, key, value_before, value_after: *slot };
            let paths = working.apply(&touch).unwrap();
            check_paths(&touch, &paths);
            prop_assert_eq!(paths.root_after, working.root());
            let change = changes.entry(id).or_default();
            change.fields = touch.after;
            change.values.insert(key, touch.value_after);
        }
        prop_assert_eq!(tree.commit(version + 1, &changes).unwrap().root, working.root());
    }
}

/// Both ends of the touch lead to the roots that the paths name.
fn check_paths(touch: &Touch, paths: &TouchPaths) {
    let (key, id) = (touch.key.raw(), touch.account.0);
    assert_eq!(fold_path(touch.value_before, key, &paths.storage_siblings), paths.storage_root_before);
    assert_eq!(fold_path(touch.value_after, key, &paths.storage_siblings), paths.storage_root_after);
    let leaf_before = touch.before.leaf(paths.storage_root_before).into();
    let leaf_after = touch.after.leaf(paths.storage_root_after).into();
    assert_eq!(fold_path(leaf_before, id, &paths.account_siblings), paths.root_before);
    assert_eq!(fold_path(leaf_after, id, &paths.account_siblings), paths.root_after);
}

#[test]
fn a_changed_path_leads_elsewhere() {
    let (tree, _) = grow(&[one_change(5, 1, 7)]);
    let (id, key) = (AccountId(5), StorageKey::balance(crate::TokenId(1)));
    let good = tree.membership(0, id, key).unwrap();
    assert!(good.verify(id, key));
    let changed = |felt: Felt| Felt::from(felt.to_fr() + Felt::ONE.to_fr());
    for level in 0..STORAGE_TREE_LEVELS {
        for i in 0..3 {
            let mut bad = good.clone();
            bad.storage_siblings[level][i] = changed(bad.storage_siblings[level][i]);
            assert!(!bad.verify(id, key));
        }
        let other = StorageKey::from_raw(key.raw() ^ (1 << (2 * level))).unwrap();
        assert!(!good.verify(id, other));
    }
    for level in 0..ACCOUNT_TREE_LEVELS {
        for i in 0..3 {
            let mut bad = good.clone();
            bad.account_siblings[level][i] = changed(bad.account_siblings[level][i]);
            assert!(!bad.verify(id, key));
        }
        for digit in 1..4 {
            assert!(!good.verify(AccountId(id.0 ^ (digit << (2 * level))), key));
        }
    }
    assert!(!Membership { value: changed(good.value), ..good.clone() }.verify(id, key));
    assert!(!Membership { fields: fields(2), ..good.clone() }.verify(id, key));
    assert!(!Membership { storage_root: changed(good.storage_root), ..good }.verify(id, key));
}

fn one_change(id: u32, seed: u8, value: u64) -> Changes {
    let values = BTreeMap::from([(StorageKey::balance(crate::TokenId(1)), Felt::from(value))]);
    BTreeMap::from([(AccountId(id), AccountChange { fields: fields(seed), values })])
}

#[test]
fn the_empty_tree_has_the_default_root() {
    let (tree, _) = grow(&[Changes::new()]);
    assert_eq!(tree.root(0).unwrap(), Some(empty_account_root()));
    assert_eq!(empty_account_root(), naive_state_root(&Model::new()));
}

#[test]
fn an_emptied_tree_stores_nothing() {
    let (tree, _) = grow(&[one_change(5, 1, 7), one_change(5, 0, 0)]);
    assert_eq!(tree.root(1).unwrap(), Some(empty_account_root()));
    tree.reader().apply(&tree.prune(1).unwrap());
    assert!(tree.reader().entries().keys().all(|key| !b"asr".contains(&key[0])));
}

#[test]
fn a_touch_of_another_state_is_refused_and_changes_nothing() {
    let (tree, _) = grow(&[one_change(5, 1, 7)]);
    let mut working = WorkingTree::at(&tree, 0).unwrap();
    let (id, key) = (AccountId(5), StorageKey::balance(crate::TokenId(1)));
    let good = Touch {
        account: id,
        before: fields(1),
        after: fields(2),
        key,
        value_before: Felt::from(7u8),
        value_after: Felt::from(8u8),
    };
    let wrong_fields = Touch { before: fields(3), ..good };
    let wrong_value = Touch { value_before: Felt::from(6u8), ..good };
    assert_eq!(working.apply(&wrong_fields), Err(TreeError::AccountMismatch(id)));
    assert_eq!(working.apply(&wrong_value), Err(TreeError::ValueMismatch(id, key)));
    let outside = Touch { account: AccountId(1 << 28), ..good };
    assert_eq!(working.apply(&outside), Err(TreeError::AccountOutOfRange(AccountId(1 << 28))));
    assert_eq!(Some(working.root()), tree.root(0).unwrap());
    assert!(working.apply(&good).is_ok());
}

#[test]
fn versions_follow_one_another() {
    let (tree, _) = grow(&[one_change(5, 1, 7)]);
    assert_eq!(tree.commit(0, &Changes::new()), Err(TreeError::VersionExists(0)));
    assert_eq!(tree.commit(2, &Changes::new()), Err(TreeError::MissingVersion(1)));
    assert_eq!(tree.commit(1, &one_change(1 << 28, 1, 1)), Err(TreeError::AccountOutOfRange(AccountId(1 << 28))));
    assert!(matches!(WorkingTree::at(&tree, 1), Err(TreeError::MissingVersion(1))));
    assert_eq!(tree.latest().unwrap(), Some(0));
}

#[test]
fn a_lost_or_damaged_page_is_named() {
    let (tree, _) = grow(&[one_change(5, 1, 7)]);
    let key = tree.reader().entries().into_keys().find(|key| key[0] == b'a' && key[1] == 3).unwrap();
    tree.reader().apply(&vec![(key.clone(), Some(vec![0; 5]))]);
    assert_eq!(tree.account(0, AccountId(5)), Err(TreeError::CorruptNode(hex::encode(&key))));
    tree.reader().apply(&vec![(key.clone(), None)]);
    assert_eq!(tree.account(0, AccountId(5)), Err(TreeError::MissingNode(hex::encode(&key))));
}

#[test]
fn the_tree_lives_in_rocksdb_and_over_an_overlay() {
    let dir = tempfile::tempdir().unwrap();
    let mut options = rocksdb::Options::default();
    options.create_if_missing(true);
    options.create_missing_column_families(true);
    let open = || std::sync::Arc::new(rocksdb::DB::open_cf(&options, dir.path(), ["tree"]).unwrap());
    let store = RocksStore::new(open(), "tree");
    let tree = StateTree::new(store.clone());
    store.apply(&tree.commit(0, &one_change(5, 1, 7)).unwrap().writes).unwrap();

    let mut overlay = OverlayReader::new(&store);
    let first = StateTree::new(&overlay).commit(1, &one_change(6, 2, 9)).unwrap();
    overlay.apply(&first.writes);
    let second = StateTree::new(&overlay).commit(2, &one_change(5, 3, 1)).unwrap();
    overlay.apply(&second.writes);
    assert_eq!(tree.latest().unwrap(), Some(0));
    let writes = overlay.into_writes();
    store.apply(&writes).unwrap();
    drop((tree, store));

    let tree = StateTree::new(RocksStore::new(open(), "tree"));
    let (expected, _) = grow(&[one_change(5, 1, 7), one_change(6, 2, 9), one_change(5, 3, 1)]);
    assert_eq!(tree.root(2).unwrap(), expected.root(2).unwrap());
    assert_eq!(tree.account(1, AccountId(5)).unwrap(), fields(1));
    assert_eq!(tree.account(2, AccountId(5)).unwrap(), fields(3));
    let missing = StateTree::new(RocksStore::new(tree.reader().database(), "elsewhere"));
    assert!(matches!(missing.root(0), Err(TreeError::Store(_))));
}
