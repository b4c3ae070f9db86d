//! What an operation is made of: everything that its folder in a pallet is written with, apart from the constraints. No
//! FRAME, no circuits.
//!
//! | module | holds |
//! |---|---|
//! | [`operation`] | [`Operation`], [`SignedBody`] and the signed envelope of L2 transactions |
//! | [`header`], [`signer`], [`validity`] | what all signed operations have in common |
//! | [`rules`] | the steps that native rules are made of |
//! | [`layout`] | what an operation publishes, declared once |
//! | [`restore`] | what rebuilds the state from pubdata |
//! | [`area`] | the index that a pallet keeps over its storage area |
//! | [`cost`] | what an operation costs in slots and gas, and the kinds of fees that follow |
//! | [`error`] | why an operation cannot run |
//! | [`l1_signature`] | what people sign with the key of an L1 address |
//! | [`ledger`] | the state as native rules see it |
//! | [`tracer`], [`trace`] | the recorder of an operation's touches, and what it leaves behind for the prover |
//! | [`block`] | the sealed block, and its sizes |

pub mod area;
pub mod block;
pub mod cost;
pub mod error;
pub mod header;
pub mod l1_signature;
pub mod layout;
pub mod ledger;
pub mod operation;
pub mod restore;
pub mod rules;
pub mod signer;
pub mod trace;
pub mod tracer;
pub mod validity;

pub use area::{StorageArea, StorageAreas};
pub use block::{BlockSize, SealedBlock};
pub use cost::{FeeKind, OperationCost, Recipient};
pub use error::{Class, Explain, OperationError, RuleError};
pub use header::Header;
pub use l1_signature::TokenNames;
pub use layout::{Layout, Native, OnL1, RepeatedSlot};
pub use ledger::{BlockContext, Ledger, MemoryLedger};
pub use operation::{slots, KeyChange, Operation, Request, Signed, SignedBody, SignedRule, TxSignature};
pub use restore::{Draft, PubdataError};
pub use rules::{packed_amount, packed_fee};
pub use signer::Signer;
pub use trace::{OpTrace, SlotArgs, SlotSignature, SlotTrace};
pub use tracer::Tracer;
