//! What an operation set needs of a slot, found by writing every step once.

use super::{
    builder::{Earlier, OpBuilder},
    error::CircuitError,
    plan::{Marks, MAX_EXTRA},
    set::OpSet,
    step::OpStep,
    vars::SlotVars,
};
use crate::builder::Builder;

/// Extra elements that a slot has whatever the set.
const MIN_EXTRA: usize = 4;

/// What each slot of the set's blocks has: as much as the step that needs the most.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// Extra elements.
    pub(crate) extra: usize,
    /// Pair hashes.
    pub(crate) pair_hashes: usize,
    /// Checks of wide numbers.
    pub(crate) wide: usize,
    /// Steps whose message has no nonce, by number.
    pub(crate) without_nonce: Vec<usize>,
}

/// What each step of the set says, and what their slots need.
pub(crate) struct Survey {
    marks: Vec<Marks>,
    pub(crate) steps: Vec<OpStep>,
    pub(crate) shape: Shape,
}

/// Writes every step once. Fails if one cannot be written, or if the steps do not go together.
pub(crate) fn survey<Ops: OpSet>() -> Result<Survey, CircuitError> {
    let steps = Ops::steps()?;
    let mut cs = Builder::new();
    let slot = SlotVars::blank(&mut cs, &steps, MAX_EXTRA);
    let most = steps.iter().map(|step| step.step).max().unwrap_or_default();
    let before = vec![slot.clone(); most];
    let mut marks = Vec::with_capacity(steps.len());
    for (index, step) in steps.iter().enumerate() {
        let earlier = Earlier::new(&before, &slot);
        let mut op = OpBuilder::new(&mut cs, &slot, earlier, step, slot.selectors[index].clone());
        Ops::constrain_step(&mut op, index)?;
        marks.push(op.into_marks()?);
    }
    publish_opcodes(&steps, &marks)?;
    do_not_mix_nonces(&steps, &marks)?;
    pay_once(&steps, &marks)?;
    let pair_hashes = steps.iter().map(|step| step.pair_domains.len()).max().unwrap_or_default();
    let extra = marks.iter().map(Marks::extra).chain([MIN_EXTRA, 2 + 2 * pair_hashes]).max().unwrap_or_default();
    let without_nonce = |marks: &Marks| marks.message.is_some_and(|message| message.without_nonce);
    let shape = Shape {
        extra,
        pair_hashes,
        wide: marks.iter().map(|marks| marks.wide.len()).max().unwrap_or_default(),
        without_nonce: (0..steps.len()).filter(|index| without_nonce(&marks[*index])).collect(),
    };
    Ok(Survey { marks, steps, shape })
}

/// Whether every step of the set can be written and the steps go together.
pub fn check_operations<Ops: OpSet>() -> Result<(), CircuitError> {
    survey::<Ops>().map(drop)
}

/// Whether every operation of the set says who signs it: a key in one of its steps, or nobody ([`OpBuilder::unsigned`]). The
/// operation that fills unused slots need not: it has no constraints.
pub fn check_signers<Ops: OpSet>() -> Result<(), CircuitError> {
    let Survey { marks, steps, .. } = survey::<Ops>()?;
    let says = |step: &OpStep| {
        let of_operation = steps.iter().zip(&marks).filter(|(other, _)| other.opcode == step.opcode);
        of_operation.map(|(_, marks)| marks).any(|marks| marks.message.is_some() || marks.unsigned)
    };
    match steps.iter().find(|step| step.opcode != FILLER && !says(step)) {
        Some(step) => Err(CircuitError::NobodySigns { op: step.name }),
        None => Ok(()),
    }
}

/// The opcode of unused slots.
const FILLER: u8 = 0;

/// L1 and whoever restores the state walk the pubdata by its opcodes: what an operation publishes, and what each of its
/// repeated steps does, begins with one that nothing else begins with.
fn publish_opcodes(steps: &[OpStep], marks: &[Marks]) -> Result<(), CircuitError> {
    let mut begun: Option<u8> = None;
    for (step, marks) in steps.iter().zip(marks) {
        let expected = match step.repeat {
            Some(repeat) if step.is_repeated() => repeat.opcode,
            _ if begun != Some(step.opcode) && marks.published.is_some() => {
                begun = Some(step.opcode);
                step.opcode
            }
            _ => continue,
        };
        if marks.published.and_then(|published| published.first) != Some(expected) {
            return Err(CircuitError::OpcodeNotPublished { op: step.region(), opcode: expected });
        }
    }
    Ok(())
}

/// A trace has one fee.
fn pay_once(steps: &[OpStep], marks: &[Marks]) -> Result<(), CircuitError> {
    let paying = |index: &usize| marks[*index].pays_fee;
    for index in (0..steps.len()).filter(paying) {
        let step = &steps[index];
        let before = (0..index).filter(paying).any(|other| steps[other].opcode == step.opcode);
        if before || step.is_repeated() {
            return Err(CircuitError::SeveralFees { op: step.name });
        }
    }
    Ok(())
}

/// A message with a nonce and one without are never of the same opcode: else the one of an account with nonce 0 could be used
/// again and again.
fn do_not_mix_nonces(steps: &[OpStep], marks: &[Marks]) -> Result<(), CircuitError> {
    let signed = |without: bool| {
        let messages = steps.iter().zip(marks).filter_map(|(step, marks)| Some((step.name, marks.message?)));
        messages.filter(move |(_, message)| message.without_nonce == without)
    };
    for (without, message) in signed(true) {
        if let Some((with, _)) = signed(false).find(|(_, other)| other.opcode == message.opcode) {
            return Err(CircuitError::MixedNonces { opcode: message.opcode, with, without });
        }
    }
    Ok(())
}
