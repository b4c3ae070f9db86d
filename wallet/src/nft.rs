//! Where the chain has an NFT.

use super::{nft_name::NftName, session::Session, WalletError};
use zelkova_primitives::{AccountId, Nft};
use zelkova_rpc::types::{NftHolder, NftStatus};

/// An NFT that was minted, wherever it is.
pub async fn find(session: &Session, name: NftName) -> Result<NftStatus, WalletError> {
    session.node.nft(name.creator, name.serial).await?.ok_or(WalletError::UnknownNft { name })
}

/// An NFT that an account has, and the slot that holds it.
pub async fn held(session: &Session, account: AccountId, name: NftName) -> Result<(Nft, u16), WalletError> {
    let NftStatus { nft, holder } = find(session, name).await?;
    match holder {
        Some(holder) if holder.account == account => Ok((nft.nft(), holder.slot)),
        Some(NftHolder { account: holder, address, .. }) => Err(WalletError::NftOfOther { name, holder, address }),
        None => Err(WalletError::NftLeft { name }),
    }
}
