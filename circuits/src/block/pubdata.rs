//! Binding of the published chunks: the chain `C`, the evaluation `r`, the number of chunks.

use zelkova_primitives::Domain;

use crate::{
    builder::Builder,
    field::{add, mul},
    gadgets::{hash, Bit, Num},
};

/// The three accumulators over the chunks so far.
#[derive(Clone)]
pub(super) struct Pubdata {
    /// The challenge `g`.
    challenge: Num,
    /// `g^count`.
    power: Num,
    /// `C`.
    pub(super) commitment: Num,
    /// `r`.
    pub(super) evaluation: Num,
    /// The number of chunks.
    pub(super) count: Num,
}

impl Pubdata {
    /// Nothing published, for the challenge `g`.
    pub(super) fn new(challenge: Num) -> Self {
        Self {
            challenge,
            power: Num::one(),
            commitment: Num::constant(hash::iv(Domain::PUBDATA.name(), 0)),
            evaluation: Num::zero(),
            count: Num::zero(),
        }
    }

    /// Publishes `chunk` if `active`; otherwise the chunk must be 0 and nothing changes.
    pub(super) fn push(&mut self, cs: &mut Builder, active: &Bit, chunk: &Num) {
        cs.assert_product("zero-if-unused", &active.not().num().clone(), chunk, &Num::zero());
        cs.region("commitment", |cs| {
            let zero = Num::zero();
            let next = cs.compress4([&self.commitment, chunk, &zero, &zero]);
            self.commitment = Num::select(cs, active, &next, &self.commitment);
        });
        // An unused chunk is 0, so it adds nothing.
        cs.region("evaluation", |cs| {
            let sum = cs.alloc(add(self.evaluation.value(), mul(chunk.value(), self.power.value())));
            cs.emit_product(chunk, &self.power, &(&sum - &self.evaluation));
            self.evaluation = sum;
        });
        cs.region("power", |cs| {
            let factor = active.num().mul(cs, &(&self.challenge - Num::one())) + Num::one();
            self.power = self.power.mul(cs, &factor);
        });
        self.count = &self.count + active.num();
    }

    /// Keeps the linear combination short: called after each slot.
    pub(super) fn reduce(&mut self, cs: &mut Builder) {
        self.count = cs.region("count", |cs| self.count.reduce(cs));
    }
}
