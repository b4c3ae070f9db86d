//! The operation that fills unused slots.

use super::{CircuitError, OpBuilder, OpCircuit};

/// Does nothing and publishes nothing: what the framework makes of an operation that says nothing.
pub struct Noop;

impl OpCircuit for Noop {
    const OPCODE: u8 = 0;
    const NAME: &'static str = "noop";

    fn constrain(_op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        Ok(())
    }
}
