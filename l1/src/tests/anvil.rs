//! The child process.

use super::L1_CHAIN_ID;
use crate::{dev_private_key, Anvil, AnvilConfig, L1Client, L1Error, L1Wallet};
use tempfile::TempDir;
use zelkova_primitives::L1Address;

const FRIEND: L1Address = L1Address([7; 20]);

fn config(directory: &TempDir) -> AnvilConfig {
    AnvilConfig { state: Some(directory.path().join("anvil-state.json")), ..AnvilConfig::default() }
}

async fn wallet(anvil: &Anvil) -> L1Wallet {
    let client = L1Client::connect(&anvil.url(), L1_CHAIN_ID).await.unwrap();
    L1Wallet::new(client, dev_private_key(0)).unwrap()
}

#[tokio::test]
async fn the_chain_survives_a_stop_and_a_kill() {
    let directory = TempDir::new().unwrap();
    let anvil = Anvil::spawn(config(&directory)).await.unwrap();
    let url = anvil.url();
    let first = wallet(&anvil).await.transfer_eth(FRIEND, 1_000).await.unwrap();
    anvil.stop().await.unwrap();

    let anvil = Anvil::spawn(config(&directory)).await.unwrap();
    assert_eq!(anvil.url(), url, "the port is the one of the last start");
    let l1 = wallet(&anvil).await;
    assert_eq!(l1.eth_balance(FRIEND).await.unwrap(), 1_000);
    assert!(l1.client().receipt(first.tx_hash.0.into()).await.unwrap().is_some(), "receipts are kept");
    l1.transfer_eth(FRIEND, 1).await.unwrap();
    // All that a killed process does is to close the pipe, which dropping does too.
    drop(anvil);
    let error = L1Client::connect(&url, L1_CHAIN_ID).await.unwrap_err();
    assert!(matches!(error, L1Error::Transport { .. }), "{error}");

    let anvil = Anvil::spawn(config(&directory)).await.unwrap();
    assert_eq!(wallet(&anvil).await.eth_balance(FRIEND).await.unwrap(), 1_001);
}

#[tokio::test]
async fn a_port_in_use_is_an_error() {
    let anvil = Anvil::spawn(AnvilConfig::default()).await.unwrap();
    let port = anvil.url().rsplit(':').next().unwrap().parse().unwrap();
    let error = Anvil::spawn(AnvilConfig { port, ..AnvilConfig::default() }).await.unwrap_err();
    assert!(error.to_string().contains("is in use"), "{error}");
}

#[tokio::test]
async fn a_damaged_state_file_is_an_error() {
    let directory = TempDir::new().unwrap();
    std::fs::write(directory.path().join("anvil-state.json"), "{").unwrap();
    let error = Anvil::spawn(config(&directory)).await.unwrap_err();
    assert!(matches!(error, L1Error::AnvilFailed(_)), "{error}");
}
