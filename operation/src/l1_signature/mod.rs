//! Signatures by keys of Ethereum addresses: of people who say on L1's side what they want here.
//!
//! * [`ecdsa`]: recovering an address, signing, the hash of a personal message (EIP-191)
//! * [`eip712`]: the hash of typed data
//! * [`message`]: [`L1Message`], whatever can be signed in both forms, and [`L1Signature`]
//! * [`transaction`], [`setting`]: the two messages of the second factor (docs/second-factor.md)
//! * [`names`]: how amounts are written in them

pub mod ecdsa;
pub mod eip712;
pub mod message;
pub mod names;
pub mod setting;
#[cfg(test)]
mod tests;
pub mod transaction;

pub use ecdsa::{address_of, EcdsaBytes, ECDSA_BYTES};
pub use message::{L1Message, L1Signature, Scheme};
pub use names::{amount_text, fee_line, format_units, TokenName, TokenNames, TokenTable};
pub use setting::SecondFactorSetting;
pub use transaction::{AttachedMessage, TransactionMessage};
