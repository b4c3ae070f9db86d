//! The digest in the `local` preset is that of the Perpetual Powers of Tau, whose point is public in every verification
//! key that was made from it.

use bellman_ce::pairing::{
    bn256::{Fq, Fq2, G2Affine},
    ff::{Field, PrimeField},
    CurveAffine, CurveProjective,
};
use blake2::{digest::consts::U32, Blake2b, Digest};
use zelkova_chain_spec::{preset, SrsSpec};
use zelkova_circuits::plonk::Srs;

/// `[tau]_2` of the files `powersOfTau28_hez_final_*.ptau`, as snarkjs writes `X_2` into verification keys.
const POINT: [&str; 4] = [
    "21831381940315734285607113342023901060522397560371972897001948545212302161822",
    "17231025384763736816414546592865244497437017442647097510447326538965263639101",
    "2388026358213174446665280700919698872609886601280537296205114254867301080648",
    "11507326595632554467052522095592665270651932854513688777769618397986436103170",
];

/// The digest that `Srs::digest` gives an SRS with this point.
fn digest(tau: G2Affine) -> [u8; 32] {
    let mut hash = Blake2b::<U32>::new();
    hash.update(b"zelkova srs v1");
    for point in [G2Affine::one(), tau] {
        hash.update(point.into_uncompressed().as_ref());
    }
    hash.finalize().into()
}

#[test]
fn the_local_preset_pins_the_ceremony() {
    // The formula above is the one of the circuits: it gives the development SRS its digest.
    let secret = bellman_ce::pairing::bn256::Fr::from_str("42").unwrap();
    let development = G2Affine::one().mul(secret.into_repr()).into_affine();
    assert_eq!(digest(development), Srs::development(2).digest());

    let [x0, x1, y0, y1] = POINT.map(|decimal| Fq::from_str(decimal).unwrap());
    let (x, y) = (Fq2 { c0: x0, c1: x1 }, Fq2 { c0: y0, c1: y1 });
    assert!(!x.is_zero() && !y.is_zero());
    let tau = G2Affine::from_xy_checked(x, y).expect("the ceremony's point is on the curve");
    let SrsSpec::Ceremony { digest: pinned, .. } = preset::local().srs else { panic!("the preset has a ceremony") };
    assert_eq!(pinned, digest(tau));
}
