//! Fee estimates, from the same quote that admission applies.

use super::{admission, internal};
use crate::service::Context;
use pallet_mempool::{Charge, FeeEstimate as Parts};
use zelkova_operation::cost;
use zelkova_primitives::TokenId;
use zelkova_rpc::{
    types::{Amount, BatchFeeEstimate, BatchFeeItem, FeeEstimate, FeeKind, FeeRequest, TokenSelector},
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
        let types: Vec<FeeKind> = requests.iter().map(|request| actual(query, request)).collect();
        (query.tokens(), types)
    };
    let (tokens, types) = context.chain.query(read).map_err(internal)?;
    let token = find(&tokens, &token)?;
    let charges: Vec<Charge> = types.iter().copied().map(charge).collect();
    let fees = context.fees.current();
    let quote = fees.current();
    let Parts { gas_fee, proof_fee, total_fee } = quote.estimate(token, &charges).map_err(admission::fault)?;
    let gas_price = Amount(quote.gas_price());
    let [gas_fee, proof_fee, total_fee] = [gas_fee, proof_fee, total_fee].map(Amount);
    Ok(BatchFeeEstimate { types, token, gas_fee, proof_fee, total_fee, gas_price })
}

/// The kind that a transfer to this recipient is.
fn actual(query: &Query, request: &BatchFeeItem) -> FeeKind {
    let known = request.recipient.map(|address| query.account_id(&address).is_some());
    match (request.kind, known) {
        (FeeKind::Transfer, Some(false)) => FeeKind::TransferToNew,
        (FeeKind::TransferToNew, Some(true)) => FeeKind::Transfer,
        (kind, _) => kind,
    }
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

/// What a kind is charged for.
fn charge(kind: FeeKind) -> Charge {
    let cost = match kind {
        FeeKind::Transfer => cost::TRANSFER,
        FeeKind::TransferToNew => cost::TRANSFER_TO_NEW,
        FeeKind::Withdraw | FeeKind::FastWithdraw => cost::WITHDRAW,
        FeeKind::ForcedExit => cost::FORCED_EXIT,
        FeeKind::ChangePubKeyOnchain => cost::CHANGE_PUB_KEY_ONCHAIN,
        FeeKind::ChangePubKeyEcdsa => cost::CHANGE_PUB_KEY_ECDSA,
        FeeKind::ChangePubKeyEip712 => cost::CHANGE_PUB_KEY_EIP712,
        FeeKind::ChangePubKeyCreate2 => cost::CHANGE_PUB_KEY_CREATE2,
        FeeKind::MintNft => cost::MINT_NFT,
        FeeKind::WithdrawNft => cost::WITHDRAW_NFT,
        FeeKind::TransferNft => cost::TRANSFER_NFT,
        FeeKind::Swap => cost::SWAP,
    };
    Charge { cost, fast: kind == FeeKind::FastWithdraw }
}
