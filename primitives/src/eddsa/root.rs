//! Square roots of quotients, for reading points.
//!
//! `p - 1 = 2^28 T` with `T` odd. For `a = u / v` and `e = (T - 1) / 2`, `r = a^(e + 1)` is a root up to a factor from the
//! 2^28-th roots of unity, which `b = a^T = r^2 / a` tells. Both come from one power, without an inversion:
//!
//! ```text
//! c = u v^(2^28 - 1)      f = c^e      r = f v^(2^27 - 1) u  (up to sign)      b = f^2 c
//! ```
//!
//! because `v^(2^28 e) = v^((p - 1) / 2 - 2^27)`. The logarithm of `b` is read off seven bits at a time (Sarkar, ePrint
//! 2020/1407), where Tonelli and Shanks would find bit after bit.

use crate::Fr;
use ark_ff::{AdditiveGroup, BigInt, FftField, Field, PrimeField};
use std::sync::LazyLock;

/// `p - 1` is divisible by `2^28` and by no higher power.
const TWO_ADICITY: usize = 28;
/// Bits of the logarithm found at a time, and how many times.
const WINDOW: usize = 7;
const WINDOWS: usize = TWO_ADICITY / WINDOW;
/// `(T - 1) / 2`, hexadecimal digits, most significant first.
static EXPONENT: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let mut exponent = Fr::TRACE_MINUS_ONE_DIV_TWO;
    let mut digits = Vec::new();
    while exponent != BigInt::zero() {
        digits.push((exponent.0[0] & 15) as usize);
        exponent >>= 4;
    }
    digits.reverse();
    digits
});

/// Powers of `g`, the generator of the `2^28`-th roots of unity.
struct Tables {
    /// `powers[i][d] = g^(-d 2^(7 i))`.
    powers: [[Fr; 1 << WINDOW]; WINDOWS],
    /// The powers of `g^(2^21)` as integers, in ascending order, with their exponents.
    logarithms: Vec<(BigInt<4>, usize)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let generator = Fr::TWO_ADIC_ROOT_OF_UNITY;
    // The inverse: g has order 2^28.
    let mut base = generator.pow([(1u64 << TWO_ADICITY) - 1]);
    let powers = std::array::from_fn(|_| {
        let row = powers_of(&base);
        base = row[row.len() - 1] * base;
        row
    });
    let last: [Fr; 1 << WINDOW] = powers_of(&generator.pow([1u64 << (TWO_ADICITY - WINDOW)]));
    let mut logarithms: Vec<_> = last.iter().enumerate().map(|(d, power)| (power.into_bigint(), d)).collect();
    logarithms.sort();
    Tables { powers, logarithms }
});

/// `1, x, x^2 ..`.
fn powers_of<const N: usize>(x: &Fr) -> [Fr; N] {
    let mut power = Fr::ONE;
    std::array::from_fn(|_| {
        let this = power;
        power *= x;
        this
    })
}

/// `x^(2^n)`.
fn square_times(mut x: Fr, n: usize) -> Fr {
    for _ in 0..n {
        x.square_in_place();
    }
    x
}

/// `x^(2^27 - 1)`: `2^(a + b) - 1 = (2^a - 1) 2^b + (2^b - 1)`.
fn power_of_ones(x: &Fr) -> Fr {
    let join = |a: Fr, b: Fr, bits| square_times(a, bits) * b;
    let three = join(join(*x, *x, 1), *x, 1);
    let six = join(three, three, 3);
    let twelve = join(six, six, 6);
    let twenty_four = join(twelve, twelve, 12);
    join(twenty_four, three, 3)
}

/// `x^e`.
fn power_of_exponent(x: &Fr) -> Fr {
    let table: [Fr; 16] = powers_of(x);
    EXPONENT.iter().fold(Fr::ONE, |power, digit| square_times(power, 4) * table[*digit])
}

/// A root of `u / v`, either of the two; `None` if there is none. `v` is not zero.
pub(super) fn sqrt_of_quotient(u: &Fr, v: &Fr) -> Option<Fr> {
    if *u == Fr::ZERO {
        return Some(Fr::ZERO);
    }
    let ones = power_of_ones(v);
    let ones_u = ones * u;
    let c = ones_u * ones * v;
    let f = power_of_exponent(&c);
    let logarithm = logarithm(&(f.square() * c))?;
    if logarithm % 2 == 1 {
        return None;
    }
    let digits = (0..WINDOWS).map(|i| ((logarithm / 2) >> (WINDOW * i)) % (1 << WINDOW));
    Some(digits.enumerate().fold(f * ones_u, |root, (i, digit)| root * TABLES.powers[i][digit]))
}

/// `k` with `g^k = b` for a `2^28`-th root of unity; `None` for anything else.
fn logarithm(b: &Fr) -> Option<usize> {
    let Tables { powers, logarithms } = &*TABLES;
    // rests[i] = b^(2^(7 i)), from which the digits found so far are taken away.
    let mut rests = [*b; WINDOWS];
    for i in 1..WINDOWS {
        rests[i] = square_times(rests[i - 1], WINDOW);
    }
    let mut logarithm = 0;
    for found in 0..WINDOWS {
        let top = rests[WINDOWS - 1 - found].into_bigint();
        let place = logarithms.binary_search_by(|(power, _)| power.cmp(&top)).ok()?;
        let digit = logarithms[place].1;
        logarithm |= digit << (WINDOW * found);
        for i in 0..WINDOWS - 1 - found {
            rests[i] *= powers[i + found][digit];
        }
    }
    Some(logarithm)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ark_ff::UniformRand;
    use rand::SeedableRng;

    #[test]
    fn roots_are_those_of_arkworks() {
        let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(3);
        let mut found = 0;
        for _ in 0..200 {
            let (u, v) = (Fr::rand(&mut rng), Fr::rand(&mut rng));
            let quotient = u / v;
            let root = sqrt_of_quotient(&u, &v);
            assert_eq!(root.is_some(), quotient.sqrt().is_some());
            assert!(root.is_none_or(|root| root.square() == quotient));
            found += usize::from(root.is_some());
        }
        assert!((60..140).contains(&found));
        assert_eq!(sqrt_of_quotient(&Fr::ZERO, &Fr::ONE), Some(Fr::ZERO));
    }

    #[test]
    fn roots_of_roots_of_unity() {
        let mut x = Fr::TWO_ADIC_ROOT_OF_UNITY;
        assert_eq!(sqrt_of_quotient(&x, &Fr::ONE), None);
        for _ in 0..TWO_ADICITY {
            x.square_in_place();
            for quotient in [(x, Fr::ONE), (Fr::ONE, x)] {
                let root = sqrt_of_quotient(&quotient.0, &quotient.1).unwrap();
                assert_eq!(root.square() * quotient.1, quotient.0);
            }
        }
        assert_eq!(logarithm(&Fr::from(2u8)), None);
    }
}
