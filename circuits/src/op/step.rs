//! The slots of operations: what a slot of a block can hold.

use zelkova_operation::Layout;
use zelkova_primitives::Domain;

/// Slots that may follow the fixed ones of an operation, all with the same constraints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The first byte that each of these slots publishes: no operation of the set and no other repeated step has it.
    pub opcode: u8,
    /// How many of these slots one operation has at most; none is allowed.
    pub at_most: usize,
}

impl Repeat {
    /// The slots that a layout declares as repeated.
    pub const fn of(layout: &Layout) -> Option<Self> {
        match layout.repeated {
            Some(slot) => Some(Self { opcode: slot.opcode, at_most: slot.at_most }),
            None => None,
        }
    }
}

/// One slot of one operation of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpStep {
    /// The operation's opcode.
    pub opcode: u8,
    /// The operation's name.
    pub name: &'static str,
    /// Number of this slot within the operation; the repeated step has the number of fixed slots.
    pub step: usize,
    /// Fixed slots that the operation takes.
    pub slots: usize,
    /// The slots that may follow the fixed ones.
    pub repeat: Option<Repeat>,
    /// Domains of the slot's pair hashes.
    pub pair_domains: Vec<Domain>,
}

impl OpStep {
    /// Name of the region of the step's constraints.
    pub fn region(&self) -> String {
        match (self.slots, self.repeat) {
            _ if self.is_repeated() => format!("{}/repeated", self.name),
            (1, None) => self.name.to_owned(),
            _ => format!("{}/step-{}", self.name, self.step),
        }
    }

    /// Whether this is the step that is repeated.
    pub fn is_repeated(&self) -> bool {
        self.step == self.slots
    }

    /// Whether the operation may end with this slot.
    pub fn is_last(&self) -> bool {
        self.step + 1 >= self.slots
    }

    /// Whether the repeated step may come next.
    pub(crate) fn may_continue(&self) -> bool {
        self.repeat.is_some() && self.is_last()
    }

    /// Whether slot number `step` of an operation with this opcode holds this step.
    pub(crate) fn holds(&self, opcode: u8, step: usize) -> bool {
        self.opcode == opcode && if self.is_repeated() { step >= self.slots } else { step == self.step }
    }
}
