//! The in-process prover: keys from the key store, one proof at a time on a thread of its own.

use super::{events, util::blocking, witness::Job, Context, ServiceError};
use crate::{
    db::{Column, ProofRecord},
    tasks::Shutdown,
};
use parking_lot::Mutex;
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::Instant,
};
use tokio::sync::mpsc;
use zelkova_chain_spec::SrsSpec;
use zelkova_circuits::{
    block::{self, BlockProofError},
    plonk::{ptau, CircuitKeys, KeyStore, NoProgress, Progress, Srs, SrsError},
};
use zelkova_runtime::{circuit::BlockOps, PipelineEvent};

/// Powers of the SRS: as many as the largest circuit has rows.
const SRS_POWERS: usize = 1 << 18;

/// Proving keys, generated when first needed and kept on disk.
pub struct ProverKeys {
    directory: PathBuf,
    spec: SrsSpec,
    store: OnceLock<KeyStore>,
    /// One lock for all capacities, so that one set of keys is generated at a time.
    loaded: Mutex<HashMap<u32, Arc<CircuitKeys>>>,
}

impl ProverKeys {
    /// Keys in `directory`, from the SRS of a chain spec. Nothing is read or made before the first key is asked for.
    pub fn new(directory: &Path, spec: &SrsSpec) -> Self {
        let (directory, spec) = (directory.to_path_buf(), spec.clone());
        Self { directory, spec, store: OnceLock::new(), loaded: Mutex::default() }
    }

    /// The digest that identifies circuit and verification key of a capacity.
    pub async fn digest(self: &Arc<Self>, capacity: u32) -> Result<[u8; 32], ServiceError> {
        let this = self.clone();
        blocking("keys", move || Ok(this.load(capacity, &NoProgress)?.key_digest())).await
    }

    /// The keys of a capacity; generates them if need be.
    pub fn load(&self, capacity: u32, progress: &dyn Progress) -> Result<Arc<CircuitKeys>, ServiceError> {
        let mut loaded = self.loaded.lock();
        if let Some(keys) = loaded.get(&capacity) {
            return Ok(keys.clone());
        }
        let started = Instant::now();
        let keys = block::keys::<BlockOps>(self.store()?, capacity, progress);
        let keys = keys.map_err(|error| ServiceError::Keys(error.to_string()))?;
        tracing::info!(capacity, seconds = started.elapsed().as_secs_f64(), "proving keys are ready");
        loaded.insert(capacity, keys.clone());
        Ok(keys)
    }

    fn store(&self) -> Result<&KeyStore, ServiceError> {
        if self.store.get().is_none() {
            let failed = |error: &dyn std::fmt::Display| ServiceError::Keys(error.to_string());
            let srs = open_srs(&self.spec, &self.directory)?;
            let store = KeyStore::open(&self.directory, Arc::new(srs)).map_err(|error| failed(&error))?;
            // `load` holds the lock, so nobody else can have set it.
            let _ = self.store.set(store);
        }
        self.store.get().ok_or_else(|| ServiceError::Keys("the key store is not open".into()))
    }
}

/// The SRS of a chain spec. A ceremony file must be the one that the spec names.
fn open_srs(spec: &SrsSpec, directory: &Path) -> Result<Srs, ServiceError> {
    let failed = |error: SrsError| ServiceError::Keys(error.to_string());
    match spec {
        SrsSpec::Development => Srs::development_cached(directory, SRS_POWERS).map_err(failed),
        SrsSpec::Ceremony { path, digest } => {
            let srs = ptau::load(path, SRS_POWERS).map_err(failed)?;
            if srs.digest() != *digest {
                let (found, expected) = (hex::encode(srs.digest()), hex::encode(digest));
                return Err(ServiceError::Keys(format!(
                    "the SRS {} has digest 0x{found}, the chain spec says 0x{expected}; get the file of that ceremony",
                    path.display()
                )));
            }
            Ok(srs)
        }
    }
}

/// Proves the witness generator's jobs until told to stop.
pub async fn run(
    context: Arc<Context>,
    keys: Arc<ProverKeys>,
    mut jobs: mpsc::Receiver<Job>,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    loop {
        let job = tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            job = jobs.recv() => job,
        };
        let Some(job) = job else {
            // The witness generator ended and says itself why.
            shutdown.cancelled().await;
            return Ok(());
        };
        let (context, keys) = (context.clone(), keys.clone());
        let work = blocking("prover", move || prove_block(&context, &keys, &job));
        tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            proven = work => proven?,
        }
    }
}

fn prove_block(context: &Context, keys: &ProverKeys, job: &Job) -> Result<(), ServiceError> {
    let number = job.number;
    let failed = |error: BlockProofError| ServiceError::Prove { block: number, detail: crate::error::chain(&error) };
    let keys = keys.load(job.capacity, &NoProgress)?;
    let started = Instant::now();
    let proof = block::prove::<BlockOps>(&keys, &job.witness).map_err(failed)?;
    let elapsed = started.elapsed();
    // A proof that L1 would refuse must be found here, where it costs nothing.
    block::verify(&keys, &proof).map_err(failed)?;
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let mut batch = context.db.batch();
    batch.put(Column::Proofs, number.to_be_bytes(), &ProofRecord { proof, millis });
    events::commit_with(context, batch, PipelineEvent::ProofReady { block: number })?;
    context.metrics.proof_seconds.observe(elapsed.as_secs_f64());
    tracing::info!(block = number, capacity = job.capacity, seconds = elapsed.as_secs_f64(), "block proven");
    context.changed();
    Ok(())
}
