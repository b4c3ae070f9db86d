//! NFTs.

use crate::openrpc::schema;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{
    serde_util::{decimal, hex_array},
    AccountId, L1Address, Nft,
};

/// What an NFT is. Creator and serial number identify it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NftRecord {
    /// The account that minted it.
    #[schemars(with = "u32")]
    pub creator: AccountId,
    /// The L1 address that owns that account.
    #[schemars(schema_with = "schema::address")]
    pub creator_address: L1Address,
    /// How many NFTs the creator had minted before.
    pub serial: u32,
    /// The hash of what it stands for.
    #[schemars(schema_with = "schema::hash")]
    #[serde(with = "hex_array")]
    pub content_hash: [u8; 32],
    /// The token id that it has on L1, `creator * 2^32 + serial`: a decimal string, because it can be above 2^53.
    #[schemars(with = "String", regex(pattern = r"^[0-9]+$"))]
    #[serde(with = "decimal")]
    pub l1_token_id: u64,
}

impl NftRecord {
    /// An NFT with the address of its creator.
    pub fn new(nft: Nft, creator_address: L1Address) -> Self {
        let Nft { creator, serial, content: content_hash } = nft;
        Self { creator, creator_address, serial, content_hash, l1_token_id: nft.l1_token_id() }
    }

    /// The NFT as transactions name it.
    pub fn nft(&self) -> Nft {
        Nft { creator: self.creator, serial: self.serial, content: self.content_hash }
    }
}

/// An NFT of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountNft {
    /// The slot of the account that it lies in.
    pub slot: u16,
    /// The NFT.
    #[serde(flatten)]
    pub nft: NftRecord,
}

/// Some of the NFTs of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountNfts {
    /// The NFTs by slot.
    pub nfts: Vec<AccountNft>,
    /// The slot to go on from; null if there are no more.
    pub next: Option<u16>,
}

impl AccountNfts {
    /// The first `limit` of the NFTs; the first one that is left out tells where to go on.
    pub fn page(mut nfts: Vec<AccountNft>, limit: usize) -> Self {
        let next = nfts.get(limit).map(|nft| nft.slot);
        nfts.truncate(limit);
        Self { nfts, next }
    }
}

/// An NFT and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NftStatus {
    /// The NFT.
    #[serde(flatten)]
    pub nft: NftRecord,
    /// Who has it on the chain; null if it has left to L1 or is on its way there.
    pub holder: Option<NftHolder>,
}

/// Where an NFT lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NftHolder {
    /// The account.
    #[schemars(with = "u32")]
    pub account: AccountId,
    /// The L1 address that owns the account.
    #[schemars(schema_with = "schema::address")]
    pub address: L1Address,
    /// The slot of the account.
    pub slot: u16,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn nft(slot: u16) -> AccountNft {
        let nft = Nft { creator: AccountId(1 << 27), serial: 7, content: [0xab; 32] };
        AccountNft { slot, nft: NftRecord::new(nft, L1Address([1; 20])) }
    }

    #[test]
    fn the_json_is_flat_and_keeps_all_digits() {
        let value = serde_json::to_value(nft(3)).unwrap();
        let expected = json!({
            "slot": 3, "creator": 1 << 27, "creatorAddress": format!("0x{}", "01".repeat(20)), "serial": 7,
            "contentHash": format!("0x{}", "ab".repeat(32)), "l1TokenId": "576460752303423495",
        });
        assert_eq!(value, expected);
        assert_eq!(serde_json::from_value::<AccountNft>(value).unwrap(), nft(3));
    }

    #[test]
    fn a_page_tells_where_to_go_on() {
        let all = [2, 5, 9].map(nft).to_vec();
        assert_eq!(AccountNfts::page(all.clone(), 2), AccountNfts { nfts: all[..2].to_vec(), next: Some(9) });
        assert_eq!(AccountNfts::page(all.clone(), 3), AccountNfts { nfts: all, next: None });
    }
}
