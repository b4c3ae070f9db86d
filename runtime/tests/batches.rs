//! Batches: all members or none, whatever fails and wherever the block ends.

mod common;

use common::*;
use proptest::prelude::*;
use zelkova_primitives::{L1Address, TxHash};
use zelkova_runtime::{
    batch_hash, BlockSize, MiniBlockInputs, MiniBlockOutput, Transaction, TransactionInput, TxOutcome,
};

const STRANGER: L1Address = L1Address([0x57; 20]);

fn run(chain: &mut Chain, batch: Vec<Transaction>) -> MiniBlockOutput {
    chain.run(MiniBlockInputs { transactions: vec![batch.into()], ..Default::default() })
}

fn outcomes(output: &MiniBlockOutput) -> Vec<TxOutcome> {
    output.results.iter().map(|result| result.outcome.clone()).collect()
}

/// Alice with 1000 ETH, Bob with nothing but a key.
fn funded() -> (Chain, User, User) {
    let mut chain = Chain::new(&config());
    let (alice, bob) = (User::new(1), User::new(2));
    chain.activate(&alice, ETH, 1_000);
    chain.activate(&bob, ETH, 0);
    (chain, alice, bob)
}

#[test]
fn members_run_in_order_and_see_each_other() {
    let (mut chain, alice, bob) = funded();
    // Bob has nothing before Alice's transfer, and pays for both.
    let batch = vec![
        chain.transfer(&alice, bob.address, ETH, 300, 0),
        chain.transfer(&bob, STRANGER, ETH, 290, 10),
        chain.transfer_at(&alice, STRANGER, ETH, 1, 0, chain.nonce(&alice) + 1),
    ];
    let output = run(&mut chain, batch);
    let executed: Vec<_> = (4..7).map(|index| TxOutcome::Executed { block: 1, index }).collect();
    assert_eq!(outcomes(&output), executed);
    assert_eq!((chain.balance(&alice, ETH), chain.balance(&bob, ETH)), (699, 0));
    // The block holds the members, as if each had come alone.
    assert_eq!(chain.seal().ops.len(), 7);
    let touched: Vec<_> = output.results.iter().map(|result| result.accounts.len()).collect();
    assert_eq!(touched, [2, 2, 2]);
}

#[test]
fn one_failure_rejects_all_and_names_the_member() {
    let (mut chain, alice, bob) = funded();
    let batch = vec![
        chain.transfer(&alice, bob.address, ETH, 300, 0),
        chain.transfer(&bob, STRANGER, ETH, 301, 0),
        chain.transfer_at(&alice, STRANGER, ETH, 1, 0, chain.nonce(&alice) + 1),
    ];
    let before = (chain.nonce(&alice), chain.nonce(&bob));
    let output = run(&mut chain, batch);
    for outcome in outcomes(&output) {
        let TxOutcome::Rejected { reason } = outcome else { panic!("not rejected: {outcome:?}") };
        assert_eq!(reason.code, "insufficientBalance");
        assert!(reason.message.starts_with("transaction 2 of the batch's 3 failed: account 2 has 300"), "{reason:?}");
    }
    assert_eq!((chain.balance(&alice, ETH), chain.balance(&bob, ETH)), (1_000, 0));
    assert_eq!((chain.nonce(&alice), chain.nonce(&bob)), before);
    assert_eq!(chain.executor.query(&chain.header, |query| query.account_id(&STRANGER)).unwrap(), None);
    // Nothing is left of it in the block that follows.
    let transfer = chain.transfer(&alice, bob.address, ETH, 1, 0);
    executed(&chain.run_transactions([transfer]));
    assert_eq!(chain.seal().ops.len(), 5);
}

