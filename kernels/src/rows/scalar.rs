//! Programs on one row after the other.

use super::{Program, Step, PERIOD, ROWS};
use crate::{
    arithmetic::{Arithmetic, Residue},
    Fr,
};
use ark_bn254::FrConfig;

type Scalar<A> = Residue<FrConfig, A>;

/// The values of a register in some rows.
type Values<A> = [Scalar<A>; ROWS];

pub(super) fn run<A: Arithmetic>(
    program: &Program,
    repeated: &[[Fr; PERIOD]],
    columns: &[&[Fr]],
    first: usize,
    out: &mut [Fr],
) {
    let mut registers: Vec<Values<A>> = vec![[Scalar::ZERO; ROWS]; program.registers];
    for (register, repeated) in registers.iter_mut().zip(repeated) {
        *register = std::array::from_fn(|i| Scalar::new(&repeated[i % PERIOD]));
    }
    for (turn, out) in out.chunks_mut(ROWS).enumerate() {
        for step in &program.steps {
            apply(step, columns, first + turn * ROWS, &mut registers);
        }
        for (out, value) in out.iter_mut().zip(&registers[usize::from(program.result)]) {
            *out = value.element();
        }
    }
}

fn apply<A: Arithmetic>(step: &Step, columns: &[&[Fr]], first: usize, registers: &mut [Values<A>]) {
    let at = |register: &u16| usize::from(*register);
    match step {
        Step::Load { to, column, ahead } => {
            let column = columns[*column];
            for (i, value) in registers[at(to)].iter_mut().enumerate() {
                *value = Scalar::new(&column[(first + ahead + i) % column.len()]);
            }
        }
        Step::Sum { to, products, addends } => {
            registers[at(to)] = std::array::from_fn(|i| {
                let products = products.iter().map(|(a, b)| registers[at(a)][i] * registers[at(b)][i]);
                let addends = addends.iter().map(|register| registers[at(register)][i]);
                products.chain(addends).reduce(|sum, term| sum + term).unwrap_or(Scalar::ZERO)
            });
        }
        Step::Difference { to, from, minus } => {
            registers[at(to)] = std::array::from_fn(|i| registers[at(from)][i] - registers[at(minus)][i]);
        }
    }
}
