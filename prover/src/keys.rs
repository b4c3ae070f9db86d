//! Proving keys.

use super::{srs, ProverError};
use parking_lot::Mutex;
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};
use zelkova_chain_spec::SrsSpec;
use zelkova_circuits::{
    block::{self, stats::BlockStats, BlockProofError, BlockSize},
    exit::{self, EXIT_CAPACITY},
    plonk::{self, CacheBudget, CircuitKeys, KeyError, KeyStore, Progress, SrsError},
};
use zelkova_runtime::{BlockOps, PAY_OUTS};

/// Proving keys, generated when first needed and kept on disk.
pub struct ProverKeys {
    directory: PathBuf,
    spec: SrsSpec,
    cache_bytes: usize,
    memory_limit: Option<u64>,
    /// One lock for all capacities, so that one set of keys is generated at a time.
    loaded: Mutex<Loaded>,
}

#[derive(Default)]
struct Loaded {
    store: Option<KeyStore>,
    keys: HashMap<u32, Arc<CircuitKeys>>,
}

/// Powers of the SRS that are opened at first: as many as the development sizes need. More are opened when a larger circuit
/// is asked for.
const FIRST_POWERS: usize = 3 << 14;

impl ProverKeys {
    /// Keys in `directory`, from the SRS of a chain spec. Nothing is read or made before the first key is asked for.
    pub fn new(directory: &Path, spec: &SrsSpec) -> Self {
        let (directory, spec) = (directory.to_path_buf(), spec.clone());
        let cache_bytes = CacheBudget::DEFAULT;
        Self { directory, spec, cache_bytes, memory_limit: None, loaded: Mutex::default() }
    }

    /// Lets provers keep so many bytes between proofs, all sizes together; see [`CacheBudget`].
    pub fn with_cache(self, cache_bytes: usize) -> Self {
        Self { cache_bytes, ..self }
    }

    /// Refuses proofs that need more memory than so many bytes, keys included. Without a limit, those are refused that need
    /// more than what the system says is free when they start.
    pub fn with_memory_limit(self, bytes: Option<u64>) -> Self {
        Self { memory_limit: bytes, ..self }
    }

    /// Whether blocks with so many slots can be proven in the memory that there is now. Makes no keys.
    pub fn check_memory(&self, slots: u32) -> Result<(), ProverError> {
        let size = BlockSize::of(slots).ok_or(ProverError::UnknownCapacity(slots))?;
        let stats = BlockStats::of::<BlockOps>(size).map_err(|error| ProverError::Keys(error.to_string()))?;
        plonk::check_memory(stats.rows_log2, self.memory_limit).map_err(|source| ProverError::Memory {
            slots,
            source,
            limited: self.memory_limit.is_some(),
        })
    }

    /// The keys of a capacity, [`EXIT_CAPACITY`] for exits; generates them if need be.
    pub fn load(&self, capacity: u32, progress: &dyn Progress) -> Result<Arc<CircuitKeys>, ProverError> {
        let mut loaded = self.loaded.lock();
        if let Some(keys) = loaded.keys.get(&capacity) {
            return Ok(keys.clone());
        }
        let started = Instant::now();
        let keys = self.open(&mut loaded.store, capacity, progress)?;
        tracing::info!(capacity, seconds = started.elapsed().as_secs_f64(), "proving keys are ready");
        loaded.keys.insert(capacity, keys.clone());
        Ok(keys)
    }

    fn open(
        &self,
        store: &mut Option<KeyStore>,
        capacity: u32,
        progress: &dyn Progress,
    ) -> Result<Arc<CircuitKeys>, ProverError> {
        let failed = |error: &dyn std::error::Error| ProverError::Keys(error.to_string());
        let mut powers = FIRST_POWERS;
        loop {
            let opened = match store.take() {
                Some(opened) => opened,
                None => {
                    let srs = Arc::new(srs::open(&self.spec, &self.directory, powers)?);
                    let opened = KeyStore::open(&self.directory, srs).map_err(|error| failed(&error))?;
                    let opened = opened.with_budget(CacheBudget::new(self.cache_bytes));
                    match self.memory_limit {
                        Some(bytes) => opened.with_memory_limit(bytes),
                        None => opened,
                    }
                }
            };
            let made = match capacity {
                EXIT_CAPACITY => exit::keys(&opened, PAY_OUTS, progress).map_err(BlockProofError::from),
                slots => block::keys::<BlockOps>(&opened, slots, progress),
            };
            match made {
                // The store with fewer powers goes; keys that came of it stay as they are.
                Err(BlockProofError::Keys(KeyError::Srs(SrsError::TooSmall { needed, .. }))) if needed > powers => {
                    powers = needed;
                }
                keys => {
                    *store = Some(opened);
                    return keys.map_err(|error| failed(&error));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_circuits::plonk::NoProgress;

    #[test]
    fn nothing_is_read_or_made_before_a_key_is_asked_for() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let (directory, path) = (directory.path().join("keys"), directory.path().join("none.ptau"));
        let keys = ProverKeys::new(&directory, &SrsSpec::Ceremony { path: path.clone(), digest: [0; 32] });
        assert!(!directory.exists());
        let error = keys.load(3, &NoProgress).err().expect("there is no SRS").to_string();
        assert!(error.contains(&path.display().to_string()) && error.contains("keys directory"), "{error}");
    }

    #[test]
    fn too_little_memory_is_said_with_the_size_that_fits() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let keys = |limit| ProverKeys::new(directory.path(), &SrsSpec::Development).with_memory_limit(Some(limit));
        let large = BlockSize::LARGE.slots;
        assert!(keys(1 << 40).check_memory(large).is_ok());
        let error = keys(100 << 20).check_memory(large).expect_err("100 MiB are too little").to_string();
        assert!(error.contains("blocks of 30 slots") && error.contains("--prover-memory"), "{error}");
        assert!(error.contains("at most 2^14 rows"), "{error}");
        assert!(keys(100 << 20).check_memory(BlockSize::MIDDLE.slots).is_ok());
    }
}
