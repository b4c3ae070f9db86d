//! The structured reference string: powers of a secret in both groups.

use super::files::write_atomically;
use crate::convert::point_to_ark;
use crate::field::{mul, one, Engine, Fr};
use bellman_ce::kate_commitment::{Crs, CrsForMonomialForm};
use bellman_ce::pairing::bn256::{G1Affine, G2Affine, G1};
use bellman_ce::pairing::ff::{Field, PrimeField};
use bellman_ce::pairing::{CurveAffine, CurveProjective, EncodedPoint};
use blake2::{digest::consts::U32, Blake2b, Digest};
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
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
const DEVELOPMENT_SECRET: &str = "42";

/// Powers `[x^i]_1` and `[1]_2, [x]_2`.
pub struct Srs {
    crs: Crs<Engine, CrsForMonomialForm>,
    native: OnceLock<Vec<ark_bn254::G1Affine>>,
}

impl Srs {
    /// The development SRS with this many powers: its secret is 42. Everybody can prove anything with it:
    /// never use it where money is at stake.
    pub fn development(size: usize) -> Self {
        let secret = Fr::from_str(DEVELOPMENT_SECRET).expect("a small number is a field element");
        let g2 = [G2Affine::one(), G2Affine::one().mul(secret.into_repr()).into_affine()];
        Self::from_points(powers(secret, size), g2)
    }

    /// The development SRS, read from or stored in a directory. A damaged file is replaced.
    pub fn development_cached(directory: &Path, size: usize) -> Result<Self, SrsError> {
        let path = directory.join(format!("srs-development-{size}.bin"));
        if let Some(points) = std::fs::read(&path).ok().and_then(|bytes| decode_cache(&bytes, size)) {
            let g2 = [
                G2Affine::one(),
                G2Affine::one().mul(Fr::from_str(DEVELOPMENT_SECRET).expect("as above")).into_affine(),
            ];
            return Ok(Self::from_points(points, g2));
        }
        let srs = Self::development(size);
        write_atomically(&path, |out| {
            let bytes = encode_cache(srs.powers());
            io::Write::write_all(out, &bytes)
        })
        .map_err(|source| SrsError::Io { path, source })?;
        Ok(srs)
    }

    pub(super) fn from_points(g1: Vec<G1Affine>, g2: [G2Affine; 2]) -> Self {
        // bellman offers no constructor from points, but its fields are public.
        let mut crs = Crs::<Engine, CrsForMonomialForm>::dummy_crs(2);
        crs.g1_bases = Arc::new(g1);
        crs.g2_monomial_bases = Arc::new(g2.to_vec());
        Self { crs, native: OnceLock::new() }
    }

    /// The powers in the first group.
    pub fn powers(&self) -> &[G1Affine] {
        &self.crs.g1_bases
    }

    /// The same in the prover's types, converted when first asked for.
    pub fn native_powers(&self) -> &[ark_bn254::G1Affine] {
        self.native.get_or_init(|| self.powers().par_iter().map(point_to_ark).collect())
    }

    /// bellman's view.
    pub fn crs(&self) -> &Crs<Engine, CrsForMonomialForm> {
        &self.crs
    }

    /// Identifies the secret, whatever the number of powers.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Blake2b::<U32>::new();
        hash.update(b"zelkova srs v1");
        for point in self.crs.g2_monomial_bases.iter() {
            hash.update(point.into_uncompressed().as_ref());
        }
        hash.finalize().into()
    }
}

/// `secret^i * G` for `i` below `size`, by tables of multiples of `2^(window * k) * G`.
fn powers(secret: Fr, size: usize) -> Vec<G1Affine> {
    let window = (size.max(16).ilog2() as usize / 2 + 3).min(12);
    let tables = base_tables(window);
    let chunk = size.div_ceil(4 * rayon::current_num_threads()).max(64);
    let starts: Vec<usize> = (0..size).step_by(chunk).collect();
    let parts = starts.par_iter().map(|start| {
        let mut exponent = secret.pow([*start as u64]);
        let mut points: Vec<G1> = Vec::with_capacity(chunk);
        for _ in *start..size.min(start + chunk) {
            points.push(multiply(&tables, window, exponent));
            exponent = mul(exponent, secret);
        }
        G1::batch_normalization(&mut points);
        points.into_iter().map(|p| p.into_affine()).collect::<Vec<_>>()
    });
    parts.collect::<Vec<_>>().concat()
}

fn base_tables(window: usize) -> Vec<Vec<G1Affine>> {
    let windows = (Fr::NUM_BITS as usize).div_ceil(window);
    let shift = |k: usize| one_shifted(window * k);
    (0..windows)
        .into_par_iter()
        .map(|k| {
            let base = G1Affine::one().mul(shift(k).into_repr());
            let mut multiples = vec![G1::zero(); 1 << window];
            for i in 1..multiples.len() {
                multiples[i] = multiples[i - 1];
                multiples[i].add_assign(&base);
            }
            G1::batch_normalization(&mut multiples);
            multiples.into_iter().map(|p| p.into_affine()).collect()
        })
        .collect()
}

fn one_shifted(bits: usize) -> Fr {
    let mut x = one();
    for _ in 0..bits {
        x.double();
    }
    x
}

fn multiply(tables: &[Vec<G1Affine>], window: usize, scalar: Fr) -> G1 {
    let mut sum = G1::zero();
    for (k, table) in tables.iter().enumerate() {
        let digit = (0..window).filter(|i| crate::field::bit(scalar, k * window + i)).map(|i| 1 << i).sum::<usize>();
        sum.add_assign_mixed(&table[digit]);
    }
    sum
}

/// Points, uncompressed, and a digest of them.
fn encode_cache(points: &[G1Affine]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64 * points.len() + 32);
    for point in points {
        bytes.extend_from_slice(point.into_uncompressed().as_ref());
    }
    let digest = Blake2b::<U32>::digest(&bytes);
    bytes.extend_from_slice(&digest);
    bytes
}

fn decode_cache(bytes: &[u8], size: usize) -> Option<Vec<G1Affine>> {
    if bytes.len() != 64 * size + 32 {
        return None;
    }
    let (points, digest) = bytes.split_at(64 * size);
    if Blake2b::<U32>::digest(points).as_slice() != digest {
        return None;
    }
    let decode = |chunk: &[u8]| {
        let mut encoded = <G1Affine as CurveAffine>::Uncompressed::empty();
        encoded.as_mut().copy_from_slice(chunk);
        encoded.into_affine().ok()
    };
    points.par_chunks_exact(64).map(decode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bellman_ce::worker::Worker;

    #[test]
    fn powers_are_those_of_the_secret() {
        let srs = Srs::development(256);
        let reference = Crs::<Engine, CrsForMonomialForm>::crs_42(256, &Worker::new());
        assert!(srs.crs == reference);
    }

    #[test]
    fn a_damaged_cache_is_not_used() {
        let srs = Srs::development(16);
        let mut bytes = encode_cache(srs.powers());
        assert_eq!(decode_cache(&bytes, 16).as_deref(), Some(srs.powers()));
        assert_eq!(decode_cache(&bytes, 32), None);
        bytes[70] ^= 1;
        assert_eq!(decode_cache(&bytes, 16), None);
    }
}
