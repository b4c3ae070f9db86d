//! Proving and verification keys, cached on disk.

use super::cache::{CacheBudget, CosetCache};
use super::circuit::Circuit;
use super::files::write_atomically;
use super::plain::fixed::Numbers;
use super::progress::Progress;
use super::srs::{Srs, SrsError};
use super::{lower, words};
use crate::builder::Builder;
use crate::field::Engine;
use crate::gates::Gates;
use bellman_ce::plonk::better_better_cs::cs::{Setup, SynthesisModeGenerateSetup, VerificationKey};
use bellman_ce::worker::Worker;
use bellman_ce::SynthesisError;
use blake2::{digest::consts::U32, Blake2b, Digest};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use thiserror::Error;

/// Why there are no keys.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The SRS does not fit.
    #[error(transparent)]
    Srs(#[from] SrsError),
    /// bellman refuses the circuit.
    #[error("key generation for circuit `{circuit}` failed: {source}")]
    Setup {
        /// The circuit.
        circuit: String,
        /// bellman's error.
        source: SynthesisError,
    },
    /// The cache cannot be written.
    #[error("cannot write the key cache {path}: {source}; check permissions and free space")]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
}

/// The keys of one circuit.
pub struct CircuitKeys {
    name: String,
    capacity: u32,
    circuit_digest: [u8; 32],
    setup: Setup<Engine, Gates>,
    verification_key: VerificationKey<Engine, Gates>,
    srs: Arc<Srs>,
    cache: CosetCache,
}

impl CircuitKeys {
    /// Generates keys; takes seconds to minutes. Provers keep as much for these keys as [`CacheBudget::DEFAULT`] allows.
    pub fn generate<C: Circuit + ?Sized>(
        circuit: &C,
        srs: Arc<Srs>,
        progress: &dyn Progress,
    ) -> Result<Self, KeyError> {
        let mut cs = Builder::new();
        circuit.synthesize(&mut cs);
        Self::generate_from(circuit, &cs, srs, CacheBudget::new(CacheBudget::DEFAULT), progress)
    }

    fn generate_from<C: Circuit + ?Sized>(
        circuit: &C,
        cs: &Builder,
        srs: Arc<Srs>,
        budget: Arc<CacheBudget>,
        progress: &dyn Progress,
    ) -> Result<Self, KeyError> {
        let name = circuit.name();
        let needed = 1usize << lower::log2_size(cs);
        if srs.powers().len() < needed {
            return Err(SrsError::TooSmall { found: srs.powers().len(), needed }.into());
        }
        let failed = |source| KeyError::Setup { circuit: name.clone(), source };
        let worker = Worker::new();
        progress.step(0, 3, "writing the circuit's rows");
        let assembly = lower::lower::<SynthesisModeGenerateSetup>(cs).map_err(failed)?;
        progress.step(1, 3, "interpolating the setup polynomials");
        let setup = assembly.create_setup::<Gates>(&worker).map_err(failed)?;
        drop(assembly);
        progress.step(2, 3, "committing to the setup polynomials");
        let verification_key = VerificationKey::from_setup(&setup, &worker, srs.crs()).map_err(failed)?;
        progress.step(3, 3, "done");
        let cache = CosetCache::new(Numbers::get().kept(), budget);
        Ok(Self {
            name,
            capacity: circuit.capacity(),
            circuit_digest: cs.digest(),
            setup,
            verification_key,
            srs,
            cache,
        })
    }

    /// The circuit's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The circuit's capacity.
    pub fn capacity(&self) -> u32 {
        self.capacity
    }

    /// [`Builder::digest`] of the circuit.
    pub fn circuit_digest(&self) -> [u8; 32] {
        self.circuit_digest
    }

    /// The key for verifiers.
    pub fn verification_key(&self) -> &VerificationKey<Engine, Gates> {
        &self.verification_key
    }

    /// `keccak256` of the verification key's words and the capacity.
    pub fn key_digest(&self) -> [u8; 32] {
        words::key_digest(&self.verification_key, self.capacity)
    }

    /// Size of the domain: rows, padded to a power of two.
    pub fn domain_size(&self) -> usize {
        self.setup.n + 1
    }

    pub(super) fn setup(&self) -> &Setup<Engine, Gates> {
        &self.setup
    }

    /// The powers of the SRS, as the prover takes them.
    pub(super) fn bases(&self) -> &[ark_bn254::G1Affine] {
        self.srs.native_powers()
    }

    pub(super) fn cache(&self) -> &CosetCache {
        &self.cache
    }

    #[cfg(any(test, feature = "bellman-prover"))]
    pub(super) fn crs(
        &self,
    ) -> &bellman_ce::kate_commitment::Crs<Engine, bellman_ce::kate_commitment::CrsForMonomialForm> {
        self.srs.crs()
    }
}

