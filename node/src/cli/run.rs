//! `zelkova run`: runs a node until a signal stops it.

use crate::{
    launch::{self, L1Config, NodeConfig, NodeHandle, ProverConfig},
    tasks::signals::stop_signal,
    NodeError,
};
use clap::Args;
use serde::Serialize;
use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};
use zelkova_chain_spec::{ChainSpec, ChainType, Deployment};
use zelkova_circuits::plonk::CacheBudget;
use zelkova_console::Output;

const EXAMPLES: &str = "\
Examples:
  zelkova run --dev
      A fresh development chain: starts an L1 node (anvil), deploys the contracts, proves blocks. Nothing is kept.
  zelkova run --dev --base-path ~/.zelkova/dev
      The same, and the next run goes on with that chain.
  zelkova run --chain my-chain.json --base-path /var/lib/zelkova --l1-url http://localhost:8545 \\
      --operator-key-file operator.key
      A chain from a spec on an L1 node that runs already.";

/// Arguments of `zelkova run`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct RunArgs {
    /// A development chain with its own L1; short for `--chain dev` without need of a base path.
    #[arg(long)]
    dev: bool,
    /// The chain: a preset (`dev`, `local`) or the path of a chain spec.
    #[arg(long, value_name = "CHAIN", required_unless_present = "dev", default_value_if("dev", "true", "dev"))]
    chain: Option<String>,
    /// Directory for everything that the node keeps; needed for every chain but a development one. The database of an older
    /// version is migrated at the first start.
    #[arg(long, value_name = "DIR")]
    base_path: Option<PathBuf>,
    /// Address that the servers listen on.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Port of the RPC server, HTTP and WebSocket; 0 for any.
    #[arg(long, value_name = "PORT", default_value_t = 3030)]
    rpc_port: u16,
    /// Port of /metrics and /health; 0 for any.
    #[arg(long, value_name = "PORT", default_value_t = 3031)]
    metrics_port: u16,
    /// URL of the L1 node. A development chain starts its own one if this is not given.
    #[arg(long, value_name = "URL")]
    l1_url: Option<String>,
    /// Port of the L1 node that a development chain starts; 0 for any. 8545 unless the RPC port is 0 too.
    #[arg(long, value_name = "PORT")]
    l1_port: Option<u16>,
    /// Seconds between blocks of the L1 node that a development chain starts; without it there is one a transaction.
    #[arg(long, value_name = "SECONDS")]
    l1_block_time: Option<u64>,
    /// File with the hex key that signs the node's L1 transactions.
    #[arg(long, value_name = "FILE")]
    operator_key_file: Option<PathBuf>,
    /// The same key itself.
    #[arg(
        long,
        value_name = "HEX",
        env = "ZELKOVA_OPERATOR_KEY",
        hide_env_values = true,
        conflicts_with = "operator_key_file"
    )]
    operator_key: Option<String>,
    /// Directory of proving keys, shared by all chains of this machine.
    #[arg(long, value_name = "DIR", env = "ZELKOVA_KEYS")]
    keys: Option<PathBuf>,
    /// Do not prove blocks in this process.
    #[arg(long)]
    no_prover: bool,
    /// Memory that proofs may use; what is free unless given. The node does not start with less than its largest blocks need.
    #[arg(long, value_name = "MIB", conflicts_with = "no_prover")]
    prover_memory: Option<u64>,
    /// Memory of it that stays in use between proofs, so that the next one is faster.
    #[arg(long, value_name = "MIB", conflicts_with = "no_prover", default_value_t = CacheBudget::DEFAULT >> 20)]
    prover_cache: usize,
    /// Milliseconds between mini-blocks while one is not full.
    #[arg(long, value_name = "MS", default_value_t = 200, value_parser = clap::value_parser!(u64).range(1..=60_000))]
    mini_block_interval: u64,
    /// Days for which rejected transactions are kept with their reasons; 0 for ever.
    #[arg(long, value_name = "DAYS", default_value_t = 14)]
    rejected_retention: u32,
}

/// What a started node tells.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Ready {
    chain: String,
    base_path: PathBuf,
    rpc_url: String,
    ws_url: String,
    metrics_url: String,
    l1_url: Option<String>,
    contracts: Option<Deployment>,
}

