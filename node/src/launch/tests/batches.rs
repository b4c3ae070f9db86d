//! Batches through a real node: one pays for all, all fail together, none is lost.

use super::{config, directory, fund, second_factor, users, users_active, Running};
use crate::cli::bench::users::User;
use zelkova_console::unix_time;
use zelkova_primitives::{keccak256, Felt, L1Address, PackedFee, PrivateKey, TokenId, TxHash};
use zelkova_rpc::{
    types::{BatchFeeItem, BatchMember, Stage, SubmittedBatch},
    ErrorCode,
};
use zelkova_runtime::{batch_hash, ForcedExit, Scheme, Signed, Transaction, Transfer, Withdraw};

/// The fee of two transfers.
async fn double_fee(running: &Running) -> u128 {
    let items = vec![BatchFeeItem { kind: (&Transfer::FEE).into(), recipient: None }; 2];
    running.client.estimate_batch_fee(items, TokenId(0)).await.expect("a fee").total_fee.0
}

fn packable(fee: u128) -> u128 {
    PackedFee::closest_packable_up(fee).expect("a fee")
}

/// A transfer each way between two users; the second one pays for both.
fn both_ways(users: &[User], nonces: [u32; 2], fee: u128, tag: Felt) -> Vec<BatchMember> {
    let first = users[0].transfer(&users[1], nonces[0], 0, tag).expect("signs");
    let second = users[1].transfer(&users[0], nonces[1], fee, tag).expect("signs");
    vec![first.into(), second.into()]
}

/// Something that the user of this index may sign but nobody can execute: the exit of an account with a key.
fn impossible(index: u32, user: &User, target: L1Address, nonce: u32, fee: u128, tag: Felt) -> Transaction {
    let body = ForcedExit {
        account: user.account(),
        target,
        token: TokenId(0),
        fee,
        nonce,
        valid_from: 0,
        valid_until: u64::MAX,
    };
    let key = PrivateKey::from_seed(&keccak256(format!("zelkova bench L2 {index}").as_bytes()));
    Signed::sign(body, &key, tag).expect("signs").into()
}

