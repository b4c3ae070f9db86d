//! The interface about itself.

use crate::openrpc::{Describe, Method};
use jsonrpsee::{
    core::RpcResult,
    proc_macros::rpc,
    server::{RegisterMethodError, RpcModule},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The names of all methods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MethodNames {
    /// The names in alphabetical order.
    pub methods: Vec<String>,
}

/// The interface about itself.
#[rpc(server, client, namespace = "rpc")]
pub trait DiscoverApi {
    /// The OpenRPC document.
    #[method(name = "discover")]
    fn discover(&self) -> RpcResult<Value>;

    /// The names of all methods.
    #[method(name = "methods")]
    fn methods(&self) -> RpcResult<MethodNames>;
}

/// The description of this part.
pub(crate) fn describe(schemas: &mut Describe) -> Vec<Method> {
    vec![
        Method {
            name: "rpc_discover",
            summary: "This document: an OpenRPC description of every method.",
            result: schemas.of::<Value>(),
            ..Method::default()
        },
        Method {
            name: "rpc_methods",
            summary: "The names of all methods.",
            result: schemas.of::<MethodNames>(),
            ..Method::default()
        },
    ]
}

struct Discover {
    document: Value,
    names: MethodNames,
}

impl DiscoverApiServer for Discover {
    fn discover(&self) -> RpcResult<Value> {
        Ok(self.document.clone())
    }

    fn methods(&self) -> RpcResult<MethodNames> {
        Ok(self.names.clone())
    }
}

/// Adds this part to the methods of the others.
pub(crate) fn merge(module: &mut RpcModule<()>) -> Result<(), RegisterMethodError> {
    let own = ["rpc_discover", "rpc_methods"];
    let mut methods: Vec<String> = module.method_names().chain(own).map(str::to_string).collect();
    methods.sort();
    let discover = Discover { document: crate::openrpc::document(), names: MethodNames { methods } };
    module.merge(DiscoverApiServer::into_rpc(discover))
}
