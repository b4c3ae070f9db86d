//! NFTs: those of an account, and one by its name.

use super::{check_page, Rollup, DEFAULT_PAGE};
use crate::{
    openrpc::{Describe, Method, Parameter},
    types::{AccountNfts, AccountSelector, NftStatus},
    Backend, ErrorCode,
};
use jsonrpsee::{
    core::{async_trait, RpcResult},
    proc_macros::rpc,
};
use zelkova_primitives::AccountId;

/// NFTs.
#[rpc(server, client, namespace = "rollup")]
pub trait NftsApi {
    /// The NFTs of an account by slot.
    #[method(name = "accountNfts")]
    async fn account_nfts(
        &self,
        account: AccountSelector,
        from: Option<u16>,
        limit: Option<u32>,
    ) -> RpcResult<AccountNfts>;

    /// One NFT and where it is.
    #[method(name = "nft")]
    async fn nft(&self, creator: AccountId, serial: u32) -> RpcResult<Option<NftStatus>>;
}

/// The description of this part.
pub(crate) fn describe(schemas: &mut Describe) -> Vec<Method> {
    vec![
        Method {
            name: "rollup_accountNfts",
            summary:
                "The NFTs of an account on the chain by slot, at most 100 at once; `next` is the slot to go on from.",
            params: vec![
                Parameter::required("account", "Id or L1 address.", schemas.of::<AccountSelector>()),
                Parameter::optional("from", "The first slot wanted; 0 unless given.", schemas.of::<u16>()),
                Parameter::optional("limit", "How many NFTs: 1 to 100; 20 unless given.", schemas.of::<u32>()),
            ],
            result: schemas.of::<AccountNfts>(),
            errors: vec![ErrorCode::AccountNotFound, ErrorCode::LimitTooLarge],
            ..Method::default()
        },
        Method {
            name: "rollup_nft",
            summary: "An NFT by creator and serial number, with its holder on the chain; null if it was never minted.",
            params: vec![
                Parameter::required("creator", "The id of the account that minted it.", schemas.of::<u32>()),
                Parameter::required("serial", "How many NFTs the creator had minted before.", schemas.of::<u32>()),
            ],
            result: schemas.of::<Option<NftStatus>>(),
            ..Method::default()
        },
    ]
}

#[async_trait]
impl<B: Backend> NftsApiServer for Rollup<B> {
    async fn account_nfts(
        &self,
        account: AccountSelector,
        from: Option<u16>,
        limit: Option<u32>,
    ) -> RpcResult<AccountNfts> {
        let limit = check_page(limit.unwrap_or(DEFAULT_PAGE), "NFTs", "from the answer's `next`")?;
        Ok(self.backend.account_nfts(account, from.unwrap_or(0), limit).await?)
    }

    async fn nft(&self, creator: AccountId, serial: u32) -> RpcResult<Option<NftStatus>> {
        Ok(self.backend.nft(creator, serial).await?)
    }
}
