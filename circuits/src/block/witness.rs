//! What the block circuit is filled with: the trace of a sealed block plus the Merkle paths of its touches.
//!
//! Nothing here knows an operation. A slot's witness is its [`SlotTrace`] as execution left it; adding an operation adds
//! no witness code.

use std::collections::BTreeMap;

use thiserror::Error;
use zelkova_operation::{OpTrace, SealedBlock, SlotArgs, SlotSignature, SlotTrace};
use zelkova_primitives::{
    block::{challenge, header_word, pubdata_commitment},
    tree::{NodeReader, StateTree, TouchPaths, TreeError, WorkingTree},
    AccountFields, AccountId, BlockNumber, Chunk, Felt, StorageKey, TokenId, Touch, ACCOUNT_TREE_LEVELS,
    STORAGE_TREE_LEVELS,
};

use super::BlockSize;
use crate::op::CHUNKS_PER_SLOT;

/// Public inputs of a block: those of [`SealedBlock::public_inputs`], then the account that proves, 0 for nobody.
pub const PUBLIC_INPUTS: usize = 8;

/// A touch with its paths in the state tree.
#[derive(Clone, Debug)]
pub struct TouchWitness {
    /// What was read and written.
    pub touch: Touch,
    /// Siblings and roots around it.
    pub paths: TouchPaths,
}

/// One slot.
#[derive(Clone, Debug)]
pub struct SlotWitness {
    /// The operation.
    pub opcode: u8,
    /// Number of the slot within the operation; those of repeated steps go on where the fixed ones end.
    pub step: u8,
    /// Whether the next slot belongs to the same operation.
    pub continues: bool,
    /// Touches A and B.
    pub touches: [TouchWitness; 2],
    /// Arguments.
    pub args: SlotArgs,
    /// Signature. Slots without one hold the trivial one, which is valid for every message and by nobody's key.
    pub signature: Option<SlotSignature>,
    /// Published chunks, zero where unused.
    pub chunks: [Felt; CHUNKS_PER_SLOT],
    /// The fee touch that collects this slot's fee, if it pays one.
    pub fee_lane: Option<usize>,
}

/// A whole block, ready for the circuit.
#[derive(Clone, Debug)]
pub struct BlockWitness {
    /// Size of the circuit.
    pub size: BlockSize,
    /// Block number.
    pub number: BlockNumber,
    /// Block time in seconds.
    pub timestamp: u64,
    /// The account that collects fees.
    pub fee_account: AccountId,
    /// One entry per slot of the size.
    pub slots: Vec<SlotWitness>,
    /// One entry per fee touch of the size.
    pub fee_touches: Vec<TouchWitness>,
    /// The eight public inputs, in the protocol's order.
    pub public_inputs: [Felt; PUBLIC_INPUTS],
    /// Everything that the block publishes.
    pub pubdata: Vec<u8>,
}

impl BlockWitness {
    /// The witness of a sealed block for the circuit of its capacity, whose verification key has the given digest, over the
    /// state tree that holds the block before it. The proof will be good for `prover` only.
    ///
    /// Whether the block is valid is not checked here: an invalid one has a witness that violates constraints. Fails if the
    /// block does not fit or if its touches do not start from the tree's state.
    pub fn new<R: NodeReader>(
        block: &SealedBlock,
        tree: &StateTree<R>,
        key_digest: [u8; 32],
        prover: AccountId,
    ) -> Result<Self, WitnessError> {
        let size = BlockSize::of(block.capacity)
            .ok_or(WitnessError::UnknownCapacity { block: block.number, capacity: block.capacity })?;
        Self::with_size(block, tree, key_digest, prover, size)
    }

