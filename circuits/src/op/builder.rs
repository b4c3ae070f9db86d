//! What an operation's constraint code works with.

use std::rc::Rc;

use zelkova_primitives::Domain;

use super::{
    error::CircuitError,
    plan::{Arg, Marks, Message, Published, MAX_EXTRA},
    step::OpStep,
    vars::{Field, SlotVars, TouchId, TouchVars},
    word::{pack, Word},
};
use crate::{
    builder::Builder,
    gadgets::{hash, range, Bit, Num},
};

/// The slots before one.
#[derive(Clone, Copy)]
pub(crate) struct Earlier<'a> {
    slots: &'a [SlotVars],
    nothing: &'a SlotVars,
}

impl<'a> Earlier<'a> {
    /// These slots, and `nothing` for slots before the first one, which no selected step refers to.
    pub(crate) fn new(slots: &'a [SlotVars], nothing: &'a SlotVars) -> Self {
        Self { slots, nothing }
    }

    /// The last of them, if there is one.
    pub(crate) fn last(&self) -> Option<&'a SlotVars> {
        self.slots.last()
    }

    fn get(&self, back: usize) -> &'a SlotVars {
        self.slots.len().checked_sub(back).and_then(|index| self.slots.get(index)).unwrap_or(self.nothing)
    }
}

/// Adds one step's constraints to a slot.
///
/// Two kinds of methods: those that **constrain** count only where the step is selected; those that **compute**
/// (`multiply`, `is_zero`, `select`, `hash`) add a variable that is a function of others and hold in every slot. Names are
/// prefixed with the operation's. What is constrained and has a result (`signed`, `at_most`, `divide`) has the result of
/// zeros where the step is not selected.
pub struct OpBuilder<'a> {
    cs: &'a mut Builder,
    slot: &'a SlotVars,
    earlier: Earlier<'a>,
    step: &'a OpStep,
    selector: Bit,
    marks: Marks,
    /// The first mistake that a method without a result found.
    mistake: Option<CircuitError>,
}

impl<'a> OpBuilder<'a> {
    pub(crate) fn new(
        cs: &'a mut Builder,
        slot: &'a SlotVars,
        earlier: Earlier<'a>,
        step: &'a OpStep,
        selector: Bit,
    ) -> Self {
        Self { cs, slot, earlier, step, selector, marks: Marks::default(), mistake: None }
    }

    /// What the step said, once it is complete.
    pub(crate) fn into_marks(self) -> Result<Marks, CircuitError> {
        match self.mistake {
            Some(mistake) => Err(mistake),
            None if self.marks.unsigned && self.marks.message.is_some() => {
                Err(CircuitError::SignedAndUnsigned { op: self.step.name })
            }
            None => Ok(self.marks),
        }
    }

    /// Number of the slot within the operation.
    pub fn step_number(&self) -> usize {
        self.step.step
    }

    // Reading

    /// A touch of this slot. Its account and key are any that fit the paths; constrain what they must be.
    pub fn touch(&self, id: TouchId) -> Rc<TouchVars> {
        Rc::clone(self.slot.touch(id))
    }

