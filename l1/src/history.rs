//! The chain's history as L1 has it: what its state is rebuilt from.

use super::{
    artifacts::Artifact,
    calls::{self, events, h160, rollup as call},
    client::{to_u128, to_u64},
    logs::topic,
    ranges::Ranges,
    L1Client, L1Error,
};
use codec::{Decode, Encode};
use ethers::{
    abi::{ParamType, Token},
    types::{Filter, Log, H256},
};
use std::collections::BTreeMap;
use zelkova_primitives::{AccountId, BlockNumber, Felt, L1Address, SerialId};

/// Blocks of one log query at most.
const MOST_BLOCKS: u64 = 10_000;

/// What the Rollup says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollupStatus {
    /// Validators and tokens.
    pub governance: L1Address,
    /// Checks proofs.
    pub verifier: L1Address,
    /// Number of the last committed block.
    pub committed: BlockNumber,
    /// Number of the last executed block.
    pub executed: BlockNumber,
    /// Whether the chain has stopped for good.
    pub exodus: bool,
}

/// How the chain began.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Genesis {
    /// L1 block in which the Rollup was deployed.
    pub l1_block: u64,
    /// Chain id of the rollup.
    pub l2_chain_id: u64,
    /// Root of block 0.
    pub root: Felt,
    /// Its accounts, encoded.
    pub state: Vec<u8>,
}

/// The transaction that committed a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commitment {
    transaction: H256,
    l1_block: u64,
}

impl Commitment {
    /// The L1 block that it is in.
    pub fn l1_block(&self) -> u64 {
        self.l1_block
    }
}

/// A committed block, as its call data has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommittedBlock {
    /// Block number.
    pub number: BlockNumber,
    /// Timestamp in seconds.
    pub timestamp: u64,
    /// The account that got the fees.
    pub fee_account: AccountId,
    /// Slots of the circuit.
    pub capacity: u32,
    /// Root after the block.
    pub new_root: Felt,
    /// Commitment to the pubdata.
    pub pubdata_commitment: Felt,
    /// What the block published.
    pub pubdata: Vec<u8>,
}

/// Reads the history of one Rollup.
pub struct History {
    client: L1Client,
    rollup: L1Address,
    ranges: Ranges,
}

impl History {
    /// The history of a Rollup.
    pub fn new(client: L1Client, rollup: L1Address) -> Self {
        Self { client, rollup, ranges: Ranges::new(MOST_BLOCKS) }
    }

    /// What the contract says now.
    pub async fn status(&self) -> Result<RollupStatus, L1Error> {
        let (client, rollup) = (&self.client, self.rollup);
        let what = "read the rollup's state";
        let number = async |call| -> Result<BlockNumber, L1Error> {
            let number = client.number(what, rollup, call, &[]).await?;
            BlockNumber::try_from(number).map_err(|_| L1Error::BadAnswer { what: what.into() })
        };
        Ok(RollupStatus {
            governance: client.address(what, rollup, call::GOVERNANCE, &[]).await?,
            verifier: client.address(what, rollup, call::VERIFIER, &[]).await?,
            committed: number(call::TOTAL_BLOCKS_COMMITTED).await?,
            executed: number(call::TOTAL_BLOCKS_EXECUTED).await?,
            exodus: client.number(what, rollup, call::EXODUS_MODE, &[]).await? != 0,
        })
    }

    /// How the chain began. `progress` hears how many L1 blocks are read of how many.
    pub async fn genesis(&self, progress: &dyn Fn(u64, u64)) -> Result<Genesis, L1Error> {
        let head = self.client.block_number().await?;
        let mut from = self.deployed_in(head).await?;
        while from <= head {
            progress(from, head);
            let (to, logs) = self.logs(from, head, vec![topic(events::GENESIS)]).await?;
            if let Some(log) = logs.first() {
                return genesis(log).ok_or_else(|| bad_log(log, "it is no beginning of a chain"));
            }
            from = to.saturating_add(1);
        }
        Err(L1Error::NoGenesis { rollup: self.rollup })
    }

