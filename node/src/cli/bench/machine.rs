//! The machine that a benchmark ran on.

use serde::Serialize;
use std::fs;

/// What a reader needs to judge the figures.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Machine {
    /// Processor.
    pub cpu: String,
    /// Processors that this process may use.
    pub cores: usize,
    /// Main memory in MiB.
    pub memory_mib: u64,
    /// Operating system.
    pub os: String,
    /// `debug` or `release` assertions of this build.
    pub build: &'static str,
}

impl Machine {
    /// Looks at this machine.
    pub fn describe() -> Self {
        let unknown = || "unknown".to_string();
        Self {
            cpu: field("/proc/cpuinfo", "model name").unwrap_or_else(unknown),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory_mib: field("/proc/meminfo", "MemTotal")
                .and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok())
                .map_or(0, |kib| kib / 1024),
            os: fs::read_to_string("/proc/sys/kernel/osrelease")
                .map_or_else(|_| std::env::consts::OS.to_string(), |version| format!("Linux {}", version.trim())),
            build: if cfg!(debug_assertions) { "debug" } else { "release" },
        }
    }
}

/// The value of the first line `name : value` of a file.
fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_string())
}
