//! What the state keeper itself refuses.

zelkova_operation::reasons! {
    /// Why an operation cannot be placed, or a block cannot be sealed.
    pub enum KeeperError {
        /// The priority operation is not the next one.
        PriorityOutOfOrder { expected: u64, given: u64 } => Invalid, "priorityOutOfOrder",
            "priority operation {given} came, {expected} is next", "import them in order, none twice";
        /// No serial id is left.
        NoSerialId => Node, "noSerialId", "the serial ids of priority operations are used up", "start a new chain";
        /// The operation fits no block.
        NeverFits => Invalid, "neverFits",
            "the operation does not fit into any block size", "configure a larger one";
        /// The state tree could not be committed.
        StateTree { reason: String } => Node, "stateTree",
            "the state tree cannot be committed ({reason})", "restore the database";
        /// A trace of the pending block is missing.
        LostOperation { index: u32 } => Node, "lostOperation",
            "operation {index} of the pending block is missing", "restore the database";
        /// No block number is left.
        NoBlockNumber => Node, "noBlockNumber", "the number of blocks is used up", "start a new chain";
    }
}
