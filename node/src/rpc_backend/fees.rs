//! Fee estimates, from the same rule that admission applies.

use super::internal;
use crate::service::Context;
use pallet_state_keeper::SignedBody;
use zelkova_primitives::{AccountId, Felt, L1Address, TokenId};
use zelkova_rpc::{
    types::{Amount, FeeEstimate, FeeKind, FeeRequest, TokenSelector},
    ErrorCode, Fault,
};
use zelkova_runtime::{ChangePubKey, L1Authorization, TokenInfo, Transfer, Withdraw};

/// The fee that a transaction has to pay now.
pub fn estimate(context: &Context, request: FeeRequest) -> Result<FeeEstimate, Fault> {
    let FeeRequest { kind, token, recipient } = request;
    let (tokens, fees, known) = context
        .chain
        .query(|query| {
            let known = recipient.map(|address| query.account_id(&address).is_some());
            (query.tokens(), query.fee_schedule(), known)
        })
        .map_err(internal)?;
    let kind = match (kind, known) {
        (FeeKind::Transfer, Some(false)) => FeeKind::TransferToNew,
        (FeeKind::TransferToNew, Some(true)) => FeeKind::Transfer,
        _ => kind,
    };
    let token = find(&tokens, &token)?;
    let total = fees.minimum(token, units(kind));
    // The schedule's unit is a chunk of pubdata with its share of the proof, so there is no part to tell apart.
    Ok(FeeEstimate { kind, token, gas_fee: Amount(total), proof_fee: Amount(0), total_fee: Amount(total) })
}

/// The token that a selector means.
fn find(tokens: &[TokenInfo], selector: &TokenSelector) -> Result<TokenId, Fault> {
    let found = tokens.iter().find(|token| match selector {
        TokenSelector::Id(id) => token.id == *id,
        TokenSelector::Address(address) => token.address == *address,
        TokenSelector::Symbol(symbol) => token.symbol.eq_ignore_ascii_case(symbol),
    });
    found.map(|token| token.id).ok_or_else(|| {
        Fault::new(
            ErrorCode::UnknownToken,
            format!("token {selector} is not registered"),
            "call rollup_tokens for the registered ones",
        )
    })
}

/// Fee units of a kind, asked from the operations themselves. They do not look at the fields.
fn units(kind: FeeKind) -> u32 {
    let (account, to, token) = (AccountId(0), L1Address::default(), TokenId(0));
    let (amount, fee, nonce, valid_from, valid_until) = (0, 0, 0, 0, u64::MAX);
    let change = |authorization| {
        let (address, fee_token, new_key_hash) = (to, token, Felt::ZERO);
        ChangePubKey { account, address, new_key_hash, fee_token, fee, nonce, valid_from, valid_until, authorization }
    };
    match kind {
        FeeKind::Transfer | FeeKind::TransferToNew => {
            let transfer = Transfer { account, to, token, amount, fee, nonce, valid_from, valid_until };
            transfer.fee_units(kind == FeeKind::Transfer)
        }
        FeeKind::Withdraw => {
            Withdraw { account, to, token, amount, fee, nonce, fast: false, valid_from, valid_until }.fee_units(true)
        }
        FeeKind::ChangePubKeyOnchain => change(L1Authorization::OnChain).fee_units(true),
        FeeKind::ChangePubKeyEcdsa => change(L1Authorization::Ecdsa { signature: [0; 65] }).fee_units(true),
    }
}
