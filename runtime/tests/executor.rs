//! The executor with all pallets, from deposit to sealed block.

mod common;

use std::sync::Arc;

use common::{config, executed, rejection, Chain, User, DAI, ETH, OPERATOR, SETTLEMENT};
use zelkova_operation::SealedBlock;
use zelkova_primitives::{BlockNumber, L1Address, PriorityOpKind, Settlement, TxHash, FEE_ACCOUNT};
use zelkova_runtime::{
    genesis, AuthFact, BlockSize, ExecuteError, Executor, GenesisError, L1Authorization, MemoryState, MiniBlockInputs,
    ReadError, Signed, StateReader, TokenInfo, Transaction, TransactionInput, TxOutcome,
};

const STRANGER: L1Address = L1Address([0x55; 20]);

#[test]
fn every_operation_from_deposit_to_sealed_block() {
    let mut chain = Chain::new(&config());
    let (alice, bob) = (User::new(1), User::new(2));
    chain.activate(&alice, ETH, 1_000_000);
    chain.deposit(&bob, ETH, 50);
    let transactions = [
        chain.transfer_at(&alice, bob.address, ETH, 1_000, 10, 1),
        chain.transfer_at(&alice, STRANGER, ETH, 2_000, 20, 2),
    ];
    executed(&chain.run_transactions(transactions));
    let withdraw = chain.withdraw(&alice, STRANGER, ETH, 123_456_789 / 1_000, 30);
    executed(&chain.run_transactions([withdraw]));
    let exit = PriorityOpKind::FullExit { account: chain.id(&bob), owner: bob.address, token: ETH };
    let exit = chain.priority(exit);
    let output = chain.run(MiniBlockInputs { priority_ops: vec![exit], seal_now: true, ..Default::default() });

    let block = output.sealed.unwrap();
    let opcodes: Vec<_> = block.ops.iter().filter_map(|op| op.opcode()).collect();
    assert_eq!(opcodes, [1, 7, 1, 5, 2, 3, 6]);
    assert_eq!((block.number, block.capacity), (1, 7));
    assert_eq!((block.priority_ops_before, block.priority_ops_after), (0, 3));
    assert_eq!(output.eth_witnesses.iter().map(Vec::len).collect::<Vec<_>>(), [65]);
    assert_eq!(block.fee_touches.len(), 1);
    assert_eq!(chain.balance(&alice, ETH), 1_000_000 - 1_010 - 2_020 - 123_456 - 30);
    assert_eq!(chain.balance(&bob, ETH), 0);
    let fees = chain.executor.query(&chain.header, |query| query.balance(FEE_ACCOUNT, ETH)).unwrap();
    assert_eq!(fees, 60);
    assert_eq!(output.header.digest.logs.len(), 1);
    let sealed = chain.executor.query(&chain.header, |query| query.last_sealed()).unwrap();
    assert_eq!((sealed.number, sealed.root, sealed.fast), (1, block.new_root, true));
}

#[test]
fn same_inputs_give_the_same_mini_block() {
    let mut chain = Chain::new(&config());
    let alice = User::new(1);
    chain.activate(&alice, ETH, 1_000);
    let inputs = MiniBlockInputs {
        timestamp: 5_000,
        transactions: vec![chain.transfer(&alice, STRANGER, ETH, 10, 1).into()],
        seal_now: true,
        ..Default::default()
    };
    let first = chain.executor.execute(&chain.header, inputs.clone()).unwrap();
    let second = chain.executor.execute(&chain.header, inputs).unwrap();
    assert_eq!(first.header, second.header);
    assert_eq!(first.extrinsics, second.extrinsics);
    assert_eq!(first.sealed, second.sealed);
    assert_eq!(first.changes, second.changes);
}