    /// The slot before this one: the previous step of the same operation. Not available in step 0. Before a repeated step, it
    /// is the last fixed step or a repeated one.
    pub fn previous(&self) -> Result<&'a SlotVars, CircuitError> {
        self.earlier(1)
    }

    /// The slot that many before this one. It belongs to the same operation: step number `n` can look `n` back, the repeated
    /// step as far as there are fixed steps.
    pub fn earlier(&self, back: usize) -> Result<&'a SlotVars, CircuitError> {
        let OpStep { name, step, .. } = *self.step;
        if back == 0 || back > step {
            return Err(CircuitError::NoPreviousSlot { op: name, step, back });
        }
        Ok(self.earlier.get(back))
    }

    /// The slot of fixed step number `step` of the same operation, in a later fixed step. The repeated step has no fixed distance
    /// to any: let the values that it needs run from slot to slot ([`super::patterns::carried`]).
    pub fn step(&self, step: usize) -> Result<&'a SlotVars, CircuitError> {
        let back = self.step.step.checked_sub(step).filter(|_| !self.step.is_repeated());
        self.earlier(back.unwrap_or_default())
    }

    /// 1 if the operation ends with this slot, 0 if a repeated step follows. Only for operations with repetitions, in the last
    /// fixed step and the repeated one.
    pub fn is_last(&self) -> Result<Num, CircuitError> {
        if !self.step.may_continue() {
            return Err(CircuitError::NotRepeated { op: self.step.name, step: self.step.step });
        }
        Ok(self.slot.continues.not().num().clone())
    }

    /// Which repetition this slot is, counted from 1. Only in the repeated step.
    pub fn repetition(&self) -> Result<Num, CircuitError> {
        if !self.step.is_repeated() {
            return Err(CircuitError::NotRepeated { op: self.step.name, step: self.step.step });
        }
        Ok(self.slot.repetition.clone())
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

    /// An extra element, of 64 at most; a slot has as many as the step that uses the most. It is a free witness: constrain it.
    pub fn extra(&mut self, index: usize) -> Num {
        if index >= MAX_EXTRA {
            let mistake = CircuitError::NoSuchElement { op: self.step.name, index, limit: MAX_EXTRA };
            self.mistake.get_or_insert(mistake);
            return Num::zero();
        }
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

    /// `x < 2^bits`, for at most 253 bits.
    pub fn require_range(&mut self, name: &str, x: &Num, bits: usize) -> Result<(), CircuitError> {
        self.fits(name, bits, range::MAX_RANGE_BITS)?;
        let selected = self.gate(name, x)?;
        self.named(|cs| range::assert_range(cs, name, &selected, bits));
        Ok(())
    }

    /// `x < 2^240`, for a difference of products. A slot has as many checks of this width as the step that requires the most, and
    /// all steps share them: prefer it to [`OpBuilder::require_range`] where that saves rows.
    pub fn require_wide(&mut self, name: &str, x: &Num) -> Result<(), CircuitError> {
        let selected = self.gate(name, x)?;
        self.marks.wide.push(selected);
        Ok(())
    }

    /// Says what a field is after the slot. Without this, a field stays what it was.
    pub fn set(&mut self, name: &str, touch: TouchId, field: Field, x: &Num) -> Result<(), CircuitError> {
        let mark = &mut self.marks.changed[touch.index()][field as usize];
        if std::mem::replace(mark, true) {
            return Err(CircuitError::Repeated { op: self.step.name, what: "setting one field of one touch" });
        }
        let after = self.slot.touch(touch).pair(field).1.clone();
        self.require(name, &(after - x))
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
        self.requires_signature(name, key_hash, Message { opcode: message_opcode, without_nonce: false })
    }

    /// As [`OpBuilder::signed_by`], but the message has nonce 0 whatever touch A's nonce is: for what a third party signs (an
    /// oracle's price), or what a user signs to be used later (an order). The message can be used as often as the step allows
    /// while its validity window lasts: let the step refuse a second use (a time that rises, an amount that is used up).
    /// It is good for one message opcode only, and no operation of the set may sign that opcode with a nonce.
    pub fn signed_without_nonce(&mut self, name: &str, key_hash: &Num, message_opcode: u8) -> Result<(), CircuitError> {
        self.requires_signature(name, key_hash, Message { opcode: message_opcode, without_nonce: true })
    }

    /// Says that nobody signs this operation: L1 asked for it, or the chain itself runs it. Then the step's constraints alone
    /// decide what it may do, whenever the operator likes to run it. One step of an operation has to say it, unless one is signed:
    /// see [`super::check_signers`].
    pub fn unsigned(&mut self) -> Result<(), CircuitError> {
        if std::mem::replace(&mut self.marks.unsigned, true) {
            return Err(CircuitError::Repeated { op: self.step.name, what: "saying that nobody signs" });
        }
        Ok(())
    }

    fn requires_signature(&mut self, name: &str, key_hash: &Num, message: Message) -> Result<(), CircuitError> {
        if self.marks.message.replace(message).is_some() {
            return Err(CircuitError::Repeated { op: self.step.name, what: "requiring a signature" });
        }
        self.marks.uses(Arg::ValidFrom);
        self.marks.uses(Arg::ValidUntil);
        let signer = self.slot.signer.clone();
        self.require(name, &(signer - key_hash))
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
        let published = Published { chunks: chunks.len(), first: words.first().and_then(Word::constant_byte) };
        if self.marks.published.replace(published).is_some() {
            return Err(CircuitError::Repeated { op: self.step.name, what: "publishing" });
        }
        for (lane, chunk) in chunks.iter().enumerate() {
            let published = self.slot.chunks[lane].clone();
            self.require(&format!("chunk-{lane}"), &(published - chunk))?;
        }
        Ok(())
    }

    /// `H_d(left, right)` in the next of the domains that [`super::OpCircuit::pair_domains`] declares for the step. A slot has as
    /// many such hashes as the step that declares the most, over the extra elements 2 and 3, 4 and 5, .., which this constrains to
    /// be `left` and `right`.
    pub fn pair_hash(&mut self, name: &str, left: &Num, right: &Num) -> Result<Num, CircuitError> {
        let index = self.marks.pair_hashes;
        if index >= self.step.pair_domains.len() {
            return Err(CircuitError::NoPairDomain { op: self.step.name, index });
        }
        self.marks.pair_hashes += 1;
        let (first, second) = (self.extra(2 + 2 * index), self.extra(3 + 2 * index));
        self.require(&format!("{name}-left"), &(first - left))?;
        self.require(&format!("{name}-right"), &(second - right))?;
        self.slot.pair_hashes.get(index).cloned().ok_or(CircuitError::NoPairDomain { op: self.step.name, index })
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
        Ok(self.named(|cs| cs.region(name, |cs| hash::hash(cs, domain.name(), inputs))))
    }

    /// Any other gadget. `f` runs for every slot and is not gated: what it writes must hold whatever the slot holds, so
    /// give it gated inputs or gadgets that compute.
    pub fn gadget<T>(&mut self, name: &str, f: impl FnOnce(&mut Builder) -> T) -> T {
        self.named(|cs| cs.region(name, f))
    }

    /// Refuses widths that wrap around the modulus.
    pub(crate) fn fits(&self, name: &str, bits: usize, limit: usize) -> Result<(), CircuitError> {
        if bits > limit {
            return Err(CircuitError::TooWide { op: self.step.name, what: name.to_owned(), bits, limit });
        }
        Ok(())
    }

    fn named<T>(&mut self, f: impl FnOnce(&mut Builder) -> T) -> T {
        self.cs.region(self.step.region(), f)
    }
}
