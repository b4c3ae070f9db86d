//! The files of the workspace.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The directory of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the workspace")
}

/// A file of the workspace.
pub fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Directories of the workspace's crates.
pub fn crates() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let members = manifest.split("members = [").nth(1).and_then(|rest| rest.split(']').next()).expect("has members");
    let mut found = Vec::new();
    for member in members.split('"').skip(1).step_by(2) {
        match member.strip_suffix("/*") {
            None => found.push(member.to_string()),
            Some(parent) => {
                let inner = entries(&root().join(parent)).into_iter().filter(|path| path.join("Cargo.toml").is_file());
                found.extend(inner.map(|path| relative(&path)));
            }
        }
    }
    found
}

/// Sources that somebody wrote by hand, as paths from the workspace's directory.
pub fn sources() -> Vec<String> {
    let crates = crates();
    let folders =
        crates.iter().flat_map(|name| ["src", "tests", "benches", "examples"].map(|part| format!("{name}/{part}")));
    let contracts = ["src", "test", "script"].map(|part| format!("contracts/{part}"));
    let mut found = Vec::new();
    for folder in folders.chain(contracts) {
        collect(&root().join(folder), &mut found);
    }
    let generated = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "generated");
    found.iter().filter(|path| !generated(path)).map(|path| relative(path)).collect()
}

/// Number of lines of a file.
pub fn lines(path: &str) -> usize {
    read(path).lines().count()
}

fn collect(directory: &Path, found: &mut Vec<PathBuf>) {
    for path in entries(directory) {
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "sol") {
            found.push(path);
        }
    }
}

/// What is in a directory, by name; nothing if there is none.
fn entries(directory: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("is readable").path()).collect();
    paths.sort();
    paths
}

/// A path from the workspace's directory.
pub fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
