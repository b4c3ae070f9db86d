//! Proof seconds a transfer, for each size of the block circuit: a full block of transfers, executed by the runtime in
//! memory, its witness gathered and proven as a node does it.

use super::users::User;
use crate::NodeError;
use serde::Serialize;
use std::{sync::Arc, time::Instant};
use zelkova_chain_spec::ChainSpec;
use zelkova_circuits::{
    block::{self, BlockWitness},
    plonk::NoProgress,
};
use zelkova_operation::SealedBlock;
use zelkova_primitives::{tree::StateTree, NOBODY};
use zelkova_prover::ProverKeys;
use zelkova_runtime::{
    genesis, state::TreeNodes, BlockOps, BlockSize, Executor, Header, MemoryState, MiniBlockInputs, MiniBlockOutput,
    TokenInfo,
};

/// The result for one size.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProofBench {
    /// Slots of the circuit.
    pub slots: u32,
    /// Transfers in the block.
    pub transfers: usize,
    /// Time to gather the witness.
    pub witness_seconds: f64,
    /// Time to prove.
    pub proof_seconds: f64,
    /// Time to prove, for each transfer.
    pub proof_seconds_per_transfer: f64,
    /// Time to verify natively.
    pub verify_seconds: f64,
}

/// Proves one full block of each size.
pub fn run(spec: &ChainSpec, keys: &ProverKeys, sizes: &[u32]) -> Result<Vec<ProofBench>, NodeError> {
    sizes.iter().map(|slots| prove(spec, keys, *slots)).collect()
}

fn prove(spec: &ChainSpec, keys: &ProverKeys, slots: u32) -> Result<ProofBench, NodeError> {
    let prover = |error: &dyn std::error::Error| NodeError::Prover(zelkova_console::chain(error));
    let keys = keys.load(slots, &NoProgress)?;
    let (block, state) = full_block(spec, slots, zelkova_console::unix_time())?;
    let started = Instant::now();
    let tree = StateTree::new(TreeNodes(state.clone()));
    let witness = BlockWitness::new(&block, &tree, keys.key_digest(), NOBODY).map_err(|error| prover(&error))?;
    let witness_seconds = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let proof = block::prove::<BlockOps>(&keys, &witness).map_err(|error| prover(&error))?;
    let proof_seconds = started.elapsed().as_secs_f64();
    let started = Instant::now();
    block::verify(&keys, &proof).map_err(|error| prover(&error))?;
    let verify_seconds = started.elapsed().as_secs_f64();
    let transfers = block.ops.len();
    let proof_seconds_per_transfer = proof_seconds / transfers as f64;
    Ok(ProofBench { slots, transfers, witness_seconds, proof_seconds, proof_seconds_per_transfer, verify_seconds })
}

/// What each transaction pays; a chain in memory asks for nothing.
const FEE: u128 = 1_000_000_000_000;

/// A chain in memory.
struct MemoryChain {
    state: Arc<MemoryState>,
    executor: Executor<MemoryState>,
    head: Header,
}

impl MemoryChain {
    fn run(&mut self, inputs: MiniBlockInputs) -> Result<MiniBlockOutput, NodeError> {
        let output =
            self.executor.execute(&self.head, inputs).map_err(|error| NodeError::Runtime(error.to_string()))?;
        self.state.apply(&output.changes);
        self.head = output.header.clone();
        Ok(output)
    }
}

/// A block full of transfers, and the state with the tree's version before it; always the same at a time.
pub(super) fn full_block(
    spec: &ChainSpec,
    slots: u32,
    timestamp: u64,
) -> Result<(SealedBlock, Arc<MemoryState>), NodeError> {
    let mut config = spec.genesis.clone();
    let size = BlockSize::of(slots).ok_or_else(|| {
        NodeError::Usage(format!("there is no circuit with {slots} slots; see `zelkova circuit stats`"))
    })?;
    config.parameters.sealing.sizes = vec![size];
    config.tokens = vec![TokenInfo::eth()];
    let first = genesis::build(&config, spec.settlement()).map_err(|error| NodeError::Config(error.to_string()))?;
    let state = Arc::new(MemoryState::new());
    state.apply(&first.changes);
    let executor = Executor::new(state.clone());
    let mut chain = MemoryChain { state: state.clone(), executor, head: first.header };
    let read = |error: zelkova_runtime::ExecuteError| NodeError::Runtime(error.to_string());
    let tag = chain.executor.query(&chain.head, |query| query.chain_tag()).map_err(read)?;

    let users = (0..slots).map(User::new).collect::<Result<Vec<_>, _>>()?;
    let inputs = |seal_now| MiniBlockInputs { timestamp, seal_now, ..MiniBlockInputs::default() };
    let priority_ops = users.iter().map(User::deposit).collect();
    chain.run(MiniBlockInputs { priority_ops, ..inputs(true) })?;
    let transactions = users.iter().map(|user| user.activate(FEE, tag).map(Into::into));
    chain.run(MiniBlockInputs { transactions: transactions.collect::<Result<_, _>>()?, ..inputs(true) })?;
    let next = |index: usize| &users[(index + 1) % users.len()];
    let transactions =
        users.iter().enumerate().map(|(index, user)| user.transfer(next(index), 1, FEE, tag).map(Into::into));
    let output =
        chain.run(MiniBlockInputs { transactions: transactions.collect::<Result<_, _>>()?, ..inputs(true) })?;
    let block = output.sealed.ok_or_else(|| NodeError::Other("the benchmark's block was not sealed".into()))?;
    Ok((block, state))
}