async fn stages(running: &Running, batch: &SubmittedBatch) -> Vec<Stage> {
    let status = running.client.batch_status(batch.hash).await.expect("answers").expect("is known");
    assert_eq!(status.transactions.iter().map(|status| status.hash).collect::<Vec<_>>(), batch.transactions);
    status.transactions.into_iter().map(|status| status.stage).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_whole_over_a_restart() {
    let (directory, users) = (directory(), users(2));
    let config = config(directory.path());
    let tag = fund(&config, &users);
    let running = Running::start(&config).await;
    users_active(&running, &users, tag).await;
    let fee = double_fee(&running).await;

    let cheap = both_ways(&users, [1, 1], PackedFee::closest_packable_down(fee - 1), tag);
    let error = running.client.submit_batch(cheap).await.expect_err("refused");
    assert_eq!(error.code(), Some(ErrorCode::FeeTooLow), "{error}");
    let alone = both_ways(&users, [1, 1], fee, tag).remove(0).transaction;
    let error = running.client.submit_transaction(alone).await.expect_err("refused");
    assert_eq!(error.code(), Some(ErrorCode::FeeTooLow), "{error}");

    // The first user's nonce 1 is missing, so that both members wait.
    let batch = running.client.submit_batch(both_ways(&users, [2, 1], fee, tag)).await.expect("accepted");
    assert_eq!(batch.hash, batch_hash(&batch.transactions));
    let again = running.client.submit_batch(both_ways(&users, [2, 1], fee, tag)).await.expect_err("refused");
    assert_eq!(again.code(), Some(ErrorCode::AlreadyKnown), "{again}");
    running.stop().await;

    let running = Running::start(&config).await;
    assert_eq!(stages(&running, &batch).await, [Stage::Accepted; 2]);
    let before = running.client.account(users[1].account()).await.expect("answers").expect("exists");
    let other = both_ways(&users, [3, 1], packable(2 * running.fee(&Withdraw::FEE).await), tag);
    let other = running.client.submit_batch(other).await.expect_err("refused");
    assert_eq!(other.code(), Some(ErrorCode::BatchConflict), "{other}");
    assert_eq!(before.committed.expect("a state").nonce, 1);
    let missing = users[0].transfer(&users[1], 1, running.fee(&Transfer::FEE).await, tag).expect("signs");
    running.client.submit_transaction(missing).await.expect("accepted");
    let mut places = Vec::new();
    for hash in &batch.transactions {
        let status = running.outcome(*hash).await;
        assert_eq!(status.reason, None);
        places.push((status.block.expect("a block"), status.index.expect("an index")));
    }
    assert_eq!(places[1], (places[0].0, places[0].1 + 1));
    assert!(stages(&running, &batch).await.iter().all(|stage| *stage >= Stage::Executed));
    assert_eq!(running.client.batch_status(TxHash([9; 32])).await.expect("answers"), None);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_that_fails_takes_the_others_with_it() {
    let (directory, users) = (directory(), users(2));
    let config = config(directory.path());
    let tag = fund(&config, &users);
    let running = Running::start(&config).await;
    users_active(&running, &users, tag).await;
    let fee = packable(2 * running.fee(&ForcedExit::FEE).await);
    let before = running.client.account(users[0].account()).await.expect("answers").expect("exists");

    let transfer = users[0].transfer(&users[1], 1, 0, tag).expect("signs");
    let target = before.address;
    let members = vec![transfer.into(), impossible(1, &users[1], target, 1, fee, tag).into()];
    let batch = running.client.submit_batch(members).await.expect("accepted");
    for hash in &batch.transactions {
        let status = running.outcome(*hash).await;
        let reason = status.reason.expect("a reason");
        assert_eq!((status.stage, reason.code.as_str()), (Stage::Rejected, "targetHasKey"));
        assert!(reason.message.starts_with("transaction 2 of the batch's 2 failed: "), "{reason:?}");
    }
    let after = running.client.account(users[0].account()).await.expect("answers").expect("exists");
    assert_eq!(after.committed, before.committed);
    // The nonces are free again, for other transactions: what was rejected stays so.
    let again = running.client.submit_batch(both_ways(&users, [1, 1], fee, tag)).await.expect_err("refused");
    assert_eq!(again.code(), Some(ErrorCode::AlreadyKnown), "{again}");
    let fee = running.fee(&Transfer::FEE).await;
    let members = [(0, 1), (1, 0)].map(|(from, to): (usize, usize)| {
        BatchMember::from(users[from].transfer(&users[to], 1, fee, tag).expect("signs"))
    });
    let batch = running.client.submit_batch(members.to_vec()).await.expect("accepted");
    for hash in &batch.transactions {
        assert_eq!(running.outcome(*hash).await.reason, None);
    }

    let many = (0..23).map(|nonce| users[0].transfer(&users[1], 2 + nonce, fee, tag).expect("signs").into()).collect();
    let error = running.client.submit_batch(many).await.expect_err("refused");
    assert_eq!(error.code(), Some(ErrorCode::BatchTooLarge), "{error}");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_member_needs_its_second_factor() {
    let (directory, users) = (directory(), users(2));
    let config = config(directory.path());
    let tag = fund(&config, &users);
    let running = Running::start(&config).await;
    users_active(&running, &users, tag).await;
    let on = second_factor::request(&users[1], 1, true, unix_time(), tag);
    assert!(running.client.set_second_factor(on).await.expect("is set").enabled);
    let mut members = both_ways(&users, [1, 1], double_fee(&running).await, tag);
    let error = running.client.submit_batch(members.clone()).await.expect_err("refused");
    assert_eq!(error.code(), Some(ErrorCode::SecondFactorRequired), "{error}");
    assert!(error.to_string().contains("transaction 2 of the batch: account 2"), "{error}");
    let text = second_factor::message(&running, &members[1].transaction, tag).await;
    members[1].eth_signature = Some(second_factor::sign(0, &text, Scheme::Eip191));
    let error = running.client.submit_batch(members.clone()).await.expect_err("refused");
    assert_eq!(error.code(), Some(ErrorCode::InvalidEthSignature), "{error}");
    members[1].eth_signature = Some(second_factor::sign(1, &text, Scheme::Eip191));
    let batch = running.client.submit_batch(members).await.expect("accepted");
    for hash in &batch.transactions {
        assert_eq!(running.outcome(*hash).await.reason, None);
    }
    running.stop().await;
}
