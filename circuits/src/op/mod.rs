//! The framework for operations: an operation says what it does to a slot, the framework constrains everything else.
//!
//! * [`OpCircuit`]: one operation; [`OpSet`]: a tuple of them, which is a chain's circuit.
//! * [`OpBuilder`]: what an operation's constraint code works with; [`patterns`]: what many operations have in common.
//! * [`SlotVars`], [`Word`]: the variables of a slot.
//!
//! The set's steps have one-hot selectors in every slot. A constraint of an operation is multiplied by the selector of
//! its step. What no selected step mentions is constrained by the framework: fields and values stay, unused arguments
//! have their defaults, nothing is published, no fee is paid, no reserved account is touched. So an operation that
//! forgets to speak of something cannot leave it free.

mod builder;
mod error;
mod noop;
mod plan;
mod publish;
mod set;
mod vars;
mod word;

pub mod patterns;

pub use builder::OpBuilder;
pub use error::CircuitError;
pub use noop::Noop;
pub use publish::{InCircuit, Published};
pub use set::{OpCircuit, OpSet, OpStep};
pub use vars::{AccountVars, ArgVars, Field, SlotVars, TouchId, TouchVars};
pub use word::Word;

pub(crate) use plan::{Arg, Plan};
pub(crate) use vars::{alloc, felt};
