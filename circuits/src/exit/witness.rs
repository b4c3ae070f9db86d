//! What the exit circuit is filled with.

use thiserror::Error;
use zelkova_primitives::{
    tree::{Membership, NodeReader, StateTree, TreeError},
    AccountFields, AccountId, BlockNumber, Felt, L1Address, Nft, StorageKey, TokenId, ACCOUNT_TREE_LEVELS,
    STORAGE_TREE_LEVELS,
};

use super::{ExitClaim, Owed, PayOut};

/// A claim with the leaves that show it.
#[derive(Clone, Debug)]
pub struct ExitWitness {
    /// What is to be proven.
    pub claim: ExitClaim,
    /// The account's leaf and the storage leaf.
    pub leaf: Membership,
    /// The account that minted the NFT; for an amount the account itself.
    pub creator: AccountId,
    /// Its leaf.
    pub creator_leaf: Membership,
    /// What an NFT's value hashes.
    pub nft: Nft,
}

impl ExitWitness {
    /// The witness of what a leaf of a version of the state tree is paid out as. `nft` is what the leaf stands for if it is in the
    /// NFTs' area. Fails if nothing is owed for the leaf.
    pub fn new<R: NodeReader>(
        tree: &StateTree<R>,
        version: BlockNumber,
        pay_outs: &[PayOut],
        (account, key): (AccountId, StorageKey),
        nft: Option<Nft>,
    ) -> Result<Self, ExitError> {
        let leaf = tree.membership(version, account, key)?;
        if !leaf.fields.exists() {
            return Err(ExitError::NoAccount(account));
        }
        let nothing = ExitError::NothingOwed { account, key };
        if leaf.value == Felt::ZERO {
            return Err(nothing);
        }
        let (owed, creator, nft) = if key.area() == StorageKey::NFTS {
            let nft = nft.filter(|nft| nft.value() == leaf.value).ok_or(ExitError::UnknownNft { account, key })?;
            (None, nft.creator, nft)
        } else {
            let pay_out = pay_outs.iter().find(|pay_out| pay_out.area == key.area());
            let pay_out = pay_out.ok_or(ExitError::NoPayOut(key.area()))?;
            let (token, amount) = (pay_out.native)(key.index(), leaf.value).ok_or(nothing)?;
            (Some(Owed::Amount { token, amount }), account, Nft::default())
        };
        let creator_leaf = tree.membership(version, creator, key)?;
        let creator_address = creator_leaf.fields.address;
        let owed = owed.unwrap_or(Owed::Nft { nft, creator_address });
        let claim = ExitClaim { root: leaf.root, account, owner: leaf.fields.address, key, owed };
        Ok(Self { claim, leaf, creator, creator_leaf, nft })
    }

    /// A witness of the right shape: what keys are generated from.
    pub(super) fn blank() -> Self {
        let leaf = Membership {
            fields: AccountFields::default(),
            value: Felt::ZERO,
            storage_siblings: [[Felt::ZERO; 3]; STORAGE_TREE_LEVELS],
            storage_root: Felt::ZERO,
            account_siblings: [[Felt::ZERO; 3]; ACCOUNT_TREE_LEVELS],
            root: Felt::ZERO,
        };
        let claim = ExitClaim {
            root: Felt::ZERO,
            account: AccountId(0),
            owner: L1Address::default(),
            key: StorageKey::balance(TokenId::ETH),
            owed: Owed::Amount { token: TokenId::ETH, amount: 0 },
        };
        Self { claim, leaf: leaf.clone(), creator: AccountId(0), creator_leaf: leaf, nft: Nft::default() }
    }
}

/// Why there is nothing to prove.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExitError {
    /// Nobody owns the account.
    #[error("account {0} does not exist in this state: check the number")]
    NoAccount(AccountId),
    /// The leaf is empty.
    #[error("account {account} has nothing at {key} in this state")]
    NothingOwed {
        /// The account.
        account: AccountId,
        /// The leaf.
        key: StorageKey,
    },
    /// The caller does not know what the leaf stands for.
    #[error("the NFT of account {account} at {key} is not known: restore the state from L1 again")]
    UnknownNft {
        /// The account.
        account: AccountId,
        /// The leaf.
        key: StorageKey,
    },
    /// No pallet pays the area out.
    #[error("area {0} of accounts' storage is not paid out")]
    NoPayOut(u8),
    /// The tree refused.
    #[error("the state tree: {0}")]
    Tree(#[from] TreeError),
}