/// Runs the node.
pub async fn run(args: RunArgs, output: Output) -> Result<(), NodeError> {
    // Kept until the end: dropping it removes the directory of a chain that nothing is kept of.
    let temporary = TemporaryDirectory::if_needed(&args)?;
    let config = configure(args, temporary.as_ref().map(|directory| directory.0.as_path()))?;
    let (chain, base_path) = (config.spec.id.clone(), config.base_path.clone());
    let handle = launch::start_until(config, stop_signal()).await?;
    tell(&handle, chain, base_path, output)?;
    let report = handle.wait().await;
    if !report.is_clean() {
        return Err(NodeError::TaskDied(report));
    }
    tracing::info!("{report}");
    Ok(())
}

fn tell(handle: &NodeHandle, chain: String, base_path: PathBuf, output: Output) -> Result<(), NodeError> {
    let ready = Ready {
        chain,
        base_path,
        rpc_url: handle.rpc_url.clone(),
        ws_url: handle.ws_url.clone(),
        metrics_url: handle.metrics_url.clone(),
        l1_url: handle.l1_url.clone(),
        contracts: handle.contracts.clone(),
    };
    Ok(output.print_line(&ready, || {
        let mut lines = vec![
            format!("Zelkova node of chain `{}` is running; stop it with Ctrl-C.", ready.chain),
            format!("  RPC      {} and {}", ready.rpc_url, ready.ws_url),
            format!("  metrics  {}/metrics", ready.metrics_url),
            format!("  health   {}/health/readiness", ready.metrics_url),
        ];
        if let (Some(url), Some(contracts)) = (&ready.l1_url, &ready.contracts) {
            lines.push(format!("  L1       {url} (chain id {})", contracts.l1_chain_id));
            lines.push(format!("  rollup   {}", contracts.rollup));
        }
        lines.push(format!("  data     {}", ready.base_path.display()));
        lines.join("\n")
    })?)
}

fn configure(args: RunArgs, temporary: Option<&Path>) -> Result<NodeConfig, NodeError> {
    let chain = args.chain.as_deref().unwrap_or("dev");
    let spec = ChainSpec::load(chain).map_err(|error| NodeError::Config(zelkova_console::chain(&error)))?;
    let base_path = match (&args.base_path, temporary) {
        (Some(path), _) => path.clone(),
        (None, Some(path)) => path.to_path_buf(),
        (None, None) => {
            return Err(NodeError::Usage(format!("chain `{}` needs --base-path: the directory of its data", spec.id)))
        }
    };
    let development = spec.chain_type == ChainType::Development;
    // Whoever lets the system choose the ports runs several chains at once.
    let l1_port = args.l1_port.unwrap_or(if args.rpc_port == 0 { 0 } else { 8545 });
    let l1 = match args.l1_url.clone().or_else(|| spec.l1.url.clone()) {
        Some(url) => L1Config::Url(url),
        None if development => L1Config::Dev { port: l1_port, block_time: args.l1_block_time },
        None => {
            let id = &spec.id;
            return Err(NodeError::Usage(format!("chain `{id}` needs --l1-url: the URL of an L1 node")));
        }
    };
    Ok(NodeConfig {
        base_path,
        rpc: SocketAddr::new(args.host, args.rpc_port),
        metrics: SocketAddr::new(args.host, args.metrics_port),
        l1,
        operator_key: operator_key(&args)?,
        keys_path: args.keys.map_or_else(zelkova_prover::default_directory, Ok)?,
        prover: (!args.no_prover).then(|| ProverConfig {
            memory: args.prover_memory.map(|mib| mib.saturating_mul(1 << 20)),
            cache: args.prover_cache.saturating_mul(1 << 20),
        }),
        rejected_retention: retention(args.rejected_retention),
        mini_block_interval: Duration::from_millis(args.mini_block_interval),
        spec,
    })
}

/// How long so many days are; none for 0.
fn retention(days: u32) -> Option<Duration> {
    (days > 0).then(|| Duration::from_secs(u64::from(days).saturating_mul(86_400)))
}

