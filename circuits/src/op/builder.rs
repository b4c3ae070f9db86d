//! What an operation's constraint code works with.

use std::rc::Rc;

use zelkova_primitives::Domain;

use super::{
    error::CircuitError,
    plan::{Arg, Marks},
    set::OpStep,
    vars::{Field, SlotVars, TouchId, TouchVars},
    word::{pack, Word},
};
use crate::{
    builder::Builder,
    gadgets::{poseidon2, range, Bit, Num},
};

/// Adds one step's constraints to a slot.
///
/// Two kinds of methods: those that **constrain** count only where the step is selected; those that **compute**
/// (`multiply`, `is_zero`, `hash`) add a variable that is a function of others and hold in every slot. Names are
/// prefixed with the operation's.
pub struct OpBuilder<'a> {
    cs: &'a mut Builder,
    slot: &'a SlotVars,
    previous: Option<&'a SlotVars>,
    step: OpStep,
    selector: Bit,
    marks: Marks,
}

impl<'a> OpBuilder<'a> {
    pub(crate) fn new(
        cs: &'a mut Builder,
        slot: &'a SlotVars,
        previous: Option<&'a SlotVars>,
        step: OpStep,
        selector: Bit,
    ) -> Self {
        Self { cs, slot, previous, step, selector, marks: Marks::default() }
    }

    pub(crate) fn into_marks(self) -> Marks {
        self.marks
    }

    /// The step of the operation that this is.
    pub fn step(&self) -> OpStep {
        self.step
    }

    // Reading

    /// A touch of this slot. Its account and key are any that fit the paths; constrain what they must be.
    pub fn touch(&self, id: TouchId) -> Rc<TouchVars> {
        Rc::clone(self.slot.touch(id))
    }

