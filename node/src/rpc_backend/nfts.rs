//! NFTs on the chain.

use super::{internal, state::resolve};
use crate::service::Context;
use zelkova_primitives::{AccountId, Nft};
use zelkova_rpc::{
    types::{AccountNft, AccountNfts, AccountSelector, NftHolder, NftRecord, NftStatus},
    Fault,
};
use zelkova_runtime::{NftView, Query};

/// At most `limit` NFTs of an account from slot `from` on.
pub fn of_account(context: &Context, account: AccountSelector, from: u16, limit: u32) -> Result<AccountNfts, Fault> {
    let (account, _) = resolve(context, account)?;
    let limit = limit as usize;
    let read = |query: &Query| {
        // One more than asked for tells whether there are more.
        let nfts = query.nfts(account, from, limit.saturating_add(1));
        nfts.into_iter().map(|(slot, nft)| AccountNft { slot, nft: record(query, nft) }).collect()
    };
    let nfts = context.chain.query(read).map_err(internal)?;
    Ok(AccountNfts::page(nfts, limit))
}

/// An NFT by its name.
pub fn nft(context: &Context, creator: AccountId, serial: u32) -> Result<Option<NftStatus>, Fault> {
    let read = |query: &Query| {
        let NftView { nft, holder } = query.nft(creator, serial)?;
        let holder = holder.map(|(account, slot)| NftHolder { account, address: query.owner(account), slot });
        Some(NftStatus { nft: record(query, nft), holder })
    };
    context.chain.query(read).map_err(internal)
}

fn record(query: &Query, nft: Nft) -> NftRecord {
    NftRecord::new(nft, query.owner(nft.creator))
}
