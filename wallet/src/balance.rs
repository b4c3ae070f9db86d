//! `zelkova wallet balance`.

use super::{
    amount::show,
    session::{AccountOptions, Session},
    WalletError,
};
use clap::Args;
use serde_json::{json, Value};
use zelkova_primitives::L1Address;
use zelkova_rpc::types::{Account, AccountSelector, AccountState, Amount, Token};

/// Arguments of `zelkova wallet balance`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zelkova wallet balance
  zelkova wallet balance --address 0x7099..
  zelkova wallet balance --account 3 --json
  zelkova wallet balance --l1                with the balances on L1 and what can be claimed")]
pub struct BalanceArgs {
    #[command(flatten)]
    whose: AccountOptions,
    /// Show L1 too.
    #[arg(long)]
    l1: bool,
}

/// Runs the command.
pub async fn run(session: &Session, args: BalanceArgs) -> Result<(), WalletError> {
    let selector = args.whose.selector(session)?;
    let account = session.node.account(selector).await?;
    let address = match (&account, selector) {
        (Some(account), _) => Some(account.address),
        (None, AccountSelector::Address(address)) => Some(address),
        (None, AccountSelector::Id(_)) => None,
    };
    let on_l1 = match (args.l1, address) {
        (true, Some(address)) => l1_balances(session, address).await?,
        _ => Vec::new(),
    };
    let l1: Vec<Value> = on_l1
        .iter()
        .map(|(token, held, claimable)| json!({ "token": token.id, "amount": Amount(*held), "claimable": Amount(*claimable) }))
        .collect();
    let result = json!({ "address": address, "account": account, "l1": args.l1.then_some(l1) });
    session.print(&result, || {
        let mut lines = match &account {
            Some(account) => account_lines(session, account),
            None => vec!["no account on this chain".to_string()],
        };
        for (token, held, claimable) in &on_l1 {
            lines.push(format!("  L1         {}, claimable {}", show(*held, token), show(*claimable, token)));
        }
        lines.join("\n")
    })
}

fn account_lines(session: &Session, account: &Account) -> Vec<String> {
    let id = account.id.map_or_else(|| "no id yet".to_string(), |id| id.to_string());
    let mut lines = vec![format!("account {id} of {}", account.address)];
    let mut states = |name: &str, state: &Option<AccountState>| {
        let Some(state) = state else { return };
        let active = if state.key_hash.is_zero() { "no key" } else { "key set" };
        lines.push(format!("  {name:<10} nonce {}, {active}", state.nonce));
        for balance in &state.balances {
            lines.push(format!("  {:<10} {}", "", show(balance.amount.0, &session.token_by_id(balance.token))));
        }
    };
    states("committed", &account.committed);
    states("finalized", &account.finalized);
    for deposit in &account.depositing {
        let amount = show(deposit.amount.0, &session.token_by_id(deposit.token));
        lines.push(format!("  depositing {amount} (priority operation {})", deposit.serial_id));
    }
    lines
}

/// Per token: held by the address on L1, and waiting for it in the contract.
async fn l1_balances(session: &Session, address: L1Address) -> Result<Vec<(Token, u128, u128)>, WalletError> {
    let wallet = session.l1_wallet(&session.keys()?).await?;
    let mut balances = Vec::new();
    for token in session.tokens() {
        let held = if token.address.is_zero() {
            wallet.eth_balance(address).await?
        } else {
            wallet.token_balance(token.address, address).await?
        };
        let claimable = wallet.pending_balance(session.rollup(), address, token.address).await?;
        balances.push((token.clone(), held, claimable));
    }
    Ok(balances)
}
