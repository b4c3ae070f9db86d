//! A connection with a key: deploys, deposits, claims, sends.

use super::{
    calls::{self, h160, rollup as call, token as erc20},
    client::{mentions, to_u64},
    fees::gas_limit,
    logs, ContractError, Fees, L1Client, L1Error,
};
use ethers::{
    abi::Token,
    core::k256::ecdsa::SigningKey,
    signers::{LocalWallet, Signer},
    types::{
        transaction::eip2718::TypedTransaction, Address, BlockNumber, Eip1559TransactionRequest, TransactionReceipt,
        H256,
    },
    utils::hash_message,
};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::Mutex,
    time::{sleep, Instant},
};
use zelkova_primitives::{AccountId, Felt, L1Address, Nonce, SerialId, TxHash};

/// How long a transaction of a person is waited for.
const PATIENCE: Duration = Duration::from_secs(300);
/// How often its receipt is asked for.
const RECEIPT_INTERVAL: Duration = Duration::from_millis(100);
/// People's transactions pay what L1 asks for.
const NO_LIMIT: u128 = u128::MAX;

/// What a mined transaction did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct L1Receipt {
    /// Hash of the transaction.
    pub tx_hash: TxHash,
    /// L1 block.
    pub block: u64,
    /// Gas used.
    pub gas_used: u64,
    /// Serial id, if the transaction requested a priority operation.
    pub serial_id: Option<SerialId>,
}

/// A connection with a key. Clones share the order of their transactions.
#[derive(Clone, Debug)]
pub struct L1Wallet {
    client: L1Client,
    key: LocalWallet,
    sending: Arc<Mutex<()>>,
}

/// A transaction ready to be broadcast.
pub(super) struct SignedTransaction {
    pub(super) raw: Vec<u8>,
    pub(super) hash: H256,
}

impl L1Wallet {
    /// A wallet for a private key.
    pub fn new(client: L1Client, private_key: [u8; 32]) -> Result<Self, L1Error> {
        let key = SigningKey::from_slice(&private_key).map_err(|error| L1Error::Key(error.to_string()))?;
        let key = LocalWallet::from(key).with_chain_id(client.chain_id());
        Ok(Self { client, key, sending: Arc::default() })
    }

    /// The address of the key.
    pub fn address(&self) -> L1Address {
        L1Address(self.key.address().0)
    }

    /// The connection.
    pub fn client(&self) -> &L1Client {
        &self.client
    }

    /// EIP-191 signature (65 bytes) that authorises a key on L1 (protocol, section 4).
    pub fn sign_change_pubkey(
        &self,
        key_hash: Felt,
        nonce: Nonce,
        account: u32,
        chain_tag: Felt,
    ) -> Result<Vec<u8>, L1Error> {
        let mut message = Vec::with_capacity(72);
        message.extend(key_hash.to_be_bytes());
        message.extend(nonce.to_be_bytes());
        message.extend(account.to_be_bytes());
        message.extend(chain_tag.to_be_bytes());
        let signature = self.key.sign_hash(hash_message(message)).map_err(|error| L1Error::Key(error.to_string()))?;
        Ok(signature.to_vec())
    }

    /// Deposits wei to the account of `to`.
    pub async fn deposit_eth(&self, rollup: L1Address, to: L1Address, wei: u128) -> Result<L1Receipt, L1Error> {
        self.execute("the deposit of ETH", rollup, wei, call::DEPOSIT_ETH, &[calls::address(to)]).await
    }

    /// Deposits an ERC-20 token to the account of `to`; approves the amount before if that is necessary.
    pub async fn deposit_erc20(
        &self,
        rollup: L1Address,
        token: L1Address,
        amount: u128,
        to: L1Address,
    ) -> Result<L1Receipt, L1Error> {
        let parties = [calls::address(self.address()), calls::address(rollup)];
        let allowed = self.client.number("read an allowance", token, erc20::ALLOWANCE, &parties).await;
        // An allowance above 128 bits is an unlimited one.
        if !matches!(allowed, Ok(allowed) if allowed >= amount) && !matches!(allowed, Err(L1Error::BadAnswer { .. })) {
            allowed?;
            let arguments = [calls::address(rollup), calls::uint(amount)];
            self.execute("the approval of the deposit", token, 0, erc20::APPROVE, &arguments).await?;
        }
        let arguments = [calls::address(token), calls::uint(amount), calls::address(to)];
        self.execute("the deposit of a token", rollup, 0, call::DEPOSIT_ERC20, &arguments).await
    }

