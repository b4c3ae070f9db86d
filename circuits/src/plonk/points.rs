//! Points and field elements in files: coordinates in Montgomery form (`x 2^256` modulo the prime), little-endian, as in
//! memory and in `.ptau` files.

use ark_bn254::{Fq, G1Affine};
use ark_ec::AffineRepr;
use ark_ff::{BigInt, Fp, MontBackend, MontConfig};
use rayon::prelude::*;

/// Bytes of a coordinate or field element.
pub(super) const COORDINATE_BYTES: usize = 32;
/// Bytes of a point of the first group.
pub(super) const BYTES: usize = 2 * COORDINATE_BYTES;

/// The bytes of an element.
pub(super) fn write_element<C: MontConfig<4>>(element: &Fp<MontBackend<C, 4>, 4>) -> [u8; COORDINATE_BYTES] {
    let mut bytes = [0; COORDINATE_BYTES];
    for (bytes, limb) in bytes.chunks_exact_mut(8).zip(element.0 .0) {
        bytes.copy_from_slice(&limb.to_le_bytes());
    }
    bytes
}

/// The element with these bytes; `None` at or above the modulus.
pub(super) fn read_element<C: MontConfig<4>>(bytes: &[u8; COORDINATE_BYTES]) -> Option<Fp<MontBackend<C, 4>, 4>> {
    let limb = |i: usize| u64::from_le_bytes(bytes[8 * i..8 * i + 8].try_into().expect("a limb has eight bytes"));
    let raw = BigInt([limb(0), limb(1), limb(2), limb(3)]);
    (raw < C::MODULUS).then(|| Fp::new_unchecked(raw))
}

/// The coordinate with these bytes; `None` at or above the modulus.
pub(super) fn read_coordinate(bytes: &[u8; COORDINATE_BYTES]) -> Option<Fq> {
    read_element(bytes)
}

/// The bytes of points; zeros for the point at infinity, which is not on the curve otherwise.
pub(super) fn encode(points: &[G1Affine]) -> Vec<u8> {
    points
        .iter()
        .flat_map(|point| {
            let (x, y) = point.xy().unwrap_or_default();
            [write_element(&x), write_element(&y)]
        })
        .flatten()
        .collect()
}

/// The points with these bytes; `None` if one is not on the curve.
pub(super) fn decode(bytes: &[u8]) -> Option<Vec<G1Affine>> {
    let decode = |bytes: &[u8]| {
        let (x, y) = bytes.split_first_chunk::<COORDINATE_BYTES>()?;
        let (x, y) = (read_coordinate(x)?, read_coordinate(y.try_into().ok()?)?);
        if (x, y) == Default::default() {
            return Some(G1Affine::identity());
        }
        // The first group has cofactor one.
        let point = G1Affine::new_unchecked(x, y);
        point.is_on_curve().then_some(point)
    };
    bytes.len().is_multiple_of(BYTES).then_some(())?;
    bytes.par_chunks_exact(BYTES).with_min_len(1 << 8).map(decode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ark_bn254::{Fr, FrConfig};
    use ark_ff::{AdditiveGroup, Field};

    #[test]
    fn elements_are_read_as_written() {
        for x in [Fr::ZERO, Fr::ONE, -Fr::ONE] {
            assert_eq!(read_element(&write_element(&x)), Some(x));
        }
        assert_eq!(read_element::<FrConfig>(&[0xff; 32]), None);
    }

    #[test]
    fn points_are_read_as_written_and_checked() {
        let points = [G1Affine::generator(), G1Affine::identity()];
        let mut bytes = encode(&points);
        assert_eq!(decode(&bytes).as_deref(), Some(&points[..]));
        assert_eq!(decode(&bytes[1..]), None);
        bytes[3] ^= 1;
        assert_eq!(decode(&bytes), None);
    }
}
