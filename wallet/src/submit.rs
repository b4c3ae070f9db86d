//! What commands that sign a transaction share: fee, nonce, validity, submission, waiting.

use super::{
    amount::{show, AmountOptions},
    nft_name::NftName,
    second_factor,
    session::{Session, Signer},
    WalletError,
};
use clap::Args;
use pallet_mempool::PoolTransaction;
use serde::Serialize;
use std::time::Duration;
use tokio::time::{sleep, Instant};
use zelkova_console::unix_time;
use zelkova_primitives::{L1Address, Nonce};
use zelkova_rpc::{
    types::{Amount, NftRecord, Stage, Token, TransactionStatus},
    ErrorCode,
};
use zelkova_runtime::{FeeKind, Transaction};

/// How often a transaction is submitted again.
const INTERVAL: Duration = Duration::from_millis(250);

/// Options of every transaction.
#[derive(Args, Clone, Debug)]
pub struct TransactionOptions {
    /// The fee; the node is asked for it unless given.
    #[arg(long, value_name = "AMOUNT")]
    pub fee: Option<String>,
    /// The nonce; the account's next one unless given.
    #[arg(long, value_name = "NONCE")]
    pub nonce: Option<Nonce>,
    /// How long the transaction may wait for execution; unlimited unless given.
    #[arg(long, value_name = "SECONDS")]
    pub valid_for: Option<u64>,
    /// Wait until this stage: accepted, executed, sealed, committed, proven or finalized.
    #[arg(long, value_name = "STAGE", default_value = "executed")]
    pub wait: Stage,
}

impl TransactionOptions {
    /// The fee in the token's smallest unit.
    pub async fn fee(
        &self,
        session: &Session,
        amounts: AmountOptions,
        kind: &'static FeeKind,
        token: &Token,
        recipient: Option<L1Address>,
    ) -> Result<u128, WalletError> {
        match &self.fee {
            Some(text) => amounts.parse_fee(text, token),
            None => Ok(session.node.estimate_fee(kind, token.id, recipient).await?.total_fee.0),
        }
    }

    /// The nonce to sign with.
    pub fn nonce(&self, signer: &Signer) -> Nonce {
        self.nonce.unwrap_or(signer.state.nonce)
    }

    /// First and last second of validity.
    pub fn validity(&self) -> (u64, u64) {
        (0, valid_until(self.valid_for))
    }
}

/// The last second of what is valid for so many seconds from now, or for ever.
pub fn valid_until(valid_for: Option<u64>) -> u64 {
    valid_for.map_or(u64::MAX, |seconds| unix_time().saturating_add(seconds))
}

/// What a transaction command prints.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Submitted<'a> {
    fee: Amount,
    fee_token: &'a Token,
    nonce: Nonce,
    status: &'a TransactionStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    nft: Option<&'a NftRecord>,
}

/// Submits a transaction, follows it and prints where it stands; see [`send`].
pub async fn submit(
    session: &Session,
    transaction: Transaction,
    options: &TransactionOptions,
    what: &str,
    passing: Option<ErrorCode>,
) -> Result<(), WalletError> {
    let status = send(session, &transaction, options, what, passing).await?;
    report(session, what, &transaction, &status, None)
}

/// Submits a transaction and follows it to the stage that is waited for. A refusal with the code `passing` is expected to
/// pass by itself: the transaction is submitted again until then.
pub async fn send(
    session: &Session,
    transaction: &Transaction,
    options: &TransactionOptions,
    what: &str,
    passing: Option<ErrorCode>,
) -> Result<TransactionStatus, WalletError> {
    let progress = session.progress();
    progress.step(format!("{what}: submitting"));
    let eth_signature = second_factor::confirm(session, transaction).await?;
    let deadline = Instant::now().checked_add(session.timeout());
    let hash = loop {
        match session.node.submit_confirmed(transaction.clone(), eth_signature).await {
            Ok(hash) => break hash,
            Err(error) => {
                let late = deadline.is_some_and(|deadline| Instant::now() >= deadline);
                if late || passing.is_none() || error.code() != passing {
                    return Err(error.into());
                }
            }
        }
        sleep(INTERVAL).await;
    };
    let followed = session.node.wait_for_transaction(hash, options.wait, session.timeout(), |status| {
        progress.step(match status.block {
            Some(block) => format!("{what}: {} in block {block}", status.stage),
            None => format!("{what}: {}", status.stage),
        });
    });
    Ok(followed.await?)
}

/// Prints where a transaction stands, and the NFT that it made.
pub fn report(
    session: &Session,
    what: &str,
    transaction: &Transaction,
    status: &TransactionStatus,
    nft: Option<&NftRecord>,
) -> Result<(), WalletError> {
    let (fee_token, fee) = transaction.fee();
    let (fee_token, nonce) = (&session.token_by_id(fee_token), transaction.nonce());
    session.print(&Submitted { fee: Amount(fee), fee_token, nonce, status, nft }, || {
        let place = status.block.map(|block| format!(" in block {block}")).unwrap_or_default();
        let nft = nft.map(|nft| format!("\n  NFT          {}", NftName::from(nft))).unwrap_or_default();
        format!(
            "{what}\n  transaction  {}\n  fee          {}\n  stage        {}{place}{nft}",
            status.hash,
            show(fee, fee_token),
            status.stage
        )
    })
}
