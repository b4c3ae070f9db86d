//! The OpenRPC document.

use super::{Describe, Method};
use crate::error::standard;
use serde_json::{json, Map, Value};

/// The document that `rpc_discover` answers with.
pub fn document() -> Value {
    let mut schemas = Describe::new();
    let methods: Vec<Value> = crate::api::describe(&mut schemas).into_iter().map(method).collect();
    json!({
        "openrpc": "1.3.2",
        "info": {
            "title": "Zelkova node",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "JSON-RPC 2.0 over HTTP and WebSocket on one port. Amounts are decimal strings in the token's \
                            smallest unit; hashes, addresses and bytes are 0x hex.",
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "methods": methods,
        "components": { "schemas": schemas.into_definitions() },
    })
}

fn method(method: Method) -> Value {
    let params: Vec<Value> = method
        .params
        .iter()
        .map(|p| json!({ "name": p.name, "summary": p.summary, "required": p.required, "schema": p.schema }))
        .collect();
    let own = method.errors.iter().map(|error| json!({ "code": error.code(), "message": error.meaning() }));
    let common = standard::CODES
        .iter()
        .filter(|(code, ..)| *code == -32602)
        .map(|(code, meaning, _)| json!({ "code": code, "message": meaning }));
    let result = match method.subscription {
        None => json!({ "name": "result", "schema": method.result }),
        Some(_) => json!({ "name": "subscription", "schema": { "type": ["string", "integer"] } }),
    };
    let mut object = Map::new();
    object.insert("name".into(), method.name.into());
    object.insert("summary".into(), method.summary.into());
    object.insert("paramStructure".into(), "either".into());
    object.insert("params".into(), params.into());
    object.insert("result".into(), result);
    object.insert("errors".into(), own.chain(common).collect());
    if let Some((notification, unsubscribe)) = method.subscription {
        let subscription = json!({
            "notification": notification, "unsubscribe": unsubscribe, "item": method.result, "transport": "WebSocket",
        });
        object.insert("x-subscription".into(), subscription);
    }
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every `$ref` of the document.
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(target)) = map.get("$ref") {
                    found.insert(target.clone());
                }
                map.values().for_each(|inner| references(inner, found));
            }
            Value::Array(list) => list.iter().for_each(|inner| references(inner, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_resolves() {
        let document = document();
        let mut found = BTreeSet::new();
        references(&document, &mut found);
        assert!(found.len() > 10, "{found:?}");
        for target in found {
            let pointer = target.strip_prefix('#').unwrap_or_else(|| panic!("{target} leaves the document"));
            assert!(document.pointer(pointer).is_some(), "{target}");
        }
    }
}