    /// Requests the withdrawal of everything of one token, without the operator.
    pub async fn request_full_exit(
        &self,
        rollup: L1Address,
        account: AccountId,
        token: L1Address,
    ) -> Result<L1Receipt, L1Error> {
        let arguments = [calls::uint(account.0), calls::address(token)];
        self.execute("the request of a full exit", rollup, 0, call::REQUEST_FULL_EXIT, &arguments).await
    }

    /// Authorises a key for the account of this address at a nonce.
    pub async fn set_auth_pubkey_hash(
        &self,
        rollup: L1Address,
        key_hash: Felt,
        nonce: Nonce,
    ) -> Result<L1Receipt, L1Error> {
        let arguments = [calls::felt_bytes(key_hash), calls::uint(nonce)];
        self.execute("the authorisation of a key", rollup, 0, call::SET_AUTH_PUBKEY_HASH, &arguments).await
    }

    /// Pays out a pending balance (`withdrawPendingBalance`); anybody may do that for the owner.
    pub async fn claim(
        &self,
        rollup: L1Address,
        owner: L1Address,
        token: L1Address,
        amount: u128,
    ) -> Result<L1Receipt, L1Error> {
        let arguments = [calls::address(owner), calls::address(token), calls::uint(amount)];
        self.execute("the claim of a pending balance", rollup, 0, call::WITHDRAW_PENDING_BALANCE, &arguments).await
    }

    /// Sends wei.
    pub async fn transfer_eth(&self, to: L1Address, wei: u128) -> Result<L1Receipt, L1Error> {
        let receipt = self.send("the transfer of ETH", Some(h160(to)), wei, Vec::new()).await?;
        Ok(L1Receipt::new(&receipt, None))
    }

    /// Calls a contract with call data that is encoded already and waits for the receipt.
    pub async fn send_calldata(&self, what: &str, to: L1Address, calldata: Vec<u8>) -> Result<L1Receipt, L1Error> {
        let receipt = self.send(what, Some(h160(to)), 0, calldata).await?;
        Ok(L1Receipt::new(&receipt, Some(h160(to))))
    }

    /// Makes units of a development token.
    pub async fn mint_dev_token(&self, token: L1Address, to: L1Address, amount: u128) -> Result<L1Receipt, L1Error> {
        let arguments = [calls::address(to), calls::uint(amount)];
        self.execute("the minting of a development token", token, 0, erc20::MINT, &arguments).await
    }

    /// What can be claimed.
    pub async fn pending_balance(
        &self,
        rollup: L1Address,
        owner: L1Address,
        token: L1Address,
    ) -> Result<u128, L1Error> {
        self.client.pending_balance(rollup, owner, token).await
    }

    /// Wei of an address.
    pub async fn eth_balance(&self, owner: L1Address) -> Result<u128, L1Error> {
        self.client.eth_balance(owner).await
    }

    /// Units of an ERC-20 token.
    pub async fn token_balance(&self, token: L1Address, owner: L1Address) -> Result<u128, L1Error> {
        self.client.token_balance(token, owner).await
    }

    /// Calls a contract and waits for the receipt.
    pub(super) async fn execute(
        &self,
        what: &str,
        to: L1Address,
        wei: u128,
        call: &str,
        arguments: &[Token],
    ) -> Result<L1Receipt, L1Error> {
        let receipt = self.send(what, Some(h160(to)), wei, calls::encode(call, arguments)).await?;
        Ok(L1Receipt::new(&receipt, Some(h160(to))))
    }

