//! The errors of the node as a program: each names cause and remedy and has an exit code.

use crate::{db::DbError, tasks::Report};
use std::{net::SocketAddr, path::PathBuf};

/// Exit codes of the binary; `zelkova --help` lists them.
pub mod exit_code {
    /// Everything went well.
    pub const OK: u8 = 0;
    /// A failure without a code of its own.
    pub const FAILURE: u8 = 1;
    /// Wrong usage of the command line (clap's own code).
    pub const USAGE: u8 = 2;
    /// A configuration or chain spec that cannot be used.
    pub const CONFIG: u8 = 3;
    /// The database.
    pub const DATABASE: u8 = 4;
    /// The L1 node or an L1 contract.
    pub const L1: u8 = 5;
    /// A port that is already in use.
    pub const PORT_IN_USE: u8 = 6;
    /// The SRS, proving keys or the prover.
    pub const PROVER: u8 = 7;
    /// A task of a running node died.
    pub const TASK: u8 = 8;
    /// The RPC server of another node refused or cannot be reached.
    pub const RPC: u8 = 9;
}

/// Why the node, or a command of the binary, failed.
#[derive(Debug, thiserror::Error)]
pub enum NodeError {
    /// The command line asks for something that makes no sense.
    #[error("{0}")]
    Usage(String),
    /// A configuration or chain spec cannot be used.
    #[error("{0}")]
    Config(String),
    /// The database cannot be used.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The L1 node or a contract on it.
    #[error("L1: {0}")]
    L1(String),
    /// A server's port is taken.
    #[error("{what} cannot listen on {address}: the port is in use; stop the other program or choose another port with {flag}")]
    PortInUse {
        /// Which server.
        what: &'static str,
        /// The address it wanted.
        address: SocketAddr,
        /// The option that changes it.
        flag: &'static str,
    },
    /// Keys, SRS or prover.
    #[error("prover: {0}")]
    Prover(String),
    /// A task died; the report names it.
    #[error("{0}")]
    TaskDied(Report),
    /// The runtime refused what the node gave it, which is a fault of the node.
    #[error("runtime: {0}")]
    Runtime(String),
    /// An RPC server.
    #[error("rpc: {0}")]
    Rpc(String),
    /// A file or directory.
    #[error("{path}: {source}; check that it exists and that you may use it", path = path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl NodeError {
    /// The exit code of the process that ends with this error.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => exit_code::USAGE,
            Self::Config(_) | Self::File { .. } => exit_code::CONFIG,
            Self::Database(_) => exit_code::DATABASE,
            Self::L1(_) => exit_code::L1,
            Self::PortInUse { .. } => exit_code::PORT_IN_USE,
            Self::Prover(_) => exit_code::PROVER,
            Self::TaskDied(_) => exit_code::TASK,
            Self::Rpc(_) => exit_code::RPC,
            Self::Runtime(_) | Self::Other(_) => exit_code::FAILURE,
        }
    }

    /// A short identifier for machine output.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Usage(_) => "usage",
            Self::Config(_) => "config",
            Self::File { .. } => "file",
            Self::Database(_) => "database",
            Self::L1(_) => "l1",
            Self::PortInUse { .. } => "port-in-use",
            Self::Prover(_) => "prover",
            Self::TaskDied(_) => "task-died",
            Self::Rpc(_) => "rpc",
            Self::Runtime(_) => "runtime",
            Self::Other(_) => "other",
        }
    }
}

/// An error and its causes in one line, without repeating a cause that is already part of the text above it.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_names_each_cause_once() {
        let inner = std::io::Error::other("no such disk");
        let error = NodeError::File { path: "/x".into(), source: inner };
        assert_eq!(chain(&error), "/x: no such disk; check that it exists and that you may use it");
    }

    #[test]
    fn exit_codes_are_those_of_the_documentation() {
        let address = "127.0.0.1:1".parse().expect("a literal address");
        let port = NodeError::PortInUse { what: "RPC server", address, flag: "--rpc-port" };
        assert_eq!(port.exit_code(), 6);
        assert_eq!(NodeError::Config(String::new()).exit_code(), 3);
        assert_eq!(NodeError::L1(String::new()).exit_code(), 5);
    }
}
