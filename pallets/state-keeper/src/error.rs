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
        /// A block is to be opened again that there is not.
        NotSealed { block: u32, pending: u32 } => Node, "notSealed",
            "block {block} cannot be opened again, the blocks are 1 to {pending}", "name one of them";
        /// A block is to be opened again that L1 has, or a commitment of it is confirmed there.
        Settled { block: u32 } => Node, "settled",
            "block {block} cannot be opened again, it is committed on L1", "revert it there first";
        /// A sealed block is not kept, or is another one than the chain has sealed.
        LostBlock { block: u32 } => Node, "lostBlock",
            "sealed block {block} is missing or another one", "restore the database";
        /// No block number is left.
        NoBlockNumber => Node, "noBlockNumber", "the number of blocks is used up", "start a new chain";
    }
}
