//! The `zelkova` binary as a child process on a fresh development chain.

use anyhow::{bail, Context, Result};
use serde::Deserialize;
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// A first start makes proving keys, which takes a while.
const START: Duration = Duration::from_secs(900);
/// A node has 30 s for a graceful stop.
const STOP: Duration = Duration::from_secs(60);

/// What a node tells when it is ready: the line that `zelkova --json run` prints.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ready {
    /// JSON-RPC over HTTP.
    pub rpc_url: String,
    /// JSON-RPC over WebSocket.
    pub ws_url: String,
    /// Metrics and health.
    pub metrics_url: String,
    /// The L1 node.
    pub l1_url: String,
}

/// A running node. Dropping it kills the process.
pub struct Node {
    /// Where it listens.
    pub ready: Ready,
    binary: PathBuf,
    child: Child,
    directory: TempDir,
}

impl Node {
    /// Starts a fresh development chain and waits until it is ready.
    pub async fn start_dev(binary: &Path) -> Result<Self> {
        let directory = TempDir::with_prefix("zelkova-")?;
        let (child, ready) = spawn(binary, directory.path()).await?;
        Ok(Self { ready, binary: binary.to_path_buf(), child, directory })
    }

    /// Kills the process without any notice (SIGKILL) and starts it again on the same data.
    pub async fn kill_and_restart(&mut self) -> Result<()> {
        self.child.kill().await.context("cannot kill the node")?;
        (self.child, self.ready) = spawn(&self.binary, self.directory.path()).await?;
        Ok(())
    }

    /// Asks the process to stop (SIGTERM) and checks that it ends well.
    pub async fn stop(&mut self) -> Result<()> {
        let pid = self.child.id().context("the node is not running")?;
        let sent = Command::new("kill").arg(pid.to_string()).status().await?;
        anyhow::ensure!(sent.success(), "cannot send SIGTERM to the node");
        let status = tokio::time::timeout(STOP, self.child.wait()).await.context("the node did not stop in time")??;
        anyhow::ensure!(status.success(), "the node ended with {status}; its log:\n{}", self.log_tail());
        Ok(())
    }

    /// The file that the node logs to.
    pub fn log(&self) -> PathBuf {
        log_path(self.directory.path())
    }

    /// The last lines of the log.
    pub fn log_tail(&self) -> String {
        tail(&self.log())
    }

    /// Moves the log to where it survives this value.
    pub fn keep_log(&self) -> PathBuf {
        let kept = std::env::temp_dir().join("zelkova-node.log");
        match fs::copy(self.log(), &kept) {
            Ok(_) => kept,
            Err(_) => self.log(),
        }
    }
}

fn log_path(directory: &Path) -> PathBuf {
    directory.join("node.log")
}

fn tail(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

async fn spawn(binary: &Path, directory: &Path) -> Result<(Child, Ready)> {
    let log = File::options().create(true).append(true).open(log_path(directory))?;
    let mut child = Command::new(binary)
        .args(["--json", "run", "--dev", "--rpc-port", "0", "--metrics-port", "0", "--base-path"])
        .arg(directory.join("data"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("cannot start {}; build it with `make build`", binary.display()))?;
    let stdout = child.stdout.take().context("the node's output is piped")?;
    let mut lines = BufReader::new(stdout).lines();
    let line = tokio::time::timeout(START, lines.next_line()).await;
    let Some(line) = line.context("the node was not ready in time")?? else {
        let status = child.wait().await?;
        bail!("the node ended with {status} before it was ready; its log:\n{}", tail(&log_path(directory)));
    };
    let ready = serde_json::from_str(&line).with_context(|| format!("the node printed `{line}`"))?;
    Ok((child, ready))
}

/// The `zelkova` binary that was built beside the running test.
pub fn built_binary() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    // target/debug/deps/<test> or target/debug/<program>
    let folders = test.ancestors().skip(1).take(2);
    let found = folders.map(|folder| folder.join("zelkova")).find(|path| path.is_file());
    found.context("the `zelkova` binary is not beside the tests; build it with `make build`")
}
