//! Three bits a row, most significant first: `d' = 8 d + 4 a + 2 b + c`.

use super::ring::{add, double, square, sub};

declare_gate! {
    /// Three bits and an accumulator.
    pub struct BitsGate;
    name: "zelkova bits",
    next: [false, false, false, true],
    degree: 2,
    terms: ["a is a bit", "b is a bit", "c is a bit", "next d is the accumulator"],
    evaluate(now, next, out) {
        let [a, b, c, d] = *now;
        out[0] = sub(square(a), a);
        out[1] = sub(square(b), b);
        out[2] = sub(square(c), c);
        let doubled = double(add(double(add(double(d), a)), b));
        out[3] = sub(add(doubled, c), next[3]);
    }
}