#[test]
fn a_state_opened_again_from_the_change_sets_goes_on_alike() {
    let mut chain = Chain::new(&config());
    let alice = User::new(1);
    let copy = Arc::new(MemoryState::new());
    copy.apply(&genesis::build(&config(), SETTLEMENT).unwrap().changes);
    let deposit = chain.priority(PriorityOpKind::Deposit { token: ETH, amount: 500, to: alice.address });
    let output = chain.run(MiniBlockInputs { priority_ops: vec![deposit], ..Default::default() });
    copy.apply(&output.changes);
    let change_key = chain.change_key(&alice, 0);
    copy.apply(&chain.run_transactions([change_key]).changes);

    let reopened = Executor::new(copy);
    let inputs = MiniBlockInputs {
        timestamp: 2_000,
        transactions: vec![chain.transfer(&alice, STRANGER, ETH, 10, 1).into()],
        seal_now: true,
        ..Default::default()
    };
    let here = chain.executor.execute(&chain.header, inputs.clone()).unwrap();
    let there = reopened.execute(&chain.header, inputs).unwrap();
    assert_eq!(here.header, there.header);
    assert_eq!(here.sealed, there.sealed);
    assert!(here.sealed.is_some());
}

#[test]
fn what_does_not_fit_is_deferred_and_seals_the_block() {
    let mut config = config();
    config.parameters.sealing.sizes = vec![BlockSize { slots: 3, fee_touches: 1 }];
    let mut chain = Chain::new(&config);
    let alice = User::new(1);
    chain.activate(&alice, ETH, 1_000);
    let transactions: Vec<_> = (1..4).map(|nonce| chain.transfer_at(&alice, STRANGER, ETH, 1, 0, nonce)).collect();
    let output = chain.run_transactions(transactions.clone());
    let outcomes: Vec<_> = output.results.iter().map(|result| result.outcome.clone()).collect();
    assert_eq!(outcomes, [TxOutcome::Executed { block: 1, index: 2 }, TxOutcome::Deferred, TxOutcome::Deferred]);
    assert_eq!(output.sealed.unwrap().ops.len(), 3);
    let again = chain.run_transactions(transactions.into_iter().skip(1));
    assert_eq!(again.results[1].outcome, TxOutcome::Executed { block: 2, index: 1 });
}

#[test]
fn a_second_fee_token_without_a_lane_waits_for_the_next_block() {
    let mut config = config();
    config.parameters.sealing.sizes = vec![BlockSize { slots: 9, fee_touches: 1 }];
    let mut chain = Chain::new(&config);
    let alice = User::new(1);
    chain.activate(&alice, ETH, 1_000);
    chain.deposit(&alice, DAI, 1_000);
    let transaction = chain.transfer(&alice, STRANGER, DAI, 1, 1);
    let output = chain.run_transactions([transaction.clone()]);
    assert_eq!(output.results[0].outcome, TxOutcome::Deferred);
    assert_eq!(output.sealed.unwrap().ops.len(), 3);
    executed(&chain.run_transactions([transaction]));
}

#[test]
fn signatures_are_checked_unless_this_node_has_done_so() {
    let mut chain = Chain::new(&config());
    let (alice, mallory) = (User::new(1), User::new(9));
    chain.activate(&alice, ETH, 1_000);
    let Transaction::Transfer(mut forged) = chain.transfer(&alice, mallory.address, ETH, 10, 0) else {
        panic!("not a transfer")
    };
    forged.body.amount = 500;
    let output = chain.run_transactions([forged.clone().into()]);
    assert_eq!(rejection(&output), "invalidSignature");
    assert_eq!(chain.balance(&alice, ETH), 1_000);
    // The flag is trusted: it is only for what this node's own admission has verified.
    let admitted = TransactionInput::admitted(vec![forged.into()]);
    executed(&chain.run(MiniBlockInputs { transactions: vec![admitted], ..Default::default() }));
}