    /// The slot before this one: the previous step of the same operation. Not available in step 0.
    pub fn previous(&self) -> Result<&'a SlotVars, CircuitError> {
        self.previous.ok_or(CircuitError::NoPreviousSlot { op: self.step.name })
    }

    /// Seconds since the epoch at which the block runs.
    pub fn timestamp(&self) -> Num {
        self.slot.timestamp.clone()
    }

    /// The token id.
    pub fn token(&mut self) -> Word {
        self.marks.uses(Arg::Token);
        self.slot.args.token.clone()
    }

    /// The amount, below 2^128.
    pub fn amount(&mut self) -> Word {
        self.marks.uses(Arg::Amount);
        self.slot.args.amount.clone()
    }

    /// The packed amount.
    pub fn packed_amount(&mut self) -> Word {
        self.marks.uses(Arg::PackedAmount);
        self.slot.args.packed_amount.clone()
    }

    /// The number that the packed amount stands for, below 2^138.
    pub fn unpacked_amount(&mut self) -> Num {
        self.marks.uses(Arg::PackedAmount);
        self.slot.args.unpacked_amount.clone()
    }

    /// The packed fee.
    pub fn packed_fee(&mut self) -> Word {
        self.marks.uses(Arg::PackedFee);
        self.slot.args.packed_fee.clone()
    }

    /// The address.
    pub fn address(&mut self) -> Word {
        self.marks.uses(Arg::Address);
        self.slot.args.address.clone()
    }

    /// The auxiliary element.
    pub fn aux(&mut self) -> Word {
        self.marks.uses(Arg::Aux);
        self.slot.args.aux.clone()
    }

    /// An extra element. It is a free witness: constrain it.
    pub fn extra(&mut self, index: usize) -> Num {
        self.marks.uses(Arg::Extra(index));
        self.slot.args.extra[index].clone()
    }

    // Constraining

    /// `x = 0`.
    pub fn require(&mut self, name: &str, x: &Num) -> Result<(), CircuitError> {
        let selector = self.selector.clone();
        self.named(|cs| cs.assert_zero_if(name, &selector, x));
        Ok(())
    }

    /// `x y = 0`.
    pub fn require_product(&mut self, name: &str, x: &Num, y: &Num) -> Result<(), CircuitError> {
        let selector = self.selector.clone();
        self.named(|cs| {
            cs.region(name, |cs| {
                let product = x.mul(cs, y);
                cs.assert_zero_if("zero", &selector, &product);
            });
        });
        Ok(())
    }

    /// `x != 0`: `selector * (x * inverse - 1) = 0`.
    pub fn require_nonzero(&mut self, name: &str, x: &Num) -> Result<(), CircuitError> {
        let selector = self.selector.clone();
        self.named(|cs| {
            cs.region(name, |cs| {
                let is_zero = x.is_zero(cs);
                cs.assert_zero_if("not-zero", &selector, is_zero.num());
            });
        });
        Ok(())
    }

    /// `x < 2^bits`.
    pub fn require_range(&mut self, name: &str, x: &Num, bits: usize) -> Result<(), CircuitError> {
        let selected = self.gate(name, x)?;
        self.named(|cs| range::assert_range(cs, name, &selected, bits));
        Ok(())
    }

    /// `x < 2^240`, for a difference of products: the slot has one check of this width, so a step can require it once.
    pub fn require_wide(&mut self, name: &str, x: &Num) -> Result<(), CircuitError> {
        let selected = self.gate(name, x)?;
        if self.marks.wide.replace(selected).is_some() {
            return Err(CircuitError::Repeated { op: self.step.name, what: "requiring a wide number" });
        }
        Ok(())
    }

    /// Says what a field is after the slot. Without this, a field stays what it was.
    pub fn set(&mut self, name: &str, touch: TouchId, field: Field, x: &Num) -> Result<(), CircuitError> {
        let mark = &mut self.marks.changed[touch.index()][field as usize];
        if std::mem::replace(mark, true) {
            return Err(CircuitError::Repeated { op: self.step.name, what: "setting one field of one touch" });
        }
        let after = self.slot.touch(touch).pair(field).1.clone();
        self.require(name, &after.sub(x))
    }

    /// Says what the touched value is after the slot, and that it is a balance: below 2^128.
    pub fn set_balance(&mut self, name: &str, touch: TouchId, x: &Num) -> Result<(), CircuitError> {
        self.marks.balance[touch.index()] = true;
        self.set(name, touch, Field::Value, x)
    }

    /// Lets a touch be of a reserved account. Constrain which one.
    pub fn allow_reserved(&mut self, touch: TouchId) {
        self.marks.reserved[touch.index()] = true;
    }

    /// Requires the slot's signature to be by the key with this hash. Every slot's signature is valid for the slot's message
    /// (one without a meaning is trivially so), hence only the key decides. The message holds touch A's account and nonce, all of the
    /// slot's arguments that messages have, and `message_opcode`; arguments that the operation does not read must be signed as
    /// their defaults, except for the validity window.
    pub fn signed_by(&mut self, name: &str, key_hash: &Num, message_opcode: u8) -> Result<(), CircuitError> {
        if self.marks.message_opcode.replace(message_opcode).is_some() {
            return Err(CircuitError::Repeated { op: self.step.name, what: "requiring a signature" });
        }
        self.marks.uses(Arg::ValidFrom);
        self.marks.uses(Arg::ValidUntil);
        let signer = self.slot.signer.clone();
        self.require(name, &signer.sub(key_hash))
    }

    /// Says that the slot pays the packed fee in its token, and returns the fee. Take it from an account.
    pub fn pays_fee(&mut self) -> Result<Num, CircuitError> {
        if std::mem::replace(&mut self.marks.pays_fee, true) {
            return Err(CircuitError::Repeated { op: self.step.name, what: "paying a fee" });
        }
        self.marks.uses(Arg::Token);
        self.marks.uses(Arg::PackedFee);
        Ok(self.slot.args.fee.clone())
    }

    /// Publishes the concatenation of words, zero-padded to whole chunks.
    pub fn publish(&mut self, words: &[Word]) -> Result<(), CircuitError> {
        let chunks = pack(self.step.name, words)?;
        if self.marks.lanes.replace(chunks.len()).is_some() {
            return Err(CircuitError::Repeated { op: self.step.name, what: "publishing" });
        }
        for (lane, chunk) in chunks.iter().enumerate() {
            let published = self.slot.chunks[lane].clone();
            self.require(&format!("chunk-{lane}"), &published.sub(chunk))?;
        }
        Ok(())
    }

    /// `H_d(left, right)` in the domain that [`super::OpCircuit::pair_domain`] declares for the step: every slot has one such
    /// hash, over the extra elements 2 and 3, which this constrains to be `left` and `right`.
    pub fn pair_hash(&mut self, name: &str, left: &Num, right: &Num) -> Result<Num, CircuitError> {
        if self.step.pair_domain.is_none() {
            return Err(CircuitError::NoPairDomain { op: self.step.name });
        }
        let (first, second) = (self.extra(2), self.extra(3));
        self.require(&format!("{name}-left"), &first.sub(left))?;
        self.require(&format!("{name}-right"), &second.sub(right))?;
        Ok(self.slot.pair_hash.clone())
    }

    // Computing

    /// `selector * x`: `x` where the step is selected, else 0. Gadgets that do not hold for all inputs take gated ones.
    pub fn gate(&mut self, name: &str, x: &Num) -> Result<Num, CircuitError> {
        let selector = self.selector.clone();
        Ok(self.named(|cs| cs.region(name, |cs| selector.num().mul(cs, x))))
    }

    /// `x y`.
    pub fn multiply(&mut self, name: &str, x: &Num, y: &Num) -> Result<Num, CircuitError> {
        Ok(self.named(|cs| cs.region(name, |cs| x.mul(cs, y))))
    }

    /// 1 if `x = 0`, else 0.
    pub fn is_zero(&mut self, name: &str, x: &Num) -> Result<Num, CircuitError> {
        Ok(self.named(|cs| cs.region(name, |cs| x.is_zero(cs).num().clone())))
    }

    /// `H_domain(inputs)`.
    pub fn hash(&mut self, name: &str, domain: Domain, inputs: &[Num]) -> Result<Num, CircuitError> {
        Ok(self.named(|cs| cs.region(name, |cs| poseidon2::hash(cs, domain.name(), inputs))))
    }

    /// Any other gadget. `f` runs for every slot and is not gated: what it writes must hold whatever the slot holds, so
    /// give it gated inputs or gadgets that compute.
    pub fn gadget<T>(&mut self, name: &str, f: impl FnOnce(&mut Builder) -> T) -> T {
        self.named(|cs| cs.region(name, f))
    }

    fn named<T>(&mut self, f: impl FnOnce(&mut Builder) -> T) -> T {
        self.cs.region(self.step.region(), f)
    }
}
