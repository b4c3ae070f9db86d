//! Fee estimates, from the same quote that admission applies.

use super::{admission, internal};
use crate::service::Context;
use pallet_mempool::{Charge, FeeEstimate as Parts};
use zelkova_primitives::TokenId;
use zelkova_rpc::{
    types::{Amount, BatchFeeEstimate, BatchFeeItem, FeeEstimate, FeeName, FeeRequest, TokenSelector},
    ErrorCode, Fault,
};
use zelkova_runtime::{Query, TokenInfo};

/// The fee that a transaction has to pay now.
pub fn estimate(context: &Context, request: FeeRequest) -> Result<FeeEstimate, Fault> {
    let FeeRequest { kind, token, recipient } = request;
    let batch = estimate_batch(context, vec![BatchFeeItem { kind, recipient }], token)?;
    let BatchFeeEstimate { types, token, gas_fee, proof_fee, total_fee, gas_price } = batch;
    let kind = types.first().copied().unwrap_or(kind);
    Ok(FeeEstimate { kind, token, gas_fee, proof_fee, total_fee, gas_price })
}

/// The fee that a batch has to pay now.
pub fn estimate_batch(
    context: &Context,
    requests: Vec<BatchFeeItem>,
    token: TokenSelector,
) -> Result<BatchFeeEstimate, Fault> {
    let read = |query: &Query| {
        let types: Vec<FeeName> = requests.iter().map(|request| actual(query, request)).collect();
        (query.tokens(), types)
    };
    let (tokens, types) = context.chain.query(read).map_err(internal)?;
    let token = find(&tokens, &token)?;
    let charges: Vec<Charge> = types.iter().map(|kind| kind.kind().into()).collect();
    let fees = context.fees.current();
    let quote = fees.current();
    let Parts { gas_fee, proof_fee, total_fee } = quote.estimate(token, &charges).map_err(admission::fault)?;
    let gas_price = Amount(quote.gas_price());
    let [gas_fee, proof_fee, total_fee] = [gas_fee, proof_fee, total_fee].map(Amount);
    Ok(BatchFeeEstimate { types, token, gas_fee, proof_fee, total_fee, gas_price })
}

/// The kind that it is for this recipient.
fn actual(query: &Query, BatchFeeItem { kind, recipient }: &BatchFeeItem) -> FeeName {
    let Some(address) = recipient else { return *kind };
    let name = kind.kind().for_recipient(query.account_id(address).is_some());
    FeeName::all().find(|other| other.name() == name).unwrap_or(*kind)
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