#[test]
fn another_key_another_chain_and_a_replay_are_rejected() {
    let mut chain = Chain::new(&config());
    let (alice, mallory) = (User::new(1), User::new(9));
    chain.activate(&alice, ETH, 1_000);
    let good = chain.transfer(&alice, STRANGER, ETH, 10, 0);
    let Transaction::Transfer(transfer) = good.clone() else { panic!("not a transfer") };

    let stolen = Signed::sign(transfer.body, &mallory.key, chain.chain_tag).unwrap();
    assert_eq!(rejection(&chain.run_transactions([stolen.into()])), "wrongKey");
    let elsewhere = Signed::sign(transfer.body, &alice.key, 7u8.into()).unwrap();
    assert_eq!(rejection(&chain.run_transactions([elsewhere.into()])), "invalidSignature");
    executed(&chain.run_transactions([good.clone()]));
    assert_eq!(rejection(&chain.run_transactions([good])), "nonceMismatch");
}

/// Same operator, chain id and genesis: only where the chains settle differs.
#[test]
fn what_is_signed_for_one_deployment_is_refused_by_another() {
    let mut chain = Chain::new(&config());
    let alice = User::new(1);
    chain.activate(&alice, ETH, 1_000);
    let good = chain.transfer(&alice, STRANGER, ETH, 10, 0);
    let Transaction::Transfer(transfer) = good.clone() else { panic!("not a transfer") };
    let elsewhere =
        [Settlement { l1_chain_id: 1, ..SETTLEMENT }, Settlement { rollup: L1Address([0x51; 20]), ..SETTLEMENT }];
    for settlement in elsewhere {
        let tag = config().chain_tag(settlement).unwrap();
        let signed = Signed::sign(transfer.body, &alice.key, tag).unwrap();
        assert_eq!(rejection(&chain.run_transactions([signed.into()])), "invalidSignature", "{settlement}");
    }
    executed(&chain.run_transactions([good]));
}

#[test]
fn an_on_chain_authorisation_must_be_known_to_the_bridge() {
    let mut chain = Chain::new(&config());
    let alice = User::new(1);
    chain.deposit(&alice, ETH, 10);
    let Transaction::ChangePubKey(signed) = chain.change_key(&alice, 0) else { panic!("not a key change") };
    let mut body = signed.body;
    body.authorization = L1Authorization::OnChain;
    let tx: Transaction = Signed::sign(body, &alice.key, chain.chain_tag).unwrap().into();
    assert_eq!(rejection(&chain.run_transactions([tx.clone()])), "notAuthorized");
    let fact = AuthFact { address: alice.address, nonce: 0, key_hash: body.new_key_hash };
    let output = chain.run(MiniBlockInputs {
        auth_facts: vec![fact],
        transactions: vec![tx.into()],
        seal_now: true,
        ..Default::default()
    });
    executed(&output);
    assert_eq!(output.eth_witnesses, [Vec::<u8>::new()]);
}

#[test]
fn priority_operations_come_in_order_or_the_mini_block_is_refused() {
    let mut chain = Chain::new(&config());
    let kind = PriorityOpKind::Deposit { token: ETH, amount: 1, to: STRANGER };
    let (first, second) = (chain.priority(kind), chain.priority(kind));
    let run = |ops| {
        let inputs = MiniBlockInputs { timestamp: 1, priority_ops: ops, ..Default::default() };
        chain.executor.execute(&chain.header, inputs)
    };
    let error = run(vec![second]).unwrap_err();
    assert!(matches!(&error, ExecuteError::Inherent { reason, .. } if reason.contains("0 is next")), "{error}");
    let error = run(vec![first, first]).unwrap_err();
    assert!(matches!(&error, ExecuteError::Inherent { reason, .. } if reason.contains("1 is next")), "{error}");
    assert!(run(vec![first, second]).is_ok());
}

#[test]
fn a_token_with_other_data_is_refused_and_a_repeated_one_is_not() {
    let mut chain = Chain::new(&config());
    let token = TokenInfo { id: 5.into_token(), address: STRANGER, symbol: "T".into(), decimals: 6 };
    for _ in 0..2 {
        chain.run(MiniBlockInputs { new_tokens: vec![token.clone()], ..Default::default() });
    }
    let other = TokenInfo { address: OPERATOR, ..token };
    let inputs = MiniBlockInputs { new_tokens: vec![other], ..Default::default() };
    let error = chain.executor.execute(&chain.header, inputs).unwrap_err();
    assert!(matches!(error, ExecuteError::Inherent { inherent: "new tokens", .. }));
}

