//! Every value of every operation's trace, and every cell of its slots, is changed in turn: a constraint must notice.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{
    builder,
    chain::Chain,
    tamper::{
        cases, outcomes,
        reasons::{FREE_CELLS, HONEST, REDUNDANT},
        Case, Outcome,
    },
    tiny, without_indices, witness, AllOps,
};
use zelkova_circuits::{block::BlockWitness, op::OpSet, plonk::unnoticed_changes};

fn is_honest(outcome: &Outcome) -> bool {
    HONEST.iter().any(|(change, _)| outcome.change.contains(change))
}

/// The name of an operation's constraint without the names inside it; `None` for constraints of the framework.
fn of_operation(name: &str) -> Option<String> {
    let name = without_indices(name);
    let parts: Vec<&str> = name.split('/').collect();
    let steps = AllOps::steps().expect("a set of operations");
    steps.iter().find(|step| parts.len() > 1 && parts[1] == step.name)?;
    let depth = if parts[2].starts_with("step-") { 4 } else { 3 };
    Some(parts[..parts.len().min(depth)].join("/"))
}

/// Runs all changes of some cases; three properties are read off the result.
fn check(cases: fn(&Chain) -> Vec<Case>) {
    let chain = Chain::genesis();
    let cases = cases(&chain);
    let mut all: Vec<Outcome> = Vec::new();
    for case in &cases {
        let outcomes = outcomes::<AllOps>(&chain, case);
        assert!(outcomes.len() > 60 * case.trace.slots.len(), "{} changes of {}", outcomes.len(), case.name);
        all.extend(outcomes);
    }
    if std::env::var_os("ZELKOVA_SHOW").is_some() {
        for outcome in &all {
            println!("{}: {:?}", outcome.change, outcome.violated);
        }
    }

    // Each change is noticed.
    let honest = |outcome: &&Outcome| !is_honest(outcome);
    let unnoticed: Vec<&str> =
        all.iter().filter(honest).filter(|o| o.violated.is_empty()).map(|o| o.change.as_str()).collect();
    assert!(unnoticed.is_empty(), "not noticed: {unnoticed:#?}");

    // What is listed as honest has an honest form.
    for (change, reason) in HONEST.iter().filter(|(change, _)| all.iter().any(|o| o.change.contains(change))) {
        let honest = all.iter().any(|o| o.change.contains(change) && o.violated.is_empty());
        assert!(honest, "{change} is always noticed, but said to be honest: {reason}");
    }

    // Each constraint of these operations is needed: without its rows, some change would go unnoticed.
    let opcodes: BTreeSet<Option<u8>> = cases.iter().map(|case| case.trace.opcode()).collect();
    let blank = builder::<AllOps>(&BlockWitness::blank(tiny(2)));
    let steps = AllOps::steps().expect("a set of operations");
    let tested: BTreeSet<&str> =
        steps.iter().filter(|step| opcodes.contains(&Some(step.opcode))).map(|step| step.name).collect();
    let is_tested = |name: &String| name.split('/').nth(1).is_some_and(|operation| tested.contains(operation));
    let names: BTreeSet<String> =
        (0..blank.rows().len()).filter_map(|row| of_operation(blank.row_name(row))).filter(is_tested).collect();
    let needed = |name: &str| all.iter().filter(honest).any(|outcome| outcome.survives_without(name));
    let superfluous: Vec<&str> = names.iter().map(String::as_str).filter(|name| !needed(name)).collect();
    let expected: Vec<&str> =
        REDUNDANT.iter().map(|(name, _)| *name).filter(|name| is_tested(&(*name).to_owned())).collect();
    assert_eq!(superfluous, expected, "constraints that no change depends on");
}

#[test]
fn every_change_of_payments_and_of_the_bridge_is_noticed_and_every_constraint_is_needed() {
    check(cases::payments_and_bridge);
}

#[test]
fn every_change_of_nfts_is_noticed_and_every_constraint_is_needed() {
    check(cases::nfts);
}

#[test]
fn every_change_of_swaps_is_noticed_and_every_constraint_is_needed() {
    check(cases::swaps);
}

#[test]
fn every_cell_of_a_slot_is_noticed() {
    let chain = Chain::genesis();
    for case in [cases::payments_and_bridge, cases::nfts, cases::swaps].into_iter().flat_map(|cases| cases(&chain)) {
        let size = tiny(case.trace.slots.len());
        let block = chain.seal(vec![case.trace], size.slots);
        let cs = builder::<AllOps>(&witness(&chain, &block, size));
        let mut free: BTreeMap<String, usize> = BTreeMap::new();
        for (_, name) in unnoticed_changes(&cs) {
            *free.entry(without_indices(&name)).or_default() += 1;
        }
        free.retain(|name, _| !FREE_CELLS.iter().any(|(suffix, _)| name.ends_with(suffix)));
        assert!(free.is_empty(), "{}: {free:?}", case.name);
    }
}
