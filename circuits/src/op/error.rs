//! Errors of building a circuit from an operation set: mistakes in an operation's code, found the first time that its set
//! is synthesized.

use thiserror::Error;

/// Why an operation set has no circuit.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CircuitError {
    /// Two operations share an opcode.
    #[error("opcode {opcode} is used by both `{first}` and `{second}`: give one of them another opcode")]
    DuplicateOpcode {
        /// The opcode.
        opcode: u8,
        /// The operation that has it first.
        first: &'static str,
        /// The operation that has it again.
        second: &'static str,
    },
    /// The set has no operation.
    #[error("the operation set is empty: it needs at least Noop, which fills unused slots")]
    EmptySet,
    /// A step was asked for that the set does not have.
    #[error("the operation set has {steps} steps, step {index} was asked for")]
    NoSuchStep {
        /// The step asked for.
        index: usize,
        /// Steps that there are.
        steps: usize,
    },
    /// The previous slot was asked for in the first step.
    #[error("`{op}` asks for its previous slot in step 0, which has none: carry values from step 1 on")]
    NoPreviousSlot {
        /// Name of the operation.
        op: &'static str,
    },
    /// A pair hash was asked for in a step that declares no domain.
    #[error("`{op}` asks for the pair hash of a step without a domain: declare it in pair_domain")]
    NoPairDomain {
        /// Name of the operation.
        op: &'static str,
    },
    /// An operation publishes more than a slot carries.
    #[error("`{op}` publishes {bytes} bytes in one slot, at most {limit} fit: spread them over more slots")]
    TooMuchPubdata {
        /// Name of the operation.
        op: &'static str,
        /// Bytes that it publishes.
        bytes: usize,
        /// Bytes that fit.
        limit: usize,
    },
    /// A slot is not the one that the layout has at this step.
    #[error("`{op}` publishes another slot in step {step} than its layout has there: list the slots in order")]
    OtherLayout {
        /// Name of the operation.
        op: &'static str,
        /// Number of the slot.
        step: usize,
    },
    /// A field is published with another width than the layout gives it.
    #[error(
        "`{op}` publishes {given} bytes for the field `{field}`, its layout has {bytes}: give the words of the field"
    )]
    FieldWidth {
        /// Name of the operation.
        op: &'static str,
        /// The field.
        field: &'static str,
        /// Its width.
        bytes: usize,
        /// Bytes of the words.
        given: usize,
    },
    /// An operation did the same thing twice in a step.
    #[error("`{op}` does this twice in one step: {what}; say it once")]
    Repeated {
        /// Name of the operation.
        op: &'static str,
        /// What it did twice.
        what: &'static str,
    },
    /// A published word crosses a chunk boundary and cannot be split there.
    #[error(
        "`{op}` publishes a word that crosses a chunk boundary after its byte {byte}: use a word that knows its bytes"
    )]
    CannotSplit {
        /// Name of the operation.
        op: &'static str,
        /// Bytes of the word before the boundary.
        byte: usize,
    },
}
