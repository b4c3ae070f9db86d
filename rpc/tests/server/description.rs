//! The description that `rpc_discover` answers with is that of the methods that are really registered.

use crate::support::{hash_of, serve, transfer, TestChain};
use jsonrpsee::core::{client::ClientT, params::ObjectParams};
use serde_json::{json, Value};
use std::collections::BTreeSet;
use zelkova_primitives::Felt;
use zelkova_rpc::{openrpc, Backend, Client, ServeError};

fn described() -> Vec<Value> {
    openrpc::document()["methods"].as_array().unwrap().clone()
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("{field} of {value}"))
}

#[tokio::test]
async fn names_and_subscriptions_are_those_of_the_server() {
    let module = zelkova_rpc::api::module(TestChain::new()).unwrap();
    let registered: BTreeSet<String> = module.method_names().map(str::to_string).collect();
    let mut names = BTreeSet::new();
    for method in described() {
        names.insert(text(&method, "name").to_string());
        if let Some(subscription) = method.get("x-subscription") {
            names.insert(text(subscription, "unsubscribe").to_string());
        }
    }
    assert_eq!(names, registered);
    let server = serve(&TestChain::new()).await;
    let client = Client::connect(&server.http_url()).await.unwrap();
    assert_eq!(client.methods().await.unwrap(), registered.into_iter().collect::<Vec<_>>());
}

/// A value for each parameter that the methods have.
fn example(name: &str, method: &str) -> Value {
    let hash = serde_json::to_value(hash_of(&transfer(0))).unwrap();
    match (name, method) {
        ("transaction", "rollup_submitTransaction") => serde_json::to_value(transfer(9)).unwrap(),
        ("transactions", _) => json!([{ "transaction": transfer(8) }]),
        ("ethSignature" | "signature", _) => json!({ "type": "eip191", "signature": format!("0x{}", "1b".repeat(65)) }),
        ("enabled", _) => json!(true),
        ("timestamp", _) => json!(1_700_000_000),
        ("hash", _) => hash,
        ("keyHash", _) => serde_json::to_value(Felt::ONE).unwrap(),
        ("account", _) => json!(1),
        ("nonce" | "serialId", _) => json!(0),
        ("type", _) => json!("transfer"),
        ("token", _) => json!("ETH"),
        ("requests", _) => json!([{ "type": "swap" }, { "type": "transfer", "recipient": null }]),
        ("recipient", _) => json!(format!("0x{}", "07".repeat(20))),
        ("creator" | "serial", _) | ("from", "rollup_accountNfts") => json!(0),
        ("block" | "from", _) => json!("latest"),
        ("limit", _) => json!(1),
        ("before", "rollup_accountTransactions") => json!("12:3"),
        ("before", "rollup_rejectedTransactions") => json!(format!("1700000000:0x{}", "ab".repeat(32))),
        other => panic!("no example for {other:?}: add one"),
    }
}

#[tokio::test]
async fn every_method_takes_its_parameters_by_the_described_names() {
    let chain = TestChain::new();
    chain.submit_transaction(transfer(0), None).await.unwrap();
    let server = serve(&chain).await;
    let client = jsonrpsee::http_client::HttpClientBuilder::default().build(server.http_url()).unwrap();
    for method in described() {
        if method.get("x-subscription").is_some() {
            continue;
        }
        let name = text(&method, "name");
        let parameters = method["params"].as_array().unwrap();
        let mut given = ObjectParams::new();
        for parameter in parameters {
            given.insert(text(parameter, "name"), example(text(parameter, "name"), name)).unwrap();
        }
        let answer: Result<Value, _> = client.request(name, given).await;
        answer.unwrap_or_else(|error| panic!("{name}: {error}"));

        // A parameter that is described as required really is, and the others are not.
        for left_out in parameters {
            let mut given = ObjectParams::new();
            for parameter in parameters.iter().filter(|parameter| *parameter != left_out) {
                given.insert(text(parameter, "name"), example(text(parameter, "name"), name)).unwrap();
            }
            let answer: Result<Value, _> = client.request(name, given).await;
            let refused = answer.is_err_and(|error| error.to_string().contains("Invalid params"));
            assert_eq!(refused, left_out["required"] == true, "{name} without {left_out}");
        }
    }
}

#[test]
fn the_documentation_lists_every_method() {
    let page = include_str!("../../../docs/rpc.md");
    for method in described() {
        let name = text(&method, "name");
        assert!(page.contains(&format!("`{name}")), "docs/rpc.md misses {name}");
        for parameter in method["params"].as_array().unwrap() {
            let parameter = text(parameter, "name");
            let row = page.lines().find(|line| line.contains(&format!("`{name}"))).unwrap_or_default();
            assert!(row.contains(parameter), "docs/rpc.md misses {parameter} of {name}");
        }
    }
}

#[tokio::test]
async fn a_port_in_use_is_a_typed_error() {
    let first = serve(&TestChain::new()).await;
    let config = zelkova_rpc::RpcConfig::at(first.local_addr);
    let error = zelkova_rpc::serve(config.clone(), TestChain::new()).await.unwrap_err();
    assert!(matches!(error, ServeError::AddressInUse { address } if address == first.local_addr));
    assert!(error.to_string().contains("choose another port"));
    // The port is free again after the server has stopped.
    first.stop().await;
    zelkova_rpc::serve(config, TestChain::new()).await.unwrap().stop().await;
    let mut zero = zelkova_rpc::RpcConfig::at("127.0.0.1:0".parse().unwrap());
    zero.max_batch = 0;
    let error = zelkova_rpc::serve(zero, TestChain::new()).await.unwrap_err();
    assert!(matches!(error, ServeError::ZeroLimit { name: "max_batch" }));
}
