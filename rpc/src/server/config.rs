//! What a server is configured with.

use jsonrpsee::server::RegisterMethodError;
use std::net::SocketAddr;

/// Address and limits of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RpcConfig {
    /// Where to listen; port 0 lets the system choose one.
    pub listen: SocketAddr,
    /// The longest request (or batch) in bytes.
    pub max_request_bytes: u32,
    /// The longest answer in bytes.
    pub max_response_bytes: u32,
    /// The most requests of one batch.
    pub max_batch: u32,
    /// The most connections at once, HTTP and WebSocket together.
    pub max_connections: u32,
    /// The most subscriptions of one connection.
    pub max_subscriptions_per_connection: u32,
    /// The most messages that wait for a slow reader.
    pub max_buffered_messages: u32,
}

impl RpcConfig {
    /// The standard limits at an address.
    pub fn at(listen: SocketAddr) -> Self {
        Self {
            listen,
            max_request_bytes: 1 << 20,
            max_response_bytes: 10 << 20,
            max_batch: 100,
            max_connections: 500,
            max_subscriptions_per_connection: 128,
            max_buffered_messages: 1024,
        }
    }

    pub(super) fn validate(&self) -> Result<(), ServeError> {
        let limits = [
            ("max_request_bytes", self.max_request_bytes),
            ("max_response_bytes", self.max_response_bytes),
            ("max_batch", self.max_batch),
            ("max_connections", self.max_connections),
            ("max_subscriptions_per_connection", self.max_subscriptions_per_connection),
            ("max_buffered_messages", self.max_buffered_messages),
        ];
        match limits.into_iter().find(|(_, value)| *value == 0) {
            Some((name, _)) => Err(ServeError::ZeroLimit { name }),
            None => Ok(()),
        }
    }
}

/// Why a server could not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program listens there.
    #[error("cannot listen on {address}: the port is in use; stop the other program or choose another port")]
    AddressInUse {
        /// The address.
        address: SocketAddr,
    },
    /// The system does not let us.
    #[error("cannot listen on {address}: not permitted; choose a port above 1023")]
    NotPermitted {
        /// The address.
        address: SocketAddr,
    },
    /// Anything else about the address.
    #[error("cannot listen on {address}: {cause}; check that the address belongs to this machine")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A limit would refuse everything.
    #[error("the RPC limit {name} is 0, which would refuse every request; set it to at least 1")]
    ZeroLimit {
        /// The limit.
        name: &'static str,
    },
    /// Two methods have one name: a programming fault.
    #[error("the RPC methods clash: {0}; report this as a fault of the node")]
    Methods(#[from] RegisterMethodError),
}
