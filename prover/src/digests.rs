//! Digests of verification keys.

use super::ProverError;
use std::collections::BTreeMap;

/// Tells which verification key blocks are proven under. It is part of what a block commits to, so whoever commits or
/// proves needs it; nobody needs the proving keys for it.
pub trait KeyDigests: Send + Sync {
    /// The digest that identifies circuit and verification key of a capacity.
    fn digest(&self, capacity: u32) -> Result<[u8; 32], ProverError>;
}

/// Digests that were learnt when the node started, for example from the verifier on L1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownDigests(BTreeMap<u32, [u8; 32]>);

impl FromIterator<(u32, [u8; 32])> for KnownDigests {
    fn from_iter<I: IntoIterator<Item = (u32, [u8; 32])>>(digests: I) -> Self {
        Self(digests.into_iter().collect())
    }
}

impl KeyDigests for KnownDigests {
    fn digest(&self, capacity: u32) -> Result<[u8; 32], ProverError> {
        self.0.get(&capacity).copied().ok_or(ProverError::UnknownCapacity(capacity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_capacities_have_a_digest() {
        let digests = KnownDigests::from_iter([(2, [7; 32])]);
        assert_eq!(digests.digest(2).expect("is known"), [7; 32]);
        let error = digests.digest(5).expect_err("is not known").to_string();
        assert!(error.contains("5 slots"), "{error}");
    }
}
