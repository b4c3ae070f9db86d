//! Transfers a second through the RPC server and the state keeper of a node, signatures checked, every mini-block and
//! every accepted transaction synced to disk. The chain has no L1: deposits are put into the queue by hand.

use super::users::User;
use crate::{
    db::{Column, Database, PriorityRecord},
    launch::{self, L1Config, NodeConfig, DATABASE_DIRECTORY},
    service::chain::Chain,
    NodeError,
};
use futures::future::try_join_all;
use serde::Serialize;
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use zelkova_chain_spec::ChainSpec;
use zelkova_primitives::{Felt, TokenId, TxHash};
use zelkova_rpc::{types::Stage, Client};
use zelkova_runtime::{ChangePubKey, FeeKind, Transaction, Transfer};

/// Users that send to each other.
const USERS: u32 = 64;
/// Connections that submit at the same time.
const CLIENTS: usize = 8;
/// A benchmark that takes longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(300);

/// The result.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TransferBench {
    /// Transfers a second, from the first submission to the last execution.
    pub transfers_per_second: f64,
    /// Transfers sent.
    pub transfers: usize,
    /// Slots of the largest block.
    pub block_slots: u32,
    /// Connections that submitted.
    pub clients: usize,
}

/// Runs the benchmark in an empty directory.
pub async fn run(spec: &ChainSpec, directory: &Path, transfers: u32) -> Result<TransferBench, NodeError> {
    let mut spec = spec.clone();
    let per_user = transfers.div_ceil(USERS).max(1);
    spec.genesis.parameters.mempool.max_per_account = per_user + 1;
    spec.genesis.parameters.mempool.nonce_window = per_user + 1;
    let users = (0..USERS).map(User::new).collect::<Result<Vec<_>, _>>()?;
    let chain_tag = fund(&spec, directory, &users)?;
    let block_slots = spec.genesis.parameters.sealing.max_slots();

    let any = ([127, 0, 0, 1], 0).into();
    let config = NodeConfig {
        spec,
        base_path: directory.into(),
        rpc: any,
        metrics: any,
        l1: L1Config::Isolated,
        operator_key: None,
        keys_path: directory.join("keys"),
        prover: None,
        rejected_retention: None,
        mini_block_interval: Duration::from_millis(50),
    };
    let node = launch::start(config).await?;
    let outcome = measure(&node.ws_url, &users, per_user, chain_tag).await;
    let report = node.stop().await;
    if !report.is_clean() {
        return Err(NodeError::TaskDied(report));
    }
    let (transfers, elapsed) = outcome?;
    let transfers_per_second = transfers as f64 / elapsed.as_secs_f64();
    Ok(TransferBench { transfers_per_second, transfers, block_slots, clients: CLIENTS })
}

/// Makes the chain with the users' deposits in its queue.
fn fund(spec: &ChainSpec, directory: &Path, users: &[User]) -> Result<Felt, NodeError> {
    let db = Database::open(&directory.join(DATABASE_DIRECTORY))?;
    let chain = Chain::open(db.clone(), &spec.genesis, spec.settlement())?;
    let mut batch = db.batch();
    for op in users.iter().map(User::deposit) {
        batch.put(Column::PriorityOps, op.serial_id.to_be_bytes(), &PriorityRecord { op, executed: None });
    }
    db.commit(batch)?;
    Ok(chain.chain_tag())
}

async fn measure(url: &str, users: &[User], per_user: u32, tag: Felt) -> Result<(usize, Duration), NodeError> {
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        clients.push(Arc::new(Client::connect(url).await.map_err(rpc_error)?));
    }
    let client = &clients[0];
    let fee = |kind: &'static FeeKind| async move {
        let estimate = client.estimate_fee(kind, TokenId(0), None).await.map_err(rpc_error)?;
        Ok::<_, NodeError>(estimate.total_fee.0)
    };
    let (activation_fee, fee) = (fee(&ChangePubKey::ECDSA_FEE).await?, fee(&Transfer::FEE).await?);
    for user in users {
        wait(|| async { Ok(client.account(user.account()).await.map_err(rpc_error)?.is_some()) }).await?;
    }
    let activations = users.iter().map(|user| user.activate(activation_fee, tag)).collect::<Result<Vec<_>, _>>()?;
    submit(&clients, activations).await?;

    // Signing is the users' work and not measured.
    let mut transfers = Vec::new();
    for nonce in 1..=per_user {
        for (index, user) in users.iter().enumerate() {
            transfers.push(user.transfer(&users[(index + 1) % users.len()], nonce, fee, tag)?);
        }
    }
    let count = transfers.len();
    Ok((count, submit(&clients, transfers).await?))
}

/// Submits over all clients at once, waits until everything is executed, and says how long that took. Each user's last
/// transaction must be among the last ones: nonces keep the order, so then all are executed. That of each one this is so is
/// asked afterwards, when it no longer counts.
async fn submit(clients: &[Arc<Client>], transactions: Vec<Transaction>) -> Result<Duration, NodeError> {
    let started = Instant::now();
    let share = transactions.len().div_ceil(clients.len()).max(1);
    let senders = transactions.chunks(share).zip(clients).map(|(chunk, client)| {
        let (chunk, client) = (chunk.to_vec(), client.clone());
        tokio::spawn(async move { submit_share(&client, chunk).await })
    });
    let mut hashes = Vec::new();
    for sender in senders.collect::<Vec<_>>() {
        hashes.extend(sender.await.map_err(|error| NodeError::Other(error.to_string()))??);
    }
    let last = hashes.split_off(hashes.len().saturating_sub(USERS as usize));
    for hash in last {
        wait(|| executed(&clients[0], hash)).await?;
    }
    let elapsed = started.elapsed();
    for hash in hashes {
        if !executed(&clients[0], hash).await? {
            return Err(NodeError::Other("the node executed a transaction before one with a smaller nonce".into()));
        }
    }
    Ok(elapsed)
}

/// One client's part, a few requests under way at a time.
async fn submit_share(client: &Client, transactions: Vec<Transaction>) -> Result<Vec<TxHash>, NodeError> {
    let mut hashes = Vec::new();
    for group in transactions.chunks(64) {
        let requests = group.iter().map(|transaction| client.submit_transaction(transaction.clone()));
        hashes.extend(try_join_all(requests).await.map_err(rpc_error)?);
    }
    Ok(hashes)
}

async fn executed(client: &Client, hash: TxHash) -> Result<bool, NodeError> {
    let status = client.transaction_status(hash).await.map_err(rpc_error)?;
    match status {
        Some(status) if status.stage.is_failure() => {
            let reason = status.reason.map_or_else(String::new, |reason| reason.message);
            Err(NodeError::Other(format!("a benchmark transaction was rejected: {reason}")))
        }
        Some(status) => Ok(status.stage >= Stage::Executed),
        None => Err(NodeError::Other("the node lost an accepted transaction".into())),
    }
}

/// Asks until the answer is yes.
async fn wait<F: std::future::Future<Output = Result<bool, NodeError>>>(
    mut ask: impl FnMut() -> F,
) -> Result<(), NodeError> {
    let asking = async {
        while !ask().await? {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    };
    let late = |_| NodeError::Other(format!("the benchmark made no progress within {} s", PATIENCE.as_secs()));
    tokio::time::timeout(PATIENCE, asking).await.map_err(late)?
}

fn rpc_error(error: zelkova_rpc::ClientError) -> NodeError {
    NodeError::Rpc(zelkova_console::chain(&error))
}
