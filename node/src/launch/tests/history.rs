//! The history of accounts: what was executed, what was rejected, in pages, over restarts.

use super::{config, directory, fund, users, users_active, Running};
use crate::{cli::bench::users::User, launch::NodeConfig};
use std::time::Duration;
use zelkova_primitives::{keccak256, AccountId, Felt, L1Address, Nonce, PackedFee, PrivateKey, TokenId, TxHash};
use zelkova_rpc::{
    types::{HistoryEntry, OperationCursor, RejectedTransaction, RejectionCursor, Stage},
    ErrorCode,
};
use zelkova_runtime::{ForcedExit, Signed, Transaction, Transfer};

/// What an entry is about; its status may go on while a test reads.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    Transaction(TxHash),
    Deposit(u64),
}

/// The executed operations of an account below `before`, in pages of so many, each with its place.
async fn executed(
    running: &Running,
    account: AccountId,
    mut before: Option<OperationCursor>,
    size: u32,
) -> Vec<(OperationCursor, Entry)> {
    let mut found = Vec::new();
    loop {
        let page = running.client.account_transactions(account, before, Some(size)).await.expect("answers");
        assert!(page.entries.len() <= size as usize);
        for entry in page.entries {
            let (block, index, entry) = match entry {
                HistoryEntry::Transaction(record) => {
                    let status = record.status;
                    (status.block, status.index, Entry::Transaction(status.hash))
                }
                HistoryEntry::PriorityOperation { operation } => {
                    (operation.block, operation.index, Entry::Deposit(operation.serial_id))
                }
            };
            let place = OperationCursor { block: block.expect("executed"), index: index.expect("executed") };
            found.push((place, entry));
        }
        match page.next {
            Some(next) => before = Some(next),
            None => return found,
        }
    }
}

/// The rejected transactions of an account, in pages of so many.
async fn rejected(running: &Running, account: AccountId, size: u32) -> Vec<RejectedTransaction> {
    let (mut found, mut before): (Vec<_>, Option<RejectionCursor>) = (Vec::new(), None);
    loop {
        let page = running.client.rejected_transactions(account, before, Some(size)).await.expect("answers");
        assert!(page.entries.len() <= size as usize);
        found.extend(page.entries);
        match page.next {
            Some(next) => before = Some(next),
            None => return found,
        }
    }
}

fn entries(found: &[(OperationCursor, Entry)]) -> Vec<Entry> {
    found.iter().map(|(_, entry)| entry.clone()).collect()
}

/// A forced exit of an account that does not exist: the mempool takes it, the chain rejects it.
fn hopeless(user: &User, index: u32, nonce: Nonce, fee: u128, chain_tag: Felt) -> Transaction {
    let key = PrivateKey::from_seed(&keccak256(format!("zelkova bench L2 {index}").as_bytes()));
    let body = ForcedExit {
        account: user.account(),
        target: L1Address([9; 20]),
        token: TokenId(0),
        fee,
        nonce,
        valid_from: 0,
        valid_until: u64::MAX,
    };
    Signed::sign(body, &key, chain_tag).expect("signs").into()
}