    /// As [`BlockWitness::new`], for any size.
    pub fn with_size<R: NodeReader>(
        block: &SealedBlock,
        tree: &StateTree<R>,
        key_digest: [u8; 32],
        prover: AccountId,
        size: BlockSize,
    ) -> Result<Self, WitnessError> {
        let number = block.number;
        let [capacity, limit] = size.counts();
        if block.slot_count() > capacity {
            return Err(WitnessError::TooManySlots { block: number, slots: block.slot_count(), capacity });
        }
        if block.fee_touches.len() > limit {
            let touches = block.fee_touches.len();
            return Err(WitnessError::TooManyFeeTokens { block: number, touches, limit });
        }
        let mut state = WorkingState::at(tree, number)?;
        let lanes: Vec<StorageKey> = block.fee_touches.iter().map(|touch| touch.key).collect();

        let mut slots = Vec::with_capacity(capacity);
        for OpTrace { slots: of_operation } in &block.ops {
            for (index, slot) in of_operation.iter().enumerate() {
                let mut slot = SlotWitness::build(slot, slots.len(), &lanes, number, &mut state)?;
                slot.continues = index + 1 < of_operation.len();
                slots.push(slot);
            }
        }
        while slots.len() < capacity {
            slots.push(SlotWitness::noop(&mut state)?);
        }
        let mut fee_touches = Vec::with_capacity(limit);
        for touch in &block.fee_touches {
            fee_touches.push(state.apply(touch)?);
        }
        while fee_touches.len() < limit {
            fee_touches.push(state.identity(block.fee_account)?);
        }
        Ok(Self {
            size,
            number,
            timestamp: block.timestamp,
            fee_account: block.fee_account,
            slots,
            fee_touches,
            public_inputs: block.public_inputs(key_digest, prover),
            pubdata: block.pubdata(),
        })
    }

    /// Root of the account tree after the block.
    pub fn new_root(&self) -> Felt {
        let [_, new_root, ..] = self.public_inputs;
        new_root
    }

    /// Whether the challenge is that of the circuit whose verification key has this digest.
    pub fn is_bound_to(&self, key_digest: [u8; 32]) -> bool {
        let [old_root, new_root, header, chain_tag, commitment, g, _, _] = self.public_inputs;
        g == challenge(chain_tag, key_digest, old_root, new_root, header, commitment, &self.pubdata)
    }

    /// A witness of the right shape that satisfies nothing much: what keys are generated from.
    pub fn blank(size: BlockSize) -> Self {
        let touch = TouchWitness::blank();
        let commitment = pubdata_commitment(&[] as &[Chunk]);
        let mut public_inputs = [Felt::ZERO; PUBLIC_INPUTS];
        public_inputs[2] = header_word(0, 0, AccountId(0), 0);
        public_inputs[4] = commitment;
        let [capacity, fee_touches] = size.counts();
        Self {
            size,
            number: 0,
            timestamp: 0,
            fee_account: AccountId(0),
            slots: vec![SlotWitness::idle([touch.clone(), touch.clone()]); capacity],
            fee_touches: vec![touch; fee_touches],
            public_inputs,
            pubdata: Vec::new(),
        }
    }
}

impl SlotWitness {
    fn build<R: NodeReader>(
        trace: &SlotTrace,
        slot: usize,
        lanes: &[StorageKey],
        block: BlockNumber,
        state: &mut WorkingState<'_, R>,
    ) -> Result<Self, WitnessError> {
        if trace.chunks.len() > CHUNKS_PER_SLOT {
            return Err(WitnessError::TooManyChunks { block, slot, chunks: trace.chunks.len() });
        }
        let mut chunks = [Felt::ZERO; CHUNKS_PER_SLOT];
        for (place, chunk) in chunks.iter_mut().zip(&trace.chunks) {
            *place = chunk.to_felt();
        }
        let fee_key = StorageKey::balance(trace.args.token);
        let fee_lane = lanes.iter().position(|key| trace.pays_fee && *key == fee_key);
        Ok(Self {
            opcode: trace.opcode,
            step: trace.step,
            continues: false,
            touches: [state.apply(&trace.touches[0])?, state.apply(&trace.touches[1])?],
            args: trace.args,
            signature: trace.signature,
            chunks,
            fee_lane,
        })
    }

    /// Fills an unused slot.
    fn noop<R: NodeReader>(state: &mut WorkingState<'_, R>) -> Result<Self, WitnessError> {
        Ok(Self::idle([state.identity(AccountId(0))?, state.identity(AccountId(0))?]))
    }

    fn idle(touches: [TouchWitness; 2]) -> Self {
        Self {
            opcode: 0,
            step: 0,
            continues: false,
            touches,
            args: SlotArgs::default(),
            signature: None,
            chunks: [Felt::ZERO; CHUNKS_PER_SLOT],
            fee_lane: None,
        }
    }
}

