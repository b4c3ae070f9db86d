//! The server: HTTP and WebSocket on one port, with limits.

mod advice;
mod config;

pub use config::{RpcConfig, ServeError};

use crate::{api, Backend};
use advice::Advice;
use jsonrpsee::server::{
    middleware::rpc::RpcServiceBuilder, BatchRequestConfig, PingConfig, ServerBuilder, ServerConfig,
    ServerHandle as Inner,
};
use std::{io::ErrorKind, net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

/// A running server. Dropping it leaves the server running until the process ends; `stop` ends it.
#[derive(Clone, Debug)]
pub struct ServerHandle {
    /// The address that it listens on, with the port that the system chose if the configuration said 0.
    pub local_addr: SocketAddr,
    inner: Inner,
}

impl ServerHandle {
    /// The URL for HTTP clients.
    pub fn http_url(&self) -> String {
        format!("http://{}", self.local_addr)
    }

    /// The URL for WebSocket clients.
    pub fn ws_url(&self) -> String {
        format!("ws://{}", self.local_addr)
    }

    /// Takes no new requests and waits until those under way are answered.
    pub async fn stop(self) {
        // An error says that the server has stopped already.
        let _ = self.inner.stop();
        self.inner.stopped().await;
    }

    /// Resolves when the server has stopped.
    pub async fn stopped(self) {
        self.inner.stopped().await;
    }
}

/// Starts the server.
pub async fn serve<B: Backend>(config: RpcConfig, backend: Arc<B>) -> Result<ServerHandle, ServeError> {
    config.validate()?;
    let listener = TcpListener::bind(config.listen).await.map_err(|cause| match cause.kind() {
        ErrorKind::AddrInUse => ServeError::AddressInUse { address: config.listen },
        ErrorKind::PermissionDenied => ServeError::NotPermitted { address: config.listen },
        _ => ServeError::Listen { address: config.listen, cause },
    })?;
    let listen_error = |cause| ServeError::Listen { address: config.listen, cause };
    let local_addr = listener.local_addr().map_err(listen_error)?;
    let listener = listener.into_std().map_err(listen_error)?;
    let limits = ServerConfig::builder()
        .max_request_body_size(config.max_request_bytes)
        .max_response_body_size(config.max_response_bytes)
        .max_connections(config.max_connections)
        .max_subscriptions_per_connection(config.max_subscriptions_per_connection)
        .set_batch_request_config(BatchRequestConfig::Limit(config.max_batch))
        .set_message_buffer_capacity(config.max_buffered_messages)
        // Finds readers that are gone without a word, so that they do not use up the connections.
        .enable_ws_ping(PingConfig::new())
        .build();
    let server = ServerBuilder::with_config(limits)
        .set_rpc_middleware(RpcServiceBuilder::new().layer_fn(Advice::new))
        .build_from_tcp(listener)
        .map_err(listen_error)?;
    let inner = server.start(api::module(backend)?);
    tracing::info!(address = %local_addr, "the RPC server listens");
    Ok(ServerHandle { local_addr, inner })
}
