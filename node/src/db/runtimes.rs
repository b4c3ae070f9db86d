//! Which versions of the runtime have executed the chain.

use super::{store::decode, Batch, Column, Database, DbError};
use codec::{Decode, Encode};

const RUNTIMES_KEY: &[u8] = b"runtimes";

/// A version of the runtime and where it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct RuntimeSpan {
    /// The `spec_version` of the runtime.
    pub spec_version: u32,
    /// The first mini-block that it executed; 0 is genesis.
    pub first_mini_block: u32,
}

impl Batch<'_> {
    /// Records the runtime that executed a mini-block, in the batch that writes the mini-block.
    pub fn note_runtime(&mut self, spec_version: u32, mini_block: u32) -> Result<(), DbError> {
        let bytes = self.store.rocks.get_cf(self.store.column(Column::Meta), RUNTIMES_KEY)?;
        let spans: Option<Vec<RuntimeSpan>> =
            bytes.map(|bytes| decode(Column::Meta, RUNTIMES_KEY, &bytes)).transpose()?;
        let mut spans = spans.unwrap_or_default();
        if spans.last().is_none_or(|last| last.spec_version != spec_version) {
            spans.push(RuntimeSpan { spec_version, first_mini_block: mini_block });
            self.put(Column::Meta, RUNTIMES_KEY, &spans);
        }
        Ok(())
    }
}

impl Database {
    /// The versions that have executed the chain, in order.
    pub fn runtimes(&self) -> Result<Vec<RuntimeSpan>, DbError> {
        Ok(self.get(Column::Meta, RUNTIMES_KEY)?.unwrap_or_default())
    }

    /// The version that executed the newest mini-block; an error if it is newer than the program's own, which could not
    /// read what it left.
    pub fn check_runtime(&self, spec_version: u32) -> Result<Option<RuntimeSpan>, DbError> {
        match self.runtimes()?.last() {
            Some(span) if span.spec_version > spec_version => Err(DbError::NewerRuntime {
                path: self.path().into(),
                found: span.spec_version,
                since: span.first_mini_block,
                ours: spec_version,
            }),
            span => Ok(span.copied()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_recorded_with_its_first_mini_block_and_older_programs_are_refused() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let database = Database::open(directory.path()).expect("opens");
        assert_eq!(database.check_runtime(1).expect("no chain yet"), None);
        for (mini_block, spec_version) in [(0, 1), (1, 1), (2, 3), (3, 3)] {
            let mut batch = database.batch();
            batch.note_runtime(spec_version, mini_block).expect("reads");
            database.commit(batch).expect("commits");
        }
        let span = |spec_version, first_mini_block| RuntimeSpan { spec_version, first_mini_block };
        assert_eq!(database.runtimes().expect("reads"), [span(1, 0), span(3, 2)]);
        for ours in [3, 4] {
            assert_eq!(database.check_runtime(ours).expect("fits"), Some(span(3, 2)));
        }
        let error = database.check_runtime(2).expect_err("older than the chain");
        assert!(matches!(error, DbError::NewerRuntime { found: 3, since: 2, ours: 2, .. }), "{error}");
    }
}
