//! A rebuilt state on disk.

use super::{files, ExodusError};
use codec::{Decode, DecodeAll, Encode};
use std::path::Path;
use zelkova_l1::{Genesis, StoredBlockInfo};
use zelkova_primitives::{keccak256, L1Address};
use zelkova_runtime::{
    restore::{Restored, Snapshot},
    PUBLISHED,
};

/// First bytes of the file; the digest of what follows comes next.
const MAGIC: &[u8] = b"zelkova state 1\n";
const REMEDY: &str = "move it away and run `zelkova data-restore` again";

/// The state of a chain after one of its blocks, with where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct StateFile {
    /// Chain id of the L1.
    pub l1_chain_id: u64,
    /// The Rollup on it.
    pub rollup: L1Address,
    /// How the chain began.
    pub genesis: Genesis,
    /// The last block that the state has, as L1 stored it.
    pub stored: StoredBlockInfo,
    /// L1 block in which it was committed; that of the deployment for block 0.
    pub l1_block: u64,
    /// The state.
    pub snapshot: Snapshot,
}

impl StateFile {
    /// Reads a file; `None` if there is none.
    pub fn read(path: &Path) -> Result<Option<Self>, ExodusError> {
        let Some(bytes) = files::read(path)? else { return Ok(None) };
        let damaged = |detail: &str| ExodusError::Damaged { path: path.into(), detail: detail.into(), remedy: REMEDY };
        let content = bytes.strip_prefix(MAGIC).ok_or_else(|| damaged("it does not begin like a state"))?;
        let (digest, content) = content.split_first_chunk().ok_or_else(|| damaged("it is cut off"))?;
        if keccak256(content) != *digest {
            return Err(damaged("its digest is wrong"));
        }
        let state = Self::decode_all(&mut &*content).map_err(|error| damaged(&error.to_string()))?;
        Ok(Some(state))
    }

    /// Reads a file that must be there.
    pub fn open(path: &Path) -> Result<Self, ExodusError> {
        let missing =
            || std::io::Error::new(std::io::ErrorKind::NotFound, "there is no state; run `zelkova data-restore`");
        Self::read(path)?.ok_or_else(|| ExodusError::File { path: path.into(), source: missing() })
    }

    /// Writes the file as a whole.
    pub fn write(&self, path: &Path) -> Result<(), ExodusError> {
        let content = self.encode();
        files::write(path, &[MAGIC, &keccak256(&content), &content].concat())
    }

    /// The state with its tree, whose root is that of the block.
    pub fn restored(&self) -> Result<Restored, ExodusError> {
        let restored = Restored::from_snapshot(self.snapshot.clone(), PUBLISHED)?;
        if (restored.root(), restored.number()) != (self.stored.state_root, self.stored.number) {
            return Err(ExodusError::Root(self.stored.number));
        }
        Ok(restored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_primitives::Felt;

    #[test]
    fn what_is_not_whole_is_refused() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let path = directory.path().join("state");
        assert_eq!(StateFile::read(&path).expect("no file is no error"), None);
        let missing = StateFile::open(&path).expect_err("no file").to_string();
        assert!(missing.contains("zelkova data-restore"), "{missing}");
        let root = Restored::from_snapshot(Snapshot::default(), PUBLISHED).expect("an empty state").root();
        let state = StateFile {
            l1_chain_id: 1,
            rollup: L1Address([2; 20]),
            genesis: Genesis { l1_block: 3, l2_chain_id: 4, root, state: vec![5] },
            stored: StoredBlockInfo::genesis(root),
            l1_block: 3,
            snapshot: Snapshot::default(),
        };
        state.write(&path).expect("writes");
        assert_eq!(StateFile::open(&path).expect("reads"), state);
        state.restored().expect("the root fits");
        let other = StateFile { stored: StoredBlockInfo::genesis(Felt::ZERO), ..state };
        other.restored().err().expect("another root");
        let bytes = std::fs::read(&path).expect("reads");
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            std::fs::write(&path, &changed).expect("writes");
            StateFile::open(&path).expect_err("a changed byte");
            std::fs::write(&path, &bytes[..at]).expect("writes");
            StateFile::open(&path).expect_err("a file that is cut off");
        }
    }
}
