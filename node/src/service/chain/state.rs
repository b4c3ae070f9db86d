//! Execution and queries over the database.
//!
//! The newest header is behind a lock that readers hold while they query and the committer holds while it writes, so a
//! query never sees half a mini-block, and old trie nodes can be deleted at once.

use super::Clock;
use crate::{
    db::{Batch, BlockRecord, Column, Database, DbError, Identity, MiniBlock, SCHEMA_VERSION},
    service::ServiceError,
    NodeError,
};
use parking_lot::{RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::sync::{
    atomic::{AtomicU64, Ordering},
    Arc, OnceLock,
};
use zelkova_operation::SealedBlock;
use zelkova_primitives::{
    tree::{NodeReader, TreeError},
    BlockNumber, Felt, Settlement,
};
use zelkova_runtime::{
    configuration::VERSION, genesis, Executor, GenesisConfig, Header, MiniBlockInputs, MiniBlockOutput, Query,
    ReadError, StateReader,
};

const HEAD_KEY: &[u8] = b"head";

/// The state columns as the runtime reads them.
pub struct DatabaseState(Database);

impl StateReader for DatabaseState {
    fn trie_node(&self, key: &[u8]) -> Result<Option<Vec<u8>>, ReadError> {
        self.0.get_raw(Column::Trie, key).map_err(|error| ReadError(error.to_string()))
    }

    fn tree_node(&self, key: &[u8]) -> Result<Option<Vec<u8>>, ReadError> {
        self.0.get_raw(Column::StateTree, key).map_err(|error| ReadError(error.to_string()))
    }

    fn sealed_block(&self, number: BlockNumber) -> Result<Option<SealedBlock>, ReadError> {
        let record: Result<Option<BlockRecord>, DbError> = self.0.get(Column::Blocks, number.to_be_bytes());
        Ok(record.map_err(|error| ReadError(error.to_string()))?.map(|record| record.block))
    }
}

impl NodeReader for DatabaseState {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, TreeError> {
        self.tree_node(key).map_err(|error| TreeError::Store(error.0))
    }
}

/// The chain in the database.
pub struct Chain {
    db: Database,
    executor: Executor<DatabaseState>,
    head: RwLock<Header>,
    genesis_hash: [u8; 32],
    chain_tag: Felt,
    genesis_root: Felt,
    /// How old a block may be when L1 commits it, in seconds; none if nothing is committed.
    commit_window: OnceLock<u64>,
    /// How often blocks were opened again since the start.
    reopenings: AtomicU64,
    clock: Clock,
}

/// How old the oldest operation is that L1 has not committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UncommittedAge {
    /// Its block.
    pub block: BlockNumber,
    /// The time of its block.
    pub since: u64,
    /// Seconds since then.
    pub seconds: u64,
    /// How old L1 lets it become, in seconds.
    pub window: u64,
}

impl UncommittedAge {
    /// Whether a third of the window is over. Then no more transactions are taken: what is there has to be committed first.
    pub fn is_long(self) -> bool {
        self.seconds >= self.window / 3
    }

    /// The age in minutes.
    pub fn minutes(self) -> u64 {
        self.seconds / 60
    }
}

impl Chain {
    /// Opens the chain that settles there, and makes it if the database is empty. A database of another chain is refused.
    pub fn open(db: Database, config: &GenesisConfig, settlement: Settlement) -> Result<Self, NodeError> {
        let identity = match db.check_chain(config)? {
            Some(identity) => identity,
            None => put_genesis(&db, config, settlement)?,
        };
        db.check_settlement(settlement)?;
        let ours = VERSION.spec_version;
        if let Some(last) = db.check_runtime(ours)?.filter(|last| last.spec_version < ours) {
            tracing::info!(from = last.spec_version, to = ours, "the next mini-block upgrades the chain's runtime");
        }
        let executor = Executor::new(Arc::new(DatabaseState(db.clone())));
        let head: Header = db.require(Column::Meta, HEAD_KEY)?;
        let read = executor.query(&head, |query| (query.chain_tag(), query.genesis_root()));
        let (chain_tag, genesis_root) = read.map_err(|error| NodeError::Runtime(error.to_string()))?;
        let genesis_hash = identity.genesis_hash;
        let genesis = hex::encode(genesis_hash);
        tracing::info!(
            genesis,
            layout = identity.schema,
            spec_version = ours,
            mini_block = head.number,
            "chain opened"
        );
        Ok(Self {
            db,
            executor,
            head: RwLock::new(head),
            genesis_hash,
            chain_tag,
            genesis_root,
            commit_window: OnceLock::new(),
            reopenings: AtomicU64::new(0),
            clock: Clock::default(),
        })
    }

