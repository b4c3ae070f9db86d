//! Tokens, facts and the order of priority operations.

use frame_support::{assert_noop, assert_ok};
use pallet_state_keeper::{Error as KeeperError, Pending, Placement};
use sp_runtime::DispatchError;
use zelkova_primitives::{L1Address, PriorityOpKind, TokenId};

use crate::{mock::*, AuthFact, Error, Event, TokenInfo, Tokens};

fn token(id: u16, address: u8) -> TokenInfo {
    TokenInfo { id: TokenId(id), address: L1Address([address; 20]), symbol: "T".into(), decimals: 6 }
}

fn deposit(serial_id: u64) -> zelkova_primitives::PriorityOp {
    priority(serial_id, PriorityOpKind::Deposit { token: ETH, amount: 5, to: NEWCOMER })
}

#[test]
fn tokens_are_added_once() {
    run(|| {
        assert_ok!(EthBridge::add_tokens(RuntimeOrigin::none(), vec![token(1, 9), token(2, 8)]));
        System::assert_has_event(Event::TokenAdded { token: TokenId(2), address: L1Address([8; 20]) }.into());
        System::reset_events();
        assert_ok!(EthBridge::add_tokens(RuntimeOrigin::none(), vec![token(1, 9)]));
        assert!(System::events().is_empty());
        assert_eq!(Tokens::<Test>::get(TokenId(1)), Some(token(1, 9)));
    });
}

#[test]
fn a_token_cannot_change() {
    run(|| {
        assert_ok!(EthBridge::add_tokens(RuntimeOrigin::none(), vec![token(1, 9)]));
        for other in [token(1, 8), token(2, 9), token(0, 7), token(3, 0)] {
            assert_noop!(EthBridge::add_tokens(RuntimeOrigin::none(), vec![other]), Error::<Test>::TokenConflict);
        }
    });
}

#[test]
fn a_newer_fact_takes_no_older_one_away() {
    run(|| {
        let fact = |key_hash: u8| AuthFact { address: NEWCOMER, nonce: 2, key_hash: key_hash.into() };
        assert_ok!(EthBridge::record_auth_facts(RuntimeOrigin::none(), vec![fact(1), fact(2)]));
        assert!(EthBridge::is_key_authorized(&NEWCOMER, 2, 1u8.into()));
        assert!(EthBridge::is_key_authorized(&NEWCOMER, 2, 2u8.into()));
        assert!(!EthBridge::is_key_authorized(&NEWCOMER, 3, 2u8.into()));
        assert!(!EthBridge::is_key_authorized(&NEWCOMER, 2, 3u8.into()));
    });
}

#[test]
fn priority_operations_run_in_order() {
    run(|| {
        let execute = |op| EthBridge::execute_priority_op(RuntimeOrigin::none(), op);
        assert_noop!(execute(deposit(1)), KeeperError::<Test>::Refused);
        assert_ok!(execute(deposit(0)));
        let placement = Placement { block: 1, index: 0 };
        System::assert_last_event(Event::PriorityOpExecuted { serial_id: 0, placement }.into());
        assert_noop!(execute(deposit(0)), KeeperError::<Test>::Refused);
        assert!(!Pending::<Test>::get().fast);
        let exit = PriorityOpKind::FullExit { account: ALICE, owner: ALICE_ADDRESS, token: ETH };
        assert_ok!(execute(priority(1, exit)));
        assert!(Pending::<Test>::get().fast);
    });
}

#[test]
fn a_deposit_of_a_token_that_is_not_registered_is_served() {
    run(|| {
        let kind = PriorityOpKind::Deposit { token: TokenId(77), amount: 5, to: NEWCOMER };
        assert_ok!(EthBridge::execute_priority_op(RuntimeOrigin::none(), priority(0, kind)));
    });
}

#[test]
fn only_the_node_speaks_for_l1() {
    run(|| {
        let origin = RuntimeOrigin::signed(1);
        assert_noop!(EthBridge::execute_priority_op(origin.clone(), deposit(0)), DispatchError::BadOrigin);
        assert_noop!(EthBridge::add_tokens(origin.clone(), vec![]), DispatchError::BadOrigin);
        assert_noop!(EthBridge::record_auth_facts(origin, vec![]), DispatchError::BadOrigin);
    });
}
