//! The structured reference string: powers of a secret in both groups.

use super::files::write_atomically;
use super::points;
use super::words::g2_words;
use ark_bn254::{Fr, G1Affine, G1Projective, G2Affine};
use ark_ec::scalar_mul::BatchMulPreprocessing;
use ark_ec::{AffineRepr, CurveGroup};
use ark_ff::Field;
use blake2::{digest::consts::U32, Blake2b, Digest};
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why an SRS cannot be used.
#[derive(Debug, Error)]
pub enum SrsError {
    /// The file cannot be read or written.
    #[error("cannot access the SRS file {path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The file is not a phase-1 file of this curve.
    #[error("{path} is not a usable BN254 phase-1 file: {reason}")]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The SRS has too few powers.
    #[error("the SRS has {found} powers, {needed} are needed: use a larger file")]
    TooSmall {
        /// How many there are.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
}

/// The secret of the development SRS.
const DEVELOPMENT_SECRET: u64 = 42;
/// What the digest of a cache begins with.
const CACHE: &[u8] = b"zelkova srs points v2";

/// Powers `[x^i]_1` and `[1]_2, [x]_2`. A proof over `n` rows takes the first `3 n` of them.
pub struct Srs {
    powers: Vec<G1Affine>,
    g2: [G2Affine; 2],
}

impl Srs {
    /// The development SRS with this many powers: its secret is 42. Everybody can prove anything with it:
    /// never use it where money is at stake.
    pub fn development(size: usize) -> Self {
        Self::of_secret(Fr::from(DEVELOPMENT_SECRET), size)
    }

    /// An SRS whose secret is known: for development and tests.
    pub(super) fn of_secret(secret: Fr, size: usize) -> Self {
        Self { powers: powers(secret, size), g2: second_group(secret) }
    }

    /// The development SRS, read from or stored in a directory. A damaged file is replaced.
    pub fn development_cached(directory: &Path, size: usize) -> Result<Self, SrsError> {
        let path = directory.join(format!("srs-development-{size}.bin"));
        if let Some(powers) = std::fs::read(&path).ok().and_then(|bytes| decode_cache(&bytes, size)) {
            return Ok(Self { powers, g2: second_group(Fr::from(DEVELOPMENT_SECRET)) });
        }
        let srs = Self::development(size);
        write_atomically(&path, |out| io::Write::write_all(out, &encode_cache(srs.powers())))
            .map_err(|source| SrsError::Io { path, source })?;
        Ok(srs)
    }

    pub(super) fn from_points(powers: Vec<G1Affine>, g2: [G2Affine; 2]) -> Self {
        Self { powers, g2 }
    }

    /// The powers in the first group.
    pub fn powers(&self) -> &[G1Affine] {
        &self.powers
    }

    /// `[1]_2` and `[x]_2`.
    pub fn g2(&self) -> &[G2Affine; 2] {
        &self.g2
    }

    /// Identifies the secret, whatever the number of powers.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Blake2b::<U32>::new();
        hash.update(b"zelkova srs v1");
        for word in self.g2.iter().flat_map(g2_words) {
            hash.update(word);
        }
        hash.finalize().into()
    }
}

fn second_group(secret: Fr) -> [G2Affine; 2] {
    [G2Affine::generator(), (G2Affine::generator() * secret).into_affine()]
}

/// `secret^i * G` for `i` below `size`.
fn powers(secret: Fr, size: usize) -> Vec<G1Affine> {
    let table = BatchMulPreprocessing::new(G1Projective::from(G1Affine::generator()), size.max(16));
    let chunk = size.div_ceil(4 * rayon::current_num_threads()).max(64);
    let starts: Vec<usize> = (0..size).step_by(chunk).collect();
    let parts = starts.par_iter().map(|start| {
        let mut exponent = secret.pow([*start as u64]);
        let mut exponents = Vec::with_capacity(chunk);
        for _ in *start..size.min(start + chunk) {
            exponents.push(exponent);
            exponent *= secret;
        }
        table.batch_mul(&exponents)
    });
    parts.collect::<Vec<_>>().concat()
}

/// Points, and a digest of them.
fn encode_cache(powers: &[G1Affine]) -> Vec<u8> {
    let mut bytes = points::encode(powers);
    let digest = cache_digest(&bytes);
    bytes.extend_from_slice(&digest);
    bytes
}

fn decode_cache(bytes: &[u8], size: usize) -> Option<Vec<G1Affine>> {
    let (content, digest) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
    if content.len() != points::BYTES.checked_mul(size)? || cache_digest(content) != digest {
        return None;
    }
    points::decode(content)
}

fn cache_digest(content: &[u8]) -> [u8; 32] {
    Blake2b::<U32>::new().chain_update(CACHE).chain_update(content).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_those_of_the_secret() {
        let srs = Srs::development(300);
        let mut point = G1Projective::from(G1Affine::generator());
        for power in srs.powers() {
            assert_eq!(power.into_group(), point);
            point *= Fr::from(42u64);
        }
        assert_eq!(srs.g2()[1], (G2Affine::generator() * Fr::from(42u64)).into_affine());
    }

    /// Chain specs pin digests of ceremonies.
    #[test]
    fn digests_do_not_change() {
        let digest = "7fb7eed2dd0246859985d4d6a9e9a809dc484f5f2f2d2cd167d185b08206b294";
        assert_eq!(hex::encode(Srs::development(4).digest()), digest);
        assert_eq!(Srs::development(7).digest(), Srs::development(4).digest());
    }

    #[test]
    fn a_damaged_cache_is_not_used() {
        let srs = Srs::development(16);
        let mut bytes = encode_cache(srs.powers());
        assert_eq!(decode_cache(&bytes, 16).as_deref(), Some(srs.powers()));
        assert_eq!(decode_cache(&bytes, 32), None);
        assert_eq!(decode_cache(&bytes[..bytes.len() - 1], 16), None);
        assert_eq!(decode_cache(&[], 0), None);
        bytes[70] ^= 1;
        assert_eq!(decode_cache(&bytes, 16), None);
    }
}
