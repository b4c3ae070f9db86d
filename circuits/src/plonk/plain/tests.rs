//! Our proofs beside bellman's; progress, cancellation, memory.

use super::{create_proof, Wires};
use crate::builder::Builder;
use crate::field::{add, int, one};
use crate::gadgets::Num;
use crate::plonk::tests::{keys, srs, Membership};
use crate::plonk::CacheBudget;
use crate::plonk::{bellman, check_satisfied, prove, prove_attended, prove_with_bellman, verify};
use crate::plonk::{Cancel, Circuit, CircuitKeys, Control, KeyStore, NoProgress, Proof, ProveError, Timings, PHASES};
use std::sync::Arc;

/// Both provers must refuse what the check refuses, or make a proof that nobody accepts: here a witness is changed after
/// synthesis.
#[test]
fn the_provers_refuse_a_bad_witness() {
    let (circuit, keys, _) = keys();
    let mut cs = Builder::new();
    circuit.synthesize(&mut cs);
    let accepted = |proof: Proof| verify(keys.verification_key(), &proof).is_ok();
    // Cells of the range chain, the path, the rounds, and the end.
    for number in [1, 8, 100, 101, 102, 103, 500, cs.variable_count() - 3] {
        let mut tampered = cs.clone();
        let var = tampered.variable(number).expect("the variable exists");
        tampered.tamper(var, add(cs.value(var), one()));
        assert!(check_satisfied(&tampered, &circuit.public_inputs()).is_err(), "variable {number}");
        let ours =
            Control::unattended(|control| create_proof(keys, Wires::new(&tampered), control, &mut Timings::default()));
        let public_inputs = tampered.public_inputs();
        assert!(!ours.is_ok_and(|words| accepted(Proof { public_inputs, words })), "variable {number}");
        assert!(!bellman::create_proof(keys, tampered).is_ok_and(accepted), "variable {number}");
    }
}

/// A circuit from a function.
struct Written<F>(&'static str, F);

impl<F: Fn(&mut Builder)> Circuit for Written<F> {
    fn name(&self) -> String {
        self.0.to_owned()
    }

    fn capacity(&self) -> u32 {
        1
    }

    fn synthesize(&self, cs: &mut Builder) {
        self.1(cs);
    }
}

fn assert_bellmans_bytes<C: Circuit>(circuit: &C) {
    let mut cs = Builder::new();
    circuit.synthesize(&mut cs);
    let inputs = cs.public_inputs();
    let keys = CircuitKeys::generate(circuit, srs(), &NoProgress).expect("the SRS is large enough");
    let expected = prove_with_bellman(&keys, circuit, &inputs).expect("bellman proves");
    // The second time from the cache.
    for _ in 0..2 {
        assert_eq!(prove(&keys, circuit, &inputs).expect("the witness is valid"), expected, "{}", circuit.name());
    }
}

#[test]
fn proofs_are_bellmans_byte_for_byte() {
    let (circuit, keys, proof) = keys();
    let bellman = prove_with_bellman(keys, circuit, &circuit.public_inputs()).expect("bellman proves");
    assert_eq!(*proof, bellman);
    for depth in [1, 3, 17] {
        assert_bellmans_bytes(&Membership { leaf: 1 << depth, depth });
    }
}

#[test]
fn small_proofs_are_bellmans_byte_for_byte() {
    assert_bellmans_bytes(&Written("no-inputs", |cs: &mut Builder| {
        let x = cs.alloc(int(3));
        let square = x.square(cs);
        cs.assert_equal("nine", &square, &int(9).into());
    }));
    assert_bellmans_bytes(&Written("one-input", |cs: &mut Builder| {
        let x = cs.public_input(int(3));
        cs.assert_equal("three", &x, &int(3).into());
    }));
    assert_bellmans_bytes(&Written("all-zero", |cs: &mut Builder| {
        let x = cs.public_input(int(0));
        cs.assert_equal("zero", &x, &int(0).into());
    }));
    assert_bellmans_bytes(&Written("many-inputs", |cs: &mut Builder| {
        let sum = (1..=40).map(|i| cs.public_input(int(i))).fold(Num::from(int(0)), |sum, input| sum + input);
        cs.assert_equal("sum", &sum, &int(820).into());
    }));
    // One row is left for what the last one reads.
    assert_bellmans_bytes(&Written("almost-full", |cs: &mut Builder| {
        let mut x = cs.public_input(int(1));
        for _ in 0..12 {
            x = x.square(cs);
        }
        cs.assert_equal("one", &x, &int(1).into());
    }));
}

/// What is kept between proofs does not change them.
#[test]
fn the_cache_does_not_matter() {
    let circuit = Membership { leaf: 9, depth: 6 };
    let directory = tempfile::tempdir().expect("a temporary directory");
    let proof = |bytes: usize| {
        let budget = CacheBudget::new(bytes);
        let store = KeyStore::open(directory.path(), srs()).expect("opens").with_budget(Arc::clone(&budget));
        let keys = store.keys(&circuit, &NoProgress).expect("keys");
        let first = prove(&keys, &circuit, &circuit.public_inputs()).expect("the witness is valid");
        assert_eq!(prove(&keys, &circuit, &circuit.public_inputs()).expect("the witness is valid"), first);
        (first, budget.left())
    };
    let (without, left) = proof(0);
    assert_eq!(left, 0);
    let (some, left) = proof(1 << 20);
    assert!(left < 1 << 20);
    let (all, left) = proof(1 << 30);
    assert!(left < 1 << 30 && some == without && all == without);
}

#[test]
fn progress_names_the_phases_in_order() {
    let (circuit, keys, proof) = keys();
    let told = std::cell::RefCell::new(Vec::new());
    let progress = |done: usize, total: usize, what: &str| told.borrow_mut().push((done, total, what.to_owned()));
    let control = Control { progress: &progress, cancel: &Cancel::new() };
    let (again, timings) =
        prove_attended(keys, circuit, &circuit.public_inputs(), &control).expect("the witness is valid");
    assert_eq!(again, *proof);
    let named = PHASES.iter().chain(&["done"]).enumerate();
    let expected: Vec<_> = named.map(|(done, what)| (done, PHASES.len(), (*what).to_owned())).collect();
    assert_eq!(told.into_inner(), expected);
    let Timings { synthesis, check, msm, fft, product, quotient, openings, verification } = timings;
    for time in [synthesis, check, msm, fft, product, quotient, openings, verification] {
        assert!(!time.is_zero());
    }
}

#[test]
fn a_cancelled_prover_stops_in_every_phase() {
    let (circuit, keys, proof) = keys();
    for phase in 0..=PHASES.len() {
        let cancel = Cancel::new();
        let progress = |done: usize, _: usize, _: &str| {
            if done == phase {
                cancel.cancel();
            }
        };
        let control = Control { progress: &progress, cancel: &cancel };
        let result = prove_attended(keys, circuit, &circuit.public_inputs(), &control);
        match phase == PHASES.len() {
            // The proof is ready.
            true => assert_eq!(result.expect("the witness is valid").0, *proof),
            false => assert!(matches!(result, Err(ProveError::Cancelled(_))), "phase {phase}"),
        }
    }
    // Nothing of a cancelled proof is left to disturb the next one.
    assert_eq!(prove(keys, circuit, &circuit.public_inputs()).expect("the witness is valid"), *proof);
}
