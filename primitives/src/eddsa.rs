//! EdDSA on Baby Jubjub with a Poseidon2 challenge (protocol, section 4).
//!
//! The curve is the one of EIP-2494, so keys and points can be made and checked by other libraries; only the challenge
//! hash is Zelkova's own.

pub mod curve;
mod keys;
mod point;
mod root;
mod signature;
mod small_order;

pub use keys::{PrivateKey, PublicKey};
pub use point::{DecompressError, Point};
pub use signature::{challenge, Signature};
pub use small_order::small_order_key_hashes;

/// An integer modulo `l`, the order of the prime subgroup.
pub use taceo_ark_babyjubjub::Fr as Scalar;

#[cfg(test)]
mod tests;
