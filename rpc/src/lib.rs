//! The JSON-RPC interface of a Zelkova node: methods, types, errors, server and typed client.
//!
//! * [`api`]: the methods, one file for each part; how to add one is described in docs/rpc.md
//! * [`types`]: the JSON types
//! * [`error`]: stable error codes, each with cause and remedy
//! * [`openrpc`]: the description that `rpc_discover` answers with
//! * [`Backend`]: what a node implements; [`serve`]: the server; [`Client`]: the client

pub mod api;
mod backend;
mod client;
pub mod error;
pub mod openrpc;
mod server;
mod subscription;
pub mod types;

pub use backend::Backend;
pub use client::{Client, ClientError};
pub use error::{ErrorCode, Fault, TypedError};
pub use server::{serve, RpcConfig, ServeError, ServerHandle};
