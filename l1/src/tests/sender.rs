//! The sender against an L1 that mines, waits, forgets and refuses.

use super::L1;
use crate::{
    calls, dev_private_key, sender::Attempt, Fees, L1Error, L1OpKind, L1Operation, L1Source, L1Wallet, OperationSender,
    RollupSource, Sender, SenderConfig, SenderEvent, SenderRecord, SenderState, SenderStore,
};
use ethers::types::BlockNumber;
use parking_lot::Mutex;
use serde_json::json;
use std::{collections::BTreeMap, sync::Arc};
use zelkova_primitives::{Felt, L1Address};
use L1OpKind::{Commit, Execute, PublishProof};

#[derive(Clone, Default)]
struct Store {
    records: Arc<Mutex<BTreeMap<u64, SenderRecord>>>,
    broken: bool,
}

impl SenderStore for Store {
    fn load(&self) -> Result<Vec<SenderRecord>, L1Error> {
        Ok(self.records.lock().values().cloned().collect())
    }

    fn save(&self, record: &SenderRecord) -> Result<(), L1Error> {
        if self.broken {
            return Err(L1Error::Store("the disk is full".into()));
        }
        self.records.lock().insert(record.operation.id, record.clone());
        Ok(())
    }
}

impl Store {
    fn state(&self, id: u64) -> SenderState {
        self.records.lock()[&id].state.clone()
    }

    fn hashes(&self, id: u64) -> Vec<[u8; 32]> {
        match self.state(id) {
            SenderState::Sent(flight) => flight.attempts.iter().map(|attempt| attempt.tx_hash).collect(),
            state => panic!("operation {id} is not in flight: {state:?}"),
        }
    }
}

/// The sender does not look into call data: any call of the contract will do, and this one leaves a trace of its order.
fn operation(id: u64, kind: L1OpKind, block: u32) -> L1Operation {
    let arguments = [calls::felt_bytes(Felt::from(1u8)), calls::uint(id)];
    let calldata = calls::encode(calls::rollup::SET_AUTH_PUBKEY_HASH, &arguments);
    L1Operation { id, kind, first_block: block, last_block: block, calldata }
}

fn config() -> SenderConfig {
    SenderConfig { expected_wait_blocks: 2, ..SenderConfig::default() }
}

async fn sender(l1: &L1, store: &Store) -> Sender<Store> {
    Sender::new(l1.operator.clone(), l1.rollup(), store.clone(), config()).await.unwrap()
}

/// Ids in the order in which L1 executed them.
async fn executed(l1: &L1) -> Vec<u32> {
    let source = RollupSource::new(l1.client.clone(), &l1.deployment);
    let events = source.events(0, l1.client.block_number().await.unwrap()).await.unwrap();
    events.auth_facts.iter().map(|fact| fact.nonce).collect()
}

fn sent(events: &[SenderEvent]) -> Vec<(u64, [u8; 32])> {
    let ids = events.iter().filter_map(|event| match event {
        SenderEvent::Sent { id, tx_hash } => Some((*id, *tx_hash)),
        SenderEvent::Confirmed { .. } => None,
    });
    ids.collect()
}

fn confirmed(events: &[SenderEvent]) -> Vec<(u64, [u8; 32])> {
    let ids = events.iter().filter_map(|event| match event {
        SenderEvent::Confirmed { id, tx_hash, gas_used, .. } => {
            assert!(*gas_used > 21_000);
            Some((*id, *tx_hash))
        }
        SenderEvent::Sent { .. } => None,
    });
    ids.collect()
}

fn ids(events: &[(u64, [u8; 32])]) -> Vec<u64> {
    events.iter().map(|(id, _)| *id).collect()
}

#[tokio::test]
async fn operations_go_in_order_of_priority_and_are_confirmed_in_order() {
    let l1 = L1::start().await;
    let store = Store::default();
    let mut sender = sender(&l1, &store).await;
    l1.automine(false).await;
    for (id, kind, block) in [(0, Commit, 1), (1, Commit, 2), (2, PublishProof, 1), (3, Execute, 1), (4, Execute, 2)] {
        sender.enqueue(operation(id, kind, block));
    }
    let events = sender.tick().await.unwrap();
    assert_eq!(ids(&sent(&events)), [0, 2, 3, 1], "block 2 is not proven, so operation 4 waits");
    assert_eq!(sender.tick().await.unwrap(), [], "nothing is mined");
    l1.mine(1).await;
    let events = sender.tick().await.unwrap();
    assert_eq!(ids(&confirmed(&events)), [0, 2, 3, 1]);
    assert_eq!(executed(&l1).await, [0, 2, 3, 1]);
    sender.enqueue(operation(5, PublishProof, 2));
    assert_eq!(ids(&sent(&sender.tick().await.unwrap())), [5, 4]);
    l1.mine(1).await;
    assert_eq!(ids(&confirmed(&sender.tick().await.unwrap())), [5, 4]);
    assert!(matches!(store.state(4), SenderState::Confirmed { .. }));
}

