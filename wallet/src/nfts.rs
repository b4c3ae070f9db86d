//! `zelkova wallet nfts`.

use super::{
    nft_name::NftName,
    session::{AccountOptions, Session},
    WalletError,
};
use clap::Args;
use zelkova_primitives::serde_util::to_hex;
use zelkova_rpc::types::AccountNft;

/// Arguments of `zelkova wallet nfts`.
#[derive(Args, Debug)]
#[command(after_help = "\
An NFT is named by its creator's account and its number among the creator's: 3/0 is the first one that account 3 minted.

Examples:
  zelkova wallet nfts
  zelkova wallet nfts --account 3 --json
  zelkova wallet nfts --address 0x7099.. --from 20 --limit 100")]
pub struct NftsArgs {
    #[command(flatten)]
    whose: AccountOptions,
    /// The first slot to show.
    #[arg(long, value_name = "SLOT", default_value_t = 0)]
    from: u16,
    /// How many to show, at most 100.
    #[arg(long, value_name = "COUNT", default_value_t = zelkova_rpc::api::DEFAULT_PAGE)]
    limit: u32,
}

/// Runs the command.
pub async fn run(session: &Session, args: NftsArgs) -> Result<(), WalletError> {
    let NftsArgs { whose, from, limit } = args;
    let selector = whose.selector(session)?;
    let page = session.node.account_nfts(selector, Some(from), Some(limit)).await?;
    session.print(&page, || {
        if page.nfts.is_empty() {
            return format!("no NFTs from slot {from} on");
        }
        let mut lines: Vec<String> = page.nfts.iter().map(line).collect();
        lines.extend(page.next.map(|next| format!("there are more: go on with --from {next}")));
        lines.join("\n")
    })
}

fn line(held: &AccountNft) -> String {
    let AccountNft { slot, nft } = held;
    format!("{:<14} slot {slot:<6} content {}", NftName::from(nft).to_string(), to_hex(&nft.content_hash))
}
