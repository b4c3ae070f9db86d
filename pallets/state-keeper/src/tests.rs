//! Tests of placing and sealing.

use frame_support::{assert_noop, assert_ok};
use zelkova_operation::{Ledger, RuleError};
use zelkova_primitives::{AccountId, Felt, L1Address, StorageKey, TokenId, FEE_ACCOUNT};

use crate::{mock::*, Error, ExecuteOperation, Fit, FrameLedger, KeeperError, LastSealed, Pending, Placement};

fn start(time: u64) {
    assert_ok!(StateKeeper::start(RuntimeOrigin::none(), time));
}

fn finish(seal_now: bool) {
    assert_ok!(StateKeeper::finish(RuntimeOrigin::none(), seal_now));
}

fn execute(operation: &Mint) -> Placement {
    <StateKeeper as ExecuteOperation>::execute(operation).unwrap()
}

fn balance(account: AccountId, token: u16) -> Felt {
    FrameLedger::<Test>::new().value(account, StorageKey::balance(TokenId(token)))
}

fn sealed() -> u32 {
    LastSealed::<Test>::get().number
}

#[test]
fn operations_take_their_places_and_accounts_their_ids() {
    ExtBuilder::default().run(|_| {
        start(5);
        assert_eq!(execute(&Mint::default()), Placement { block: 1, index: 0 });
        let to = L1Address([2; 20]);
        assert_eq!(execute(&Mint { to, ..Mint::default() }), Placement { block: 1, index: 1 });
        let ledger = FrameLedger::<Test>::new();
        assert_eq!(ledger.account_id(&ALICE), Some(AccountId(1)));
        assert_eq!(ledger.account_id(&to), Some(AccountId(2)));
        assert_eq!(ledger.next_account_id(), AccountId(3));
    });
}

#[test]
fn a_failed_operation_changes_nothing_and_tells_why() {
    ExtBuilder::default().run(|told| {
        let bad = Mint { to: L1Address::ZERO, ..Mint::default() };
        assert_noop!(<StateKeeper as ExecuteOperation>::execute(&bad), Error::<Test>::Refused);
        let poor = Mint { fee: Some((TokenId(0), 101)), ..Mint::default() };
        assert_noop!(<StateKeeper as ExecuteOperation>::execute(&poor), Error::<Test>::Refused);
        let failures = &told.lock().unwrap().failures;
        assert_eq!(failures[0], RuleError::ZeroAddress);
        assert!(failures[1].to_string().contains("has 100 of token 0 and needs 101"));
    });
}

#[test]
fn the_timestamp_follows_the_clock_until_the_first_operation() {
    ExtBuilder::default().run(|_| {
        start(5);
        finish(false);
        start(9);
        start(7);
        assert_eq!(Pending::<Test>::get().timestamp, 9);
        execute(&Mint::default());
        finish(false);
        start(20);
        assert_eq!(Pending::<Test>::get().timestamp, 9);
    });
}

#[test]
fn a_full_block_is_sealed_with_its_fees_and_root() {
    ExtBuilder::default().run(|told| {
        start(5);
        for fee in [1, 2, 3, 4] {
            execute(&Mint { fee: Some((TokenId(fee % 2), fee.into())), ..Mint::default() });
        }
        finish(false);
        let block = told.lock().unwrap().sealed.remove(0);
        assert_eq!((block.number, block.capacity, block.ops.len()), (1, 4, 4));
        assert_eq!(block.fee_touches.iter().map(|touch| touch.key.index()).collect::<Vec<_>>(), [1, 0]);
        assert_eq!((balance(FEE_ACCOUNT, 1), balance(FEE_ACCOUNT, 0)), (4u8.into(), 6u8.into()));
        assert_eq!(LastSealed::<Test>::get().root, block.new_root);
        assert_ne!(block.old_root, block.new_root);
        assert_eq!(Pending::<Test>::get().number, 2);
        let digest = System::digest();
        assert_eq!(digest.logs.len(), 1);
    });
}

#[test]
fn the_smallest_size_that_holds_slots_and_fee_tokens_is_taken() {
    ExtBuilder::default().run(|told| {
        start(5);
        execute(&Mint { fee: Some((TokenId(0), 1)), ..Mint::default() });
        finish(true);
        execute(&Mint { fee: Some((TokenId(0), 1)), ..Mint::default() });
        execute(&Mint { fee: Some((TokenId(1), 0)), ..Mint::default() });
        finish(true);
        let capacities: Vec<_> = told.lock().unwrap().sealed.iter().map(|block| block.capacity).collect();
        assert_eq!(capacities, [2, 4]);
    });
}

fn fit(operation: &Mint) -> Fit {
    StateKeeper::fit(std::slice::from_ref(operation))
}

#[test]
fn several_operations_fit_together_or_not_at_all() {
    ExtBuilder::default().run(|_| {
        start(5);
        let paying = |token| Mint { fee: Some((TokenId(token), 1)), ..Mint::default() };
        assert_eq!(StateKeeper::fit(&[paying(0), paying(1), paying(0), paying(1)]), Fit::Now);
        assert_eq!(StateKeeper::fit(&vec![paying(0); 5]), Fit::Never);
        assert_eq!(StateKeeper::fit(&[paying(0), paying(1), paying(2)]), Fit::Never);
        execute(&paying(2));
        assert_eq!(StateKeeper::fit(&[paying(0), paying(2)]), Fit::Now);
        assert_eq!(StateKeeper::fit(&[paying(0), paying(1)]), Fit::Later);
        assert_eq!(StateKeeper::fit(&vec![paying(2); 4]), Fit::Later);
    });
}