    /// Sends a transaction (a deployment without `to`) and waits for its receipt. A revert is found before anything is
    /// sent.
    pub(super) async fn send(
        &self,
        what: &str,
        to: Option<Address>,
        wei: u128,
        data: Vec<u8>,
    ) -> Result<TransactionReceipt, L1Error> {
        let mut request = Eip1559TransactionRequest::new().from(self.key.address()).value(wei).data(data);
        if let Some(to) = to {
            request = request.to(to);
        }
        let hash = {
            // One at a time, or two would take the same nonce.
            let _turn = self.sending.lock().await;
            let gas = self.gas_limit(what, &request).await?;
            let fees = Fees::suggested(&self.client, NO_LIMIT).await?;
            let nonce = self.client.transaction_count(self.key.address(), BlockNumber::Pending).await?;
            let signed = self.sign(request.clone(), nonce, gas, fees)?;
            self.broadcast(what, signed.raw).await?;
            signed.hash
        };
        let receipt = self.wait(what, hash).await?;
        match self.failure(&receipt, request).await {
            Some(error) => Err(L1Error::Reverted { what: what.into(), error }),
            None => Ok(receipt),
        }
    }

    /// Estimates; a call that reverts is an error here.
    pub(super) async fn gas_limit(&self, what: &str, request: &Eip1559TransactionRequest) -> Result<u64, L1Error> {
        let estimate = self.client.estimate_gas(what, &request.clone().into()).await;
        let estimate = estimate.map_err(|error| self.explain(what, error))?;
        Ok(gas_limit(estimate, self.client.base_fee().await?.1))
    }

    pub(super) fn sign(
        &self,
        request: Eip1559TransactionRequest,
        nonce: u64,
        gas: u64,
        fees: Fees,
    ) -> Result<SignedTransaction, L1Error> {
        let request = request
            .chain_id(self.client.chain_id())
            .nonce(nonce)
            .gas(gas)
            .max_fee_per_gas(fees.max_fee)
            .max_priority_fee_per_gas(fees.priority_fee);
        let request: TypedTransaction = request.into();
        let signature = self.key.sign_transaction_sync(&request).map_err(|error| L1Error::Key(error.to_string()))?;
        let raw = request.rlp_signed(&signature).to_vec();
        let hash = H256(ethers::utils::keccak256(&raw));
        Ok(SignedTransaction { raw, hash })
    }

    pub(super) async fn broadcast(&self, what: &str, raw: Vec<u8>) -> Result<(), L1Error> {
        match self.client.broadcast(what, raw).await {
            Err(L1Error::Rejected { detail, .. }) if mentions(&detail, &["already known", "already imported"]) => {
                Ok(())
            }
            other => other.map_err(|error| self.explain(what, error)),
        }
    }

    /// The contract's error, if a mined transaction failed.
    pub(super) async fn failure(
        &self,
        receipt: &TransactionReceipt,
        request: Eip1559TransactionRequest,
    ) -> Option<ContractError> {
        if receipt.status.is_some_and(|status| !status.is_zero()) {
            return None;
        }
        // A receipt does not have the reason; the same call at the same block fails in the same way.
        let at = receipt.block_number.map_or(BlockNumber::Latest, BlockNumber::Number);
        match self.client.call("repeat a failed call", &request.from(self.key.address()).into(), at.into()).await {
            Err(L1Error::Reverted { error, .. }) => Some(error),
            _ => Some(ContractError::out_of_gas()),
        }
    }

    async fn wait(&self, what: &str, hash: H256) -> Result<TransactionReceipt, L1Error> {
        let started = Instant::now();
        loop {
            if let Some(receipt) = self.client.receipt(hash).await? {
                return Ok(receipt);
            }
            if started.elapsed() > PATIENCE {
                let (what, hash) = (what.into(), TxHash(hash.0));
                return Err(L1Error::NotMined { what, hash, seconds: PATIENCE.as_secs() });
            }
            sleep(RECEIPT_INTERVAL).await;
        }
    }

    fn explain(&self, what: &str, error: L1Error) -> L1Error {
        match error {
            L1Error::Rejected { detail, .. } if mentions(&detail, &["insufficient funds"]) => {
                L1Error::InsufficientFunds { what: what.into(), address: self.address() }
            }
            other => other,
        }
    }
}

impl L1Receipt {
    fn new(receipt: &TransactionReceipt, rollup: Option<Address>) -> Self {
        Self {
            tx_hash: TxHash(receipt.transaction_hash.0),
            block: to_u64(receipt.block_number),
            gas_used: receipt.gas_used.map_or(0, |gas| u64::try_from(gas).unwrap_or(u64::MAX)),
            serial_id: rollup.and_then(|rollup| logs::serial_id(receipt, rollup)),
        }
    }
}
