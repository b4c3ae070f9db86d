//! What an operator sees while a migration runs: a bar on a terminal, a line in the log now and then elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use std::{
    cell::Cell,
    io::IsTerminal,
    time::{Duration, Instant},
};

/// Time between two lines.
const INTERVAL: Duration = Duration::from_secs(10);

/// The progress of one migration.
pub struct Progress {
    title: &'static str,
    from: u32,
    total: u64,
    started: Instant,
    told: Cell<Instant>,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Tells that a migration begins, or goes on after some units of work.
    pub fn begin(title: &'static str, from: u32, units: u64, total: u64) -> Self {
        let message = "migrating the database; a run that is stopped goes on at the next start";
        tracing::info!(title, from, to = from.saturating_add(1), units, total, "{message}");
        let bar = std::io::stderr().is_terminal().then(|| bar(title, units, total));
        let now = Instant::now();
        Self { title, from, total, started: now, told: Cell::new(now), bar }
    }

    /// Tells how many units are done.
    pub fn moved(&self, units: u64) {
        if let Some(bar) = &self.bar {
            // The total is an estimate.
            bar.set_length(self.total.max(units));
            bar.set_position(units);
        } else if self.told.get().elapsed() >= INTERVAL {
            self.told.set(Instant::now());
            tracing::info!(title = self.title, units, total = self.total, "migrating the database");
        }
    }

    /// Tells that it is finished.
    pub fn finish(self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let (to, seconds) = (self.from.saturating_add(1), self.started.elapsed().as_secs_f64());
        tracing::info!(title = self.title, from = self.from, to, seconds, "the database is migrated");
    }
}

fn bar(title: &'static str, units: u64, total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total.max(units)).with_position(units);
    if let Ok(style) = ProgressStyle::with_template("migrating: {msg} [{bar:20}] {pos}/{len}, {eta} left") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message(title);
    bar
}
