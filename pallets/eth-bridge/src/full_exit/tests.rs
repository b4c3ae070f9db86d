//! The native rule of FullExit.

use zelkova_operation::{is_reason, Operation, RuleError};
use zelkova_primitives::{AccountId, L1Address, RESERVED_ACCOUNTS_START};

use super::FullExit;
use crate::mock::*;

fn exit(account: AccountId, owner: L1Address) -> FullExit {
    FullExit { serial_id: 0, account, owner, token: ETH }
}

#[test]
fn the_owner_gets_the_whole_balance() {
    let mut ledger = ledger();
    let trace = exit(ALICE, ALICE_ADDRESS).execute(&context(), &mut ledger).unwrap();
    assert_eq!(balance(&ledger, ALICE), 0);
    let mut expected = vec![6, 0, 0, 0, 1];
    expected.extend(ALICE_ADDRESS.0);
    expected.extend([0, 0]);
    expected.extend(1_000u128.to_be_bytes());
    expected.resize(54, 0);
    assert_eq!(trace.pubdata(), expected);
    assert_eq!(trace.slots[0].args.amount, 1_000);
}

#[test]
fn anybody_else_gets_nothing_and_the_queue_goes_on() {
    for (account, owner) in [(ALICE, NEWCOMER), (AccountId(99), ALICE_ADDRESS)] {
        let mut ledger = ledger();
        let before = ledger.clone();
        let trace = exit(account, owner).execute(&context(), &mut ledger).unwrap();
        assert_eq!(ledger, before);
        assert_eq!(trace.slots[0].args.amount, 0);
        assert!(trace.slots[0].touches.iter().all(|touch| touch.is_identity()));
    }
}

#[test]
fn accounts_of_pallets_are_out_of_reach() {
    let error = exit(AccountId(RESERVED_ACCOUNTS_START), NEWCOMER).execute(&context(), &mut ledger()).unwrap_err();
    assert!(is_reason!(error, RuleError::ReservedAccount { .. }));
}
