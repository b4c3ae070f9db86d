//! Keys on disk.

use super::circuit::Circuit;
use super::files::write_atomically;
use super::key::VerificationKey;
use super::keys::{CircuitKeys, Content, KeyError};
use super::points::{self, read_element, write_element, COORDINATE_BYTES};
use super::progress::Progress;
use super::prover::CacheBudget;
use super::srs::Srs;
use super::words::{FIXED, FIXED_GROUPS};
use crate::builder::Builder;
use ark_bn254::Fr;
use blake2::{digest::consts::U32, Blake2b, Digest};
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Keys in a directory, each with a digest of its circuit and SRS in the name and a digest of its content at the end.
pub struct KeyStore {
    directory: PathBuf,
    srs: Arc<Srs>,
    budget: Arc<CacheBudget>,
    memory_limit: Option<u64>,
    loaded: Mutex<HashMap<[u8; 32], Arc<CircuitKeys>>>,
}

impl KeyStore {
    /// Uses a directory, which is created if it is missing.
    pub fn open(directory: &Path, srs: Arc<Srs>) -> Result<Self, KeyError> {
        fs::create_dir_all(directory).map_err(|source| KeyError::Io { path: directory.to_owned(), source })?;
        let budget = CacheBudget::new(CacheBudget::DEFAULT);
        Ok(Self { directory: directory.to_owned(), srs, budget, memory_limit: None, loaded: Mutex::default() })
    }

    /// With another budget for what provers keep between proofs, all keys together.
    pub fn with_budget(self, budget: Arc<CacheBudget>) -> Self {
        Self { budget, ..self }
    }

    /// With a limit to the memory of a proof, for all keys: see [`CircuitKeys::with_memory_limit`].
    pub fn with_memory_limit(self, bytes: u64) -> Self {
        Self { memory_limit: Some(bytes), ..self }
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
        let content = match self.read(&path, &id, &cs, digest) {
            Some(content) => content,
            None => {
                let content = Content::generate(&circuit.name(), &cs, &self.srs, progress)?;
                write_atomically(&path, |out| write_keys(out, &id, &content))
                    .map_err(|source| KeyError::Io { path, source })?;
                content
            }
        };
        let mut keys = CircuitKeys::new(circuit, content, Arc::clone(&self.srs), Arc::clone(&self.budget))?;
        if let Some(bytes) = self.memory_limit {
            keys = keys.with_memory_limit(bytes);
        }
        let keys = Arc::new(keys);
        loaded.insert(id, Arc::clone(&keys));
        Ok(keys)
    }

    fn id<C: Circuit + ?Sized>(&self, circuit: &C, digest: [u8; 32]) -> [u8; 32] {
        let hash = Blake2b::<U32>::new().chain_update(b"zelkova keys v2").chain_update(digest);
        hash.chain_update(self.srs.digest()).chain_update(circuit.capacity().to_le_bytes()).finalize().into()
    }

    /// `None` if there is no file, or if it is damaged. An SRS that is too small for the circuit is found by generating.
    fn read(&self, path: &Path, id: &[u8; 32], cs: &Builder, circuit_digest: [u8; 32]) -> Option<Content> {
        if self.srs.powers().len() < super::words::GROUP << cs.log2_size() {
            return None;
        }
        let bytes = fs::read(path).ok()?;
        let read = read_keys(&bytes, id, cs.log2_size());
        let Some((fixed, groups)) = read else {
            tracing::warn!(path = %path.display(), "the cached keys are damaged and will be generated again");
            return None;
        };
        let (log_n, inputs) = (cs.log2_size(), cs.public_inputs().len());
        let verification_key = VerificationKey { log_n, inputs, fixed: groups, g2: *self.srs.g2() };
        Some(Content { circuit_digest, fixed, verification_key })
    }
}

/// The id, the commitments, the coefficients of the fixed polynomials, a digest of all that.
fn write_keys(out: &mut dyn Write, id: &[u8; 32], content: &Content) -> io::Result<()> {
    let mut hash = Blake2b::<U32>::new();
    let mut write = |bytes: &[u8]| {
        hash.update(bytes);
        out.write_all(bytes)
    };
    write(id)?;
    write(&points::encode(&content.verification_key.fixed))?;
    for polynomial in &content.fixed {
        let bytes: Vec<u8> = polynomial.iter().flat_map(write_element).collect();
        write(&bytes)?;
    }
    let digest = hash.finalize();
    out.write_all(&digest)
}

type StoredKeys = (Vec<Vec<Fr>>, [ark_bn254::G1Affine; FIXED_GROUPS]);

/// `None` if the bytes are not exactly what [`write_keys`] wrote for this id.
fn read_keys(bytes: &[u8], id: &[u8; 32], log_n: u32) -> Option<StoredKeys> {
    let polynomial_bytes = COORDINATE_BYTES << log_n;
    let (content, digest) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
    if content.len() != 32 + FIXED_GROUPS * points::BYTES + FIXED * polynomial_bytes
        || Blake2b::<U32>::digest(content).as_slice() != digest
    {
        return None;
    }
    let (found, rest) = content.split_at(32);
    if found != id {
        return None;
    }
    let (groups, rest) = rest.split_at(FIXED_GROUPS * points::BYTES);
    let element = |bytes: &[u8]| read_element(bytes.try_into().ok()?);
    let polynomial = |bytes: &[u8]| bytes.chunks_exact(COORDINATE_BYTES).map(element).collect::<Option<Vec<Fr>>>();
    let fixed = rest.par_chunks_exact(polynomial_bytes).map(polynomial).collect::<Option<Vec<_>>>()?;
    Some((fixed, points::decode(groups)?.try_into().ok()?))
}
