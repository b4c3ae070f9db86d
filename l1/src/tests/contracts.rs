//! Deployment, people's transactions and committed blocks.

use super::{genesis_root, L1, L2_CHAIN_ID};
use crate::{
    calls, commit_blocks_calldata, L1Client, L1Error, L1Receipt, RollupSource, StoredBlockInfo, Watcher, WatcherConfig,
    WatcherProgress,
};
use ethers::{providers::Middleware, types::BlockNumber};
use serde_json::json;
use zelkova_operation::{OpTrace, SealedBlock, SlotArgs, SlotTrace};
use zelkova_primitives::{
    chain_tag, pack_chunks, AccountId, Felt, L1Address, PriorityOpKind, Settlement, TokenId, Touch,
};

const ETHER: u128 = 1_000_000_000_000_000_000;
/// The smallest circuit.
const CAPACITY: u32 = 3;

/// A block of the chain with this tag that publishes the given operations; its state transition is arbitrary.
pub fn sealed_block(chain_tag: Felt, timestamp: u64, ops: &[Vec<u8>], priority_ops: u64) -> SealedBlock {
    let touch = Touch { account: AccountId(1), ..Touch::default() };
    let op = |bytes: &Vec<u8>| {
        let slot = SlotTrace {
            opcode: bytes[0],
            step: 0,
            touches: [touch; 2],
            args: SlotArgs::default(),
            signature: None,
            chunks: pack_chunks(bytes),
            pays_fee: false,
        };
        OpTrace { slots: vec![slot] }
    };
    SealedBlock {
        number: 1,
        timestamp,
        fee_account: AccountId(0),
        capacity: CAPACITY,
        old_root: genesis_root(),
        new_root: Felt::from(100u8),
        chain_tag,
        ops: ops.iter().map(op).collect(),
        fee_touches: Vec::new(),
        priority_ops_before: 0,
        priority_ops_after: priority_ops,
    }
}

fn progress(l1: &L1) -> WatcherProgress {
    WatcherProgress { next_block: l1.deployment.from_block, next_serial_id: 0, next_token_id: 1 }
}

pub async fn key_digest(l1: &L1) -> [u8; 32] {
    l1.client.key_digest(l1.deployment.verifier, CAPACITY).await.unwrap()
}

pub async fn commit(l1: &L1, block: &SealedBlock, witnesses: Vec<Vec<u8>>) -> Result<(), L1Error> {
    let data = commit_blocks_calldata(&StoredBlockInfo::genesis(genesis_root()), &[(block.clone(), witnesses)]);
    l1.operator.send("the commitment", Some(calls::h160(l1.rollup())), 0, data).await.map(drop)
}

pub async fn now(l1: &L1) -> u64 {
    let block = l1.client.provider().get_block(BlockNumber::Latest).await.unwrap().unwrap();
    block.timestamp.as_u64()
}

