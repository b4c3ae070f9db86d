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
    /// An operation has no slot, or more than can be numbered.
    #[error("`{op}` takes {slots} slots with its repetitions: give it 1 to {limit}, of which one is not repeated")]
    WrongSlots {
        /// Name of the operation.
        op: &'static str,
        /// Slots that it takes at most.
        slots: usize,
        /// The most there can be.
        limit: usize,
    },
    /// A slot was asked for that a step does not have before it for certain.
    #[error("step {step} of `{op}` asks for the slot {back} before it: it is sure of {step} slots before it")]
    NoPreviousSlot {
        /// Name of the operation.
        op: &'static str,
        /// The step.
        step: usize,
        /// How far back it looks.
        back: usize,
    },
    /// A step asked whether it is the last one where that is no question.
    #[error("step {step} of `{op}` asks about repetitions, which do not follow it: see OpCircuit::REPEAT")]
    NotRepeated {
        /// Name of the operation.
        op: &'static str,
        /// The step.
        step: usize,
    },
    /// More pair hashes were asked for than the step declares domains for.
    #[error("`{op}` asks for pair hash number {index} of a step that declares fewer: list its domain in pair_domains")]
    NoPairDomain {
        /// Name of the operation.
        op: &'static str,
        /// The hash, counted from 0.
        index: usize,
    },
    /// An extra element beyond what a slot can have.
    #[error("`{op}` uses extra element {index}, a slot has at most {limit}: spread the values over more slots")]
    NoSuchElement {
        /// Name of the operation.
        op: &'static str,
        /// The element.
        index: usize,
        /// The most elements.
        limit: usize,
    },
    /// Numbers of this width would wrap around the modulus.
    #[error("`{op}` works with {bits} bits in `{what}`, at most {limit} do not wrap around the modulus: narrow them")]
    TooWide {
        /// Name of the operation.
        op: &'static str,
        /// The constraint.
        what: String,
        /// Bits that it needs.
        bits: usize,
        /// Bits that there are.
        limit: usize,
    },
    /// A step says that somebody signs and that nobody does.
    #[error("`{op}` requires a signature in a step that it says nobody signs: keep one of both")]
    SignedAndUnsigned {
        /// Name of the operation.
        op: &'static str,
    },
    /// An operation says nothing of signatures.
    #[error(
        "`{op}` neither requires a signature nor says that nobody signs it: call signed_by, or unsigned in a step"
    )]
    NobodySigns {
        /// Name of the operation.
        op: &'static str,
    },
    /// Messages with and without nonce could stand for each other.
    #[error(
        "message opcode {opcode} is signed with a nonce in `{with}` and without in `{without}`: use another opcode"
    )]
    MixedNonces {
        /// The opcode in the message.
        opcode: u8,
        /// The operation whose message has the account's nonce.
        with: &'static str,
        /// The operation whose message has none.
        without: &'static str,
    },
    /// The pubdata of an operation or of its repeated step does not begin with its opcode.
    #[error("the pubdata of `{op}` does not begin with its opcode {opcode}: publish Word::byte of it first")]
    OpcodeNotPublished {
        /// Name of the step.
        op: String,
        /// The opcode.
        opcode: u8,
    },
    /// An operation pays more than one fee.
    #[error("`{op}` pays a fee in several slots: an operation pays one, in a fixed slot")]
    SeveralFees {
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
