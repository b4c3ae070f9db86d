//! Row counts of the block circuit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{BlockCircuit, BlockSize, BlockWitness};
use crate::{
    op::{CircuitError, OpSet},
    plonk::CircuitKeys,
    stats::CircuitStats,
};

/// Figures of one size of the block circuit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockStats {
    /// Number of slots, the capacity.
    pub slots: usize,
    /// Number of fee touches.
    pub fee_touches: usize,
    /// Logarithm of the number of rows of the domain.
    pub rows_log2: u32,
    /// Rows of the whole block for each transfer of a full one: a transfer takes one slot.
    pub rows_per_transfer: usize,
    /// Rows of one slot.
    pub rows_per_slot: usize,
    /// Rows of one fee touch.
    pub rows_per_fee_touch: usize,
    /// Rows of one slot that constrain each operation alone, all its steps together: every slot has the constraints of every
    /// step.
    pub rows_by_op: BTreeMap<String, usize>,
    /// Slots that each operation takes.
    pub slots_by_op: BTreeMap<String, usize>,
    /// Figures that every circuit has.
    #[serde(flatten)]
    pub circuit: CircuitStats,
}

impl BlockStats {
    /// The figures of a size.
    pub fn of<Ops: OpSet>(size: BlockSize) -> Result<Self, CircuitError> {
        let witness = BlockWitness::blank(size);
        let circuit = CircuitStats::of(&BlockCircuit::<Ops>::new(&witness)?);
        let [slots, fee_touches] = size.counts();
        let rows = |region: &str| circuit.rows_by_region.get(region).copied().unwrap_or_default();
        let (mut rows_by_op, mut slots_by_op) = (BTreeMap::new(), BTreeMap::new());
        for step in Ops::steps()? {
            // Slot 0 leaves out later steps.
            let having = if step.step == 0 { slots } else { slots.saturating_sub(1).max(1) };
            *rows_by_op.entry(step.name.to_owned()).or_default() +=
                rows(&format!("slot/{}", step.region())).div_ceil(having);
            slots_by_op.insert(step.name.to_owned(), step.slots);
        }
        Ok(Self {
            slots,
            fee_touches,
            rows_log2: circuit.domain_size.ilog2(),
            rows_per_transfer: circuit.rows_used.div_ceil(slots),
            rows_per_slot: rows("slot").div_ceil(slots),
            rows_per_fee_touch: rows("fee-touch").div_ceil(fee_touches.max(1)),
            rows_by_op,
            slots_by_op,
            circuit,
        })
    }

    /// With the digest of the keys.
    pub fn with_keys(mut self, keys: &CircuitKeys) -> Self {
        self.circuit = self.circuit.with_keys(keys);
        self
    }
}
