//! What the steps of an operation set say about a slot, collected so that the framework can constrain the rest.

use std::collections::{BTreeMap, BTreeSet};

use zelkova_primitives::Elements;

use super::{
    vars::{Field, TouchId},
    word::CHUNKS_PER_SLOT,
};
use crate::{
    builder::{Builder, Var},
    field::zero,
    gadgets::{Bit, Num},
};

/// An argument of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arg {
    Token,
    Amount,
    PackedAmount,
    PackedFee,
    Address,
    Aux,
    ValidFrom,
    ValidUntil,
    Extra(usize),
}

/// Arguments before the extra elements.
const FIXED_ARGS: usize = 8;
/// The most extra elements of a slot.
pub(crate) const MAX_EXTRA: usize = 4 + Elements::MAX;

impl Arg {
    /// All arguments of slots with this many extra elements, in order.
    pub(crate) fn all(extra: usize) -> impl Iterator<Item = Self> {
        let fixed = [
            Self::Token,
            Self::Amount,
            Self::PackedAmount,
            Self::PackedFee,
            Self::Address,
            Self::Aux,
            Self::ValidFrom,
            Self::ValidUntil,
        ];
        fixed.into_iter().chain((0..extra).map(Self::Extra))
    }

    pub(crate) fn index(self) -> usize {
        match self {
            Self::Token => 0,
            Self::Amount => 1,
            Self::PackedAmount => 2,
            Self::PackedFee => 3,
            Self::Address => 4,
            Self::Aux => 5,
            Self::ValidFrom => 6,
            Self::ValidUntil => 7,
            Self::Extra(i) => FIXED_ARGS + i,
        }
    }

    pub(crate) fn name(self) -> String {
        let name = match self {
            Self::Token => "token",
            Self::Amount => "amount",
            Self::PackedAmount => "packed-amount",
            Self::PackedFee => "packed-fee",
            Self::Address => "address",
            Self::Aux => "aux",
            Self::ValidFrom => "valid-from",
            Self::ValidUntil => "valid-until",
            Self::Extra(i) => return format!("extra-{i}"),
        };
        name.to_owned()
    }
}

/// Selectors of the steps that do something; everything is a sum of one-hot bits, hence 0 or 1.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    all: Vec<Num>,
    /// Sums that are variables already: the selectors in them, and whether they are a sum or 1 minus one.
    sums: BTreeMap<(Vec<Var>, bool), Bit>,
    changed: [[Vec<Num>; 5]; 2],
    balance: [Vec<Num>; 2],
    reserved: [Vec<Num>; 2],
    used: BTreeMap<usize, Vec<Num>>,
    lanes: [Vec<Num>; CHUNKS_PER_SLOT],
    message_opcode: Vec<Num>,
    pays_fee: Vec<Num>,
    wide: Vec<Vec<Num>>,
}

impl Plan {
    /// Nothing said yet, by any of the steps with these selectors, of which exactly one is 1.
    pub(crate) fn new(selectors: &[Bit]) -> Self {
        Self { all: selectors.iter().map(|selector| selector.num().clone()).collect(), ..Self::default() }
    }

    /// Whether one of these selectors is 1: their sum, or 1 minus the sum of the others if those are fewer. As a variable if
    /// it has several terms; the same set gives the same variable again.
    fn any(&mut self, cs: &mut Builder, selectors: &[Num]) -> Bit {
        let sum = Num::sum(selectors);
        let others = Num::sum(&self.all) - &sum;
        let shorter = if others.terms().len() < sum.terms().len() { others.one_minus() } else { sum };
        if shorter.terms().len() <= 1 {
            return Bit::assume(shorter);
        }
        let set: Vec<Var> = shorter.terms().iter().map(|(var, _)| *var).collect();
        let key = (set, shorter.constant_part() == zero());
        self.sums.entry(key).or_insert_with(|| Bit::assume(cs.region("steps", |cs| shorter.reduce(cs)))).clone()
    }

    /// Whether the selected step says what the field is afterwards.
    pub(crate) fn changes(&mut self, cs: &mut Builder, touch: TouchId, field: Field) -> Bit {
        let selectors = self.changed[touch.index()][field as usize].clone();
        self.any(cs, &selectors)
    }

