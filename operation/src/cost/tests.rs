//! The table agrees with what the contracts' tests measured.

use std::collections::BTreeMap;

use super::*;

/// An entry of the snapshots and what this table says to it. To add one: name the entry and the figure.
const TABLE: &[(&str, u64)] = &[
    ("commit: transfer", TRANSFER.commit_gas),
    ("commit: transfer to new", TRANSFER_TO_NEW.commit_gas),
    ("commit: withdraw", WITHDRAW.commit_gas),
    ("execute: withdraw", WITHDRAW.execute_gas),
    ("commit: forced exit", FORCED_EXIT.commit_gas),
    ("execute: forced exit", FORCED_EXIT.execute_gas),
    ("commit: change key, on-chain", CHANGE_PUB_KEY_ONCHAIN.commit_gas),
    ("commit: change key, ECDSA", CHANGE_PUB_KEY_ECDSA.commit_gas),
    ("commit: change key, EIP-712", CHANGE_PUB_KEY_EIP712.commit_gas),
    ("commit: change key, CREATE2", CHANGE_PUB_KEY_CREATE2.commit_gas),
    ("commit: mint NFT", MINT_NFT.commit_gas),
    ("commit: transfer NFT", TRANSFER_NFT.commit_gas),
    ("commit: withdraw NFT", WITHDRAW_NFT.commit_gas),
    ("execute: withdraw NFT", WITHDRAW_NFT.execute_gas),
    ("commit: swap", SWAP.commit_gas),
];

/// A figure covers what was measured, and is above it by a twentieth and 20 gas at most.
fn fits(ours: u64, measured: u64) -> bool {
    (measured..=measured + measured / 20 + 20).contains(&ours)
}

#[test]
fn the_table_agrees_with_the_contracts_gas_snapshots() {
    let text = include_str!("../../../contracts/snapshots/Rollup.json");
    let snapshots: BTreeMap<String, String> = serde_json::from_str(text).expect("forge wrote it");
    for (entry, ours) in TABLE {
        let measured = snapshots.get(*entry).map(|gas| gas.parse().expect("a number"));
        let measured = measured.unwrap_or_else(|| panic!("the snapshots lack `{entry}`: run scripts/contracts.sh gas"));
        assert!(fits(*ours, measured), "`{entry}`: the table says {ours}, measured are {measured}");
    }
}
