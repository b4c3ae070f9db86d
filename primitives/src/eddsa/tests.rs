use super::*;
use crate::Felt;
use ark_ec::AffineRepr;
use ark_ff::{AdditiveGroup, PrimeField, Zero};
use codec::{Decode, Encode};
use proptest::prelude::*;
use rand::SeedableRng;
use taceo_ark_babyjubjub::EdwardsAffine;

fn key(seed: u64) -> PrivateKey {
    PrivateKey::random(&mut rand_chacha::ChaCha20Rng::seed_from_u64(seed))
}

/// The verification equation in the arithmetic of arkworks.
fn verify_plainly(key: &PublicKey, message: Felt, signature: &Signature) -> bool {
    let point = |p: Point| EdwardsAffine::new_unchecked(p.x.into(), p.y.into());
    let h = challenge(&signature.r, key.key_hash(), message).to_fr().into_bigint();
    let minus = point(key.point()).mul_bigint(h) + point(signature.r);
    let rest = EdwardsAffine::generator().mul_bigint(signature.s.into_bigint()) - minus;
    (rest * Scalar::from(8u8)).is_zero()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn signatures_verify_and_round_trip(seed: u64, message: u128) {
        let (key, message) = (key(seed), Felt::from(message));
        let (public, signature) = (key.public(), key.sign(message));
        prop_assert!(public.verify(message, &signature));
        prop_assert!(verify_plainly(&public, message, &signature));
        prop_assert_eq!(key.sign(message), signature);
        prop_assert_eq!(Signature::decode(&mut signature.encode().as_slice()).unwrap(), signature);
        prop_assert_eq!(PublicKey::decode(&mut public.encode().as_slice()).unwrap(), public);
        prop_assert_eq!(PrivateKey::from_bytes(&key.to_bytes()), Some(key));
        let json = serde_json::to_string(&(public, signature)).unwrap();
        prop_assert_eq!(serde_json::from_str::<(PublicKey, Signature)>(&json).unwrap(), (public, signature));
    }

    #[test]
    fn what_is_changed_is_refused(seed: u64, message: u128, other: u64, bit in 0usize..512) {
        let (key, message) = (key(seed), Felt::from(message));
        let signature = key.sign(message);
        let mut bytes = signature.to_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(changed) = Signature::from_bytes(&bytes) {
            prop_assert!(!key.public().verify(message, &changed));
        }
        prop_assert!(!key.public().verify(Felt::from(message.to_fr() + Felt::from(other).to_fr() + Felt::ONE.to_fr()), &signature));
        let stranger = PrivateKey::from_seed(&other.to_be_bytes());
        prop_assert!(!stranger.public().verify(message, &signature));
    }

    #[test]
    fn bytes_decode_to_the_point_that_encodes_to_them(bytes: [u8; 32]) {
        if let Ok(point) = Point::decompress(&bytes) {
            prop_assert!(point.is_on_curve());
            prop_assert_eq!(point.compress(), bytes);
        }
    }

    #[test]
    fn scalars_reduce(high: u128, low: u128) {
        let value = Felt::from(high).to_fr() * Felt::from(u128::MAX).to_fr() + Felt::from(low).to_fr();
        prop_assert_eq!(curve::reduce(&value), Scalar::from_be_bytes_mod_order(&Felt::from(value).to_be_bytes()));
    }
}

#[test]
fn the_nonce_depends_on_key_and_message() {
    let (a, b) = (key(1), key(2));
    let r = |key: &PrivateKey, message: u8| key.sign(message.into()).r;
    assert!(r(&a, 1) != r(&a, 2) && r(&a, 1) != r(&b, 1));
}

#[test]
fn s_at_or_above_the_group_order_is_refused() {
    let signature = key(1).sign(Felt::ONE);
    let mut bytes = signature.to_bytes();
    // s + l stands for the same residue; it fits because l is far below 2^256.
    let mut carry = 0u16;
    let order: Vec<u8> = Scalar::MODULUS.0.iter().flat_map(|limb| limb.to_le_bytes()).collect();
    for (byte, add) in bytes[32..].iter_mut().zip(order) {
        carry += u16::from(*byte) + u16::from(add);
        *byte = carry as u8;
        carry >>= 8;
    }
    assert!(Signature::from_bytes(&bytes).is_err());
    assert!(PrivateKey::from_bytes(&[0; 32]).is_none());
}

#[test]
fn points_off_the_curve_and_of_small_order_are_refused() {
    let (key, message) = (key(1), Felt::ONE);
    let (public, signature) = (key.public(), key.sign(message));
    let off = Point { x: signature.r.x, y: Felt::from(2u8) };
    assert!(!public.verify(message, &Signature { r: off, ..signature }));
    assert!(!PublicKey { y: Felt::from(2u8), ..public }.verify(message, &signature));
    // R = 0 or A = 0 with the s that satisfies the equation.
    let h = |r: &Point, key: &PublicKey| curve::reduce(&challenge(r, key.key_hash(), message).to_fr());
    let neutral = PublicKey::from(Point::IDENTITY);
    assert!(!neutral.verify(message, &Signature { r: Point::IDENTITY, s: Scalar::ZERO }));
    let secret = Scalar::from_le_bytes_mod_order(&key.to_bytes());
    let without_nonce = Signature { r: Point::IDENTITY, s: h(&Point::IDENTITY, &public) * secret };
    assert!(verify_plainly(&public, message, &without_nonce));
    assert!(!public.verify(message, &without_nonce));
}
