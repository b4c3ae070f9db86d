use super::*;

fn full_exit(account: AccountId, owner: L1Address, amount: u128) -> Vec<u8> {
    slot(&[&[6], &id(account), &owner.0, &token(ETH), &amount.to_be_bytes()])
}

#[test]
fn deposits_open_accounts_wherever_the_block_says() {
    let mut state = setup();
    let far = AccountId(1_000_000);
    let block = [deposit(far, DAI, 5, address(NOBODY)), deposit(far, DAI, 6, address(NOBODY))].concat();
    state.apply_block(&block, FEE_ACCOUNT).unwrap();
    assert_eq!(balances(&state, far), [0, 11]);
    // The circuit lets an address own two accounts, so this does too.
    state.apply_block(&deposit(NOBODY, ETH, 1, address(NOBODY)), FEE_ACCOUNT).unwrap();
    assert_eq!(fields(&state, NOBODY).address, address(NOBODY));

    let error = refused(&mut state, &deposit(ALICE, ETH, 1, address(BOB)));
    assert_eq!(error, PubdataError::AddressMismatch { account: ALICE, owner: address(ALICE), given: address(BOB) });
    let error = refused(&mut state, &deposit(ALICE, ETH, u128::MAX, address(ALICE)));
    assert_eq!(error, PubdataError::Overflow(ETH));
    let error = refused(&mut state, &deposit(AccountId(9), ETH, 1, L1Address::ZERO));
    assert_eq!(error, PubdataError::OutOfRange("address"));
}

#[test]
fn a_full_exit_takes_what_is_due() {
    let mut state = setup();
    for (block, due) in [
        (full_exit(ALICE, address(ALICE), 999), 1_000),
        (full_exit(ALICE, address(BOB), 1_000), 0),
        (full_exit(NOBODY, address(BOB), 1), 0),
    ] {
        let error = refused(&mut state, &block);
        assert!(matches!(error, PubdataError::ExitAmount { due: found, .. } if found == due), "{error}");
    }
    let root = state.root();
    let nothing = [full_exit(ALICE, address(BOB), 0), full_exit(NOBODY, address(BOB), 0)].concat();
    assert_eq!(state.apply_block(&nothing, FEE_ACCOUNT).unwrap(), root);
    state.apply_block(&full_exit(CAROL, address(CAROL), 1_000), FEE_ACCOUNT).unwrap();
    assert_eq!((balances(&state, CAROL), fields(&state, CAROL).nonce), ([0, 1_000], 0));
}
