//! The protocol description names what these operations have beyond those of the chain, and nothing else.

use std::{collections::BTreeSet, fs, path::Path};

use zelkova_circuits::{
    block::{BlockSize, BlockWitness},
    op::OpSet,
};

use super::{
    chain::{builder, without_indices},
    ops::Ops,
};

/// The names in the tables of a section.
fn documented(text: &str, heading: &str) -> BTreeSet<String> {
    let section = text.split(heading).nth(1).and_then(|rest| rest.split("\n## ").next()).expect("the section");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let cells = rows.flat_map(|cell| cell.split('`'));
    cells.filter(|name| name.contains(char::is_alphabetic)).map(str::to_owned).collect()
}

/// The name of a row as the description writes it; `None` for what an operation calls by itself.
fn documented_name(name: &str, operations: &[&'static str]) -> Option<String> {
    let name = name.strip_prefix("slot/").unwrap_or(name);
    let name = name.replace("touch-a/", "touch/").replace("touch-b/", "touch/");
    let parts: Vec<&str> = name.split('/').collect();
    if operations.contains(&parts[0]) {
        // The calculations have names below the ones that the operation gives.
        return parts.get(2).filter(|_| parts[0] == "numbers").map(|part| format!("name/{part}"));
    }
    let depth = match parts[..] {
        ["message", "nonce", ..] => 2,
        ["message" | "pair-hash" | "constant", ..] => 1,
        _ => 2,
    };
    Some(parts[..parts.len().min(depth)].join("/"))
}

#[test]
fn every_constraint_of_the_framework_is_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/protocol.md");
    let text = fs::read_to_string(path).expect("the protocol description is there");
    let (chains, more) = (documented(&text, "## 7. Constraints"), documented(&text, "## 8. What operations may need"));

    let steps = Ops::steps().expect("a set of operations");
    let operations: Vec<&'static str> = steps.iter().map(|step| step.name).collect();
    let cs = builder::<Ops>(&BlockWitness::blank(BlockSize { slots: 4, fee_touches: 1 }));
    let rows = (0..cs.rows().len()).map(|row| cs.row_name(row));
    let names = rows.chain((0..cs.hashes().len()).map(|hash| cs.hash_name(hash)));
    let names = names.filter_map(|name| documented_name(&without_indices(name), &operations));
    let of_operations = |name: &String| name == "constant" || name.ends_with("-is-complete");
    let circuit: BTreeSet<String> = names.filter(|name| !of_operations(name) && !chains.contains(name)).collect();
    assert_eq!(circuit, more, "what the circuit has and what the description says");
}
