//! Specs survive a round trip, and every mistake has its own error with cause and remedy.

use serde_json::{json, Value};
use std::fs;
use zelkova_chain_spec::{preset, ChainSpec, ChainType, FeeParameters, GasPriceSpec, SpecError, SrsSpec};

/// The development preset as JSON, with one value replaced.
fn dev_with(pointer: &str, value: Value) -> String {
    let mut json = serde_json::to_value(preset::dev()).unwrap();
    *json.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
    json.to_string()
}

fn error(text: &str) -> SpecError {
    ChainSpec::from_json(text).expect_err("the spec must be refused")
}

#[test]
fn presets_are_valid_and_round_trip() {
    for name in preset::NAMES {
        let spec = ChainSpec::load(name).unwrap();
        assert_eq!(ChainSpec::from_json(&spec.to_json().unwrap()).unwrap(), spec, "{name}");
    }
}

#[test]
fn a_spec_without_fees_has_those_of_l1_in_eth() {
    let mut json = serde_json::to_value(preset::local()).unwrap();
    json.as_object_mut().unwrap().remove("fees");
    let spec = ChainSpec::from_json(&json.to_string()).unwrap();
    assert_eq!(spec.fees, FeeParameters::default());
    assert!(matches!(spec.fees.gas_price, GasPriceSpec::L1 { .. }));
}

#[test]
fn an_unknown_chain_names_the_presets() {
    let text = ChainSpec::load("mainnet").unwrap_err().to_string();
    assert!(text.contains("`mainnet`") && text.contains("dev, local"), "{text}");
}

#[test]
fn unknown_fields_are_refused_at_every_level() {
    let pointers = ["", "/genesis", "/genesis/parameters", "/genesis/parameters/mempool", "/l1", "/srs"];
    let fees = ["/fees", "/fees/model", "/fees/gasPrice", "/fees/prices", "/fees/prices/table/0"];
    for pointer in pointers.into_iter().chain(fees) {
        let mut json = serde_json::to_value(preset::dev()).unwrap();
        let object = json.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap();
        object.insert("surprise".into(), json!(1));
        let error = error(&json.to_string());
        assert!(matches!(error, SpecError::Format { .. }), "{pointer}: {error}");
        assert!(error.to_string().contains("unknown field `surprise`"), "{pointer}: {error}");
    }
}

#[test]
fn missing_fields_and_bad_json_are_refused() {
    let mut json = serde_json::to_value(preset::dev()).unwrap();
    json.as_object_mut().unwrap().remove("srs");
    assert!(error(&json.to_string()).to_string().contains("missing field `srs`"));
    assert!(matches!(error("{"), SpecError::Format { .. }));
    assert!(matches!(error(&dev_with("/chainType", json!("testnet"))), SpecError::Format { .. }));
    assert!(matches!(error(&dev_with("/genesis/feeAccountAddress", json!("0x12"))), SpecError::Format { .. }));
}

#[test]
fn the_development_srs_is_refused_outside_development() {
    for chain_type in ["local", "live"] {
        let error = error(&dev_with("/chainType", json!(chain_type)));
        assert!(matches!(error, SpecError::DevelopmentSrs { .. }), "{error}");
        assert!(error.to_string().contains(chain_type) && error.to_string().contains("ceremony"), "{error}");
    }
}

