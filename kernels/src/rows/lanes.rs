//! Programs on eight and eight rows side by side.
//!
//! Registers hold numbers below `1.1 p`, times 2^256 as in memory, in words of 64 bits. One factor of a product is taken
//! 16 times, since lanes divide by 2^260. A product adds less than `16 * 1.1 * 1.1 / 84 p < 0.24 p` to a sum of products, the
//! reduction about `p`, an addend `1.1 p`: with the most terms that a step has, less than `7.1 p`, which `Sum::words` takes.

use super::{Program, Step, PERIOD, ROWS};
use crate::{
    arithmetic::{
        lanes::{Factor, Sum, Words, LANES},
        Limbs, Portable, Residue,
    },
    Fr,
};
use ark_bn254::FrConfig;
use ark_ff::{BigInt, Fp};

type Columns = crate::arithmetic::lanes::Columns<FrConfig>;

/// Groups of eight rows.
const GROUPS: usize = ROWS / LANES;

/// The values of a register in some rows.
type Values = [Words; GROUPS];

#[target_feature(enable = "avx512f,avx512ifma")]
pub(super) fn run(program: &Program, repeated: &[[Fr; PERIOD]], columns: &[&[Fr]], first: usize, out: &mut [Fr]) {
    let zero: Limbs = [0; 4];
    let mut registers: Vec<Values> = vec![[Words::load([&zero; LANES]); GROUPS]; program.registers];
    for (register, repeated) in registers.iter_mut().zip(repeated) {
        for (group, words) in register.iter_mut().enumerate() {
            *words = Words::load(std::array::from_fn(|lane| &repeated[(group * LANES + lane) % PERIOD].0 .0));
        }
    }
    for (turn, out) in out.chunks_mut(ROWS).enumerate() {
        for step in &program.steps {
            apply(step, columns, first + turn * ROWS, &mut registers);
        }
        for (out, words) in out.chunks_mut(LANES).zip(registers[usize::from(program.result)]) {
            for (out, number) in out.iter_mut().zip(words.numbers()) {
                let number: Residue<FrConfig, Portable> = Residue::new(&Fp::new_unchecked(BigInt(number)));
                *out = number.element();
            }
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn apply(step: &Step, columns: &[&[Fr]], first: usize, registers: &mut [Values]) {
    let at = |register: &u16| usize::from(*register);
    match step {
        Step::Load { to, column, ahead } => load(columns[*column], first + ahead, &mut registers[at(to)]),
        Step::Sum { to, products, addends } => {
            // Two groups in turns.
            for group in (0..GROUPS).step_by(2) {
                let [low, high] = sum(registers, products, addends, group);
                registers[at(to)][group] = low.words::<FrConfig>();
                registers[at(to)][group + 1] = high.words::<FrConfig>();
            }
        }
        Step::Difference { to, from, minus } => {
            let (from, minus) = (registers[at(from)], registers[at(minus)]);
            for ((to, from), minus) in registers[at(to)].iter_mut().zip(from).zip(minus) {
                *to = from.sum().minus::<FrConfig>(&minus.sum(), 1).words::<FrConfig>();
            }
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn load(column: &[Fr], first: usize, values: &mut Values) {
    let first = first % column.len();
    for (group, words) in values.iter_mut().enumerate() {
        let start = first + group * LANES;
        *words = match column.get(start..start + LANES) {
            Some(rows) => Words::load(std::array::from_fn(|lane| &rows[lane].0 .0)),
            None => Words::load(std::array::from_fn(|lane| &column[(start + lane) % column.len()].0 .0)),
        };
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn sum(registers: &[Values], products: &[(u16, u16)], addends: &[u16], group: usize) -> [Sum; 2] {
    let pair = |register: u16| {
        let values = &registers[usize::from(register)];
        [values[group].sum(), values[group + 1].sum()]
    };
    let mut sums = [Sum::zero(); 2];
    if !products.is_empty() {
        let (mut low, mut high) = (Columns::zero(), Columns::zero());
        for (a, b) in products {
            let [a, b] = [pair(*a), pair(*b)];
            low.add_product(&scaled(a[0]), &b[0].carried());
            high.add_product(&scaled(a[1]), &b[1].carried());
        }
        sums = Columns::both_reduced(low, high);
    }
    for register in addends {
        let [low, high] = pair(*register);
        sums = [sums[0].add(&low), sums[1].add(&high)];
    }
    sums
}

/// 16 times a number.
#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn scaled(number: Sum) -> Factor {
    number.shifted::<4>().carried()
}
