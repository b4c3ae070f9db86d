//! Operations whose number of slots depends on their data.

use std::collections::BTreeSet;

use zelkova_circuits::{block::BlockWitness, plonk::violations};
use zelkova_operation::SlotArgs;
use zelkova_primitives::Felt;

use super::{
    chain::{builder, free_cells, names, shifted, violated, Chain, OpTrace, ALICE, BOB},
    ops::{Ops, PART, SWEPT},
};

/// Alice pays out the sum of the parts to Bob.
fn payout(chain: &mut Chain, parts: &[u128]) -> OpTrace {
    let sum: u128 = parts.iter().sum();
    let args = |amount: u128, left: u128| SlotArgs {
        amount,
        extra: [left.into(), Felt::ZERO, Felt::ZERO, Felt::ZERO],
        ..SlotArgs::default()
    };
    let pubdata = |opcode: u8, account: u32, amount: u128| {
        [&[opcode][..], &account.to_be_bytes(), &amount.to_be_bytes()].concat()
    };
    let mut debit = chain.touch(ALICE, 1, |value| shifted(value, -(sum as i128)));
    debit.after.nonce += 1;
    let mut idle = chain.idle(ALICE, 2);
    (idle.before, idle.after) = (debit.after, debit.after);
    let mut first = Chain::slot(21, 0, [debit, idle], args(sum, sum), &pubdata(21, ALICE.0, sum));
    chain.sign(&mut first, ALICE, 21);
    let mut slots = vec![first];
    let mut left = sum;
    for (index, part) in parts.iter().enumerate() {
        left -= part;
        let touches = [chain.touch(BOB, 1, |value| shifted(value, *part as i128)), chain.idle(BOB, 2)];
        slots.push(Chain::slot(21, 1 + index as u8, touches, args(*part, left), &pubdata(PART, BOB.0, *part)));
    }
    OpTrace { slots }
}

fn sweep(chain: &mut Chain, slots: usize) -> OpTrace {
    let args = SlotArgs { extra: [7u8.into(), Felt::ZERO, Felt::ZERO, Felt::ZERO], ..SlotArgs::default() };
    let slot = |step: usize, chain: &mut Chain| {
        let pubdata: &[u8] = [&[23][..], &[], &[SWEPT]].get(step.min(2)).expect("three kinds");
        Chain::slot(23, step as u8, [chain.idle(BOB, 1), chain.idle(BOB, 1)], args, pubdata)
    };
    OpTrace { slots: (0..slots).map(|step| slot(step, chain)).collect() }
}

/// What a payout of these parts violates after an edit of its slots and one of its witness.
fn refused(
    parts: &[u128],
    edit: impl FnOnce(&mut OpTrace),
    of_witness: impl FnOnce(&mut BlockWitness),
) -> BTreeSet<String> {
    let mut chain = Chain::genesis();
    let mut trace = payout(&mut chain, parts);
    edit(&mut trace);
    let slots = trace.slots.len();
    let mut witness = chain.witness(vec![trace], slots);
    of_witness(&mut witness);
    violated::<Ops>(&witness)
}

#[test]
fn any_number_of_repetitions_up_to_the_most() {
    for parts in [&[][..], &[60], &[30, 20], &[1, 2, 3]] {
        assert_eq!(refused(parts, |_| (), |_| ()), names([]), "{parts:?}");
    }
    assert_eq!(refused(&[1, 2, 3, 4], |_| (), |_| ()), names(["slot/selectors/repetitions-allowed"]));
}

#[test]
fn operations_follow_each_other() {
    let mut chain = Chain::genesis();
    let ops = vec![payout(&mut chain, &[10, 20]), sweep(&mut chain, 2), sweep(&mut chain, 3)];
    let mut ops = ops;
    // The second payout has the next nonce.
    let mut second = payout(&mut chain, &[]);
    for touch in &mut second.slots[0].touches {
        touch.before.nonce = 42;
        touch.after.nonce = 43;
    }
    second.slots[0].touches[1].before.nonce = 43;
    chain.sign(&mut second.slots[0], ALICE, 21);
    ops.push(second);
    let witness = chain.witness(ops, 10);
    assert_eq!(violated::<Ops>(&witness), names([]));
    let published: Vec<u8> = witness.pubdata.chunks(18).map(|chunk| chunk[0]).collect();
    // Two chunks each but for a sweep, whose slots publish one, none and one; a second chunk begins inside an amount.
    assert_eq!(published, [21, 0, PART, 0, PART, 0, 23, 23, SWEPT, 21, 0]);
    assert!(free_cells::<Ops>(&witness).iter().all(|name| name.ends_with("/is-zero")));
}

