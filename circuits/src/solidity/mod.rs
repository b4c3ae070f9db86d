//! Generator of the L1 verifier contract.
//!
//! [`verifier_contract`] prints one contract for the keys of several circuits over the registered gates. The statement it
//! checks is the one of [`crate::plonk`]; identities and scalars of the opening are printed from the definitions that the
//! native verifier computes, so a gate that changes or is added needs no Solidity. The text depends on nothing but the
//! gates and the keys.
//!
//! | file | content |
//! |---|---|
//! | `verifier.sol.tpl` | the contract, with holes |
//! | [`memory`] | addresses of everything the contract keeps in memory |
//! | [`body`] | the identities and the scalars of the opening |
//! | [`keys`] | the verification keys |
//! | [`crate::gates::yul`] | field arithmetic as text |
//! | [`fixture`] | proofs as Solidity libraries, for the contract's own tests |

pub mod body;
pub mod fixture;
pub mod keys;
pub mod memory;

use crate::plonk::words::PROOF_WORDS;
use crate::plonk::VerificationKey;
use memory::Memory;
use thiserror::Error;

/// Public inputs of the interface's claims.
pub const PUBLIC_INPUTS: usize = 8;
/// Most keys of one contract.
pub const MAX_KEYS: usize = 8;

/// Why no contract can be printed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SolidityError {
    /// No keys were given.
    #[error("a verifier contract needs at least one verification key")]
    NoKeys,
    /// More keys than the contract has room for.
    #[error(
        "a verifier contract holds at most {MAX_KEYS} verification keys, given are {0}: leave some capacities out"
    )]
    TooManyKeys(usize),
    /// Two keys for one capacity.
    #[error("two keys have capacity {0}: give every capacity one key")]
    SameCapacity(u32),
    /// A key of circuits with other statements.
    #[error("the key of capacity {capacity} has {found} public inputs, blocks have {PUBLIC_INPUTS}: use the keys of block circuits")]
    PublicInputs {
        /// The key's capacity.
        capacity: u32,
        /// What the key has.
        found: usize,
    },
    /// The field has no domain of the key's size.
    #[error("the key of capacity {0} is damaged: make it again")]
    Domain(u32),
    /// Keys of different setups, which no common pairing serves.
    #[error("the key of capacity {0} is of another SRS than the first: make all keys from the same SRS")]
    OtherSrs(u32),
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
pub type Key<'a> = (u32, &'a VerificationKey);

/// The source of a contract that verifies proofs of these circuits.
pub fn verifier_contract(name: ContractName<'_>, keys: &[Key<'_>]) -> Result<String, SolidityError> {
    let (_, first) = *keys.first().ok_or(SolidityError::NoKeys)?;
    if keys.len() > MAX_KEYS {
        return Err(SolidityError::TooManyKeys(keys.len()));
    }
    for (i, (capacity, key)) in keys.iter().enumerate() {
        if keys[..i].iter().any(|other| other.0 == *capacity) {
            return Err(SolidityError::SameCapacity(*capacity));
        }
        if key.inputs != PUBLIC_INPUTS {
            return Err(SolidityError::PublicInputs { capacity: *capacity, found: key.inputs });
        }
        if key.g2 != first.g2 {
            return Err(SolidityError::OtherSrs(*capacity));
        }
    }
    let (identities, scratch_of_identities) = body::identities();
    let (scalars, scratch_of_scalars) = body::scalars();
    let memory = Memory::new(scratch_of_identities.max(scratch_of_scalars));

    let mut text = include_str!("verifier.sol.tpl").to_owned();
    let mut fill = |hole: &str, with: &str| {
        let hole = format!("{{{{{hole}}}}}");
        debug_assert!(text.contains(&hole), "the template has no {hole}");
        text = text.replace(&hole, with.trim_end_matches('\n'));
    };
    fill("name", name.name);
    fill("interface_path", name.interface);
    fill("public_inputs", &PUBLIC_INPUTS.to_string());
    fill("proof_words", &PROOF_WORDS.to_string());
    fill("memory", &memory.to_string());
    fill("known_keys", &keys::known(keys)?);
    fill("add_keys", &keys::add_all(keys));
    fill("keys", &keys::points(keys));
    fill("identities", &identities);
    fill("scalars", &scalars);
    fill("g2", &keys::g2(first));
    debug_assert!(!text.contains("{{"), "a hole of the template is not filled");
    Ok(text)
}

#[cfg(test)]
mod tests;
