//! Gets a node its L1: connects to the one of the chain spec, or makes a development one.

use super::{L1Config, NodeConfig};
use crate::NodeError;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use zelkova_chain_spec::{ChainType, Deployment};
use zelkova_l1::{
    deploy, deploy_dev_token, dev_private_key, Anvil, AnvilConfig, DeployConfig, L1Client, L1Error, L1Wallet,
};
use zelkova_primitives::Felt;

/// Where a development L1 leaves its address and contracts, in the base path.
const DEV_L1_FILE: &str = "dev-l1.json";
/// Where anvil keeps its state, in the base path.
const ANVIL_STATE_FILE: &str = "anvil-state.json";

/// Accounts of anvil that get coins of the development token, and how many: a million.
const DEV_USERS: std::ops::RangeInclusive<u32> = 1..=9;
const DEV_TOKENS: u128 = 1_000_000_000_000_000_000_000_000;

/// A connected L1.
pub struct L1 {
    /// The connection.
    pub client: L1Client,
    /// The key that signs the node's transactions.
    pub wallet: L1Wallet,
    /// The contracts.
    pub deployment: Deployment,
    /// URL of the node.
    pub url: String,
    /// The node itself, if this process started it.
    pub anvil: Option<Anvil>,
}

/// What a development chain needs to find its L1 again.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DevL1 {
    url: String,
    deployment: Deployment,
}

impl L1 {
    /// Refuses a Rollup that was deployed for another chain than the one with this tag.
    pub async fn check_chain_tag(&self, tag: Felt) -> Result<(), NodeError> {
        self.client.check_chain_tag(self.deployment.rollup, tag).await.map_err(l1_error)
    }
}

/// Connects, or starts and deploys. `None` for an isolated chain. The chain's genesis need not be made yet: it depends on
/// where the contracts are.
pub async fn prepare(config: &NodeConfig) -> Result<Option<L1>, NodeError> {
    let development = config.spec.chain_type == ChainType::Development;
    match &config.l1 {
        L1Config::Isolated => Ok(None),
        L1Config::Url(url) => connect(config, url).await.map(Some),
        L1Config::Dev { .. } if !development => Err(NodeError::Config(format!(
            "chain `{}` is not of type `development` and cannot start an L1 of its own; give its L1 with --l1-url",
            config.spec.id
        ))),
        L1Config::Dev { port, block_time } => start(config, *port, *block_time).await.map(Some),
    }
}

/// An L1 that runs already. A development chain whose spec has no contracts deploys its own, once.
async fn connect(config: &NodeConfig, url: &str) -> Result<L1, NodeError> {
    let spec = &config.spec;
    let development = spec.chain_type == ChainType::Development;
    if spec.l1.contracts.is_none() && !development {
        return Err(NodeError::Config(format!(
            "chain `{}` has no contracts in its spec; deploy them and write their addresses into `l1.contracts`",
            spec.id
        )));
    }
    let client = L1Client::connect(url, spec.l1.chain_id).await.map_err(l1_error)?;
    let key = match config.operator_key {
        Some(key) => key,
        None if development => dev_private_key(0),
        None => {
            let remedy = "give it with --operator-key-file or ZELKOVA_OPERATOR_KEY";
            return Err(NodeError::Config(format!("this node has no key for its L1 transactions; {remedy}")));
        }
    };
    let wallet = L1Wallet::new(client.clone(), key).map_err(l1_error)?;
    let file = config.base_path.join(DEV_L1_FILE);
    let deployment = match (&spec.l1.contracts, read(&file)?) {
        (Some(contracts), _) => contracts.clone(),
        (None, Some(known)) => check_contracts(config, &client, known.deployment).await?,
        (None, None) => {
            let deployment = deploy_contracts(config, &wallet).await?;
            write(&file, &DevL1 { url: url.into(), deployment: deployment.clone() })?;
            deployment
        }
    };
    Ok(L1 { client, wallet, deployment, url: url.into(), anvil: None })
}

