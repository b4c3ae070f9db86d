//! Errors of the database.

use std::path::PathBuf;
use zelkova_primitives::Settlement;

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// Another process has it open.
    #[error("the database in {path} is in use by another process; stop that node or choose another --base-path", path = path.display())]
    Locked {
        /// Its directory.
        path: PathBuf,
    },
    /// Its chain did not begin as the chain spec says.
    #[error(
        "the database in {path} belongs to another chain than the chain spec: {differences}; \
         use the spec that it was made with, or another --base-path", path = path.display(),
    )]
    OtherChain {
        /// Its directory.
        path: PathBuf,
        /// What differs.
        differences: String,
    },
    /// Its chain settles to another contract.
    #[error(
        "the chain in the database in {path} settles to the rollup contract {found}, this node is given {given}; \
         give it the L1 and the contracts of the chain, or another --base-path", path = path.display(),
    )]
    OtherSettlement {
        /// Its directory.
        path: PathBuf,
        /// The contract of the chain.
        found: Settlement,
        /// The contract that was given.
        given: Settlement,
    },
    /// A newer version of the program wrote it.
    #[error(
        "the database in {path} was written by a newer version of this program: it has layout {found}, this version knows \
         layouts up to {newest}; run that version or a later one, or start again with another --base-path",
        path = path.display(),
    )]
    NewerSchema {
        /// Its directory.
        path: PathBuf,
        /// Its layout.
        found: u32,
        /// The layout that this program writes.
        newest: u32,
    },
    /// It is older than everything that the program can migrate.
    #[error(
        "the database in {path} was written by an older version of this program: it has layout {found}, this version \
         migrates layouts from {oldest} on, since chains of older ones have another genesis and other proofs; go on with the \
         version that wrote it, or start again with another --base-path",
        path = path.display(),
    )]
    OlderSchema {
        /// Its directory.
        path: PathBuf,
        /// Its layout.
        found: u32,
        /// The oldest layout that this program can migrate.
        oldest: u32,
    },
    /// A newer runtime executed its newest mini-blocks.
    #[error(
        "the chain in the database in {path} is executed by a newer runtime than this program's: spec version {found} from \
         mini-block {since} on, this program has {ours}; run the version of the program that has that runtime, or a later one",
        path = path.display(),
    )]
    NewerRuntime {
        /// Its directory.
        path: PathBuf,
        /// The spec version that executed the newest mini-block.
        found: u32,
        /// The first mini-block that it executed.
        since: u32,
        /// The spec version of the program's runtime.
        ours: u32,
    },
    /// It has a column that the program does not know, though it has a layout that it knows.
    #[error(
        "the database in {path} has a column `{column}` that this program does not know: another build of the program \
         wrote it; use that build, or start again with another --base-path", path = path.display(),
    )]
    UnknownColumn {
        /// Its directory.
        path: PathBuf,
        /// Name of the column.
        column: String,
    },
    /// A migration cannot go on.
    #[error(
        "the migration of the database in {path} from layout {from} to {to} ({title}) stopped after {units} of {total}: \
         {source}; nothing is lost: once that is put right, start again and it goes on from there", path = path.display(),
    )]
    Migration {
        /// Its directory.
        path: PathBuf,
        /// What the migration does.
        title: &'static str,
        /// Layout that it starts from.
        from: u32,
        /// Layout that it leads to.
        to: u32,
        /// Units of work that are done.
        units: u64,
        /// About how many there are.
        total: u64,
        /// Why it stopped.
        source: Box<DbError>,
    },
    /// The genesis of the chain spec cannot be written down.
    #[error("the genesis of the chain spec cannot be recorded: {0}; this is a fault of the program, please report it")]
    Genesis(serde_json::Error),
    /// A stored value does not decode, or something that must be there is missing.
    #[error("the database is damaged: column `{column}`, key 0x{key}: {detail}; restore a backup or start again with another --base-path")]
    Damaged {
        /// Which column.
        column: &'static str,
        /// Which key, in hex.
        key: String,
        /// What is wrong.
        detail: String,
    },
    /// RocksDB's own error.
    #[error("the database failed: {0}; check that the disk is neither full nor read-only")]
    Rocks(#[from] rocksdb::Error),
    /// A directory cannot be made.
    #[error("cannot use {path}: {source}; choose another --base-path or correct its permissions", path = path.display())]
    Directory {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl DbError {
    /// A value that does not decode or is missing.
    pub(crate) fn damaged(column: super::Column, key: &[u8], detail: impl ToString) -> Self {
        Self::Damaged { column: column.name(), key: hex::encode(key), detail: detail.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_primitives::L1Address;

    /// The first column of the table in docs/database.md, without the code marks.
    fn documented() -> Vec<String> {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/database.md");
        let page = std::fs::read_to_string(page).expect("the page is there");
        let table =
            page.split("| what the node says |").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a table");
        table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next().map(str::to_owned)).collect()
    }

    #[test]
    fn the_page_for_operators_lists_every_refusal_as_it_is_told() {
        let path = || PathBuf::from("/data/db");
        let at = |rollup| Settlement { l1_chain_id: 1, rollup: L1Address([rollup; 20]) };
        let told = [
            DbError::NewerSchema { path: path(), found: 6, newest: 5 },
            DbError::OlderSchema { path: path(), found: 3, oldest: 4 },
            DbError::Migration {
                path: path(),
                title: "receipts",
                from: 4,
                to: 5,
                units: 1,
                total: 2,
                source: Box::new(DbError::damaged(super::super::Column::Receipts, b"k", "missing")),
            },
            DbError::NewerRuntime { path: path(), found: 3, since: 2, ours: 2 },
            DbError::OtherChain { path: path(), differences: "genesis.l2ChainId".into() },
            DbError::OtherSettlement { path: path(), found: at(1), given: at(2) },
            DbError::UnknownColumn { path: path(), column: "x".into() },
            DbError::Locked { path: path() },
            DbError::damaged(super::super::Column::Receipts, b"k", "missing"),
        ]
        .map(|error| error.to_string());
        let documented = documented();
        assert_eq!(documented.len(), told.len());
        for (row, text) in documented.iter().zip(&told) {
            assert!(row.split("...").all(|part| text.contains(part.trim())), "`{row}` is not in: {text}");
        }
    }
}