    /// Whether the selected step declares the value afterwards a balance.
    pub(crate) fn is_balance(&mut self, cs: &mut Builder, touch: TouchId) -> Bit {
        let selectors = self.balance[touch.index()].clone();
        self.any(cs, &selectors)
    }

    /// Whether the selected step may touch a reserved account.
    pub(crate) fn may_be_reserved(&mut self, cs: &mut Builder, touch: TouchId) -> Bit {
        let selectors = self.reserved[touch.index()].clone();
        self.any(cs, &selectors)
    }

    /// Whether the selected step reads an argument.
    pub(crate) fn uses(&mut self, cs: &mut Builder, arg: Arg) -> Bit {
        let selectors = self.used.get(&arg.index()).cloned().unwrap_or_default();
        self.any(cs, &selectors)
    }

    /// Whether the selected step publishes chunk number `lane`.
    pub(crate) fn publishes(&mut self, cs: &mut Builder, lane: usize) -> Bit {
        let selectors = self.lanes[lane].clone();
        self.any(cs, &selectors)
    }

    /// Whether the selected step pays a fee.
    pub(crate) fn pays_fee(&mut self, cs: &mut Builder) -> Bit {
        let selectors = self.pays_fee.clone();
        self.any(cs, &selectors)
    }

    /// The opcode in the signed message; 0 for steps without a signature.
    pub(crate) fn message_opcode(&self) -> Num {
        Num::sum(&self.message_opcode)
    }

    /// Number `index` of those that the selected step requires to be wide, or 0.
    pub(crate) fn wide(&self, index: usize) -> Num {
        Num::sum(self.wide.get(index).into_iter().flatten())
    }
}

/// The message that a step requires to be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) opcode: u8,
    pub(crate) without_nonce: bool,
}

/// What a step publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Published {
    pub(crate) chunks: usize,
    /// Its first word, if that is a constant byte.
    pub(crate) first: Option<u8>,
}

/// What one step said so far, written into the plan when the step is complete, so that saying it twice counts once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) changed: [[bool; 5]; 2],
    pub(crate) balance: [bool; 2],
    pub(crate) reserved: [bool; 2],
    /// Indices of arguments.
    pub(crate) used: BTreeSet<usize>,
    pub(crate) published: Option<Published>,
    pub(crate) message: Option<Message>,
    pub(crate) unsigned: bool,
    pub(crate) pays_fee: bool,
    /// Pair hashes asked for.
    pub(crate) pair_hashes: usize,
    /// The numbers that must be wide, times the selector.
    pub(crate) wide: Vec<Num>,
}

impl Marks {
    pub(crate) fn uses(&mut self, arg: Arg) {
        self.used.insert(arg.index());
    }

    /// The number of extra elements up to the last one that is used.
    pub(crate) fn extra(&self) -> usize {
        self.used.last().map_or(0, |last| (last + 1).saturating_sub(FIXED_ARGS))
    }

    /// Adds the marks of the step with this selector.
    pub(crate) fn write(&self, plan: &mut Plan, selector: &Num) {
        let mark = |set: bool, list: &mut Vec<Num>| {
            if set {
                list.push(selector.clone());
            }
        };
        for touch in 0..2 {
            for field in 0..5 {
                mark(self.changed[touch][field], &mut plan.changed[touch][field]);
            }
            mark(self.balance[touch], &mut plan.balance[touch]);
            mark(self.reserved[touch], &mut plan.reserved[touch]);
        }
        for arg in &self.used {
            plan.used.entry(*arg).or_default().push(selector.clone());
        }
        let chunks = self.published.map_or(0, |published| published.chunks);
        for (lane, list) in plan.lanes.iter_mut().enumerate() {
            mark(lane < chunks, list);
        }
        mark(self.pays_fee, &mut plan.pays_fee);
        plan.wide.resize(plan.wide.len().max(self.wide.len()), Vec::new());
        for (list, wide) in plan.wide.iter_mut().zip(&self.wide) {
            list.push(wide.clone());
        }
        if let Some(message) = self.message {
            plan.message_opcode.push(selector.scale(crate::field::int(u128::from(message.opcode))));
        }
    }
}
