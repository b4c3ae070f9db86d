//! What a user sees while something takes time: one line that changes on a terminal, one line for each step elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use std::{io::IsTerminal, time::Duration};

/// How often the line on a terminal moves.
const TICK: Duration = Duration::from_millis(100);

/// The progress of one command, on the standard error output.
pub struct Progress(Kind);

enum Kind {
    Silent,
    Lines,
    Terminal(ProgressBar),
}

impl Progress {
    /// Silent if a program reads the output.
    pub fn new(silent: bool) -> Self {
        if silent {
            return Self(Kind::Silent);
        }
        if !std::io::stderr().is_terminal() {
            return Self(Kind::Lines);
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} [{elapsed}]") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(TICK);
        Self(Kind::Terminal(bar))
    }

    /// Tells the next step.
    pub fn step(&self, text: impl Into<String>) {
        match &self.0 {
            Kind::Silent => {}
            Kind::Lines => eprintln!("{}", text.into()),
            Kind::Terminal(bar) => bar.set_message(text.into()),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Kind::Terminal(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
