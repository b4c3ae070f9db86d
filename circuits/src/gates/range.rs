//! A chain of accumulators that grow by two bits a step: `b - 4a`, `c - 4b`, `d - 4c` and `a' - 4d` are in `0..4`.

use super::ring::{double, int, mul, one, sub, Ring};

/// `x (x - 1) (x - 2) (x - 3)`.
pub(super) fn quad<R: Ring>(x: R) -> R {
    let pair = mul(x, sub(x, one()));
    mul(pair, mul(sub(x, int(2)), sub(x, int(3))))
}

fn step<R: Ring>(from: R, to: R) -> R {
    quad(sub(to, double(double(from))))
}

declare_gate! {
    /// Four two-bit steps.
    pub struct RangeGate;
    name: "zelkova range",
    next: [true, false, false, false],
    degree: 4,
    terms: ["b - 4a is a quad", "c - 4b is a quad", "d - 4c is a quad", "next a - 4d is a quad"],
    evaluate(now, next, out) {
        let [a, b, c, d] = *now;
        out[0] = step(a, b);
        out[1] = step(b, c);
        out[2] = step(c, d);
        out[3] = step(d, next[0]);
    }
}