/// Keys in a directory, each with a digest of its circuit and SRS in the name and a digest of its content at the end.
pub struct KeyStore {
    directory: PathBuf,
    srs: Arc<Srs>,
    budget: Arc<CacheBudget>,
    loaded: Mutex<HashMap<[u8; 32], Arc<CircuitKeys>>>,
}

impl KeyStore {
    /// Uses a directory, which is created if it is missing.
    pub fn open(directory: &Path, srs: Arc<Srs>) -> Result<Self, KeyError> {
        fs::create_dir_all(directory).map_err(|source| KeyError::Io { path: directory.to_owned(), source })?;
        let budget = CacheBudget::new(CacheBudget::DEFAULT);
        Ok(Self { directory: directory.to_owned(), srs, budget, loaded: Mutex::default() })
    }

    /// With another budget for what provers keep between proofs, all keys together.
    pub fn with_budget(self, budget: Arc<CacheBudget>) -> Self {
        Self { budget, ..self }
    }

    /// The SRS.
    pub fn srs(&self) -> &Arc<Srs> {
        &self.srs
    }

    /// The keys of a circuit (any instance of it): from memory, from disk, or generated and stored. A damaged file is
    /// replaced.
    pub fn keys<C: Circuit + ?Sized>(
        &self,
        circuit: &C,
        progress: &dyn Progress,
    ) -> Result<Arc<CircuitKeys>, KeyError> {
        let mut cs = Builder::new();
        circuit.synthesize(&mut cs);
        let digest = cs.digest();
        let id = self.id(circuit, digest);
        // Held while generating, so that two callers do not do the same work twice.
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(keys) = loaded.get(&id) {
            return Ok(Arc::clone(keys));
        }
        let path = self.directory.join(format!("{}-{}.key", circuit.name(), hex::encode(&id[..8])));
        let keys = match self.read(&path, &id, circuit, digest) {
            Some(keys) => keys,
            None => {
                let (srs, budget) = (Arc::clone(&self.srs), Arc::clone(&self.budget));
                let keys = CircuitKeys::generate_from(circuit, &cs, srs, budget, progress)?;
                write_atomically(&path, |out| write_keys(out, &id, &keys))
                    .map_err(|source| KeyError::Io { path, source })?;
                keys
            }
        };
        let keys = Arc::new(keys);
        loaded.insert(id, Arc::clone(&keys));
        Ok(keys)
    }

    fn id<C: Circuit + ?Sized>(&self, circuit: &C, digest: [u8; 32]) -> [u8; 32] {
        let hash = Blake2b::<U32>::new().chain_update(b"zelkova keys v1").chain_update(digest);
        hash.chain_update(self.srs.digest()).chain_update(circuit.capacity().to_le_bytes()).finalize().into()
    }

    fn read<C: Circuit + ?Sized>(
        &self,
        path: &Path,
        id: &[u8; 32],
        circuit: &C,
        digest: [u8; 32],
    ) -> Option<CircuitKeys> {
        let file = File::open(path).ok()?;
        let keys = read_keys(file, id);
        if keys.is_none() {
            tracing::warn!(path = %path.display(), "the cached keys are damaged and will be generated again");
        }
        let (setup, verification_key) = keys?;
        Some(CircuitKeys {
            name: circuit.name(),
            capacity: circuit.capacity(),
            circuit_digest: digest,
            setup,
            verification_key,
            srs: Arc::clone(&self.srs),
            cache: CosetCache::new(Numbers::get().kept(), Arc::clone(&self.budget)),
        })
    }
}

/// Writes through a digest.
struct Hashing<T> {
    inner: T,
    hash: Blake2b<U32>,
}

impl<T: Write> Write for Hashing<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn write_keys(out: &mut dyn Write, id: &[u8; 32], keys: &CircuitKeys) -> io::Result<()> {
    let mut out = Hashing { inner: out, hash: Blake2b::new() };
    {
        // bellman writes field element by field element.
        let mut buffered = BufWriter::with_capacity(1 << 20, &mut out);
        buffered.write_all(id)?;
        keys.setup.write(&mut buffered)?;
        keys.verification_key.write(&mut buffered)?;
        buffered.flush()?;
    }
    let digest = out.hash.clone().finalize();
    out.inner.write_all(&digest)
}

type StoredKeys = (Setup<Engine, Gates>, VerificationKey<Engine, Gates>);

/// `None` if the file is not exactly what [`write_keys`] wrote for this id.
fn read_keys(file: File, id: &[u8; 32]) -> Option<StoredKeys> {
    let mut bytes = Vec::new();
    BufReader::new(file).read_to_end(&mut bytes).ok()?;
    let (content, digest) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
    if Blake2b::<U32>::digest(content).as_slice() != digest || content.get(..32)? != id {
        return None;
    }
    let mut rest = &content[32..];
    let setup = Setup::read(&mut rest).ok()?;
    let key = VerificationKey::read(&mut rest).ok()?;
    rest.is_empty().then_some((setup, key))
}