#[test]
fn what_does_not_fit_is_left_for_the_next_block() {
    ExtBuilder::default().run(|told| {
        start(5);
        execute(&Mint { slots: 3, ..Mint::default() });
        let two = Mint { slots: 2, ..Mint::default() };
        assert_eq!(fit(&two), Fit::Later);
        assert_noop!(<StateKeeper as ExecuteOperation>::execute(&two), Error::<Test>::BlockFull);
        let five = Mint { slots: 5, ..Mint::default() };
        assert_eq!(fit(&five), Fit::Never);
        assert_noop!(<StateKeeper as ExecuteOperation>::execute(&five), Error::<Test>::Refused);
        assert_eq!(told.lock().unwrap().failures[0], KeeperError::NeverFits);
        finish(true);
        assert_eq!(fit(&two), Fit::Now);
    });
}

#[test]
fn a_third_fee_token_waits() {
    ExtBuilder::default().run(|_| {
        start(5);
        for token in [0, 1] {
            execute(&Mint { fee: Some((TokenId(token), 1)), ..Mint::default() });
        }
        let third = Mint { fee: Some((TokenId(2), 1)), ..Mint::default() };
        assert_eq!(fit(&third), Fit::Later);
        let known = Mint { fee: Some((TokenId(1), 1)), ..Mint::default() };
        assert_eq!(fit(&known), Fit::Now);
    });
}

#[test]
fn a_block_is_sealed_after_the_maximum_of_mini_blocks() {
    ExtBuilder::default().run(|_| {
        start(5);
        execute(&Mint::default());
        finish(false);
        finish(false);
        assert_eq!(sealed(), 0);
        finish(false);
        assert_eq!(sealed(), 1);
    });
}

#[test]
fn a_fast_block_is_sealed_at_the_fast_deadline() {
    ExtBuilder::default().run(|_| {
        start(5);
        execute(&Mint { fast: true, ..Mint::default() });
        finish(false);
        start(14);
        assert_eq!(sealed(), 0);
        start(15);
        finish(false);
        assert_eq!(sealed(), 1);
        assert!(LastSealed::<Test>::get().fast);
    });
}

#[test]
fn an_empty_block_is_never_sealed() {
    ExtBuilder::default().run(|_| {
        start(5);
        for _ in 0..5 {
            finish(true);
        }
        assert_eq!(sealed(), 0);
    });
}

#[test]
fn priority_operations_come_in_serial_order() {
    ExtBuilder::default().run(|told| {
        start(5);
        let serial = |serial_id| Mint { serial_id: Some(serial_id), ..Mint::default() };
        assert_noop!(<StateKeeper as ExecuteOperation>::execute(&serial(1)), Error::<Test>::Refused);
        execute(&serial(0));
        assert_noop!(<StateKeeper as ExecuteOperation>::execute(&serial(0)), Error::<Test>::Refused);
        execute(&serial(1));
        finish(true);
        execute(&serial(2));
        finish(true);
        let told = told.lock().unwrap();
        assert_eq!(told.failures[0], KeeperError::PriorityOutOfOrder { expected: 0, given: 1 });
        assert_eq!(told.failures[1], KeeperError::PriorityOutOfOrder { expected: 1, given: 0 });
        let counters: Vec<_> =
            told.sealed.iter().map(|block| (block.priority_ops_before, block.priority_ops_after)).collect();
        assert_eq!(counters, [(0, 2), (2, 3)]);
    });
}

#[test]
fn a_tree_that_cannot_be_committed_fails_the_mini_block() {
    ExtBuilder::default().run(|told| {
        start(5);
        execute(&Mint::default());
        told.lock().unwrap().broken = true;
        assert_noop!(StateKeeper::finish(RuntimeOrigin::none(), true), Error::<Test>::Refused);
        assert_eq!(told.lock().unwrap().failures[0].code(), "stateTree");
    });
}

#[test]
fn only_the_node_starts_and_finishes_mini_blocks() {
    ExtBuilder::default().run(|_| {
        let signed = RuntimeOrigin::signed(1);
        assert_noop!(StateKeeper::start(signed.clone(), 1), sp_runtime::DispatchError::BadOrigin);
        assert_noop!(StateKeeper::finish(signed, true), sp_runtime::DispatchError::BadOrigin);
    });
}

#[test]
fn the_chain_starts_operations_itself_and_none_of_them_stops_it() {
    ExtBuilder::default().run(|told| {
        Due::set(Some(Mint::default()));
        start(5);
        assert_eq!(Pending::<Test>::get().operations, 1);
        finish(true);
        assert_eq!(told.lock().unwrap().sealed[0].ops.len(), 1);
        // One that fails, and one for which there is no room.
        Due::set(Some(Mint { to: L1Address::ZERO, ..Mint::default() }));
        start(6);
        assert_eq!((Pending::<Test>::get().operations, told.lock().unwrap().failures.len()), (0, 1));
        Due::set(Some(Mint { slots: 4, ..Mint::default() }));
        start(7);
        start(8);
        assert_eq!(Pending::<Test>::get().slots, 4);
        Due::set(None);
    });
}
