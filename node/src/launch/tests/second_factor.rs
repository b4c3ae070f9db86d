//! Accounts that ask for an Ethereum signature.

use super::{config, directory, fund, users, users_active, Running};
use crate::cli::bench::users::User;
use zelkova_console::unix_time;
use zelkova_primitives::{keccak256, Felt};
use zelkova_rpc::{types::SecondFactorRequest, ErrorCode};
use zelkova_runtime::{L1Message, L1Signature, Scheme, SecondFactorSetting, TokenTable, Transaction, Transfer};

/// Signs with the L1 key of the user with this index.
pub(super) fn sign(index: u32, message: &impl L1Message, scheme: Scheme) -> L1Signature {
    let secret = keccak256(format!("zelkova bench L1 {index}").as_bytes());
    L1Signature::sign(&secret, message, scheme).expect("a key")
}

pub(super) async fn message(running: &Running, transaction: &Transaction, tag: Felt) -> impl L1Message {
    let tokens = running.client.tokens().await.expect("answers");
    let names = TokenTable::new(tokens.into_iter().map(|token| (token.id, token.symbol, token.decimals)));
    transaction.l1_message(&names, tag)
}

pub(super) fn request(user: &User, index: u32, enabled: bool, timestamp: u64, chain_tag: Felt) -> SecondFactorRequest {
    let account = user.account();
    let setting = SecondFactorSetting { account, enabled, timestamp, chain_tag };
    SecondFactorRequest { account, enabled, timestamp, signature: sign(index, &setting, Scheme::Eip712) }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_asks_for_it_needs_both_keys_even_after_a_restart() {
    let (directory, users) = (directory(), users(2));
    let config = config(directory.path());
    let tag = fund(&config, &users);
    let running = Running::start(&config).await;
    users_active(&running, &users, tag).await;
    let fee = running.fee(&Transfer::FEE).await;
    let now = unix_time();

    let by_another = request(&users[0], 1, true, now, tag);
    let error = running.client.set_second_factor(by_another).await.expect_err("refused");
    assert_eq!(error.code(), Some(ErrorCode::InvalidEthSignature), "{error}");
    let on = request(&users[0], 0, true, now, tag);
    assert!(running.client.set_second_factor(on).await.expect("is set").enabled);
    let error = running.client.set_second_factor(on).await.expect_err("refused");
    assert_eq!(error.code(), Some(ErrorCode::InvalidTimestamp), "{error}");
    running.stop().await;

    let running = Running::start(&config).await;
    let transfer = users[0].transfer(&users[1], 1, fee, tag).expect("signs");
    let text = message(&running, &transfer, tag).await;
    let error = running.client.submit_transaction(transfer.clone()).await.expect_err("refused");
    assert_eq!(error.code(), Some(ErrorCode::SecondFactorRequired), "{error}");
    let other = message(&running, &users[0].transfer(&users[1], 2, fee, tag).expect("signs"), tag).await;
    for wrong in [sign(1, &text, Scheme::Eip191), sign(0, &other, Scheme::Eip191)] {
        let error = running.client.submit_confirmed(transfer.clone(), Some(wrong)).await.expect_err("refused");
        assert_eq!(error.code(), Some(ErrorCode::InvalidEthSignature), "{error}");
    }
    for (nonce, scheme) in [(1, Scheme::Eip191), (2, Scheme::Eip712)] {
        let transfer = users[0].transfer(&users[1], nonce, fee, tag).expect("signs");
        let signature = sign(0, &message(&running, &transfer, tag).await, scheme);
        let hash = running.client.submit_confirmed(transfer, Some(signature)).await.expect("accepted");
        assert_eq!(running.outcome(hash).await.reason, None);
    }

    // The other user has not asked for it, but a signature that is given must be right.
    let off = request(&users[1], 1, false, now, tag);
    assert!(!running.client.set_second_factor(off).await.expect("is set").enabled);
    let transfer = users[1].transfer(&users[0], 1, fee, tag).expect("signs");
    let wrong = sign(0, &message(&running, &transfer, tag).await, Scheme::Eip191);
    let error = running.client.submit_confirmed(transfer.clone(), Some(wrong)).await.expect_err("refused");
    assert_eq!(error.code(), Some(ErrorCode::InvalidEthSignature), "{error}");
    let hash = running.client.submit_transaction(transfer).await.expect("accepted");
    assert_eq!(running.outcome(hash).await.reason, None);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_change_needs_no_second_signature() {
    let (directory, users) = (directory(), users(1));
    let config = config(directory.path());
    let tag = fund(&config, &users);
    let running = Running::start(&config).await;
    running.wait_for_account(&users[0]).await;
    let account = users[0].account();
    assert!(!running.client.second_factor(account).await.expect("answers").enabled);
    let on = request(&users[0], 0, true, unix_time(), tag);
    running.client.set_second_factor(on).await.expect("is set");
    assert!(running.client.second_factor(account).await.expect("answers").enabled);
    users_active(&running, &users, tag).await;
    running.stop().await;
}
