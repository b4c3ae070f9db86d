//! Every method over both transports, and the errors that callers get.

use crate::support::{hash_of, serve, transfer, TestChain};
use serde_json::{json, Value};
use zelkova_primitives::{AccountId, Felt, L1Address, TokenId, TxHash};
use zelkova_rpc::{types::*, Client, ClientError, ErrorCode};
use zelkova_runtime::{L1Signature, Swap, Transfer, Withdraw};

#[tokio::test]
async fn both_transports_answer_every_method_on_one_port() {
    let chain = TestChain::new();
    chain.seal(3);
    chain.deposit(0, Stage::Accepted);
    let server = serve(&chain).await;
    for (nonce, url) in [server.http_url(), server.ws_url()].into_iter().enumerate() {
        let client = Client::connect(&url).await.unwrap();
        let transaction = transfer(nonce as u32);
        let hash = client.submit_transaction(transaction.clone()).await.unwrap();
        assert_eq!(hash, hash_of(&transaction));
        let record = client.transaction(hash).await.unwrap().unwrap();
        assert_eq!(record.transaction, transaction);
        assert_eq!(client.transaction_status(hash).await.unwrap().unwrap(), record.status);
        assert_eq!(client.transaction_status(TxHash([0; 32])).await.unwrap(), None);

        let by_id = client.account(AccountId(1)).await.unwrap().unwrap();
        assert_eq!(client.account(L1Address([1; 20])).await.unwrap().unwrap(), by_id);
        assert_eq!(by_id.committed.unwrap().balance(TokenId(0)), u128::MAX);
        assert_eq!(client.account(AccountId(9)).await.unwrap(), None);
        assert_eq!(client.tokens().await.unwrap()[0].symbol, "ETH");
        let fee = client.estimate_fee(&Transfer::FEE, TokenSelector::Symbol("ETH".into()), None).await.unwrap();
        assert_eq!((fee.total_fee, fee.gas_price), (Amount(3), Amount(7)));
        let recipient = Some(L1Address([7; 20]));
        let items = [&Transfer::FEE, &Swap::FEE].map(|kind| BatchFeeItem { kind: kind.into(), recipient });
        let batch = client.estimate_batch_fee(items.to_vec(), TokenId(0)).await.unwrap();
        assert_eq!(
            (batch.types, batch.total_fee),
            (vec![FeeName::from(&Transfer::FEE), FeeName::from(&Swap::FEE)], Amount(6))
        );
        let deposit = client.priority_operation(0).await.unwrap().unwrap();
        assert!(matches!(deposit.kind, PriorityKind::Deposit { amount: Amount(5), .. }));
        assert_eq!(client.priority_operation(1).await.unwrap(), None);
        let message = client.change_pub_key_message(AccountId(1), Felt::ONE, None).await.unwrap();
        assert_eq!((message.nonce, message.message.0.len()), (3, 72));

        assert_eq!(client.block(BlockTag::Number(2)).await.unwrap().unwrap().summary.number, 2);
        assert_eq!(client.block(BlockTag::Finalized).await.unwrap(), None);
        let blocks = client.blocks(BlockTag::Latest, 2).await.unwrap();
        assert_eq!(blocks.iter().map(|block| block.number).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(client.chain_status().await.unwrap().l2_chain_id, 270);
        assert_eq!(client.pipeline_status().await.unwrap().blocks.sealed, 3);
        assert!(client.methods().await.unwrap().contains(&"rollup_submitTransaction".to_string()));
        assert_eq!(client.discover().await.unwrap()["openrpc"], "1.3.2");
    }
    server.stop().await;
}

#[tokio::test]
async fn refusals_carry_code_cause_and_remedy() {
    let chain = TestChain::new();
    let server = serve(&chain).await;
    let client = Client::connect(&server.http_url()).await.unwrap();
    client.submit_transaction(transfer(0)).await.unwrap();
    let error = client.submit_transaction(transfer(0)).await.unwrap_err();
    assert_eq!(error.code(), Some(ErrorCode::AlreadyKnown));
    let ClientError::Refused { cause, remedy, .. } = error else { panic!("{error}") };
    assert!(cause.ends_with("is known already"), "{cause}");
    assert_eq!(remedy, "ask for its status");

    let fee = client.estimate_fee(&Withdraw::FEE, TokenId(7), None).await.unwrap_err();
    assert_eq!(fee.code(), Some(ErrorCode::UnknownToken));
    for count in [0, 101] {
        let items = vec![BatchFeeItem { kind: (&Transfer::FEE).into(), recipient: None }; count];
        let error = client.estimate_batch_fee(items, TokenId(0)).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::LimitTooLarge));
    }
    for limit in [0, 101] {
        let error = client.blocks(BlockTag::Latest, limit).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::LimitTooLarge));
    }
    let account = client.change_pub_key_message(AccountId(5), Felt::ONE, None).await.unwrap_err();
    assert_eq!(account.code(), Some(ErrorCode::AccountNotFound));
}

