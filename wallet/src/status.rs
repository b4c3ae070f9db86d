//! `zelkova wallet status`.

use super::{session::Session, WalletError};
use clap::Args;
use serde_json::json;
use zelkova_primitives::{SerialId, TxHash};
use zelkova_rpc::types::{L1Transactions, Stage};
use zelkova_rpc::ClientError;

/// Arguments of `zelkova wallet status`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zelkova wallet status                                   the chain and its settlement
  zelkova wallet status --transaction 0x..
  zelkova wallet status --transaction 0x.. --wait finalized
  zelkova wallet status --priority 4")]
pub struct StatusArgs {
    /// A transaction's hash.
    #[arg(long, value_name = "HASH", conflicts_with = "priority")]
    transaction: Option<TxHash>,
    /// A priority operation's number.
    #[arg(long, value_name = "SERIAL")]
    priority: Option<SerialId>,
    /// Wait until this stage first.
    #[arg(long, value_name = "STAGE")]
    wait: Option<Stage>,
}

/// Runs the command.
pub async fn run(session: &Session, args: StatusArgs) -> Result<(), WalletError> {
    match (args.transaction, args.priority) {
        (Some(hash), _) => transaction(session, hash, args.wait).await,
        (None, Some(serial_id)) => priority(session, serial_id, args.wait).await,
        (None, None) => chain(session).await,
    }
}

async fn transaction(session: &Session, hash: TxHash, wait: Option<Stage>) -> Result<(), WalletError> {
    let progress = session.progress();
    let status = match wait {
        None => session.node.transaction_status(hash).await?.ok_or(ClientError::Vanished { hash })?,
        Some(stage) => {
            let step = |status: &zelkova_rpc::types::TransactionStatus| progress.step(status.stage.name());
            session.node.wait_for_transaction(hash, stage, session.timeout(), step).await?
        }
    };
    drop(progress);
    session.print(&status, || {
        let mut lines = vec![format!("transaction {hash}"), format!("  stage    {}", status.stage)];
        if let Some(block) = status.block {
            lines.push(format!("  block    {block}, operation {}", status.index.unwrap_or(0)));
        }
        if let Some(reason) = &status.reason {
            lines.push(format!("  reason   {}", reason.message));
        }
        lines.extend(l1_lines(&status.l1));
        lines.join("\n")
    })
}

async fn priority(session: &Session, serial_id: SerialId, wait: Option<Stage>) -> Result<(), WalletError> {
    let progress = session.progress();
    let operation = match wait {
        None => session.node.priority_operation(serial_id).await?,
        Some(stage) => {
            let step = |operation: &zelkova_rpc::types::PriorityOperation| progress.step(operation.stage.name());
            Some(session.node.wait_for_priority_operation(serial_id, stage, session.timeout(), step).await?)
        }
    };
    drop(progress);
    session.print(&operation, || {
        let Some(operation) = &operation else {
            return format!("priority operation {serial_id} has not been seen on L1 with enough confirmations");
        };
        let mut lines = vec![
            format!("priority operation {serial_id}"),
            format!("  stage    {}", operation.stage),
            format!("  request  L1 block {}, {}", operation.l1_block, operation.l1_transaction),
        ];
        if let Some(block) = operation.block {
            lines.push(format!("  block    {block}, operation {}", operation.index.unwrap_or(0)));
        }
        lines.extend(l1_lines(&operation.l1));
        lines.join("\n")
    })
}

fn l1_lines(l1: &L1Transactions) -> impl Iterator<Item = String> {
    [("commit", l1.commit), ("prove", l1.prove), ("execute", l1.execute)]
        .into_iter()
        .filter_map(|(name, hash)| hash.map(|hash| format!("  {name:<8} {hash}")))
}

async fn chain(session: &Session) -> Result<(), WalletError> {
    let pipeline = session.node.pipeline_status().await?;
    let chain = &session.chain;
    session.print(&json!({ "chain": chain, "pipeline": pipeline }), || {
        let (blocks, pending, queues) = (pipeline.blocks, pipeline.pending_block, pipeline.queues);
        [
            format!("{} (`{}`, {}), node {}", chain.name, chain.id, chain.chain_type, chain.version),
            format!("  chain id    {} on L1 {}", chain.l2_chain_id, chain.l1_chain_id),
            format!("  chain tag   {}", chain.chain_tag),
            format!("  rollup      {}", chain.contracts.rollup),
            format!("  mini-block  {}, L1 block {}", pipeline.mini_block, pipeline.l1_block),
            format!(
                "  pending     block {} with {} operations in {} slots",
                pending.number, pending.operations, pending.slots
            ),
            format!(
                "  blocks      sealed {}, committed {}, proven {}, finalized {}",
                blocks.sealed, blocks.committed, blocks.proven, blocks.finalized
            ),
            format!(
                "  waiting     {} transactions, {} priority operations, {} proofs, {} L1 transactions",
                queues.mempool, queues.priority, queues.proofs, queues.l1_transactions
            ),
        ]
        .into_iter()
        .chain(pipeline.settlement_problem.iter().map(|problem| format!("  L1          {problem}")))
        .collect::<Vec<_>>()
        .join("\n")
    })
}
