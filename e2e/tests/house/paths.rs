//! The paths of a source: what it imports, and what it names by a path.

use super::lexer::{group, Token};

/// A path, for example `crate`, `l1`, `Fees`.
pub type Path = Vec<String>;

/// One name that a `use` brings in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Where it comes from.
    pub path: Path,
    /// What it is called here; `*` for everything.
    pub name: String,
    /// Whether others may import it from here.
    pub public: bool,
}

/// What stands directly in a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Names that are defined here.
    pub items: Vec<String>,
    /// Modules that lie in files of their own.
    pub files: Vec<String>,
    /// Modules that are written in place.
    pub inline: Vec<(String, Content)>,
    /// What is imported for the whole module.
    pub imports: Vec<Import>,
    /// Paths of two and more names that are used anywhere, and imports inside of functions.
    pub paths: Vec<Path>,
    /// Every name outside of imports.
    pub names: Vec<String>,
}

/// Takes a module apart.
pub fn content(tokens: &[Token]) -> Content {
    let mut content = Content::default();
    let mut index = 0;
    let mut depth = 0usize;
    while index < tokens.len() {
        let rest = &tokens[index..];
        let keyword = if depth == 0 { rest[0].name() } else { None };
        match (keyword, rest) {
            (_, [Token::Name(word), ..]) if word == "use" => {
                let length = rest.iter().position(|token| *token == Token::Mark(';')).unwrap_or(rest.len());
                let public = is_public(&tokens[..index]);
                let imports = use_tree(&rest[1..length], &[], public);
                match depth {
                    0 => content.imports.extend(imports),
                    _ => content.paths.extend(imports.into_iter().map(|import| import.path)),
                }
                index += length;
            }
            (Some("mod"), [_, Token::Name(name), Token::Mark(';'), ..]) => {
                content.files.push(name.clone());
                index += 3;
            }
            (Some("mod"), [_, Token::Name(name), Token::Mark('{'), ..]) => {
                let length = group(&rest[2..]);
                content.inline.push((name.clone(), self::content(&rest[3..length + 1])));
                index += 2 + length;
            }
            (Some("const" | "static"), [_, Token::Name(next), ..]) if next == "fn" || next == "mut" => index += 1,
            (
                Some("struct" | "enum" | "union" | "trait" | "fn" | "type" | "static" | "const"),
                [_, Token::Name(name), ..],
            ) => {
                content.items.push(name.clone());
                index += 1;
            }
            (Some("macro_rules"), [_, Token::Mark('!'), Token::Name(name), ..]) => {
                content.items.push(name.clone());
                index += 2;
            }
            (_, [Token::Name(_), ..]) => {
                let path = path(rest);
                index += 2 * path.len() - 1;
                content.names.push(path[0].clone());
                if path.len() > 1 {
                    content.paths.push(path);
                }
            }
            (_, [Token::Mark('{' | '(' | '['), ..]) => (depth, index) = (depth + 1, index + 1),
            (_, [Token::Mark('}' | ')' | ']'), ..]) => (depth, index) = (depth.saturating_sub(1), index + 1),
            _ => index += 1,
        }
    }
    content
}

/// The names of the path that begins here.
fn path(tokens: &[Token]) -> Path {
    let mut names = Vec::new();
    let mut rest = tokens;
    while let [Token::Name(name), tail @ ..] = rest {
        names.push(name.clone());
        match tail {
            [Token::PathSeparator, next @ ..] if matches!(next, [Token::Name(_), ..]) => rest = next,
            _ => break,
        }
    }
    names
}

/// Whether what comes next is `pub`, in full or `pub(..)`.
fn is_public(before: &[Token]) -> bool {
    match before {
        [.., last] if last.is("pub") => true,
        [.., Token::Mark(')')] => before.iter().rev().take(6).any(|token| token.is("pub")),
        _ => false,
    }
}

fn use_tree(tokens: &[Token], prefix: &[String], public: bool) -> Vec<Import> {
    let mut names = prefix.to_vec();
    let mut rest = tokens;
    loop {
        match rest {
            [Token::Name(name), Token::PathSeparator, tail @ ..] => {
                names.push(name.clone());
                rest = tail;
            }
            [Token::PathSeparator, tail @ ..] => rest = tail,
            [Token::Mark('{'), ..] => {
                let inner = &rest[1..group(rest) - 1];
                return branches(inner).into_iter().flat_map(|branch| use_tree(branch, &names, public)).collect();
            }
            [Token::Mark('*'), ..] => return vec![Import { path: names, name: "*".into(), public }],
            [Token::Name(name), tail @ ..] => {
                if name != "self" || names.is_empty() {
                    names.push(name.clone());
                }
                let name = match tail {
                    [as_word, Token::Name(alias), ..] if as_word.is("as") => alias.clone(),
                    _ => names.last().cloned().unwrap_or_default(),
                };
                return vec![Import { path: names, name, public }];
            }
            _ => return Vec::new(),
        }
    }
}

/// The parts between the commas of a group.
fn branches(tokens: &[Token]) -> Vec<&[Token]> {
    let (mut found, mut start, mut index) = (Vec::new(), 0, 0);
    while index < tokens.len() {
        match tokens[index] {
            Token::Mark(',') => {
                found.push(&tokens[start..index]);
                start = index + 1;
                index += 1;
            }
            Token::Mark('{') => index += group(&tokens[index..]),
            _ => index += 1,
        }
    }
    found.push(&tokens[start..]);
    found.into_iter().filter(|branch| !branch.is_empty()).collect()
}

#[test]
fn imports_and_paths_are_found() {
    let source = "pub mod a; mod b { pub struct X; } pub use a::{self, c::{D, E as F}, *}; use super::G;\n\
                  struct H; const fn i() -> H { use crate::j::K; b::X::new(); l() }";
    let found = content(&super::lexer::tokens(source));
    let import = |path: &str, name: &str, public| Import {
        path: path.split("::").map(str::to_string).collect(),
        name: name.into(),
        public,
    };
    let imports =
        [import("a", "a", true), import("a::c::D", "D", true), import("a::c::E", "F", true), import("a", "*", true)];
    assert_eq!(found.imports[..4], imports);
    assert_eq!(found.imports[4], import("super::G", "G", false));
    assert_eq!(
        (found.files, found.inline.len(), found.inline[0].1.items.clone()),
        (vec!["a".into()], 1, vec!["X".into()])
    );
    assert_eq!(found.items, ["H", "i"]);
    let paths: Vec<_> = found.paths.iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["crate::j::K", "b::X::new"]);
}
