//! Arithmetic for signatures.
//!
//! Verification works on the isomorphic curve `-x^2 + y^2 = 1 + D x^2 y^2` (x scaled by `sqrt(-168700)`), where an addition
//! takes 8 multiplications and is complete: -1 is a square and `D` is not. One chain of doublings serves both scalars
//! (Straus), each in non-adjacent form over a table of odd multiples.
//!
//! Verification need not run in constant time. Multiplication by secrets goes through the ladder of
//! `taceo-ark-babyjubjub`, which runs the same instructions for every scalar.

use super::{Point, Scalar};
use crate::{Felt, Fr};
use ark_ec::{AffineRepr, CurveGroup};
use ark_ff::{AdditiveGroup, BigInteger, Field, MontFp, PrimeField};
use std::sync::LazyLock;
use taceo_ark_babyjubjub::EdwardsAffine;

/// `sqrt(-168700)`.
const SCALE: Fr = MontFp!("6360561867910373094066688120553762416144456282423235903351243436111059670888");
/// Twice `D = -168696 / 168700`.
const TWICE_D: Fr = MontFp!("2475045175004185027501911298141836274980133961483913877536377848625489762075");

/// Window of the base point's table: 64 odd multiples.
const BASE_WINDOW: u32 = 8;
/// Window of a key's table: 8 odd multiples.
const KEY_WINDOW: u32 = 5;

/// Extended coordinates: `x = X/Z`, `y = Y/Z`, `xy = T/Z`.
#[derive(Clone, Copy)]
struct Extended {
    x: Fr,
    y: Fr,
    z: Fr,
    t: Fr,
}

/// A summand prepared for additions: `Y + X`, `Y - X`, `2 Z`, `2 D T`.
#[derive(Clone, Copy)]
struct Cached {
    plus: Fr,
    minus: Fr,
    z2: Fr,
    t2d: Fr,
}

/// The four factors from which the coordinates of a result are products.
struct Completed {
    e: Fr,
    f: Fr,
    g: Fr,
    h: Fr,
}

impl Completed {
    fn extended(&self) -> Extended {
        Extended { x: self.e * self.f, y: self.g * self.h, z: self.f * self.g, t: self.e * self.h }
    }

    /// Without `T`, which a doubling does not read.
    fn projective(&self) -> Extended {
        Extended { x: self.e * self.f, y: self.g * self.h, z: self.f * self.g, t: Fr::ZERO }
    }
}

impl Extended {
    const IDENTITY: Self = Self { x: Fr::ZERO, y: Fr::ONE, z: Fr::ONE, t: Fr::ZERO };

    fn from_affine(point: &Point) -> Self {
        let (x, y) = (point.x.to_fr() * SCALE, point.y.to_fr());
        Self { x, y, z: Fr::ONE, t: x * y }
    }

    fn cached(&self) -> Cached {
        Cached { plus: self.y + self.x, minus: self.y - self.x, z2: self.z.double(), t2d: self.t * TWICE_D }
    }

    fn double(&self) -> Completed {
        let (a, b, c) = (self.x.square(), self.y.square(), self.z.square().double());
        let (e, g, h) = ((self.x + self.y).square() - a - b, b - a, -a - b);
        Completed { e, f: g - c, g, h }
    }

    fn add(&self, other: &Cached) -> Completed {
        let (a, b) = ((self.y - self.x) * other.minus, (self.y + self.x) * other.plus);
        let (c, d) = (self.t * other.t2d, self.z * other.z2);
        Completed { e: b - a, f: d - c, g: d + c, h: b + a }
    }

    fn times_eight(&self) -> Self {
        self.double().projective().double().projective().double().extended()
    }

    fn is_identity(&self) -> bool {
        self.x == Fr::ZERO && self.y == self.z
    }
}

impl Cached {
    fn negated(&self) -> Self {
        Self { plus: self.minus, minus: self.plus, z2: self.z2, t2d: -self.t2d }
    }
}

