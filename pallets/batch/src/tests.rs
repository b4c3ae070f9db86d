//! All or nothing, in order, and only without an origin.

use frame_support::{assert_noop, assert_ok};
use pallet_state_keeper::Clock;
use sp_runtime::DispatchError;

use crate::mock::{run, Batch, RuntimeCall, RuntimeOrigin, StateKeeper, Test, Tx};

/// As an extrinsic is applied: with the storage layer of the call.
fn execute(origin: RuntimeOrigin, transactions: Vec<Tx>) -> sp_runtime::DispatchResult {
    use sp_runtime::traits::Dispatchable;
    let call: RuntimeCall = crate::Call::execute { transactions }.into();
    call.dispatch(origin).map(|_| ()).map_err(|failed| failed.error)
}

#[test]
fn all_members_run_in_their_order() {
    run(|| {
        assert_ok!(execute(RuntimeOrigin::none(), vec![Tx::Clock(5), Tx::Clock(9), Tx::Clock(7)]));
        assert_eq!(StateKeeper::now(), 9);
    });
}

#[test]
fn one_failure_undoes_all() {
    run(|| {
        for transactions in [vec![Tx::Refused, Tx::Clock(5)], vec![Tx::Clock(5), Tx::Clock(6), Tx::Refused]] {
            assert_noop!(execute(RuntimeOrigin::none(), transactions), DispatchError::BadOrigin);
            assert_eq!(StateKeeper::now(), 0);
        }
    });
}

#[test]
fn an_empty_batch_and_a_signed_one_are_refused() {
    run(|| {
        assert_noop!(Batch::execute(RuntimeOrigin::none(), Vec::new()), crate::Error::<Test>::Empty);
        assert_noop!(Batch::execute(RuntimeOrigin::signed(1), vec![Tx::Clock(5)]), DispatchError::BadOrigin);
    });
}
