//! Transactions: submit, look up, follow.

use super::Rollup;
use crate::{
    openrpc::{Describe, Method, Parameter},
    types::{ChangePubKeyMessage, TransactionRecord, TransactionStatus},
    Backend, ErrorCode, Fault,
};
use jsonrpsee::{
    core::{async_trait, RpcResult, SubscriptionResult},
    proc_macros::rpc,
    PendingSubscriptionSink,
};
use zelkova_primitives::{AccountId, Felt, Nonce, TxHash};
use zelkova_runtime::{L1Signature, Transaction};

/// Transactions.
#[rpc(server, client, namespace = "rollup")]
pub trait TransactionsApi {
    /// Checks and stores a signed transaction; the answer is its hash.
    #[method(name = "submitTransaction")]
    async fn submit_transaction(
        &self,
        transaction: Transaction,
        #[argument(rename = "ethSignature")] eth_signature: Option<L1Signature>,
    ) -> RpcResult<TxHash>;

    /// A transaction's body and status.
    #[method(name = "transaction")]
    async fn transaction(&self, hash: TxHash) -> RpcResult<Option<TransactionRecord>>;

    /// A transaction's status.
    #[method(name = "transactionStatus")]
    async fn transaction_status(&self, hash: TxHash) -> RpcResult<Option<TransactionStatus>>;

    /// What the owner of an account signs on L1's side to authorise a key.
    #[method(name = "changePubKeyMessage")]
    async fn change_pub_key_message(
        &self,
        account: AccountId,
        #[argument(rename = "keyHash")] key_hash: Felt,
        nonce: Option<Nonce>,
    ) -> RpcResult<ChangePubKeyMessage>;

    /// A transaction's status at each stage.
    #[subscription(name = "subscribeTransaction" => "transactionStage", unsubscribe = "unsubscribeTransaction", item = TransactionStatus)]
    async fn subscribe_transaction(&self, hash: TxHash) -> SubscriptionResult;
}

/// The description of this part.
pub(crate) fn describe(schemas: &mut Describe) -> Vec<Method> {
    let hash = |schemas: &mut Describe| Parameter::required("hash", "The transaction's hash.", schemas.hash());
    vec![
        Method {
            name: "rollup_submitTransaction",
            summary:
                "Checks and stores a signed transaction. The answer, its hash, is a promise that survives a crash.",
            params: vec![
                Parameter::required("transaction", "The signed transaction.", schemas.transaction()),
                Parameter::optional(
                    "ethSignature",
                    "The owner's Ethereum signature; needed if the account has a second factor.",
                    schemas.l1_signature(),
                ),
            ],
            result: schemas.hash(),
            errors: ErrorCode::ALL.iter().copied().filter(|code| code.code() < 2000).collect(),
            ..Method::default()
        },
        Method {
            name: "rollup_transaction",
            summary: "A transaction's body and status; null if the hash is unknown.",
            params: vec![hash(schemas)],
            result: schemas.of::<Option<TransactionRecord>>(),
            ..Method::default()
        },
        Method {
            name: "rollup_transactionStatus",
            summary: "A transaction's status; null if the hash is unknown.",
            params: vec![hash(schemas)],
            result: schemas.of::<Option<TransactionStatus>>(),
            ..Method::default()
        },
        Method {
            name: "rollup_changePubKeyMessage",
            summary: "The bytes that the owner of an account's L1 address signs (EIP-191) to authorise a key.",
            params: vec![
                Parameter::required("account", "The account's id.", schemas.of::<u32>()),
                Parameter::required("keyHash", "The new key's hash.", schemas.hash()),
                Parameter::optional("nonce", "The nonce to sign for; the account's next one.", schemas.of::<u32>()),
            ],
            result: schemas.of::<ChangePubKeyMessage>(),
            errors: vec![ErrorCode::AccountNotFound],
            ..Method::default()
        },
        Method {
            name: "rollup_subscribeTransaction",
            summary: "One notification for each stage that the transaction has passed or passes; ends after the last.",
            params: vec![hash(schemas)],
            result: schemas.of::<TransactionStatus>(),
            errors: vec![ErrorCode::TransactionNotFound],
            subscription: Some(("rollup_transactionStage", "rollup_unsubscribeTransaction")),
        },
    ]
}

#[async_trait]
impl<B: Backend> TransactionsApiServer for Rollup<B> {
    async fn submit_transaction(
        &self,
        transaction: Transaction,
        eth_signature: Option<L1Signature>,
    ) -> RpcResult<TxHash> {
        Ok(self.backend.submit_transaction(transaction, eth_signature).await?)
    }

    async fn transaction(&self, hash: TxHash) -> RpcResult<Option<TransactionRecord>> {
        Ok(self.backend.transaction(hash).await?)
    }

    async fn transaction_status(&self, hash: TxHash) -> RpcResult<Option<TransactionStatus>> {
        Ok(self.backend.transaction_status(hash).await?)
    }

    async fn change_pub_key_message(
        &self,
        account: AccountId,
        key_hash: Felt,
        nonce: Option<Nonce>,
    ) -> RpcResult<ChangePubKeyMessage> {
        Ok(self.backend.change_pub_key_message(account, key_hash, nonce).await?)
    }

    async fn subscribe_transaction(&self, pending: PendingSubscriptionSink, hash: TxHash) -> SubscriptionResult {
        // Subscribed before the first look, so that nothing falls between the two.
        let changes = self.backend.changes();
        match self.backend.transaction_status(hash).await {
            Ok(Some(_)) => {}
            Ok(None) => {
                let cause = format!("transaction 0x{} is unknown", hex::encode(hash.0));
                let remedy = "submit it first, or check the hash and the chain";
                pending.reject(Fault::new(ErrorCode::TransactionNotFound, cause, remedy)).await;
                return Ok(());
            }
            Err(fault) => {
                pending.reject(fault).await;
                return Ok(());
            }
        }
        let sink = pending.accept().await?;
        crate::subscription::transaction(sink, self.backend.clone(), changes, hash).await;
        Ok(())
    }
}