impl TouchWitness {
    fn blank() -> Self {
        let paths = TouchPaths {
            storage_siblings: [[Felt::ZERO; 3]; STORAGE_TREE_LEVELS],
            account_siblings: [[Felt::ZERO; 3]; ACCOUNT_TREE_LEVELS],
            storage_root_before: Felt::ZERO,
            storage_root_after: Felt::ZERO,
            root_before: Felt::ZERO,
            root_after: Felt::ZERO,
        };
        Self { touch: Touch::default(), paths }
    }
}

/// The state while a block is replayed: the tree, and what was written since the block began.
struct WorkingState<'a, R> {
    tree: &'a StateTree<R>,
    working: WorkingTree<'a, R>,
    block: BlockNumber,
    accounts: BTreeMap<AccountId, AccountFields>,
    values: BTreeMap<(AccountId, StorageKey), Felt>,
}

impl<'a, R: NodeReader> WorkingState<'a, R> {
    fn at(tree: &'a StateTree<R>, block: BlockNumber) -> Result<Self, WitnessError> {
        let parent = block.checked_sub(1).ok_or(WitnessError::Genesis)?;
        let working = WorkingTree::at(tree, parent).map_err(|source| WitnessError::Tree { block, source })?;
        Ok(Self { tree, working, block, accounts: BTreeMap::new(), values: BTreeMap::new() })
    }

    fn apply(&mut self, touch: &Touch) -> Result<TouchWitness, WitnessError> {
        let paths = self.working.apply(touch).map_err(self.error())?;
        self.accounts.insert(touch.account, touch.after);
        self.values.insert((touch.account, touch.key), touch.value_after);
        Ok(TouchWitness { touch: *touch, paths })
    }

    /// A touch of an account's ETH balance that changes nothing.
    fn identity(&mut self, account: AccountId) -> Result<TouchWitness, WitnessError> {
        let parent = self.block.saturating_sub(1);
        let key = StorageKey::balance(TokenId::ETH);
        let fields = match self.accounts.get(&account) {
            Some(fields) => *fields,
            None => self.tree.account(parent, account).map_err(self.error())?,
        };
        let value = match self.values.get(&(account, key)) {
            Some(value) => *value,
            None => self.tree.value(parent, account, key).map_err(self.error())?,
        };
        self.apply(&Touch { account, before: fields, after: fields, key, value_before: value, value_after: value })
    }

    fn error(&self) -> impl Fn(TreeError) -> WitnessError {
        let block = self.block;
        move |source| WitnessError::Tree { block, source }
    }
}

/// Why a witness cannot be built.
#[derive(Debug, Error)]
pub enum WitnessError {
    /// No circuit of that capacity.
    #[error(
        "block {block} was sealed for capacity {capacity}, which no circuit has: seal for one of the circuit sizes"
    )]
    UnknownCapacity {
        /// The block.
        block: BlockNumber,
        /// Its capacity.
        capacity: u32,
    },
    /// More slots than the circuit has.
    #[error(
        "block {block} has {slots} slots, its circuit has {capacity}: the sealing rule let too many operations in"
    )]
    TooManySlots {
        /// The block.
        block: BlockNumber,
        /// Slots that its operations take.
        slots: usize,
        /// Slots of the circuit.
        capacity: usize,
    },
    /// More fee tokens than the circuit has fee touches.
    #[error("block {block} credits {touches} fee tokens, its circuit has {limit} fee touches")]
    TooManyFeeTokens {
        /// The block.
        block: BlockNumber,
        /// Fee touches of the block.
        touches: usize,
        /// Fee touches of the circuit.
        limit: usize,
    },
    /// A slot publishes too much.
    #[error("slot {slot} of block {block} publishes {chunks} chunks, at most {CHUNKS_PER_SLOT} fit")]
    TooManyChunks {
        /// The block.
        block: BlockNumber,
        /// The slot.
        slot: usize,
        /// Its chunks.
        chunks: usize,
    },
    /// Block 0 is not proven.
    #[error("block 0 is genesis, which is not proven: ask for a later block")]
    Genesis,
    /// The state tree does not match the trace.
    #[error("the state tree before block {block} does not match its trace: {source}; rebuild the tree or the block")]
    Tree {
        /// The block.
        block: BlockNumber,
        /// What the tree said.
        #[source]
        source: TreeError,
    },
}
