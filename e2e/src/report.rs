//! What the demo writes down.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, fs, path::Path};

/// Gas of L1 transactions.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Gas {
    /// Each `commitBlocks`.
    pub commit: Vec<u64>,
    /// Each `proveBlocks`.
    pub prove: Vec<u64>,
    /// Each `executeBlocks`.
    pub execute: Vec<u64>,
    /// Each deposit, approvals of ERC-20 tokens excluded.
    pub deposit: Vec<u64>,
}

/// One block.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BlockReport {
    /// Its number.
    pub number: u32,
    /// The slots of its circuit.
    pub capacity: u32,
    /// Bytes published on L1.
    pub pubdata_bytes: usize,
    /// Operations by name.
    pub ops: BTreeMap<String, u32>,
}

/// The report of the main job.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Deposits executed.
    pub deposits: u32,
    /// Transfers executed, those to a new account included.
    pub transfers: u32,
    /// Withdrawals executed.
    pub withdrawals: u32,
    /// Full exits executed.
    pub full_exits: u32,
    /// Blocks executed on L1.
    pub blocks_executed: u32,
    /// Whether every balance on L1 is what it must be, to the wei.
    pub l1_balances_match: bool,
    /// Seconds of each proof.
    pub proof_seconds: Vec<f64>,
    /// Gas of L1 transactions.
    pub gas: Gas,
    /// Gas of the verifier in each `proveBlocks`, all blocks of the call together.
    pub verify_gas: Vec<u64>,
    /// The blocks.
    pub blocks: Vec<BlockReport>,
    /// Seconds from the start of the chain to the end.
    pub total_seconds: f64,
}

impl Report {
    /// Writes the report as JSON.
    pub fn write(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        let text = serde_json::to_string_pretty(self)?;
        fs::write(path, text + "\n").with_context(|| format!("cannot write {}", path.display()))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |gas: &[u64]| gas.iter().sum::<u64>();
        writeln!(f, "{} blocks executed on L1 in {:.1} s:", self.blocks_executed, self.total_seconds)?;
        for block in &self.blocks {
            let ops: Vec<_> = block.ops.iter().map(|(name, count)| format!("{count} {name}")).collect();
            writeln!(
                f,
                "  block {} ({} slots, {} B): {}",
                block.number,
                block.capacity,
                block.pubdata_bytes,
                ops.join(", ")
            )?;
        }
        let proofs: Vec<_> = self.proof_seconds.iter().map(|seconds| format!("{seconds:.1} s")).collect();
        writeln!(f, "proofs: {}", proofs.join(", "))?;
        writeln!(
            f,
            "gas: commit {}, prove {} (verifier {}), execute {}, deposits {}",
            sum(&self.gas.commit),
            sum(&self.gas.prove),
            sum(&self.verify_gas),
            sum(&self.gas.execute),
            sum(&self.gas.deposit)
        )?;
        write!(f, "balances on L1 match to the wei: {}", if self.l1_balances_match { "yes" } else { "NO" })
    }
}
