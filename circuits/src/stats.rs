//! Figures of a circuit.

use crate::builder::Builder;
use crate::gates::{all, GateId};
use crate::plonk::{Circuit, CircuitKeys};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Figures of one circuit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircuitStats {
    /// The circuit's name.
    pub name: String,
    /// Its capacity.
    pub capacity: u32,
    /// Rows that constrain something or hold values, with those of public inputs.
    pub rows_used: usize,
    /// Size of the domain, a power of two.
    pub domain_size: usize,
    /// Witness variables.
    pub variables: usize,
    /// Public inputs.
    pub public_inputs: usize,
    /// Rows by gate; `none` are rows that hold values for the row before.
    pub rows_by_gate: BTreeMap<String, usize>,
    /// Rows by named region, indices left out and nested regions counted in the outer ones too.
    pub rows_by_region: BTreeMap<String, usize>,
    /// Hashes, which have columns of their own: 16 rows of the domain each.
    pub hashes: usize,
    /// Hashes by named region, as rows.
    pub hashes_by_region: BTreeMap<String, usize>,
    /// Digest of the rows, hex.
    pub circuit_digest: String,
    /// Digest of the verification key and capacity, hex, as L1 knows it; only if the keys are at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_digest: Option<String>,
}

impl CircuitStats {
    /// The figures of a circuit.
    pub fn of<C: Circuit + ?Sized>(circuit: &C) -> Self {
        let mut cs = Builder::new();
        circuit.synthesize(&mut cs);
        let mut rows_by_gate: BTreeMap<String, usize> = BTreeMap::new();
        for row in cs.rows() {
            let name = if row.gate == GateId::NONE { "none" } else { all()[usize::from(row.gate.0)].name };
            *rows_by_gate.entry(name.to_owned()).or_default() += 1;
        }
        Self {
            name: circuit.name(),
            capacity: circuit.capacity(),
            rows_used: cs.rows().len() + cs.public_inputs().len(),
            domain_size: 1 << cs.log2_size(),
            variables: cs.variable_count(),
            public_inputs: cs.public_inputs().len(),
            rows_by_gate,
            rows_by_region: cs.rows_by_region(),
            hashes: cs.hashes().len(),
            hashes_by_region: cs.hashes_by_region(),
            circuit_digest: hex::encode(cs.digest()),
            key_digest: None,
        }
    }

    /// With the digest of the keys.
    pub fn with_keys(mut self, keys: &CircuitKeys) -> Self {
        self.key_digest = Some(hex::encode(keys.key_digest()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::int;

    struct OneHash;

    impl Circuit for OneHash {
        fn name(&self) -> String {
            "one-hash".into()
        }

        fn capacity(&self) -> u32 {
            0
        }

        fn synthesize(&self, cs: &mut Builder) {
            let x = cs.alloc(int(1));
            let hash = cs.region("item[7]", |cs| {
                let sum = x.add_constant(int(1));
                cs.compress4([&x, &x, &sum, &x])
            });
            let input = cs.public_input(hash.value());
            cs.assert_equal("hash", &input, &hash);
        }
    }

    #[test]
    fn figures_add_up() {
        let stats = CircuitStats::of(&OneHash);
        assert_eq!(stats.rows_by_gate.values().sum::<usize>() + stats.public_inputs, stats.rows_used);
        assert_eq!((stats.rows_by_region["item"], stats.hashes_by_region["item"], stats.hashes), (1, 1, 1));
        assert_eq!(stats.domain_size, 16);
        let json = serde_json::to_string(&stats).expect("serializes");
        assert_eq!(serde_json::from_str::<CircuitStats>(&json).expect("parses"), stats);
    }
}
