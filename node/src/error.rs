//! The errors of the node as a program: each names cause and remedy and has an exit code.

use crate::{db::DbError, tasks::Report};
use std::{net::SocketAddr, path::PathBuf};
use zelkova_console::{chain, exit_code, Failure, PrintError};
use zelkova_exodus::ExodusError;
use zelkova_prover::ProverError;
use zelkova_wallet::WalletError;

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

impl Failure for NodeError {
    fn exit_code(&self) -> u8 {
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

    fn kind(&self) -> &'static str {
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

impl NodeError {
    /// The error of a command whose library has errors of its own.
    fn of_command(error: &impl Failure) -> Self {
        let text = chain(error);
        match error.exit_code() {
            exit_code::RPC => Self::Rpc(text),
            exit_code::L1 => Self::L1(text),
            exit_code::CONFIG => Self::Config(text),
            exit_code::USAGE => Self::Usage(text),
            exit_code::PROVER => Self::Prover(text),
            _ => Self::Other(text),
        }
    }
}

impl From<WalletError> for NodeError {
    fn from(error: WalletError) -> Self {
        Self::of_command(&error)
    }
}

impl From<ExodusError> for NodeError {
    fn from(error: ExodusError) -> Self {
        Self::of_command(&error)
    }
}

impl From<ProverError> for NodeError {
    fn from(error: ProverError) -> Self {
        match error {
            ProverError::NoHome => Self::Config(error.to_string()),
            other => Self::Prover(other.to_string()),
        }
    }
}

impl From<PrintError> for NodeError {
    fn from(error: PrintError) -> Self {
        Self::Other(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_are_those_of_the_documentation() {
        let address = "127.0.0.1:1".parse().expect("a literal address");
        let port = NodeError::PortInUse { what: "RPC server", address, flag: "--rpc-port" };
        assert_eq!(port.exit_code(), 6);
        assert_eq!(NodeError::Config(String::new()).exit_code(), 3);
        assert_eq!(NodeError::L1(String::new()).exit_code(), 5);
    }
}
