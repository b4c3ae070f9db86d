//! Whether accounts can pay for a unit.

use std::collections::BTreeMap;

use zelkova_operation::RuleError;
use zelkova_primitives::{AccountId, L1Address, TokenId};

use crate::{
    pool_account::Account,
    types::{spending, AccountState},
    AdmissionError, PoolTransaction,
};

/// Checks that each account can pay for its members of a unit and for all else of it that waits in the pool, except what
/// the unit replaces. A member may spend what earlier ones of the unit send to its account.
pub(crate) fn check<'a, Tx: PoolTransaction + 'a>(
    unit: impl Iterator<Item = (&'a Tx, &'a AccountState)> + Clone,
    waiting: impl Fn(AccountId) -> Option<&'a Account<Tx>>,
) -> Result<(), AdmissionError> {
    let owners: BTreeMap<L1Address, AccountId> =
        unit.clone().map(|(tx, state)| (state.address, tx.account())).collect();
    let mut required: BTreeMap<(AccountId, TokenId), u128> = BTreeMap::new();
    let mut received: BTreeMap<(AccountId, TokenId), u128> = BTreeMap::new();
    for (tx, state) in unit.clone() {
        let account = tx.account();
        let overflow = |token| RuleError::BalanceOverflow { account, token };
        for (token, own) in spending(tx).ok_or(overflow(tx.fee().0))? {
            let balance = *state.balances.get(&token).ok_or(AdmissionError::UnknownToken { token })?;
            let key = (account, token);
            let before = match required.get(&key) {
                Some(before) => *before,
                None => {
                    let replaced = |nonce| unit.clone().any(|(tx, _)| tx.account() == account && tx.nonce() == nonce);
                    let others = waiting(account).map_or(Some(0), |known| known.spending(token, replaced));
                    others.ok_or(overflow(token))?
                }
            };
            let required_now = before.checked_add(own).ok_or(overflow(token))?;
            let available = balance.saturating_add(received.get(&key).copied().unwrap_or(0));
            if required_now > available {
                let required = required_now;
                return Err(RuleError::InsufficientBalance { account, token, available, required }.into());
            }
            required.insert(key, required_now);
        }
        let recipient = tx.recipient().and_then(|address| owners.get(&address));
        if let (Some(recipient), Some((token, amount))) = (recipient, tx.outgoing()) {
            let sum = received.entry((*recipient, token)).or_default();
            *sum = sum.saturating_add(amount);
        }
    }
    Ok(())
}
