//! `zelkova wallet deposit`.

use super::{
    amount::{show, AmountOptions},
    session::Session,
    WalletError,
};
use clap::Args;
use serde_json::json;
use zelkova_l1::L1Receipt;
use zelkova_primitives::{L1Address, SerialId};
use zelkova_rpc::types::{Amount, PriorityOperation, Stage, TokenSelector};

/// Arguments of `zelkova wallet deposit`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zelkova wallet deposit --amount 1.5
  zelkova wallet deposit --amount 100 --token DAI         approves the amount first if necessary
  zelkova wallet deposit --amount 1 --to 0x7099.. --wait finalized")]
pub struct DepositArgs {
    /// How much.
    #[arg(long, value_name = "AMOUNT")]
    amount: String,
    /// Which token.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    token: TokenSelector,
    /// L1 address whose account gets it; your own unless given.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<L1Address>,
    /// Wait until this stage: accepted, executed, sealed, committed, proven or finalized.
    #[arg(long, value_name = "STAGE", default_value = "executed")]
    wait: Stage,
    /// The amount is in the token's smallest unit.
    #[arg(long)]
    wei: bool,
}

/// Runs the command.
pub async fn run(session: &Session, args: DepositArgs) -> Result<(), WalletError> {
    let DepositArgs { amount, token, to, wait, wei } = args;
    let token = session.token(&token)?;
    let amount = AmountOptions { wei, round: false }.parse(&amount, token)?;
    let keys = session.keys()?;
    let to = to.map_or_else(|| keys.address(), Ok)?;
    let progress = session.progress();
    progress.step(format!("sending the deposit of {} to L1", show(amount, token)));
    let wallet = session.l1_wallet(&keys).await?;
    let receipt = if token.address.is_zero() {
        wallet.deposit_eth(session.rollup(), to, amount).await?
    } else {
        wallet.deposit_erc20(session.rollup(), token.address, amount, to).await?
    };
    drop(progress);
    let (serial_id, operation) = follow(session, &receipt, wait, "deposit").await?;
    let result = json!({
        "token": token, "amount": Amount(amount), "to": to, "l1Transaction": receipt.tx_hash,
        "l1GasUsed": receipt.gas_used, "serialId": serial_id, "status": operation,
    });
    session.print(&result, || {
        format!(
            "deposit of {} to {to}\n  L1 transaction  {}\n  priority op     {serial_id}\n  stage           {}",
            show(amount, token),
            receipt.tx_hash,
            operation.stage
        )
    })
}

/// Follows the priority operation that an L1 transaction requested.
pub async fn follow(
    session: &Session,
    receipt: &L1Receipt,
    wait: Stage,
    what: &str,
) -> Result<(SerialId, PriorityOperation), WalletError> {
    let contract = session.rollup();
    let missing = || WalletError::NoRequest { receipt: Box::new(receipt.clone()), contract };
    let serial_id = receipt.serial_id.ok_or_else(missing)?;
    let progress = session.progress();
    progress.step(format!("{what}: in L1 block {}, priority operation {serial_id}", receipt.block));
    let followed = session.node.wait_for_priority_operation(serial_id, wait, session.timeout(), |operation| {
        progress.step(match operation.block {
            Some(block) => format!("{what}: {} in block {block}", operation.stage),
            None => format!("{what}: {}", operation.stage),
        });
    });
    Ok((serial_id, followed.await?))
}
