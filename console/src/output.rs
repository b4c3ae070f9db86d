//! What commands print: text for people, or one JSON document with `--json`; errors go to the standard error output.

use super::{chain, Failure};
use serde::Serialize;
use std::io::Write;

/// A result that cannot be written as JSON.
#[derive(Debug, thiserror::Error)]
#[error("cannot print the result: {0}")]
pub struct PrintError(serde_json::Error);

/// Prints the results of commands.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    json: bool,
}

impl Output {
    /// Text, or JSON if asked for.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether results are JSON.
    pub fn is_json(self) -> bool {
        self.json
    }

    /// Prints a result: `text` for people, `value` for programs.
    pub fn print(self, value: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), PrintError> {
        let line = if self.json { serde_json::to_string_pretty(value).map_err(PrintError)? } else { text() };
        // A reader that went away (`| head`) is no failure of the command.
        let _ = writeln!(std::io::stdout(), "{line}");
        Ok(())
    }

    /// Prints a result of a command that goes on: JSON takes exactly one line, so that a reader knows when it is complete.
    pub fn print_line(self, value: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), PrintError> {
        let line = if self.json { serde_json::to_string(value).map_err(PrintError)? } else { text() };
        let mut out = std::io::stdout();
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
        Ok(())
    }

    /// Prints an error.
    pub fn error<E: Failure>(self, error: &E) {
        let message = chain(error);
        let line = if self.json {
            let body = serde_json::json!({ "error": { "kind": error.kind(), "message": message, "exitCode": error.exit_code() } });
            body.to_string()
        } else {
            format!("error: {message}")
        };
        let _ = writeln!(std::io::stderr(), "{line}");
    }
}
