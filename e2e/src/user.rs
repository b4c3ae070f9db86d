//! A person with an L1 key and an L2 key, who signs as a wallet would.

use anyhow::{Context, Result};
use pallet_payments::{ChangePubKey, L1Authorization, Transfer, Withdraw};
use std::time::Duration;
use zelkova_l1::{L1Receipt, L1Wallet};
use zelkova_operation::Signed;
use zelkova_primitives::{AccountId, Felt, L1Address, Nonce, PrivateKey, TokenId, TxHash};
use zelkova_rpc::{
    types::{AccountState, Stage},
    Client,
};
use zelkova_runtime::{FeeKind, Transaction};

/// How long a test waits for any one thing.
pub const PATIENCE: Duration = Duration::from_secs(180);

/// A user of a running chain.
pub struct User {
    /// For messages.
    pub name: &'static str,
    /// The L1 side.
    pub wallet: L1Wallet,
    /// The L2 key.
    pub key: PrivateKey,
    chain_tag: Felt,
    rollup: L1Address,
}

impl User {
    /// A user with the given L1 wallet; the L2 key comes from the name.
    pub fn new(name: &'static str, wallet: L1Wallet, chain_tag: Felt, rollup: L1Address) -> Self {
        Self { name, wallet, key: PrivateKey::from_seed(name.as_bytes()), chain_tag, rollup }
    }

    /// The address on L1.
    pub fn address(&self) -> L1Address {
        self.wallet.address()
    }

    /// Account id and committed state.
    pub async fn account(&self, client: &Client) -> Result<(AccountId, AccountState)> {
        let account = client.account(self.address()).await?.with_context(|| format!("{} has no account", self.name))?;
        let id = account.id.with_context(|| format!("the account of {} has no id yet", self.name))?;
        Ok((id, account.committed.unwrap_or_default()))
    }

    /// Deposits on L1; the receipt has the serial id.
    pub async fn deposit(&self, token: L1Address, amount: u128) -> Result<L1Receipt> {
        let receipt = if token == L1Address::default() {
            self.wallet.deposit_eth(self.rollup, self.address(), amount).await?
        } else {
            self.wallet.deposit_erc20(self.rollup, token, amount, self.address()).await?
        };
        Ok(receipt)
    }

    /// Deposits and waits until the chain has executed it.
    pub async fn deposit_and_wait(&self, client: &Client, token: L1Address, amount: u128) -> Result<L1Receipt> {
        let receipt = self.deposit(token, amount).await?;
        let serial = receipt.serial_id.context("a deposit has a serial id")?;
        client.wait_for_priority_operation(serial, Stage::Executed, PATIENCE, |_| {}).await?;
        Ok(receipt)
    }

    /// The fee that the node asks for.
    pub async fn fee(
        &self,
        client: &Client,
        kind: &'static FeeKind,
        token: TokenId,
        to: Option<L1Address>,
    ) -> Result<u128> {
        Ok(client.estimate_fee(kind, token, to).await?.total_fee.0)
    }

    /// Sets the account's key, authorised by an ECDSA signature.
    pub async fn activate(&self, client: &Client) -> Result<TxHash> {
        let (account, state) = self.account(client).await?;
        let new_key_hash = self.key.public().key_hash();
        let signature = self.wallet.sign_change_pubkey(new_key_hash, state.nonce, account.0, self.chain_tag)?;
        let signature = signature.try_into().map_err(|_| anyhow::anyhow!("an ECDSA signature has 65 bytes"))?;
        let body = ChangePubKey {
            account,
            address: self.address(),
            new_key_hash,
            fee_token: TokenId(0),
            fee: self.fee(client, &ChangePubKey::ECDSA_FEE, TokenId(0), None).await?,
            nonce: state.nonce,
            valid_from: 0,
            valid_until: u64::MAX,
            authorization: L1Authorization::Ecdsa { signature },
        };
        let tx = Signed::sign(body, &self.key, self.chain_tag)?;
        Ok(client.submit_transaction(tx.into()).await?)
    }

    /// A signed transfer with everything given.
    pub fn sign_transfer(
        &self,
        account: AccountId,
        nonce: Nonce,
        to: L1Address,
        token: TokenId,
        amount: u128,
        fee: u128,
    ) -> Result<Transaction> {
        let body = Transfer { account, to, token, amount, fee, nonce, valid_from: 0, valid_until: u64::MAX };
        Ok(Signed::sign(body, &self.key, self.chain_tag)?.into())
    }

    /// Transfers with the fee that the node asks for.
    pub async fn transfer(&self, client: &Client, to: L1Address, token: TokenId, amount: u128) -> Result<TxHash> {
        let (account, state) = self.account(client).await?;
        let fee = self.fee(client, &Transfer::FEE, token, Some(to)).await?;
        let tx = self.sign_transfer(account, state.nonce, to, token, amount, fee)?;
        Ok(client.submit_transaction(tx).await?)
    }

    /// Withdraws to an L1 address, and pays for its block to be settled at once.
    pub async fn withdraw(&self, client: &Client, to: L1Address, token: TokenId, amount: u128) -> Result<TxHash> {
        let (account, state) = self.account(client).await?;
        let fee = self.fee(client, &Withdraw::FAST_FEE, token, None).await?;
        let nonce = state.nonce;
        let body =
            Withdraw { account, to, token, amount, fee, nonce, fast: true, valid_from: 0, valid_until: u64::MAX };
        let tx: Transaction = Signed::sign(body, &self.key, self.chain_tag)?.into();
        Ok(client.submit_transaction(tx).await?)
    }

    /// Asks on L1 for everything of one token.
    pub async fn full_exit(&self, account: AccountId, token: L1Address) -> Result<L1Receipt> {
        Ok(self.wallet.request_full_exit(self.rollup, account, token).await?)
    }
}
