//! `zelkova wallet activate`: ChangePubKey.

use super::{
    amount::AmountOptions,
    session::{Session, Signer},
    submit::{submit, TransactionOptions},
    WalletError,
};
use clap::Args;
use pallet_payments::change_pub_key::authorization;
use serde_json::json;
use zelkova_primitives::{Felt, Nonce};
use zelkova_rpc::{types::TokenSelector, ErrorCode};
use zelkova_runtime::{ChangePubKey, L1Authorization, Signed, Transaction};

/// Arguments of `zelkova wallet activate`.
#[derive(Args, Debug)]
#[command(after_help = "\
The L1 key authorises the L2 key: by a signature, or with --onchain by a transaction on L1.

Examples:
  zelkova wallet activate
  zelkova wallet activate --onchain --fee-token DAI --wait finalized")]
pub struct ActivateArgs {
    /// Authorise the key by a transaction on L1 instead of a signature.
    #[arg(long)]
    onchain: bool,
    /// The token that the fee is paid in.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    fee_token: TokenSelector,
    #[command(flatten)]
    amounts: AmountOptions,
    #[command(flatten)]
    options: TransactionOptions,
}

/// Runs the command.
pub async fn run(session: &Session, args: ActivateArgs) -> Result<(), WalletError> {
    let ActivateArgs { onchain, fee_token, amounts, options } = args;
    let fee_token = session.token(&fee_token)?;
    let keys = session.keys()?;
    let address = keys.address()?;
    let (account, state) = session.account_of(address).await?;
    let new_key_hash = keys.l2.public().key_hash();
    if state.key_hash == new_key_hash {
        let already = json!({ "account": account, "keyHash": new_key_hash, "status": null });
        return session.print(&already, || format!("account {account} has this key already"));
    }
    let signer = Signer { keys, address, account, state };
    let nonce = options.nonce(&signer);
    let kind = if onchain { &ChangePubKey::ONCHAIN_FEE } else { &ChangePubKey::ECDSA_FEE };
    let fee = options.fee(session, amounts, kind, fee_token, None).await?;
    let authorization = authorize(session, &signer, new_key_hash, nonce, onchain).await?;
    let (valid_from, valid_until) = options.validity();
    let fee_token_id = fee_token.id;
    let body = ChangePubKey {
        account,
        address,
        new_key_hash,
        fee_token: fee_token_id,
        fee,
        nonce,
        valid_from,
        valid_until,
        authorization,
    };
    let signed = Signed::sign(body, &signer.keys.l2, session.chain.chain_tag)?;
    let what = format!("activation of account {account}");
    // The node has to see the authorisation on L1 first.
    let passing = onchain.then_some(ErrorCode::KeyNotAuthorised);
    submit(session, Transaction::ChangePubKey(signed), &options, &what, passing).await
}

/// The owner's consent.
async fn authorize(
    session: &Session,
    signer: &Signer,
    key_hash: Felt,
    nonce: Nonce,
    onchain: bool,
) -> Result<L1Authorization, WalletError> {
    if !onchain {
        let message = authorization::message(key_hash, nonce, signer.account, session.chain.chain_tag);
        return L1Authorization::sign(&signer.keys.l1, &message).ok_or_else(WalletError::no_l1_key);
    }
    let progress = session.progress();
    progress.step("authorising the key on L1");
    let wallet = session.l1_wallet(&signer.keys).await?;
    let receipt = wallet.set_auth_pubkey_hash(session.rollup(), key_hash, nonce).await?;
    progress.step(format!("authorised in L1 block {}", receipt.block));
    Ok(L1Authorization::OnChain)
}
