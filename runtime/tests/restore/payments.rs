use super::*;

fn transfer(from: AccountId, to: AccountId, amount: u128, paid: u128) -> Vec<u8> {
    slot(&[&[5], &id(from), &id(to), &token(ETH), &packed(amount), &fee(paid)])
}

fn transfer_to_new(from: AccountId, to: AccountId, amount: u128, paid: u128) -> Vec<u8> {
    slot(&[&[2], &id(from), &token(ETH), &packed(amount), &address(to).0, &id(to), &fee(paid)])
}

fn withdraw(account: AccountId, amount: u128, paid: u128) -> Vec<u8> {
    slot(&[&[3], &id(account), &token(ETH), &amount.to_be_bytes(), &fee(paid), &[9; 20]])
}

fn forced_exit(initiator: AccountId, target: AccountId, amount: u128, paid: u128) -> Vec<u8> {
    let (initiator, amount) = (id(initiator), amount.to_be_bytes());
    slot(&[&[8], &initiator, &id(target), &token(ETH), &address(target).0, &[0; 5], &amount, &fee(paid)])
}

#[test]
fn transfers_move_amounts_and_fees_come_last() {
    let mut state = setup();
    let block = [transfer(ALICE, BOB, 100, 3), transfer_to_new(BOB, NOBODY, 50, 4), transfer(BOB, BOB, 10, 0)].concat();
    state.apply_block(&block, FEE_ACCOUNT).unwrap();
    assert_eq!([ALICE, BOB, NOBODY, FEE_ACCOUNT].map(|id| balances(&state, id)[0]), [897, 1_046, 50, 7]);
    assert_eq!([ALICE, BOB, NOBODY].map(|id| fields(&state, id).nonce), [2, 3, 0]);
    assert_eq!(fields(&state, NOBODY).address, address(NOBODY));

    // The fees of a block can be spent from the next one on.
    let mut state = setup();
    let key = |nonce| slot(&[&[7], &id(FEE_ACCOUNT), &[0; 31], &[5], &OPERATOR.0, &[0, 0, 0, nonce], &[0; 4]]);
    let early = [key(0), transfer(ALICE, BOB, 0, 3), transfer(FEE_ACCOUNT, BOB, 3, 0)].concat();
    let expected = PubdataError::InsufficientBalance { account: FEE_ACCOUNT, token: ETH, available: 0, required: 3 };
    assert_eq!(refused(&mut state, &early), expected);
    state.apply_block(&[key(0), transfer(ALICE, BOB, 0, 3)].concat(), FEE_ACCOUNT).unwrap();
    state.apply_block(&transfer(FEE_ACCOUNT, BOB, 3, 0), FEE_ACCOUNT).unwrap();
}

#[test]
fn transfers_that_do_not_fit_are_refused() {
    let mut state = setup();
    let short =
        |available, required| PubdataError::InsufficientBalance { account: ALICE, token: ETH, available, required };
    for (block, error) in [
        (transfer(ALICE, BOB, 1_000, 1), short(999, 1_000)),
        (transfer(ALICE, NOBODY, 1, 0), PubdataError::AccountNotFound(NOBODY)),
        (transfer(NOBODY, ALICE, 0, 0), PubdataError::AccountNotFound(NOBODY)),
        (transfer(CAROL, ALICE, 0, 0), PubdataError::AccountLocked(CAROL)),
        (transfer_to_new(ALICE, BOB, 1, 0), PubdataError::AccountExists(BOB)),
        (transfer(ALICE, AccountId(1 << 28), 1, 0), PubdataError::ReservedAccount(AccountId(1 << 28))),
    ] {
        assert_eq!(refused(&mut state, &block), error);
    }
}

#[test]
fn a_withdrawal_takes_amount_and_fee() {
    let mut state = setup();
    state.apply_block(&withdraw(ALICE, 900, 100), FEE_ACCOUNT).unwrap();
    assert_eq!((balances(&state, ALICE), fields(&state, ALICE).nonce), ([0, 1_000], 2));
    assert_eq!(balances(&state, FEE_ACCOUNT), [100, 0]);
    let to_nobody = slot(&[&[3], &id(BOB), &token(ETH), &1u128.to_be_bytes(), &fee(0), &[0; 20]]);
    assert_eq!(refused(&mut state, &to_nobody), PubdataError::OutOfRange("address"));
}

#[test]
fn a_forced_exit_takes_all_of_an_account_without_key() {
    let mut state = setup();
    for (block, error) in [
        (forced_exit(ALICE, CAROL, 999, 0), PubdataError::ExitAmount { account: CAROL, published: 999, due: 1_000 }),
        (forced_exit(ALICE, BOB, 1_000, 0), PubdataError::AccountHasKey(BOB)),
        (forced_exit(ALICE, NOBODY, 0, 0), PubdataError::AccountNotFound(NOBODY)),
    ] {
        assert_eq!(refused(&mut state, &block), error);
    }
    state.apply_block(&forced_exit(ALICE, CAROL, 1_000, 5), FEE_ACCOUNT).unwrap();
    assert_eq!([ALICE, CAROL, FEE_ACCOUNT].map(|id| balances(&state, id)[0]), [995, 0, 5]);
    assert_eq!([ALICE, CAROL].map(|id| fields(&state, id).nonce), [2, 0]);
}

#[test]
fn a_key_change_names_the_nonce() {
    let mut state = setup();
    assert_eq!(fields(&state, ALICE).key_hash, 11u8.into());
    let error = refused(&mut state, &change_pub_key(ALICE, 13u8.into(), 0, 0));
    assert_eq!(error, PubdataError::NonceMismatch { account: ALICE, expected: 1, given: 0 });
    let block = [change_pub_key(ALICE, 13u8.into(), 1, 2), change_pub_key(CAROL, 14u8.into(), 0, 0)].concat();
    state.apply_block(&block, FEE_ACCOUNT).unwrap();
    assert_eq!([ALICE, CAROL].map(|id| fields(&state, id).key_hash), [13u8.into(), 14u8.into()]);
    assert_eq!((balances(&state, ALICE)[0], fields(&state, ALICE).nonce), (998, 2));

    let no_key = change_pub_key(ALICE, Felt::ZERO, 2, 0);
    assert_eq!(refused(&mut state, &no_key), PubdataError::OutOfRange("key_hash"));
    let mut above_p = change_pub_key(ALICE, 1u8.into(), 2, 0);
    above_p[5..37].fill(0xff);
    assert_eq!(refused(&mut state, &above_p), PubdataError::OutOfRange("key_hash"));
}
