//! Files that import each other.
//!
//! A file imports another one if it names something that is defined there, by `use` or by a path. Declaring a module or
//! passing on what it has (`pub use`) is no import: a table of contents depends on nothing. An import from a table of
//! contents is one from the file that defines the thing. A module may use what the module around it defines, because it is
//! a part of it.

use super::{
    modules::{Crate, Module, Target},
    workspace::relative,
};
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::PathBuf,
};

type Graph = BTreeMap<PathBuf, BTreeSet<PathBuf>>;

/// One circle for each group of files that import each other, as text.
pub fn find(sources: &Crate) -> Vec<String> {
    let graph = graph(sources);
    let mut found = Vec::new();
    let mut done = BTreeSet::new();
    for file in graph.keys() {
        if done.contains(file) {
            continue;
        }
        if let Some(circle) = shortest(&graph, file) {
            done.extend(circle.iter().cloned());
            let names: Vec<_> = circle.iter().chain([file]).map(|file| relative(file)).collect();
            found.push(names.join(" -> "));
        }
    }
    found
}

fn graph(sources: &Crate) -> Graph {
    let mut graph = Graph::new();
    for (index, Module { file, content, .. }) in sources.modules.iter().enumerate() {
        let used = |name: &String| content.names.contains(name);
        let imports = content.imports.iter().filter(|import| !import.public || used(&import.name));
        let paths = imports.map(|import| &import.path).chain(&content.paths);
        for path in paths {
            // Whoever imports a module as a whole names what it uses by paths.
            if let Some(Target::Item(module)) = sources.resolve(index, path) {
                let other = &sources.modules[module].file;
                if other != file && !sources.is_within(index, other) {
                    graph.entry(file.clone()).or_default().insert(other.clone());
                }
            }
        }
    }
    graph
}

/// The shortest way from a file back to itself.
fn shortest(graph: &Graph, start: &PathBuf) -> Option<Vec<PathBuf>> {
    let mut before: BTreeMap<&PathBuf, &PathBuf> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(file) = queue.pop_front() {
        for next in graph.get(file).into_iter().flatten() {
            if next == start {
                let mut circle = vec![file.clone()];
                while let Some(previous) = before.get(circle.last()?) {
                    circle.push((*previous).clone());
                }
                circle.reverse();
                return Some(circle);
            }
            if !before.contains_key(next) {
                before.insert(next, file);
                queue.push_back(next);
            }
        }
    }
    None
}

#[test]
fn circles_are_found_through_tables_of_contents() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let write = |name: &str, text: &str| std::fs::write(directory.path().join(name), text).expect("is written");
    write("lib.rs", "mod a; mod b; mod c; pub use a::A; pub use b::{self, B}; fn rules() { c::check() }");
    write("a.rs", "use super::B; pub struct A(B);");
    write("b.rs", "use super::rules; pub struct B; impl B { fn f() -> crate::c::C { super::c::C } }");
    write("c.rs", "pub struct C; #[cfg(test)] mod tests { use super::super::A; }");
    assert_eq!(find(&Crate::load(directory.path())), Vec::<String>::new());
    write("c.rs", "use crate::{rules, A as Other}; pub struct C(Other);");
    let circles = find(&Crate::load(directory.path()));
    assert_eq!(circles.len(), 1);
    assert_eq!(circles[0].matches(" -> ").count(), 3, "{circles:?}");
}
