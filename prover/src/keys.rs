//! Proving keys.

use super::{srs, ProverError};
use parking_lot::Mutex;
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::Instant,
};
use zelkova_chain_spec::SrsSpec;
use zelkova_circuits::{
    block,
    plonk::{CacheBudget, CircuitKeys, KeyStore, Progress},
};
use zelkova_runtime::BlockOps;

/// Proving keys, generated when first needed and kept on disk.
pub struct ProverKeys {
    directory: PathBuf,
    spec: SrsSpec,
    cache_bytes: usize,
    store: OnceLock<KeyStore>,
    /// One lock for all capacities, so that one set of keys is generated at a time.
    loaded: Mutex<HashMap<u32, Arc<CircuitKeys>>>,
}

impl ProverKeys {
    /// Keys in `directory`, from the SRS of a chain spec. Nothing is read or made before the first key is asked for.
    pub fn new(directory: &Path, spec: &SrsSpec) -> Self {
        let (directory, spec) = (directory.to_path_buf(), spec.clone());
        let cache_bytes = CacheBudget::DEFAULT;
        Self { directory, spec, cache_bytes, store: OnceLock::new(), loaded: Mutex::default() }
    }

    /// Lets provers keep so many bytes between proofs, all sizes together; see [`CacheBudget`].
    pub fn with_cache(self, cache_bytes: usize) -> Self {
        Self { cache_bytes, ..self }
    }

    /// The keys of a capacity; generates them if need be.
    pub fn load(&self, capacity: u32, progress: &dyn Progress) -> Result<Arc<CircuitKeys>, ProverError> {
        let mut loaded = self.loaded.lock();
        if let Some(keys) = loaded.get(&capacity) {
            return Ok(keys.clone());
        }
        let started = Instant::now();
        let keys = block::keys::<BlockOps>(self.store()?, capacity, progress);
        let keys = keys.map_err(|error| ProverError::Keys(error.to_string()))?;
        tracing::info!(capacity, seconds = started.elapsed().as_secs_f64(), "proving keys are ready");
        loaded.insert(capacity, keys.clone());
        Ok(keys)
    }

    fn store(&self) -> Result<&KeyStore, ProverError> {
        if self.store.get().is_none() {
            let srs = srs::open(&self.spec, &self.directory)?;
            let store = KeyStore::open(&self.directory, Arc::new(srs));
            let store = store.map_err(|error| ProverError::Keys(error.to_string()))?;
            let store = store.with_budget(CacheBudget::new(self.cache_bytes));
            // `load` holds the lock, so nobody else can have set it.
            let _ = self.store.set(store);
        }
        self.store.get().ok_or_else(|| ProverError::Keys("the key store is not open".into()))
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
        let error = keys.load(2, &NoProgress).err().expect("there is no SRS").to_string();
        assert!(error.contains(&path.display().to_string()) && error.contains("keys directory"), "{error}");
    }
}
