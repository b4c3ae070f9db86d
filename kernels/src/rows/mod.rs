//! Straight-line programs that are run on every row of columns.
//!
//! A step works on some rows at a time before the next one does, so that what it costs to read a step is shared and the
//! rows fill lanes. Registers hold those rows.

#[cfg(target_arch = "x86_64")]
mod lanes;
mod scalar;
#[cfg(test)]
mod tests;

use crate::{arithmetic::Arithmetic, Fr};

/// Values that repeat have this period, or a divisor of it.
pub const PERIOD: usize = 16;
/// Most products that one step sums up.
pub const MAX_PRODUCTS: usize = 16;
/// Most registers that one step adds to products.
pub const MAX_ADDENDS: usize = 2;

/// Rows that a step takes at a time.
const ROWS: usize = 64;

/// The number of a register. The first ones hold the values that repeat.
pub type Register = u16;

/// A step. It may write to a register that it reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The value of a column so many rows further on; the first row follows the last.
    Load {
        /// The register that is written, as in all steps.
        to: Register,
        /// The column.
        column: usize,
        /// How many rows.
        ahead: usize,
    },
    /// The sum of products and registers.
    Sum {
        /// Where to.
        to: Register,
        /// The pairs that are multiplied, at most [`MAX_PRODUCTS`].
        products: Vec<(Register, Register)>,
        /// What is added to them, at most [`MAX_ADDENDS`].
        addends: Vec<Register>,
    },
    /// `from - minus`
    Difference {
        /// Where to.
        to: Register,
        /// The minuend.
        from: Register,
        /// The subtrahend.
        minus: Register,
    },
}

/// Steps for one row, which may read rows around it.
#[derive(Clone, Debug)]
pub struct Program {
    repeated: usize,
    steps: Vec<Step>,
    registers: usize,
    columns: usize,
    result: Register,
}

impl Program {
    /// A program. The first `repeated` registers hold values that repeat; steps do not write there.
    ///
    /// # Panics
    /// If a step reads a register that nothing has written, writes to one that repeats, or has too many terms, or if nothing
    /// writes the result.
    pub fn new(repeated: usize, steps: Vec<Step>, result: Register) -> Self {
        let mut written: Vec<bool> = vec![true; repeated];
        let mut columns = 0;
        let check = |written: &[bool], register: &Register| {
            let known = written.get(usize::from(*register)).copied().unwrap_or_default();
            assert!(known, "register {register} is read before it is written");
        };
        for step in &steps {
            let to = match step {
                Step::Load { to, column, .. } => {
                    columns = columns.max(column + 1);
                    to
                }
                Step::Sum { to, products, addends } => {
                    assert!(products.len() <= MAX_PRODUCTS && addends.len() <= MAX_ADDENDS, "too many terms");
                    products.iter().for_each(|(a, b)| [a, b].into_iter().for_each(|r| check(&written, r)));
                    addends.iter().for_each(|register| check(&written, register));
                    to
                }
                Step::Difference { to, from, minus } => {
                    [from, minus].into_iter().for_each(|register| check(&written, register));
                    to
                }
            };
            let to = usize::from(*to);
            assert!(to >= repeated, "register {to} holds values that repeat");
            written.resize(written.len().max(to + 1), false);
            written[to] = true;
        }
        check(&written, &result);
        Self { repeated, steps, registers: written.len(), columns, result }
    }

    /// Runs the program on the rows from `first` on; `out` gets a result for each. Register `j` holds
    /// `repeated[j][i % PERIOD]` in row `i`.
    pub(crate) fn run(&self, repeated: &[[Fr; PERIOD]], columns: &[&[Fr]], first: usize, out: &mut [Fr]) {
        assert!(repeated.len() == self.repeated, "as many values repeat as the program has");
        assert!(first.is_multiple_of(PERIOD), "rows are taken from a multiple of the period on");
        assert!(columns.len() >= self.columns, "the program has columns of its own");
        let size = columns.first().map_or(first + out.len(), |column| column.len());
        assert!(columns.iter().all(|column| column.len() == size), "columns have the same length");
        assert!(first + out.len() <= size, "there are so many rows");
        crate::arithmetic::with_best_arithmetic!(run(self, repeated, columns, first, out))
    }
}

fn run<A: Arithmetic>(program: &Program, repeated: &[[Fr; PERIOD]], columns: &[&[Fr]], first: usize, out: &mut [Fr]) {
    #[cfg(target_arch = "x86_64")]
    if A::IN_LANES {
        // SAFETY: with such an `A`, the processor has the instructions.
        return unsafe { lanes::run(program, repeated, columns, first, out) };
    }
    scalar::run::<A>(program, repeated, columns, first, out);
}
