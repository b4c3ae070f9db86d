//! A chain without a node: blocks are executed here, proven with real keys and settled on a real L1 one by one, so that a
//! test decides what is in each of them.

use crate::settlement::keys;
use anyhow::{ensure, Context, Result};
use ethers::providers::{Http, Provider};
use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};
use zelkova_chain_spec::Deployment;
use zelkova_circuits::block::{self, BlockWitness};
use zelkova_l1::{
    add_token, commit_blocks_calldata, deploy, deploy_dev_token, dev_private_key, execute_blocks_calldata,
    prove_blocks_calldata, Anvil, AnvilConfig, DeployConfig, L1Client, L1Receipt, L1Wallet, ProvenBlock,
    StoredBlockInfo,
};
use zelkova_operation::SealedBlock;
use zelkova_primitives::{tree::StateTree, Felt, L1Address, PriorityOp, PriorityOpKind, SerialId, NOBODY};
use zelkova_runtime::{
    genesis, state::TreeNodes, BlockOps, BlockSize, Executor, GenesisConfig, Header, MemoryState, MiniBlockInputs,
    Query, Transaction, TransactionInput, TxOutcome,
};

/// Chain id of the L1 node.
const L1_CHAIN_ID: u64 = 31_337;
/// L1 blocks that the operator has to serve a request.
const EXPIRATION: u64 = 1_000;

/// A chain and its L1.
pub struct Chain {
    /// What it started with.
    pub genesis: GenesisConfig,
    /// The contracts.
    pub deployment: Deployment,
    /// The ERC-20 with id 1.
    pub token: L1Address,
    /// L1 blocks that the operator has to serve a request.
    pub expiration: u64,
    /// The operator and governor.
    pub operator: L1Wallet,
    /// Tag of the chain.
    pub tag: Felt,
    client: L1Client,
    state: Arc<MemoryState>,
    executor: Executor<MemoryState>,
    header: Header,
    stored: StoredBlockInfo,
    serial: SerialId,
    anvil: Anvil,
}

impl Chain {
    /// A fresh chain with these circuit sizes on a fresh L1.
    pub async fn start(sizes: Vec<BlockSize>) -> Result<Self> {
        let mut genesis = zelkova_chain_spec::ChainSpec::load("dev")?.genesis;
        genesis.parameters.sealing.sizes = sizes;
        let root = genesis.state_tree()?.root;
        let anvil = Anvil::spawn(AnvilConfig::default()).await?;
        let client = L1Client::connect(&anvil.url(), L1_CHAIN_ID).await?;
        let operator = L1Wallet::new(client.clone(), dev_private_key(0))?;
        let config = DeployConfig {
            l2_chain_id: genesis.l2_chain_id,
            genesis_root: root,
            genesis_state: genesis.published_accounts(),
            validators: vec![operator.address()],
            tokens: Vec::new(),
            priority_expiration_blocks: EXPIRATION,
        };
        let deployment = deploy(&operator, &config).await?;
        let tag = genesis.chain_tag(deployment.settlement())?;
        let token = deploy_dev_token(&operator, "Dai", "DAI", 18).await?;
        add_token(&operator, deployment.governance, token).await?;
        let state = Arc::new(MemoryState::new());
        let first = genesis::build(&genesis, deployment.settlement())?;
        state.apply(&first.changes);
        Ok(Self {
            executor: Executor::new(state.clone()),
            header: first.header,
            stored: StoredBlockInfo::genesis(root),
            serial: 0,
            genesis,
            deployment,
            token,
            expiration: EXPIRATION,
            operator,
            tag,
            client,
            state,
            anvil,
        })
    }

    /// URL of the L1 node.
    pub fn l1_url(&self) -> String {
        self.anvil.url()
    }

    /// Lets L1 make empty blocks.
    pub async fn mine(&self, blocks: u64) -> Result<()> {
        let provider = Provider::<Http>::try_from(self.l1_url())?;
        Ok(provider.request("anvil_mine", [format!("{blocks:#x}")]).await?)
    }

    /// Somebody with ETH on L1.
    pub fn wallet(&self, index: u32) -> Result<L1Wallet> {
        Ok(L1Wallet::new(self.client.clone(), dev_private_key(index))?)
    }

    /// Reads the newest state.
    pub fn query<T>(&self, read: impl FnOnce(&Query) -> T) -> Result<T> {
        Ok(self.executor.query(&self.header, read)?)
    }

    /// What the chain must execute because of a request that L1 has just taken.
    pub fn requested(&mut self, receipt: &L1Receipt, kind: PriorityOpKind) -> Result<PriorityOp> {
        ensure!(receipt.serial_id == Some(self.serial), "L1 numbered the request {:?}", receipt.serial_id);
        let op = PriorityOp {
            serial_id: self.serial,
            kind,
            l1_block: receipt.block,
            l1_tx_hash: receipt.tx_hash.0,
            expiration_block: receipt.block + EXPIRATION,
        };
        self.serial += 1;
        Ok(op)
    }

    /// Executes one block with these operations, proves it, and has L1 commit, verify and execute it.
    pub async fn settle(
        &mut self,
        priority_ops: Vec<PriorityOp>,
        transactions: Vec<Transaction>,
    ) -> Result<SealedBlock> {
        let timestamp = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let transactions = transactions.into_iter().map(TransactionInput::from).collect();
        let inputs =
            MiniBlockInputs { timestamp, priority_ops, transactions, seal_now: true, ..MiniBlockInputs::default() };
        let output = self.executor.execute(&self.header, inputs)?;
        let outcomes = output.results.iter().map(|result| &result.outcome);
        for outcome in outcomes.chain(output.priority_results.iter().map(|result| &result.outcome)) {
            ensure!(matches!(outcome, TxOutcome::Executed { .. }), "not executed: {outcome:?}");
        }
        self.state.apply(&output.changes);
        self.header = output.header;
        let block = output.sealed.context("the block is sealed")?;

        let keys = keys(block.capacity)?;
        let tree = StateTree::new(TreeNodes(self.state.clone()));
        let witness = BlockWitness::new(&block, &tree, keys.key_digest(), NOBODY)?;
        let proof = block::prove::<BlockOps>(&keys, &witness)?;
        let stored = StoredBlockInfo::of_block(&block, keys.key_digest());
        let commit = commit_blocks_calldata(&self.stored, &[(block.clone(), output.eth_witnesses)]);
        self.send("the commitment", commit).await?;
        let proven = ProvenBlock {
            stored: stored.clone(),
            capacity: block.capacity,
            public_inputs: proof.public_inputs,
            words: crate::settlement::words(&proof),
        };
        self.send("the proof", prove_blocks_calldata(&[proven])).await?;
        self.send("the execution", execute_blocks_calldata(&[(stored.clone(), &block)])).await?;
        self.stored = stored;
        Ok(block)
    }

    async fn send(&self, what: &str, calldata: Vec<u8>) -> Result<L1Receipt> {
        Ok(self.operator.send_calldata(what, self.deployment.rollup, calldata).await?)
    }

    /// The L1 client, for reading.
    pub fn l1(&self) -> &L1Client {
        &self.client
    }
}
