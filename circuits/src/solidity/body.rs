//! The parts of the contract that follow from the gates.

use crate::field::{zero, Engine, Fr};
use crate::gates::ring::{add, mul};
use crate::gates::yul::{constant, offset, store, word_literal, Expression};
use crate::gates::{all, Gates, Ring};
use crate::plonk::words::{setup_offset, Layout};
use bellman_ce::pairing::bn256::Fq;
use bellman_ce::pairing::ff::{PrimeField, PrimeFieldRepr};
use bellman_ce::pairing::CurveAffine;
use bellman_ce::plonk::better_better_cs::cs::VerificationKey;
use bellman_ce::plonk::domains::Domain;
use std::fmt::Write;

const INDENT: &str = "            ";
/// Weights of the quotient and of the linearisation come before those of the opened polynomials.
const FIRST_OPENED: usize = 2;

/// Text for the template's holes, with the numbers that [`super::memory`] needs.
#[derive(Clone, Debug)]
pub struct Body {
    /// Number of gates, with the main gate.
    pub gates: usize,
    /// Number of setup polynomials of all gates.
    pub setups: usize,
    /// Number of equations of all gates.
    pub terms: usize,
    /// Number of powers of `v`.
    pub v_powers: usize,
    holes: Vec<(&'static str, String)>,
}

impl Body {
    /// The text for these gates.
    pub fn new(layout: &Layout, key: &VerificationKey<Engine, Gates>) -> Self {
        let gates = all();
        let terms = gates.iter().map(|gate| gate.terms.len()).sum();
        let opened = 4 + layout.setups.len() + 1 + 3;
        let grand_product = FIRST_OPENED + opened;
        let mut body = Self {
            gates: gates.len(),
            setups: gates.iter().map(|gate| gate.setups).sum(),
            terms,
            v_powers: grand_product + 1 + layout.next_wires.len(),
            holes: Vec::new(),
        };
        body.hole("alpha_powers", body.alpha_powers().to_string());
        body.hole("alpha_0", offset("ALPHA_POWERS", terms));
        body.hole("alpha_1", offset("ALPHA_POWERS", terms + 1));
        body.hole("v_powers", body.v_powers.to_string());
        body.hole("grand_product_weight", grand_product.to_string());
        body.hole("last_sigma", point("KEY_SIGMAS", 3));
        body.hole("gates", gate_values(layout));
        body.hole("quotient_parts", quotient_parts());
        body.hole("main_gate", main_gate());
        body.hole("custom_gates", custom_gates());
        body.hole("permutation_factors", permutation_factors(&key.non_residues));
        body.hole("openings", openings(layout, grand_product));
        body.hole(
            "values_at_z",
            values(FIRST_OPENED, 4, "value", "WIRE_0") + &values(FIRST_OPENED + 4, opened - 4, "value", "SETUP_0"),
        );
        let next = layout.next_wires.first().expect("the main gate reads the next row");
        body.hole(
            "values_at_z_omega",
            values(grand_product + 1, layout.next_wires.len(), "next", &format!("NEXT_{next}")),
        );
        body.hole("g2", g2(key));
        body
    }

    /// Number of powers of `alpha`: the equations and two of the permutation argument.
    pub fn alpha_powers(&self) -> usize {
        self.terms + 2
    }

    /// Holes of the template and what fills them.
    pub fn holes(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.holes.iter().map(|(hole, text)| (*hole, text.as_str()))
    }

