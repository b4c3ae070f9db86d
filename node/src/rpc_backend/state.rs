//! Accounts and tokens.

use super::internal;
use crate::{
    db::{Column, PriorityRecord},
    service::Context,
};
use zelkova_primitives::{
    tree::{StateTree, TreeError},
    AccountId, BlockNumber, Felt, L1Address, Nonce, PriorityOpKind, StorageKey, TokenId,
};
use zelkova_rpc::{
    types::{
        Account, AccountSelector, AccountState, Amount, Balance, Bytes, ChangePubKeyMessage, PendingDeposit, Token,
    },
    ErrorCode, Fault,
};
use zelkova_runtime::{AccountView, TokenInfo};

/// The registered tokens.
pub fn tokens(context: &Context) -> Result<Vec<Token>, Fault> {
    let tokens = context.chain.query(|query| query.tokens()).map_err(internal)?;
    let fees = context.fees.current();
    let token = |TokenInfo { id, address, symbol, decimals }| {
        let pays_fees = fees.current().accepts(id);
        Token { id, address, symbol, decimals, pays_fees }
    };
    Ok(tokens.into_iter().map(token).collect())
}

/// An account in its committed and finalized state.
pub fn account(context: &Context, selector: AccountSelector) -> Result<Option<Account>, Fault> {
    let (view, next_priority_op, tokens) = context
        .chain
        .query(|query| {
            let id = match selector {
                AccountSelector::Id(id) => Some(id),
                AccountSelector::Address(address) => query.account_id(&address),
            };
            let tokens: Vec<TokenId> = query.tokens().into_iter().map(|token| token.id).collect();
            (id.and_then(|id| query.account(id)), query.next_priority_op(), tokens)
        })
        .map_err(internal)?;
    let address = match (&view, selector) {
        (Some(view), _) => view.fields.address,
        (None, AccountSelector::Address(address)) => address,
        (None, AccountSelector::Id(_)) => return Ok(None),
    };
    let depositing = depositing(context, next_priority_op, address)?;
    if view.is_none() && depositing.is_empty() {
        return Ok(None);
    }
    let id = view.as_ref().map(|view| view.id);
    let finalized = id.map(|id| finalized(context, id, &tokens)).transpose()?.flatten();
    Ok(Some(Account { id, address, committed: view.map(committed), finalized, depositing }))
}

fn committed(view: AccountView) -> AccountState {
    let balances = view.balances.into_iter().filter(|(_, amount)| *amount > 0);
    AccountState {
        nonce: view.fields.nonce,
        key_hash: view.fields.key_hash,
        minted: view.fields.minted,
        balances: balances.map(|(token, amount)| Balance { token, amount: Amount(amount) }).collect(),
    }
}

/// The account after the last block that was executed on L1, read from the state tree's version of that block.
fn finalized(context: &Context, id: AccountId, tokens: &[TokenId]) -> Result<Option<AccountState>, Fault> {
    let version = context.progress.l1().map_err(internal)?.finalized;
    state_at(context, version, id, tokens).map_err(Fault::internal)
}

fn state_at(
    context: &Context,
    version: BlockNumber,
    id: AccountId,
    tokens: &[TokenId],
) -> Result<Option<AccountState>, TreeError> {
    let tree = StateTree::new(context.chain.tree_reader());
    let fields = tree.account(version, id)?;
    if !fields.exists() {
        return Ok(None);
    }
    let mut balances = Vec::new();
    for token in tokens {
        let amount = tree.value(version, id, StorageKey::balance(*token))?.to_u128().unwrap_or_default();
        if amount > 0 {
            balances.push(Balance { token: *token, amount: Amount(amount) });
        }
    }
    Ok(Some(AccountState { nonce: fields.nonce, key_hash: fields.key_hash, minted: fields.minted, balances }))
}

/// Deposits to an address that were seen on L1 and not executed yet.
fn depositing(context: &Context, next: u64, address: L1Address) -> Result<Vec<PendingDeposit>, Fault> {
    let mut deposits = Vec::new();
    for entry in context.db.iter_from::<PriorityRecord>(Column::PriorityOps, next.to_be_bytes()) {
        let (_, PriorityRecord { op, .. }) = entry.map_err(internal)?;
        match op.kind {
            PriorityOpKind::Deposit { token, amount, to } if to == address => {
                deposits.push(PendingDeposit { serial_id: op.serial_id, token, amount: Amount(amount) });
            }
            _ => {}
        }
    }
    Ok(deposits)
}

/// The id and the owner of an account that must exist.
pub fn resolve(context: &Context, selector: AccountSelector) -> Result<(AccountId, L1Address), Fault> {
    let found = context.chain.query(|query| match selector {
        AccountSelector::Id(id) => Some((id, query.owner(id))).filter(|(_, owner)| !owner.is_zero()),
        AccountSelector::Address(address) => query.account_id(&address).map(|id| (id, address)),
    });
    found.map_err(internal)?.ok_or_else(|| {
        let name = match selector {
            AccountSelector::Id(id) => format!("account {id} does not exist"),
            AccountSelector::Address(address) => format!("{address} has no account"),
        };
        let remedy = "deposit to its L1 address first and use the id that the chain gives it";
        Fault::new(ErrorCode::AccountNotFound, name, remedy)
    })
}

/// What the owner of an account signs to authorise a key.
pub fn change_pub_key_message(
    context: &Context,
    account: AccountId,
    key_hash: Felt,
    nonce: Option<Nonce>,
) -> Result<ChangePubKeyMessage, Fault> {
    let (_, address) = resolve(context, AccountSelector::Id(account))?;
    let next = context.chain.query(|query| query.nonce(account)).map_err(internal)?;
    let nonce = nonce.unwrap_or(next);
    let chain_tag = context.chain_tag();
    let message = pallet_payments::change_pub_key::authorization::message(key_hash, nonce, account, chain_tag);
    Ok(ChangePubKeyMessage {
        account,
        address,
        nonce,
        key_hash,
        chain_tag,
        message: Bytes(message.to_vec()),
        contract: context.deployment.as_ref().map(|deployment| deployment.rollup).unwrap_or_default(),
    })
}
