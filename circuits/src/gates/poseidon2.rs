//! Rounds of the Poseidon2 permutation with t = 2 (ePrint 2023/323), S-box `x^5`.
//!
//! Let `x` be the input of an S-box after the round constant, `u = x^2`, `y = x u^2` its output. A row holds
//! `(x_0, u_0, x_1, u_1)`; `Y0 = a b^2`, `Y1 = c d^2`, and `Y0'` the same on the next row.
//!
//! * **full round**: `x_0, x_1` are the two state words. The next row's are `2 Y0 + Y1 + k0` and `Y0 + 2 Y1 + k1`.
//! * **two partial rounds**: `x_0, x_1` are the first state word in rounds `i` and `i+1`. The second word can be eliminated
//!   because the internal matrix is `[[2, 1], [1, 3]]`: `x[i+2] = 2 y[i+1] - 5 y[i] + 3 x[i+1] + k`.
//!
//! With `h` ("this row is partial") and `w` ("the next row is partial") the four kinds of transition are one pair of
//! polynomials; that the second one is linear in `h` and `w` follows from
//! `3 a' = -15 Y0 + 6 Y1 + 9 c + 3 k0` on partial rows (the constants are folded into `k1`):
//!
//! ```text
//! a' = 2 Y0 +   Y1 + k0            + h (-7 Y0 + Y1 + 3 c)
//! c' =   Y0 + 2 Y1 + k1 + 2 w Y0'  + h (-16 Y0 - Y1 + 9 c)
//! ```

use super::ring::{add, double, int, mul, square, sub};

declare_gate! {
    /// One full round or two partial rounds; constants `k0, k1, h, w`.
    pub struct Poseidon2Gate;
    name: "zelkova poseidon2",
    first_index: 100, setups: 4,
    next: [true, true, true, false],
    degree: 4,
    terms: ["b is the square of a", "d is the square of c", "next a is the first state word", "next c is the second state word"],
    evaluate(now, next, setup, out) {
        let [a, b, c, d] = *now;
        let [k0, k1, h, w] = [setup[0], setup[1], setup[2], setup[3]];
        let y0 = mul(a, square(b));
        let y1 = mul(c, square(d));
        let y0_next = mul(next[0], square(next[1]));
        let c3 = add(double(c), c);
        let partial0 = add(sub(y1, mul(int(7), y0)), c3);
        let partial1 = sub(sub(mul(int(9), c), mul(int(16), y0)), y1);
        let next0 = add(add(double(y0), add(y1, k0)), mul(h, partial0));
        let next1 = add(add(add(y0, double(y1)), k1), add(double(mul(w, y0_next)), mul(h, partial1)));
        out[0] = sub(square(a), b);
        out[1] = sub(square(c), d);
        out[2] = sub(next0, next[0]);
        out[3] = sub(next1, next[2]);
    }
}