    /// The database.
    pub fn database(&self) -> &Database {
        &self.db
    }

    /// The newest mini-block's header.
    pub fn head(&self) -> Header {
        self.head.read().clone()
    }

    /// Hash of the first mini-block's header.
    pub fn genesis_hash(&self) -> [u8; 32] {
        self.genesis_hash
    }

    /// Root of the state tree at genesis.
    pub fn genesis_root(&self) -> Felt {
        self.genesis_root
    }

    /// The tag that ties signatures to this chain.
    pub fn chain_tag(&self) -> Felt {
        self.chain_tag
    }

    /// The state tree's nodes.
    pub fn tree_reader(&self) -> DatabaseState {
        DatabaseState(self.db.clone())
    }

    /// Reads the newest state; every read inside of `read` sees the same mini-block.
    pub fn query<T>(&self, read: impl FnOnce(&Query) -> T) -> Result<T, ServiceError> {
        let head = self.head.read();
        self.executor.query(&head, read).map_err(|error| ServiceError::Query(error.to_string()))
    }

    /// Executes the next mini-block. Only the state keeper calls this, and the committer writes each output before the
    /// next call, so the parent's nodes stay where they are.
    pub fn execute(&self, inputs: MiniBlockInputs) -> Result<MiniBlockOutput, ServiceError> {
        let parent = self.head();
        let number = parent.number.saturating_add(1);
        let output = self.executor.execute(&parent, inputs);
        output.map_err(|error| ServiceError::Execute { number, detail: error.to_string() })
    }

    /// What time it is.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Says how old a block may be when L1 commits it. An isolated chain has no such limit.
    pub fn set_commit_window(&self, seconds: u64) {
        let _ = self.commit_window.set(seconds);
    }

    /// How old the oldest operation is at `now` that L1 has not committed; `None` if there is none, or no L1.
    pub fn uncommitted_age(&self, now: u64) -> Result<Option<UncommittedAge>, ServiceError> {
        let Some(window) = self.commit_window.get().copied() else { return Ok(None) };
        let (oldest, time) = self.query(|query| (query.oldest_uncommitted(), query.time()))?;
        Ok(oldest.map(|(block, since)| {
            let seconds = now.max(time).saturating_sub(since);
            UncommittedAge { block, since, seconds, window }
        }))
    }

    /// How often blocks were opened again since the start: who remembers anything about blocks looks whether it changed.
    pub fn reopenings(&self) -> u64 {
        self.reopenings.load(Ordering::Acquire)
    }

    /// Blocks were opened again.
    pub fn count_reopening(&self) {
        self.reopenings.fetch_add(1, Ordering::AcqRel);
    }

    /// Keeps the newest mini-block the newest until the guard is dropped: for writes that rest on what it says. Whoever holds
    /// it must not query: a committer that waits between the two would make both wait for ever.
    pub fn hold_head(&self) -> RwLockReadGuard<'_, Header> {
        self.head.read()
    }

    /// Stops queries until the guard is dropped; the committer writes meanwhile and leaves the new header in it.
    pub fn lock_head(&self) -> RwLockWriteGuard<'_, Header> {
        self.head.write()
    }
}

/// Makes the chain: its first state and what it is known by from now on, in one batch.
fn put_genesis(db: &Database, config: &GenesisConfig, settlement: Settlement) -> Result<Identity, NodeError> {
    let genesis =
        genesis::build(config, settlement).map_err(|error| NodeError::Config(format!("chain spec: {error}")))?;
    let genesis_hash = genesis.header.hash().0;
    let identity = Identity { schema: SCHEMA_VERSION, genesis_hash, l2_chain_id: config.l2_chain_id };
    let mut batch = db.batch();
    batch.put_identity(&identity, config, settlement)?;
    put_mini_block(&mut batch, genesis)?;
    db.commit(batch)?;
    Ok(identity)
}

/// Adds a mini-block with its changes of the state, and makes it the head.
pub fn put_mini_block(batch: &mut Batch<'_>, output: MiniBlockOutput) -> Result<Header, DbError> {
    let MiniBlockOutput { header, extrinsics, changes, .. } = output;
    batch.apply(Column::Trie, changes.trie);
    batch.apply(Column::StateTree, changes.tree);
    batch.put(Column::Meta, HEAD_KEY, &header);
    batch.note_runtime(VERSION.spec_version, header.number)?;
    let mini_block = MiniBlock { header, extrinsics };
    batch.put(Column::MiniBlocks, mini_block.header.number.to_be_bytes(), &mini_block);
    Ok(mini_block.header)
}
