//! The native rule of FullExitNft.

use zelkova_operation::{is_reason, Ledger, Operation, RuleError};
use zelkova_primitives::{AccountId, L1Address, Nft, StorageKey, RESERVED_ACCOUNTS_START};

use super::FullExitNft;
use crate::{mock::*, AREA};

const SLOT: u16 = 300;

fn exit(account: AccountId, owner: L1Address, slot: u16) -> FullExitNft {
    FullExitNft { serial_id: 0, account, owner, slot }
}

fn with_nft() -> (zelkova_operation::MemoryLedger, Nft) {
    let mut ledger = ledger();
    let nft = Nft { creator: ALICE, serial: 9, content: [0xff; 32] };
    ledger.set_record(AREA, nft.value(), nft.to_bytes().to_vec());
    ledger.set_value(ALICE, StorageKey::nft(SLOT), nft.value());
    (ledger, nft)
}

#[test]
fn the_owner_gets_the_nft() {
    let (mut ledger, nft) = with_nft();
    let trace = exit(ALICE, ALICE_ADDRESS, SLOT).execute(&context(), &mut ledger).unwrap();
    assert!(ledger.value(ALICE, StorageKey::nft(SLOT)).is_zero());
    let mut expected = vec![12, 0, 0, 0, 1];
    expected.extend(ALICE_ADDRESS.0);
    expected.extend(SLOT.to_be_bytes());
    expected.resize(36, 0);
    expected.extend(nft.to_bytes());
    expected.extend(ALICE_ADDRESS.0);
    expected.resize(108, 0);
    assert_eq!(trace.pubdata(), expected);
}

#[test]
fn anybody_else_and_an_empty_slot_give_nothing_and_the_queue_goes_on() {
    let cases = [(ALICE, NEWCOMER, SLOT), (ALICE, ALICE_ADDRESS, SLOT + 1), (AccountId(99), ALICE_ADDRESS, SLOT)];
    for (account, owner, slot) in cases {
        let (mut ledger, _) = with_nft();
        let before = ledger.clone();
        let trace = exit(account, owner, slot).execute(&context(), &mut ledger).unwrap();
        assert_eq!(ledger, before);
        assert!(trace.pubdata()[36..].iter().all(|byte| *byte == 0));
    }
}

#[test]
fn accounts_of_pallets_are_out_of_reach() {
    let account = AccountId(RESERVED_ACCOUNTS_START);
    let error = exit(account, NEWCOMER, 0).execute(&context(), &mut ledger()).unwrap_err();
    assert!(is_reason!(error, RuleError::ReservedAccount { .. }));
}
