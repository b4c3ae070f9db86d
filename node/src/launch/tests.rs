//! Nodes without an L1: real database, RPC server and tasks.

mod batches;
mod database;
mod history;
mod reopened;
mod second_factor;
mod settlement;

use super::{start, L1Config, NodeConfig, NodeHandle, DATABASE_DIRECTORY};
use crate::{
    cli::bench::users::User,
    db::{Column, Database, PriorityRecord},
    service::chain::Chain,
    NodeError,
};
use std::{path::Path, time::Duration};
use zelkova_chain_spec::{preset, ChainType, HttpPrices, PriceSpec};
use zelkova_console::{exit_code, Failure};
use zelkova_primitives::{Felt, L1Address, PackedFee, TokenId, TxHash};
use zelkova_rpc::{
    types::{BatchFeeItem, FeeName, Stage, TransactionStatus},
    Client, ErrorCode,
};
use zelkova_runtime::{ChangePubKey, FeeKind, TokenInfo, Transfer, Withdraw};

fn config(directory: &Path) -> NodeConfig {
    let any = ([127, 0, 0, 1], 0).into();
    NodeConfig {
        spec: preset::dev(),
        base_path: directory.into(),
        rpc: any,
        metrics: any,
        l1: L1Config::Isolated,
        operator_key: None,
        keys_path: directory.join("keys"),
        prover: None,
        rejected_retention: None,
        mini_block_interval: Duration::from_millis(20),
    }
}

fn directory() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary directory")
}

/// Puts the users' deposits into the queue of a new chain and returns its tag.
fn fund(config: &NodeConfig, users: &[User]) -> Felt {
    let db = Database::open(&config.base_path.join(DATABASE_DIRECTORY)).expect("opens");
    let chain = Chain::open(db.clone(), &config.spec.genesis, config.spec.settlement()).expect("genesis");
    let mut batch = db.batch();
    for op in users.iter().map(User::deposit) {
        batch.put(Column::PriorityOps, op.serial_id.to_be_bytes(), &PriorityRecord { op, executed: None });
    }
    db.commit(batch).expect("commits");
    chain.chain_tag()
}

fn users(count: u32) -> Vec<User> {
    (0..count).map(|index| User::new(index).expect("valid keys")).collect()
}

/// A running node and what a test asks it.
struct Running {
    node: NodeHandle,
    client: Client,
}

impl Running {
    async fn start(config: &NodeConfig) -> Self {
        let node = start(config.clone()).await.expect("starts");
        let client = Client::connect(&node.ws_url).await.expect("connects");
        Self { node, client }
    }

    async fn fee(&self, kind: impl Into<FeeName>) -> u128 {
        self.client.estimate_fee(kind, TokenId(0), None).await.expect("a fee").total_fee.0
    }

