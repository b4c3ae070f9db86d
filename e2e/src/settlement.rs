//! Blocks settled by hand, without a node in between: what a dishonest operator could send to L1.

use anyhow::{ensure, Context, Result};
use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use zelkova_chain_spec::{ChainSpec, Deployment, SrsSpec};
use zelkova_circuits::{
    block::{self, BlockProof, BlockWitness},
    plonk::{CircuitKeys, NoProgress},
};
use zelkova_l1::{
    commit_blocks_calldata, deploy, dev_private_key, prove_blocks_calldata, Anvil, AnvilConfig, DeployConfig, L1Client,
    L1Error, L1Wallet, ProvenBlock, StoredBlockInfo,
};
use zelkova_operation::SealedBlock;
use zelkova_primitives::{tree::StateTree, AccountId, Felt, L1Address, PriorityOp, PriorityOpKind, TokenId, NOBODY};
use zelkova_prover::ProverKeys;
use zelkova_runtime::{
    genesis, state::TreeNodes, BlockOps, BlockSize, Executor, GenesisConfig, MemoryState, MiniBlockInputs,
};

/// Slots of the smallest circuit.
pub const CAPACITY: u32 = BlockSize::SMALL.slots;
/// Where the blocks settle: what the operator deploys third is the Rollup, on every fresh L1 at the same address.
pub const HOME: zelkova_primitives::Settlement = zelkova_primitives::Settlement {
    l1_chain_id: 31_337,
    rollup: L1Address([
        0x9f, 0xe4, 0x67, 0x36, 0x67, 0x9d, 0x2d, 0x9a, 0x65, 0xf0, 0x99, 0x2f, 0x22, 0x72, 0xde, 0x9f, 0x3c, 0x7f,
        0xa6, 0xe0,
    ]),
};
/// The accounts that the proofs are made for.
pub const PROVERS: [AccountId; 2] = [AccountId(7), NOBODY];
/// Recipients of the deposits, two for each block.
pub const RECIPIENTS: [L1Address; 4] =
    [L1Address([0xa1; 20]), L1Address([0xa2; 20]), L1Address([0xa3; 20]), L1Address([0xa4; 20])];

/// Two blocks of two deposits each, with their proofs.
pub struct Blocks {
    /// Chain that they belong to.
    pub genesis: GenesisConfig,
    /// Root that the contract starts with.
    pub genesis_root: Felt,
    /// The blocks.
    pub blocks: [SealedBlock; 2],
    /// Their proofs.
    pub proofs: [BlockProof; 2],
    /// Digest of the verification key.
    pub key_digest: [u8; 32],
}

/// Wei of deposit `index`.
pub fn amount(index: u64) -> u128 {
    1_000 + u128::from(index)
}

/// Keys of the circuit with so many slots, from the cache that the node uses too.
pub fn keys(capacity: u32) -> Result<Arc<CircuitKeys>> {
    let directory = match std::env::var_os("ZELKOVA_KEYS") {
        Some(directory) => directory.into(),
        None => zelkova_prover::default_directory()?,
    };
    Ok(ProverKeys::new(&directory, &SrsSpec::Development).load(capacity, &NoProgress)?)
}

impl Blocks {
    /// Executes and proves.
    pub fn make() -> Result<Self> {
        let mut genesis = ChainSpec::load("dev")?.genesis;
        genesis.parameters.sealing.sizes = vec![BlockSize::SMALL];
        let state = Arc::new(MemoryState::new());
        let first = genesis::build(&genesis, HOME)?;
        state.apply(&first.changes);
        let genesis_root = genesis.state_tree()?.root;
        let executor = Executor::new(state.clone());
        let keys = keys(CAPACITY)?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
        let mut header = first.header;
        let mut made = Vec::new();
        for (first_serial, prover) in [0u64, 2].into_iter().zip(PROVERS) {
            let priority_ops = (first_serial..first_serial + 2)
                .zip(&RECIPIENTS[first_serial as usize..])
                .map(|(serial_id, to)| PriorityOp {
                    serial_id,
                    kind: PriorityOpKind::Deposit { token: TokenId(0), amount: amount(serial_id), to: *to },
                    l1_block: 1,
                    l1_tx_hash: [0; 32],
                    expiration_block: u64::from(u32::MAX),
                })
                .collect();
            let inputs = MiniBlockInputs { timestamp: now, priority_ops, seal_now: true, ..MiniBlockInputs::default() };
            let output = executor.execute(&header, inputs)?;
            state.apply(&output.changes);
            header = output.header;
            let block = output.sealed.context("a full block is sealed")?;
            let tree = StateTree::new(TreeNodes(state.clone()));
            let witness = BlockWitness::new(&block, &tree, keys.key_digest(), prover)?;
            let proof = block::prove::<BlockOps>(&keys, &witness)?;
            block::verify(&keys, &proof)?;
            made.push((block, proof));
        }
        let made: [_; 2] = made.try_into().map_err(|_| anyhow::anyhow!("two blocks were made"))?;
        let [(block_1, proof_1), (block_2, proof_2)] = made;
        let (blocks, proofs) = ([block_1, block_2], [proof_1, proof_2]);
        Ok(Self { genesis, genesis_root, blocks, proofs, key_digest: keys.key_digest() })
    }

