//! The block circuit: public inputs, slots, fee touches (protocol, sections 6 and 7).

use std::marker::PhantomData;

use zelkova_primitives::ACCOUNT_TREE_DEPTH;

use super::{
    fees::FeeLanes,
    pubdata::Pubdata,
    selectors,
    slot::{self, BlockState},
    witness::BlockWitness,
};
use crate::{
    builder::Builder,
    field::pow2,
    gadgets::{range, Num},
    leaf::AccountPath,
    op::{alloc, check_operations, felt, survey, CircuitError, Earlier, OpSet, SlotVars, Survey},
    plonk::Circuit,
};

/// The circuit of one block of a chain whose operations are `Ops`.
pub struct BlockCircuit<'a, Ops> {
    witness: &'a BlockWitness,
    ops: PhantomData<Ops>,
}

impl<'a, Ops: OpSet> BlockCircuit<'a, Ops> {
    /// The circuit, filled with a witness. Fails if the operation set has no circuit.
    pub fn new(witness: &'a BlockWitness) -> Result<Self, CircuitError> {
        check_operations::<Ops>()?;
        Ok(Self { witness, ops: PhantomData })
    }
}

impl<Ops: OpSet> Circuit for BlockCircuit<'_, Ops> {
    fn name(&self) -> String {
        format!("block-{}", self.witness.size.slots)
    }

    fn capacity(&self) -> u32 {
        self.witness.size.slots
    }

    fn synthesize(&self, cs: &mut Builder) {
        synthesize::<Ops>(cs, self.witness).expect("the operation set was checked when the circuit was made");
    }
}

/// Writes the whole circuit.
pub fn synthesize<Ops: OpSet>(cs: &mut Builder, witness: &BlockWitness) -> Result<(), CircuitError> {
    let survey = survey::<Ops>()?;
    let [old_root, new_root, header, chain_tag, commitment, challenge, evaluation, prover] =
        witness.public_inputs.map(|input| cs.public_input(felt(input)));

    let timestamp = alloc(cs, witness.timestamp.into());
    let fee_account = cs.region("header", |cs| {
        range::assert_range(cs, "timestamp-64-bits", &timestamp, 64);
        let account = AccountPath::alloc(cs, "fee-account", witness.fee_account.0);
        let reserved = account.is_reserved(cs, "reserved");
        reserved.assert_false(cs, "fee-account-not-reserved");
        if witness.fee_touches.is_empty() {
            // No path constrains them then.
            account.digits.iter().for_each(|digit| range::assert_range(cs, "digits", digit, 2));
        }
        account
    });
    let mut state = BlockState {
        root: old_root,
        timestamp: timestamp.clone(),
        chain_tag,
        pubdata: Pubdata::new(challenge),
        fees: cs.region("fee-lanes", |cs| FeeLanes::new(cs, &witness.fee_touches)),
    };
    slots::<Ops>(cs, &survey, &mut state, witness)?;
    let root = state.fees.credit(cs, &fee_account, &witness.fee_touches, state.root.clone());

    cs.region("public-inputs", |cs| {
        // Who proves is nothing that the block depends on: the proof is for one value of this input only.
        range::assert_range(cs, "prover-is-an-account-id", &prover, ACCOUNT_TREE_DEPTH);
        cs.assert_equal("new-root", &root, &new_root);
        cs.assert_equal("pubdata-commitment", &state.pubdata.commitment, &commitment);
        cs.assert_equal("evaluation", &state.pubdata.evaluation, &evaluation);
        let number = alloc(cs, witness.number.into());
        range::assert_range(cs, "number-32-bits", &number, 32);
        let word = Num::weighted_sum([
            (&number, pow2(128)),
            (&timestamp, pow2(64)),
            (&fee_account.id, pow2(32)),
            (&state.pubdata.count, pow2(0)),
        ]);
        cs.assert_equal("header", &word, &header);
    });
    Ok(())
}

fn slots<Ops: OpSet>(
    cs: &mut Builder,
    survey: &Survey,
    state: &mut BlockState,
    witness: &BlockWitness,
) -> Result<(), CircuitError> {
    let Survey { steps, shape, .. } = survey;
    let nothing = SlotVars::nothing(steps);
    let mut slots: Vec<SlotVars> = Vec::with_capacity(witness.slots.len());
    for (index, slot) in witness.slots.iter().enumerate() {
        let earlier = Earlier::new(&slots, &nothing);
        let vars =
            cs.region(format!("slot[{index}]"), |cs| slot::synthesize::<Ops>(cs, steps, shape, state, earlier, slot))?;
        slots.push(vars);
    }
    if let Some(last) = slots.last() {
        selectors::assert_complete(cs, steps, last);
    }
    Ok(())
}
