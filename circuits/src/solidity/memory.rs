//! Addresses of what the contract keeps in memory.

use super::body::Body;
use crate::plonk::words::Layout;
use std::fmt::{self, Display, Formatter, Write};

/// Below are Solidity's scratch space, its free memory pointer and its zero word.
const FIRST: usize = 0x80;

/// A list of named addresses, printed as constants.
#[derive(Clone, Debug)]
pub struct Memory {
    slots: Vec<(String, usize, &'static str)>,
    next: usize,
}

impl Memory {
    /// The memory of a contract for proofs of this layout with this many public inputs.
    pub fn new(layout: &Layout, inputs: usize, body: &Body) -> Self {
        let mut memory = Self { slots: Vec::new(), next: FIRST };
        memory.slot("INPUTS", inputs, "Public inputs; the proof follows.");
        memory.proof(layout);
        memory.slot("LOG_N", 1, "The number of rows is 2^LOG_N.");
        memory.slot("OMEGA", 1, "Generator of the domain.");
        memory.slot("KEY_SETUPS", 2 * body.setups, "The key: commitments of the gates' setup polynomials, ...");
        memory.slot("KEY_SELECTORS", 2 * body.gates, "... of the gates' selectors, ...");
        memory.slot("KEY_SIGMAS", 8, "... and of the permutation polynomials.");
        for (name, text) in [
            ("BETA", "Challenges of the permutation argument."),
            ("GAMMA", ""),
            ("ALPHA", "Separates the equations."),
            ("Z", "The point of evaluation."),
            ("V", "Separates the polynomials that are opened."),
            ("U", "Separates the two opening points."),
            ("Z_TO_N", "z^n"),
            ("PERMUTATION", "alpha_0 Z(z omega) times the first three factors of the permutation argument."),
        ] {
            memory.slot(name, 1, text);
        }
        memory.slot("LAGRANGE", inputs, "Lagrange polynomials of the rows of the public inputs at z.");
        memory.slot("DENOMINATORS", inputs, "Their denominators.");
        memory.slot("PREFIXES", inputs, "Products of the denominators before each.");
        memory.slot("ALPHA_POWERS", body.alpha_powers(), "Powers of alpha.");
        memory.slot("V_POWERS", body.v_powers, "Powers of v.");
        memory.slot("GATE_VALUES", body.gates - 1, "Values of the custom gates at z.");
        memory.slot("TRANSCRIPT", 4, "tag:4 | state:64 | word:32");
        memory.slot("SUM", 5, "A sum of points, a product, a scalar.");
        memory.slot("PAIRING", 12, "Input of the pairing.");
        memory.slot("SCRATCH", 6, "Everything else, to the end of the memory used.");
        memory
    }

    fn slot(&mut self, name: &str, words: usize, text: &'static str) {
        self.slots.push((name.into(), self.next, text));
        self.next += 32 * words;
    }

    fn proof(&mut self, layout: &Layout) {
        self.alias("PROOF", "The words of the proof:");
        self.slot("WIRES", 8, "commitments of the wires,");
        self.slot("GRAND_PRODUCT", 2, "of the grand product of the permutation argument,");
        self.slot("QUOTIENT", 8, "of the four parts of the quotient;");
        self.slot("QUOTIENT_AT_Z", 1, "the quotient at z;");
        for wire in 0..4 {
            self.slot(&format!("WIRE_{wire}"), 1, if wire == 0 { "the wires at z," } else { "" });
        }
        for (i, wire) in layout.next_wires.iter().enumerate() {
            self.slot(&format!("NEXT_{wire}"), 1, if i == 0 { "the wires at z omega;" } else { "" });
        }
        for i in 0..layout.setups.len() {
            self.slot(
                &format!("SETUP_{i}"),
                1,
                if i == 0 { "setup polynomials of the custom gates at z;" } else { "" },
            );
        }
        self.slot("MAIN_SELECTOR", 1, "the main gate's selector at z;");
        for sigma in 0..3 {
            self.slot(&format!("SIGMA_{sigma}"), 1, if sigma == 0 { "permutation polynomials at z;" } else { "" });
        }
        self.slot("GRAND_PRODUCT_AT_Z_OMEGA", 1, "the grand product at z omega;");
        self.slot("LINEARISATION_AT_Z", 1, "the linearisation polynomial at z;");
        self.slot("OPENING_AT_Z", 2, "the two opening proofs.");
        self.slot("OPENING_AT_Z_OMEGA", 2, "");
        self.alias("PROOF_END", "");
    }

    fn alias(&mut self, name: &str, text: &'static str) {
        self.slot(name, 0, text);
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

/// The table of a proof's words, as a comment.
pub fn proof_layout(layout: &Layout) -> String {
    let rows = [
        (8, "commitments of the four wires"),
        (2, "commitment of the grand product of the permutation argument"),
        (8, "commitments of the four parts of the quotient"),
        (1, "the quotient at z"),
        (4, "the wires at z"),
        (layout.next_wires.len(), "wires at z omega"),
        (layout.setups.len(), "setup polynomials of the custom gates at z"),
        (1, "selector of the main gate at z"),
        (3, "permutation polynomials at z"),
        (1, "the grand product at z omega"),
        (1, "the linearisation polynomial at z"),
        (4, "opening proofs at z and at z omega"),
    ];
    let mut text = String::new();
    let mut start = 0;
    for (words, content) in rows {
        let _ = writeln!(text, "/// - {start}..{}: {content}", start + words);
        start += words;
    }
    debug_assert_eq!(start, layout.len());
    text
}
