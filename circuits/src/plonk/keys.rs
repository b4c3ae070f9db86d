//! Proving and verification keys.

use super::circuit::Circuit;
use super::columns;
use super::control::Cancel;
use super::key::{key_digest, VerificationKey};
use super::progress::Progress;
use super::prover::{commit_groups, interpolate, CacheBudget, CosetCache};
use super::srs::{Srs, SrsError};
use super::words::{Word, FIXED, GROUP};
use crate::builder::Builder;
use ark_bn254::{Fr, G1Affine};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use thiserror::Error;
use zelkova_kernels::Domain;

/// Why there are no keys.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The SRS does not fit.
    #[error(transparent)]
    Srs(#[from] SrsError),
    /// The circuit has more rows than the field has roots of unity.
    #[error("circuit `{0}` is too large for the field: split it")]
    TooLarge(String),
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
    domain: Domain,
    fixed: Vec<Vec<Fr>>,
    verification_key: VerificationKey,
    key_digest: Word,
    srs: Arc<Srs>,
    cache: CosetCache,
    memory_limit: Option<u64>,
}

/// What keys consist of besides the circuit's name and the SRS.
pub(super) struct Content {
    pub(super) circuit_digest: [u8; 32],
    /// The fixed polynomials in coefficient form.
    pub(super) fixed: Vec<Vec<Fr>>,
    pub(super) verification_key: VerificationKey,
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
        let content = Content::generate(&circuit.name(), &cs, &srs, progress)?;
        Self::new(circuit, content, srs, CacheBudget::new(CacheBudget::DEFAULT))
    }

    pub(super) fn new<C: Circuit + ?Sized>(
        circuit: &C,
        content: Content,
        srs: Arc<Srs>,
        budget: Arc<CacheBudget>,
    ) -> Result<Self, KeyError> {
        let Content { circuit_digest, fixed, verification_key } = content;
        let domain = Domain::new(verification_key.log_n).ok_or_else(|| KeyError::TooLarge(circuit.name()))?;
        Ok(Self {
            name: circuit.name(),
            capacity: circuit.capacity(),
            circuit_digest,
            domain,
            fixed,
            key_digest: key_digest(&verification_key, circuit.capacity()),
            verification_key,
            srs,
            cache: CosetCache::new(budget),
            memory_limit: None,
        })
    }

    /// With a limit to the memory of a proof in bytes, what stays between proofs included (see
    /// [`memory_needed`](super::memory_needed)): above it proofs are refused at their start. Without, what the system says
    /// is free is the limit.
    pub fn with_memory_limit(self, bytes: u64) -> Self {
        Self { memory_limit: Some(bytes), ..self }
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
    pub fn verification_key(&self) -> &VerificationKey {
        &self.verification_key
    }

    /// `keccak256` of the verification key's words and the capacity.
    pub fn key_digest(&self) -> [u8; 32] {
        self.key_digest
    }

    /// Size of the domain: rows, padded to a power of two.
    pub fn domain_size(&self) -> usize {
        self.domain.size()
    }

    /// The domain has `2^log_n` rows.
    pub fn log_n(&self) -> u32 {
        self.domain.log_size()
    }

    pub(super) fn domain(&self) -> &Domain {
        &self.domain
    }

    pub(super) fn fixed(&self) -> &[Vec<Fr>] {
        &self.fixed
    }

    pub(super) fn powers(&self) -> &[G1Affine] {
        self.srs.powers()
    }

    pub(super) fn cache(&self) -> &CosetCache {
        &self.cache
    }

    pub(super) fn memory_limit(&self) -> Option<u64> {
        self.memory_limit
    }

    /// Bytes that these keys hold already: fixed polynomials and powers.
    pub(super) fn resident_bytes(&self) -> u64 {
        let rows = self.domain.size();
        (FIXED * rows * size_of::<Fr>() + size_of_val(self.powers())) as u64
    }
}

impl Content {
    pub(super) fn generate(name: &str, cs: &Builder, srs: &Srs, progress: &dyn Progress) -> Result<Self, KeyError> {
        let needed = GROUP << cs.log2_size();
        if srs.powers().len() < needed {
            return Err(SrsError::TooSmall { found: srs.powers().len(), needed }.into());
        }
        let domain = Domain::new(cs.log2_size()).ok_or_else(|| KeyError::TooLarge(name.to_owned()))?;
        progress.step(0, 3, "writing the circuit's columns");
        let columns::FixedColumns { log_n, inputs, columns: mut fixed } = columns::fixed(cs);
        progress.step(1, 3, "interpolating the fixed polynomials");
        let nobody = Cancel::new();
        let never = "nobody cancels the making of keys";
        interpolate(&domain, &mut fixed, &nobody).expect(never);
        progress.step(2, 3, "committing to the fixed polynomials");
        let groups = commit_groups(srs.powers(), &fixed, &nobody).expect(never);
        progress.step(3, 3, "done");
        let groups = groups.try_into().expect("eighteen polynomials are six groups");
        let verification_key = VerificationKey { log_n, inputs, fixed: groups, g2: *srs.g2() };
        Ok(Self { circuit_digest: cs.digest(), fixed, verification_key })
    }
}
