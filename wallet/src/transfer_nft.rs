//! `zelkova wallet transfer-nft`.

use super::{
    amount::AmountOptions,
    nft::held,
    nft_name::NftName,
    session::Session,
    submit::{submit, TransactionOptions},
    WalletError,
};
use clap::Args;
use zelkova_primitives::L1Address;
use zelkova_rpc::types::TokenSelector;
use zelkova_runtime::{Signed, Transaction, TransferNft};

/// Arguments of `zelkova wallet transfer-nft`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zelkova wallet transfer-nft --nft 3/0 --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
  zelkova wallet transfer-nft --nft 3/0 --to 0x7099.. --fee-token DAI --wait finalized")]
pub struct TransferNftArgs {
    /// The NFT: its creator's account and its number.
    #[arg(long, value_name = "CREATOR/SERIAL")]
    nft: NftName,
    /// L1 address of the recipient; it gets an account if it has none.
    #[arg(long, value_name = "ADDRESS")]
    to: L1Address,
    /// The token that the fee is paid in.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    fee_token: TokenSelector,
    #[command(flatten)]
    amounts: AmountOptions,
    #[command(flatten)]
    options: TransactionOptions,
}

/// Runs the command.
pub async fn run(session: &Session, args: TransferNftArgs) -> Result<(), WalletError> {
    let TransferNftArgs { nft: name, to, fee_token, amounts, options } = args;
    let fee_token = session.token(&fee_token)?;
    let signer = session.signer().await?;
    let (nft, slot) = held(session, signer.account, name).await?;
    let fee = options.fee(session, amounts, &TransferNft::FEE, fee_token, None).await?;
    let nonce = options.nonce(&signer);
    let (valid_from, valid_until) = options.validity();
    let (account, fee_token_id) = (signer.account, fee_token.id);
    let body = TransferNft { account, to, nft, slot, fee_token: fee_token_id, fee, nonce, valid_from, valid_until };
    let signed = Signed::sign(body, &signer.keys.l2, session.chain.chain_tag)?;
    let what = format!("transfer of NFT {name} to {to}");
    submit(session, Transaction::TransferNft(signed), &options, &what, None).await
}
