//! Errors that end a command.

use std::error::Error;

/// An error that a command can end with.
pub trait Failure: Error {
    /// The exit code of the process, one of [`crate::exit_code`].
    fn exit_code(&self) -> u8;

    /// A short identifier for machine output.
    fn kind(&self) -> &'static str;
}

/// An error and its causes in one line, without repeating a cause that is already part of the text above it.
pub fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[derive(Debug, thiserror::Error)]
    enum Lost {
        #[error("{0}; check that it is there")]
        Told(#[source] io::Error),
        #[error("nothing is left")]
        Untold(#[source] io::Error),
    }

    #[test]
    fn a_chain_names_each_cause_once() {
        assert_eq!(chain(&Lost::Told(io::Error::other("no such disk"))), "no such disk; check that it is there");
        assert_eq!(chain(&Lost::Untold(io::Error::other("no such disk"))), "nothing is left: no such disk");
    }
}
