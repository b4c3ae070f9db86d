//! The modules of a crate, and the file that defines what a path names.

use super::{
    lexer::tokens,
    paths::{content, Content, Import},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// A crate's library.
#[derive(Default)]
pub struct Crate {
    pub modules: Vec<Module>,
}

/// A module, in a file of its own or within another one's.
pub struct Module {
    /// Its file.
    pub file: PathBuf,
    /// The module around it.
    pub parent: Option<usize>,
    /// The modules in it.
    pub children: Vec<(String, usize)>,
    /// What stands in it.
    pub content: Content,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Module(usize),
    /// Something that is defined in a module.
    Item(usize),
}

impl Crate {
    /// Reads every source file that `lib.rs` leads to.
    pub fn load(directory: &Path) -> Self {
        let mut sources = Self::default();
        let file = directory.join("lib.rs");
        if file.is_file() {
            let content = content(&tokens(&fs::read_to_string(&file).expect("is readable")));
            sources.add(file, directory, None, content);
        }
        sources
    }

    /// Adds a module; `directory` is where its children lie.
    fn add(&mut self, file: PathBuf, directory: &Path, parent: Option<usize>, mut content: Content) -> usize {
        let this = self.modules.len();
        let (files, inline) = (content.files.clone(), std::mem::take(&mut content.inline));
        self.modules.push(Module { file: file.clone(), parent, children: Vec::new(), content });
        for name in files {
            let candidates = [directory.join(format!("{name}.rs")), directory.join(&name).join("mod.rs")];
            let child = candidates.into_iter().find(|path| path.is_file());
            let child = child.unwrap_or_else(|| panic!("{}: the module {name} has no file", file.display()));
            let content = self::content(&tokens(&fs::read_to_string(&child).expect("is readable")));
            let child = self.add(child, &directory.join(&name), Some(this), content);
            self.modules[this].children.push((name, child));
        }
        for (name, content) in inline {
            let child = self.add(file.clone(), &directory.join(&name), Some(this), content);
            self.modules[this].children.push((name, child));
        }
        this
    }

    /// Whether a module lies in one that is written in `file`, at any depth.
    pub fn is_within(&self, module: usize, file: &Path) -> bool {
        self.modules[module]
            .parent
            .is_some_and(|around| self.modules[around].file == file || self.is_within(around, file))
    }

    /// Where a path leads that stands in module `from`; nothing if it leads out of the crate.
    pub fn resolve(&self, from: usize, path: &[String]) -> Option<Target> {
        self.follow(from, path, &mut BTreeSet::new())
    }

    fn follow(&self, from: usize, path: &[String], seen: &mut BTreeSet<(usize, String)>) -> Option<Target> {
        let mut rest = path;
        let mut module = match rest.first()?.as_str() {
            "crate" => 0,
            "self" => from,
            "super" => self.modules[from].parent?,
            first => {
                let found = self.lookup(from, first, rest.len() > 1, seen)?;
                return self.descend(found, &rest[1..], seen);
            }
        };
        rest = &rest[1..];
        while rest.first().is_some_and(|name| name == "super") {
            module = self.modules[module].parent?;
            rest = &rest[1..];
        }
        self.descend(Target::Module(module), rest, seen)
    }

    /// Goes on from a module to what the rest of a path names in it.
    fn descend(&self, mut at: Target, path: &[String], seen: &mut BTreeSet<(usize, String)>) -> Option<Target> {
        for (index, name) in path.iter().enumerate() {
            let Target::Module(module) = at else { return Some(at) };
            let more = index + 1 < path.len();
            // What no one declares here was made by a macro.
            at = self.lookup(module, name, more, seen).unwrap_or(Target::Item(module));
        }
        Some(at)
    }

    /// What a name means in a module; `more` if the path goes on, so that it must be a module or a type.
    fn lookup(&self, module: usize, name: &str, more: bool, seen: &mut BTreeSet<(usize, String)>) -> Option<Target> {
        let Module { children, content, .. } = &self.modules[module];
        let child = children.iter().find(|(child, _)| child == name).map(|(_, child)| Target::Module(*child));
        let item = content.items.iter().any(|item| item == name).then_some(Target::Item(module));
        let (first, second) = if more { (child, item) } else { (item, child) };
        if let Some(found) = first.or(second) {
            return Some(found);
        }
        if !seen.insert((module, name.to_string())) {
            return None;
        }
        let named = content.imports.iter().filter(|import| import.name == name);
        for Import { path, .. } in named {
            if let Some(found) = self.follow(module, path, seen) {
                return Some(found);
            }
        }
        for Import { path, .. } in content.imports.iter().filter(|import| import.name == "*") {
            if let Some(Target::Module(all)) = self.follow(module, path, seen) {
                if let Some(found) = self.lookup(all, name, more, seen) {
                    return Some(found);
                }
            }
        }
        None
    }
}
