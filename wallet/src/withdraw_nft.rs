//! `zelkova wallet withdraw-nft`.

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
use zelkova_runtime::{Signed, Transaction, WithdrawNft};

/// Arguments of `zelkova wallet withdraw-nft`.
#[derive(Args, Debug)]
#[command(after_help = "\
The NFT waits in the contract once the block is final; `zelkova wallet claim-nft` mints it. It never comes back to the chain.

Examples:
  zelkova wallet withdraw-nft --nft 3/0
  zelkova wallet withdraw-nft --nft 3/0 --to 0x7099.. --wait finalized")]
pub struct WithdrawNftArgs {
    /// The NFT: its creator's account and its number.
    #[arg(long, value_name = "CREATOR/SERIAL")]
    nft: NftName,
    /// L1 address of the recipient; your own unless given.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<L1Address>,
    /// The token that the fee is paid in.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    fee_token: TokenSelector,
    #[command(flatten)]
    amounts: AmountOptions,
    #[command(flatten)]
    options: TransactionOptions,
}

/// Runs the command.
pub async fn run(session: &Session, args: WithdrawNftArgs) -> Result<(), WalletError> {
    let WithdrawNftArgs { nft: name, to, fee_token, amounts, options } = args;
    let fee_token = session.token(&fee_token)?;
    let signer = session.signer().await?;
    let to = to.unwrap_or(signer.address);
    let (nft, slot) = held(session, signer.account, name).await?;
    let fee = options.fee(session, amounts, &WithdrawNft::FEE, fee_token, None).await?;
    let nonce = options.nonce(&signer);
    let (valid_from, valid_until) = options.validity();
    let (account, fee_token_id) = (signer.account, fee_token.id);
    let body = WithdrawNft { account, to, nft, slot, fee_token: fee_token_id, fee, nonce, valid_from, valid_until };
    let signed = Signed::sign(body, &signer.keys.l2, session.chain.chain_tag)?;
    let what = format!("withdrawal of NFT {name} to {to}");
    submit(session, Transaction::WithdrawNft(signed), &options, &what, None).await
}
