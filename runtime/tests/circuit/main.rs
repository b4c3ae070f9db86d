//! The circuit of the chain's operations: valid and false statements, tampered witnesses, pinned rows and keys, a real
//! proof, and the contract that verifies it.

mod common;

mod documented;
mod fixture;
mod fixture_op;
mod invalid;
mod invalid_nfts_and_swaps;
mod proof;
mod rows;
mod tampering;
mod valid;
mod verifier_contract;
