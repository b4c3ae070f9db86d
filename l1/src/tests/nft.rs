//! NFTs from an executed block to a minted token.

use super::{
    contracts::{commit, key_digest, now, sealed_block},
    L1,
};
use crate::{
    calls, execute_blocks_calldata, prove_blocks_calldata, ContractError, L1Error, PendingNft, ProvenBlock,
    StoredBlockInfo,
};
use serde_json::json;
use zelkova_operation::SealedBlock;
use zelkova_primitives::{AccountId, L1Address, NOBODY};

const CREATOR: u32 = 9;
const CREATOR_ADDRESS: L1Address = L1Address([0xc7; 20]);
/// Returns one word, 1, to every call: it says yes to every proof.
const YES: &str = "0x600160005260206000f3";

/// An exit from its two brackets, padded to 36 and 72 bytes.
fn exit(first: &[&[u8]], serial: u32, content: [u8; 32]) -> Vec<u8> {
    let mut op = first.concat();
    op.resize(36, 0);
    op.extend([&CREATOR.to_be_bytes()[..], &serial.to_be_bytes(), &content, &CREATOR_ADDRESS.0].concat());
    op.resize(108, 0);
    op
}

fn token_id(serial: u32) -> u64 {
    (u64::from(CREATOR) << 32) + u64::from(serial)
}

/// Commits, proves and executes a block on an L1 whose verifier accepts everything.
async fn settle(l1: &L1, block: &SealedBlock) {
    l1.rpc("anvil_setCode", json!([calls::h160(l1.deployment.verifier), YES])).await;
    commit(l1, block, Vec::new()).await.unwrap();
    let digest = key_digest(l1).await;
    let stored = StoredBlockInfo::of_block(block, digest);
    let public_inputs = block.public_inputs(digest, NOBODY);
    let proven = ProvenBlock { stored: stored.clone(), capacity: block.capacity, public_inputs, words: Vec::new() };
    l1.operator.send_calldata("the proof", l1.rollup(), prove_blocks_calldata(&[proven])).await.unwrap();
    let data = execute_blocks_calldata(&[(stored, block)]);
    l1.operator.send_calldata("the execution", l1.rollup(), data).await.unwrap();
}

#[tokio::test]
async fn nfts_that_left_the_chain_are_minted() {
    let l1 = L1::start().await;
    let (rollup, user, friend) = (l1.rollup(), l1.user.address(), L1Address([0xfe; 20]));
    let slot = 3u16;
    l1.user.request_full_exit_nft(rollup, AccountId(7), slot).await.unwrap();
    let (first, second) = ([1; 32], [2; 32]);
    // Token and fee stand between the slot and the recipient.
    let withdraw = exit(&[&[10], &5u32.to_be_bytes(), &slot.to_be_bytes(), &[0; 4], &friend.0], 0, first);
    let full_exit = exit(&[&[12], &7u32.to_be_bytes(), &user.0, &slot.to_be_bytes()], 1, second);
    assert_eq!(l1.client.pending_nft(rollup, token_id(0)).await.unwrap(), None);
    settle(&l1, &sealed_block(l1.tag(), now(&l1).await, &[withdraw, full_exit], 1)).await;

    let since = now(&l1).await;
    let pending = |recipient, content_hash| PendingNft { recipient, since, creator: CREATOR_ADDRESS, content_hash };
    assert_eq!(l1.client.pending_nft(rollup, token_id(0)).await.unwrap(), Some(pending(friend, first)));
    assert_eq!(l1.client.pending_nft(rollup, token_id(1)).await.unwrap(), Some(pending(user, second)));

    let factory = l1.client.nft_factory(l1.deployment.governance, AccountId(CREATOR), CREATOR_ADDRESS).await.unwrap();
    assert_eq!(l1.client.nft_owner(factory, token_id(0)).await.unwrap(), None);
    assert_eq!(l1.client.nft_content_hash(factory, token_id(0)).await.unwrap(), None);
    assert_eq!(l1.client.nft_uri(factory, token_id(0)).await.unwrap(), None);
    // Anybody may claim for the recipient.
    for serial in [0, 1] {
        l1.user.claim_nft(rollup, token_id(serial)).await.unwrap();
    }
    assert_eq!(l1.client.nft_owner(factory, token_id(0)).await.unwrap(), Some(friend));
    assert_eq!(l1.client.nft_owner(factory, token_id(1)).await.unwrap(), Some(user));
    assert_eq!(l1.client.nft_content_hash(factory, token_id(1)).await.unwrap(), Some(second));
    let uri = l1.client.nft_uri(factory, token_id(0)).await.unwrap().unwrap();
    assert!(uri.starts_with("ipfs://Qm") && uri.len() == 53, "{uri}");

    assert_eq!(l1.client.pending_nft(rollup, token_id(0)).await.unwrap(), None);
    let error = l1.user.claim_nft(rollup, token_id(0)).await.unwrap_err();
    let expected =
        ContractError { name: "NFTNotPending".into(), arguments: vec![("tokenId".into(), token_id(0).to_string())] };
    assert!(matches!(&error, L1Error::Reverted { error, .. } if *error == expected), "{error}");
}
