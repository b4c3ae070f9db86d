use super::*;
use crate::arithmetic::Portable;
use ark_ff::{AdditiveGroup, Field, UniformRand};
use proptest::prelude::*;
use rand::{rngs::StdRng, Rng, SeedableRng};

const REPEATED: usize = 3;
const COLUMNS: usize = 4;

/// Random numbers, or 0, 1 and p - 1.
fn number(rng: &mut StdRng, ends: bool) -> Fr {
    match ends {
        true => [Fr::ZERO, Fr::ONE, -Fr::ONE][rng.gen_range(0..3)],
        false => Fr::rand(rng),
    }
}

fn random_steps(rng: &mut StdRng, rows: usize) -> Vec<Step> {
    let mut registers = REPEATED as Register;
    let mut steps = Vec::new();
    for _ in 0..30 {
        let to = rng.gen_range(REPEATED as Register..=registers.min(20));
        let mut any = || rng.gen_range(0..registers);
        let (a, b) = (any(), any());
        let terms: Vec<(Register, Register)> = (0..MAX_PRODUCTS).map(|_| (any(), any())).collect();
        let products = terms[..rng.gen_range(0..=MAX_PRODUCTS)].to_vec();
        let addends = [a, b][..rng.gen_range(0..=MAX_ADDENDS)].to_vec();
        steps.push(match rng.gen_range(0..4) {
            0 => Step::Load { to, column: rng.gen_range(0..COLUMNS), ahead: rng.gen_range(0..rows) },
            1 => Step::Difference { to, from: a, minus: b },
            _ => Step::Sum { to, products, addends },
        });
        registers = registers.max(to + 1);
    }
    steps
}

/// One row with ark's arithmetic.
fn by_hand(program: &Program, repeated: &[[Fr; PERIOD]], columns: &[&[Fr]], row: usize) -> Fr {
    let mut registers: Vec<Fr> = repeated.iter().map(|values| values[row % PERIOD]).collect();
    registers.resize(program.registers, Fr::ZERO);
    let at = |register: &Register| usize::from(*register);
    for step in &program.steps {
        let (to, value) = match step {
            Step::Load { to, column, ahead } => (to, columns[*column][(row + ahead) % columns[*column].len()]),
            Step::Difference { to, from, minus } => (to, registers[at(from)] - registers[at(minus)]),
            Step::Sum { to, products, addends } => {
                let products: Fr = products.iter().map(|(a, b)| registers[at(a)] * registers[at(b)]).sum();
                (to, products + addends.iter().map(|register| registers[at(register)]).sum::<Fr>())
            }
        };
        registers[at(to)] = value;
    }
    registers[at(&program.result)]
}

fn agree(seed: u64, ends: bool) {
    let rng = &mut StdRng::seed_from_u64(seed);
    let size = 1 << rng.gen_range(4..9);
    let columns: Vec<Vec<Fr>> = (0..COLUMNS).map(|_| (0..size).map(|_| number(rng, ends)).collect()).collect();
    let columns: Vec<&[Fr]> = columns.iter().map(Vec::as_slice).collect();
    let repeated: Vec<[Fr; PERIOD]> = (0..REPEATED).map(|_| std::array::from_fn(|_| number(rng, ends))).collect();
    let steps = random_steps(rng, size);
    let Some(Step::Load { to, .. } | Step::Sum { to, .. } | Step::Difference { to, .. }) = steps.last() else { return };
    let result = *to;
    let program = Program::new(REPEATED, steps, result);
    let first = PERIOD * rng.gen_range(0..size / PERIOD);
    let count = rng.gen_range(0..=size - first);
    let expected: Vec<Fr> = (first..first + count).map(|row| by_hand(&program, &repeated, &columns, row)).collect();
    let mut out = vec![Fr::ZERO; count];
    program.run(&repeated, &columns, first, &mut out);
    assert_eq!(out, expected);
    let mut out = vec![Fr::ZERO; count];
    scalar::run::<Portable>(&program, &repeated, &columns, first, &mut out);
    assert_eq!(out, expected);
    #[cfg(target_arch = "x86_64")]
    if crate::arithmetic::Adx::detected() {
        scalar::run::<crate::arithmetic::Adx>(&program, &repeated, &columns, first, &mut out);
        assert_eq!(out, expected);
    }
}

proptest! {
    #[test]
    fn programs_agree_with_ark(seed: u64) {
        agree(seed, false);
        agree(seed, true);
    }
}

/// The step whose sum is the largest, of the largest numbers.
#[test]
fn the_largest_sum_stays_in_range() {
    let rows = vec![-Fr::ONE; 64];
    let square = Step::Sum { to: 1, products: vec![(0, 0); MAX_PRODUCTS], addends: vec![0; MAX_ADDENDS] };
    let again = Step::Sum { to: 2, products: vec![(1, 1); MAX_PRODUCTS], addends: vec![1; MAX_ADDENDS] };
    let load = Step::Load { to: 0, column: 0, ahead: 0 };
    let program = Program::new(0, vec![load, square, again], 2);
    let mut out = vec![Fr::ZERO; 64];
    program.run(&[], &[&rows], 0, &mut out);
    // 16 - 2, then 16 * 14^2 + 2 * 14
    assert_eq!(out, vec![Fr::from(3_164u64); 64]);
}

#[test]
#[should_panic(expected = "register 1 is read before it is written")]
fn unwritten_registers_are_not_read() {
    Program::new(0, vec![Step::Load { to: 0, column: 0, ahead: 0 }], 1);
}

#[test]
#[should_panic(expected = "register 0 holds values that repeat")]
fn repeated_values_are_not_overwritten() {
    Program::new(1, vec![Step::Load { to: 0, column: 0, ahead: 0 }], 0);
}

#[test]
#[should_panic(expected = "too many terms")]
fn steps_have_at_most_so_many_terms() {
    let step = Step::Sum { to: 1, products: vec![(0, 0); MAX_PRODUCTS + 1], addends: Vec::new() };
    Program::new(1, vec![step], 1);
}