#[test]
fn values_that_make_no_sense_name_their_field() {
    let sizes = |slots: &[u32]| Value::from_iter(slots.iter().map(|slots| json!({ "slots": slots, "feeTouches": 1 })));
    let http = |url: &str, pointer: &str, refresh: u64, max_age: u64| {
        json!({
            "type": "http", "url": url, "pointer": pointer, "refreshSeconds": refresh, "timeoutMilliseconds": 700,
            "maxAgeSeconds": max_age,
        })
    };
    let price = |token: u16| json!({ "token": token, "price": { "wei": "1", "units": "2" } });
    let cases = [
        ("/fees/model/blockSlots", json!(0), "`fees.model`"),
        ("/fees/model/blockSlots", json!(8), "the largest block has 7"),
        ("/fees/gasPrice", json!({ "type": "static", "wei": "0" }), "`fees.gasPrice.wei`"),
        ("/fees/gasPrice", json!({ "type": "l1", "minWei": "2", "maxWei": "1" }), "the bounds are 2 and 1"),
        ("/fees/prices/table", json!([price(1), price(1)]), "listed twice"),
        ("/fees/prices/table", json!([price(0)]), "ETH"),
        ("/fees/prices", http("ftp://x", "/eth", 60, 600), "`fees.prices.url`"),
        ("/fees/prices", http("https://x", "eth", 60, 600), "`fees.prices.pointer`"),
        ("/fees/prices", http("https://x", "/eth", 0, 600), "refreshSeconds"),
        ("/fees/prices", http("https://x", "/eth", 60, 59), "`fees.prices.maxAgeSeconds`"),
        ("/name", json!(" "), "`name`"),
        ("/id", json!("a b"), "`id`"),
        ("/genesis/l2ChainId", json!(0), "`genesis.l2ChainId`"),
        ("/genesis/parameters/sealing/sizes", sizes(&[5, 2]), "`genesis.parameters.sealing.sizes`"),
        ("/genesis/parameters/sealing/sizes", sizes(&[2, 2]), "`genesis.parameters.sealing.sizes`"),
        ("/genesis/parameters/sealing/sizes", sizes(&[]), "parameters.sealing"),
        ("/genesis/tokens", json!([]), "ETH is missing"),
        ("/genesis/feeAccountAddress", json!(format!("0x{}", "00".repeat(20))), "feeAccountAddress"),
        ("/l1/chainId", json!(0), "`l1.chainId`"),
        ("/l1/priorityExpirationBlocks", json!(0), "`l1.priorityExpirationBlocks`"),
        ("/l1/url", json!("127.0.0.1:8545"), "`l1.url`"),
    ];
    for (pointer, value, expected) in cases {
        let text = error(&dev_with(pointer, value.clone())).to_string();
        assert!(text.contains(expected), "{pointer} = {value}: {text}");
    }
}

#[test]
fn contracts_must_be_on_the_chains_l1() {
    let address = format!("0x{}", "11".repeat(20));
    let contracts = |l1_chain_id: u64, rollup: &str| {
        json!({
            "l1ChainId": l1_chain_id, "governance": address, "verifier": address, "rollup": rollup, "fromBlock": 1,
        })
    };
    let text = error(&dev_with("/l1/contracts", contracts(1, &address))).to_string();
    assert!(text.contains("on chain 1, the L1 is chain 31337"), "{text}");
    let zero = format!("0x{}", "00".repeat(20));
    assert!(error(&dev_with("/l1/contracts", contracts(31337, &zero))).to_string().contains("an address is zero"));
    ChainSpec::from_json(&dev_with("/l1/contracts", contracts(31337, &address))).unwrap();
}

#[test]
fn a_live_chain_needs_contracts_confirmations_and_a_secret_key() {
    let mut spec = preset::local();
    spec.chain_type = ChainType::Live;
    let refusal = |spec: &ChainSpec| spec.validate().unwrap_err().to_string();
    assert!(refusal(&spec).contains("`l1.contracts`"));
    spec.l1.contracts = Some(zelkova_chain_spec::Deployment {
        l1_chain_id: spec.l1.chain_id,
        governance: preset::DEVELOPMENT_OPERATOR,
        verifier: preset::DEVELOPMENT_OPERATOR,
        rollup: preset::DEVELOPMENT_OPERATOR,
        from_block: 0,
    });
    spec.l1.confirmations = 0;
    assert!(refusal(&spec).contains("`l1.confirmations`"));
    spec.l1.confirmations = 12;
    assert!(refusal(&spec).contains("published"));
    spec.genesis.fee_account_address.0[0] ^= 1;
    spec.validate().unwrap();
}

#[test]
fn files_are_read_and_their_relative_paths_start_beside_them() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("chain.json");
    fs::write(&path, preset::local().to_json().unwrap()).unwrap();
    let spec = ChainSpec::load(path.to_str().unwrap()).unwrap();
    let SrsSpec::Ceremony { path: srs, .. } = &spec.srs else { panic!("{:?}", spec.srs) };
    assert_eq!(*srs, directory.path().join("powersOfTau28_hez_final_19.ptau"));

    fs::write(&path, vec![b' '; (1 << 20) + 1]).unwrap();
    assert!(matches!(ChainSpec::load(path.to_str().unwrap()), Err(SpecError::TooLong { .. })));
    let unreadable = ChainSpec::load(directory.path().to_str().unwrap()).unwrap_err();
    assert!(matches!(unreadable, SpecError::Read { .. }), "{unreadable}");
}
