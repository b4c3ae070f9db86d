//! Blocks that are opened again.

mod common;

use common::{config, executed, Chain, User, ETH};
use zelkova_operation::SealedBlock;
use zelkova_primitives::{L1Address, PriorityOp, PriorityOpKind};
use zelkova_runtime::{
    ExecuteError, MiniBlockInputs, MiniBlockOutput, MintNft, OperationKind, PipelineEvent, Signed, Transaction,
    TransferNft, TxOutcome,
};

const STRANGER: L1Address = L1Address([0x55; 20]);

/// What all users can see of the state, with its root.
fn seen(chain: &Chain) -> (Vec<String>, String) {
    let accounts = chain.executor.query(&chain.header, |query| {
        let ids = (0..8).map(zelkova_primitives::AccountId);
        let one = |id| format!("{:?} {:?} {:?}", query.account(id), query.nfts(id, 0, 9), query.nft(id, 0));
        let addresses = [1u8, 2].map(|seed| format!("{:?}", query.account_id(&User::new(seed).address)));
        ids.map(one).chain(addresses).chain([format!("{:?}", query.account_id(&STRANGER))]).collect::<Vec<_>>()
    });
    let rest = chain.executor.query(&chain.header, |query| {
        format!("{} {} {}", query.last_sealed().number, query.last_sealed().root, query.next_priority_op())
    });
    (accounts.unwrap(), rest.unwrap())
}

enum Step {
    Priority(PriorityOp),
    Transaction(Box<Transaction>),
    Seal,
}

fn play(chain: &mut Chain, steps: &[Step]) -> Vec<SealedBlock> {
    let mut sealed = Vec::new();
    for step in steps {
        let output = match step {
            Step::Priority(op) => chain.run(MiniBlockInputs { priority_ops: vec![*op], ..Default::default() }),
            Step::Transaction(tx) => chain.run_transactions([Transaction::clone(tx)]),
            Step::Seal => chain.run(MiniBlockInputs { seal_now: true, ..Default::default() }),
        };
        executed(&output);
        sealed.extend(output.sealed);
    }
    sealed
}

fn reopen(chain: &mut Chain, first: u32) -> MiniBlockOutput {
    chain.run(MiniBlockInputs { reopen: Some(first), ..Default::default() })
}

/// A block of deposits and keys, then steps of every kind over several blocks; the last ones stay pending.
fn history() -> (Chain, User, Vec<Step>) {
    let mut chain = Chain::new(&config());
    let (alice, bob) = (User::new(1), User::new(2));
    chain.activate(&alice, ETH, 1_000_000);
    chain.activate(&bob, ETH, 500);
    chain.seal();
    let (account, tag) = (chain.id(&alice), chain.chain_tag);
    let (valid_from, valid_until) = (0, u64::MAX);
    let mint = |nonce, content| {
        let (to, fee_token, fee) = (alice.address, ETH, 5);
        let body = MintNft { account, to, content: [content; 32], fee_token, fee, nonce, valid_from, valid_until };
        Step::Transaction(Box::new(Signed::sign(body, &alice.key, tag).unwrap().into()))
    };
    let pay =
        |chain: &Chain, nonce| Step::Transaction(Box::new(chain.transfer_at(&alice, STRANGER, ETH, 1_000, 20, nonce)));
    let give = |nonce, nft| {
        let (to, fee_token, fee) = (bob.address, ETH, 7);
        let body = TransferNft { account, to, nft, slot: 0, fee_token, fee, nonce, valid_from, valid_until };
        Step::Transaction(Box::new(Signed::sign(body, &alice.key, tag).unwrap().into()))
    };
    let minted = |serial, content| zelkova_primitives::Nft { creator: account, serial, content: [content; 32] };
    let deposit = chain.priority(PriorityOpKind::Deposit { token: ETH, amount: 77, to: L1Address([0x66; 20]) });
    let exit = chain.priority(PriorityOpKind::FullExit { account: chain.id(&bob), owner: bob.address, token: ETH });
    let steps = vec![
        pay(&chain, 1),
        mint(2, 3),
        Step::Seal,
        Step::Priority(deposit),
        mint(3, 4),
        give(4, minted(0, 3)),
        Step::Priority(exit),
        Step::Seal,
        pay(&chain, 5),
        Step::Seal,
        pay(&chain, 6),
        mint(7, 9),
    ];
    (chain, alice, steps)
}

