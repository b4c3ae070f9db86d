//! A proof.

use super::words::Word;
use ark_bn254::Fr;

/// A proof: public inputs and words as documented in [`crate::plonk`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The public inputs, in order.
    pub public_inputs: Vec<Fr>,
    /// The words; [`super::words::read_proof`] reads them.
    pub words: Vec<Word>,
}
