//! Brings sealed blocks to L1, and what happens on L1 to the chain.
//!
//! | task | does |
//! |---|---|
//! | [`aggregator`] | turns aggregated operations into call data |
//! | [`witness`] | gathers what the circuit of a block is filled with |
//! | [`prover`] | has blocks proven by a `ProofSource` and stores the proofs |
//! | [`l1_sender`] | sends call data and reports confirmations |
//! | [`expiry`] | lets blocks be opened again that have become too old for L1 |
//! | [`l1_watcher`] | stores what was requested on L1 |

pub mod aggregator;
pub mod expiry;
pub mod l1_sender;
pub mod l1_watcher;
pub mod prover;
pub mod witness;
