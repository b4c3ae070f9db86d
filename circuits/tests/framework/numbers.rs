//! Signs, comparison, choice and division in an operation.

use zelkova_operation::SlotArgs;
use zelkova_primitives::signed::{divide_floor, from_i128};

use super::{
    chain::{free_cells, names, shifted, violated, Chain, OpTrace, ALICE},
    ops::{Ops, RESULTS},
};

/// What the operation does, in integers.
fn results(a: i128, b: i128) -> [i128; 9] {
    let (floor, floor_rest) = divide_floor(a, b).expect("a positive divisor");
    let magnitude = a.abs();
    let bit = i128::from;
    [bit(a < 0), magnitude, bit(a < b), bit(a <= b), a.min(b), floor, floor_rest, magnitude / b, magnitude % b]
}

fn numbers(chain: &mut Chain, a: i128, b: i128) -> OpTrace {
    let mut args = SlotArgs { aux: from_i128(a), ..SlotArgs::default() };
    let results = results(a, b);
    for (index, value) in std::iter::once(b).chain(results).enumerate() {
        *args.element_mut(index).expect("a slot has as many") = from_i128(value);
    }
    let touches = [chain.touch(ALICE, 1, |_| from_i128(results[5])), chain.idle(ALICE, 2)];
    let [rest, quotient] = [results[8], results[7]].map(i128::to_be_bytes);
    let pubdata = [&[20][..], &ALICE.0.to_be_bytes(), &rest[9..], &quotient[3..]].concat();
    OpTrace { slots: vec![Chain::slot(20, 0, touches, args, &pubdata)] }
}

#[test]
fn results_are_those_of_integers() {
    let most = (1i128 << 100) - 1;
    let cases =
        [(0, 1), (1, 1), (-1, 1), (7, 3), (-7, 3), (-6, 3), (2, 3), (3, 3), (-2, 3), (most, 1), (-most, (1 << 50) - 1)];
    for (a, b) in cases {
        let mut chain = Chain::genesis();
        let trace = numbers(&mut chain, a, b);
        let witness = chain.witness(vec![trace], 1);
        assert_eq!(violated::<Ops>(&witness), names([]), "{a}, {b}");
    }
}

#[test]
fn every_other_result_is_refused_by_name() {
    for (a, b) in [(7, 3), (-7, 3), (0, 5)] {
        for (index, name) in RESULTS.into_iter().enumerate() {
            let mut chain = Chain::genesis();
            let mut trace = numbers(&mut chain, a, b);
            let place = trace.slots[0].args.element_mut(1 + index).expect("a slot has as many");
            *place = shifted(*place, 1);
            let refused = violated::<Ops>(&chain.witness(vec![trace], 1));
            assert_eq!(refused, names([&format!("slot/numbers/result-{name}")]));
        }
    }
}

#[test]
fn every_cell_of_the_calculations_is_noticed() {
    for (a, b) in [(7, 3), (-7, 3), (0, 5)] {
        let mut chain = Chain::genesis();
        let trace = numbers(&mut chain, a, b);
        // A Noop beside it: its slot has the same calculations, of zeros.
        let free = free_cells::<Ops>(&chain.witness(vec![trace], 2));
        assert!(free.iter().all(|name| name.ends_with("/is-zero")), "{free:?}");
    }
}

#[test]
fn numbers_out_of_range_are_refused() {
    let refused = |a: i128, b: i128, edit: &dyn Fn(&mut OpTrace)| {
        let mut chain = Chain::genesis();
        let mut trace = numbers(&mut chain, a, b);
        edit(&mut trace);
        violated::<Ops>(&chain.witness(vec![trace], 1))
    };
    let found = refused(1 << 100, 1, &|_| ());
    assert!(found.contains("slot/numbers/a/magnitude-in-range"), "{found:?}");
    let found = refused(5, 1 << 50, &|_| ());
    assert!(found.contains("slot/numbers/b-50-bits"), "{found:?}");
    let found = refused(5, 1, &|trace| *trace.slots[0].args.element_mut(0).expect("there are four") = from_i128(0));
    assert!(found.contains("slot/numbers/floor/remainder-below-divisor"), "{found:?}");
    assert!(found.contains("slot/numbers/parts/remainder-below-divisor"), "{found:?}");
}

#[test]
fn numbers_are_published_byte_by_byte() {
    for byte in 0..36 {
        let mut chain = Chain::genesis();
        let mut trace = numbers(&mut chain, -1_000_000, 999);
        trace.slots[0].chunks[byte / 18].0[byte % 18] ^= 1;
        let refused = violated::<Ops>(&chain.witness(vec![trace], 1));
        assert_eq!(refused, names([&format!("slot/numbers/chunk-{}", byte / 18)]));
    }
}

#[test]
fn elements_that_a_step_does_not_read_are_zero() {
    let mut chain = Chain::genesis();
    let mut trace = numbers(&mut chain, -7, 3);
    trace.slots[0].opcode = 31;
    let refused = violated::<Ops>(&chain.witness(vec![trace], 1));
    for index in 0..10 {
        let name = format!("slot/args/extra-{index}-default-if-unused");
        assert!(refused.contains(&name), "{name} is not among {refused:?}");
    }
}
