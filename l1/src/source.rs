//! What the watcher reads of L1.

use super::{
    calls::{events, h160, token},
    logs::{self, Event, NewToken},
    symbol, L1Client, L1Error,
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

    /// Symbol and decimals are optional for an ERC-20, and anybody may have written it: whatever it answers costs no more
    /// than its name.
    async fn describe(&self, new: NewToken) -> Result<NewToken, L1Error> {
        let symbol = self.client.ask_stranger("read a token's symbol", new.address, token::SYMBOL).await;
        let decimals = self.client.ask_stranger("read a token's decimals", new.address, token::DECIMALS).await;
        let symbol = optional(symbol)?.and_then(|answer| symbol::read(&answer)).unwrap_or_default();
        let decimals = optional(decimals)?.and_then(|answer| symbol::decimals(&answer)).unwrap_or_default();
        Ok(NewToken { symbol, decimals, ..new })
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
                Some(Event::Token(new)) => events.new_tokens.push(self.describe(new).await?),
                None => {}
            }
        }
        Ok(events)
    }
}

/// What the contract does is no error; that L1 cannot be reached is one.
fn optional(answer: Result<Vec<u8>, L1Error>) -> Result<Option<Vec<u8>>, L1Error> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error @ (L1Error::Transport { .. } | L1Error::RateLimited { .. })) => Err(error),
        Err(_) => Ok(None),
    }
}
