//! Who takes part in the block with every operation, and what each signs.

use crate::chain::Chain;
use anyhow::{Context, Result};
use pallet_nft::{MintNft, TransferNft, WithdrawNft};
use pallet_payments::{
    change_pub_key::authorization::{create2_address, create2_salt, message},
    ChangePubKey, ForcedExit, L1Authorization, Transfer, Withdraw,
};
use pallet_swap::{Order, SignedOrder, Swap};
use zelkova_l1::{dev_private_key, L1Wallet};
use zelkova_operation::{Signed, SignedBody};
use zelkova_primitives::{AccountId, Felt, L1Address, Nft, Nonce, PrivateKey, TokenId};
use zelkova_runtime::Transaction;

/// 10^18 of the smallest unit.
pub const UNIT: u128 = 1_000_000_000_000_000_000;
/// Fee of every transaction here.
pub const FEE: u128 = 1_000_000_000_000_000;
/// ETH.
pub const ETH: TokenId = TokenId(0);
/// The ERC-20 of the test.
pub const DAI: TokenId = TokenId(1);

/// Somebody with an account.
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// Its nonce: counts what was signed.
    pub nonce: Nonce,
    /// Its L1 address.
    pub address: L1Address,
    /// The L1 key, unless a contract owns the account.
    pub wallet: Option<L1Wallet>,
    key: PrivateKey,
    authorization: Owner,
    tag: Felt,
}

enum Owner {
    Key([u8; 32]),
    Contract { creator: L1Address, salt_arg: [u8; 32], code_hash: [u8; 32] },
}

impl Actor {
    /// The owner of L1 key number `index`; the account's id is the one that the chain will give.
    pub fn person(chain: &Chain, index: u32, account: AccountId) -> Result<Self> {
        let wallet = chain.wallet(index)?;
        Ok(Self {
            account,
            nonce: 0,
            address: wallet.address(),
            wallet: Some(wallet),
            key: PrivateKey::from_seed(&index.to_be_bytes()),
            authorization: Owner::Key(dev_private_key(index)),
            tag: chain.tag,
        })
    }

    /// An account that a contract with a CREATE2 address owns.
    pub fn contract(chain: &Chain, account: AccountId) -> Self {
        let key = PrivateKey::from_seed(b"contract");
        let (creator, salt_arg, code_hash) = (L1Address([0xcc; 20]), [1; 32], [2; 32]);
        let address = create2_address(creator, &create2_salt(&salt_arg, key.public().key_hash()), &code_hash);
        let authorization = Owner::Contract { creator, salt_arg, code_hash };
        Self { account, nonce: 0, address, wallet: None, key, authorization, tag: chain.tag }
    }

    /// The L1 key.
    pub fn l1(&self) -> Result<&L1Wallet> {
        self.wallet.as_ref().context("a contract has no key")
    }

    fn sign<B: SignedBody>(&mut self, body: B) -> Result<Transaction>
    where
        Transaction: From<Signed<B>>,
    {
        self.nonce += 1;
        Ok(Signed::sign(body, &self.key, self.tag)?.into())
    }

    /// Sets the account's key.
    pub fn activate(&mut self, fee_token: TokenId) -> Result<Transaction> {
        let (account, nonce, new_key_hash) = (self.account, self.nonce, self.key.public().key_hash());
        let authorization = match self.authorization {
            Owner::Key(secret) => L1Authorization::sign(&secret, &message(new_key_hash, nonce, account, self.tag))
                .context("a secret key signs")?,
            Owner::Contract { creator, salt_arg, code_hash } => {
                L1Authorization::Create2 { creator, salt_arg, code_hash }
            }
        };
        let (address, valid_from, valid_until) = (self.address, 0, u64::MAX);
        self.sign(ChangePubKey {
            account,
            address,
            new_key_hash,
            fee_token,
            fee: FEE,
            nonce,
            valid_from,
            valid_until,
            authorization,
        })
    }

    /// Pays ETH to an address.
    pub fn transfer(&mut self, to: L1Address, amount: u128) -> Result<Transaction> {
        let (account, nonce) = (self.account, self.nonce);
        let (token, fee, valid_from, valid_until) = (ETH, FEE, 0, u64::MAX);
        self.sign(Transfer { account, to, token, amount, fee, nonce, valid_from, valid_until })
    }

    /// Takes ETH to L1, fast.
    pub fn withdraw(&mut self, to: L1Address, amount: u128) -> Result<Transaction> {
        let (account, nonce) = (self.account, self.nonce);
        let (token, fee, fast, valid_from, valid_until) = (ETH, FEE, true, 0, u64::MAX);
        self.sign(Withdraw { account, to, token, amount, fee, nonce, fast, valid_from, valid_until })
    }

    /// Sends the ETH of an account without key to its owner.
    pub fn forced_exit(&mut self, target: L1Address) -> Result<Transaction> {
        let (account, nonce) = (self.account, self.nonce);
        let (token, fee, valid_from, valid_until) = (ETH, FEE, 0, u64::MAX);
        self.sign(ForcedExit { account, target, token, fee, nonce, valid_from, valid_until })
    }

    /// Makes an NFT.
    pub fn mint(&mut self, to: L1Address, content: [u8; 32]) -> Result<Transaction> {
        let (account, nonce) = (self.account, self.nonce);
        let (fee_token, fee, valid_from, valid_until) = (ETH, FEE, 0, u64::MAX);
        self.sign(MintNft { account, to, content, fee_token, fee, nonce, valid_from, valid_until })
    }

    /// Gives an NFT away.
    pub fn send_nft(&mut self, to: L1Address, nft: Nft, slot: u16) -> Result<Transaction> {
        let (account, nonce) = (self.account, self.nonce);
        let (fee_token, fee, valid_from, valid_until) = (ETH, FEE, 0, u64::MAX);
        self.sign(TransferNft { account, to, nft, slot, fee_token, fee, nonce, valid_from, valid_until })
    }

    /// Takes an NFT to L1.
    pub fn withdraw_nft(&mut self, to: L1Address, nft: Nft, slot: u16) -> Result<Transaction> {
        let (account, nonce) = (self.account, self.nonce);
        let (fee_token, fee, valid_from, valid_until) = (ETH, FEE, 0, u64::MAX);
        self.sign(WithdrawNft { account, to, nft, slot, fee_token, fee, nonce, valid_from, valid_until })
    }

    /// Signs an order; one with an amount will use the nonce.
    pub fn order(&mut self, (sell, buy): (TokenId, TokenId), ratio: (u128, u128), amount: u128) -> Result<SignedOrder> {
        let order = Order {
            account: self.account,
            recipient: self.address,
            nonce: self.nonce,
            token_sell: sell,
            token_buy: buy,
            ratio_sell: ratio.0,
            ratio_buy: ratio.1,
            amount,
            valid_from: 0,
            valid_until: u64::MAX,
        };
        self.nonce += u32::from(amount > 0);
        Ok(order.sign(&self.key, self.tag)?)
    }

    /// Matches two orders, for a fee in ETH.
    pub fn swap(&mut self, orders: [SignedOrder; 2], amounts: (u128, u128)) -> Result<Transaction> {
        let (account, nonce) = (self.account, self.nonce);
        self.sign(Swap {
            account,
            nonce,
            orders: Box::new(orders),
            first_amount: amounts.0,
            second_amount: amounts.1,
            fee_token: ETH,
            fee: FEE,
            valid_from: 0,
            valid_until: u64::MAX,
        })
    }
}