fn operator_key(args: &RunArgs) -> Result<Option<[u8; 32]>, NodeError> {
    let text = match (&args.operator_key, &args.operator_key_file) {
        (Some(text), _) => text.clone(),
        (None, Some(path)) => {
            std::fs::read_to_string(path).map_err(|source| NodeError::File { path: path.clone(), source })?
        }
        (None, None) => return Ok(None),
    };
    let digits = text.trim();
    let digits = digits.strip_prefix("0x").unwrap_or(digits);
    let mut key = [0; 32];
    hex::decode_to_slice(digits, &mut key)
        .map_err(|_| NodeError::Config("the operator's key is not 64 hex digits; check the file or variable".into()))?;
    Ok(Some(key))
}

/// A directory that goes away with this value.
struct TemporaryDirectory(PathBuf);

impl TemporaryDirectory {
    /// One for a development chain without a base path.
    fn if_needed(args: &RunArgs) -> Result<Option<Self>, NodeError> {
        let development = args.dev || args.chain.as_deref() == Some("dev");
        if args.base_path.is_some() || !development {
            return Ok(None);
        }
        let path = std::env::temp_dir().join(format!("zelkova-dev-{}", std::process::id()));
        std::fs::create_dir_all(&path).map_err(|source| NodeError::File { path: path.clone(), source })?;
        Ok(Some(Self(path)))
    }
}

impl Drop for TemporaryDirectory {
    fn drop(&mut self) {
        // What is left over of a development chain does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use zelkova_console::{exit_code, Failure};

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        run: RunArgs,
    }

    fn configured(line: &[&str]) -> Result<NodeConfig, NodeError> {
        let parsed =
            Line::try_parse_from([&["run"], line].concat()).map_err(|error| NodeError::Usage(error.to_string()))?;
        configure(parsed.run, None)
    }

    #[test]
    fn a_development_chain_needs_nothing_but_a_place() {
        let config = configured(&["--dev", "--base-path", "/x", "--keys", "/k"]).expect("valid");
        assert_eq!(config.spec.id, "dev");
        assert_eq!(config.l1, L1Config::Dev { port: 8545, block_time: None });
        assert_eq!(config.prover.map(|prover| prover.memory), Some(None));
    }

    #[test]
    fn rejected_transactions_are_kept_two_weeks_or_as_long_as_the_operator_says() {
        let line = ["--dev", "--base-path", "/x", "--keys", "/k"];
        let kept = |days: &[&str]| configured(&[&line, days].concat()).expect("valid").rejected_retention;
        assert_eq!(kept(&[]), Some(Duration::from_secs(14 * 86_400)));
        assert_eq!(kept(&["--rejected-retention", "1"]), Some(Duration::from_secs(86_400)));
        assert_eq!(kept(&["--rejected-retention", "0"]), None);
    }

    #[test]
    fn chains_that_choose_their_ports_choose_the_port_of_their_l1() {
        let config = configured(&["--dev", "--base-path", "/x", "--keys", "/k", "--rpc-port", "0"]).expect("valid");
        assert_eq!(config.l1, L1Config::Dev { port: 0, block_time: None });
    }

    #[test]
    fn a_chain_that_is_kept_needs_a_base_path() {
        let error = configured(&["--chain", "local"]).map(|_| ()).expect_err("refused");
        assert_eq!(error.exit_code(), exit_code::USAGE);
        assert!(error.to_string().contains("--base-path"), "{error}");
    }

    #[test]
    fn an_unknown_chain_and_a_bad_key_are_named() {
        let error = configured(&["--chain", "nowhere", "--base-path", "/x"]).map(|_| ()).expect_err("refused");
        assert_eq!(error.exit_code(), exit_code::CONFIG);
        let line = ["--dev", "--base-path", "/x", "--operator-key", "0x12"];
        let error = configured(&line).map(|_| ()).expect_err("refused");
        assert_eq!(error.exit_code(), exit_code::CONFIG);
        assert!(error.to_string().contains("64 hex digits"), "{error}");
    }

    #[test]
    fn neither_chain_nor_dev_is_a_mistake() {
        assert!(configured(&["--base-path", "/x"]).is_err());
    }
}
