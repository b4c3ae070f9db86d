//! Binding of the published chunks: the chain `C`, the evaluation `r`, the number of chunks.

use zelkova_primitives::Domain;

use crate::{
    builder::Builder,
    gadgets::{poseidon2, Bit, Num},
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
            commitment: Num::constant(poseidon2::iv(Domain::PUBDATA.name(), 0)),
            evaluation: Num::zero(),
            count: Num::zero(),
        }
    }

    /// Publishes `chunk` if `active`; otherwise the chunk must be 0 and nothing changes.
    pub(super) fn push(&mut self, cs: &mut Builder, active: &Bit, chunk: &Num) {
        cs.assert_product("zero-if-unused", &active.not().num().clone(), chunk, &Num::zero());
        cs.region("commitment", |cs| {
            let next = poseidon2::compress(cs, &self.commitment, chunk);
            self.commitment = Num::select(cs, active, &next, &self.commitment).reduce(cs);
        });
        // An unused chunk is 0, so it adds nothing.
        cs.region("evaluation", |cs| {
            let term = chunk.mul(cs, &self.power);
            self.evaluation = &self.evaluation + term;
        });
        cs.region("power", |cs| {
            let factor = active.num().mul(cs, &(&self.challenge - Num::one())) + Num::one();
            self.power = self.power.mul(cs, &factor);
        });
        self.count = &self.count + active.num();
    }

    /// Keeps the linear combinations short: called after each slot.
    pub(super) fn reduce(&mut self, cs: &mut Builder) {
        self.evaluation = cs.region("evaluation", |cs| self.evaluation.reduce(cs));
        self.count = cs.region("count", |cs| self.count.reduce(cs));
    }
}
