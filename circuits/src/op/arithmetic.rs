//! Integers in the constraints of an operation: signs, comparison, choice, division.
//!
//! A number is a field element; a negative one is `p - |x|`. Nothing here is unsatisfiable where the step is not selected:
//! what is constrained is multiplied by the selector first, so that all results there are those of zeros. Native rules
//! have the same in `zelkova_primitives::signed` and in Rust's own integers.

use super::{builder::OpBuilder, error::CircuitError, word::Word};
use crate::gadgets::{
    division::{self, Division, Widths},
    range::{self, MAX_RANGE_BITS},
    signed::{self, MAX_SIGNED_BITS},
    Num,
};

/// A signed number in range.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The number.
    pub value: Num,
    /// 1 if it is below 0, else 0. Zero is not negative.
    pub negative: Num,
    /// The number without its sign, below `2^bits`.
    pub magnitude: Num,
}

impl OpBuilder<'_> {
    /// `-2^bits < x < 2^bits`, for at most 252 bits; sign and magnitude of `x`.
    pub fn signed(&mut self, name: &str, x: &Num, bits: usize) -> Result<Signed, CircuitError> {
        self.fits(name, bits, MAX_SIGNED_BITS)?;
        let value = self.gate(name, x)?;
        let (negative, magnitude) = self.gadget(name, |cs| signed::sign_and_magnitude(cs, &value, bits));
        Ok(Signed { value, negative: negative.num().clone(), magnitude })
    }

    /// 1 if `a <= b`, else 0. Requires the numbers to be so close that `-2^bits <= b - a < 2^bits`, for at most 252 bits: so are
    /// any two below `2^bits`, and any two signed ones of `bits - 1` bits. The answer is that of the integers only if both are
    /// known to be in such a range.
    pub fn at_most(&mut self, name: &str, a: &Num, b: &Num, bits: usize) -> Result<Num, CircuitError> {
        self.fits(name, bits, MAX_SIGNED_BITS)?;
        let difference = self.gate(name, &(b - a))?;
        let answer = self.gadget(name, |cs| signed::is_not_negative(cs, &difference, bits));
        Ok(answer.num().clone())
    }

    /// 1 if `a < b`, else 0: as [`OpBuilder::at_most`], the other way round.
    pub fn less(&mut self, name: &str, a: &Num, b: &Num, bits: usize) -> Result<Num, CircuitError> {
        Ok(self.at_most(name, b, a, bits)?.one_minus())
    }

    /// `yes` if `condition` is 1, `no` if it is 0. Nothing is said of other conditions: take the result of a comparison, or
    /// constrain it.
    pub fn select(&mut self, name: &str, condition: &Num, yes: &Num, no: &Num) -> Result<Num, CircuitError> {
        let difference = self.multiply(name, condition, &(yes - no))?;
        Ok(difference + no)
    }

    /// `a = quotient * b + remainder` with `0 <= remainder < b`, the quotient below `2^widths.quotient`, `b` at most
    /// `2^widths.divisor` and not 0. `a` is the canonical integer of the element. The widths' sum is at most 252.
    pub fn divide(&mut self, name: &str, a: &Num, b: &Num, widths: Widths) -> Result<Division, CircuitError> {
        self.division(name, a, b, widths, false)
    }

    /// As [`OpBuilder::divide`] for a signed `a` and a positive `b`: the quotient is rounded down, toward minus infinity, and is
    /// from `-2^widths.quotient` to `2^widths.quotient - 1`. The widths' sum is at most 251. To round up, divide `-a` and take
    /// the quotient's negative.
    pub fn divide_floor(&mut self, name: &str, a: &Num, b: &Num, widths: Widths) -> Result<Division, CircuitError> {
        self.division(name, a, b, widths, true)
    }

    /// `x` as bytes to publish, 31 at most: requires `x < 2^(8 bytes)`.
    pub fn word(&mut self, name: &str, x: &Num, bytes: usize) -> Result<Word, CircuitError> {
        self.fits(name, 8 * bytes, MAX_RANGE_BITS)?;
        if bytes == 0 {
            self.require(name, x)?;
            return Ok(Word::zeros(0));
        }
        let selected = self.gate(name, x)?;
        let prefixes = self.gadget(name, |cs| range::assert_bytes(cs, "bytes", &selected, bytes));
        Ok(Word::splittable(prefixes))
    }

    fn division(
        &mut self,
        name: &str,
        a: &Num,
        b: &Num,
        widths: Widths,
        signed: bool,
    ) -> Result<Division, CircuitError> {
        self.fits(name, widths.bits(signed), MAX_RANGE_BITS)?;
        // Where the step is not selected, 0 is divided by 1.
        let a = self.gate(name, a)?;
        let b = self.gate(name, &(b - &Num::one()))? + Num::one();
        Ok(self.gadget(name, |cs| division::divide(cs, &a, &b, widths, signed)))
    }
}
