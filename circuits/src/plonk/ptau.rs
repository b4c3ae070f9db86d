//! Loader of phase-1 files of snarkjs (`.ptau`) for BN254, with the checks that make a file from anybody usable.
//!
//! The file: magic `ptau`, version, sections. Section 1 names the field and the power, section 2 holds `[x^i]_1`, section 3
//! `[x^i]_2`, as little-endian coordinates in Montgomery form.

use super::points::{read_coordinate, COORDINATE_BYTES};
use super::srs::{Srs, SrsError};
use ark_bn254::{Bn254, Fq, Fq2, Fr, G1Affine, G2Affine};
use ark_ec::pairing::{Pairing, PairingOutput};
use ark_ec::{AffineRepr, CurveGroup};
use ark_ff::{AdditiveGroup, BigInteger, PrimeField};
use blake2::{digest::consts::U64, Blake2b, Digest};
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use zelkova_kernels::{Cpu, Msm};

const VERSION: u32 = 1;
const HEADER: u32 = 1;
const TAU_G1: u32 = 2;
const TAU_G2: u32 = 3;

/// Reads the first `size` powers. Refuses files of another field, points off the curve or outside the subgroup, and powers
/// that are not powers of one secret.
pub fn load(path: &Path, size: usize) -> Result<Srs, SrsError> {
    let srs = File::open(path).and_then(|file| read(&mut BufReader::with_capacity(1 << 20, file), size));
    match srs {
        Ok(Ok(srs)) => Ok(srs),
        Ok(Err(Refusal::Format(reason))) => Err(SrsError::Format { path: path.to_owned(), reason }),
        Ok(Err(Refusal::TooSmall(found))) => Err(SrsError::TooSmall { found, needed: size }),
        Err(source) => Err(SrsError::Io { path: path.to_owned(), source }),
    }
}

enum Refusal {
    Format(String),
    TooSmall(usize),
}

fn read<R: Read + Seek>(file: &mut R, size: usize) -> io::Result<Result<Srs, Refusal>> {
    let refuse = |reason: &str| Ok(Err(Refusal::Format(reason.to_owned())));
    let mut magic = [0u8; 4];
    file.read_exact(&mut magic)?;
    if &magic != b"ptau" {
        return refuse("it does not start with `ptau`");
    }
    if read_u32(file)? != VERSION {
        return refuse("its version is not 1");
    }
    let sections = read_sections(file)?;
    let Some(sections) = sections else {
        return refuse("a section appears twice");
    };
    let section = |id: u32| sections.get(&id).copied();
    let (Some(header), Some(g1), Some(g2)) = (section(HEADER), section(TAU_G1), section(TAU_G2)) else {
        return refuse("a section is missing");
    };

    file.seek(SeekFrom::Start(header.0))?;
    let mut modulus = vec![0u8; 32];
    if read_u32(file)? != 32 {
        return refuse("its field does not have 32 bytes");
    }
    file.read_exact(&mut modulus)?;
    if modulus != Fq::MODULUS.to_bytes_le() {
        return refuse("its field is not that of BN254");
    }
    let power = read_u32(file)?;
    if power > 28 || g1.1 != ((1u64 << (power + 1)) - 1) * 64 || g2.1 != (1u64 << power) * 128 {
        return refuse("the sizes of its sections do not match its power");
    }
    if (g1.1 / 64) < size as u64 {
        return Ok(Err(Refusal::TooSmall((g1.1 / 64) as usize)));
    }

    file.seek(SeekFrom::Start(g1.0))?;
    let mut powers = Vec::with_capacity(size);
    for _ in 0..size {
        let (Some(x), Some(y)) = (read_fq(file)?, read_fq(file)?) else {
            return refuse("a coordinate is not below the modulus");
        };
        let point = G1Affine::new_unchecked(x, y);
        // The first group has cofactor one.
        if !point.is_on_curve() {
            return refuse("a point of the first group is not on the curve");
        }
        powers.push(point);
    }
    file.seek(SeekFrom::Start(g2.0))?;
    let mut second = Vec::with_capacity(2);
    for _ in 0..2 {
        let coordinates = [read_fq(file)?, read_fq(file)?, read_fq(file)?, read_fq(file)?];
        let [Some(x0), Some(x1), Some(y0), Some(y1)] = coordinates else {
            return refuse("a coordinate is not below the modulus");
        };
        let point = G2Affine::new_unchecked(Fq2::new(x0, x1), Fq2::new(y0, y1));
        if !point.is_on_curve() {
            return refuse("a point of the second group is not on the curve");
        }
        if !point.is_in_correct_subgroup_assuming_on_curve() {
            return refuse("a point of the second group is outside the subgroup");
        }
        second.push(point);
    }
    let srs = Srs::from_points(powers, [second[0], second[1]]);
    Ok(match check_powers(&srs) {
        Ok(()) => Ok(srs),
        Err(reason) => Err(Refusal::Format(reason.to_owned())),
    })
}

