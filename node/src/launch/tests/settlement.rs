//! Rollups that are not those of the chain: the chain's tag tells.

use super::{config, directory, start, NodeConfig, Running, DATABASE_DIRECTORY};
use crate::{
    db::{Database, DbError},
    launch::L1Config,
    NodeError,
};
use zelkova_chain_spec::Deployment;
use zelkova_console::{exit_code, Failure};
use zelkova_l1::{deploy, dev_private_key, Anvil, AnvilConfig, DeployConfig, L1Client, L1Wallet};
use zelkova_primitives::Felt;

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