#[tokio::test]
async fn a_second_factor_is_set_read_and_asked_for() {
    let chain = TestChain::new();
    let server = serve(&chain).await;
    let client = Client::connect(&server.http_url()).await.unwrap();
    let account = AccountId(1);
    assert!(!client.second_factor(account).await.unwrap().enabled);
    let signature = L1Signature::Eip712 { signature: [27; 65] };
    let request = SecondFactorRequest { account, enabled: true, timestamp: 5, signature };
    let set = client.set_second_factor(request).await.unwrap();
    assert_eq!(set, SecondFactor { account, enabled: true, timestamp: Some(5) });
    assert_eq!(client.second_factor(L1Address([1; 20])).await.unwrap(), set);
    let unknown = client.second_factor(AccountId(9)).await.unwrap_err();
    assert_eq!(unknown.code(), Some(ErrorCode::AccountNotFound));

    let missing = client.submit_transaction(transfer(0)).await.unwrap_err();
    assert_eq!(missing.code(), Some(ErrorCode::SecondFactorRequired));
    assert_eq!(client.submit_confirmed(transfer(0), Some(signature)).await.unwrap(), hash_of(&transfer(0)));
}

#[tokio::test]
async fn a_batch_is_submitted_and_followed_by_its_hash() {
    let chain = TestChain::new();
    let server = serve(&chain).await;
    let client = Client::connect(&server.http_url()).await.unwrap();
    let batch = client.submit_batch(vec![transfer(0).into(), transfer(1).into()]).await.unwrap();
    assert_eq!(batch.transactions, [hash_of(&transfer(0)), hash_of(&transfer(1))]);
    let status = client.batch_status(batch.hash).await.unwrap().unwrap();
    let hashes: Vec<_> = status.transactions.iter().map(|status| status.hash).collect();
    assert_eq!(hashes, batch.transactions);
    assert_eq!(client.batch_status(hashes[0]).await.unwrap(), None);
    for count in [0, 101] {
        let error = client.submit_batch(vec![transfer(9).into(); count]).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::LimitTooLarge));
    }
}

/// One request as a foreign program would send it.
async fn post(address: std::net::SocketAddr, body: &str) -> (u16, Value) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // A server that refuses by the length closes the connection before it has read everything.
    let _ = stream.write_all(body.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    (status, serde_json::from_str(body).unwrap_or(Value::Null))
}

fn request(method: &str, params: Value) -> String {
    json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string()
}

#[tokio::test]
async fn malformed_requests_are_told_what_is_wrong() {
    let chain = TestChain::new();
    let server = serve(&chain).await;
    let mut amount = serde_json::to_value(transfer(0)).unwrap();
    amount["amount"] = json!("1.5");
    let mut key = serde_json::to_value(transfer(0)).unwrap();
    key["signature"]["publicKey"] = json!(format!("0x{}", "ff".repeat(32)));
    let cases = [
        ("{".to_string(), -32700, ""),
        (r#"{ "jsonrpc": "2.0", "id": 1 }"#.to_string(), -32600, ""),
        (request("rollup_nonsense", json!([])), -32601, "no method `rollup_nonsense`"),
        (request("rollup_block", json!(["newest"])), -32602, "`newest` is not a block"),
        (request("rollup_transaction", json!(["0x12"])), -32602, "rollup_transaction"),
        (request("rollup_blocks", json!(["latest"])), -32602, "rollup_blocks"),
        (request("rollup_estimateFee", json!(["mint", "ETH"])), -32602, "`mint` has no price: use "),
        (request("rollup_submitTransaction", json!([{ "type": "mint" }])), -32602, "unknown variant `mint`"),
        (request("rollup_submitTransaction", json!([amount])), -32602, "1.5"),
        (request("rollup_submitTransaction", json!([key])), -32602, "rollup_submitTransaction"),
    ];
    for (body, code, cause) in cases {
        let (_, answer) = post(server.local_addr, &body).await;
        assert_eq!(answer["error"]["code"], code, "{body}: {answer}");
        if !cause.is_empty() {
            let data = &answer["error"]["data"];
            assert!(data["cause"].as_str().unwrap_or_default().contains(cause), "{body}: {answer}");
            assert!(data["remedy"].as_str().unwrap_or_default().contains("rpc_discover"), "{body}: {answer}");
        }
    }
    // Nothing of it was stored, and the server goes on.
    let client = Client::connect(&server.http_url()).await.unwrap();
    assert_eq!(client.transaction_status(hash_of(&transfer(0))).await.unwrap(), None);
}

#[tokio::test]
async fn the_limits_hold() {
    let chain = TestChain::new();
    let server = crate::support::serve_with(&chain, |config| {
        config.max_request_bytes = 2_000;
        config.max_batch = 2;
        config.max_subscriptions_per_connection = 1;
    })
    .await;
    let long = request("rollup_transaction", json!(["0".repeat(4_000)]));
    let (status, answer) = post(server.local_addr, &long).await;
    assert!(status == 413 || answer["error"]["code"] == -32007, "{status} {answer}");
    let call: Value = serde_json::from_str(&request("rollup_tokens", json!([]))).unwrap();
    let (_, answer) = post(server.local_addr, &json!([call, call]).to_string()).await;
    assert_eq!(answer.as_array().map(Vec::len), Some(2));
    let (_, answer) = post(server.local_addr, &json!([call, call, call]).to_string()).await;
    assert_eq!(answer["error"]["code"], -32010, "{answer}");

    let client = Client::connect(&server.ws_url()).await.unwrap();
    let first = client.subscribe_blocks(None).await.unwrap();
    let second = client.subscribe_blocks(None).await.unwrap_err();
    assert!(matches!(second, ClientError::Refused { number: -32006, .. }), "{second}");
    first.unsubscribe().await.unwrap();
    client.subscribe_blocks(None).await.unwrap();
}