#[test]
fn what_is_opened_again_is_undone_and_can_be_executed_alike() {
    let (mut chain, alice, steps) = history();
    let before = seen(&chain);
    let first = play(&mut chain, &steps);
    let after = seen(&chain);
    assert_eq!(first.len(), 3);
    assert_ne!(before, after);

    let output = reopen(&mut chain, 2);
    assert_eq!(output.reopened, Some(2));
    assert_eq!(seen(&chain), before);
    let pending = chain.executor.query(&chain.header, |query| query.pending_block()).unwrap();
    assert_eq!((pending.number, pending.operations, pending.timestamp), (2, 0, chain.time));

    // Fresh times, the same states.
    let again = play(&mut chain, &steps);
    assert_eq!(seen(&chain), after);
    for (old, new) in first.iter().zip(&again) {
        assert_eq!((old.new_root, &old.ops, old.priority_ops_after), (new.new_root, &new.ops, new.priority_ops_after));
        assert!(old.timestamp < new.timestamp);
    }
    // Not only from the first: the pending block alone, and with the last sealed one.
    for first in [5, 4] {
        reopen(&mut chain, first);
        assert_eq!(chain.nonce(&alice), if first == 5 { 6 } else { 5 });
    }
}

#[test]
fn a_transaction_whose_time_is_over_is_rejected_and_so_are_those_that_build_on_it() {
    let (mut chain, alice, _) = history();
    let body = zelkova_runtime::Transfer {
        account: chain.id(&alice),
        to: STRANGER,
        token: ETH,
        amount: 1_000,
        fee: 0,
        nonce: 1,
        valid_from: 0,
        valid_until: chain.time + 50,
    };
    let short: Transaction = Signed::sign(body, &alice.key, chain.chain_tag).unwrap().into();
    let next = chain.transfer_at(&alice, STRANGER, ETH, 1_000, 0, 2);
    executed(&chain.run_transactions([short.clone(), next.clone()]));
    chain.seal();
    chain.time += 100;
    reopen(&mut chain, 2);
    let output = chain.run_transactions([short, next]);
    assert!(output.results.iter().all(|result| matches!(result.outcome, TxOutcome::Rejected { .. })), "{output:?}");
}

#[test]
fn what_l1_has_is_not_opened_again() {
    let (mut chain, _, steps) = history();
    play(&mut chain, &steps);
    let open = |chain: &Chain| chain.executor.query(&chain.header, |query| query.open_operations()).unwrap();
    let commit = open(&chain).into_iter().find(|operation| operation.kind == OperationKind::CommitBlocks).unwrap();
    assert_eq!(commit.from, 1);
    let event = PipelineEvent::L1Confirmed { operation: commit.id };
    let confirmed = chain.run(MiniBlockInputs { pipeline_events: vec![event], ..Default::default() });
    assert!(confirmed.refused_events.is_empty());
    for first in [0, commit.to, 99] {
        let inputs = MiniBlockInputs { timestamp: chain.time + 1, reopen: Some(first), ..Default::default() };
        let error = chain.executor.execute(&chain.header, inputs).unwrap_err();
        assert!(matches!(error, ExecuteError::Inherent { .. }), "{error}");
        assert!(error.to_string().contains("cannot be opened again"), "{error}");
    }
    let voided = reopen(&mut chain, commit.to + 1).voided;
    assert!(open(&chain).iter().all(|operation| operation.to <= commit.to && !voided.contains(&operation.id)));
}
