//! Messages without nonce, and operations that nobody signs.

use std::collections::BTreeSet;

use zelkova_operation::SlotArgs;
use zelkova_primitives::Felt;

use super::{
    chain::{free_cells, names, shifted, violated, Chain, OpTrace, ALICE, NOW, ORACLE},
    ops::{Ops, PRICE_MESSAGE},
};

fn felt(time: u64, price: u64) -> Felt {
    (u128::from(time) << 64 | u128::from(price)).into()
}

fn price(chain: &mut Chain, time: u64, price: u64, args: SlotArgs) -> OpTrace {
    let aux = felt(time, price);
    let args = SlotArgs { aux, without_nonce: true, ..args };
    let touches = [chain.touch(ORACLE, 1, |_| aux), chain.idle(ALICE, 1)];
    let pubdata = [&[30][..], &time.to_be_bytes(), &price.to_be_bytes()].concat();
    let mut slot = Chain::slot(30, 0, touches, args, &pubdata);
    chain.sign(&mut slot, ORACLE, PRICE_MESSAGE);
    OpTrace { slots: vec![slot] }
}

/// What one price violates after an edit.
fn refused(args: SlotArgs, edit: impl FnOnce(&Chain, &mut OpTrace)) -> BTreeSet<String> {
    let mut chain = Chain::genesis();
    let mut trace = price(&mut chain, NOW - 5, 70_000, args);
    edit(&chain, &mut trace);
    violated::<Ops>(&chain.witness(vec![trace], 1))
}

#[test]
fn the_message_of_a_third_party_has_nonce_zero() {
    assert_eq!(refused(SlotArgs::default(), |_, _| ()), names([]));
    // Signed with the account's nonce, which is 9.
    let found = refused(SlotArgs::default(), |chain, trace| {
        trace.slots[0].args.without_nonce = false;
        chain.sign(&mut trace.slots[0], ORACLE, PRICE_MESSAGE);
    });
    assert_eq!(found, names(["slot/signature/equation"]));
    let mut chain = Chain::genesis();
    let trace = price(&mut chain, NOW - 5, 70_000, SlotArgs::default());
    let free = free_cells::<Ops>(&chain.witness(vec![trace], 2));
    assert!(free.iter().all(|name| name.ends_with("/is-zero")), "{free:?}");
}

#[test]
fn the_message_is_bound_to_signer_opcode_account_and_window() {
    let found = refused(SlotArgs::default(), |chain, trace| chain.sign(&mut trace.slots[0], ALICE, PRICE_MESSAGE));
    assert_eq!(found, names(["slot/price/signed-by-oracle"]));
    let found = refused(SlotArgs::default(), |chain, trace| chain.sign(&mut trace.slots[0], ORACLE, 0x72));
    assert_eq!(found, names(["slot/message-opcode-is-the-operations"]));
    let found = refused(SlotArgs::default(), |_, trace| trace.slots[0].signature = None);
    assert!(found.contains("slot/price/signed-by-oracle"), "{found:?}");
    for (valid_from, valid_until, expected) in [
        (NOW, NOW, names([])),
        (NOW + 1, u64::MAX, names(["slot/validity/not-before-valid-from"])),
        (0, NOW - 1, names(["slot/validity/not-after-valid-until"])),
    ] {
        assert_eq!(refused(SlotArgs { valid_from, valid_until, ..SlotArgs::default() }, |_, _| ()), expected);
    }
    // Another window than the signed one.
    let found = refused(SlotArgs::default(), |_, trace| trace.slots[0].args.valid_until -= 1);
    assert_eq!(found, names(["slot/signature/equation"]));
}

#[test]
fn the_same_message_is_refused_a_second_time_by_the_operation() {
    let mut chain = Chain::genesis();
    let ops = vec![
        price(&mut chain, NOW - 5, 70_000, SlotArgs::default()),
        price(&mut chain, NOW - 4, 60_000, SlotArgs::default()),
    ];
    assert_eq!(violated::<Ops>(&chain.witness(ops.clone(), 2)), names([]));
    for second in [&ops[0], &ops[1]] {
        let twice = vec![ops[1].clone(), second.clone()];
        assert_eq!(violated::<Ops>(&chain.witness(twice, 2)), names(["slot/price/newer"]));
    }
}

fn tick(chain: &mut Chain) -> OpTrace {
    let touches = [chain.touch(ORACLE, 2, |value| shifted(value, 1)), chain.idle(ALICE, 1)];
    OpTrace { slots: vec![Chain::slot(31, 0, touches, SlotArgs::default(), &[31])] }
}

#[test]
fn what_nobody_signs_is_decided_by_its_constraints() {
    let mut chain = Chain::genesis();
    let ops = vec![tick(&mut chain), tick(&mut chain)];
    assert_eq!(violated::<Ops>(&chain.witness(ops, 2)), names([]));
    let refused = |edit: &dyn Fn(&Chain, &mut OpTrace)| {
        let mut chain = Chain::genesis();
        let mut trace = tick(&mut chain);
        edit(&chain, &mut trace);
        violated::<Ops>(&chain.witness(vec![trace], 1))
    };
    let two_hours = refused(&|_, trace| {
        let after = &mut trace.slots[0].touches[0].value_after;
        *after = shifted(*after, 1);
    });
    assert_eq!(two_hours, names(["slot/tick/one-hour-more"]));
    let elsewhere = refused(&|_, trace| {
        let [touch, alices] = &mut trace.slots[0].touches;
        (touch.account, touch.value_after, touch.after) = (ALICE, 201u8.into(), alices.after);
    });
    assert_eq!(elsewhere, names(["slot/tick/clock"]));
    // A signature changes nothing, unless it claims a message.
    assert_eq!(refused(&|chain, trace| chain.sign(&mut trace.slots[0], ALICE, 0)), names([]));
    let claimed = refused(&|chain, trace| chain.sign(&mut trace.slots[0], ALICE, 31));
    assert_eq!(claimed, names(["slot/message-opcode-is-the-operations"]));
}

#[test]
fn an_hour_that_has_not_passed_is_refused() {
    let mut chain = Chain::genesis();
    let ops = vec![tick(&mut chain), tick(&mut chain), tick(&mut chain)];
    assert_eq!(violated::<Ops>(&chain.witness(ops, 3)), names(["slot/tick/hour-has-passed"]));
}
