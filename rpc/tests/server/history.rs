//! The history of an account: pages, cursors, limits.

use crate::support::{hash_of, serve, transfer, TestChain, REJECTED_AT};
use serde_json::{json, to_value};
use zelkova_primitives::{AccountId, TxHash};
use zelkova_rpc::{types::*, Backend, Client, ErrorCode};

const ACCOUNT: AccountId = AccountId(1);

#[tokio::test]
async fn executed_and_rejected_transactions_have_pages_of_their_own() {
    let chain = TestChain::new();
    for nonce in 0..5 {
        chain.submit_transaction(transfer(nonce), None).await.unwrap();
    }
    let reason = Rejection { code: "insufficientBalance".into(), message: "too little: deposit more".into() };
    chain.advance(hash_of(&transfer(0)), Stage::Executed, None);
    for nonce in 1..4 {
        chain.advance(hash_of(&transfer(nonce)), Stage::Rejected, Some(reason.clone()));
    }
    let server = serve(&chain).await;
    for url in [server.http_url(), server.ws_url()] {
        let client = Client::connect(&url).await.unwrap();
        let executed = client.account_transactions(ACCOUNT, None, None).await.unwrap();
        assert_eq!(executed.next, None);
        let [HistoryEntry::Transaction(record)] = &executed.entries[..] else { panic!("{executed:?}") };
        assert_eq!((record.status.hash, record.status.stage), (hash_of(&transfer(0)), Stage::Executed));
        let place = OperationCursor { block: 1, index: 0 };
        let nothing = client.account_transactions(ACCOUNT, Some(place), None).await.unwrap();
        assert_eq!(nothing, AccountTransactions { entries: Vec::new(), next: None });

        let all = client.rejected_transactions(ACCOUNT, None, None).await.unwrap();
        assert_eq!((all.entries.len(), all.next), (3, None));
        assert!(all.entries.iter().all(|entry| entry.reason == reason && entry.rejected_at == REJECTED_AT));
        let first = client.rejected_transactions(ACCOUNT, None, Some(2)).await.unwrap();
        assert_eq!(first.entries, all.entries[..2]);
        let rest = client.rejected_transactions(ACCOUNT, first.next, Some(2)).await.unwrap();
        assert_eq!((&rest.entries[..], rest.next), (&all.entries[2..], None));
    }
}

#[tokio::test]
async fn a_page_holds_1_to_100_entries_of_an_account_that_exists() {
    let server = serve(&TestChain::new()).await;
    let client = Client::connect(&server.http_url()).await.unwrap();
    for limit in [0, 101] {
        let executed = client.account_transactions(ACCOUNT, None, Some(limit)).await.unwrap_err();
        let rejected = client.rejected_transactions(ACCOUNT, None, Some(limit)).await.unwrap_err();
        for error in [executed, rejected] {
            assert_eq!(error.code(), Some(ErrorCode::LimitTooLarge), "{error}");
            assert!(error.to_string().contains("`next`"), "{error}");
        }
    }
    for limit in [1, 100] {
        assert!(client.account_transactions(ACCOUNT, None, Some(limit)).await.unwrap().entries.is_empty());
        assert!(client.rejected_transactions(ACCOUNT, None, Some(limit)).await.unwrap().entries.is_empty());
    }
    let executed = client.account_transactions(AccountId(9), None, None).await.unwrap_err();
    let rejected = client.rejected_transactions(AccountId(9), None, None).await.unwrap_err();
    assert_eq!([executed.code(), rejected.code()], [Some(ErrorCode::AccountNotFound); 2]);
}

#[test]
fn an_entry_says_what_it_is() {
    let status = TransactionStatus {
        hash: TxHash([1; 32]),
        stage: Stage::Sealed,
        block: Some(1),
        index: Some(0),
        mini_block: Some(4),
        reason: None,
        l1: L1Transactions::default(),
    };
    let record = TransactionRecord { transaction: transfer(0), status };
    let operation = PriorityOperation {
        serial_id: 3,
        kind: PriorityKind::FullExitNft { account: ACCOUNT, owner: Default::default(), slot: 7 },
        stage: Stage::Sealed,
        block: Some(1),
        index: Some(1),
        l1_block: 3,
        l1_transaction: TxHash([9; 32]),
        expiration_block: 99,
        l1: L1Transactions::default(),
    };
    let entries = [HistoryEntry::Transaction(record), HistoryEntry::PriorityOperation { operation }];
    let json = to_value(&entries).unwrap();
    assert_eq!((&json[0]["type"], &json[0]["transaction"]["type"]), (&json!("transaction"), &json!("transfer")));
    assert_eq!((&json[1]["type"], &json[1]["operation"]["type"]), (&json!("priorityOperation"), &json!("fullExitNft")));
    assert_eq!(serde_json::from_value::<[HistoryEntry; 2]>(json).unwrap(), entries);
}