#[tokio::test]
async fn confirmations_are_waited_for() {
    let l1 = L1::start().await;
    let store = Store::default();
    let config = SenderConfig { confirmations: 2, max_in_flight: 1, ..config() };
    let mut sender = Sender::new(l1.operator.clone(), l1.rollup(), store, config).await.unwrap();
    l1.automine(false).await;
    sender.enqueue(operation(0, Commit, 1));
    sender.enqueue(operation(1, Commit, 2));
    assert_eq!(ids(&sent(&sender.tick().await.unwrap())), [0], "one at a time");
    l1.mine(1).await;
    assert_eq!(sender.tick().await.unwrap(), []);
    l1.mine(1).await;
    assert_eq!(sender.tick().await.unwrap(), []);
    l1.mine(1).await;
    let events = sender.tick().await.unwrap();
    assert_eq!((ids(&confirmed(&events)), ids(&sent(&events))), (vec![0], vec![1]));
}

#[tokio::test]
async fn a_stuck_transaction_is_replaced() {
    let l1 = L1::start().await;
    let store = Store::default();
    let mut sender = sender(&l1, &store).await;
    l1.automine(false).await;
    sender.enqueue(operation(0, Commit, 1));
    let first = sent(&sender.tick().await.unwrap())[0].1;
    // Blocks too small for the transaction: they are made without it.
    l1.rpc("evm_setBlockGasLimit", json!(["0x7530"])).await;
    l1.mine(1).await;
    assert_eq!(sender.tick().await.unwrap(), [], "it may wait for two blocks");
    l1.mine(1).await;
    l1.rpc("evm_setBlockGasLimit", json!(["0x1c9c380"])).await;
    let events = sender.tick().await.unwrap();
    let second = sent(&events)[0].1;
    assert_ne!(first, second);
    assert_eq!(store.hashes(0), [first, second], "every hash is kept");
    let SenderState::Sent(flight) = store.state(0) else { panic!("{:?}", store.state(0)) };
    let fees = flight.attempts.iter().map(|attempt| attempt.fees).collect::<Vec<_>>();
    assert!(fees[1].max_fee * 100 >= fees[0].max_fee * 115 && fees[1].priority_fee * 100 >= fees[0].priority_fee * 115);
    l1.mine(1).await;
    assert_eq!(confirmed(&sender.tick().await.unwrap()), [(0, second)]);
    assert_eq!(executed(&l1).await, [0]);
}

#[tokio::test]
async fn a_transaction_below_the_base_fee_is_replaced() {
    let l1 = L1::start().await;
    let store = Store::default();
    let mut sender = sender(&l1, &store).await;
    l1.automine(false).await;
    sender.enqueue(operation(0, Commit, 1));
    let first = sent(&sender.tick().await.unwrap())[0].1;
    // The L1 node drops what cannot be mined, and takes it only with higher fees.
    l1.rpc("anvil_setNextBlockBaseFeePerGas", json!(["0x174876e800"])).await;
    l1.mine(1).await;
    let second = sent(&sender.tick().await.unwrap())[0].1;
    assert_eq!(store.hashes(0), [first, second]);
    l1.mine(1).await;
    assert_eq!(confirmed(&sender.tick().await.unwrap()), [(0, second)]);
}

#[tokio::test]
async fn an_older_attempt_may_be_the_one_that_is_mined() {
    let l1 = L1::start().await;
    let store = Store::default();
    l1.automine(false).await;
    let mut first_run = sender(&l1, &store).await;
    first_run.enqueue(operation(0, Commit, 1));
    let first = sent(&first_run.tick().await.unwrap())[0].1;
    drop(first_run);
    // The node was killed between storing a replacement and broadcasting it.
    let SenderState::Sent(mut flight) = store.state(0) else { panic!("{:?}", store.state(0)) };
    let old = flight.attempts[0].fees;
    let fees = Fees { max_fee: old.max_fee * 2, priority_fee: old.priority_fee * 2 };
    let request = ethers::types::Eip1559TransactionRequest::new()
        .from(calls::h160(l1.operator.address()))
        .to(calls::h160(l1.rollup()))
        .data(operation(0, Commit, 1).calldata);
    let replacement = l1.operator.sign(request, flight.nonce, flight.gas_limit, fees).unwrap();
    flight.attempts.push(Attempt { tx_hash: replacement.hash.0, fees, l1_block: 0 });
    store.save(&SenderRecord { operation: operation(0, Commit, 1), state: SenderState::Sent(flight) }).unwrap();
    l1.mine(1).await;
    let events = sender(&l1, &store).await.tick().await.unwrap();
    assert_eq!(confirmed(&events), [(0, first)]);
    assert_eq!(executed(&l1).await, [0]);
}

