//! What the watcher reads of L1.

use super::{
    calls::{events, h160},
    logs::{self, Event, NewToken},
    L1Client, L1Error,
};
use async_trait::async_trait;
use ethers::types::{Address, Filter, Log};
use zelkova_chain_spec::Deployment;
use zelkova_primitives::PriorityOp;
use zelkova_runtime::AuthFact;

/// What happened on L1 in a range of blocks, in the order of the logs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct L1Events {
    /// Requested priority operations.
    pub priority_ops: Vec<PriorityOp>,
    /// Registered tokens.
    pub new_tokens: Vec<NewToken>,
    /// Authorised keys.
    pub auth_facts: Vec<AuthFact>,
}

/// What the watcher reads; implemented by [`RollupSource`], and by doubles in unit tests.
#[async_trait]
pub trait L1Source: Send + Sync {
    /// Number of the newest block.
    async fn block_number(&self) -> Result<u64, L1Error>;
    /// Events in the blocks `from..=to`.
    async fn events(&self, from: u64, to: u64) -> Result<L1Events, L1Error>;
}

#[async_trait]
impl<S: L1Source + ?Sized> L1Source for Box<S> {
    async fn block_number(&self) -> Result<u64, L1Error> {
        (**self).block_number().await
    }

    async fn events(&self, from: u64, to: u64) -> Result<L1Events, L1Error> {
        (**self).events(from, to).await
    }
}

/// The contracts of a deployment.
#[derive(Debug, Clone)]
pub struct RollupSource {
    client: L1Client,
    rollup: Address,
    governance: Address,
}

impl RollupSource {
    /// What the watcher reads of a deployment.
    pub fn new(client: L1Client, deployment: &Deployment) -> Self {
        Self { client, rollup: h160(deployment.rollup), governance: h160(deployment.governance) }
    }

    /// Whether the contract that wrote a log is the one whose event it is.
    fn is_genuine(&self, log: &Log, event: &Event) -> bool {
        match event {
            Event::Priority(_) | Event::Auth(_) => log.address == self.rollup,
            Event::Token(_) => log.address == self.governance,
        }
    }
}

#[async_trait]
impl L1Source for RollupSource {
    async fn block_number(&self) -> Result<u64, L1Error> {
        self.client.block_number().await
    }

    async fn events(&self, from: u64, to: u64) -> Result<L1Events, L1Error> {
        let topics = [events::NEW_PRIORITY_REQUEST, events::FACT_AUTH, events::NEW_TOKEN].map(logs::topic);
        // One query for everything, so that all parts of the answer are of the same moment.
        let filter = Filter::new()
            .address(vec![self.rollup, self.governance])
            .topic0(topics.to_vec())
            .from_block(from)
            .to_block(to);
        let mut logs = self.client.logs(&filter).await?;
        logs.retain(|log| log.removed != Some(true));
        logs.sort_by_key(|log| (log.block_number, log.log_index));
        let mut events = L1Events::default();
        for log in &logs {
            match logs::decode(log)? {
                Some(event) if !self.is_genuine(log, &event) => {}
                Some(Event::Priority(op)) => events.priority_ops.push(op),
                Some(Event::Auth(fact)) => events.auth_facts.push(fact),
                Some(Event::Token(new)) => {
                    let (symbol, decimals) = self.client.describe_token(new.address).await?;
                    events.new_tokens.push(NewToken { symbol, decimals, ..new });
                }
                None => {}
            }
        }
        Ok(events)
    }
}
