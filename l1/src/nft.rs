//! NFTs on L1: what waits to be minted, and what a factory minted.
//!
//! A token id is `creator account * 2^32 + serial`.

use super::{
    calls::{self, governance, nft_factory, rollup},
    L1Client, L1Error, L1Receipt, L1Wallet,
};
use ethers::abi::{ParamType, Token};
use zelkova_primitives::{AccountId, L1Address};

/// What a factory reverts with if there is no such token.
const NO_TOKEN: &str = "ERC721NonexistentToken";

/// An NFT that left the chain and is not minted yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PendingNft {
    /// Who gets it.
    pub recipient: L1Address,
    /// When its block was executed, in seconds.
    pub since: u64,
    /// L1 address of the account that made it.
    pub creator: L1Address,
    /// What it stands for.
    pub content_hash: [u8; 32],
}

impl L1Client {
    /// The NFT that `withdrawPendingNFTBalance` can mint; `None` if it did not leave the chain or is minted already.
    pub async fn pending_nft(&self, rollup: L1Address, token_id: u64) -> Result<Option<PendingNft>, L1Error> {
        let what = "read a pending NFT";
        let fields = [ParamType::Address, ParamType::Uint(64), ParamType::Address, ParamType::FixedBytes(32)];
        let output = ParamType::Tuple(fields.to_vec());
        let answer = self.view(what, rollup, rollup::PENDING_NFT, &[calls::uint(token_id)], output).await?;
        let bad = || L1Error::BadAnswer { what: what.into() };
        let Token::Tuple(values) = answer else { return Err(bad()) };
        let [Token::Address(recipient), Token::Uint(since), Token::Address(creator), Token::FixedBytes(content)] =
            values.as_slice()
        else {
            return Err(bad());
        };
        let content_hash = content.as_slice().try_into().map_err(|_| bad())?;
        let since = u64::try_from(*since).map_err(|_| bad())?;
        let (recipient, creator) = (L1Address(recipient.0), L1Address(creator.0));
        Ok((creator != L1Address::ZERO).then_some(PendingNft { recipient, since, creator, content_hash }))
    }

    /// The contract that mints the NFTs of a creator: its own factory, or else the default one.
    pub async fn nft_factory(
        &self,
        governance: L1Address,
        creator_account: AccountId,
        creator: L1Address,
    ) -> Result<L1Address, L1Error> {
        let what = "read the NFT factory of a creator";
        let arguments = [calls::uint(creator_account.0), calls::address(creator)];
        match self.view(what, governance, governance::GET_NFT_FACTORY, &arguments, ParamType::Address).await? {
            Token::Address(factory) => Ok(L1Address(factory.0)),
            _ => Err(L1Error::BadAnswer { what: what.into() }),
        }
    }

    /// Who owns a token of a factory; `None` if the factory has not minted it.
    pub async fn nft_owner(&self, factory: L1Address, token_id: u64) -> Result<Option<L1Address>, L1Error> {
        let what = "read the owner of an NFT";
        match self.nft_view(what, factory, nft_factory::OWNER_OF, token_id, ParamType::Address).await? {
            Some(Token::Address(owner)) => Ok(Some(L1Address(owner.0))),
            Some(_) => Err(L1Error::BadAnswer { what: what.into() }),
            None => Ok(None),
        }
    }

    /// What a token of the default factory stands for; `None` if the factory has not minted it.
    pub async fn nft_content_hash(&self, factory: L1Address, token_id: u64) -> Result<Option<[u8; 32]>, L1Error> {
        let what = "read the content of an NFT";
        let bad = || L1Error::BadAnswer { what: what.into() };
        match self.nft_view(what, factory, nft_factory::GET_CONTENT_HASH, token_id, ParamType::FixedBytes(32)).await? {
            Some(Token::FixedBytes(hash)) => Ok(Some(hash.try_into().map_err(|_| bad())?)),
            Some(_) => Err(bad()),
            None => Ok(None),
        }
    }

    /// Where the content of a token is, `ipfs://..` for the default factory; `None` if the factory has not minted it.
    pub async fn nft_uri(&self, factory: L1Address, token_id: u64) -> Result<Option<String>, L1Error> {
        let what = "read the URI of an NFT";
        match self.nft_view(what, factory, nft_factory::TOKEN_URI, token_id, ParamType::String).await? {
            Some(Token::String(uri)) => Ok(Some(uri)),
            Some(_) => Err(L1Error::BadAnswer { what: what.into() }),
            None => Ok(None),
        }
    }

    async fn nft_view(
        &self,
        what: &str,
        factory: L1Address,
        call: &str,
        token_id: u64,
        output: ParamType,
    ) -> Result<Option<Token>, L1Error> {
        match self.view(what, factory, call, &[calls::uint(token_id)], output).await {
            Err(L1Error::Reverted { error, .. }) if error.name == NO_TOKEN => Ok(None),
            answer => answer.map(Some),
        }
    }
}

impl L1Wallet {
    /// Requests the withdrawal of the NFT in a slot of an account, without the operator.
    pub async fn request_full_exit_nft(
        &self,
        rollup: L1Address,
        account: AccountId,
        slot: u16,
    ) -> Result<L1Receipt, L1Error> {
        let arguments = [calls::uint(account.0), calls::uint(slot)];
        let what = "the request of a full exit of an NFT";
        self.execute(what, rollup, 0, rollup::REQUEST_FULL_EXIT_NFT, &arguments).await
    }

    /// Mints a pending NFT to its recipient (`withdrawPendingNFTBalance`); anybody may do that.
    pub async fn claim_nft(&self, rollup: L1Address, token_id: u64) -> Result<L1Receipt, L1Error> {
        let arguments = [calls::uint(token_id)];
        self.execute("the claim of an NFT", rollup, 0, rollup::WITHDRAW_PENDING_NFT_BALANCE, &arguments).await
    }
}
