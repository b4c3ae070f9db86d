//! Tests of the gadgets: the value is right, and no cell can be changed unnoticed.

mod arithmetic;
mod curve;
mod hashing;
mod integers;
mod signed;

use crate::builder::Builder;
use crate::field::{int, Fr};
use crate::gadgets::Num;
use crate::plonk::{check_satisfied, unnoticed_changes, violations};

/// Witness numbers.
fn nums(cs: &mut Builder, values: &[u128]) -> Vec<Num> {
    values.iter().map(|v| cs.alloc(int(*v))).collect()
}

/// Builds a circuit and expects it to hold.
fn satisfied(build: impl FnOnce(&mut Builder)) -> Builder {
    let mut cs = Builder::new();
    build(&mut cs);
    if let Err(violation) = check_satisfied(&cs, &[]) {
        panic!("{violation}");
    }
    cs
}

/// Builds a circuit and returns the name of the first constraint that fails.
fn violated(build: impl FnOnce(&mut Builder)) -> String {
    let mut cs = Builder::new();
    build(&mut cs);
    let all = violations(&cs, &[]);
    all.first().expect("a constraint must fail").name().to_owned()
}

/// Expects that no variable but these can be changed unnoticed: each given by the end of the name of its last row.
fn assert_tight(cs: &Builder, free: &[&str]) {
    let mut found: Vec<String> = unnoticed_changes(cs).into_iter().map(|(_, name)| name).collect();
    found.retain(|name| !free.iter().any(|end| name.ends_with(end)));
    assert!(found.is_empty(), "variables on these rows can be changed unnoticed: {found:?}");
}

/// Pins inputs: they are given from outside, so a tampered value must clash with something.
fn pin(cs: &mut Builder, num: &Num, value: Fr) {
    cs.assert_equal("pinned", num, &value.into());
}
