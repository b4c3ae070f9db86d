//! Keys that are everybody's.

use super::{Point, PublicKey, Scalar};
use crate::Felt;
use ark_ec::{AffineRepr, CurveGroup};
use ark_ff::{PrimeField, Zero};
use std::sync::LazyLock;
use taceo_ark_babyjubjub::EdwardsAffine;

/// Digests of the eight keys whose order divides the cofactor.
///
/// The circuit's equation `8 (s B - R - h A) = 0` holds for them with `R = s B`, whatever is signed: whoever makes proofs could
/// sign for an account that has one. [`PublicKey::verify`] refuses them, but an account's key is known by its digest alone.
pub fn small_order_key_hashes() -> &'static [Felt; 8] {
    static HASHES: LazyLock<[Felt; 8]> = LazyLock::new(|| points().map(|point| PublicKey::from(point).key_hash()));
    &HASHES
}

/// The multiples of a point of order 8.
fn points() -> [Point; 8] {
    let generator = generator();
    std::array::from_fn(|multiple| {
        let point = generator.mul_bigint([multiple as u64]).into_affine();
        Point { x: point.x.into(), y: point.y.into() }
    })
}

/// `l` times a point outside of the subgroup of order `l`.
fn generator() -> EdwardsAffine {
    let of_height = |y: u8| {
        let mut bytes = [0; 32];
        bytes[0] = y;
        let point = Point::decompress(&bytes).ok()?;
        let [x, y] = [point.x, point.y].map(Felt::to_fr);
        let multiple = EdwardsAffine::new_unchecked(x, y).mul_bigint(Scalar::MODULUS).into_affine();
        (!multiple.mul_bigint([4u64]).is_zero()).then_some(multiple)
    };
    (2..u8::MAX).find_map(of_height).expect("one in two points of the curve will do")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{eddsa::curve::has_small_order, PrivateKey};
    use std::collections::BTreeSet;

    #[test]
    fn they_are_all_points_of_small_order() {
        assert!(points().iter().all(|point| point.is_on_curve() && has_small_order(point)));
        let hashes = small_order_key_hashes();
        assert_eq!(hashes.iter().collect::<BTreeSet<_>>().len(), 8);
        assert_eq!(hashes[0], PublicKey::from(Point::IDENTITY).key_hash());
        assert!(!hashes.contains(&PrivateKey::from_seed(b"a user").public().key_hash()));
    }
}
