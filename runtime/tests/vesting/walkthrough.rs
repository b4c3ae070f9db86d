//! docs/adding-a-pallet.md is about these very files, and nothing else names the pallet.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every Rust source of the workspace.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() && name != "target" && name != "node_modules" && !name.starts_with('.') {
            sources(&path, found);
        } else if name.ends_with(".rs") {
            found.push(path);
        }
    }
}

/// Whether code names one of these words, comments aside.
fn names(text: &str, words: &[&str]) -> bool {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_')).any(|part| words.contains(&part))
}

#[test]
fn nothing_names_the_operations_but_their_folder_their_pallet_and_the_table() {
    let (root, mut found) = (root(), Vec::new());
    sources(&root, &mut found);
    for (folder, word) in [("lock", "Lock"), ("unlock", "Unlock")] {
        let naming: Vec<String> = found
            .iter()
            .map(|path| (path.strip_prefix(&root).expect("inside").to_string_lossy().into_owned(), path))
            .filter(|(name, _)| !name.contains(&format!("vesting/vesting/{folder}/")))
            // What only tests the pallet.
            .filter(|(name, _)| !["honest.rs", "tampered.rs", "proof.rs", "walkthrough.rs"].iter().any(|t| name.ends_with(t)))
            .filter(|(_, path)| names(&read(path), &[word]))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(naming, ["runtime/tests/vesting/table.rs", "runtime/tests/vesting/vesting/mod.rs"], "{word}");
    }
}

#[test]
fn nothing_outside_of_the_fixture_knows_of_the_pallet() {
    let (root, mut found) = (root(), Vec::new());
    sources(&root, &mut found);
    let outside = |path: &&PathBuf| !path.to_string_lossy().contains("runtime/tests/vesting");
    let knowing: Vec<_> =
        found.iter().filter(outside).filter(|path| names(&read(path), &["vesting", "Vesting"])).collect();
    assert!(knowing.is_empty(), "{knowing:?}");
}

#[test]
fn the_page_walks_through_the_fixture() {
    let page = read(&root().join("docs/adding-a-pallet.md"));
    for file in ["mod.rs", "op.rs", "rule.rs", "circuit.rs", "restore.rs"] {
        assert!(page.contains(&format!("`lock/{file}`")), "the page does not name lock/{file}");
        assert!(root().join("runtime/tests/vesting/vesting/lock").join(file).is_file(), "lock/{file}");
    }
    // What it names of the repository is there, and the code that it shows is the fixture's.
    let quoted = page.split('`').skip(1).step_by(2);
    for path in
        quoted.filter(|word| word.contains('/') && word.contains('.') && !word.contains([' ', '<', '{', ':', '\n']))
    {
        let here = [root().join(path), root().join("runtime/tests/vesting/vesting").join(path)];
        assert!(here.iter().any(|path| path.exists()), "{path} does not exist");
    }
    let mut found = Vec::new();
    sources(&root().join("runtime/tests/vesting"), &mut found);
    let code: String = found.iter().map(|path| read(path)).collect();
    let blocks: Vec<&str> =
        page.split("```rust\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect();
    assert!(blocks.len() >= 4, "the page shows the code");
    for line in
        blocks.iter().flat_map(|block| block.lines()).map(str::trim).filter(|line| !line.is_empty() && *line != "...")
    {
        assert!(code.contains(line), "the fixture has no line `{line}`");
    }
}
