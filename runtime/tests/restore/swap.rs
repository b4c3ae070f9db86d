use super::*;

fn swap(nonces_used: [u8; 2], recipients: [AccountId; 2], submitter: AccountId) -> Vec<u8> {
    let first = [&id(ALICE)[..], &id(recipients[1]), &token(ETH), &packed(100), &nonces_used[..1]].concat();
    let second = [&id(BOB)[..], &id(recipients[0]), &token(DAI), &packed(300), &nonces_used[1..]].concat();
    [slot(&[&[11], &first]), slot(&[&second]), slot(&[&id(submitter), &token(ETH), &fee(7)])].concat()
}

fn nonces(state: &Restored) -> [u32; 3] {
    [ALICE, BOB, CAROL].map(|id| fields(state, id).nonce)
}

#[test]
fn each_side_gives_and_the_submitter_pays() {
    let mut state = setup();
    state.apply_block(&change_pub_key(CAROL, 13u8.into(), 0, 0), FEE_ACCOUNT).unwrap();
    state.apply_block(&swap([1, 0], [ALICE, BOB], CAROL), FEE_ACCOUNT).unwrap();
    assert_eq!(balances(&state, ALICE), [900, 1_300]);
    assert_eq!(balances(&state, BOB), [1_100, 700]);
    assert_eq!([CAROL, FEE_ACCOUNT].map(|id| balances(&state, id)[0]), [993, 7]);
    assert_eq!(nonces(&state), [2, 1, 2]);
}

#[test]
fn a_maker_may_submit_and_others_may_receive() {
    let mut state = setup();
    state.apply_block(&swap([0, 1], [CAROL, FEE_ACCOUNT], ALICE), FEE_ACCOUNT).unwrap();
    assert_eq!(balances(&state, ALICE), [893, 1_000]);
    assert_eq!(balances(&state, BOB), [1_000, 700]);
    assert_eq!(balances(&state, CAROL), [1_000, 1_300]);
    assert_eq!(balances(&state, FEE_ACCOUNT), [107, 0]);
    assert_eq!(nonces(&state), [2, 2, 0]);
}

#[test]
fn swaps_that_do_not_fit_are_refused() {
    let mut state = setup();
    let recipients = [ALICE, BOB];
    assert_eq!(refused(&mut state, &swap([0, 2], recipients, BOB)), PubdataError::OutOfRange("nonce_used"));
    assert_eq!(refused(&mut state, &swap([0, 0], recipients, CAROL)), PubdataError::AccountLocked(CAROL));
    assert_eq!(refused(&mut state, &swap([0, 0], [NOBODY, BOB], BOB)), PubdataError::AccountNotFound(NOBODY));
    let mut padded = swap([0, 0], recipients, BOB);
    padded[35] = 1;
    assert_eq!(refused(&mut state, &padded), PubdataError::Padding);
}
