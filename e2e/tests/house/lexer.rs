//! Rust source as a list of tokens: what is needed to find paths, without comments, literals and what is only for tests.

/// A token: a name, a keyword, `::` or another character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Name(String),
    PathSeparator,
    Mark(char),
}

impl Token {
    /// The name, if it is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// Whether it is this keyword or name.
    pub fn is(&self, text: &str) -> bool {
        self.name() == Some(text)
    }
}

/// The tokens of a source, except those of items under `#[cfg(test)]`.
pub fn tokens(source: &str) -> Vec<Token> {
    without_tests(&all(source))
}

fn all(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        let (this, next) = (at(index), at(index + 1));
        if this == '/' && next == '/' {
            index += chars[index..].iter().take_while(|c| **c != '\n').count();
        } else if this == '/' && next == '*' {
            let mut depth = 0;
            loop {
                match (at(index), at(index + 1)) {
                    ('/', '*') => (depth, index) = (depth + 1, index + 2),
                    ('*', '/') => (depth, index) = (depth - 1, index + 2),
                    _ => index += 1,
                }
                if depth == 0 || index >= chars.len() {
                    break;
                }
            }
        } else if let Some(length) = raw_string(&chars[index..]) {
            index += length;
        } else if this == '"' {
            index += 1;
            while index < chars.len() && at(index) != '"' {
                index += if at(index) == '\\' { 2 } else { 1 };
            }
            index += 1;
        } else if this == '\'' && (next == '\\' || at(index + 2) == '\'') {
            // A character; a lifetime has no second quote so near.
            index += 2 + usize::from(next == '\\');
            while index < chars.len() && at(index) != '\'' {
                index += 1;
            }
            index += 1;
        } else if this.is_alphanumeric() || this == '_' {
            let name: String = chars[index..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').collect();
            index += name.chars().count();
            tokens.push(Token::Name(name));
        } else if this == ':' && next == ':' {
            tokens.push(Token::PathSeparator);
            index += 2;
        } else {
            if !this.is_whitespace() {
                tokens.push(Token::Mark(this));
            }
            index += 1;
        }
    }
    tokens
}

/// Length of a raw or byte string that begins here.
fn raw_string(chars: &[char]) -> Option<usize> {
    let start = match chars {
        ['b' | 'c', 'r', ..] => 2,
        ['r', ..] => 1,
        _ => return None,
    };
    let hashes = chars[start..].iter().take_while(|c| **c == '#').count();
    if chars.get(start + hashes) != Some(&'"') {
        return None;
    }
    let end: String = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let rest: String = chars[start + hashes + 1..].iter().collect();
    let length = rest.find(&end).map_or(rest.chars().count(), |byte| rest[..byte].chars().count());
    Some(start + hashes + 1 + length + end.chars().count())
}

fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        match attribute(&tokens[index..]) {
            Some(attribute) if is_test(&tokens[index..index + attribute]) => {
                index += attribute;
                index += item(&tokens[index..]);
            }
            // Attributes name derives and lints, no modules.
            Some(attribute) => index += attribute,
            None => {
                kept.push(tokens[index].clone());
                index += 1;
            }
        }
    }
    kept
}

/// Length of the attribute that begins here.
fn attribute(tokens: &[Token]) -> Option<usize> {
    match tokens {
        [Token::Mark('#'), Token::Mark('['), ..] => Some(1 + group(&tokens[1..])),
        [Token::Mark('#'), Token::Mark('!'), Token::Mark('['), ..] => Some(2 + group(&tokens[2..])),
        _ => None,
    }
}

fn is_test(attribute: &[Token]) -> bool {
    let has = |text| attribute.iter().any(|token| token.is(text));
    has("cfg") && has("test") && !has("not")
}

/// Length of an item with its attributes.
fn item(tokens: &[Token]) -> usize {
    let mut index = 0;
    while let Some(length) = attribute(&tokens[index..]) {
        index += length;
    }
    let head = &tokens[index..];
    let keyword = head.iter().find(|token| token.name().is_some_and(|name| name != "pub" && name != "crate"));
    let is_const_fn = head.iter().take(6).any(|token| token.is("fn"));
    // The braces of these are followed by a semicolon.
    let ends_with_semicolon = !is_const_fn
        && keyword.is_some_and(|keyword| ["use", "const", "static", "type"].into_iter().any(|name| keyword.is(name)));
    while index < tokens.len() {
        match &tokens[index] {
            Token::Mark(';') => return index + 1,
            Token::Mark('{') if !ends_with_semicolon => return index + group(&tokens[index..]),
            Token::Mark('{' | '(' | '[') => index += group(&tokens[index..]),
            _ => index += 1,
        }
    }
    index
}

/// Length of a group from its opening to its closing bracket.
pub fn group(tokens: &[Token]) -> usize {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Mark('{' | '(' | '[') => depth += 1,
            Token::Mark('}' | ')' | ']') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    tokens.len()
}

#[test]
fn comments_literals_and_tests_are_left_out() {
    let source = r##"
        // use a::b;
        /* use /* a::c */ ; */
        fn f<'a>(x: &'a str) -> char { let _ = ("use a::d", r#"a::"e"#, b'\'', 'x'); 'y' }
        #[cfg(test)]
        mod tests { use a::g; }
        #[cfg(test)]
        use a::{h, i};
        #[derive(Debug)]
        struct S;
    "##;
    let names: Vec<_> = tokens(source).iter().filter_map(|token| token.name().map(str::to_string)).collect();
    assert_eq!(names, ["fn", "f", "a", "x", "a", "str", "char", "let", "_", "b", "struct", "S"]);
}
