//! Arithmetic of Baby Jubjub, `A x^2 + y^2 = 1 + D x^2 y^2` with `A = 168700`, `D = 168696`.
//!
//! `A` is a square and `D` is not, so the addition law of twisted Edwards curves is complete: for points *on the curve* its
//! denominators never vanish. Every gate here therefore has exactly one result, which is again on the curve; whoever
//! lets a point in from outside has to constrain it to the curve ([`crate::gadgets::edwards`] does).
//!
//! ```text
//! (x1, y1) + (x2, y2) = ((x1 y2 + y1 x2) / (1 + D x1 x2 y1 y2), (y1 y2 - A x1 x2) / (1 - D x1 x2 y1 y2))
//! ```

use super::ring::{add, double, int, mul, one, square, sub, Ring};
use crate::field::Fr;
use bellman_ce::pairing::ff::PrimeField;
use std::sync::OnceLock;

/// Coefficient of `x^2`.
pub const A: u32 = 168_700;
/// Coefficient of `x^2 y^2`.
pub const D: u32 = 168_696;

/// The constants of the curve as field elements, made once: gates are evaluated on millions of rows.
struct Curve {
    a: Fr,
    d: Fr,
    /// The base point.
    base: (Fr, Fr),
    /// `D` times both coordinates of the base point.
    d_base: Fr,
}

fn curve() -> &'static Curve {
    static CURVE: OnceLock<Curve> = OnceLock::new();
    CURVE.get_or_init(|| {
        let decimal = |digits| Fr::from_str(digits).expect("the coordinates of EIP-2494 are below the modulus");
        let x = decimal("5299619240641551281634865583518297030282874472190772894086521144482721001553");
        let y = decimal("16950150798460657717958625567821834550301663161624707787222815936182638968203");
        let d = int(u128::from(D));
        Curve { a: int(u128::from(A)), d, base: (x, y), d_base: mul(d, mul(x, y)) }
    })
}

/// The generator `B8` of the prime subgroup, from EIP-2494.
pub fn base_point() -> (Fr, Fr) {
    curve().base
}

/// `A x`.
fn by_a<R: Ring>(x: R) -> R {
    mul(R::constant(curve().a), x)
}

/// `D x`.
fn by_d<R: Ring>(x: R) -> R {
    mul(R::constant(curve().d), x)
}

declare_gate! {
    /// `next (a, b) = 2 (a, b)`. On the curve the denominators are `A x^2 + y^2` and `2 - A x^2 - y^2`.
    pub struct EdwardsDoubleGate;
    name: "zelkova edwards double",
    next: [true, true, false, false],
    degree: 3,
    terms: ["next a is x of the double", "next b is y of the double"],
    evaluate(now, next, out) {
        let [x, y, _, _] = *now;
        let ax2 = by_a(square(x));
        let y2 = square(y);
        let sum = add(ax2, y2);
        out[0] = sub(mul(next[0], sum), double(mul(x, y)));
        out[1] = sub(mul(next[1], sub(int(2), sum)), sub(y2, ax2));
    }
}

declare_gate! {
    /// `next (a, b) = (a, b) - next d * (c, d)` for a bit `next d`; `next c` is the product `a b c d`.
    pub struct EdwardsSubtractGate;
    name: "zelkova edwards subtract",
    next: [true, true, true, true],
    degree: 4,
    terms: ["next c is the product", "next a is x of the difference", "next b is y of the difference"],
    evaluate(now, next, out) {
        let [x1, y1, x2, y2] = *now;
        let [x3, y3, product, bit] = *next;
        // bit * -(x2, y2) = (-bit x2, 1 + bit (y2 - 1)); the product of the four coordinates is -bit a b c d
        let x = mul(bit, x2);
        let y = add(one(), mul(bit, sub(y2, one())));
        let dxy = by_d(mul(bit, product));
        out[0] = sub(mul(mul(x1, y1), mul(x2, y2)), product);
        out[1] = sub(mul(x3, sub(one(), dxy)), sub(mul(x1, y), mul(y1, x)));
        out[2] = sub(mul(y3, add(one(), dxy)), add(mul(y1, y), by_a(mul(x1, x))));
    }
}

declare_gate! {
    /// `next (a, b) = (a, b) + c * B` for a bit `c` and the base point `B`.
    pub struct EdwardsAddBaseGate;
    name: "zelkova edwards add base",
    next: [true, true, false, false],
    degree: 4,
    terms: ["next a is x of the sum", "next b is y of the sum"],
    evaluate(now, next, out) {
        let [x1, y1, bit, _] = *now;
        let (base_x, base_y) = (R::constant(curve().base.0), R::constant(curve().base.1));
        // bit * B = (bit B.x, 1 + bit (B.y - 1))
        let x = mul(bit, base_x);
        let y = add(one(), mul(bit, sub(base_y, one())));
        let dxy = mul(R::constant(curve().d_base), mul(bit, mul(x1, y1)));
        out[0] = sub(mul(next[0], add(one(), dxy)), add(mul(x1, y), mul(y1, x)));
        out[1] = sub(mul(next[1], sub(one(), dxy)), sub(mul(y1, y), by_a(mul(x1, x))));
    }
}

#[cfg(test)]
mod tests {
    use super::{base_point, A, D};
    use crate::field::{add, int, mul, one, square};
    use bellman_ce::pairing::ff::{LegendreSymbol, SqrtField};

    #[test]
    fn the_addition_law_is_complete() {
        assert_eq!(int(u128::from(A)).legendre(), LegendreSymbol::QuadraticResidue);
        assert_eq!(int(u128::from(D)).legendre(), LegendreSymbol::QuadraticNonResidue);
    }

    #[test]
    fn the_base_point_is_on_the_curve() {
        let (x, y) = base_point();
        let (x2, y2) = (square(x), square(y));
        let right = add(one(), mul(int(u128::from(D)), mul(x2, y2)));
        assert_eq!(add(mul(int(u128::from(A)), x2), y2), right);
    }
}
