//! Tampering with the trace of an operation: each value that a dishonest prover can choose is changed in turn, everything
//! that follows from it is computed honestly, and the constraints that fail are reported by name.

pub mod cases;
pub mod reasons;

mod edits;
mod follow;
mod moves;
mod nft_changes;
mod structural;
mod swap_changes;

use std::collections::BTreeSet;

use rayon::prelude::*;
use zelkova_circuits::{block::BlockWitness, op::OpSet};
use zelkova_operation::{OpTrace, SlotTrace};
use zelkova_primitives::PrivateKey;

use self::{
    follow::{follow, publish_running_over},
    moves::rebase,
};
use super::{
    chain::{key, Chain},
    tiny, violated, witness,
};

/// A change made for one operation: its name, the first slot that it changes, and the change.
pub type Targeted = (&'static str, usize, fn(&Chain, &mut [SlotTrace]));

/// Recomputes a slot's chunks.
pub type Publish = fn(&mut SlotTrace);

/// An honest operation.
pub struct Case {
    /// Its name.
    pub name: &'static str,
    /// Its trace.
    pub trace: OpTrace,
    /// Who signs which slot.
    pub signers: Vec<Option<PrivateKey>>,
    /// Touches that the operation leaves alone: where they are is free.
    pub idle: Vec<(usize, usize)>,
    /// Recomputes a slot's chunks.
    pub publish: Publish,
    /// Changes beside those of single values. Whoever's account a slot then touches signs it.
    pub targeted: Vec<Targeted>,
}

/// What was changed, and the constraints that noticed.
#[derive(Debug)]
pub struct Outcome {
    /// The change.
    pub change: String,
    /// Names of the violated constraints.
    pub violated: BTreeSet<String>,
}

impl Outcome {
    /// Whether nothing but these constraints noticed.
    pub fn survives_without(&self, removed: &str) -> bool {
        let below = format!("{removed}/");
        self.violated.iter().all(|name| name == removed || name.starts_with(&below))
    }
}

/// How far the prover goes after a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Effort {
    /// Nothing else is adapted.
    Alone,
    /// The published chunks follow.
    Republished,
    /// So do the values of this slot and later ones that repeat others or are hashes of others.
    Derived,
    /// The users signed the changed values, too.
    Resigned,
    /// The users signed, but no value follows.
    Signed,
}

impl Effort {
    const ALL: [Self; 5] = [Self::Alone, Self::Republished, Self::Derived, Self::Resigned, Self::Signed];

    fn derives(self) -> bool {
        matches!(self, Self::Derived | Self::Resigned)
    }

    fn signs(self) -> bool {
        matches!(self, Self::Resigned | Self::Signed)
    }

    /// Adapts the slots from the changed one on.
    fn adapt(
        self,
        chain: &Chain,
        trace: &mut OpTrace,
        changed: usize,
        publish: Publish,
        signers: &[Option<PrivateKey>],
    ) {
        if self == Self::Alone {
            return;
        }
        rebase(chain, trace);
        for (index, signer) in signers.iter().enumerate().skip(changed) {
            if self.derives() {
                follow(chain, &mut trace.slots, index, changed, self.signs());
            }
            // What follows may change what a later touch starts from.
            rebase(chain, trace);
            let slot = &mut trace.slots[index];
            publish(slot);
            if let (true, Some(signer), Some(signature)) = (self.signs(), signer, slot.signature) {
                chain.sign_as(slot, signer, signature.message_opcode);
            }
        }
    }
}

/// The name of a dishonest trace, and the trace.
type Job = (String, OpTrace);

/// The traces of a change with all efforts, without those that are the same.
fn with_every_effort(chain: &Chain, case: &Case, index: usize, (name, edit): edits::Edit) -> Vec<Job> {
    let mut jobs: Vec<Job> = Vec::new();
    for effort in Effort::ALL {
        let mut trace = case.trace.clone();
        edit(chain, &mut trace.slots[index]);
        effort.adapt(chain, &mut trace, index, case.publish, &case.signers);
        if trace != case.trace && jobs.iter().all(|(_, other)| *other != trace) {
            jobs.push((format!("{} slot {index}: {name}, {effort:?}", case.name), trace));
        }
    }
    jobs
}

/// The trace after a change of slots from number `changed` on: what a prover makes of it who recomputes all that follows and
/// finds the owner of every account willing to sign.
pub fn forged(chain: &Chain, honest: &OpTrace, changed: usize, change: impl FnOnce(&mut [SlotTrace])) -> OpTrace {
    let mut trace = honest.clone();
    change(&mut trace.slots);
    let signer = |slot: &SlotTrace| slot.signature.map(|_| key(slot.touches[0].account));
    let signers: Vec<Option<PrivateKey>> = trace.slots.iter().map(signer).collect();
    Effort::Resigned.adapt(chain, &mut trace, changed, publish_running_over, &signers);
    trace
}

/// The trace of a targeted change.
fn targeted(chain: &Chain, case: &Case, (name, index, change): &Targeted) -> Job {
    let trace = forged(chain, &case.trace, *index, |slots| change(chain, slots));
    (format!("{} slot {index}: {name}", case.name), trace)
}

/// All changes of a case.
pub fn outcomes<Ops: OpSet>(chain: &Chain, case: &Case) -> Vec<Outcome> {
    let mut edits: Vec<(usize, edits::Edit)> = Vec::new();
    for slot in 0..case.trace.slots.len() {
        let idle: Vec<usize> = case.idle.iter().filter(|(s, _)| *s == slot).map(|(_, touch)| *touch).collect();
        edits.extend(edits::edits(&idle).into_iter().map(|edit| (slot, edit)));
    }
    let mut jobs: Vec<Job> =
        edits.into_par_iter().flat_map_iter(|(index, edit)| with_every_effort(chain, case, index, edit)).collect();
    jobs.extend(case.targeted.iter().map(|change| targeted(chain, case, change)));
    let mut outcomes: Vec<Outcome> = jobs
        .into_par_iter()
        .map(|(change, trace)| Outcome { change, violated: violated_in_block::<Ops>(chain, trace, |_| ()) })
        .collect();
    outcomes.extend(structural::outcomes::<Ops>(chain, case));
    outcomes
}

/// What a trace violates in a block of its own, once every touch starts from what was before it.
fn violated_in_block<Ops: OpSet>(
    chain: &Chain,
    mut trace: OpTrace,
    edit: impl Fn(&mut BlockWitness),
) -> BTreeSet<String> {
    let mut size = tiny(trace.slots.len());
    rebase(chain, &mut trace);
    let block = chain.seal(vec![trace], size.slots);
    size.fee_touches = block.fee_touches.len().max(1) as u32;
    let mut witness = witness(chain, &block, size);
    edit(&mut witness);
    violated::<Ops>(&witness)
}
