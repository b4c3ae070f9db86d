//! Shared units of a slot, as many as the step that needs the most; slots further back; the largest opcode.

use zelkova_circuits::{
    block::{stats::BlockStats, BlockSize},
    op::{Noop, OpSet},
};
use zelkova_operation::SlotArgs;
use zelkova_primitives::{hash::hash, Felt};

use super::{
    chain::{free_cells, names, shifted, violated, Chain, OpTrace, ALICE},
    ops::{Ops, Sharing, DOMAINS},
};

fn sharing(chain: &mut Chain, amounts: [u128; 3]) -> OpTrace {
    let pair = |domain, left: Felt, right: Felt| Felt::from(hash(domain, &[left.to_fr(), right.to_fr()]));
    let [first, second, _] = amounts.map(Felt::from);
    let left = pair(DOMAINS[0], first, second);
    let right = pair(DOMAINS[1], left, first);
    let slots = (0..3).map(|step| {
        let mut args = SlotArgs { amount: amounts[step], ..SlotArgs::default() };
        if step == 1 {
            args.aux = right;
            for (index, value) in [first, second, left, first].into_iter().enumerate() {
                *args.element_mut(2 + index).expect("a slot has as many") = value;
            }
        }
        let pubdata = [&[255][..], &amounts[0].to_be_bytes()].concat();
        let pubdata = if step == 0 { pubdata.as_slice() } else { &[] };
        Chain::slot(255, step as u8, [chain.idle(ALICE, 1), chain.idle(ALICE, 1)], args, pubdata)
    });
    OpTrace { slots: slots.collect() }
}

/// What a change of the second or third slot of a sharing of 5, 9 and 9 violates.
fn refused(edit: impl FnOnce(&mut OpTrace)) -> std::collections::BTreeSet<String> {
    let mut chain = Chain::genesis();
    let mut trace = sharing(&mut chain, [5, 9, 9]);
    edit(&mut trace);
    violated::<Ops>(&chain.witness(vec![trace], 3))
}

#[test]
fn several_hashes_and_wide_numbers_hold() {
    assert_eq!(refused(|_| ()), names([]));
    let mut chain = Chain::genesis();
    let trace = sharing(&mut chain, [5, 9, 9]);
    let free = free_cells::<Ops>(&chain.witness(vec![trace], 4));
    assert!(free.iter().all(|name| name.ends_with("/is-zero")), "{free:?}");
}

#[test]
fn every_pair_hash_is_over_its_own_elements() {
    let inputs = [
        (2, "slot/sharing/step-1/left-left"),
        (3, "slot/sharing/step-1/left-right"),
        (4, "slot/sharing/step-1/right-left"),
        (5, "slot/sharing/step-1/right-right"),
    ];
    for (index, name) in inputs {
        let found = refused(|trace| {
            let place = trace.slots[1].args.element_mut(index).expect("a slot has as many");
            *place = shifted(*place, 1);
        });
        assert!(found.contains(name), "{name} is not among {found:?}");
    }
    let found = refused(|trace| trace.slots[1].args.aux = shifted(trace.slots[1].args.aux, 1));
    assert_eq!(found, names(["slot/sharing/step-1/aux-is-both-hashes"]));
}

#[test]
fn every_wide_number_has_its_own_range() {
    // Below the second amount only, and below both.
    for amount in [8, 4] {
        assert_eq!(refused(|trace| trace.slots[2].args.amount = amount), names(["slot/wide/range"]));
    }
    assert_eq!(refused(|trace| trace.slots[2].args.amount = 10), names([]));
}

#[test]
fn a_step_sees_the_slot_before_the_one_before() {
    let mut chain = Chain::genesis();
    // The third slot is above the second, but below the first.
    let trace = sharing(&mut chain, [50, 9, 20]);
    assert_eq!(violated::<Ops>(&chain.witness(vec![trace], 3)), names(["slot/wide/range"]));
}

#[test]
fn a_slot_has_what_the_set_needs_and_no_more() {
    let rows = |region: &str, stats: &BlockStats| stats.circuit.rows_by_region.get(region).copied().unwrap_or_default();
    fn stats<Ops: OpSet>() -> BlockStats {
        BlockStats::of::<Ops>(BlockSize { slots: 1, fee_touches: 1 }).expect("a circuit")
    }
    let (all, some, none) = (stats::<Ops>(), stats::<(Noop, Sharing)>(), stats::<Noop>());
    for region in ["slot/wide", "slot/pair-hash"] {
        assert!(rows(region, &all) > 0 && rows(region, &all) == rows(region, &some), "{region}");
        assert_eq!(rows(region, &none), 0);
    }
    assert!(rows("slot/selectors", &all) > rows("slot/selectors", &some), "only sets with repeated steps count them");
}
