//! Every value of every operation's trace, and every cell of its slot, is changed in turn: a constraint must notice.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{
    builder,
    chain::{key, Chain, ALICE},
    ops::AllOps,
    tamper::{outcomes, Case, Outcome},
    tiny, without_indices, witness,
};
use zelkova_circuits::plonk::unnoticed_changes;
use zelkova_primitives::AccountId;

fn cases(chain: &Chain) -> Vec<Case> {
    let alice = || Some(key(ALICE));
    vec![
        Case::new("transfer", chain.transfer(), alice(), false),
        Case::new("transfer-to-new", chain.transfer_to_new(), alice(), false),
        Case::new("withdraw", chain.withdraw(), alice(), true),
        Case::new("change-pub-key", chain.change_pub_key(), Some(key(AccountId(99))), true),
        Case::new("deposit", chain.deposit(), None, true),
        Case::new("deposit-to-new", chain.deposit_to_new(), None, true),
        Case::new("full-exit", chain.full_exit(), None, true),
        Case::new("full-exit-of-stranger", chain.full_exit_of_stranger(), None, true),
    ]
}

/// Changes that make another honest operation, with the reason.
const HONEST: [(&str, &str); 8] = [
    ("valid from, Resigned", "the user signed another window, which is open"),
    ("valid until, Resigned", "the user signed another window, which is open"),
    ("withdraw slot 0: address, Resigned", "the user signed another recipient"),
    ("transfer-to-new slot 0: touch 1: account 6, Re", "any account that does not exist can be the new one"),
    ("deposit-to-new slot 0: touch 0: account 6, Re", "any account that does not exist can be the new one"),
    ("full-exit-of-stranger slot 0: touch 0: account 3, Re", "L1 compares the account with what was asked for"),
    ("full-exit-of-stranger slot 0: touch 0: account 6, Re", "L1 compares the account with what was asked for"),
    ("full-exit-of-stranger slot 0: address, Re", "L1 compares the owner with who asked"),
];

fn is_honest(outcome: &Outcome) -> bool {
    HONEST.iter().any(|(change, _)| outcome.change.contains(change))
}

/// Runs all changes once; three properties are read off the result.
#[test]
fn every_change_of_a_trace_is_noticed_and_every_constraint_is_needed() {
    let chain = Chain::genesis();
    let mut all: Vec<Outcome> = Vec::new();
    for case in cases(&chain) {
        let outcomes = outcomes::<AllOps>(&chain, &case);
        assert!(outcomes.len() > 60, "{} changes of {}", outcomes.len(), case.name);
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

    // Each constraint of an operation is needed: without its rows, some change would go unnoticed.
    let blank = builder::<AllOps>(&zelkova_circuits::block::BlockWitness::blank(tiny(1)));
    let names: BTreeSet<String> = (0..blank.rows().len())
        .map(|row| without_indices(blank.row_name(row)))
        .filter(|name| OPERATIONS.iter().any(|op| name.starts_with(&format!("slot/{op}/"))))
        .map(|name| name.split('/').take(3).collect::<Vec<_>>().join("/"))
        .collect();
    let needed = |name: &str| all.iter().filter(honest).any(|outcome| outcome.survives_without(name));
    let superfluous: Vec<&str> = names.iter().map(String::as_str).filter(|name| !needed(name)).collect();
    let expected: Vec<&str> = REDUNDANT.iter().map(|(name, _)| *name).collect();
    assert_eq!(superfluous, expected, "constraints that no change depends on");
}

/// Constraints without which no change of a trace goes unnoticed, each with the reason why it is there.
const REDUNDANT: [(&str, &str); 3] = [
    ("slot/change-pub-key/key-hash-not-zero", "the key would have to hash to 0, which nobody can find"),
    ("slot/full-exit/amount-due", "computes a value that is not part of the trace: see the cells"),
    ("slot/full-exit/owner-matches", "computes a value that is not part of the trace: see the cells"),
];

const OPERATIONS: [&str; 6] = ["transfer", "transfer-to-new", "withdraw", "change-pub-key", "deposit", "full-exit"];

/// Cells that may change alone, each with its reason.
const FREE_CELLS: [(&str, &str); 1] = [("/is-zero", "the inverse of a number that is zero can be anything")];

#[test]
fn every_cell_of_a_slot_is_noticed() {
    let chain = Chain::genesis();
    for case in cases(&chain) {
        let size = tiny(case.trace.slots.len());
        let block = chain.seal(vec![case.trace], size.capacity);
        let cs = builder::<AllOps>(&witness(&chain, &block, size));
        let mut free: BTreeMap<String, usize> = BTreeMap::new();
        for (_, name) in unnoticed_changes(&cs) {
            *free.entry(without_indices(&name)).or_default() += 1;
        }
        free.retain(|name, _| !FREE_CELLS.iter().any(|(suffix, _)| name.ends_with(suffix)));
        assert!(free.is_empty(), "{}: {free:?}", case.name);
    }
}