type Section = (u64, u64);

fn read_sections<R: Read + Seek>(file: &mut R) -> io::Result<Option<HashMap<u32, Section>>> {
    let count = read_u32(file)?;
    let mut sections = HashMap::new();
    for _ in 0..count.min(64) {
        let id = read_u32(file)?;
        let length = read_u64(file)?;
        let start = file.stream_position()?;
        if sections.insert(id, (start, length)).is_some() {
            return Ok(None);
        }
        let end = start.checked_add(length).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
        file.seek(SeekFrom::Start(end))?;
    }
    Ok(Some(sections))
}

/// Both groups start with their generators, and `e([x^(i+1)]_1, [1]_2) = e([x^i]_1, [x]_2)` for a random combination of all
/// `i`. The combination is drawn from a digest of the points, 128 bits a coefficient.
fn check_powers(srs: &Srs) -> Result<(), &'static str> {
    let (g1, g2) = (srs.powers(), srs.g2());
    if g1.first() != Some(&G1Affine::generator()) || g2[0] != G2Affine::generator() {
        return Err("it does not start with the generators");
    }
    if g1.len() < 2 || g1[1].is_zero() || g2[1].is_zero() {
        return Err("its secret is zero");
    }
    let mut hash = Blake2b::<U64>::new();
    hash.update(srs.digest());
    for chunk in g1.chunks(1 << 12) {
        hash.update(super::points::encode(chunk));
    }
    let seed = hash.finalize();
    let coefficients: Vec<Fr> = (0..g1.len() as u64 - 1)
        .map(|i| {
            let block = Blake2b::<U64>::new().chain_update(seed).chain_update(i.to_le_bytes()).finalize();
            Fr::from(u128::from_le_bytes(block[..16].try_into().expect("sixteen bytes")))
        })
        .collect();
    let combine = |points: &[G1Affine]| Cpu.msm(points, &coefficients).into_affine();
    let (low, high) = (combine(&g1[..g1.len() - 1]), combine(&g1[1..]));
    match Bn254::multi_pairing([-high, low], *g2) == PairingOutput::ZERO {
        true => Ok(()),
        false => Err("its powers are not powers of one secret"),
    }
}

