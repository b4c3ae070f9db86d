//! Runs mini-blocks and queries over a state.

use std::sync::Arc;

use crate::{ExecuteError, Header, MiniBlockInputs, MiniBlockOutput, Query, StateReader};

/// Runs mini-blocks and queries over the state that `R` reads.
pub struct Executor<R> {
    reader: Arc<R>,
}

impl<R> Clone for Executor<R> {
    fn clone(&self) -> Self {
        Self { reader: self.reader.clone() }
    }
}

impl<R: StateReader> Executor<R> {
    /// An executor over a state.
    pub fn new(reader: Arc<R>) -> Self {
        Self { reader }
    }

    /// The state.
    pub fn reader(&self) -> &Arc<R> {
        &self.reader
    }

    /// Runs the mini-block after `parent`. Writes nothing: the output holds the changes. The same inputs over the same
    /// parent give the same output.
    pub fn execute(&self, _parent: &Header, _inputs: MiniBlockInputs) -> Result<MiniBlockOutput, ExecuteError> {
        unimplemented!()
    }

    /// Reads the state at the end of mini-block `at`.
    pub fn query<T>(&self, _at: &Header, _read: impl FnOnce(&Query) -> T) -> Result<T, ExecuteError> {
        unimplemented!()
    }
}
