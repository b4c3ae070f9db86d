//! The second factor: read it, turn it on and off. docs/second-factor.md says what is signed.

use super::Rollup;
use crate::{
    openrpc::{Describe, Method, Parameter},
    types::{AccountSelector, SecondFactor, SecondFactorRequest},
    Backend, ErrorCode,
};
use jsonrpsee::{
    core::{async_trait, RpcResult},
    proc_macros::rpc,
};
use zelkova_primitives::AccountId;
use zelkova_runtime::L1Signature;

/// The second factor.
#[rpc(server, client, namespace = "rollup")]
pub trait SecondFactorApi {
    /// Whether an account has a second factor.
    #[method(name = "secondFactor")]
    async fn second_factor(&self, account: AccountSelector) -> RpcResult<SecondFactor>;

    /// Turns it on or off.
    #[method(name = "setSecondFactor")]
    async fn set_second_factor(
        &self,
        account: AccountId,
        enabled: bool,
        timestamp: u64,
        signature: L1Signature,
    ) -> RpcResult<SecondFactor>;
}

/// The description of this part.
pub(crate) fn describe(schemas: &mut Describe) -> Vec<Method> {
    vec![
        Method {
            name: "rollup_secondFactor",
            summary: "Whether the transactions of an account need an Ethereum signature of its owner.",
            params: vec![Parameter::required("account", "Id or L1 address.", schemas.of::<AccountSelector>())],
            result: schemas.of::<SecondFactor>(),
            errors: vec![ErrorCode::AccountNotFound],
            ..Method::default()
        },
        Method {
            name: "rollup_setSecondFactor",
            summary: "Turns the second factor of an account on or off; the owner signs it on L1's side.",
            params: vec![
                Parameter::required("account", "The account's id.", schemas.of::<u32>()),
                Parameter::required("enabled", "On or off.", schemas.of::<bool>()),
                Parameter::required(
                    "timestamp",
                    "Unix time in seconds: within 40 minutes of the node's, newer than that of the last change.",
                    schemas.of::<u64>(),
                ),
                Parameter::required("signature", "The owner's signature.", schemas.l1_signature()),
            ],
            result: schemas.of::<SecondFactor>(),
            errors: vec![ErrorCode::InvalidEthSignature, ErrorCode::InvalidTimestamp, ErrorCode::AccountNotFound],
            ..Method::default()
        },
    ]
}

#[async_trait]
impl<B: Backend> SecondFactorApiServer for Rollup<B> {
    async fn second_factor(&self, account: AccountSelector) -> RpcResult<SecondFactor> {
        Ok(self.backend.second_factor(account).await?)
    }

    async fn set_second_factor(
        &self,
        account: AccountId,
        enabled: bool,
        timestamp: u64,
        signature: L1Signature,
    ) -> RpcResult<SecondFactor> {
        let request = SecondFactorRequest { account, enabled, timestamp, signature };
        Ok(self.backend.set_second_factor(request).await?)
    }
}
