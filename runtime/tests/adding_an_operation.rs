//! docs/adding-an-operation.md is true of every operation: its folder is complete, three files name it, no others do.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use zelkova_circuits::op::OpSet;
use zelkova_runtime::BlockOps;

/// Pairs that are one thing to people and share code by name: the file that may name the operation, and why.
const SHARED: [(&str, &str, &str); 6] = [
    ("Transfer", "pallets/payments/src/sender.rs", "the half that payments have in common"),
    ("Transfer", "pallets/payments/src/transfer_to_new/dispatch.rs", "the same transaction, to a new account"),
    ("Withdraw", "pallets/payments/src/sender.rs", "the half that payments have in common"),
    ("Deposit", "pallets/eth-bridge/src/types.rs", "L1's own kinds"),
    ("FullExit", "pallets/eth-bridge/src/types.rs", "L1's own kinds"),
    ("Swap", "runtime/src/configuration.rs", "the pallet has the name of its only operation"),
];

struct Operation {
    name: String,
    type_name: String,
    folder: PathBuf,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every source of a folder, tests aside.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            found.extend(sources(&path).into_iter().filter(|_| name != "tests"));
        } else if name.ends_with(".rs") && name != "tests.rs" && name != "mock.rs" {
            found.push(path);
        }
    }
    found
}

/// The sources that the rule is about.
fn all_sources() -> Vec<PathBuf> {
    let pallets = fs::read_dir(root().join("pallets")).expect("pallets").map(|entry| entry.expect("an entry").path());
    let crates = pallets.chain([root().join("runtime"), root().join("circuits")]);
    crates.flat_map(|folder| sources(&folder.join("src"))).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether a text has a word, outside of comments and of messages for people.
fn mentions(text: &str, word: &str) -> bool {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = code.flat_map(|line| line.split('"').step_by(2));
    code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_')).any(|part| part == word)
}

fn operations() -> Vec<Operation> {
    let sources = all_sources();
    let steps = BlockOps::steps().expect("a set");
    let names: BTreeSet<&str> = steps.iter().map(|step| step.name).filter(|name| *name != "noop").collect();
    names
        .into_iter()
        .map(|name| {
            let line = format!("NAME: &'static str = \"{name}\"");
            let circuits: Vec<&PathBuf> =
                sources.iter().filter(|path| path.ends_with("circuit.rs") && read(path).contains(&line)).collect();
            let [circuit] = circuits[..] else { panic!("{name} is in {circuits:?}") };
            let words = name.split('-').map(|word| word[..1].to_ascii_uppercase() + &word[1..]);
            let folder = circuit.parent().expect("a folder").to_owned();
            Operation { name: name.to_owned(), type_name: words.collect(), folder }
        })
        .collect()
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).expect("inside").to_string_lossy().into_owned()
}

#[test]
fn every_folder_is_complete() {
    for operation in operations() {
        for file in ["mod.rs", "op.rs", "dispatch.rs", "circuit.rs"] {
            assert!(operation.folder.join(file).is_file(), "{} has no {file}", operation.name);
        }
    }
}

#[test]
fn three_files_name_an_operation_and_no_others() {
    let sources = all_sources();
    for Operation { name, type_name, folder } in operations() {
        let circuit = format!("{type_name}Circuit");
        let outside = || sources.iter().filter(|path| !path.starts_with(&folder));
        let naming: BTreeSet<String> = outside()
            .filter(|path| {
                let text = read(path);
                mentions(&text, &type_name) || mentions(&text, &circuit)
            })
            .map(|path| relative(path))
            .filter(|path| !SHARED.iter().any(|(operation, file, _)| *operation == type_name && file == path))
            // The value of a request or of a pubdata layer is not the operation.
            .filter(|path| !path.starts_with("runtime/src/restore"))
            .collect();
        assert!(naming.contains("runtime/src/circuit.rs"), "{name} is not in BlockOps: {naming:?}");
        assert!(naming.len() <= 3, "{name} is named in more than three files: {naming:?}");
    }
}

#[test]
fn the_page_names_the_places() {
    let page = read(&root().join("docs/adding-an-operation.md"));
    let places = ["op.rs", "dispatch.rs", "circuit.rs", "mod.rs"]
        .map(|file| format!("`pallets/<pallet>/src/<operation>/{file}`"));
    let files = ["`pallets/<pallet>/src/lib.rs`", "`runtime/src/transaction.rs`", "`runtime/src/circuit.rs`"];
    for place in places.iter().map(String::as_str).chain(files) {
        assert!(page.contains(place), "the page does not name {place}");
    }
    // What it names of the repository is there.
    for word in page.split('`').filter(|word| word.contains('/') && !word.contains('<') && !word.contains(' ')) {
        assert!(root().join(word).exists(), "{word} does not exist");
    }
}
