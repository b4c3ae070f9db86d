//! Users of the benchmarks: keys on L1 and on the chain, and signed transactions.

use crate::NodeError;
use ethers::signers::{LocalWallet, Signer};
use zelkova_primitives::{
    keccak256, AccountId, Felt, L1Address, Nonce, PriorityOp, PriorityOpKind, PrivateKey, SerialId, TokenId,
};
use zelkova_runtime::{ChangePubKey, L1Authorization, OperationError, Signed, Transaction, Transfer};

/// What every user gets at first: 1,000 ETH.
const DEPOSIT: u128 = 1_000_000_000_000_000_000_000;

/// A user. The first one gets account 1, because 0 is the fee account.
pub struct User {
    account: AccountId,
    address: L1Address,
    l1_secret: [u8; 32],
    key: PrivateKey,
}

impl User {
    /// User number `index`, always with the same keys.
    pub fn new(index: u32) -> Result<Self, NodeError> {
        let l1_secret = keccak256(format!("zelkova bench L1 {index}").as_bytes());
        let wallet = LocalWallet::from_bytes(&l1_secret).map_err(|error| NodeError::Other(error.to_string()))?;
        let key = PrivateKey::from_seed(&keccak256(format!("zelkova bench L2 {index}").as_bytes()));
        Ok(Self { account: AccountId(index + 1), address: L1Address(wallet.address().0), l1_secret, key })
    }

    /// The account.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The deposit that creates the account; its serial id makes it the right account.
    pub fn deposit(&self) -> PriorityOp {
        PriorityOp {
            serial_id: SerialId::from(self.account.0 - 1),
            kind: PriorityOpKind::Deposit { token: TokenId(0), amount: DEPOSIT, to: self.address },
            l1_block: 1,
            l1_tx_hash: [0; 32],
            expiration_block: u64::MAX,
        }
    }

    /// Sets the account's key.
    pub fn activate(&self, fee: u128, chain_tag: Felt) -> Result<Transaction, NodeError> {
        let new_key_hash = self.key.public().key_hash();
        let message = pallet_payments::change_pub_key::authorization::message(new_key_hash, 0, self.account, chain_tag);
        let authorization = L1Authorization::sign(&self.l1_secret, &message)
            .ok_or_else(|| NodeError::Other("a benchmark key is not a secret key".into()))?;
        let body = ChangePubKey {
            account: self.account,
            address: self.address,
            new_key_hash,
            fee_token: TokenId(0),
            fee,
            nonce: 0,
            valid_from: 0,
            valid_until: u64::MAX,
            authorization,
        };
        Signed::sign(body, &self.key, chain_tag).map(Transaction::from).map_err(sign_error)
    }

    /// Sends one wei-sized amount to another user.
    pub fn transfer(&self, to: &Self, nonce: Nonce, fee: u128, chain_tag: Felt) -> Result<Transaction, NodeError> {
        let body = Transfer {
            account: self.account,
            to: to.address,
            token: TokenId(0),
            amount: 1_000,
            fee,
            nonce,
            valid_from: 0,
            valid_until: u64::MAX,
        };
        Signed::sign(body, &self.key, chain_tag).map(Transaction::from).map_err(sign_error)
    }
}

fn sign_error(error: OperationError) -> NodeError {
    NodeError::Other(format!("a benchmark transaction cannot be signed: {error}"))
}
