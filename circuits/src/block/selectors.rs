//! Which step of which operation a slot holds, and which may come next.

use super::witness::SlotWitness;
use crate::{
    builder::Builder,
    field::{int, one, zero},
    gadgets::{range, Bit, Num},
    op::{OpStep, SlotVars},
};

/// What is known of a slot's place in its operation.
pub(super) struct Selected {
    /// One-hot selectors of the steps.
    pub(super) steps: Vec<Bit>,
    /// Whether a repeated step of the same operation follows.
    pub(super) continues: Bit,
    /// Which repetition the slot is, from 1; 0 if it is none.
    pub(super) repetition: Num,
}

/// One-hot selectors: which step of which operation the slot holds. A step other than the first follows the one before it,
/// and nothing else follows a step other than the last.
pub(super) fn select(
    cs: &mut Builder,
    steps: &[OpStep],
    previous: Option<&SlotVars>,
    witness: &SlotWitness,
) -> Selected {
    let is_selected = |step: &OpStep| step.holds(witness.opcode, usize::from(witness.step));
    let selectors: Vec<Bit> =
        cs.region("boolean", |cs| steps.iter().map(|step| Bit::alloc(cs, is_selected(step))).collect());
    cs.assert_equal("exactly-one", &Num::sum(selectors.iter().map(Bit::num)), &Num::one());
    for (index, _) in steps.iter().enumerate().filter(|(_, step)| step.step > 0 && !step.is_repeated()) {
        let before = previous.map_or_else(Num::zero, |slot| slot.selectors[index - 1].num().clone());
        cs.assert_equal("follows-its-first-step", selectors[index].num(), &before);
    }
    let (continues, repetition) = repeat(cs, steps, &selectors, previous, witness);
    Selected { steps: selectors, continues, repetition }
}

/// A repeated step is selected if and only if the slot before says that its operation continues, and that slot is the last fixed
/// step or the repeated step of the same operation. Repetitions are counted, and at most as many as the operation allows. Sets
/// without repeated steps have none of this.
fn repeat(
    cs: &mut Builder,
    steps: &[OpStep],
    selectors: &[Bit],
    previous: Option<&SlotVars>,
    witness: &SlotWitness,
) -> (Bit, Num) {
    let repeated: Vec<(usize, usize)> = steps
        .iter()
        .enumerate()
        .filter_map(|(index, step)| step.repeat.filter(|_| step.is_repeated()).map(|repeat| (index, repeat.at_most)))
        .collect();
    if repeated.is_empty() {
        return (Bit::constant(false), Num::zero());
    }
    for (index, _) in &repeated {
        let before = previous.map_or_else(Num::zero, |slot| {
            let ends = slot.selectors[*index - 1].num() + slot.selectors[*index].num();
            cs.region("continued", |cs| slot.continues.num().mul(cs, &ends))
        });
        cs.assert_equal("repeats-its-own-operation", selectors[*index].num(), &before);
    }
    let is_continued = |step: &OpStep| step.may_continue() && step.holds(witness.opcode, usize::from(witness.step));
    let continues = witness.continues && steps.iter().any(is_continued);
    // The first constraint makes it 0 or 1 before a repeated step, the next one 0 elsewhere.
    let continues = Bit::assume(cs.alloc(if continues { one() } else { zero() }));
    let may_end =
        Num::sum(repeated.iter().flat_map(|(index, _)| [selectors[*index - 1].num(), selectors[*index].num()]));
    cs.assert_zero_if("continues-what-is-repeated", &continues, &may_end.one_minus());

    let is_repetition = Num::sum(repeated.iter().map(|(index, _)| selectors[*index].num()));
    let next = previous.map_or_else(Num::zero, |slot| slot.repetition.clone()) + Num::one();
    let repetition = cs.region("repetition", |cs| is_repetition.mul(cs, &next).reduce(cs));
    let allowed =
        Num::weighted_sum(repeated.iter().map(|(index, at_most)| (selectors[*index].num(), int(*at_most as u128))));
    // Both are 0 in other slots. The count grows by one from slot to slot, so it cannot wrap around.
    let most = repeated.iter().map(|(_, at_most)| *at_most).max().unwrap_or_default();
    let bits = (usize::BITS - most.leading_zeros()) as usize;
    range::assert_range(cs, "repetitions-allowed", &(&allowed - &repetition), bits);
    (continues, repetition)
}

/// The last slot of a block ends an operation.
pub(super) fn assert_complete(cs: &mut Builder, steps: &[OpStep], last: &SlotVars) {
    for (step, selector) in steps.iter().zip(&last.selectors).filter(|(step, _)| !step.is_last()) {
        let name = format!("last-slot/{}-is-complete", step.name);
        selector.assert_false(cs, &name);
    }
    if steps.iter().any(OpStep::is_repeated) {
        last.continues.assert_false(cs, "last-slot/nothing-continues");
    }
}