    /// What L1 stores before block `index`.
    pub fn stored_before(&self, index: usize) -> StoredBlockInfo {
        match index.checked_sub(1) {
            Some(previous) => self.stored(&self.blocks[previous]),
            None => StoredBlockInfo::genesis(self.genesis_root),
        }
    }

    /// Both blocks with their proofs.
    pub fn proven(&self) -> [ProvenBlock; 2] {
        [0, 1].map(|index| ProvenBlock {
            stored: self.stored(&self.blocks[index]),
            capacity: CAPACITY,
            public_inputs: self.proofs[index].public_inputs,
            words: words(&self.proofs[index]),
        })
    }

    /// What L1 stores of a block.
    pub fn stored(&self, block: &SealedBlock) -> StoredBlockInfo {
        StoredBlockInfo::of_block(block, self.key_digest)
    }
}

/// An L1 with the contracts and the four deposits.
pub struct Settlement {
    /// The contracts.
    pub deployment: Deployment,
    operator: L1Wallet,
    _anvil: Anvil,
}

impl Settlement {
    /// Starts an L1 node, deploys, deposits.
    pub async fn start(blocks: &Blocks) -> Result<Self> {
        let anvil = Anvil::spawn(AnvilConfig::default()).await?;
        let client = L1Client::connect(&anvil.url(), HOME.l1_chain_id).await?;
        let operator = L1Wallet::new(client, dev_private_key(0))?;
        let config = DeployConfig {
            l2_chain_id: blocks.genesis.l2_chain_id,
            genesis_root: blocks.genesis_root,
            genesis_state: blocks.genesis.published_accounts(),
            validators: vec![operator.address()],
            tokens: Vec::new(),
            priority_expiration_blocks: 100_800,
        };
        let deployment = deploy(&operator, &config).await?;
        ensure!(deployment.settlement() == HOME, "the rollup is deployed at {}", deployment.rollup);
        for (index, to) in (0u64..).zip(RECIPIENTS) {
            operator.deposit_eth(deployment.rollup, to, amount(index)).await?;
        }
        Ok(Self { deployment, operator, _anvil: anvil })
    }

    /// Sends call data as the operator.
    pub async fn send(&self, calldata: Vec<u8>) -> Result<(), L1Error> {
        self.operator.send_calldata("the test", self.deployment.rollup, calldata).await.map(|_| ())
    }

    /// Commits one block.
    pub async fn commit(&self, last: &StoredBlockInfo, block: &SealedBlock) -> Result<(), L1Error> {
        self.send(commit_blocks_calldata(last, &[(block.clone(), Vec::new())])).await
    }

    /// Proves one block with any inputs and proof.
    pub async fn prove(
        &self,
        stored: StoredBlockInfo,
        public_inputs: [Felt; 8],
        words: Vec<[u8; 32]>,
    ) -> Result<(), L1Error> {
        self.prove_all(&[ProvenBlock { stored, capacity: CAPACITY, public_inputs, words }]).await
    }

    /// Proves several blocks in one call.
    pub async fn prove_all(&self, blocks: &[ProvenBlock]) -> Result<(), L1Error> {
        self.send(prove_blocks_calldata(blocks)).await
    }
}

/// The name of the contract's error.
pub fn refusal(outcome: Result<(), L1Error>) -> String {
    match outcome {
        Ok(()) => "accepted".into(),
        Err(L1Error::Reverted { error, .. }) => error.name,
        Err(other) => other.to_string(),
    }
}

/// The words of a proof.
pub fn words(proof: &BlockProof) -> Vec<[u8; 32]> {
    proof.words.iter().map(|word| word.0).collect()
}