#[tokio::test]
async fn deposits_exits_keys_and_tokens_reach_the_watcher() {
    let l1 = L1::start().await;
    let (rollup, user, token) = (l1.rollup(), l1.user.address(), l1.token);
    let friend = L1Address([0xfe; 20]);

    let first = l1.user.deposit_eth(rollup, friend, 3 * ETHER).await.unwrap();
    l1.user.mint_dev_token(token, user, 500).await.unwrap();
    let second = l1.user.deposit_erc20(rollup, token, 400, user).await.unwrap();
    let exit = l1.user.request_full_exit(rollup, AccountId(7), token).await.unwrap();
    l1.user.set_auth_pubkey_hash(rollup, Felt::from(77u8), 5).await.unwrap();
    let late = l1.add_token("LATE").await;
    let serial = |receipt: &L1Receipt| receipt.serial_id;
    assert_eq!([&first, &second, &exit].map(serial), [Some(0), Some(1), Some(2)]);
    assert_eq!(l1.client.eth_balance(rollup).await.unwrap(), 3 * ETHER);
    assert_eq!(l1.client.token_balance(token, rollup).await.unwrap(), 400);
    assert_eq!(l1.client.token_balance(token, user).await.unwrap(), 100);

    let config = WatcherConfig { confirmations: 0, max_block_range: 1_000 };
    let watcher = Watcher::new(RollupSource::new(l1.client.clone(), &l1.deployment), config);
    let batch = watcher.poll(&progress(&l1)).await.unwrap().unwrap();
    let kinds: Vec<_> = batch.priority_ops.iter().map(|op| op.kind).collect();
    assert_eq!(
        kinds,
        [
            PriorityOpKind::Deposit { token: TokenId::ETH, amount: 3 * ETHER, to: friend },
            PriorityOpKind::Deposit { token: TokenId(1), amount: 400, to: user },
            PriorityOpKind::FullExit { account: AccountId(7), owner: user, token: TokenId(1) },
        ]
    );
    let deposit = batch.priority_ops[0];
    assert_eq!((deposit.l1_block, deposit.l1_tx_hash), (first.block, first.tx_hash.0));
    assert_eq!(deposit.expiration_block, first.block + 1_000);
    let tokens: Vec<_> =
        batch.new_tokens.iter().map(|new| (new.id.0, new.address, &*new.symbol, new.decimals)).collect();
    assert_eq!(tokens, [(1, token, "TST", 6), (2, late, "LATE", 18)]);
    let [fact] = batch.auth_facts[..] else { panic!("{:?}", batch.auth_facts) };
    assert_eq!((fact.address, fact.nonce, fact.key_hash), (user, 5, Felt::from(77u8)));
    assert_eq!((batch.progress.next_serial_id, batch.progress.next_token_id), (3, 3));

    assert_eq!(watcher.poll(&batch.progress).await.unwrap(), None, "nothing new");
    let fourth = l1.user.deposit_eth(rollup, friend, 1).await.unwrap();
    let batch = watcher.poll(&batch.progress).await.unwrap().unwrap();
    assert_eq!(batch.priority_ops[0].serial_id, fourth.serial_id.unwrap());
    assert_eq!(batch.priority_ops.len(), 1);
}

#[tokio::test]
async fn a_token_that_burns_its_gas_costs_its_symbol_only() {
    let l1 = L1::start().await;
    // Reverts with `Error("rate limit")`, which is not the node's word.
    let words = format!("0x6064600a5f3960645ffd08c379a0{:064x}{:064x}72617465206c696d6974{:044x}", 32, 10, 0);
    // INVALID, an endless loop, 200 KiB of zeros, nothing at all.
    for (id, code) in (2..).zip(["0xfe", "0x5b5f56", "0x620320005ff3", "0x00", &words]) {
        let token = l1.add_token("LIAR").await;
        l1.rpc("anvil_setCode", json!([token, code])).await;
        let config = WatcherConfig { confirmations: 0, max_block_range: 1_000 };
        let watcher = Watcher::new(RollupSource::new(l1.client.clone(), &l1.deployment), config);
        let batch = watcher.poll(&progress(&l1)).await.unwrap().unwrap();
        let new = batch.new_tokens.last().unwrap();
        assert_eq!((new.id.0, new.address, &*new.symbol, new.decimals), (id, token, "", 0));
    }
}

#[tokio::test]
async fn a_refused_transaction_names_the_contracts_error() {
    let l1 = L1::start().await;
    let (rollup, unknown) = (l1.rollup(), L1Address([9; 20]));
    let error = l1.user.request_full_exit(rollup, AccountId(1), unknown).await.unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("the request of a full exit is refused by the contract: TokenNotRegistered("), "{text}");
    assert!(text.contains(&unknown.to_string()) && text.ends_with("addToken"), "{text}");
    assert!(error.is_fatal());

    let error = l1.user.claim(rollup, l1.user.address(), L1Address::ZERO, 1).await.unwrap_err();
    assert!(matches!(&error, L1Error::Reverted { error, .. } if error.name == "ZeroAmount"), "{error}");
    let block = sealed_block(l1.tag(), now(&l1).await, &[], 0);
    let data = commit_blocks_calldata(&StoredBlockInfo::genesis(genesis_root()), &[(block, Vec::new())]);
    let error = l1.user.send("the commitment", Some(calls::h160(rollup)), 0, data).await.unwrap_err();
    assert!(matches!(&error, L1Error::Reverted { error, .. } if error.name == "NotValidator"), "{error}");
    let error = l1.user.transfer_eth(unknown, u128::MAX).await.unwrap_err();
    assert!(matches!(error, L1Error::InsufficientFunds { .. }), "{error}");
    let error = l1.user.pending_balance(unknown, unknown, unknown).await.unwrap_err();
    assert!(matches!(error, L1Error::NoContract(_)), "{error}");
}

