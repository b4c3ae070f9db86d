//! `zelkova wallet claim`: withdrawPendingBalance.

use super::{
    amount::{show, AmountOptions},
    session::Session,
    WalletError,
};
use clap::Args;
use serde_json::json;
use zelkova_primitives::L1Address;
use zelkova_rpc::types::{Amount, TokenSelector};

/// Arguments of `zelkova wallet claim`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zelkova wallet claim                        everything of every token
  zelkova wallet claim --token DAI --amount 5
  zelkova wallet claim --owner 0x7099..       pays out to its owner, whoever asks")]
pub struct ClaimArgs {
    /// Which token; all unless given.
    #[arg(long, value_name = "TOKEN")]
    token: Option<TokenSelector>,
    /// How much; everything unless given.
    #[arg(long, value_name = "AMOUNT", requires = "token")]
    amount: Option<String>,
    /// The amount is in the token's smallest unit.
    #[arg(long)]
    wei: bool,
    /// Whose balance; your own unless given.
    #[arg(long, value_name = "ADDRESS")]
    owner: Option<L1Address>,
}

/// Runs the command.
pub async fn run(session: &Session, args: ClaimArgs) -> Result<(), WalletError> {
    let keys = session.keys()?;
    let owner = args.owner.map_or_else(|| keys.address(), Ok)?;
    let wallet = session.l1_wallet(&keys).await?;
    let tokens = match &args.token {
        Some(token) => std::slice::from_ref(session.token(token)?),
        None => session.tokens(),
    };
    let progress = session.progress();
    let mut claims = Vec::new();
    let mut lines = Vec::new();
    for token in tokens {
        let available = wallet.pending_balance(session.rollup(), owner, token.address).await?;
        let amount = match &args.amount {
            Some(text) => AmountOptions { wei: args.wei, round: false }.parse(text, token)?,
            None => available,
        };
        if amount > available {
            let (available, asked) = (show(available, token), show(amount, token));
            return Err(WalletError::ClaimTooLarge { owner, token: token.id, available, asked });
        }
        if amount == 0 {
            continue;
        }
        progress.step(format!("claiming {}", show(amount, token)));
        let receipt = wallet.claim(session.rollup(), owner, token.address, amount).await?;
        lines.push(format!("claimed {} for {owner}\n  L1 transaction  {}", show(amount, token), receipt.tx_hash));
        claims.push(json!({
            "token": token, "amount": Amount(amount), "l1Transaction": receipt.tx_hash, "l1GasUsed": receipt.gas_used,
        }));
    }
    drop(progress);
    if claims.is_empty() {
        return Err(WalletError::NothingToClaim { owner });
    }
    session.print(&json!({ "owner": owner, "claims": claims }), || lines.join("\n"))
}
