//! Documentation that a machine reads: what it names must exist.

use std::{fs, path::Path};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the workspace")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_test_that_a_page_names_exists() {
    let pages = ["docs/security.md", "docs/nft.md", "docs/batches.md"].map(read).concat();
    let tests: Vec<_> =
        quoted(&pages).filter_map(|name| name.split_once('#')).filter(|(file, _)| *file != "file").collect();
    assert!(tests.len() > 60, "only {} tests are named", tests.len());
    for (file, test) in tests {
        let source = read(file);
        let found = [format!("fn {test}("), format!("function {test}(")].iter().any(|needle| source.contains(needle));
        assert!(found, "{file} has no test `{test}`");
    }
}

#[test]
fn the_security_page_has_all_classes() {
    let page = read("docs/security.md");
    for class in 1..=25 {
        assert!(page.contains(&format!("\n| {class} | ")), "class {class} is missing");
    }
}

#[test]
fn every_path_that_the_readme_links_exists() {
    let readme = read("README.md");
    let links = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    for link in links.filter(|link| !link.starts_with("http")) {
        let path = link.split('#').next().unwrap_or(link);
        assert!(root().join(path).exists(), "README.md links {path}, which does not exist");
    }
}

#[test]
fn every_make_target_of_the_readme_exists() {
    let (readme, makefile) = (read("README.md"), read("Makefile"));
    for target in quoted(&readme).filter_map(|code| code.strip_prefix("make ")) {
        assert!(makefile.contains(&format!("\n{target}:")), "the Makefile has no target `{target}`");
    }
}
