//! The copy permutation: cells that hold the same variable form a cycle.

use super::lane::{Placement, PERIOD};
use super::shape::{shifts, SIGMAS};
use crate::builder::{Builder, Var};
use ark_bn254::Fr;
use ark_ff::{FftField, Field};
use rayon::prelude::*;

/// Columns of the permutation: the wires and `h6`.
pub(super) const COLUMNS: usize = SIGMAS;
/// Where `h6` is among them.
const HASHES: usize = SIGMAS - 1;
/// Marks a variable that has no cell yet, and a cell without a variable.
const NONE: u32 = u32::MAX;

/// The polynomials `sigma_j`, by value: row `i` of column `j` holds `k_j' w^i'` of the next cell of its cycle.
pub(super) fn sigmas(cs: &Builder, log_n: u32) -> Vec<Vec<Fr>> {
    let n = 1usize << log_n;
    let w = Fr::get_root_of_unity(n as u64).expect("the field has this domain: the circuit's rows fit into memory");
    let mut points = Vec::with_capacity(n);
    let mut point = Fr::ONE;
    points.resize_with(n, || {
        let x = point;
        point *= w;
        x
    });
    let k = shifts();
    let label = |cell: &u32| k[*cell as usize >> log_n] * points[*cell as usize & (n - 1)];
    next_cells(cs, n).par_chunks_exact(n).map(|column| column.iter().map(label).collect()).collect()
}

/// For each cell `j n + i` (row `i` of column `j`) the next one of its cycle.
fn next_cells(cs: &Builder, n: usize) -> Vec<u32> {
    let mut next: Vec<u32> = (0..(SIGMAS * n) as u32).collect();
    // The first and the last cell of each variable so far.
    let mut ends = vec![(NONE, NONE); cs.variable_count()];
    let mut place = |var: Var, cell: usize| {
        if var == Var::NONE {
            return;
        }
        let cell = cell as u32;
        let (first, last) = &mut ends[var.0 as usize];
        if *first == NONE {
            *first = cell;
        } else {
            next[*last as usize] = cell;
        }
        *last = cell;
        next[cell as usize] = *first;
    };
    for (row, var) in cs.public.iter().enumerate() {
        place(*var, row);
    }
    for (row, content) in (cs.public.len()..).zip(cs.rows()) {
        for (wire, var) in content.wires.iter().enumerate() {
            place(*var, wire * n + row);
        }
    }
    for (block, hash) in cs.hashes().iter().enumerate() {
        let Placement { inputs, copy, output } = Placement::of(block, n);
        let cells = inputs.into_iter().zip(hash.inputs).chain([(copy, hash.inputs[0]), (output, hash.output)]);
        for (row, var) in cells {
            place(var, HASHES * n + row);
        }
    }
    // Blocks that nobody uses repeat their first input as the others do.
    for block in cs.hashes().len()..n / PERIOD {
        let Placement { inputs, copy, .. } = Placement::of(block, n);
        let (first, copy) = (HASHES * n + inputs[0], HASHES * n + copy);
        (next[first], next[copy]) = (copy as u32, first as u32);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::int;
    use crate::plonk::columns::witness;
    use crate::plonk::shape::PERMUTED;

    fn circuit() -> Builder {
        let mut cs = Builder::new();
        let x = cs.public_input(int(3));
        let hash = cs.compress4([&x, &x, &x, &x]);
        let next = cs.compress4([&hash, &x, &hash, &x]);
        cs.compress4([&next, &hash, &x, &next]);
        cs.assert_product("square", &x, &x, &int(9).into());
        cs
    }

    /// Cells of a cycle hold the same, and every use of a variable is on its cycle.
    #[test]
    fn cycles_are_the_uses_of_variables() {
        let cs = circuit();
        let n = 1 << cs.log2_size();
        assert_eq!(n, 64);
        let columns = witness(&cs).columns;
        let value = |cell: usize| columns[PERMUTED[cell / n]][cell % n];
        let next = next_cells(&cs, n);
        let mut seen = vec![false; next.len()];
        for (cell, to) in next.iter().enumerate() {
            assert_eq!(value(cell), value(*to as usize));
            assert!(!std::mem::replace(&mut seen[*to as usize], true), "a permutation reaches a cell once");
        }
        let length = |start: usize| {
            let steps = std::iter::successors(Some(next[start] as usize), |cell| Some(next[*cell] as usize));
            1 + steps.take_while(|cell| *cell != start).count()
        };
        // `x`: its input, four inputs and the copy of the first hash, two of the second, one of the third, a row twice.
        assert_eq!(length(0), 1 + 5 + 2 + 1 + 2);
        // The first hash: output, first input with copy, third input, second input of the third hash.
        assert_eq!(length(HASHES * n + 17), 5);
        // The second hash: output, first input with copy, last input.
        assert_eq!(length(HASHES * n + 33), 4);
        // The fourth block, which nobody uses.
        assert_eq!(length(HASHES * n + 48), 2);
        assert_eq!(next[HASHES * n + 2] as usize, HASHES * n + 48);
        // Most cells are alone.
        assert_eq!(next[n + 40] as usize, n + 40);
    }
}
