//! `zelkova wallet claim-nft`: withdrawPendingNFTBalance.

use super::{nft_name::NftName, session::Session, WalletError};
use clap::Args;
use serde_json::json;
use zelkova_primitives::serde_util::to_hex;

/// Arguments of `zelkova wallet claim-nft`.
#[derive(Args, Debug)]
#[command(after_help = "\
The NFT goes to the recipient that the withdrawal named, whoever asks.

Examples:
  zelkova wallet claim-nft --nft 3/0
  zelkova wallet claim-nft --l1-token-id 12884901888 --json")]
pub struct ClaimNftArgs {
    /// The NFT: its creator's account and its number.
    #[arg(
        long,
        value_name = "CREATOR/SERIAL",
        required_unless_present = "l1_token_id",
        conflicts_with = "l1_token_id"
    )]
    nft: Option<NftName>,
    /// Its token id on L1.
    #[arg(long, value_name = "NUMBER")]
    l1_token_id: Option<u64>,
}

/// Runs the command.
pub async fn run(session: &Session, args: ClaimNftArgs) -> Result<(), WalletError> {
    let name = match (args.nft, args.l1_token_id) {
        (Some(name), _) => name,
        // The parser has asked for one of the two.
        (None, token_id) => NftName::of_l1_token(token_id.unwrap_or_default()),
    };
    let token_id = name.l1_token_id();
    let wallet = session.l1_wallet(&session.keys()?).await?;
    let client = wallet.client();
    let pending = client.pending_nft(session.rollup(), token_id).await?.ok_or(WalletError::NftNotPending { name })?;
    let governance = session.chain.contracts.governance;
    let factory = client.nft_factory(governance, name.creator, pending.creator).await?;
    let progress = session.progress();
    progress.step(format!("claiming NFT {name} for {}", pending.recipient));
    let receipt = wallet.claim_nft(session.rollup(), token_id).await?;
    drop(progress);
    // The claim is done. A creator's own factory need not have these functions, and if it failed, the default one minted.
    let owner = client.nft_owner(factory, token_id).await.ok().flatten();
    let uri = client.nft_uri(factory, token_id).await.ok().flatten();
    let factory = owner.map(|_| factory);
    let result = json!({
        "nft": name.to_string(), "l1TokenId": token_id.to_string(), "recipient": pending.recipient,
        "contentHash": to_hex(&pending.content_hash), "factory": factory, "uri": uri,
        "l1Transaction": receipt.tx_hash, "l1GasUsed": receipt.gas_used,
    });
    session.print(&result, || {
        let mut lines = vec![
            format!("claimed NFT {name} for {}", pending.recipient),
            format!("  L1 token id     {token_id}"),
            format!("  L1 transaction  {}", receipt.tx_hash),
        ];
        lines.extend(factory.map(|factory| format!("  factory         {factory}")));
        lines.extend(uri.map(|uri| format!("  URI             {uri}")));
        lines.join("\n")
    })
}
