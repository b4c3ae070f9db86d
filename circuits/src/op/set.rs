//! Operation circuits and how they compose.
//!
//! A chain's circuit is a Rust tuple of operations, nested as it likes: `(Noop, Transfer, (Deposit, FullExit))`. The
//! order in the tuple is the order of the selectors, so it is part of the verification key.

use zelkova_primitives::Domain;

use super::{error::CircuitError, OpBuilder};

/// The constraints of one operation.
pub trait OpCircuit {
    /// First byte of the operation's pubdata and of its trace.
    const OPCODE: u8;
    /// Kebab-case name, the prefix of its constraints.
    const NAME: &'static str;
    /// Slots that one operation takes, at least 1.
    const SLOTS: usize = 1;

    /// The domain of the pair hash of slot number `step`, if it uses one: see [`OpBuilder::pair_hash`].
    fn pair_domain(_step: usize) -> Option<Domain> {
        None
    }

    /// Adds the constraints of slot number `step` (0-based) of the operation.
    ///
    /// The code runs once for every slot of the block, whatever operation the slot then holds: constraints are given
    /// through `op`, which makes them count only where this step is selected. Everything that `op` is not told about
    /// stays as it was: touched fields are unchanged, arguments have their defaults, nothing is published, no fee is
    /// paid, no reserved account is touched.
    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError>;
}

/// One slot of one operation of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpStep {
    /// The operation's opcode.
    pub opcode: u8,
    /// The operation's name.
    pub name: &'static str,
    /// Number of this slot within the operation.
    pub step: usize,
    /// Slots that the operation takes.
    pub slots: usize,
    /// Domain of the slot's pair hash.
    pub pair_domain: Option<Domain>,
}

impl OpStep {
    /// Name of the region of the step's constraints.
    pub fn region(&self) -> String {
        match self.slots {
            1 => self.name.to_owned(),
            _ => format!("{}/step-{}", self.name, self.step),
        }
    }

    /// Whether the operation ends with this slot.
    pub fn is_last(&self) -> bool {
        self.step + 1 == self.slots
    }
}

/// A set of operations: an [`OpCircuit`] or a tuple of sets.
pub trait OpSet: 'static {
    /// Appends the steps of the set, operation by operation.
    fn collect_steps(steps: &mut Vec<OpStep>);

    /// Adds the constraints of step number `index` of this set (in the order of [`OpSet::collect_steps`]).
    fn constrain_step(op: &mut OpBuilder<'_>, index: usize) -> Result<(), CircuitError>;

    /// The steps of the set, checked: every opcode at most once, every operation at least one slot.
    fn steps() -> Result<Vec<OpStep>, CircuitError> {
        let mut steps = Vec::new();
        Self::collect_steps(&mut steps);
        for (index, step) in steps.iter().enumerate() {
            if let Some(other) = steps[..index].iter().find(|other| other.opcode == step.opcode) {
                if other.name != step.name || other.step == step.step {
                    return Err(CircuitError::DuplicateOpcode {
                        opcode: step.opcode,
                        first: other.name,
                        second: step.name,
                    });
                }
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
        steps.extend((0..Op::SLOTS).map(|step| OpStep {
            opcode: Op::OPCODE,
            name: Op::NAME,
            step,
            slots: Op::SLOTS,
            pair_domain: Op::pair_domain(step),
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
