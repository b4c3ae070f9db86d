//! The second factor of accounts.

use super::{admission::explained, internal, state};
use crate::{
    db::SecondFactorRecord,
    service::{pool::SecondFactorError, Context},
};
use zelkova_console::unix_time;
use zelkova_primitives::AccountId;
use zelkova_rpc::{
    types::{AccountSelector, SecondFactor, SecondFactorRequest},
    ErrorCode, Fault,
};
use zelkova_runtime::{L1Signature, SecondFactorSetting, Transaction};

/// Whether an account has a second factor.
pub fn read(context: &Context, selector: AccountSelector) -> Result<SecondFactor, Fault> {
    let (account, _) = state::resolve(context, selector)?;
    of_account(context, account)
}

fn of_account(context: &Context, account: AccountId) -> Result<SecondFactor, Fault> {
    let setting = context.second_factors.get(account).map_err(internal)?;
    let timestamp = setting.map(|setting| setting.timestamp);
    Ok(SecondFactor { account, enabled: setting.is_some_and(|SecondFactorRecord { enabled, .. }| enabled), timestamp })
}

/// Turns it on or off.
pub fn set(context: &Context, request: SecondFactorRequest) -> Result<SecondFactor, Fault> {
    let SecondFactorRequest { account, enabled, timestamp, signature } = request;
    let (_, owner) = state::resolve(context, AccountSelector::Id(account))?;
    let setting = SecondFactorSetting { account, enabled, timestamp, chain_tag: context.chain_tag() };
    context.second_factors.set(&setting, owner, &signature, unix_time()).map_err(internal)?.map_err(fault)?;
    of_account(context, account)
}

/// Refuses a transaction without the Ethereum signature that it needs, or with a wrong one.
pub fn check(context: &Context, transaction: &Transaction, signature: Option<&L1Signature>) -> Result<(), Fault> {
    context.second_factors.check(&context.chain, transaction, signature).map_err(internal)?.map_err(fault)
}

fn fault(error: SecondFactorError) -> Fault {
    let code = match error {
        SecondFactorError::Required { .. } => ErrorCode::SecondFactorRequired,
        SecondFactorError::NotByOwner { .. } => ErrorCode::InvalidEthSignature,
        SecondFactorError::OtherTime { .. } | SecondFactorError::Replayed { .. } => ErrorCode::InvalidTimestamp,
    };
    explained(code, &error)
}