    /// The first L1 block with the contract, or one before; found by halving, where the node has old states.
    async fn deployed_in(&self, head: u64) -> Result<u64, L1Error> {
        if self.client.had_code(self.rollup, head).await? != Some(true) {
            return Err(L1Error::NoContract(self.rollup));
        }
        let (mut without, mut with) = (0, head);
        while without < with {
            let middle = without + (with - without) / 2;
            match self.client.had_code(self.rollup, middle).await? {
                Some(true) => with = middle,
                Some(false) => without = middle.saturating_add(1),
                None => return Ok(0),
            }
        }
        Ok(with)
    }

    /// Where the blocks up to `last` were committed, in order; those that were taken back are left out. `from` is an L1 block
    /// before the first of them.
    pub async fn commitments(
        &self,
        from: u64,
        last: BlockNumber,
        progress: &dyn Fn(u64, u64),
    ) -> Result<BTreeMap<BlockNumber, Commitment>, L1Error> {
        let head = self.client.block_number().await?;
        let mut found = BTreeMap::new();
        let mut next = from;
        while next <= head {
            progress(next.saturating_sub(from), head.saturating_sub(from));
            let topics = [events::BLOCK_COMMIT, events::BLOCKS_REVERT].map(topic);
            let (to, logs) = self.logs(next, head, topics.to_vec()).await?;
            for log in &logs {
                if log.topics.first() == Some(&topics[0]) {
                    let number = log.topics.get(1).and_then(|word| u32::try_from(word.to_low_u64_be()).ok());
                    let commitment = commitment(log);
                    let (Some(number), Some(commitment)) = (number, commitment) else {
                        return Err(bad_log(log, "it is no commitment"));
                    };
                    found.insert(number, commitment);
                } else {
                    let kept = reverted_to(log).ok_or_else(|| bad_log(log, "it is no revert of blocks"))?;
                    found.retain(|number, _| *number <= kept);
                }
            }
            next = to.saturating_add(1);
        }
        found.retain(|number, _| *number <= last);
        Ok(found)
    }

    /// The blocks that were committed with block `number`. Their transaction went directly to the contract, which sees to
    /// that.
    pub async fn blocks(&self, number: BlockNumber, commitment: Commitment) -> Result<Vec<CommittedBlock>, L1Error> {
        let (to, input) = self.client.input(commitment.transaction).await?.ok_or(L1Error::HistoryGap { number })?;
        let blocks = blocks(&input).filter(|_| to == Some(h160(self.rollup)));
        blocks.ok_or_else(|| L1Error::BadAnswer { what: format!("read the pubdata of block {number}") })
    }

    /// The requests of the priority queue with these serial ids, as they were made. `from` is an L1 block before the first.
    pub async fn requests(&self, from: u64, first: SerialId, count: u64) -> Result<Vec<Vec<u8>>, L1Error> {
        let head = self.client.block_number().await?;
        let end = first.saturating_add(count);
        let mut found = BTreeMap::new();
        let mut next = from;
        while next <= head {
            let (to, logs) = self.logs(next, head, vec![topic(events::NEW_PRIORITY_REQUEST)]).await?;
            for log in &logs {
                let (serial_id, pubdata) = request(log).ok_or_else(|| bad_log(log, "it is no request"))?;
                if (first..end).contains(&serial_id) {
                    found.insert(serial_id, pubdata);
                }
            }
            next = to.saturating_add(1);
        }
        match (first..end).find(|id| !found.contains_key(id)) {
            Some(missing) => Err(L1Error::SerialGap { expected: missing, found: end, block: head }),
            None => Ok(found.into_values().collect()),
        }
    }

