//! The house rules that a machine can check: no import circles, no long files, every crate in the architecture page.

mod circles;
mod lexer;
mod modules;
mod paths;
mod workspace;

use modules::Crate;
use workspace::{crates, lines, read, root, sources};

/// The longest that a source file may be that somebody wrote by hand.
const MAX_LINES: usize = 400;

#[test]
fn no_source_file_imports_itself_over_others() {
    let mut circles = Vec::new();
    for directory in crates() {
        let sources = Crate::load(&root().join(&directory).join("src"));
        circles.extend(circles::find(&sources).into_iter().map(|circle| format!("{directory}: {circle}")));
    }
    assert!(circles.is_empty(), "{} import circles:\n{}", circles.len(), circles.join("\n"));
}

#[test]
fn no_source_file_is_longer_than_a_reader_can_take_in() {
    let sources = sources();
    assert!(sources.len() > 400, "only {} files were found", sources.len());
    let long = sources.into_iter().map(|path| (lines(&path), path)).filter(|(lines, _)| *lines > MAX_LINES);
    let long: Vec<_> = long.map(|(lines, path)| format!("{path}: {lines} lines")).collect();
    assert!(long.is_empty(), "longer than {MAX_LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn the_architecture_page_lists_every_crate_with_a_sentence() {
    let page = read("docs/architecture.md");
    let rooms = section(&page, "Rooms");
    for directory in crates() {
        let room = format!("{directory}/");
        let line = rooms.lines().find(|line| line.split_whitespace().next() == Some(&room));
        let sentence = line.map(|line| line.trim_start_matches(&room).trim()).unwrap_or_default();
        assert!(sentence.len() > 20, "docs/architecture.md says nothing of {room} under Rooms");
    }
}

#[test]
fn the_way_of_a_transaction_names_files_that_exist() {
    let page = read("docs/architecture.md");
    let way = section(&page, "The way of a transaction");
    let names = way.split('`').skip(1).step_by(2).filter(|name| name.ends_with(".rs") || name.ends_with(".sol"));
    let names: Vec<_> = names.collect();
    assert!(names.len() >= 15, "only {} files are named", names.len());
    for name in names {
        assert!(root().join(name).is_file(), "docs/architecture.md names {name}, which does not exist");
    }
}

/// What stands under a heading of the second level.
fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let start = page.find(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("there is no section `{heading}`"));
    let rest = &page[start + 1..];
    rest.find("\n## ").map_or(rest, |end| &rest[..end])
}
