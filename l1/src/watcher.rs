//! Reads the confirmed events of L1 in bounded steps and checks that none is missing.

use super::{ranges::Ranges, L1Error, L1Events, L1Source, NewToken};
use codec::{Decode, Encode};
use serde::{Deserialize, Serialize};
use zelkova_primitives::{PriorityOp, SerialId, TokenId};
use zelkova_runtime::AuthFact;

/// Where the watcher continues; the caller stores it with the events, in one write.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct WatcherProgress {
    /// First L1 block not yet read.
    pub next_block: u64,
    /// Serial id expected next.
    pub next_serial_id: SerialId,
    /// Token id expected next.
    pub next_token_id: u16,
}

/// Confirmed events of a range of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatcherBatch {
    /// Consecutive from the expected serial id on.
    pub priority_ops: Vec<PriorityOp>,
    /// Consecutive from the expected token id on.
    pub new_tokens: Vec<NewToken>,
    /// Keys authorised on L1.
    pub auth_facts: Vec<AuthFact>,
    /// To be stored with them.
    pub progress: WatcherProgress,
}

/// Watcher settings.
#[derive(Debug, Clone)]
pub struct WatcherConfig {
    /// Blocks on top of an event before it counts (0 on dev chains).
    pub confirmations: u64,
    /// Blocks of one log query at most.
    pub max_block_range: u64,
}

/// The watcher. It never waits itself and holds nothing that would be lost in a restart.
pub struct Watcher<S> {
    source: S,
    config: WatcherConfig,
    ranges: Ranges,
}

impl<S: L1Source> Watcher<S> {
    /// A watcher of `source`.
    pub fn new(source: S, config: WatcherConfig) -> Self {
        let ranges = Ranges::new(config.max_block_range);
        Self { source, config, ranges }
    }

    /// One bounded read; `None` if nothing is confirmed beyond `progress`. After an error nothing has happened; the
    /// caller waits [`super::back_off`] and asks again.
    pub async fn poll(&self, progress: &WatcherProgress) -> Result<Option<WatcherBatch>, L1Error> {
        let head = self.source.block_number().await?;
        let Some(confirmed) = head.checked_sub(self.config.confirmations) else { return Ok(None) };
        let from = progress.next_block;
        if from > confirmed {
            return Ok(None);
        }
        let (to, events) = self.ranges.read(from, confirmed, |from, to| self.source.events(from, to)).await?;
        match sort_out(events, progress, to) {
            Err(L1Error::SerialGap { .. } | L1Error::TokenGap { .. }) => {
                // The node may have lagged when the blocks before were read: look at them once more.
                let from = from.saturating_sub(self.ranges.most());
                sort_out(self.source.events(from, to).await?, progress, to)
            }
            sorted => sorted,
        }
        .map(Some)
    }
}

/// Drops what is known already; what is left must continue it without a gap.
fn sort_out(events: L1Events, progress: &WatcherProgress, to: u64) -> Result<WatcherBatch, L1Error> {
    let mut next = progress.clone();
    let mut batch = WatcherBatch {
        priority_ops: Vec::new(),
        new_tokens: Vec::new(),
        auth_facts: events.auth_facts,
        progress: progress.clone(),
    };
    for op in events.priority_ops {
        if op.serial_id < next.next_serial_id {
            continue;
        }
        if op.serial_id > next.next_serial_id {
            return Err(L1Error::SerialGap { expected: next.next_serial_id, found: op.serial_id, block: to });
        }
        next.next_serial_id = next.next_serial_id.saturating_add(1);
        batch.priority_ops.push(op);
    }
    for token in events.new_tokens {
        if token.id.0 < next.next_token_id {
            continue;
        }
        if token.id.0 > next.next_token_id {
            return Err(L1Error::TokenGap { expected: TokenId(next.next_token_id), found: token.id, block: to });
        }
        next.next_token_id = next.next_token_id.saturating_add(1);
        batch.new_tokens.push(token);
    }
    next.next_block = to.saturating_add(1);
    batch.progress = next;
    Ok(batch)
}