/// A development L1 of this chain's own: an anvil with the state of the last run, or a new one. An anvil ends with its node
/// even if the node is killed, and writes its state then.
async fn start(config: &NodeConfig, port: u16, block_time: Option<u64>) -> Result<L1, NodeError> {
    let file = config.base_path.join(DEV_L1_FILE);
    let known = read(&file)?;
    let chain_id = config.spec.l1.chain_id;
    let key = config.operator_key.unwrap_or_else(|| dev_private_key(0));
    let state = Some(config.base_path.join(ANVIL_STATE_FILE));
    let anvil = Anvil::spawn(AnvilConfig { port, chain_id, state, block_time }).await.map_err(l1_error)?;
    let url = anvil.url();
    let client = L1Client::connect(&url, chain_id).await.map_err(l1_error)?;
    let wallet = L1Wallet::new(client.clone(), key).map_err(l1_error)?;
    let deployment = match known {
        Some(known) => check_contracts(config, &client, known.deployment).await?,
        None => deploy_contracts(config, &wallet).await?,
    };
    write(&file, &DevL1 { url: url.clone(), deployment: deployment.clone() })?;
    Ok(L1 { client, wallet, deployment, url, anvil: Some(anvil) })
}

/// Refuses an L1 that does not have the contracts that this chain settled to before.
async fn check_contracts(config: &NodeConfig, client: &L1Client, known: Deployment) -> Result<Deployment, NodeError> {
    if client.has_code(known.rollup).await.map_err(l1_error)? {
        return Ok(known);
    }
    Err(NodeError::L1(format!(
        "the L1 has no contract at {}, where this chain's rollup was; give the L1 of the last run, or start again with \
         another --base-path than {}",
        known.rollup,
        config.base_path.display()
    )))
}

async fn deploy_contracts(config: &NodeConfig, wallet: &L1Wallet) -> Result<Deployment, NodeError> {
    let genesis = &config.spec.genesis;
    let genesis_root = genesis.state_tree().map_err(|error| NodeError::Config(format!("chain spec: {error}")))?.root;
    let token = deploy_dev_token(wallet, "Development Dai", "DAI", 18).await.map_err(l1_error)?;
    // With the published keys of these accounts anybody can try things out at once.
    for index in DEV_USERS {
        let user = L1Wallet::new(wallet.client().clone(), dev_private_key(index)).map_err(l1_error)?.address();
        wallet.mint_dev_token(token, user, DEV_TOKENS).await.map_err(l1_error)?;
    }
    let deploy_config = DeployConfig {
        l2_chain_id: genesis.l2_chain_id,
        genesis_root,
        genesis_state: genesis.published_accounts(),
        validators: vec![wallet.address()],
        tokens: vec![token],
        priority_expiration_blocks: config.spec.l1.priority_expiration_blocks,
    };
    let deployment = deploy(wallet, &deploy_config).await.map_err(l1_error)?;
    tracing::info!(rollup = %deployment.rollup, verifier = %deployment.verifier, "contracts deployed");
    Ok(deployment)
}

fn l1_error(error: L1Error) -> NodeError {
    NodeError::L1(zelkova_console::chain(&error))
}

fn read(file: &Path) -> Result<Option<DevL1>, NodeError> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(NodeError::File { path: file.into(), source }),
    };
    let parsed = serde_json::from_str(&text);
    parsed.map(Some).map_err(|error| {
        NodeError::Config(format!("{}: {error}; start again with another --base-path", file.display()))
    })
}

/// Replaces the file as a whole, so that a crash leaves the old or the new one.
fn write(file: &Path, dev_l1: &DevL1) -> Result<(), NodeError> {
    let text = serde_json::to_string_pretty(dev_l1).map_err(|error| NodeError::Other(error.to_string()))?;
    let part: PathBuf = file.with_extension("part");
    let replaced = std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, file));
    replaced.map_err(|source| NodeError::File { path: file.into(), source })
}
