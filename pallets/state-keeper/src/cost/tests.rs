//! The table agrees with what the contracts' tests measured.

use std::collections::BTreeMap;

use super::*;

/// An entry of the snapshots and what this table says to it. To add one: name the entry and the figure.
const TABLE: &[(&str, u64)] = &[
    ("one more transfer in a block, with its calldata", TRANSFER.commit_gas),
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

/// Entries that the snapshots may lack. Empty it once the contracts' tests write all of them.
const MAY_BE_ABSENT: &[&str] = &[
    "one more transfer in a block, with its calldata",
    "commit: transfer",
    "commit: transfer to new",
    "commit: withdraw",
    "execute: withdraw",
    "commit: forced exit",
    "execute: forced exit",
    "commit: change key, on-chain",
    "commit: change key, ECDSA",
    "commit: change key, EIP-712",
    "commit: change key, CREATE2",
    "commit: mint NFT",
    "commit: transfer NFT",
    "commit: withdraw NFT",
    "execute: withdraw NFT",
    "commit: swap",
];

/// A figure covers what was measured, and is above it by a twentieth and 20 gas at most.
fn fits(ours: u64, measured: u64) -> bool {
    (measured..=measured + measured / 20 + 20).contains(&ours)
}

#[test]
fn the_table_agrees_with_the_contracts_gas_snapshots() {
    let text = include_str!("../../../../contracts/snapshots/Rollup.json");
    let snapshots: BTreeMap<String, String> = serde_json::from_str(text).expect("forge wrote it");
    for (entry, ours) in TABLE {
        match snapshots.get(*entry) {
            Some(measured) => {
                let measured = measured.parse().expect("a number");
                assert!(fits(*ours, measured), "`{entry}`: the table says {ours}, measured are {measured}");
            }
            None => {
                assert!(MAY_BE_ABSENT.contains(entry), "the snapshots lack `{entry}`: run scripts/contracts.sh gas");
            }
        }
    }
    let listed = |entry: &&str| TABLE.iter().any(|(name, _)| name == entry);
    assert!(MAY_BE_ABSENT.iter().all(listed), "MAY_BE_ABSENT names an entry that the table does not have");
}
