//! A local L1 for development and tests: anvil as a child process.

mod dev_keys;
mod program;
mod supervised;

pub use dev_keys::dev_private_key;

use super::{L1Client, L1Error};
use std::{
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    time::Duration,
};
use supervised::Supervised;
use tokio::time::{sleep, Instant};

/// Chain id if none is given.
const DEFAULT_CHAIN_ID: u64 = 31_337;
/// How long anvil may take to answer, or to write its state at the end.
const PATIENCE: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_millis(20);
/// Seconds between two writes of the state, in case anvil itself is killed.
const STATE_INTERVAL: &str = "1";
/// Accounts that have ETH.
const ACCOUNTS: &str = "10";

/// Anvil settings.
#[derive(Debug, Clone, Default)]
pub struct AnvilConfig {
    /// 0 = the port of the chain's last start, or any free one.
    pub port: u16,
    /// Chain id; 0 = 31337.
    pub chain_id: u64,
    /// State file: the chain is the one of the last start.
    pub state: Option<PathBuf>,
    /// Seconds between blocks; none = a block for each transaction.
    pub block_time: Option<u64>,
}

/// A running anvil. It ends with this value and also if the process that holds it is killed; its chain is written to the
/// state file in both cases.
#[derive(Debug)]
pub struct Anvil {
    process: Supervised,
    port: u16,
}

impl Anvil {
    /// Starts anvil and waits until it answers. The program is the one that ZELKOVA_ANVIL names, the one in
    /// `contracts/node_modules`, or the one in PATH.
    pub async fn spawn(config: AnvilConfig) -> Result<Self, L1Error> {
        let program = program::find()?;
        let files = config.state.as_deref().map(Files::beside);
        if let Some(files) = &files {
            // After a crash the anvil of the last start may still be writing the state.
            supervised::wait_until_gone(&files.pid, PATIENCE).await?;
        }
        let port = match (config.port, &files) {
            (0, Some(files)) => files.last_port().filter(|port| is_free(*port)).map_or_else(free_port, Ok)?,
            (0, None) => free_port()?,
            (port, _) if is_free(port) => port,
            (port, _) => {
                return Err(L1Error::AnvilFailed(format!(
                    "port {port} is in use; stop the other program or choose another port"
                )))
            }
        };
        let chain_id = if config.chain_id == 0 { DEFAULT_CHAIN_ID } else { config.chain_id };
        let mut arguments: Vec<String> =
            ["--silent", "--host", "127.0.0.1", "--accounts", ACCOUNTS].map(Into::into).into();
        arguments.extend(["--port".into(), port.to_string(), "--chain-id".into(), chain_id.to_string()]);
        if let Some(seconds) = config.block_time {
            arguments.extend(["--block-time".into(), seconds.to_string()]);
        }
        if let Some(state) = &config.state {
            let state = state.display().to_string();
            arguments.extend(["--state".into(), state, "--state-interval".into(), STATE_INTERVAL.into()]);
        }
        let (pid, log) = files.as_ref().map(|files| (files.pid.as_path(), files.log.as_path())).unzip();
        let process = Supervised::spawn(&program, &arguments, pid, log)?;
        let mut anvil = Self { process, port };
        anvil.wait_until_ready(chain_id).await?;
        if let Some(files) = &files {
            // Only a convenience: without it the next start takes another port.
            let _ = std::fs::write(&files.port, port.to_string());
        }
        Ok(anvil)
    }

    /// `http://127.0.0.1:port`
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Graceful stop: returns when the state is written.
    pub async fn stop(mut self) -> Result<(), L1Error> {
        self.process.ask_to_stop();
        let started = Instant::now();
        while self.process.exited()?.is_none() {
            if started.elapsed() > PATIENCE {
                return Err(L1Error::AnvilFailed(format!("it does not stop within {} s", PATIENCE.as_secs())));
            }
            sleep(POLL_INTERVAL).await;
        }
        Ok(())
    }

    async fn wait_until_ready(&mut self, chain_id: u64) -> Result<(), L1Error> {
        let started = Instant::now();
        loop {
            if let Some(message) = self.process.exited()? {
                return Err(L1Error::AnvilFailed(message));
            }
            match L1Client::connect(&self.url(), chain_id).await {
                Ok(_) => return Ok(()),
                Err(error) if error.is_fatal() || started.elapsed() > PATIENCE => return Err(error),
                Err(_) => sleep(POLL_INTERVAL).await,
            }
        }
    }
}

/// Files that belong to a state file.
struct Files {
    pid: PathBuf,
    log: PathBuf,
    port: PathBuf,
}

impl Files {
    fn beside(state: &Path) -> Self {
        let file = |extension| state.with_extension(extension);
        Self { pid: file("pid"), log: file("log"), port: file("port") }
    }

    fn last_port(&self) -> Option<u16> {
        std::fs::read_to_string(&self.port).ok()?.trim().parse().ok()
    }
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

fn free_port() -> Result<u16, L1Error> {
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    bound.map(|address| address.port()).map_err(|error| L1Error::AnvilFailed(format!("there is no free port: {error}")))
}
