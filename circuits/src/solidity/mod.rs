//! Generator of the L1 verifier contract.
//!
//! [`verifier_contract`] prints one contract for the keys of several circuits over the registered gates. The statement it
//! checks is the one of [`crate::plonk`]; positions come from [`Layout`], and the equations of the custom gates are printed
//! from their Rust definition, so a gate that changes or is added needs no Solidity. The text depends on nothing but the
//! gates and the keys.
//!
//! | file | content |
//! |---|---|
//! | `verifier.sol.tpl` | the contract, with holes |
//! | [`memory`] | addresses of everything the contract keeps in memory |
//! | [`body`] | what fills the holes that depend on the gates |
//! | [`crate::gates::yul`] | field arithmetic as text |
//! | [`fixture`] | proofs as Solidity libraries, for the contract's own tests |

pub mod body;
pub mod fixture;
pub mod memory;

use crate::field::Engine;
use crate::gates::yul::{self, word_literal};
use crate::gates::{all, Gates};
use crate::plonk::words::{key_digest, key_words, Layout};
use bellman_ce::plonk::better_better_cs::cs::VerificationKey;
use memory::Memory;
use std::fmt::Write;
use thiserror::Error;

/// Why no contract can be printed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SolidityError {
    /// No keys were given.
    #[error("a verifier contract needs at least one verification key")]
    NoKeys,
    /// Two keys for one capacity.
    #[error("two keys have capacity {0}: give every capacity one key")]
    SameCapacity(u32),
    /// Keys that one contract cannot serve.
    #[error("the key of capacity {capacity} differs from the first one in its {what}: make all keys from the same gates and SRS")]
    Mixed {
        /// The key's capacity.
        capacity: u32,
        /// What differs.
        what: &'static str,
    },
}

/// How the contract is called and where it finds its interface.
#[derive(Clone, Copy, Debug)]
pub struct ContractName<'a> {
    /// The contract's name.
    pub name: &'a str,
    /// Import path of `IVerifier.sol`.
    pub interface: &'a str,
}

/// The contract of the repository: `contracts/src/generated/Verifier.sol`.
pub const VERIFIER: ContractName<'static> = ContractName { name: "Verifier", interface: "../interfaces/IVerifier.sol" };

/// A verification key and the capacity of its circuit.
pub type Key<'a> = (u32, &'a VerificationKey<Engine, Gates>);

/// The source of a contract that verifies proofs of these circuits.
pub fn verifier_contract(name: ContractName<'_>, keys: &[Key<'_>]) -> Result<String, SolidityError> {
    let (_, first) = *keys.first().ok_or(SolidityError::NoKeys)?;
    for (i, (capacity, key)) in keys.iter().enumerate() {
        if keys[..i].iter().any(|other| other.0 == *capacity) {
            return Err(SolidityError::SameCapacity(*capacity));
        }
        let differs = |what| Err(SolidityError::Mixed { capacity: *capacity, what });
        if key.num_inputs != first.num_inputs {
            return differs("number of public inputs");
        }
        if key.non_residues != first.non_residues {
            return differs("non-residues");
        }
        if key.g2_elements != first.g2_elements {
            return differs("SRS");
        }
    }
    let layout = Layout::get();
    let body = body::Body::new(&layout, first);
    let memory = Memory::new(&layout, first.num_inputs, &body);

    let mut text = include_str!("verifier.sol.tpl").to_owned();
    let mut fill = |hole: &str, with: &str| {
        let hole = format!("{{{{{hole}}}}}");
        debug_assert!(text.contains(&hole), "the template has no {hole}");
        text = text.replace(&hole, with.trim_end_matches('\n'));
    };
    fill("name", name.name);
    fill("interface_path", name.interface);
    fill("gate_count", &(all().len() - 1).to_string());
    fill("public_inputs", &first.num_inputs.to_string());
    fill("proof_words", &layout.len().to_string());
    fill("proof_layout", &memory::proof_layout(&layout));
    fill("memory", &memory.to_string());
    fill("key_digests", &key_digests(keys));
    fill("load_key", &load_key(keys));
    fill("keys", &keys.iter().map(load_one_key).collect::<String>());
    for (hole, with) in body.holes() {
        fill(hole, with);
    }
    debug_assert!(!text.contains("{{"), "a hole of the template is not filled");
    Ok(text)
}

fn key_digests(keys: &[Key<'_>]) -> String {
    keys.iter().fold(String::new(), |mut text, (capacity, key)| {
        let digest = hex::encode(key_digest(key, *capacity));
        let _ = writeln!(text, "        if (capacity == {capacity}) return 0x{digest};");
        text
    })
}

fn load_key(keys: &[Key<'_>]) -> String {
    keys.iter().fold(String::new(), |mut text, (capacity, _)| {
        let _ = writeln!(text, "        if (capacity == {capacity}) return _loadKey{capacity}();");
        text
    })
}

/// A function that writes one key to memory. `key_words` starts with the domain size and the number of inputs.
fn load_one_key((capacity, key): &Key<'_>) -> String {
    let words = key_words(key);
    let points = 2 * (key.gate_setup_commitments.len() + key.gate_selectors_commitments.len() + 4);
    let size = key.n + 1;
    let mut text = format!(
        "    /// @dev The key of capacity {capacity}: 2^{log} rows.\n    function _loadKey{capacity}() private pure {{\n        assembly {{\n            mstore(LOG_N, {log})\n",
        log = size.trailing_zeros()
    );
    let _ = writeln!(text, "            mstore(OMEGA, {})", yul::constant(&body::omega(size)));
    for (i, word) in words[2..2 + points].iter().enumerate() {
        let _ = writeln!(text, "            mstore({}, {})", yul::offset("KEY_SETUPS", i), word_literal(word));
    }
    text.push_str("        }\n    }\n\n");
    text
}

#[cfg(test)]
mod tests;