#[tokio::test]
async fn a_restarted_sender_continues_from_its_records() {
    let l1 = L1::start().await;
    let store = Store::default();
    l1.automine(false).await;
    let mut first_run = sender(&l1, &store).await;
    first_run.enqueue(operation(0, Commit, 1));
    let hash = sent(&first_run.tick().await.unwrap())[0].1;
    store.save(&SenderRecord { operation: operation(1, PublishProof, 1), state: SenderState::Queued }).unwrap();
    drop(first_run);
    // L1 forgot the transaction, or never got it.
    l1.rpc("anvil_dropAllTransactions", json!([])).await;
    let mut second_run = sender(&l1, &store).await;
    second_run.enqueue(operation(1, PublishProof, 1));
    let events = second_run.tick().await.unwrap();
    assert_eq!(ids(&sent(&events)), [1]);
    assert_eq!(store.hashes(0), [hash], "the same transaction again, not another one");
    l1.mine(1).await;
    assert_eq!(ids(&confirmed(&second_run.tick().await.unwrap())), [0, 1]);
    assert_eq!(executed(&l1).await, [0, 1]);
    assert_eq!(sender(&l1, &store).await.tick().await.unwrap(), [], "everything is confirmed");
}

#[tokio::test]
async fn nothing_is_sent_that_is_not_stored() {
    let l1 = L1::start().await;
    let account = calls::h160(l1.operator.address());
    let nonce = || l1.client.transaction_count(account, BlockNumber::Pending);
    let before = nonce().await.unwrap();
    let mut sender = sender(&l1, &Store { broken: true, ..Store::default() }).await;
    sender.enqueue(operation(0, Commit, 1));
    let error = sender.tick().await.unwrap_err();
    assert!(matches!(error, L1Error::Store(_)) && error.is_fatal(), "{error}");
    assert_eq!(nonce().await.unwrap(), before);
}

#[tokio::test]
async fn a_call_that_would_revert_is_named_and_not_sent() {
    let l1 = L1::start().await;
    let mut sender = sender(&l1, &Store::default()).await;
    let arguments = [calls::address(L1Address::ZERO), calls::address(L1Address::ZERO), calls::uint(1u8)];
    let calldata = calls::encode(calls::rollup::WITHDRAW_PENDING_BALANCE, &arguments);
    sender.enqueue(L1Operation { calldata, last_block: 6, ..operation(3, Commit, 4) });
    let error = sender.tick().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "operation 3 (commitBlocks of blocks 4 to 6) is refused by the contract: ZeroAddress"
    );
    assert!(error.is_fatal());
}

#[tokio::test]
async fn a_reverted_transaction_is_named_and_sent_anew_after_a_restart() {
    let l1 = L1::start().await;
    let store = Store::default();
    let mut first_run = sender(&l1, &store).await;
    l1.automine(false).await;
    first_run.enqueue(operation(0, Commit, 1));
    first_run.tick().await.unwrap();
    // The contract is paused, so to say, between the estimate and the block.
    let code = l1.rpc("eth_getCode", json!([l1.rollup(), "latest"])).await;
    l1.rpc("anvil_setCode", json!([l1.rollup(), "0x5f5ffd"])).await;
    l1.mine(1).await;
    let error = first_run.tick().await.unwrap_err();
    assert!(error.to_string().starts_with("operation 0 (commitBlocks of blocks 1 to 1) is refused"), "{error}");
    assert!(error.is_fatal());
    drop(first_run);

    l1.rpc("anvil_setCode", json!([l1.rollup(), code])).await;
    let mut second_run = sender(&l1, &store).await;
    assert_eq!(ids(&sent(&second_run.tick().await.unwrap())), [0]);
    l1.mine(1).await;
    assert_eq!(ids(&confirmed(&second_run.tick().await.unwrap())), [0]);
    assert_eq!(executed(&l1).await, [0]);
}

#[tokio::test]
async fn a_nonce_that_another_program_used_is_given_up() {
    let l1 = L1::start().await;
    let store = Store::default();
    let mut sender = sender(&l1, &store).await;
    l1.automine(false).await;
    sender.enqueue(operation(0, Commit, 1));
    sender.tick().await.unwrap();
    l1.rpc("anvil_dropAllTransactions", json!([])).await;
    l1.automine(true).await;
    l1.operator.transfer_eth(L1Address([5; 20]), 1).await.unwrap();
    assert_eq!(sender.tick().await.unwrap(), [], "not certain yet");
    l1.mine(8).await;
    l1.automine(false).await;
    assert_eq!(ids(&sent(&sender.tick().await.unwrap())), [0]);
    l1.mine(1).await;
    assert_eq!(ids(&confirmed(&sender.tick().await.unwrap())), [0]);
    assert_eq!(executed(&l1).await, [0]);
}

#[tokio::test]
async fn another_key_does_not_take_over() {
    let l1 = L1::start().await;
    let store = Store::default();
    l1.automine(false).await;
    let mut first_run = sender(&l1, &store).await;
    first_run.enqueue(operation(0, Commit, 1));
    first_run.tick().await.unwrap();
    let other = L1Wallet::new(l1.client.clone(), dev_private_key(5)).unwrap();
    let error = Sender::new(other, l1.rollup(), store, config()).await.err().unwrap();
    assert!(matches!(error, L1Error::OtherKey { .. }), "{error}");
    let error = Sender::new(l1.operator.clone(), L1Address([1; 20]), Store::default(), config()).await.err().unwrap();
    assert!(matches!(error, L1Error::NoContract(_)), "{error}");
}
