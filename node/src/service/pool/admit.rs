//! Admission: what the chain's state says of transactions that want to come into the pool.

use super::Unit;
use pallet_mempool::{AccountState, AdmissionError, Checked, PoolTransaction};
use zelkova_operation::{KeyChange, RuleError};
use zelkova_runtime::{Query, Transaction};

/// What the chain's state says of a unit.
pub struct Judged {
    /// The unit.
    pub unit: Unit,
    /// The state of each member's account.
    pub states: Vec<AccountState>,
    /// Why it cannot come in.
    pub refusal: Option<AdmissionError>,
}

/// The states that the members of a unit act on.
pub fn account_states(query: &Query, unit: &Unit) -> Vec<AccountState> {
    unit.iter().map(|checked| query.account_state(checked.transaction())).collect()
}

/// Asks the chain's state about a unit.
pub fn judge(query: &Query, unit: Unit) -> Judged {
    let transactions = || unit.iter().map(Checked::transaction);
    let unknown = || {
        let mut tokens = transactions().flat_map(Transaction::tokens);
        let token = tokens.find(|token| query.token(*token).is_none())?;
        Some(AdmissionError::UnknownToken { token })
    };
    let too_large = || {
        let count = unit.len();
        (!query.fits_a_block(transactions())).then_some(AdmissionError::BatchTooLarge { count })
    };
    let unauthorized = || transactions().find_map(|transaction| unauthorized(query, transaction));
    let refusal = unknown().or_else(too_large).or_else(unauthorized);
    Judged { states: account_states(query, &unit), unit, refusal }
}

/// A key change that rests on a fact on L1 which the chain has not seen. It would be executed and rejected for good; so
/// its sender can submit it again when L1 has confirmed the fact.
fn unauthorized(query: &Query, transaction: &Transaction) -> Option<AdmissionError> {
    let KeyChange { key_hash, owner, on_chain } = transaction.key_change()?;
    let missing = on_chain && !query.is_key_authorized(&owner, transaction.nonce(), key_hash);
    missing.then(|| RuleError::NotAuthorized { address: owner }.into())
}
