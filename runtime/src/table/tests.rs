//! The table is consistent, and the documents that follow from it are.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use zelkova_circuits::op::{check_signers, OpSet, Repeat};
use zelkova_operation::{restore::Published, FeeKind, Layout, OnL1, OperationCost, RepeatedSlot, RuleError};

use super::*;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn operations_have_names_in_camel_case() {
    let names: Vec<_> = [1, 2, 6, 8, 9, 10, 11, 12, 13].into_iter().filter_map(operation_name).collect();
    let expected = [
        "deposit",
        "transferToNew",
        "fullExit",
        "forcedExit",
        "mintNft",
        "withdrawNft",
        "swap",
        "fullExitNft",
        "transferNft",
    ];
    assert_eq!(names, expected);
    assert_eq!([0, 4, 99].map(operation_name), [None, None, None]);
}

#[test]
fn circuit_and_layouts_are_of_the_same_operations() {
    let steps = BlockOps::steps().expect("a set");
    let circuit = steps.into_iter().filter(|step| step.step == 0);
    let circuit: Vec<_> = circuit.map(|step| (step.opcode, step.name, step.slots, step.repeat)).collect();
    let layouts = PUBLISHED
        .iter()
        .map(|Published { layout, .. }| (layout.opcode, layout.name, layout.slot_count(), Repeat::of(layout)));
    assert_eq!(circuit, std::iter::once((0, "noop", 1, None)).chain(layouts).collect::<Vec<_>>());
}

#[test]
fn nothing_begins_with_the_opcode_of_something_else() {
    let (mut opcodes, mut names) = (BTreeSet::from([0]), BTreeSet::new());
    for Published { layout, .. } in PUBLISHED {
        assert!(names.insert(layout.name), "two operations are called {}", layout.name);
        for opcode in std::iter::once(layout.opcode).chain(layout.repeated.map(|slot| slot.opcode)) {
            assert!(opcodes.insert(opcode), "{} begins with opcode {opcode}, which is taken", layout.name);
        }
    }
}

#[test]
fn every_operation_says_who_signs_it() {
    assert_eq!(check_signers::<BlockOps>(), Ok(()));
}

#[test]
fn the_protocol_has_every_layout() {
    let page = read("docs/protocol.md");
    for Published { layout, .. } in PUBLISHED {
        let (name, opcode) = (layout.type_name(), layout.opcode);
        let row =
            format!("| {name} | {opcode} | {} | {} | {} |", layout.slot_count(), layout.chunk_count(), layout.row());
        assert!(page.contains(&row), "docs/protocol.md section 5 misses: {row}");
    }
}

#[test]
fn every_error_code_is_one_reasons() {
    let lists = [
        RuleError::CODES,
        pallet_state_keeper::KeeperError::CODES,
        pallet_payments::PaymentError::CODES,
        pallet_nft::NftError::CODES,
        pallet_swap::SwapError::CODES,
        pallet_mempool::AdmissionError::CODES,
    ];
    let mut seen = BTreeSet::new();
    for code in lists.into_iter().flatten() {
        assert!(seen.insert(code), "two reasons have the code {code}");
    }
}

#[test]
fn the_contracts_have_the_tables_constants() {
    let path = "contracts/src/generated/Operations.sol";
    let table = contract_table(PUBLISHED);
    if std::env::var_os("ZELKOVA_REGENERATE").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path), &table).expect("writes");
    }
    let again =
        "run `ZELKOVA_REGENERATE=1 cargo test -p zelkova-runtime --lib table`, then `scripts/contracts.sh build`";
    assert!(read(path) == table, "{path} is out of date: {again}");
}

#[test]
fn the_contracts_pass_over_slots_that_are_repeated() {
    const PART: RepeatedSlot = RepeatedSlot { opcode: 7, at_most: 3, fields: &[Layout::OPCODE; 18] };
    let layout = Layout::new(5, "pay-many", &[&[Layout::OPCODE; 2]], OnL1::Exit).followed_by(PART);
    let table = contract_table(&[Published { layout, restore: |_, _| Ok(()) }]);
    assert!(table.contains("constant PAY_MANY = 5;\n    uint8 internal constant PAY_MANY_REPEATED = 7;\n"), "{table}");
    let chunks = |opcode: usize, chunks: u8| {
        let mut word = [0; 32];
        word[opcode] = chunks;
        word.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    assert!(table.contains(&format!("SILENT_CHUNKS =\n        hex\"{}\"", chunks(7, 2))), "{table}");
    assert!(table.contains(&format!("LOUD_CHUNKS =\n        hex\"{}\"", chunks(5, 1))), "{table}");
}

/// A figure covers what was measured, and is above it by a twentieth and 20 gas at most.
fn fits(ours: u64, measured: u64) -> bool {
    (measured..=measured + measured / 20 + 20).contains(&ours)
}

#[test]
fn the_table_agrees_with_the_contracts_gas_snapshots() {
    let snapshots: BTreeMap<String, String> =
        serde_json::from_str(&read("contracts/snapshots/Rollup.json")).expect("forge wrote it");
    let measured = |entry: &str| snapshots.get(entry).map(|gas| gas.parse::<u64>().expect("a number"));
    for FeeKind { name, measured: what, cost: OperationCost { commit_gas, execute_gas, .. }, .. } in fee_kinds() {
        let (commit, execute) = (format!("commit: {what}"), format!("execute: {what}"));
        let gas = measured(&commit).unwrap_or_else(|| panic!("no snapshot `{commit}`: run scripts/contracts.sh gas"));
        assert!(fits(*commit_gas, gas), "`{commit}`: {name} declares {commit_gas}, measured are {gas}");
        match measured(&execute) {
            Some(gas) => assert!(fits(*execute_gas, gas), "`{execute}`: {name} declares {execute_gas}, measured {gas}"),
            None => assert_eq!(*execute_gas, 0, "no snapshot `{execute}` for {name}: run scripts/contracts.sh gas"),
        }
    }
}

#[test]
fn kinds_of_fees_have_one_name_each_and_know_one_another() {
    let mut seen = BTreeSet::new();
    for kind in fee_kinds() {
        assert!(seen.insert(kind.name), "two kinds have the name {}", kind.name);
        for has_account in [true, false] {
            let name = kind.for_recipient(has_account);
            let actual = fee_kinds().find(|kind| kind.name == name);
            let actual = actual.unwrap_or_else(|| panic!("{} becomes {name}, which no operation declares", kind.name));
            assert_eq!(actual.for_recipient(has_account), name);
        }
    }
    assert_eq!(seen.len(), 13);
}

#[test]
fn the_page_about_fees_has_every_cost() {
    let page = read("docs/fees.md");
    let number = |gas: u64| match gas {
        0 => String::new(),
        1..1_000 => format!("{gas} "),
        _ => format!("{},{:03} ", gas / 1_000, gas % 1_000),
    };
    for FeeKind { measured, cost: OperationCost { slots, commit_gas, execute_gas }, .. } in fee_kinds() {
        let row = format!("| {measured} | {slots} | {}| {}|", number(*commit_gas), number(*execute_gas));
        assert!(page.contains(&row), "docs/fees.md misses: {row}");
    }
}
