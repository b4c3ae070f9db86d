//! The calls: signatures, authorisation, placement. The rules have their tests beside them.

use frame_support::{assert_noop, assert_ok};
use pallet_state_keeper::{Error, Pending};
use sp_runtime::DispatchError;
use zelkova_operation::Signed;
use zelkova_primitives::PrivateKey;

use crate::{change_pub_key::authorization::ECDSA_BYTES, mock::*, L1Authorization};

#[test]
fn a_signed_transfer_is_placed_in_the_pending_block() {
    run(|| {
        assert_ok!(Payments::transfer(RuntimeOrigin::none(), signed(transfer())));
        let pending = Pending::<Test>::get();
        assert_eq!((pending.operations, pending.slots, pending.fast), (1, 1, false));
        assert_eq!(pending.fees, [(ETH, 7)]);
    });
}

#[test]
fn a_fast_withdrawal_makes_the_block_fast() {
    for fast in [true, false] {
        run(|| {
            assert_ok!(Payments::withdraw(RuntimeOrigin::none(), signed(crate::Withdraw { fast, ..withdraw() })));
            assert_eq!(Pending::<Test>::get().fast, fast);
        });
    }
}

#[test]
fn a_changed_field_breaks_the_signature() {
    run(|| {
        let changes: [fn(&mut crate::Transfer); 8] = [
            |tx| tx.account = BOB,
            |tx| tx.to = NEWCOMER,
            |tx| tx.token.0 += 1,
            |tx| tx.amount += 1,
            |tx| tx.fee += 1,
            |tx| tx.nonce += 1,
            |tx| tx.valid_from += 1,
            |tx| tx.valid_until -= 1,
        ];
        for change in changes {
            let mut tx = signed(transfer());
            change(&mut tx.body);
            assert_noop!(Payments::transfer(RuntimeOrigin::none(), tx), Error::<Test>::Refused);
        }
        let mut tx = signed(withdraw());
        tx.body.amount += 1;
        assert_noop!(Payments::withdraw(RuntimeOrigin::none(), tx), Error::<Test>::Refused);
    });
}

#[test]
fn a_signature_for_one_operation_is_none_for_another() {
    run(|| {
        // Same account, recipient, token, amount, fee, nonce: only the opcode differs.
        let as_withdraw = crate::Withdraw {
            account: ALICE,
            to: bob_address(),
            token: ETH,
            amount: 100,
            fee: 7,
            nonce: 3,
            fast: false,
            valid_from: 0,
            valid_until: u64::MAX,
        };
        let replayed = Signed { body: as_withdraw, signature: signed(transfer()).signature };
        assert_noop!(Payments::withdraw(RuntimeOrigin::none(), replayed), Error::<Test>::Refused);
    });
}

#[test]
fn a_key_needs_the_owner_of_the_address() {
    run(|| {
        let key = PrivateKey::from_seed(b"new");
        let sign = |body| Signed::sign(body, &key, chain_tag()).unwrap();
        let mut other_owner = change_pub_key(&key);
        other_owner.authorization = L1Authorization::sign(&[9; 32], b"").unwrap();
        let mut other_nonce = change_pub_key(&key);
        other_nonce.nonce = 4;
        for body in [other_owner, other_nonce] {
            assert_noop!(Payments::change_pub_key(RuntimeOrigin::none(), sign(body)), Error::<Test>::Refused);
        }
        assert_ok!(Payments::change_pub_key(RuntimeOrigin::none(), sign(change_pub_key(&key))));
        assert_eq!(pallet_state_keeper::EthWitnesses::<Test>::get()[0].len(), ECDSA_BYTES);
    });
}

#[test]
fn a_key_that_was_set_on_l1_needs_the_fact() {
    run(|| {
        let key = PrivateKey::from_seed(b"new");
        let mut body = change_pub_key(&key);
        body.authorization = L1Authorization::OnChain;
        let tx = Signed::sign(body, &key, chain_tag()).unwrap();
        Facts::add(body.address, body.nonce + 1, body.new_key_hash);
        assert_noop!(Payments::change_pub_key(RuntimeOrigin::none(), tx.clone()), Error::<Test>::Refused);
        Facts::add(body.address, body.nonce, body.new_key_hash);
        assert_ok!(Payments::change_pub_key(RuntimeOrigin::none(), tx));
        assert_eq!(pallet_state_keeper::EthWitnesses::<Test>::get(), [Vec::<u8>::new()]);
    });
}

#[test]
fn transactions_are_not_signed_in_the_frame_way() {
    run(|| {
        let origin = RuntimeOrigin::signed(1);
        assert_noop!(Payments::transfer(origin, signed(transfer())), DispatchError::BadOrigin);
    });
}
