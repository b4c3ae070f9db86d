//! The parameters of a chain's fees and the cost of operations in wei.

use serde::{Deserialize, Serialize};
use sp_core::U256;
use zelkova_operation::{cost, FeeKind, OperationCost};
use zelkova_primitives::serde_util::decimal;

/// What the costs of a block and of a proof are, and how they are shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FeeModel {
    /// Gas of `commitBlocks` for a block without operations.
    pub commit_base_gas: u64,
    /// Gas of `proveBlocks` for a block.
    pub prove_base_gas: u64,
    /// Gas of `executeBlocks` for a block without exits.
    pub execute_base_gas: u64,
    /// Slots that share the base gas of a block: how full blocks are on average.
    pub block_slots: u32,
    /// What proving a slot costs the operator, in wei.
    #[serde(with = "decimal")]
    pub proof_wei_per_slot: u128,
    /// What is added to the cost, in percent.
    pub margin_percent: u32,
}

impl Default for FeeModel {
    /// The measured gas, full blocks of 123 slots, 10^12 wei for the proof of a slot, a margin of 10 %.
    fn default() -> Self {
        Self {
            commit_base_gas: cost::COMMIT_BASE_GAS,
            prove_base_gas: cost::PROVE_BASE_GAS,
            execute_base_gas: cost::EXECUTE_BASE_GAS,
            block_slots: 123,
            proof_wei_per_slot: 1_000_000_000_000,
            margin_percent: 10,
        }
    }
}

/// What is charged for: an operation, and whether its block is settled at once because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Slots and gas.
    pub cost: OperationCost,
    /// Pays the base gas of a whole block instead of a share.
    pub fast: bool,
}

impl From<&FeeKind> for Charge {
    fn from(kind: &FeeKind) -> Self {
        Self { cost: kind.cost, fast: kind.fast }
    }
}

/// A cost in wei, margin included, by what it pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeiCost {
    /// Gas on L1.
    pub gas: u128,
    /// The proof.
    pub proof: u128,
}

impl WeiCost {
    /// The sum; 2^128 - 1 if it is not below.
    pub fn total(&self) -> u128 {
        self.gas.saturating_add(self.proof)
    }
}

impl FeeModel {
    /// Names what makes the parameters unusable, if anything does.
    pub fn problem(&self) -> Option<&'static str> {
        if self.block_slots == 0 {
            return Some(
                "blockSlots is 0, so that nobody would share the base gas: set how full blocks are on average",
            );
        }
        if self.margin_percent > 10_000 {
            return Some("marginPercent is above 10000: set the margin in percent, for example 10");
        }
        None
    }

    /// What a charge costs when a unit of gas costs `gas_price` wei: margin included, rounded up once, to whole wei. A cost
    /// of 2^128 or more, which nobody can pay, counts as 2^128 - 1.
    pub fn wei(&self, charge: Charge, gas_price: u128) -> WeiCost {
        let Charge { cost, fast } = charge;
        let divisor = self.block_slots.max(1);
        let share = if fast { divisor } else { cost.slots };
        let sum = |parts: &[u64]| parts.iter().fold(U256::zero(), |sum, part| sum.saturating_add((*part).into()));
        let own = sum(&[cost.commit_gas, cost.execute_gas]);
        let base = sum(&[self.commit_base_gas, self.prove_base_gas, self.execute_base_gas]);
        // In gas times block slots, so that nothing is rounded before the end.
        let gas = own.saturating_mul(divisor.into()).saturating_add(base.saturating_mul(share.into()));
        let gas = gas.saturating_mul(gas_price.into());
        let proof = U256::from(cost.slots).saturating_mul(self.proof_wei_per_slot.into());
        let both = gas.saturating_add(proof.saturating_mul(divisor.into()));
        let gas = self.rounded(gas, divisor);
        WeiCost { gas, proof: self.rounded(both, divisor).saturating_sub(gas) }
    }

    /// Adds the margin, divides by the block slots, rounds up.
    fn rounded(&self, numerator: U256, divisor: u32) -> u128 {
        let numerator = numerator.saturating_mul(100u64.saturating_add(self.margin_percent.into()).into());
        let divisor = U256::from(divisor).saturating_mul(100u64.into());
        let (quotient, rest) = numerator.div_mod(divisor);
        let rounded = if rest.is_zero() { quotient } else { quotient.saturating_add(U256::one()) };
        u128::try_from(rounded).unwrap_or(u128::MAX)
    }
}