trait IntoToken {
    fn into_token(self) -> zelkova_primitives::TokenId;
}

impl IntoToken for u16 {
    fn into_token(self) -> zelkova_primitives::TokenId {
        zelkova_primitives::TokenId(self)
    }
}

struct Broken;

impl StateReader for Broken {
    fn trie_node(&self, _key: &[u8]) -> Result<Option<Vec<u8>>, ReadError> {
        Err(ReadError("the disk is gone".into()))
    }

    fn tree_node(&self, _key: &[u8]) -> Result<Option<Vec<u8>>, ReadError> {
        Err(ReadError("the disk is gone".into()))
    }

    fn sealed_block(&self, _number: BlockNumber) -> Result<Option<SealedBlock>, ReadError> {
        Err(ReadError("the disk is gone".into()))
    }
}

#[test]
fn a_state_that_cannot_be_read_is_an_error_and_no_panic() {
    let header = genesis::build(&config(), SETTLEMENT).unwrap().header;
    let executor = Executor::new(Arc::new(Broken));
    let error = executor.execute(&header, MiniBlockInputs::default()).unwrap_err();
    assert!(matches!(error, ExecuteError::Panicked(_)), "{error}");
    assert!(executor.query(&header, |query| query.tokens()).is_err());
}

#[test]
fn a_transaction_is_json_with_a_type_and_hashes_all_of_itself() {
    let mut chain = Chain::new(&config());
    let alice = User::new(1);
    chain.activate(&alice, ETH, 1_000);
    for tx in [
        chain.transfer(&alice, STRANGER, ETH, 10, 1),
        chain.withdraw(&alice, STRANGER, ETH, 10, 1),
        chain.change_key(&alice, 0),
    ] {
        let json = serde_json::to_value(&tx).unwrap();
        assert_eq!(json["type"], tx.kind());
        assert!(json["fee"].is_string() && json["nonce"].is_number(), "{json}");
        assert_eq!(serde_json::from_value::<Transaction>(json).unwrap(), tx);
    }
    let hash = |tx: &Transaction| -> TxHash { pallet_mempool::PoolTransaction::hash(tx) };
    let Transaction::Transfer(transfer) = chain.transfer(&alice, STRANGER, ETH, 10, 1) else { panic!() };
    let mut other = transfer.clone();
    other.signature = Signed::sign(transfer.body, &User::new(2).key, chain.chain_tag).unwrap().signature;
    assert_ne!(hash(&transfer.into()), hash(&other.into()));
}

#[test]
fn a_genesis_that_makes_no_sense_is_refused() {
    let refused = |change: fn(&mut zelkova_runtime::GenesisConfig)| {
        let mut config = config();
        change(&mut config);
        match genesis::build(&config, SETTLEMENT) {
            Err(GenesisError::Parameter { name, .. }) => name,
            other => panic!("not refused: {other:?}"),
        }
    };
    assert_eq!(refused(|config| config.fee_account_address = L1Address::ZERO), "feeAccountAddress");
    assert_eq!(refused(|config| config.tokens.clear()), "tokens");
    assert_eq!(refused(|config| config.tokens.push(TokenInfo::eth())), "tokens");
    assert_eq!(refused(|config| config.parameters.sealing.sizes.clear()), "parameters.sealing");
    assert_eq!(refused(|config| config.parameters.aggregator.commit.max_blocks = 0), "parameters.aggregator");
    assert_eq!(refused(|config| config.parameters.mempool.nonce_window = 0), "parameters.mempool");
    let json = serde_json::to_string(&config()).unwrap().replacen('{', "{\"unknown\":1,", 1);
    assert!(serde_json::from_str::<zelkova_runtime::GenesisConfig>(&json).is_err());
}
