//! The curve formulas against an independent implementation: franklin-crypto's twisted Edwards curves with the parameters of
//! EIP-2494, in extended coordinates.

use crate::field::{int, Engine, Fr};
use crate::gadgets::chain::add_points;
use crate::gadgets::edwards::identity;
use crate::gates::edwards::{base_point, A, D};
use bellman_ce::pairing::ff::PrimeField;
use franklin_crypto::alt_babyjubjub::fs::Fs;
use franklin_crypto::generic_twisted_edwards::{
    TwistedEdwardsCurveImplementor, TwistedEdwardsCurveParams, TwistedEdwardsPoint,
};

#[derive(Clone)]
struct BabyJubjub;

impl TwistedEdwardsCurveParams<Engine> for BabyJubjub {
    type Fs = Fs;

    fn is_param_a_equals_minus_one(&self) -> bool {
        false
    }

    fn param_d(&self) -> Fr {
        int(D.into())
    }

    fn param_a(&self) -> Fr {
        int(A.into())
    }

    fn generator(&self) -> TwistedEdwardsPoint<Engine> {
        let (x, y) = base_point();
        TwistedEdwardsPoint::from_xy(x, y)
    }

    fn log_2_cofactor(&self) -> usize {
        3
    }
}

#[test]
fn addition_agrees_with_franklin_crypto() {
    let curve = TwistedEdwardsCurveImplementor::<Engine, _>::new_from_params(BabyJubjub);
    let base = BabyJubjub.generator();
    let (mut theirs, mut ours) = (TwistedEdwardsPoint::identity(), identity());
    for _ in 0..50 {
        let sum = curve.add(&theirs, &base);
        assert_eq!(sum.into_xy(), add_points(ours, base_point()));
        let double = curve.double(&sum);
        assert_eq!(double.into_xy(), add_points(sum.into_xy(), sum.into_xy()));
        (theirs, ours) = (double, double.into_xy());
        let opposite = curve.negate(&theirs).into_xy();
        assert_eq!(add_points(ours, opposite), identity());
    }
}

#[test]
fn the_base_point_has_prime_order() {
    let curve = TwistedEdwardsCurveImplementor::<Engine, _>::new_from_params(BabyJubjub);
    let base = BabyJubjub.generator();
    assert_ne!(base.into_xy(), identity());
    // The scalar field of franklin-crypto's curve is that of Baby Jubjub: the curves are isomorphic.
    assert_eq!(curve.mul(&base, Fs::char()).into_xy(), identity());
}