fn read_u32<R: Read>(file: &mut R) -> io::Result<u32> {
    let mut bytes = [0u8; 4];
    file.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

fn read_u64<R: Read>(file: &mut R) -> io::Result<u64> {
    let mut bytes = [0u8; 8];
    file.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

/// A coordinate in Montgomery form; `None` at or above the modulus.
fn read_fq<R: Read>(file: &mut R) -> io::Result<Option<Fq>> {
    let mut bytes = [0u8; COORDINATE_BYTES];
    file.read_exact(&mut bytes)?;
    Ok(read_coordinate(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// A file of power 3 made from the development SRS, with 15 and 8 powers.
    fn file() -> Vec<u8> {
        let srs = Srs::development(15);
        let fq = |out: &mut Vec<u8>, x: Fq| out.extend(x.0 .0.iter().flat_map(|limb| limb.to_le_bytes()));
        let mut header = 32u32.to_le_bytes().to_vec();
        header.extend(Fq::MODULUS.to_bytes_le());
        header.extend([3u32.to_le_bytes(), 3u32.to_le_bytes()].concat());
        let mut g1 = Vec::new();
        for point in srs.powers() {
            fq(&mut g1, point.x);
            fq(&mut g1, point.y);
        }
        let mut g2 = Vec::new();
        let mut point = G2Affine::generator();
        for _ in 0..8 {
            let (x, y) = (point.x, point.y);
            [x.c0, x.c1, y.c0, y.c1].into_iter().for_each(|c| fq(&mut g2, c));
            point = (point * Fr::from(42u64)).into_affine();
        }
        let mut file = b"ptau".to_vec();
        file.extend([1u32.to_le_bytes(), 3u32.to_le_bytes()].concat());
        for (id, content) in [(1u32, header), (2, g1), (3, g2)] {
            file.extend(id.to_le_bytes());
            file.extend((content.len() as u64).to_le_bytes());
            file.extend(content);
        }
        file
    }

    fn load_bytes(bytes: Vec<u8>, size: usize) -> Result<Srs, Refusal> {
        read(&mut Cursor::new(bytes), size).expect("a cursor reads")
    }

    fn reason(bytes: Vec<u8>) -> String {
        match load_bytes(bytes, 8) {
            Err(Refusal::Format(reason)) => reason,
            _ => panic!("the file is not refused"),
        }
    }

    /// Offset of the first section's content, of the first power, of the second group's first power.
    const HEADER_AT: usize = 12 + 12;
    const G1_AT: usize = HEADER_AT + 44 + 12;
    const G2_AT: usize = G1_AT + 15 * 64 + 12;

    #[test]
    fn a_good_file_loads() {
        let srs = load_bytes(file(), 8).ok().expect("loads");
        assert_eq!(srs.powers(), Srs::development(8).powers());
        assert_eq!(srs.digest(), Srs::development(8).digest());
    }

    /// Made by snarkjs: `powersoftau new bn128 4`, then one `powersoftau contribute`.
    #[test]
    fn a_file_of_snarkjs_loads() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/phase1-power4.ptau");
        let srs = load(&path, 16).expect("loads");
        assert_eq!(srs.powers().len(), 16);
        assert_ne!(srs.digest(), Srs::development(16).digest());
        assert!(matches!(load(&path, 32), Err(SrsError::TooSmall { found: 31, needed: 32 })));
        assert!(matches!(load(Path::new("missing.ptau"), 16), Err(SrsError::Io { .. })));
    }

    #[test]
    fn too_few_powers_are_refused() {
        assert!(matches!(load_bytes(file(), 16), Err(Refusal::TooSmall(15))));
    }

    #[test]
    fn damaged_files_are_refused() {
        let damaged = |at: usize| {
            let mut bytes = file();
            bytes[at] ^= 1;
            reason(bytes)
        };
        assert_eq!(damaged(0), "it does not start with `ptau`");
        assert_eq!(damaged(4), "its version is not 1");
        assert_eq!(damaged(HEADER_AT + 8), "its field is not that of BN254");
        assert_eq!(damaged(HEADER_AT + 36), "the sizes of its sections do not match its power");
        assert_eq!(damaged(G1_AT + 64), "a point of the first group is not on the curve");
        assert_eq!(damaged(G2_AT + 128), "a point of the second group is not on the curve");
    }

    #[test]
    fn wrong_powers_are_refused() {
        // Points on the curve, but out of order.
        let mut bytes = file();
        bytes.copy_within(G1_AT + 64 * 5..G1_AT + 64 * 6, G1_AT + 64 * 6);
        assert_eq!(reason(bytes), "its powers are not powers of one secret");
        let mut bytes = file();
        bytes.copy_within(G1_AT + 64..G1_AT + 128, G1_AT);
        assert_eq!(reason(bytes), "it does not start with the generators");
        // The second group's power replaced by its generator: a secret of 1.
        let mut bytes = file();
        bytes.copy_within(G2_AT..G2_AT + 128, G2_AT + 128);
        assert_eq!(reason(bytes), "its powers are not powers of one secret");
    }
}