    async fn logs(&self, from: u64, head: u64, topics: Vec<H256>) -> Result<(u64, Vec<Log>), L1Error> {
        let read = |from, to| {
            let filter = Filter::new().address(h160(self.rollup)).topic0(topics.clone()).from_block(from).to_block(to);
            async move { self.client.logs(&filter).await }
        };
        let (to, mut logs) = self.ranges.read(from, head, read).await?;
        logs.retain(|log| log.removed != Some(true));
        logs.sort_by_key(|log| (log.block_number, log.log_index));
        Ok((to, logs))
    }
}

fn bad_log(log: &Log, detail: &str) -> L1Error {
    let index = log.log_index.map_or(0, |index| index.low_u64());
    L1Error::BadLog { block: to_u64(log.block_number), index, detail: detail.into() }
}

fn genesis(log: &Log) -> Option<Genesis> {
    let kinds = [ParamType::Uint(64), ParamType::FixedBytes(32), ParamType::Bytes];
    let values: [Token; 3] = ethers::abi::decode(&kinds, &log.data).ok()?.try_into().ok()?;
    let [Token::Uint(l2_chain_id), Token::FixedBytes(root), Token::Bytes(state)] = values else { return None };
    let root = Felt::from_be_bytes(&root.try_into().ok()?)?;
    Some(Genesis { l1_block: to_u64(log.block_number), l2_chain_id: u64::try_from(l2_chain_id).ok()?, root, state })
}

fn commitment(log: &Log) -> Option<Commitment> {
    Some(Commitment { transaction: log.transaction_hash?, l1_block: to_u64(log.block_number) })
}

/// The last block that a revert left committed.
fn reverted_to(log: &Log) -> Option<BlockNumber> {
    match ethers::abi::decode(&[ParamType::Uint(32), ParamType::Uint(32)], &log.data).ok()?.pop()? {
        Token::Uint(number) => BlockNumber::try_from(number).ok(),
        _ => None,
    }
}

fn request(log: &Log) -> Option<(SerialId, Vec<u8>)> {
    let kinds = [ParamType::Address, ParamType::Uint(64), ParamType::Uint(8), ParamType::Bytes, ParamType::Uint(256)];
    let values: [Token; 5] = ethers::abi::decode(&kinds, &log.data).ok()?.try_into().ok()?;
    match values {
        [_, Token::Uint(serial_id), _, Token::Bytes(pubdata), _] => Some((u64::try_from(serial_id).ok()?, pubdata)),
        _ => None,
    }
}

/// The blocks in the call data of `commitBlocks`.
fn blocks(input: &[u8]) -> Option<Vec<CommittedBlock>> {
    let arguments = input.strip_prefix(&calls::encode(call::COMMIT_BLOCKS, &[])[..4])?;
    let abi = Artifact::rollup().ok()?.abi;
    let values: [Token; 2] = abi.function("commitBlocks").ok()?.decode_input(arguments).ok()?.try_into().ok()?;
    let [_, Token::Array(blocks)] = values else { return None };
    blocks.into_iter().map(block).collect()
}

fn block(token: Token) -> Option<CommittedBlock> {
    let number = |token: &Token| u64::try_from(to_u128("", token.clone().into_uint()?).ok()?).ok();
    let small = |token: &Token| u32::try_from(number(token)?).ok();
    let felt = |token: &Token| Felt::from_be_bytes(&token.clone().into_fixed_bytes()?.try_into().ok()?);
    let [block, timestamp, fee_account, capacity, new_root, commitment, pubdata, _]: [Token; 8] =
        token.into_tuple()?.try_into().ok()?;
    Some(CommittedBlock {
        number: small(&block)?,
        timestamp: number(&timestamp)?,
        fee_account: AccountId(small(&fee_account)?),
        capacity: small(&capacity)?,
        new_root: felt(&new_root)?,
        pubdata_commitment: felt(&commitment)?,
        pubdata: pubdata.into_bytes()?,
    })
}
