//! Operation circuits and how they compose.
//!
//! A chain's circuit is a Rust tuple of operations, nested as it likes: `(Noop, Transfer, (Deposit, FullExit))`. The
//! order in the tuple is the order of the selectors, so it is part of the verification key.

use zelkova_primitives::Domain;

use super::{
    error::CircuitError,
    step::{OpStep, Repeat},
    OpBuilder,
};

/// The most slots of one operation: a trace numbers them in a byte.
const MAX_SLOTS: usize = 256;

/// The constraints of one operation.
pub trait OpCircuit {
    /// First byte of the operation's pubdata and of its trace.
    const OPCODE: u8;
    /// Kebab-case name, the prefix of its constraints.
    const NAME: &'static str;
    /// Slots that one operation takes, at least 1.
    const SLOTS: usize = 1;
    /// Slots that may follow those, as many as the operation's data needs: see [`OpBuilder::is_last`]. [`Repeat::of`] a layout
    /// that declares some.
    const REPEAT: Option<Repeat> = None;

    /// The domain of the pair hash of slot number `step`, if it uses one: [`OpCircuit::pair_domains`] for a single one.
    fn pair_domain(_step: usize) -> Option<Domain> {
        None
    }

    /// The domains of the pair hashes of slot number `step`, in the order in which it asks for them: see
    /// [`OpBuilder::pair_hash`].
    fn pair_domains(step: usize) -> Vec<Domain> {
        Self::pair_domain(step).into_iter().collect()
    }

    /// Adds the constraints of slot number `step` (0-based) of the operation; the repeated step has number
    /// [`OpCircuit::SLOTS`].
    ///
    /// The code runs once for every slot of the block, whatever operation the slot then holds: constraints are given
    /// through `op`, which makes them count only where this step is selected. Everything that `op` is not told about
    /// stays as it was: touched fields are unchanged, arguments have their defaults, nothing is published, no fee is
    /// paid, no reserved account is touched.
    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError>;
}

/// A set of operations: an [`OpCircuit`] or a tuple of sets.
pub trait OpSet: 'static {
    /// Appends the steps of the set, operation by operation.
    fn collect_steps(steps: &mut Vec<OpStep>);

    /// Adds the constraints of step number `index` of this set (in the order of [`OpSet::collect_steps`]).
    fn constrain_step(op: &mut OpBuilder<'_>, index: usize) -> Result<(), CircuitError>;

    /// The steps of the set, checked: every opcode at most once, every operation at least one slot, and slots that a trace can
    /// number.
    fn steps() -> Result<Vec<OpStep>, CircuitError> {
        let mut steps = Vec::new();
        Self::collect_steps(&mut steps);
        let mut opcodes: Vec<(u8, &'static str)> = Vec::new();
        for step in steps.iter().filter(|step| step.step == 0) {
            for opcode in std::iter::once(step.opcode).chain(step.repeat.map(|repeat| repeat.opcode)) {
                if let Some((_, first)) = opcodes.iter().find(|(other, _)| *other == opcode) {
                    return Err(CircuitError::DuplicateOpcode { opcode, first, second: step.name });
                }
                opcodes.push((opcode, step.name));
            }
            let slots = step.slots + step.repeat.map_or(0, |repeat| repeat.at_most);
            if step.slots == 0 || slots > MAX_SLOTS {
                return Err(CircuitError::WrongSlots { op: step.name, slots, limit: MAX_SLOTS });
            }
        }
        if steps.is_empty() {
            return Err(CircuitError::EmptySet);
        }
        Ok(steps)
    }
}

impl<Op: OpCircuit + 'static> OpSet for Op {
    fn collect_steps(steps: &mut Vec<OpStep>) {
        // An operation without slots has one step here, so that it is found.
        let count = (Op::SLOTS + usize::from(Op::REPEAT.is_some())).max(1);
        steps.extend((0..count).map(|step| OpStep {
            opcode: Op::OPCODE,
            name: Op::NAME,
            step,
            slots: Op::SLOTS,
            repeat: Op::REPEAT,
            pair_domains: Op::pair_domains(step),
        }));
    }

    fn constrain_step(op: &mut OpBuilder<'_>, index: usize) -> Result<(), CircuitError> {
        Op::constrain(op, index)
    }
}

macro_rules! tuple_op_set {
    ($($member:ident),+) => {
        impl<$($member: OpSet),+> OpSet for ($($member,)+) {
            fn collect_steps(steps: &mut Vec<OpStep>) {
                $($member::collect_steps(steps);)+
            }

            fn constrain_step(op: &mut OpBuilder<'_>, index: usize) -> Result<(), CircuitError> {
                let mut offset = 0;
                $(
                    let mut steps = Vec::new();
                    $member::collect_steps(&mut steps);
                    if index < offset + steps.len() {
                        return $member::constrain_step(op, index - offset);
                    }
                    offset += steps.len();
                )+
                Err(CircuitError::NoSuchStep { index, steps: offset })
            }
        }
    };
}

tuple_op_set!(A);
tuple_op_set!(A, B);
tuple_op_set!(A, B, C);
tuple_op_set!(A, B, C, D);
tuple_op_set!(A, B, C, D, E);
tuple_op_set!(A, B, C, D, E, F);
tuple_op_set!(A, B, C, D, E, F, G);
tuple_op_set!(A, B, C, D, E, F, G, H);
tuple_op_set!(A, B, C, D, E, F, G, H, I);
tuple_op_set!(A, B, C, D, E, F, G, H, I, J);
tuple_op_set!(A, B, C, D, E, F, G, H, I, J, K);
tuple_op_set!(A, B, C, D, E, F, G, H, I, J, K, L);
tuple_op_set!(A, B, C, D, E, F, G, H, I, J, K, L, M);
tuple_op_set!(A, B, C, D, E, F, G, H, I, J, K, L, M, N);
tuple_op_set!(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O);
tuple_op_set!(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P);