/// `P, 3P, 5P ..` for digits of a non-adjacent form with this window.
fn odd_multiples(point: &Extended, window: u32) -> Vec<Cached> {
    let twice = point.double().extended().cached();
    let mut multiple = *point;
    let mut table = vec![multiple.cached()];
    for _ in 1..1u32 << (window - 2) {
        multiple = multiple.add(&twice).extended();
        table.push(multiple.cached());
    }
    table
}

static BASE_TABLE: LazyLock<Vec<Cached>> =
    LazyLock::new(|| odd_multiples(&Extended::from_affine(&Point::base()), BASE_WINDOW));

/// Non-adjacent form: odd digits below `2^(window - 1)` in absolute value, least significant first.
fn digits(scalar: &Scalar, window: u32) -> [i16; 256] {
    let mut rest = scalar.into_bigint();
    let mut digits = [0; 256];
    let mut position = 0;
    while !rest.is_zero() {
        if rest.is_odd() {
            let low = (rest.0[0] & ((1 << window) - 1)) as i16;
            let digit = if low >= 1 << (window - 1) { low - (1 << window) } else { low };
            digits[position] = digit;
            if digit > 0 {
                rest.sub_with_borrow(&u64::from(digit.unsigned_abs()).into());
            } else {
                rest.add_with_carry(&u64::from(digit.unsigned_abs()).into());
            }
        }
        rest.div2();
        position += 1;
    }
    digits
}

/// The table entry of a digit that is not zero.
fn lookup(table: &[Cached], digit: i16) -> Cached {
    let entry = table[usize::from(digit.unsigned_abs() / 2)];
    if digit < 0 {
        entry.negated()
    } else {
        entry
    }
}

/// Whether `8 (s B - R - h A) = 0`.
pub(super) fn verification_equation(s: &Scalar, r: &Point, h: &Scalar, a: &Point) -> bool {
    let key_table = odd_multiples(&Extended::from_affine(a), KEY_WINDOW);
    let (base_digits, key_digits) = (digits(s, BASE_WINDOW), digits(h, KEY_WINDOW));
    let top = (0..256).rev().find(|i| base_digits[*i] != 0 || key_digits[*i] != 0);
    let mut sum = Extended::IDENTITY;
    for i in (0..=top.unwrap_or(0)).rev() {
        let doubled = sum.double();
        let (base, key) = (base_digits[i], key_digits[i]);
        if base == 0 && key == 0 {
            sum = doubled.projective();
            continue;
        }
        sum = doubled.extended();
        if base != 0 {
            sum = sum.add(&lookup(&BASE_TABLE, base)).extended();
        }
        if key != 0 {
            // Minus, because h A is subtracted.
            sum = sum.add(&lookup(&key_table, -key)).extended();
        }
    }
    // The last step may have left T out.
    let difference = with_t(&sum).add(&Extended::from_affine(r).cached().negated()).extended();
    difference.times_eight().is_identity()
}

/// Restores `T` in projective coordinates: `(XZ, YZ, Z^2, XY)` is the same point.
fn with_t(point: &Extended) -> Extended {
    Extended { x: point.x * point.z, y: point.y * point.z, z: point.z.square(), t: point.x * point.y }
}

/// Whether `8 P = 0`.
pub fn has_small_order(point: &Point) -> bool {
    Extended::from_affine(point).times_eight().is_identity()
}

/// A field element as an integer modulo `l`.
pub fn reduce(value: &Fr) -> Scalar {
    let mut rest = value.into_bigint();
    // p is below 8 l, so at most seven subtractions remain.
    while rest >= Scalar::MODULUS {
        rest.sub_with_borrow(&Scalar::MODULUS);
    }
    Scalar::from_bigint(rest).unwrap_or(Scalar::ZERO)
}

/// `k B` for a secret `k`.
pub(super) fn mul_base_secret(scalar: &Scalar) -> Point {
    let product = (EdwardsAffine::generator() * scalar).into_affine();
    Point { x: Felt::from(product.x), y: Felt::from(product.y) }
}
