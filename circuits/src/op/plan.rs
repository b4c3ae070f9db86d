//! What the steps of an operation set say about a slot, collected so that the framework can constrain the rest.

use std::collections::BTreeMap;

use super::vars::{Field, TouchId};
use crate::{
    block::CHUNKS_PER_SLOT,
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

impl Arg {
    pub(crate) const ALL: [Self; 12] = [
        Self::Token,
        Self::Amount,
        Self::PackedAmount,
        Self::PackedFee,
        Self::Address,
        Self::Aux,
        Self::ValidFrom,
        Self::ValidUntil,
        Self::Extra(0),
        Self::Extra(1),
        Self::Extra(2),
        Self::Extra(3),
    ];

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
            Self::Extra(i) => 8 + i,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        const NAMES: [&str; 12] = [
            "token",
            "amount",
            "packed-amount",
            "packed-fee",
            "address",
            "aux",
            "valid-from",
            "valid-until",
            "extra-0",
            "extra-1",
            "extra-2",
            "extra-3",
        ];
        NAMES[self.index()]
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
    used: [Vec<Num>; 12],
    lanes: [Vec<Num>; CHUNKS_PER_SLOT],
    message_opcode: Vec<Num>,
    pays_fee: Vec<Num>,
    wide: Vec<Num>,
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
        let others = Num::sum(&self.all).sub(&sum);
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
        let selectors = self.used[arg.index()].clone();
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

    /// The number that the selected step requires to be a wide one, or 0.
    pub(crate) fn wide(&self) -> Num {
        Num::sum(&self.wide)
    }
}

/// What one step said so far, written into the plan when the step is complete, so that saying it twice counts once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) changed: [[bool; 5]; 2],
    pub(crate) balance: [bool; 2],
    pub(crate) reserved: [bool; 2],
    pub(crate) used: [bool; 12],
    pub(crate) lanes: Option<usize>,
    pub(crate) message_opcode: Option<u8>,
    pub(crate) pays_fee: bool,
    /// The number that must be a wide one, times the selector.
    pub(crate) wide: Option<Num>,
}

impl Marks {
    pub(crate) fn uses(&mut self, arg: Arg) {
        self.used[arg.index()] = true;
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
        for arg in 0..12 {
            mark(self.used[arg], &mut plan.used[arg]);
        }
        for lane in 0..CHUNKS_PER_SLOT {
            mark(self.lanes.is_some_and(|count| lane < count), &mut plan.lanes[lane]);
        }
        mark(self.pays_fee, &mut plan.pays_fee);
        plan.wide.extend(self.wide.clone());
        if let Some(opcode) = self.message_opcode {
            plan.message_opcode.push(selector.scale(crate::field::int(u128::from(opcode))));
        }
    }
}
