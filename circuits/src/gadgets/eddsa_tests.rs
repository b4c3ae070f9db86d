//! Native signatures against the circuit, and the circuit against forged ones.

use super::*;
use crate::field::{add, bit, int, Fr};
use crate::gadgets::chain::add_points;
use crate::gadgets::edwards::is_on_curve;
use crate::gates::edwards::base_point;
use crate::plonk::{unnoticed_changes, violations};
use zelkova_primitives::{eddsa, Felt, PrivateKey};

fn circuit(values: &SignatureValues, message: Fr) -> Builder {
    let mut cs = Builder::new();
    let message = cs.alloc(message);
    verify(&mut cs, values, &message);
    cs
}

fn signed(seed: &str, message: u64) -> (SignatureValues, Fr) {
    let key = PrivateKey::from_seed(seed.as_bytes());
    let message = Felt::from(message);
    (SignatureValues::new(&key.public(), &key.sign(message)), from_ark(message.into()))
}

/// Where the circuit refuses; `None` if it accepts.
fn refusal(values: &SignatureValues, message: Fr) -> Option<String> {
    violations(&circuit(values, message), &[]).first().map(|violation| violation.name().to_owned())
}

fn times(scalar: Fr, point: Coordinates) -> Coordinates {
    (0..254).rev().fold(identity(), |sum, i| {
        let sum = add_points(sum, sum);
        if bit(scalar, i) {
            add_points(sum, point)
        } else {
            sum
        }
    })
}

/// A point of order 8: `l` times a point of the whole curve.
fn order_eight() -> Coordinates {
    // The generator `G` of the whole group, from EIP-2494.
    let decimal = |digits| Fr::from_str(digits).unwrap();
    let generator = (
        decimal("995203441582195749578291179787384436505546430278305826713579947235728471134"),
        decimal("5472060717959818805561601436314318772137091100104008585924551046643952123905"),
    );
    let torsion = times(add(largest_scalar(), one()), generator);
    assert!(is_on_curve(generator) && times(int(4), torsion) != identity());
    assert_eq!(times(int(8), torsion), identity());
    torsion
}

#[test]
fn native_signatures_are_accepted() {
    for (i, seed) in ["alice", "bob", "carol"].iter().enumerate() {
        let (values, message) = signed(seed, i as u64);
        assert_eq!(refusal(&values, message), None);
    }
}

#[test]
fn the_trivial_signature_is_accepted_for_every_message() {
    for message in [zero(), one(), neg(one())] {
        assert_eq!(refusal(&SignatureValues::trivial(), message), None);
    }
}

#[test]
fn the_rows_do_not_depend_on_the_values() {
    let (values, message) = signed("alice", 1);
    let cs = circuit(&values, message);
    assert_eq!(cs.digest(), circuit(&SignatureValues::trivial(), zero()).digest());
    assert_eq!(cs.rows().len(), 987);
}

#[test]
fn anything_else_is_refused() {
    let (valid, message) = signed("alice", 1);
    let (other, _) = signed("bob", 1);
    let (next, next_message) = signed("alice", 2);
    let equation = |values: &SignatureValues, message| {
        let name = refusal(values, message).expect("a forged signature must be refused");
        assert!(name.starts_with("equation"), "{name}");
    };
    equation(&valid, next_message);
    equation(&SignatureValues { key: other.key, ..valid }, message);
    equation(&SignatureValues { r: next.r, ..valid }, message);
    equation(&SignatureValues { s: next.s, ..valid }, message);
    equation(&SignatureValues { s: add(valid.s, one()), ..valid }, message);
    equation(&SignatureValues { r: (neg(valid.r.0), valid.r.1), ..valid }, message);
    equation(&SignatureValues { key: identity(), ..valid }, message);
}

#[test]
fn points_off_the_curve_are_refused() {
    let (valid, message) = signed("alice", 1);
    let off = |(x, y): Coordinates| (x, add(y, one()));
    let name = refusal(&SignatureValues { key: off(valid.key), ..valid }, message).unwrap();
    assert!(name.starts_with("key/on-curve"), "{name}");
    let name = refusal(&SignatureValues { r: off(valid.r), ..valid }, message).unwrap();
    assert!(name.starts_with("r/on-curve"), "{name}");
    let name = refusal(&SignatureValues { key: (zero(), zero()), ..valid }, message).unwrap();
    assert!(name.starts_with("key/on-curve"), "{name}");
}

#[test]
fn s_must_be_below_the_group_order() {
    // With the identity as key the equation is s B = R, so it holds for s + l too: only the bound refuses that.
    let five = SignatureValues { r: times(int(5), base_point()), s: int(5), ..SignatureValues::trivial() };
    assert_eq!(refusal(&five, one()), None);
    let name = refusal(&SignatureValues { s: add(int(5), add(largest_scalar(), one())), ..five }, one()).unwrap();
    assert!(name.starts_with("s/"), "{name}");
    let largest = SignatureValues { r: times(largest_scalar(), base_point()), s: largest_scalar(), ..five };
    assert_eq!(refusal(&largest, one()), None);
}

#[test]
fn small_order_components_make_no_difference() {
    let torsion = order_eight();
    let native =
        |(x, y): Coordinates| eddsa::Point { x: crate::convert::to_ark(x).into(), y: crate::convert::to_ark(y).into() };
    let message = Felt::from(7u8);
    let secret = eddsa::Scalar::from(123_456_789u64);
    let nonce = eddsa::Scalar::from(987_654_321u64);
    for (in_key, in_r) in [(false, false), (true, false), (false, true), (true, true)] {
        let with = |point, yes| if yes { add_points(point, torsion) } else { point };
        let key = with(times(int(123_456_789), base_point()), in_key);
        let r = with(times(int(987_654_321), base_point()), in_r);
        let public = PublicKey { x: native(key).x, y: native(key).y };
        let h = eddsa::challenge(&native(r), public.key_hash(), message);
        let h = <eddsa::Scalar as ark_ff::PrimeField>::from_be_bytes_mod_order(&h.to_be_bytes());
        let signature = Signature { r: native(r), s: nonce + h * secret };
        assert!(public.verify(message, &signature));
        let values = SignatureValues::new(&public, &signature);
        assert_eq!(values.key, key);
        assert_eq!(refusal(&values, from_ark(message.into())), None);
        // and a wrong one stays wrong
        let forged = Signature { s: signature.s + secret, ..signature };
        assert!(!public.verify(message, &forged));
        assert!(refusal(&SignatureValues::new(&public, &forged), from_ark(message.into())).is_some());
    }
}

#[test]
fn every_cell_matters() {
    let (values, message) = signed("alice", 1);
    assert_eq!(unnoticed_changes(&circuit(&values, message)), vec![]);
}
