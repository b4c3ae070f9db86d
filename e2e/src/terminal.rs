//! A user who runs the program.

use crate::process::built_binary;
use anyhow::{ensure, Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A user at a terminal.
pub struct Terminal {
    /// L1 address of the user's key.
    pub address: String,
    binary: PathBuf,
    keystore: PathBuf,
    rpc_url: String,
    l1_url: String,
}

impl Terminal {
    /// The owner of L1 key number `index`, whose keystore is made in a directory.
    pub async fn new(directory: &Path, index: u32, rpc_url: &str, l1_url: &str) -> Result<Self> {
        let keystore = directory.join(format!("keys-{index}.json"));
        let (rpc_url, l1_url) = (rpc_url.to_owned(), l1_url.to_owned());
        let mut terminal = Self { binary: built_binary()?, keystore, rpc_url, l1_url, address: String::new() };
        let keys = terminal.run(&["key", "generate", "--dev-account", &index.to_string()]).await?;
        terminal.address = keys["address"].as_str().context("keys have an address")?.into();
        Ok(terminal)
    }

    /// Runs a command and returns what it prints.
    pub async fn run(&self, arguments: &[&str]) -> Result<Value> {
        let output = tokio::process::Command::new(&self.binary)
            .arg("--json")
            .args(arguments)
            .env("ZELKOVA_RPC_URL", &self.rpc_url)
            .env("ZELKOVA_L1_URL", &self.l1_url)
            .env("ZELKOVA_KEYSTORE", &self.keystore)
            .output()
            .await?;
        let errors = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "zelkova {} failed: {errors}", arguments.join(" "));
        serde_json::from_slice(&output.stdout)
            .with_context(|| format!("zelkova {} printed no JSON", arguments.join(" ")))
    }

    /// Runs a command, given as one line.
    pub async fn line(&self, line: &str) -> Result<Value> {
        self.run(&line.split_whitespace().collect::<Vec<_>>()).await
    }

    /// Runs a command of the wallet, given as one line.
    pub async fn wallet(&self, line: &str) -> Result<Value> {
        self.line(&format!("wallet {line}")).await
    }
}
