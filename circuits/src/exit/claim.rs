//! What an exit proof says.

use codec::{Decode, Encode};
use serde::{Deserialize, Serialize};
use zelkova_primitives::{AccountId, Felt, L1Address, Nft, StorageKey, TokenId};

use crate::solidity::PUBLIC_INPUTS;

/// What L1 owes for a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Owed {
    /// An amount of a token.
    #[serde(rename_all = "camelCase")]
    Amount {
        /// The token.
        token: TokenId,
        /// The amount in the token's smallest unit.
        #[serde(with = "zelkova_primitives::serde_util::decimal")]
        amount: u128,
    },
    /// An NFT.
    #[serde(rename_all = "camelCase")]
    Nft {
        /// Which one.
        nft: Nft,
        /// L1 address of the account that minted it.
        creator_address: L1Address,
    },
}

/// Under `root`, the account of `owner` has a leaf for which L1 owes `owed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExitClaim {
    /// Root of the account tree.
    pub root: Felt,
    /// The account.
    pub account: AccountId,
    /// Its L1 address.
    pub owner: L1Address,
    /// The leaf in its storage.
    pub key: StorageKey,
    /// What is owed.
    pub owed: Owed,
}

impl ExitClaim {
    /// The public inputs: root, `account * 2^160 + owner`, key, token, amount, then the NFT's two words
    /// ([`Nft::value_inputs`]) and its creator's address. Those of the other kind are 0.
    pub fn public_inputs(&self) -> [Felt; PUBLIC_INPUTS] {
        let address = |address: &L1Address| Felt::from_be_bytes_mod_order(&address.0);
        // 28 + 160 bits, so the reduction changes nothing.
        let mut owner = [0; 24];
        owner[..4].copy_from_slice(&self.account.0.to_be_bytes());
        owner[4..].copy_from_slice(&self.owner.0);
        let (token, amount, [nft, content_low], creator) = match &self.owed {
            Owed::Amount { token, amount } => (token.0, *amount, [Felt::ZERO; 2], Felt::ZERO),
            Owed::Nft { nft, creator_address } => (0, 0, nft.value_inputs(), address(creator_address)),
        };
        let owner = Felt::from_be_bytes_mod_order(&owner);
        [self.root, owner, self.key.raw().into(), token.into(), amount.into(), nft, content_low, creator]
    }
}
