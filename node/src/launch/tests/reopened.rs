//! Blocks that are opened again in a real node: what they held is executed anew, and what has become impossible is said.

use super::{config, directory, fund, users, users_active, Running, DATABASE_DIRECTORY};
use crate::{db::Database, service::chain::reopened};
use std::time::Duration;
use zelkova_console::unix_time;
use zelkova_primitives::{keccak256, PackedFee, PrivateKey, TokenId, TxHash};
use zelkova_rpc::types::{BatchMember, Stage, TransactionStatus};
use zelkova_runtime::{Signed, Transfer};

/// The status once a transaction is past `stage`.
async fn past(running: &Running, hash: TxHash, stage: Stage) -> TransactionStatus {
    let mut changes = running.client.subscribe_blocks(None).await.expect("subscribes");
    let wait = async {
        loop {
            let status = running.client.transaction_status(hash).await.expect("answers").expect("is known");
            if status.stage > stage {
                return status;
            }
            // A sealed block, or the next look.
            let _ = tokio::time::timeout(Duration::from_millis(50), changes.next()).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), wait).await.expect("gets there in time")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_blocks_held_is_executed_anew_and_what_is_over_is_reverted() {
    let (directory, users) = (directory(), users(2));
    let config = config(directory.path());
    let tag = fund(&config, &users);
    let running = Running::start(&config).await;
    users_active(&running, &users, tag).await;
    let fee = running.fee(&Transfer::FEE).await;
    let submit = |transaction| running.client.submit_transaction(transaction);
    let first = submit(users[0].transfer(&users[1], 1, fee, tag).expect("signs")).await.expect("accepted");
    assert!(past(&running, first, Stage::Executed).await.reason.is_none());
    let for_both = PackedFee::closest_packable_up(2 * fee).expect("a fee");
    let members = [users[0].transfer(&users[1], 2, 0, tag), users[1].transfer(&users[0], 1, for_both, tag)];
    let members = members.map(|member| BatchMember::from(member.expect("signs")));
    let batch = running.client.submit_batch(members.into()).await.expect("accepted");
    running.outcome(batch.transactions[1]).await;
    // Good for a few seconds only, and one that builds on it.
    let valid_until = unix_time() + 3;
    let body = Transfer {
        account: users[1].account(),
        to: zelkova_runtime::address_of(&keccak256(b"nobody")).expect("a key"),
        token: TokenId(0),
        amount: 1_000,
        fee: running.fee(&Transfer::FEE_TO_NEW).await,
        nonce: 2,
        valid_from: 0,
        valid_until,
    };
    let key = PrivateKey::from_seed(&keccak256(b"zelkova bench L2 1"));
    let short = submit(Signed::sign(body, &key, tag).expect("signs").into()).await.expect("accepted");
    let status = past(&running, short, Stage::Executed).await;
    assert!(status.reason.is_none(), "{status:?}");
    let late = submit(users[1].transfer(&users[0], 3, fee, tag).expect("signs")).await.expect("accepted");
    running.outcome(late).await;
    // Waits for nonce 4, and is still there afterwards.
    let waiting = submit(users[0].transfer(&users[1], 4, fee, tag).expect("signs")).await.expect("accepted");
    let before = running.client.account(users[0].account()).await.expect("answers").expect("exists");
    running.stop().await;

    let db = Database::open(&directory.path().join(DATABASE_DIRECTORY)).expect("opens");
    let mut request = db.batch();
    reopened::request(&mut request, 1);
    db.commit(request).expect("commits");
    drop(db);
    while unix_time() <= valid_until {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }

    let running = Running::start(&config).await;
    for hash in [first, batch.transactions[0], batch.transactions[1]] {
        let status = past(&running, hash, Stage::Executed).await;
        assert!(status.stage == Stage::Sealed && status.reason.is_none(), "{status:?}");
    }
    for (hash, code) in [(short, "outsideValidity"), (late, "nonceMismatch")] {
        let status = past(&running, hash, Stage::Finalized).await;
        let reason = status.reason.expect("a reason");
        assert_eq!((status.stage, reason.code.as_str()), (Stage::Reverted, code), "{reason:?}");
    }
    let status = running.client.transaction_status(waiting).await.expect("answers").expect("is known");
    assert_eq!(status.stage, Stage::Accepted);
    let missing = users[0].transfer(&users[1], 3, fee, tag).expect("signs");
    let missing = running.client.submit_transaction(missing).await.expect("transactions are taken again");
    for hash in [missing, waiting] {
        assert!(running.outcome(hash).await.reason.is_none());
    }
    let after = running.client.account(users[0].account()).await.expect("answers").expect("exists");
    assert_eq!(after.id, before.id);
    assert_eq!(after.committed.expect("a state").nonce, before.committed.expect("a state").nonce + 2);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_waits_until_its_block_has_its_time() {
    let (directory, users) = (directory(), users(2));
    let mut config = config(directory.path());
    // Only a full block is sealed, so that the pending one keeps its time.
    config.spec.genesis.parameters.sealing.max_mini_blocks = u32::MAX;
    let tag = fund(&config, &users);
    let running = Running::start(&config).await;
    // No sealed block tells that the accounts are there.
    while running.client.account(users[1].account()).await.expect("answers").is_none() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    users_active(&running, &users, tag).await;
    let fee = running.fee(&Transfer::FEE).await;
    let valid_from = unix_time() + 1;
    while unix_time() < valid_from {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let body = Transfer {
        account: users[0].account(),
        to: running.client.account(users[1].account()).await.expect("answers").expect("exists").address,
        token: TokenId(0),
        amount: 1_000,
        fee,
        nonce: 1,
        valid_from,
        valid_until: u64::MAX,
    };
    let key = PrivateKey::from_seed(&keccak256(b"zelkova bench L2 0"));
    let later = Signed::sign(body, &key, tag).expect("signs").into();
    let later = running.client.submit_transaction(later).await.expect("accepted");
    let mut waited = 0;
    for nonce in 1..=8 {
        let other = users[1].transfer(&users[0], nonce, fee, tag).expect("signs");
        let other = running.client.submit_transaction(other).await.expect("accepted");
        running.outcome(other).await;
        let status = running.client.transaction_status(later).await.expect("answers").expect("is known");
        assert_ne!(status.stage, Stage::Rejected, "{:?}", status.reason);
        if status.stage == Stage::Accepted {
            waited = nonce;
        }
    }
    assert!(waited > 0, "the pending block had its time already");
    assert!(running.outcome(later).await.reason.is_none());
    running.stop().await;
}
