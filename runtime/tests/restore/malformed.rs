use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use zelkova_circuits::op::OpSet;
use zelkova_primitives::tree::{AccountChange, MemoryStore, StateTree};
use zelkova_runtime::{BlockOps, GenesisError};

use super::*;

#[test]
fn errors_say_where_they_are() {
    let mut state = setup();
    let good = deposit(ALICE, ETH, 1, address(ALICE));
    let at = |index, offset, error| RestoreError::Operation { number: 2, index, offset, error };
    let cut = [&good[..], &good[..53]].concat();
    let error = state.apply_block(&cut, FEE_ACCOUNT).unwrap_err();
    assert_eq!(error, at(1, 54, PubdataError::Truncated { needed: 54, left: 53 }));
    assert!(error.to_string().starts_with("block 2, operation 1 at byte 54: 53 bytes are left"), "{error}");
    for opcode in [0, 4, 14, 255] {
        let error = state.apply_block(&[opcode; 18], FEE_ACCOUNT).unwrap_err();
        assert_eq!(error, at(0, 0, PubdataError::UnknownOpcode(opcode)));
    }
    let mut padded = good.clone();
    padded[53] = 1;
    assert_eq!(refused(&mut state, &padded), PubdataError::Padding);
}

#[test]
fn every_operation_of_the_circuit_can_be_restored() {
    let circuit: BTreeSet<u8> = BlockOps::steps().unwrap().iter().map(|step| step.opcode).collect();
    let mut state = setup();
    let known = |opcode: &u8| {
        let error = refused(&mut state, &[*opcode]);
        !matches!(error, PubdataError::UnknownOpcode(_))
    };
    let known: BTreeSet<u8> = (0..=u8::MAX).filter(known).collect();
    // A noop publishes nothing.
    assert_eq!(known, &circuit - &BTreeSet::from([0]));
}

#[test]
fn fees_go_to_an_account_that_exists() {
    let mut state = setup();
    for (fee_account, error) in [
        (NOBODY, PubdataError::AccountNotFound(NOBODY)),
        (AccountId(u32::MAX), PubdataError::ReservedAccount(AccountId(u32::MAX))),
    ] {
        let before = state.root();
        let block = deposit(ALICE, ETH, 1, address(ALICE));
        assert_eq!(state.apply_block(&block, fee_account), Err(RestoreError::Fees { number: 2, error }));
        assert_eq!((state.root(), state.number()), (before, 1));
    }
}

#[test]
fn an_empty_block_changes_nothing_but_the_number() {
    let mut state = setup();
    let root = state.root();
    assert_eq!(state.apply_block(&[], FEE_ACCOUNT), Ok(root));
    assert_eq!((state.number(), state.tree().oldest().unwrap()), (2, Some(2)));
}

#[test]
fn an_unusable_genesis_is_refused() {
    let genesis = Restored::genesis(&GenesisConfig { fee_account_address: L1Address::ZERO, ..config() });
    assert!(matches!(genesis.err(), Some(RestoreError::Genesis(GenesisError::Parameter { .. }))));
    let state = Restored::genesis(&config()).unwrap();
    assert_eq!((state.number(), state.root()), (0, config().state_tree().unwrap().root));
}

/// Bytes that begin like an operation and whose fields are small, so that many of them get far.
fn operation() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![4 => Just(0u8), 2 => 0u8..4, 1 => any::<u8>()];
    (0u8..15, prop::collection::vec(byte, 0..120)).prop_map(|(opcode, fields)| slot(&[&[opcode], &fields]))
}

/// One good operation of each account with some bytes changed.
fn changed() -> impl Strategy<Value = Vec<u8>> {
    let good = [ALICE, BOB, CAROL].map(|account| deposit(account, ETH, 5, address(account))).concat();
    let good = [good, change_pub_key(ALICE, 1u8.into(), 1, 3), change_pub_key(BOB, 2u8.into(), 1, 3)].concat();
    prop::collection::vec((0..good.len(), any::<u8>()), 0..3).prop_map(move |changes| {
        let mut bytes = good.clone();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes
    })
}

/// The root of a tree made of the ledger alone.
fn root_of(state: &Restored) -> Felt {
    let mut changes: BTreeMap<AccountId, AccountChange> = BTreeMap::new();
    for (id, fields) in state.ledger().accounts() {
        changes.entry(id).or_default().fields = *fields;
    }
    for (id, key, value) in state.ledger().values() {
        changes.entry(id).or_default().values.insert(key, value);
    }
    StateTree::new(MemoryStore::new()).commit(0, &changes).unwrap().root
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(
        block in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..400),
            prop::collection::vec(operation(), 0..6).prop_map(|operations| operations.concat()),
            changed(),
        ],
        fee_account in 0u32..5,
    ) {
        let mut state = setup();
        let before = (state.root(), state.number(), state.ledger().clone());
        match state.apply_block(&block, AccountId(fee_account)) {
            Ok(root) => prop_assert_eq!((root, state.number()), (root_of(&state), 2)),
            Err(_) => prop_assert_eq!((state.root(), state.number(), state.ledger().clone()), before),
        }
    }
}
