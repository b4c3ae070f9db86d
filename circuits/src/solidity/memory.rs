//! Addresses of what the contract keeps in memory.

use super::{MAX_KEYS, PUBLIC_INPUTS};
use crate::plonk::words::{
    EVALUATION_WORDS, FIXED_GROUPS, OPENING_WORDS, PRODUCT_WORDS, QUOTIENT_GROUPS, QUOTIENT_WORDS, VALUES, VALUE_WORDS,
    WIRE_GROUPS, WIRE_WORDS,
};
use std::fmt::{self, Display, Formatter};

/// Below are Solidity's scratch space, its free memory pointer and its zero word.
const FIRST: usize = 0x80;

/// A list of named addresses, printed as constants.
#[derive(Clone, Debug)]
pub struct Memory {
    slots: Vec<(&'static str, usize, &'static str)>,
    next: usize,
}

impl Memory {
    /// The memory of the contract, with so many words for intermediate values.
    pub fn new(scratch: usize) -> Self {
        let mut memory = Self { slots: Vec::new(), next: FIRST };
        let m = PUBLIC_INPUTS;
        let slots = [
            ("INPUTS", m, "The public inputs of a claim; the proof follows."),
            ("WIRES", WIRE_WORDS.len(), "The words of the proof: commitments of the columns,"),
            ("GRAND_PRODUCT", PRODUCT_WORDS.len(), "of the permutation's grand product,"),
            ("QUOTIENT", QUOTIENT_WORDS.len(), "of the quotient;"),
            ("VALUES", VALUE_WORDS.len(), "the opened values;"),
            ("OPENING", OPENING_WORDS.len(), "the openings' quotient W,"),
            ("EVALUATION", EVALUATION_WORDS.len(), "and W', the opening of the combination at u."),
            ("TRANSCRIPT", 1 + VALUES, "The transcript's state, and what it absorbs next."),
            ("KEY_INDEX", 1, "The claim's key: its place,"),
            ("LOG_N", 1, "the number of rows, which is 2^LOG_N,"),
            ("OMEGA", 1, "and the generator of the domain."),
            ("BETA", 1, "Challenges of the permutation argument."),
            ("GAMMA", 1, ""),
            ("ALPHA", 1, "Separates the identities."),
            ("Z", 1, "The point of evaluation."),
            ("V", 1, "Separates the groups that are opened."),
            ("U", 1, "The point of the openings' combination."),
            ("WEIGHT", 1, "The weight of the claim in the pairing equation."),
            ("Y", 1, "z^(n/16)"),
            ("Z_TO_N", 1, "z^n"),
            ("Z_OMEGA", 1, "z omega"),
            ("ROOTS", m, "omega^i of the rows of the public inputs."),
            ("LAGRANGE", m, "Inverses of n (z - omega^i), then the Lagrange polynomials of these rows at z."),
            ("INVERSE", 1, "1 / (z - z omega), inverted with them."),
            ("PREFIXES", m + 1, "Products of what is inverted, before each."),
            ("INPUTS_AT_Z", 1, "The public inputs' polynomial at z."),
            ("DEFECT", 1, "What is 0 for values that satisfy the identities."),
            ("PROOF_SCALARS", WIRE_GROUPS + 1 + QUOTIENT_GROUPS, "Scalars of the proof's first points,"),
            ("OPENING_SCALARS", 2, "of its openings,"),
            ("FIXED_SCALARS", FIXED_GROUPS, "of the key's points,"),
            ("ONE_SCALAR", 1, "and of the generator."),
            ("USED_KEYS", 1, "Bit i: some claim is under key i."),
            ("KEY_SCALARS", MAX_KEYS * FIXED_GROUPS, "Scalars of all keys' points, summed over the claims."),
            ("SUM_OF_ONE", 1, "The generator's, summed over the claims."),
            ("KEY_POINTS", 2 * FIXED_GROUPS, "The points of one key."),
            ("LEFT", 5, "The left side of the equation: a sum, a product, a scalar."),
            ("RIGHT", 5, "The right side."),
            ("PAIRING", 12, "Input of the pairing."),
            ("SCRATCH", scratch.max(6), "Intermediate values."),
            ("FINAL_STATES", 0, "The last states of the claims' transcripts, to the end of the memory used."),
        ];
        for (name, words, text) in slots {
            memory.slots.push((name, memory.next, text));
            memory.next += 32 * words;
        }
        memory
    }
}

impl Display for Memory {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (name, address, text) in &self.slots {
            if !text.is_empty() {
                writeln!(f, "    /// @dev {text}")?;
            }
            writeln!(f, "    uint256 private constant {name} = {address:#x};")?;
        }
        Ok(())
    }
}
