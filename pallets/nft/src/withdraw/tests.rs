//! The native rule of WithdrawNft.

use zelkova_operation::{Ledger, Operation, SignedBody};
use zelkova_primitives::StorageKey;

use super::WithdrawNft;
use crate::{mock::*, NftError};

fn withdraw() -> WithdrawNft {
    WithdrawNft {
        account: ALICE,
        to: NEWCOMER,
        nft: nft(),
        slot: 0,
        fee_token: DAI,
        fee: 7,
        nonce: 3,
        valid_from: 0,
        valid_until: u64::MAX,
    }
}

#[test]
fn the_nft_leaves_and_is_opened() {
    let mut ledger = ledger();
    let trace = Operation::execute(&signed(withdraw()), &context(), &mut ledger).unwrap();
    assert!(ledger.value(ALICE, StorageKey::nft(0)).is_zero());
    assert_eq!(trace.slots[0].signed_fields(), withdraw().signed_fields(chain_tag()).ok());
    let mut expected = vec![10, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0xe0];
    expected.extend(NEWCOMER.0);
    expected.resize(36, 0);
    expected.extend([0, 0, 0, 1, 0, 0, 0, 1]);
    expected.extend(CONTENT);
    expected.extend(ALICE_ADDRESS.0);
    expected.resize(108, 0);
    assert_eq!(trace.pubdata(), expected);
}

#[test]
fn another_nft_of_the_same_content_does_not_leave() {
    let mut tx = signed(withdraw());
    tx.body.nft.serial = 0;
    let mut ledger = ledger();
    let before = ledger.clone();
    let error = Operation::execute(&tx, &context(), &mut ledger).unwrap_err();
    assert_eq!((error, ledger), (NftError::NotThere { account: ALICE, slot: 0 }.into(), before));
}