#[test]
fn a_forged_member_is_found_and_an_admitted_batch_is_not_checked_again() {
    let (mut chain, alice, bob) = funded();
    let Transaction::Transfer(mut forged) = chain.transfer(&bob, STRANGER, ETH, 5, 0) else { panic!("not a transfer") };
    forged.body.amount = 6;
    let batch = vec![chain.transfer(&alice, bob.address, ETH, 300, 0), forged.into()];
    let output = run(&mut chain, batch.clone());
    let reasons: Vec<_> = outcomes(&output)
        .into_iter()
        .map(|outcome| match outcome {
            TxOutcome::Rejected { reason } => reason.code,
            other => panic!("not rejected: {other:?}"),
        })
        .collect();
    assert_eq!(reasons, ["invalidSignature"; 2]);
    let admitted = TransactionInput::admitted(batch);
    executed(&chain.run(MiniBlockInputs { transactions: vec![admitted], ..Default::default() }));
}

#[test]
fn a_batch_waits_for_a_block_that_has_room_for_all_of_it() {
    let mut config = config();
    config.parameters.sealing.sizes = vec![BlockSize { slots: 4, fee_touches: 1 }];
    let mut chain = Chain::new(&config);
    let alice = User::new(1);
    chain.activate(&alice, ETH, 1_000);
    let transfer = |nonce| chain.transfer_at(&alice, STRANGER, ETH, 1, 0, nonce);
    let (single, batch) = (transfer(4), vec![transfer(1), transfer(2), transfer(3)]);
    let inputs = |batch: &Vec<Transaction>| vec![batch.clone().into(), single.clone().into()];
    let output = chain.run(MiniBlockInputs { transactions: inputs(&batch), ..Default::default() });
    // What comes after it waits with it, so that no order changes.
    assert_eq!(outcomes(&output), vec![TxOutcome::Deferred; 4]);
    assert_eq!(output.sealed.unwrap().ops.len(), 2);
    let output = chain.run(MiniBlockInputs { transactions: inputs(&batch), ..Default::default() });
    executed(&output);
    assert!(outcomes(&output).iter().all(|outcome| matches!(outcome, TxOutcome::Executed { block: 2, .. })));
    let fits = |count: u32| {
        let batch: Vec<_> = (5..5 + count).map(|nonce| chain.transfer_at(&alice, STRANGER, ETH, 1, 0, nonce)).collect();
        chain.executor.query(&chain.header, |query| query.fits_a_block(&batch)).unwrap()
    };
    assert!(fits(4) && !fits(5));
}

#[test]
fn a_batch_is_known_by_the_hashes_of_its_members() {
    let (one, two) = (TxHash([1; 32]), TxHash([2; 32]));
    assert_ne!(batch_hash(&[one, two]), batch_hash(&[two, one]));
    let bytes = [[1u8; 32], [2; 32]].concat();
    assert_eq!(batch_hash(&[one, two]).0, zelkova_primitives::keccak256(&bytes));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// A batch does what its members do one after the other, or nothing if one of them fails.
    #[test]
    fn a_batch_is_its_members_or_nothing(members in prop::collection::vec((any::<bool>(), 1u32..700, 0u32..3), 1..6)) {
        let (mut together, alice, bob) = funded();
        let (mut apart, ..) = funded();
        let mut nonces = [together.nonce(&alice), together.nonce(&bob)];
        let batch: Vec<Transaction> = members
            .into_iter()
            .map(|(first, amount, fee)| {
                let (from, to) = if first { (&alice, &bob) } else { (&bob, &alice) };
                let nonce = &mut nonces[usize::from(!first)];
                *nonce += 1;
                together.transfer_at(from, to.address, ETH, amount.into(), fee.into(), *nonce - 1)
            })
            .collect();
        let before = together.header.state_root;
        let output = run(&mut together, batch.clone());
        let alone: Vec<_> = batch.into_iter().map(|tx| outcomes(&apart.run_transactions([tx]))[0].clone()).collect();
        let good = |outcome: &TxOutcome| matches!(outcome, TxOutcome::Executed { .. });
        if alone.iter().all(good) {
            prop_assert_eq!(outcomes(&output), alone);
            prop_assert_eq!(together.balance(&alice, ETH), apart.balance(&alice, ETH));
            prop_assert_eq!(together.seal().new_root, apart.seal().new_root);
        } else {
            prop_assert!(!outcomes(&output).iter().any(good));
            prop_assert_eq!((together.balance(&alice, ETH), together.balance(&bob, ETH)), (1_000, 0));
        }
        prop_assert_ne!(together.header.state_root, before);
    }
}
