//! Rollups that are not those of the chain, and an L1 that takes blocks too late.

use super::{config, directory, start, NodeConfig, Running, DATABASE_DIRECTORY};
use crate::{
    db::{Database, DbError},
    launch::L1Config,
    NodeError,
};
use serde_json::{json, Value};
use std::time::Duration;
use zelkova_chain_spec::Deployment;
use zelkova_console::{exit_code, Failure};
use zelkova_l1::{deploy, dev_private_key, Anvil, AnvilConfig, DeployConfig, L1Client, L1Wallet};
use zelkova_primitives::{Felt, L1Address};
use zelkova_rpc::types::Stage;

/// An L1 and the operator on it.
async fn l1(config: &mut NodeConfig) -> (Anvil, L1Wallet) {
    let anvil = Anvil::spawn(AnvilConfig::default()).await.expect("anvil is installed");
    let client = L1Client::connect(&anvil.url(), config.spec.l1.chain_id).await.expect("connects");
    config.l1 = L1Config::Url(anvil.url());
    (anvil, L1Wallet::new(client, dev_private_key(0)).expect("a key"))
}

async fn deployed(operator: &L1Wallet, l2_chain_id: u64, genesis_root: Felt) -> Deployment {
    let config = DeployConfig {
        l2_chain_id,
        genesis_root,
        genesis_state: Vec::new(),
        validators: vec![operator.address()],
        tokens: Vec::new(),
        priority_expiration_blocks: 1_000,
    };
    deploy(operator, &config).await.expect("deploys")
}

async fn refusal(config: &NodeConfig) -> NodeError {
    start(config.clone()).await.map(|_| ()).expect_err("refused")
}

#[tokio::test]
async fn a_rollup_of_another_chain_is_refused_before_a_genesis_is_written() {
    let directory = directory();
    let mut config = config(directory.path());
    let (_anvil, operator) = l1(&mut config).await;
    let genesis = config.spec.genesis.clone();
    let root = genesis.state_tree().expect("a genesis").root;
    for (l2_chain_id, genesis_root) in [(genesis.l2_chain_id + 1, root), (genesis.l2_chain_id, Felt::ZERO)] {
        config.spec.l1.contracts = Some(deployed(&operator, l2_chain_id, genesis_root).await);
        let error = refusal(&config).await;
        assert_eq!(error.exit_code(), exit_code::L1, "{error}");
        assert!(error.to_string().contains("is that of another chain"), "{error}");
    }
    let db = Database::open(&config.base_path.join(DATABASE_DIRECTORY)).expect("opens");
    assert_eq!((db.identity().expect("reads"), db.settlement().expect("reads")), (None, None));
    drop(db);

    // The right one, and then a second deployment of the very same chain: the tag differs, so it is another chain.
    let right = deployed(&operator, genesis.l2_chain_id, root).await;
    config.spec.l1.contracts = Some(right.clone());
    let running = Running::start(&config).await;
    let status = running.client.chain_status().await.expect("answers");
    assert_eq!(status.chain_tag, genesis.chain_tag(right.settlement()).expect("a genesis"));
    running.stop().await;
    let twin = deployed(&operator, genesis.l2_chain_id, root).await;
    assert_ne!(genesis.chain_tag(twin.settlement()), genesis.chain_tag(right.settlement()));
    config.spec.l1.contracts = Some(twin);
    let error = refusal(&config).await;
    assert!(matches!(error, NodeError::Database(DbError::OtherSettlement { .. })), "{error}");

    // An L1 with another id than the spec says.
    config.spec.l1.contracts = None;
    config.spec.l1.chain_id += 1;
    assert!(refusal(&config).await.to_string().contains("is on chain 31337, expected 31338"));
}

/// A call that only anvil has.
async fn rpc(url: &str, method: &str, params: Value) -> Value {
    let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string();
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let post = client.post(url).header("content-type", "application/json").body(request);
    let answer = post.send().await.expect("is sent").text().await.expect("is answered");
    serde_json::from_str::<Value>(&answer).expect("is JSON")["result"].clone()
}

/// The next committed block, in time.
async fn committed(running: &Running, number: u32) {
    let mut blocks = running.client.subscribe_blocks(Some(Stage::Committed)).await.expect("subscribes");
    let wait = async {
        while running.client.pipeline_status().await.expect("answers").blocks.committed < number {
            let _ = tokio::time::timeout(Duration::from_millis(500), blocks.next()).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(90), wait).await.expect("is committed in time");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_l1_refuses_pauses_settlement_and_nothing_else() {
    let directory = directory();
    let mut config = config(directory.path());
    let (anvil, operator) = l1(&mut config).await;
    let genesis = &config.spec.genesis;
    let contracts = deployed(&operator, genesis.l2_chain_id, genesis.state_tree().expect("a genesis").root).await;
    config.spec.l1.contracts = Some(contracts.clone());
    let running = Running::start(&config).await;
    let (url, owner) = (anvil.url(), L1Address([0x77; 20]));
    operator.deposit_eth(contracts.rollup, owner, 5).await.expect("deposits");
    committed(&running, 1).await;

    // L1 takes the deposit and then no commitment, until a day and an hour later. By then it is too late.
    rpc(&url, "evm_setAutomine", json!([false])).await;
    let deposit = operator.deposit_eth(contracts.rollup, owner, 7);
    let mine = async {
        while rpc(&url, "txpool_status", json!([])).await["pending"] == json!("0x0") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        rpc(&url, "evm_mine", json!([])).await;
    };
    tokio::join!(async { deposit.await.expect("deposits") }, mine);
    let sent = async {
        while rpc(&url, "txpool_status", json!([])).await["pending"] == json!("0x0") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), sent).await.expect("the commitment is sent");
    rpc(&url, "evm_increaseTime", json!([90_000])).await;
    rpc(&url, "evm_mine", json!([])).await;
    rpc(&url, "evm_setAutomine", json!([true])).await;

    // It is sealed again with a time that L1 takes, and nobody had to do anything.
    committed(&running, 2).await;
    let account = running.client.account(owner).await.expect("answers").expect("exists");
    let balances = account.committed.expect("a state").balances;
    assert_eq!(balances.iter().map(|balance| balance.amount.0).collect::<Vec<_>>(), [12]);
    assert_eq!(running.client.pipeline_status().await.expect("answers").settlement_problem, None);
    running.stop().await;
}