#[tokio::test]
async fn the_verifier_tells_the_digests_of_its_keys() {
    let l1 = L1::start().await;
    let digest = |capacity| l1.client.key_digest(l1.deployment.verifier, capacity);
    assert_ne!(digest(3).await.unwrap(), digest(7).await.unwrap());
    let error = digest(4).await.unwrap_err();
    assert!(matches!(&error, L1Error::Reverted { error, .. } if error.name == "UnknownCapacity"), "{error}");
    assert!(error.is_fatal() && error.to_string().contains("deploy the verifier"), "{error}");
}

#[tokio::test]
async fn a_client_refuses_another_chain() {
    let l1 = L1::start().await;
    let url = l1._anvil.url();
    let error = L1Client::connect(&url, 1).await.unwrap_err();
    assert!(matches!(error, L1Error::WrongChain { expected: 1, found: 31_337, .. }), "{error}");
    let error = L1Client::connect("no url", 1).await.unwrap_err();
    assert!(matches!(error, L1Error::Url { .. }), "{error}");
    let error = L1Client::connect("http://127.0.0.1:1", 1).await.unwrap_err();
    assert!(matches!(error, L1Error::Transport { .. }), "{error}");
}

#[tokio::test]
async fn a_client_refuses_a_rollup_of_another_chain() {
    let l1 = L1::start().await;
    let here = l1.deployment.settlement();
    l1.client.check_chain_tag(l1.rollup(), l1.tag()).await.unwrap();
    let elsewhere = [Settlement { l1_chain_id: 1, ..here }, Settlement { rollup: l1.token, ..here }];
    let tags = elsewhere.map(|settlement| chain_tag(settlement, L2_CHAIN_ID, genesis_root()));
    let others = [chain_tag(here, L2_CHAIN_ID + 1, genesis_root()), chain_tag(here, L2_CHAIN_ID, Felt::ZERO)];
    for tag in tags.into_iter().chain(others) {
        let error = l1.client.check_chain_tag(l1.rollup(), tag).await.unwrap_err();
        assert!(matches!(&error, L1Error::OtherChain { expected, .. } if *expected == tag), "{error}");
        assert!(error.is_fatal() && error.to_string().contains(&l1.rollup().to_string()), "{error}");
    }
    let error = l1.client.check_chain_tag(L1Address([9; 20]), l1.tag()).await.unwrap_err();
    assert!(matches!(error, L1Error::NoContract(_)), "{error}");
}

#[tokio::test]
async fn what_l1_stores_of_a_block_is_what_the_node_says() {
    let l1 = L1::start().await;
    let (rollup, user) = (l1.rollup(), l1.user.address());
    let stored = |number| l1.client.stored_block_hash(rollup, number);
    assert_eq!(stored(0).await.unwrap(), StoredBlockInfo::genesis(genesis_root()).hash());

    l1.user.deposit_eth(rollup, user, 1_000).await.unwrap();
    let deposit = PriorityOpKind::Deposit { token: TokenId::ETH, amount: 1_000, to: user };
    let mut served = deposit.to_l1_pubdata();
    served[1..5].copy_from_slice(&9u32.to_be_bytes());
    let (account, nonce, key_hash) = (9u32, 0u32, Felt::from(123u8));
    let mut change = vec![7];
    change.extend(account.to_be_bytes());
    change.extend(key_hash.to_be_bytes());
    change.extend(user.0);
    change.extend(nonce.to_be_bytes());
    change.extend([0; 4]);
    let withdrawal = [vec![3], account.to_be_bytes().to_vec(), vec![0; 49]].concat();
    let block = sealed_block(l1.tag(), now(&l1).await, &[served, change, withdrawal], 1);

    let error = commit(&l1, &block, vec![vec![1; 65]]).await.unwrap_err();
    assert!(matches!(&error, L1Error::Reverted { error, .. } if error.name == "ChangePubKeyNotAuthorized"), "{error}");
    let signature = l1.user.sign_change_pubkey(key_hash, nonce, account, l1.tag()).unwrap();
    commit(&l1, &block, vec![signature]).await.unwrap();
    assert_eq!(stored(1).await.unwrap(), StoredBlockInfo::of_block(&block, key_digest(&l1).await).hash());
    assert_eq!(stored(2).await.unwrap(), [0; 32]);
}