/// Has a transfer executed.
async fn pay(running: &Running, from: &User, to: &User, nonce: Nonce, fee: u128, tag: Felt) -> Entry {
    let transfer = from.transfer(to, nonce, fee, tag).expect("signs");
    let hash = running.client.submit_transaction(transfer).await.expect("accepted");
    assert_eq!(running.outcome(hash).await.reason, None);
    Entry::Transaction(hash)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_history_is_the_same_in_small_and_large_pages_and_after_a_restart() {
    let (directory, users) = (directory(), users(2));
    let config = config(directory.path());
    let tag = fund(&config, &users);
    let running = Running::start(&config).await;
    users_active(&running, &users, tag).await;
    let [alice, bob] = [&users[0], &users[1]];
    let fee = running.fee(&Transfer::FEE).await;
    let mut expected = Vec::new();
    for (from, to, nonce) in [(alice, bob, 1), (alice, bob, 2), (bob, alice, 1)] {
        expected.insert(0, pay(&running, from, to, nonce, fee, tag).await);
    }

    let (mut histories, mut deposits) = (Vec::new(), Vec::new());
    for user in &users {
        let all = executed(&running, user.account(), None, 100).await;
        assert!(all.windows(2).all(|pair| pair[0].0 > pair[1].0), "{all:?}");
        // Three transfers, the key, the deposit.
        assert_eq!((all.len(), &entries(&all)[..3]), (5, &expected[..]));
        assert_eq!(executed(&running, user.account(), None, 1).await, all);
        assert_eq!(executed(&running, user.account(), None, 2).await, all);
        deposits.extend(entries(&all).pop());
        histories.push(all);
    }
    assert_eq!(deposits, [Entry::Deposit(0), Entry::Deposit(1)]);

    // What comes while somebody reads is in none of the pages that follow.
    let first = running.client.account_transactions(bob.account(), None, Some(1)).await.expect("answers");
    let newest = pay(&running, bob, alice, 2, fee, tag).await;
    assert_eq!(executed(&running, bob.account(), first.next, 2).await, histories[1][1..]);
    running.stop().await;

    let running = Running::start(&config).await;
    for (user, old) in users.iter().zip(&histories) {
        let all = executed(&running, user.account(), None, 3).await;
        assert_eq!((&entries(&all)[0], &all[1..]), (&newest, &old[..]));
    }
    let error = running.client.account_transactions(AccountId(99), None, None).await.expect_err("refused");
    assert_eq!(error.code(), Some(ErrorCode::AccountNotFound), "{error}");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rejected_transactions_are_listed_until_they_are_pruned_and_may_come_again_then() {
    let (directory, users) = (directory(), users(2));
    let config = config(directory.path());
    let tag = fund(&config, &users);
    let running = Running::start(&config).await;
    users_active(&running, &users, tag).await;
    let alice = &users[0];
    let fee = running.fee(&Transfer::FEE).await;

    // Rejected by the chain, and replaced in the mempool while waiting behind a gap.
    let exit = hopeless(alice, 0, 1, running.fee(&ForcedExit::FEE).await, tag);
    let failed = running.client.submit_transaction(exit.clone()).await.expect("accepted");
    assert_eq!(running.outcome(failed).await.stage, Stage::Rejected);
    let cheap = alice.transfer(&users[1], 3, fee, tag).expect("signs");
    let replaced = running.client.submit_transaction(cheap.clone()).await.expect("accepted");
    let doubled = PackedFee::closest_packable_up(fee * 2).expect("packable");
    let dear = alice.transfer(&users[1], 3, doubled, tag).expect("signs");
    let waiting = running.client.submit_transaction(dear).await.expect("accepted");

    let all = rejected(&running, alice.account(), 100).await;
    assert_eq!(rejected(&running, alice.account(), 1).await, all);
    assert!(all.windows(2).all(|pair| pair[0].rejected_at >= pair[1].rejected_at), "{all:?}");
    let of = |hash: TxHash| all.iter().find(|entry| entry.hash == hash).expect("is listed");
    assert_eq!((all.len(), &of(failed).transaction, &of(replaced).transaction), (2, &exit, &cheap));
    assert_eq!(of(replaced).reason.code, "replaced");
    let status = running.client.transaction_status(failed).await.expect("answers").expect("is known");
    assert_eq!(status.reason.as_ref(), Some(&of(failed).reason));
    assert!(rejected(&running, users[1].account(), 100).await.is_empty());
    assert!(!entries(&executed(&running, alice.account(), None, 100).await).contains(&Entry::Transaction(failed)));
    running.stop().await;

    let running = Running::start(&config).await;
    assert_eq!(rejected(&running, alice.account(), 100).await, all);
    running.stop().await;

    // The pruner looks as soon as the node runs; everything is older than a second by then.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let forgetful = NodeConfig { rejected_retention: Some(Duration::ZERO), ..config };
    let running = Running::start(&forgetful).await;
    let gone = async {
        while !rejected(&running, alice.account(), 100).await.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), gone).await.expect("is pruned in time");
    for hash in [failed, replaced] {
        assert_eq!(running.client.transaction(hash).await.expect("answers"), None);
    }
    let status = running.client.transaction_status(waiting).await.expect("answers").expect("is known");
    assert_eq!(status.stage, Stage::Accepted);
    assert_eq!(running.client.submit_transaction(exit).await.expect("accepted again"), failed);
    assert_eq!(running.outcome(failed).await.stage, Stage::Rejected);
    let again = rejected(&running, alice.account(), 100).await;
    assert_eq!(again.iter().map(|entry| entry.hash).collect::<Vec<_>>(), [failed]);
    running.stop().await;
}
