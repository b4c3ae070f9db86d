//! Gas and calls of L1 transactions, read from the L1 node.

use anyhow::{Context, Result};
use ethers::{
    providers::{Http, Middleware, Provider},
    types::{CallFrame, GethDebugBuiltInTracerType, GethDebugTracerType, GethDebugTracingOptions, GethTrace, H256},
};
use zelkova_primitives::{L1Address, TxHash};

/// A reader of L1.
pub struct L1Reader(Provider<Http>);

impl L1Reader {
    /// Connects.
    pub fn new(url: &str) -> Result<Self> {
        Ok(Self(Provider::<Http>::try_from(url).context("the URL of L1")?))
    }

    /// Gas used by a mined transaction.
    pub async fn gas_used(&self, hash: TxHash) -> Result<u64> {
        let receipt = self.0.get_transaction_receipt(H256(hash.0)).await?;
        let receipt = receipt.with_context(|| format!("L1 has no receipt of 0x{}", hex::encode(hash.0)))?;
        Ok(receipt.gas_used.context("a receipt tells the gas")?.as_u64())
    }

    /// Gas that the calls of a transaction to `contract` used.
    pub async fn gas_of_calls(&self, hash: TxHash, contract: L1Address) -> Result<u64> {
        let tracer = GethDebugTracerType::BuiltInTracer(GethDebugBuiltInTracerType::CallTracer);
        let options = GethDebugTracingOptions { tracer: Some(tracer), ..GethDebugTracingOptions::default() };
        let trace = self.0.debug_trace_transaction(H256(hash.0), options).await?;
        let GethTrace::Known(ethers::types::GethTraceFrame::CallTracer(frame)) = trace else {
            anyhow::bail!("the L1 node did not answer with the call tracer's frame");
        };
        Ok(gas_to(&frame, contract))
    }
}

/// The outermost calls to `contract`: what they call in turn is part of their gas.
fn gas_to(frame: &CallFrame, contract: L1Address) -> u64 {
    let is_contract = matches!(&frame.to, Some(ethers::types::NameOrAddress::Address(to)) if to.0 == contract.0);
    if is_contract {
        return frame.gas_used.as_u64();
    }
    frame.calls.iter().flatten().map(|call| gas_to(call, contract)).sum()
}
