//! Why there is no proof.

use super::memory::TooLittleMemory;
use crate::plonk::check::Violation;
use crate::plonk::control::Cancelled;
use crate::plonk::verifier::VerifyError;
use thiserror::Error;

/// Why there is no proof.
#[derive(Debug, Error)]
pub enum ProveError {
    /// The witness does not satisfy the circuit.
    #[error("the witness does not satisfy circuit `{circuit}`: {violation}")]
    Unsatisfied {
        /// The circuit.
        circuit: String,
        /// The first constraint that fails.
        violation: Violation,
    },
    /// The rows are not those of the key.
    #[error("circuit `{0}` has other rows than the key: the key is of another version or size, generate it again")]
    WrongKey(String),
    /// The proof would need more memory than there is.
    #[error("circuit `{circuit}` cannot be proven here: {source}")]
    Memory {
        /// The circuit.
        circuit: String,
        /// What is needed, and what would fit.
        source: TooLittleMemory,
    },
    /// Somebody asked the prover to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The proof that was made does not verify.
    #[error("the proof of circuit `{circuit}` does not verify: {source}; the key or its SRS is damaged, delete the cached files")]
    Invalid {
        /// The circuit.
        circuit: String,
        /// The verifier's answer.
        source: VerifyError,
    },
}
