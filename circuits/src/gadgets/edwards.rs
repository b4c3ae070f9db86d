//! Points of Baby Jubjub and the chain of curve operations that checks a signature.

use super::chain::{self, Summand};
use super::{Bit, Num};
use crate::builder::{Builder, Var};
use crate::field::{add, int, mul, one, square, sub, zero};
use crate::gates::edwards::{base_point, EdwardsAddBaseGate, EdwardsDoubleGate, EdwardsSubtractGate, A, D};

pub use super::chain::{identity, Coordinates};

/// A point in a circuit.
#[derive(Clone, Debug)]
pub struct Point {
    /// The x coordinate.
    pub x: Num,
    /// The y coordinate.
    pub y: Num,
}

impl Point {
    /// A new point, constrained to be on the curve. Three rows.
    pub fn alloc(cs: &mut Builder, name: &str, (x, y): Coordinates) -> Self {
        let point = Self { x: cs.alloc(x), y: cs.alloc(y) };
        point.assert_on_curve(cs, name);
        point
    }

    /// `A x^2 + y^2 - 1 = D x^2 y^2`
    fn assert_on_curve(&self, cs: &mut Builder, name: &str) {
        cs.region(name, |cs| {
            let (x2, y2) = (self.x.square(cs), self.y.square(cs));
            let left = x2.scale(int(u128::from(A))) + &y2 - Num::one();
            cs.assert_product("on-curve", &x2.scale(int(u128::from(D))), &y2, &left);
        });
    }

    fn vars(&self, cs: &mut Builder) -> (Var, Var) {
        (self.x.to_var(cs), self.y.to_var(cs))
    }
}

/// Constrains `8 (s B - h K - R)` to be the identity, where `s` and `h` are given by their bits, least significant first,
/// and `K` and `R` are on the curve. Three rows for each bit of `s`, two for each further bit of `h`, and six.
///
/// The accumulator starts at the identity; for each bit it is doubled, `B` is added if the bit of `s` is 1, and `K` is
/// subtracted if that of `h` is 1. All operations are complete, so no pair of points needs a special case.
pub fn assert_signature_equation(cs: &mut Builder, s: &[Bit], h: &[Bit], key: &Point, r: &Point) {
    // Everything that may need rows of its own comes first: each row of the chain feeds the next one.
    let s: Vec<Var> = s.iter().map(|bit| bit.num().to_var(cs)).collect();
    let h: Vec<Var> = h.iter().map(|bit| bit.num().to_var(cs)).collect();
    let (key, r) = (key.vars(cs), r.vars(cs));
    let (zero_var, one_var) = (cs.constant_var(zero()), cs.constant_var(one()));

    let mut steps = Vec::with_capacity(s.len() + h.len() + s.len().max(h.len()) + 3);
    for i in (0..s.len().max(h.len())).rev() {
        if !steps.is_empty() {
            steps.push(Step::Double);
        }
        steps.extend(s.get(i).map(|bit| Step::AddBase(*bit)));
        steps.extend(h.get(i).map(|bit| Step::Subtract(key, *bit)));
    }
    let subtract_r = Step::Subtract(r, one_var);
    let end = [subtract_r, Step::Double, Step::Double];
    let summands: Vec<Summand> = steps.iter().chain(&end).map(|step| step.summand(cs)).collect();
    let values = chain::sums(identity(), &summands);

    let mut sum = Accumulator::new((zero_var, one_var), values);
    steps.iter().for_each(|step| sum.step(cs, step));
    sum.pass(cs);
    end.iter().for_each(|step| sum.step(cs, step));
    sum.assert_double_is(cs, (zero_var, one_var));
}

/// What happens to the accumulator.
enum Step {
    Double,
    /// Adds the base point if the bit is 1.
    AddBase(Var),
    /// Subtracts a point if the bit is 1.
    Subtract((Var, Var), Var),
}

impl Step {
    fn summand(&self, cs: &Builder) -> Summand {
        let (bit, point) = match self {
            Self::Double => return Summand::Itself,
            Self::AddBase(bit) => (bit, base_point()),
            Self::Subtract((x, y), bit) => (bit, (sub(zero(), cs.value(*x)), cs.value(*y))),
        };
        Summand::Point(if cs.value(*bit) == one() { point } else { identity() })
    }
}

/// A point that each row hands to the next one on its first two wires.
struct Accumulator {
    point: (Var, Var),
    /// What it is after each step to come.
    values: std::vec::IntoIter<Coordinates>,
    /// What the row before expects on wires `c` and `d` of the next row.
    rest: Option<(Var, Var)>,
}

impl Accumulator {
    fn new(point: (Var, Var), values: Vec<Coordinates>) -> Self {
        Self { point, values: values.into_iter(), rest: None }
    }

    fn step(&mut self, cs: &mut Builder, step: &Step) {
        match step {
            Step::Double => self.double(cs),
            Step::AddBase(bit) => self.add_base(cs, *bit),
            Step::Subtract(point, bit) => self.subtract(cs, *point, *bit),
        }
    }

    fn value(&self, cs: &Builder) -> Coordinates {
        (cs.value(self.point.0), cs.value(self.point.1))
    }

    /// The wires of the next row, if it leaves `c` and `d` to the row before it.
    fn wires(&mut self) -> [Var; 4] {
        let (c, d) = self.rest.take().unwrap_or((Var::NONE, Var::NONE));
        [self.point.0, self.point.1, c, d]
    }

    fn advance(&mut self, cs: &mut Builder) {
        let (x, y) = self.values.next().expect("every step has its value");
        self.point = (cs.alloc_var(x), cs.alloc_var(y));
    }

    fn double(&mut self, cs: &mut Builder) {
        cs.row::<EdwardsDoubleGate>(self.wires(), &[]);
        self.advance(cs);
    }

    fn add_base(&mut self, cs: &mut Builder, bit: Var) {
        assert!(self.rest.is_none(), "the row before needs wires c and d: pass or double first");
        cs.row::<EdwardsAddBaseGate>([self.point.0, self.point.1, bit, Var::NONE], &[]);
        self.advance(cs);
    }

    fn subtract(&mut self, cs: &mut Builder, (x, y): (Var, Var), bit: Var) {
        assert!(self.rest.is_none(), "the row before needs wires c and d: pass or double first");
        let (value, other) = (self.value(cs), (cs.value(x), cs.value(y)));
        let product = cs.alloc_var(mul(mul(value.0, value.1), mul(other.0, other.1)));
        cs.row::<EdwardsSubtractGate>([self.point.0, self.point.1, x, y], &[]);
        self.advance(cs);
        self.rest = Some((product, bit));
    }

    /// A row that only holds what the row before hands on.
    fn pass(&mut self, cs: &mut Builder) {
        let wires = self.wires();
        cs.empty_row(wires);
    }

    /// Constrains twice the accumulator to be the given point.
    fn assert_double_is(mut self, cs: &mut Builder, (x, y): (Var, Var)) {
        cs.row::<EdwardsDoubleGate>(self.wires(), &[]);
        cs.empty_row([x, y, Var::NONE, Var::NONE]);
    }
}

/// `A x^2 + y^2 = 1 + D x^2 y^2`
pub fn is_on_curve((x, y): Coordinates) -> bool {
    let (x2, y2) = (square(x), square(y));
    let left = add(mul(int(u128::from(A)), x2), y2);
    left == add(one(), mul(int(u128::from(D)), mul(x2, y2)))
}
