//! Rebuilds the state of a chain from L1.

use super::{ExodusError, StateFile};
use futures::{stream, StreamExt};
use std::{
    collections::BTreeMap,
    path::Path,
    time::{Duration, Instant},
};
use zelkova_circuits::plonk::Progress;
use zelkova_l1::{Commitment, CommittedBlock, History, L1Client, RollupStatus, StoredBlockInfo};
use zelkova_primitives::{chain_tag, BlockNumber, Felt, L1Address, Settlement};
use zelkova_runtime::{decode_accounts, restore::Restored, PUBLISHED};

/// Transactions that are asked for at the same time.
const AT_ONCE: usize = 8;
/// How often the state is written on the way.
const SAVE_INTERVAL: Duration = Duration::from_secs(20);

/// Up to where the state is rebuilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The last executed block: what L1 pays out in exodus mode.
    Executed,
    /// The last committed block.
    Committed,
}

/// Rebuilds the state of the chain of a Rollup and writes it to `path`; goes on from what is there. Each block's root is compared
/// with the block's, and the last block with what L1 stored. Returns the state.
pub async fn restore(
    client: &L1Client,
    rollup: L1Address,
    path: &Path,
    target: Target,
    progress: &(dyn Progress + Sync),
) -> Result<StateFile, ExodusError> {
    let history = History::new(client.clone(), rollup);
    let status = history.status().await?;
    let last = match target {
        Target::Executed => status.executed,
        Target::Committed => status.committed,
    };
    let known = StateFile::read(path)?;
    if let Some(StateFile { rollup: found, l1_chain_id, .. }) = known {
        if (found, l1_chain_id) != (rollup, client.chain_id()) {
            return Err(ExodusError::OtherChain { path: path.into(), found, l1_chain_id });
        }
    }
    let mut state = match known {
        Some(state) if state.stored.number <= last && is_on_l1(client, &state).await? => state,
        // None yet, one that is ahead of the target, or one whose last block was taken back.
        _ => begin(client, &history, rollup, progress).await?,
    };
    let scanned = |done, total| report(progress, done, total, "reading L1's logs");
    let commitments = history.commitments(state.l1_block, last, &scanned).await?;
    let mut rebuilding = Rebuilding {
        client,
        status,
        tag: tag(&state),
        digests: BTreeMap::new(),
        restored: state.restored()?,
        state: &mut state,
    };
    rebuilding.apply_all(&history, &commitments, last, path, progress).await?;
    if !is_on_l1(client, &state).await? {
        return Err(ExodusError::Changed(state.stored.number));
    }
    state.write(path)?;
    Ok(state)
}

async fn is_on_l1(client: &L1Client, state: &StateFile) -> Result<bool, ExodusError> {
    Ok(client.stored_block_hash(state.rollup, state.stored.number).await? == state.stored.hash())
}

fn tag(state: &StateFile) -> Felt {
    let settlement = Settlement { l1_chain_id: state.l1_chain_id, rollup: state.rollup };
    chain_tag(settlement, state.genesis.l2_chain_id, state.genesis.root)
}

/// The state of block 0.
async fn begin(
    client: &L1Client,
    history: &History,
    rollup: L1Address,
    progress: &(dyn Progress + Sync),
) -> Result<StateFile, ExodusError> {
    let scanned = |done, total| report(progress, done, total, "looking for the beginning of the chain");
    let genesis = history.genesis(&scanned).await?;
    let accounts = decode_accounts(&genesis.state).ok_or(ExodusError::Genesis(rollup))?;
    let restored = Restored::from_accounts(&accounts, PUBLISHED)?;
    if restored.root() != genesis.root {
        return Err(ExodusError::Genesis(rollup));
    }
    let state = StateFile {
        l1_chain_id: client.chain_id(),
        rollup,
        stored: StoredBlockInfo::genesis(genesis.root),
        l1_block: genesis.l1_block,
        genesis,
        snapshot: restored.snapshot(),
    };
    client.check_chain_tag(rollup, tag(&state)).await?;
    Ok(state)
}

struct Rebuilding<'a> {
    client: &'a L1Client,
    status: RollupStatus,
    tag: Felt,
    /// Key digests by capacity.
    digests: BTreeMap<u32, [u8; 32]>,
    restored: Restored,
    state: &'a mut StateFile,
}

impl Rebuilding<'_> {
    async fn apply_all(
        &mut self,
        history: &History,
        commitments: &BTreeMap<BlockNumber, Commitment>,
        last: BlockNumber,
        path: &Path,
        progress: &(dyn Progress + Sync),
    ) -> Result<(), ExodusError> {
        let first = self.state.stored.number.saturating_add(1);
        let mut transactions: Vec<(BlockNumber, Commitment)> = Vec::new();
        for number in first..=last {
            let commitment = commitments.get(&number).ok_or(zelkova_l1::L1Error::HistoryGap { number })?;
            if transactions.last().is_none_or(|(_, other)| other != commitment) {
                transactions.push((number, *commitment));
            }
        }
        let mut read = stream::iter(transactions)
            .map(|(number, commitment)| async move { (commitment, history.blocks(number, commitment).await) })
            .buffered(AT_ONCE);
        let mut saved = Instant::now();
        while let Some((commitment, blocks)) = read.next().await {
            for block in blocks? {
                // A block that was taken back and committed again by another transaction is there twice.
                if commitments.get(&block.number) == Some(&commitment) && block.number >= first {
                    report(progress, block.number.into(), last.into(), "applying blocks");
                    self.apply(&block, commitment).await?;
                }
            }
            if saved.elapsed() > SAVE_INTERVAL {
                self.state.snapshot = self.restored.snapshot();
                self.state.write(path)?;
                saved = Instant::now();
            }
        }
        self.state.snapshot = self.restored.snapshot();
        Ok(())
    }

    async fn apply(&mut self, block: &CommittedBlock, commitment: Commitment) -> Result<(), ExodusError> {
        let digest = match self.digests.get(&block.capacity) {
            Some(digest) => *digest,
            None => {
                let digest = self.client.key_digest(self.status.verifier, block.capacity).await?;
                *self.digests.entry(block.capacity).or_insert(digest)
            }
        };
        let old_root = self.restored.root();
        let root = self.restored.apply_block(&block.pubdata, block.fee_account)?;
        let stored = StoredBlockInfo::of_committed(block, old_root, self.tag, digest);
        // What L1 stored holds the number too, so a block that is left out is found at the end.
        match stored.filter(|_| root == block.new_root && self.restored.number() == block.number) {
            Some(stored) => (self.state.stored, self.state.l1_block) = (stored, commitment.l1_block()),
            None => return Err(ExodusError::Root(block.number)),
        }
        Ok(())
    }
}

fn report(progress: &dyn Progress, done: u64, total: u64, what: &str) {
    let count = |number| usize::try_from(number).unwrap_or(usize::MAX);
    progress.step(count(done), count(total), what);
}
