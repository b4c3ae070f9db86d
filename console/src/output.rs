//! What commands print: text for people, or one JSON document with `--json`; errors go to the standard error output.

use crate::error::{chain, NodeError};
use serde::Serialize;
use std::io::Write;

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
    pub fn print(self, value: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), NodeError> {
        let line = if self.json {
            serde_json::to_string_pretty(value)
                .map_err(|error| NodeError::Other(format!("cannot print the result: {error}")))?
        } else {
            text()
        };
        // A reader that went away (`| head`) is no failure of the command.
        let _ = writeln!(std::io::stdout(), "{line}");
        Ok(())
    }

    /// Prints a result of a command that goes on: JSON takes exactly one line, so that a reader knows when it is complete.
    pub fn print_line(self, value: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), NodeError> {
        let line = if self.json {
            serde_json::to_string(value)
                .map_err(|error| NodeError::Other(format!("cannot print the result: {error}")))?
        } else {
            text()
        };
        let mut out = std::io::stdout();
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
        Ok(())
    }

    /// Prints an error.
    pub fn error(self, error: &NodeError) {
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