#[test]
fn the_last_slot_knows_that_it_is_the_last() {
    // A sum that is not used up.
    let found = refused(&[30, 20], |trace| drop(trace.slots.pop()), |_| ());
    assert_eq!(found, names(["slot/payout/repeated/nothing-is-left-over/zero"]));
    // The same with the claim that one more slot follows, which a Noop is not.
    let cut = |trace: &mut OpTrace| drop(trace.slots.pop());
    let mut chain = Chain::genesis();
    let mut trace = payout(&mut chain, &[30, 20]);
    cut(&mut trace);
    let mut witness = chain.witness(vec![trace], 3);
    witness.slots[1].continues = true;
    assert_eq!(violated::<Ops>(&witness), names(["slot/selectors/repeats-its-own-operation"]));
    // At the end of the block nothing follows.
    let found = refused(&[30, 20], cut, |witness| witness.slots[1].continues = true);
    assert_eq!(found, names(["last-slot/nothing-continues"]));
    // A slot that says it is the last is not followed by another.
    let found = refused(&[0, 50], |_| (), |witness| witness.slots[1].continues = false);
    let expected =
        names(["slot/selectors/repeats-its-own-operation", "slot/payout/repeated/nothing-is-left-over/zero"]);
    assert_eq!(found, expected);
}

#[test]
fn repeated_steps_follow_their_own_operation_only() {
    let part_alone = |before: Option<OpTrace>, chain: &mut Chain| {
        let mut trace = payout(chain, &[30]);
        let part = trace.slots.remove(1);
        let mut slots = before.map_or_else(Vec::new, |op| op.slots);
        slots.push(part);
        let count = slots.len();
        chain.witness(vec![OpTrace { slots }], count)
    };
    // First in the block.
    let witness = part_alone(None, &mut Chain::genesis());
    assert!(violated::<Ops>(&witness).contains("slot/selectors/repeats-its-own-operation"));
    // After another operation that can be continued, at the end of its fixed slots, or after its repeated one.
    for slots in [2, 3] {
        let mut chain = Chain::genesis();
        let before = sweep(&mut chain, slots);
        let witness = part_alone(Some(before), &mut chain);
        assert!(violated::<Ops>(&witness).contains("slot/selectors/repeats-its-own-operation"), "{slots}");
    }
    // A fixed slot may not be left out.
    let mut chain = Chain::genesis();
    let mut trace = sweep(&mut chain, 3);
    trace.slots.remove(1);
    assert!(violated::<Ops>(&chain.witness(vec![trace], 2)).contains("slot/selectors/repeats-its-own-operation"));
    let mut chain = Chain::genesis();
    let trace = sweep(&mut chain, 1);
    assert!(violated::<Ops>(&chain.witness(vec![trace], 1)).contains("last-slot/sweep-is-complete"));
}

/// Whether the operation continues is the only new witness: it is 0 in slots that cannot be continued, and has no other value.
#[test]
fn other_slots_do_not_continue() {
    let mut chain = Chain::genesis();
    let trace = sweep(&mut chain, 3);
    let honest = builder::<Ops>(&chain.witness(vec![trace], 4));
    let inputs = honest.public_inputs();
    let rule = "selectors/continues-what-is-repeated";
    // In the first and the last slot; in the second, which is continued; in the third, which could be.
    let expected = [
        (0, 1, vec![rule]),
        (1, 2, vec!["selectors/continued"]),
        (2, 1, vec!["selectors/continued"]),
        (3, 1, vec![rule, "nothing-continues"]),
    ];
    for (slot, value, expected) in expected {
        let name = format!("slot[{slot}]/{rule}");
        let row = (0..honest.rows().len()).rfind(|row| honest.row_name(*row) == name).expect("every slot has the rule");
        let mut forged = honest.clone();
        forged.tamper(honest.rows()[row].wires[0], zelkova_circuits::field::int(value));
        let found = violations(&forged, &inputs);
        for name in expected {
            assert!(
                found.iter().any(|violation| violation.name().ends_with(name)),
                "{slot}: {name} is not in {found:?}"
            );
        }
    }
}

#[test]
fn values_run_from_step_to_step() {
    // More than is left, in the slot that says so and in the next one.
    let found = refused(&[30, 20], |trace| trace.slots[1].args.extra[0] = 21u8.into(), |_| ());
    assert_eq!(found, names(["slot/payout/repeated/less-is-left"]));
    let found = refused(&[30], |trace| trace.slots[0].args.extra[0] = 31u8.into(), |_| ());
    assert_eq!(found, names(["slot/payout/step-0/all-is-left", "slot/payout/repeated/less-is-left"]));
    // Carried unchanged, also over the fixed slots.
    let mut chain = Chain::genesis();
    let mut trace = sweep(&mut chain, 3);
    trace.slots[2].args.extra[0] = 8u8.into();
    let found = violated::<Ops>(&chain.witness(vec![trace], 3));
    let expected = names(["slot/sweep/repeated/head-is-the-firsts", "slot/sweep/repeated/first-slot-is-two-back"]);
    assert_eq!(found, expected);
    let mut chain = Chain::genesis();
    let trace = sweep(&mut chain, 4);
    let found = violated::<Ops>(&chain.witness(vec![trace], 4));
    assert!(found.contains("slot/selectors/repetitions-allowed") && found.contains("slot/sweep/repeated/one-more"));
}
