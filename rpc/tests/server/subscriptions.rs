//! Subscriptions lose nothing, repeat nothing and end.

use crate::support::{serve, transfer, TestChain};
use zelkova_primitives::TxHash;
use zelkova_rpc::{types::*, Client, ClientError, ErrorCode};

/// The stages that a subscription reports up to the last.
async fn stages(mut subscription: jsonrpsee::core::client::Subscription<TransactionStatus>) -> Vec<TransactionStatus> {
    let mut seen = Vec::new();
    while !seen.last().is_some_and(|status: &TransactionStatus| status.stage.is_last()) {
        seen.push(subscription.next().await.unwrap().unwrap());
    }
    seen
}

#[tokio::test]
async fn a_transaction_is_reported_at_each_stage_until_the_last() {
    let chain = TestChain::new();
    let server = serve(&chain).await;
    let client = Client::connect(&server.ws_url()).await.unwrap();
    let hash = client.submit_transaction(transfer(0)).await.unwrap();
    let mut subscription = client.subscribe_transaction(hash).await.unwrap();
    let accepted = subscription.next().await.unwrap().unwrap();
    assert_eq!((accepted.stage, accepted.block), (Stage::Accepted, None));
    // Changes that concern others are not reported.
    chain.seal(1);
    // Several stages in one step are reported one by one.
    chain.advance(hash, Stage::Committed, None);
    for stage in [Stage::Executed, Stage::Sealed, Stage::Committed] {
        let status = subscription.next().await.unwrap().unwrap();
        assert_eq!((status.stage, status.block), (stage, Some(1)));
        assert_eq!(status.l1.commit.is_some(), stage == Stage::Committed);
    }
    chain.advance(hash, Stage::Finalized, None);
    let rest: Vec<_> = stages(subscription).await.into_iter().map(|status| status.stage).collect();
    assert_eq!(rest, [Stage::Proven, Stage::Finalized]);

    // Whoever comes late gets the whole story.
    let all = stages(client.subscribe_transaction(hash).await.unwrap()).await;
    assert_eq!(all.into_iter().map(|status| status.stage).collect::<Vec<_>>(), Stage::PATH);
}

#[tokio::test]
async fn a_rejection_ends_with_its_reason() {
    let chain = TestChain::new();
    let server = serve(&chain).await;
    let client = Client::connect(&server.ws_url()).await.unwrap();
    let hash = client.submit_transaction(transfer(0)).await.unwrap();
    let subscription = client.subscribe_transaction(hash).await.unwrap();
    let reason = Rejection { code: "insufficientBalance".into(), message: "too little: deposit more".into() };
    chain.advance(hash, Stage::Rejected, Some(reason.clone()));
    let seen = stages(subscription).await;
    assert_eq!(seen.iter().map(|status| status.stage).collect::<Vec<_>>(), [Stage::Accepted, Stage::Rejected]);
    assert_eq!(seen[0].reason, None);
    assert_eq!(seen[1].reason, Some(reason));

    let wait = client.wait_for_transaction(hash, Stage::Executed, std::time::Duration::from_secs(5), |_| {}).await;
    let Err(ClientError::Rejected { reason, .. }) = wait else { panic!("{wait:?}") };
    assert_eq!(reason, "too little: deposit more");
}

#[tokio::test]
async fn blocks_come_in_order_and_none_is_left_out() {
    let chain = TestChain::new();
    chain.seal(2);
    let server = serve(&chain).await;
    let client = Client::connect(&server.ws_url()).await.unwrap();
    let mut sealed = client.subscribe_blocks(None).await.unwrap();
    let mut committed = client.subscribe_blocks(Some(Stage::Committed)).await.unwrap();
    chain.seal(1);
    chain.seal(3);
    for number in 3..=6 {
        assert_eq!(sealed.next().await.unwrap().unwrap().number, number);
    }
    chain.commit(4);
    for number in 1..=4 {
        assert_eq!(committed.next().await.unwrap().unwrap().number, number);
    }
    // A reader that goes away leaves the others alone.
    sealed.unsubscribe().await.unwrap();
    chain.commit(5);
    assert_eq!(committed.next().await.unwrap().unwrap().number, 5);
}

#[tokio::test]
async fn what_cannot_be_followed_is_refused() {
    let chain = TestChain::new();
    let server = serve(&chain).await;
    let client = Client::connect(&server.ws_url()).await.unwrap();
    let unknown = client.subscribe_transaction(TxHash([1; 32])).await.unwrap_err();
    assert_eq!(unknown.code(), Some(ErrorCode::TransactionNotFound));
    let stage = client.subscribe_blocks(Some(Stage::Accepted)).await.unwrap_err();
    assert_eq!(stage.code(), Some(ErrorCode::InvalidParameter));
    let http = Client::connect(&server.http_url()).await.unwrap();
    assert!(matches!(http.subscribe_blocks(None).await, Err(ClientError::NeedsWebSocket { .. })));
}

#[tokio::test]
async fn an_operation_is_followed_without_subscriptions_too() {
    let chain = TestChain::new();
    let server = serve(&chain).await;
    let client = Client::connect(&server.http_url()).await.unwrap();
    let patience = std::time::Duration::from_secs(30);
    let mut seen = Vec::new();
    let mut later = vec![Stage::Finalized, Stage::Sealed];
    chain.deposit(7, Stage::Accepted);
    let followed = client.wait_for_priority_operation(7, Stage::Finalized, patience, |operation| {
        seen.push(operation.stage);
        // Each look moves the operation on.
        chain.deposit(7, later.pop().unwrap_or(Stage::Finalized));
    });
    assert_eq!(followed.await.unwrap().stage, Stage::Finalized);
    assert_eq!(seen, [Stage::Accepted, Stage::Sealed, Stage::Finalized]);
    let none = client.wait_for_priority_operation(8, Stage::Accepted, std::time::Duration::ZERO, |_| {}).await;
    assert!(matches!(none, Err(ClientError::Timeout { .. })), "{none:?}");
}
