//! The arithmetic of the contract, printed from the definitions of the native verifier.

use crate::gates::expression::Expression;
use crate::gates::ring::{int, sub};
use crate::gates::yul::{offset, store};
use crate::plonk::identities::{defect, Point};
use crate::plonk::openings::{Opening, Scalars};
use crate::plonk::words::ProofValues;

const INDENT: &str = "            ";

fn load(address: &str) -> Expression {
    Expression::load(address)
}

fn values() -> ProofValues<Expression> {
    ProofValues::from_order(&std::array::from_fn(|i| load(&offset("VALUES", i))))
}

/// Statements that put what is 0 for valid values into `DEFECT`, and how many words of `SCRATCH` they use.
pub fn identities() -> (String, usize) {
    let point = Point {
        beta: load("BETA"),
        gamma: load("GAMMA"),
        alpha: load("ALPHA"),
        z: load("Z"),
        y: load("Y"),
        z_to_n: load("Z_TO_N"),
        first_row: load("LAGRANGE"),
        public_inputs: load("INPUTS_AT_Z"),
    };
    store(&[("DEFECT".into(), defect(&values(), &point))], "SCRATCH", INDENT)
}

/// Statements that put the scalar of each point into memory, and how many words of `SCRATCH` they use.
pub fn scalars() -> (String, usize) {
    let at = Opening {
        z: load("Z"),
        next: load("Z_OMEGA"),
        inverse: load("INVERSE"),
        v: load("V"),
        u: load("U"),
        weight: load("WEIGHT"),
    };
    let scalars = Scalars::new(&values(), &at);
    let negated = |value| sub(int(0), value);
    let of_proof = scalars.wires.into_iter().chain([scalars.product]).chain(scalars.quotient);
    let of_openings = [negated(scalars.minus_opening), scalars.evaluation];
    let lists = [
        ("PROOF_SCALARS", of_proof.collect::<Vec<_>>()),
        ("OPENING_SCALARS", of_openings.to_vec()),
        ("FIXED_SCALARS", scalars.fixed.to_vec()),
        ("ONE_SCALAR", vec![negated(scalars.minus_generator)]),
    ];
    let numbered = |(name, list): (&str, Vec<Expression>)| {
        list.into_iter().enumerate().map(|(i, value)| (offset(name, i), value)).collect::<Vec<_>>()
    };
    let targets: Vec<(String, Expression)> = lists.into_iter().flat_map(numbered).collect();
    store(&targets, "SCRATCH", INDENT)
}