    fn hole(&mut self, name: &'static str, text: String) {
        self.holes.push((name, text));
    }
}

/// Generator of the domain of `size` rows.
pub fn omega(size: usize) -> Fr {
    Domain::<Fr>::new_for_size(size as u64).expect("a key's domain exists").generator
}

/// The address of the point `index` of a list.
fn point(base: &str, index: usize) -> String {
    offset(base, 2 * index)
}

fn add_product(point: &str, scalar: &str) -> String {
    format!("{INDENT}valid := and(valid, mulAdd({point}, {scalar}))\n")
}

/// The custom gates at `z`, each with its powers of `alpha`.
fn gate_values(layout: &Layout) -> String {
    let mut text = String::new();
    let mut power = all()[0].terms.len();
    for (i, gate) in all().iter().enumerate().skip(1) {
        let express = gate.express.expect("every custom gate can be printed");
        let now = [0, 1, 2, 3].map(|wire| Expression::load(&format!("WIRE_{wire}")));
        let next = [0, 1, 2, 3].map(|wire| match gate.next[wire] {
            true => Expression::load(&format!("NEXT_{wire}")),
            false => Expression::constant(zero()),
        });
        let setup: Vec<Expression> =
            (0..gate.setups).map(|n| Expression::load(&format!("SETUP_{}", opened_setup(layout, i, n)))).collect();
        let mut terms = vec![Expression::constant(zero()); gate.terms.len()];
        express(&now, &next, &setup, &mut terms);
        let value = terms.iter().enumerate().fold(Expression::constant(zero()), |sum, (n, term)| {
            add(sum, mul(*term, Expression::load(&offset("ALPHA_POWERS", power + n))))
        });
        power += gate.terms.len();
        let _ = writeln!(text, "{INDENT}// {}: {}", gate.name, gate.terms.join("; "));
        text.push_str(&store(&offset("GATE_VALUES", i - 1), value, "SCRATCH", INDENT).0);
    }
    text
}

/// The position, among the opened setup polynomials, of polynomial `n` of a gate.
fn opened_setup(layout: &Layout, gate: usize, n: usize) -> usize {
    let is_it = |(_, opened): &(usize, &(usize, usize))| opened.0 == gate && n == setup_position(opened.0, opened.1);
    layout.setups.iter().enumerate().find(is_it).expect("setup polynomials of custom gates are opened").0
}

/// The position of a setup polynomial, known by its index, among those of its gate.
fn setup_position(gate: usize, index: usize) -> usize {
    use bellman_ce::plonk::better_better_cs::cs::PolyIdentifier::GateSetupPolynomial;
    let gate = all()[gate].internal();
    let mut polynomials = gate.setup_polynomials().iter();
    let position = polynomials.position(|id| matches!(id, GateSetupPolynomial(_, i) if *i == index));
    position.expect("the layout lists polynomials of the gates")
}

fn quotient_parts() -> String {
    let mut text = format!("{INDENT}{{\n{INDENT}    let power := mload(Z_TO_N)\n");
    for part in 1..4 {
        if part > 1 {
            let _ = writeln!(text, "{INDENT}    power := mulmod(power, mload(Z_TO_N), p)");
        }
        text.push_str(&format!("    {}", add_product(&point("QUOTIENT", part), "power")));
    }
    let _ = writeln!(text, "{INDENT}}}");
    text
}

/// `a b c d`, `ab`, `ac`, 1 and the next `d`, all times the selector: the order of the main gate's setup polynomials.
fn main_gate() -> String {
    let products = [
        "mulmod(scale, mload(WIRE_0), p)",
        "mulmod(scale, mload(WIRE_1), p)",
        "mulmod(scale, mload(WIRE_2), p)",
        "mulmod(scale, mload(WIRE_3), p)",
        "mulmod(scale, mulmod(mload(WIRE_0), mload(WIRE_1), p), p)",
        "mulmod(scale, mulmod(mload(WIRE_0), mload(WIRE_2), p), p)",
        "scale",
        "mulmod(scale, mload(NEXT_3), p)",
    ];
    let mut text = format!("{INDENT}{{\n{INDENT}    let scale := mulmod(weight(1), mload(MAIN_SELECTOR), p)\n");
    for (i, scalar) in products.iter().enumerate() {
        text.push_str(&format!("    {}", add_product(&point("KEY_SETUPS", i), scalar)));
    }
    let _ = writeln!(text, "{INDENT}}}");
    text
}

fn custom_gates() -> String {
    (1..all().len()).fold(String::new(), |text, gate| {
        let value = format!("mulmod(weight(1), mload({}), p)", offset("GATE_VALUES", gate - 1));
        text + &add_product(&point("KEY_SELECTORS", gate), &value)
    })
}

fn permutation_factors(non_residues: &[Fr]) -> String {
    non_residues.iter().zip(1..).fold(String::new(), |mut text, (k, wire)| {
        let shifted = format!("mulmod(shifted, {}, p)", constant(k));
        let term = format!("addmod(addmod(mload(WIRE_{wire}), {shifted}, p), gamma, p)");
        let _ = writeln!(text, "{INDENT}    factor := mulmod(factor, {term}, p)");
        text
    })
}

/// What is opened at `z`, and the wires at `z omega` with it.
fn openings(layout: &Layout, grand_product: usize) -> String {
    let mut text = String::new();
    for wire in 0..4 {
        let here = format!("weight({})", FIRST_OPENED + wire);
        let scalar = match layout.next_wires.iter().position(|next| *next == wire) {
            Some(i) => format!("addmod({here}, mulmod(u, weight({}), p), p)", grand_product + 1 + i),
            None => here,
        };
        text.push_str(&add_product(&point("WIRES", wire), &scalar));
    }
    let mut weight = FIRST_OPENED + 4;
    let mut open = |point: String| {
        text.push_str(&add_product(&point, &format!("weight({weight})")));
        weight += 1;
    };
    for (gate, index) in &layout.setups {
        open(point("KEY_SETUPS", setup_offset(*gate) + setup_position(*gate, *index)));
    }
    open(point("KEY_SELECTORS", 0));
    for sigma in 0..3 {
        open(point("KEY_SIGMAS", sigma));
    }
    text
}

/// Adds `count` consecutive words from `first` on to a variable, with weights from `weight` on.
fn values(weight: usize, count: usize, variable: &str, first: &str) -> String {
    let term = format!("mulmod(weight(add({weight}, i)), mload(add({first}, mul(0x20, i))), p)");
    format!(
        "{INDENT}    for {{ let i := 0 }} lt(i, {count}) {{ i := add(i, 1) }} {{\n\
         {INDENT}        {variable} := addmod({variable}, {term}, p)\n{INDENT}    }}\n"
    )
}

/// The two points of the second group; the EVM wants the imaginary part first.
fn g2(key: &VerificationKey<Engine, Gates>) -> String {
    let mut text = String::new();
    for (element, start) in key.g2_elements.iter().zip([2, 8]) {
        let (x, y) = element.into_xy_unchecked();
        for (i, coordinate) in [x.c1, x.c0, y.c1, y.c0].iter().enumerate() {
            let _ = writeln!(text, "{INDENT}mstore({}, {})", offset("PAIRING", start + i), base_field(coordinate));
        }
    }
    text
}

fn base_field(x: &Fq) -> String {
    let mut word = [0u8; 32];
    x.into_repr().write_be(&mut word[..]).expect("a coordinate has 32 bytes");
    word_literal(&word)
}
