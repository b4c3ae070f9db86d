//! The framework for operations: an operation says what it does to a slot, the framework constrains everything else.
//!
//! * [`OpCircuit`]: one operation; [`OpSet`]: a tuple of them, which is a chain's circuit.
//! * [`OpBuilder`]: what an operation's constraint code works with; [`patterns`]: what many operations have in common.
//! * [`SlotVars`], [`Word`]: the variables of a slot.
//! * [`Signed`], [`Division`], [`Widths`]: integers, which [`OpBuilder`] compares and divides.
//!
//! The set's steps have one-hot selectors in every slot. A constraint of an operation is multiplied by the selector of
//! its step. What no selected step mentions is constrained by the framework: fields and values stay, unused arguments
//! have their defaults, nothing is published, no fee is paid, no reserved account is touched. So an operation that
//! forgets to speak of something cannot leave it free.

mod arithmetic;
mod builder;
mod error;
mod noop;
mod plan;
mod publish;
mod set;
mod step;
mod survey;
mod vars;
mod word;

pub mod patterns;

pub use arithmetic::Signed;
pub use builder::OpBuilder;
pub use error::CircuitError;
pub use noop::Noop;
pub use publish::{InCircuit, Published};
pub use set::{OpCircuit, OpSet};
pub use step::{OpStep, Repeat};
pub use survey::{check_operations, check_signers};
pub use vars::{AccountVars, ArgVars, Extra, Field, SlotVars, TouchId, TouchVars};
pub use word::{Word, CHUNKS_PER_SLOT};

pub use crate::gadgets::division::{Division, Widths};

pub(crate) use builder::Earlier;
pub(crate) use plan::{Arg, Plan};
pub(crate) use survey::{survey, Shape, Survey};
pub(crate) use vars::{alloc, felt};
