//! The protocol description names every constraint of the circuit, and none that there is not.

use std::{collections::BTreeSet, fs, path::Path};

use crate::common::{builder, without_indices, AllOps};
use zelkova_circuits::block::{BlockSize, BlockWitness};

/// Where the description is exact to one level of names only.
const PARTS: [&str; 2] = ["message", "pair-hash"];

fn circuit_names() -> BTreeSet<String> {
    let cs = builder::<AllOps>(&BlockWitness::blank(BlockSize::SMALL));
    let rows = (0..cs.rows().len()).map(|row| cs.row_name(row));
    let names = rows.chain((0..cs.hashes().len()).map(|hash| cs.hash_name(hash))).map(without_indices);
    names.filter(|name| name != "constant").map(|name| documented_name(&name)).collect()
}

/// The name of a row as the description writes it.
fn documented_name(name: &str) -> String {
    let name = name.strip_prefix("slot/").unwrap_or(name);
    let name = name.replace("touch-a/", "touch/").replace("touch-b/", "touch/");
    let parts: Vec<&str> = name.split('/').collect();
    let is_step = parts.get(1).is_some_and(|part| part.starts_with("step-"));
    let depth = if PARTS.contains(&parts[0]) { 1 } else { 2 + usize::from(is_step) };
    parts[..parts.len().min(depth)].join("/")
}

#[test]
fn every_constraint_is_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/protocol.md");
    let text = fs::read_to_string(path).expect("the protocol description is there");
    let section =
        text.split("## 7. Constraints").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("section 7");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let documented: BTreeSet<String> = rows
        .flat_map(|cell| cell.split('`'))
        .filter(|name| name.contains(char::is_alphabetic))
        .map(str::to_owned)
        .collect();
    let circuit = circuit_names();
    let missing: Vec<&String> = circuit.difference(&documented).collect();
    assert!(missing.is_empty(), "not in the description: {missing:#?}");
    let gone: Vec<&String> = documented.difference(&circuit).collect();
    assert!(gone.is_empty(), "not in the circuit: {gone:#?}");
}
