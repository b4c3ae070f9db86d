//! How a custom gate is declared.

use super::ring::Ring;

/// A custom gate: the polynomials that vanish on each of its rows. Declared with `declare_gate!`.
pub trait GateSpec: 'static + Send + Sync + Copy {
    /// Unique name.
    const NAME: &'static str;
    /// Which wires of the next row are read.
    const NEXT: [bool; 4];
    /// What each polynomial means, in order.
    const TERMS: &'static [&'static str];
    /// The highest degree of a polynomial: at most 6 with the selector's factors (see [`super::registry`]).
    const DEGREE: usize;
    /// Writes the value of each polynomial into `out` (as many as [`GateSpec::TERMS`]). `now` and `next` are the wires of
    /// this row and the next.
    fn evaluate<R: Ring>(now: &[R; 4], next: &[R; 4], out: &mut [R]);
}

/// Most polynomials of one gate; keeps evaluation free of allocation.
pub const MAX_TERMS: usize = 8;

/// Declares a custom gate: its type and its [`GateSpec`].
///
/// ```text
/// declare_gate! {
///     /// `a` is a bit.
///     pub struct BooleanGate;
///     name: "zelkova boolean",
///     next: [false, false, false, false],   // wires of the next row that are read
///     degree: 2,
///     terms: ["a is a bit"],
///     evaluate(now, next, out) { out[0] = sub(square(now[0]), now[0]); }
/// }
/// ```
macro_rules! declare_gate {
    (
        $(#[$doc:meta])* pub struct $gate:ident;
        name: $name:expr,
        next: $next:expr,
        degree: $degree:expr,
        terms: [$($term:expr),+ $(,)?],
        evaluate($now:ident, $nxt:ident, $out:ident) $body:block
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default)]
        pub struct $gate;

        impl $crate::gates::GateSpec for $gate {
            const NAME: &'static str = $name;
            const NEXT: [bool; 4] = $next;
            const TERMS: &'static [&'static str] = &[$($term),+];
            const DEGREE: usize = $degree;
            #[inline]
            #[allow(unused_variables, reason = "not every gate reads the next row")]
            fn evaluate<R: $crate::gates::Ring>($now: &[R; 4], $nxt: &[R; 4], $out: &mut [R]) $body
        }
    };
}
