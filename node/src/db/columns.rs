//! The columns.

/// A column of the database. Integer keys are big-endian, so that iteration goes upwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Single values: what the database says about itself (docs/database.md), head.
    Meta,
    /// Runtime state trie: key and node as the executor gives them.
    Trie,
    /// State tree (what L1 sees): key and node as the tree gives them.
    StateTree,
    /// Mini-block number -> header and body.
    MiniBlocks,
    /// Block number -> sealed block with its operations' traces.
    Blocks,
    /// Block number -> how far the block is, with L1 transaction hashes.
    BlockStages,
    /// Block number and index of the operation -> who asked for it.
    Origins,
    /// Hash -> accepted transaction.
    Transactions,
    /// Hash of a batch -> hashes of its members.
    Batches,
    /// Transaction hash -> receipt.
    Receipts,
    /// Arrival number -> transaction that waits for a mini-block.
    Mempool,
    /// Block number -> proof.
    Proofs,
    /// Id of an aggregated operation -> the operation: which blocks are committed, proven or executed on L1 together.
    AggregatedOperations,
    /// Records of the L1 sender.
    L1Sender,
    /// Progress of the L1 watcher.
    L1Watcher,
    /// Serial id -> priority operation confirmed on L1.
    PriorityOps,
    /// Position -> transaction, batch or priority operation of a block that was opened again, to be executed again.
    Reopened,
    /// Sequence number -> pipeline event that no mini-block has taken yet.
    PipelineEvents,
    /// Token id -> token registered on L1 that no mini-block has taken yet.
    NewTokens,
    /// L1 address, nonce and key hash -> key authorised on L1 that no mini-block has taken yet.
    AuthFacts,
    /// Account id -> whether its transactions need an Ethereum signature.
    SecondFactors,
    /// Account id, block number and index -> nothing: an executed operation touched the account.
    AccountHistory,
    /// Account id, unix time and hash -> nothing: a transaction of the account was rejected then.
    Rejections,
    /// Unix time, account id and hash -> nothing: the same by time, for those that are not kept any longer.
    RejectionTimes,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 24] = [
        Self::Meta,
        Self::Trie,
        Self::StateTree,
        Self::MiniBlocks,
        Self::Blocks,
        Self::BlockStages,
        Self::Origins,
        Self::Transactions,
        Self::Batches,
        Self::Receipts,
        Self::Mempool,
        Self::Proofs,
        Self::AggregatedOperations,
        Self::L1Sender,
        Self::L1Watcher,
        Self::PriorityOps,
        Self::Reopened,
        Self::PipelineEvents,
        Self::NewTokens,
        Self::AuthFacts,
        Self::SecondFactors,
        Self::AccountHistory,
        Self::Rejections,
        Self::RejectionTimes,
    ];

    /// The column's name on disk.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Trie => "trie",
            Self::StateTree => "state-tree",
            Self::MiniBlocks => "mini-blocks",
            Self::Blocks => "blocks",
            Self::BlockStages => "block-stages",
            Self::Origins => "origins",
            Self::Transactions => "transactions",
            Self::Batches => "batches",
            Self::Receipts => "receipts",
            Self::Mempool => "mempool",
            Self::Proofs => "proofs",
            Self::AggregatedOperations => "operations",
            Self::L1Sender => "l1-sender",
            Self::L1Watcher => "l1-watcher",
            Self::PriorityOps => "priority-ops",
            Self::Reopened => "reopened",
            Self::PipelineEvents => "pipeline-events",
            Self::NewTokens => "new-tokens",
            Self::AuthFacts => "auth-facts",
            Self::SecondFactors => "second-factors",
            Self::AccountHistory => "account-history",
            Self::Rejections => "rejections",
            Self::RejectionTimes => "rejection-times",
        }
    }
}