    /// The status once a transaction is past `Accepted`, told by the subscription.
    async fn outcome(&self, hash: TxHash) -> TransactionStatus {
        let mut statuses = self.client.subscribe_transaction(hash).await.expect("subscribes");
        let followed = async {
            loop {
                let status = statuses.next().await.expect("goes on").expect("a status");
                if status.stage != Stage::Accepted {
                    return status;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(60), followed).await.expect("is executed in time")
    }

    async fn wait_for_account(&self, user: &User) {
        let wait = async {
            let mut changes = self.client.subscribe_blocks(None).await.expect("subscribes");
            while self.client.account(user.account()).await.expect("answers").is_none() {
                changes.next().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), wait).await.expect("the deposit is executed in time");
    }

    async fn stop(self) {
        let report = self.node.stop().await;
        assert!(report.is_clean(), "{report}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restarted_node_goes_on_where_it_was() {
    let (directory, users) = (directory(), users(2));
    let config = config(directory.path());
    let tag = fund(&config, &users);

    let running = Running::start(&config).await;
    users_active(&running, &users, tag).await;
    let fee = running.fee(&Transfer::FEE).await;
    let first = users[0].transfer(&users[1], 1, fee, tag).expect("signs");
    let first = running.client.submit_transaction(first).await.expect("accepted");
    assert_eq!(running.outcome(first).await.reason, None);
    // Nonce 3 has to wait for nonce 2, which comes after the restart.
    let waiting = users[0].transfer(&users[1], 3, fee, tag).expect("signs");
    let waiting = running.client.submit_transaction(waiting).await.expect("accepted");
    let before = running.client.account(users[1].account()).await.expect("answers").expect("exists");
    running.stop().await;

    let running = Running::start(&config).await;
    let after = running.client.account(users[1].account()).await.expect("answers").expect("exists");
    assert_eq!(after.committed, before.committed);
    let status = running.client.transaction_status(waiting).await.expect("answers").expect("is known");
    assert_eq!(status.stage, Stage::Accepted);
    let missing = users[0].transfer(&users[1], 2, fee, tag).expect("signs");
    let missing = running.client.submit_transaction(missing).await.expect("accepted");
    for hash in [missing, waiting] {
        let status = running.outcome(hash).await;
        assert!(status.stage >= Stage::Executed && status.reason.is_none(), "{status:?}");
    }
    let account = running.client.account(users[0].account()).await.expect("answers").expect("exists");
    assert_eq!(account.committed.expect("a state").nonce, 4);
    running.stop().await;
}

async fn users_active(running: &Running, users: &[User], tag: Felt) {
    let fee = running.fee(&ChangePubKey::ECDSA_FEE).await;
    for user in users {
        running.wait_for_account(user).await;
        let activation = user.activate(fee, tag).expect("signs");
        let hash = running.client.submit_transaction(activation).await.expect("accepted");
        assert_eq!(running.outcome(hash).await.reason, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_is_accepted_once_and_bad_ones_are_refused() {
    let (directory, users) = (directory(), users(2));
    let config = config(directory.path());
    let tag = fund(&config, &users);
    let running = Running::start(&config).await;
    users_active(&running, &users, tag).await;
    let fee = running.fee(&Transfer::FEE).await;

    let good = users[0].transfer(&users[1], 1, fee, tag).expect("signs");
    let hash = running.client.submit_transaction(good.clone()).await.expect("accepted");
    running.outcome(hash).await;
    let again = running.client.submit_transaction(good).await.expect_err("refused");
    assert_eq!(again.code(), Some(ErrorCode::AlreadyKnown), "{again}");

    let other_chain = users[0].transfer(&users[1], 2, fee, Felt::ONE).expect("signs");
    let error = running.client.submit_transaction(other_chain).await.expect_err("refused");
    assert_eq!(error.code(), Some(ErrorCode::InvalidSignature), "{error}");
    let step_below = PackedFee::closest_packable_down(fee - 1);
    for cheap in [0, step_below] {
        let cheap = users[0].transfer(&users[1], 2, cheap, tag).expect("signs");
        let error = running.client.submit_transaction(cheap).await.expect_err("refused");
        assert_eq!(error.code(), Some(ErrorCode::FeeTooLow), "{error}");
        assert!(error.to_string().contains(&format!("minimum {fee}")), "{error}");
    }
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_runs_on_without_its_price_source() {
    let directory = directory();
    let mut config = config(directory.path());
    let dai = TokenInfo { id: TokenId(1), address: L1Address([0xda; 20]), symbol: "DAI".into(), decimals: 18 };
    config.spec.genesis.tokens.push(dai);
    // Bound and dropped: nobody listens there.
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("binds");
    let url = format!("http://{}", free.local_addr().expect("is bound"));
    drop(free);
    config.spec.fees.prices = PriceSpec::Http(HttpPrices {
        url,
        pointer: "/eth".into(),
        refresh_seconds: 1,
        timeout_milliseconds: 500,
        max_age_seconds: 10,
    });
    let running = Running::start(&config).await;
    let tokens = running.client.tokens().await.expect("answers");
    assert_eq!(tokens.iter().map(|token| token.pays_fees).collect::<Vec<_>>(), [true, false]);
    assert!(running.fee(&Transfer::FEE).await > 0);
    let error = running.client.estimate_fee(&Transfer::FEE, TokenId(1), None).await.expect_err("has no price");
    assert_eq!(error.code(), Some(ErrorCode::InappropriateFeeToken), "{error}");
    assert!(error.to_string().contains("pay in one of the tokens 0"), "{error}");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_has_a_fee_and_a_batch_their_sum() {
    let directory = directory();
    let running = Running::start(&config(directory.path())).await;
    for kind in FeeName::all() {
        let fee = running.client.estimate_fee(kind, TokenId(0), None).await.expect("a fee");
        assert!(fee.kind == kind && fee.gas_fee.0 > 0 && fee.proof_fee.0 > 0, "{fee:?}");
        assert!(fee.gas_fee.0 + fee.proof_fee.0 <= fee.total_fee.0, "{fee:?}");
    }
    assert!(running.fee(&Withdraw::FAST_FEE).await > running.fee(&Withdraw::FEE).await);
    let item = |kind: &'static FeeKind, recipient| BatchFeeItem { kind: kind.into(), recipient };
    let nobody = Some(L1Address([7; 20]));
    let items = vec![item(&Transfer::FEE, nobody), item(&Withdraw::FEE, None)];
    let batch = running.client.estimate_batch_fee(items, TokenId(0)).await.expect("a fee");
    assert_eq!(batch.types, [&Transfer::FEE_TO_NEW, &Withdraw::FEE].map(FeeName::from));
    let mut sum = 0;
    for kind in batch.types {
        let fee = running.client.estimate_fee(kind, TokenId(0), None).await.expect("a fee");
        sum += fee.gas_fee.0 + fee.proof_fee.0;
    }
    assert_eq!(batch.gas_fee.0 + batch.proof_fee.0, sum);
    running.stop().await;
}

#[tokio::test]
async fn an_rpc_port_in_use_is_refused_and_nothing_is_written() {
    let directory = directory();
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("binds");
    let rpc = taken.local_addr().expect("is bound");
    let config = NodeConfig { rpc, ..config(directory.path()) };
    let error = start(config).await.map(|_| ()).expect_err("refused");
    assert!(matches!(error, NodeError::PortInUse { .. }), "{error}");
    assert_eq!(error.exit_code(), exit_code::PORT_IN_USE);
    assert!(!directory.path().join(DATABASE_DIRECTORY).exists());
}

#[tokio::test]
async fn only_a_development_chain_may_use_the_development_srs() {
    let directory = directory();
    let mut config = config(directory.path());
    config.spec.chain_type = ChainType::Local;
    let error = start(config).await.map(|_| ()).expect_err("refused");
    assert_eq!(error.exit_code(), exit_code::CONFIG);
    assert!(error.to_string().contains("development SRS"), "{error}");
}

#[tokio::test]
async fn an_l1_that_is_not_there_is_named() {
    let directory = directory();
    // Bound and dropped: nobody listens there.
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("binds");
    let url = format!("http://{}", free.local_addr().expect("is bound"));
    drop(free);
    let config = NodeConfig { l1: L1Config::Url(url), ..config(directory.path()) };
    let error = start(config).await.map(|_| ()).expect_err("refused");
    assert_eq!(error.exit_code(), exit_code::L1);
}
