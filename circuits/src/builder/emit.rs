//! Laying out linear and quadratic relations on rows of the main gate.

use super::{rows::Builder, var::Var};
use crate::field::{add, mul, neg, one, zero, Fr};
use crate::gates::main_gate::{AB, AC, CONSTANT, D_NEXT, SETUPS};
use crate::gates::GateId;

/// `ab * a * b + ac * a * c`.
#[derive(Clone, Copy, Debug)]
pub struct Product {
    /// The common factor.
    pub a: Var,
    /// The second factor of the first product.
    pub b: Var,
    /// The second factor of the second product, if there is one.
    pub c: Option<Var>,
    /// The coefficient of `a b`.
    pub ab: Fr,
    /// The coefficient of `a c`.
    pub ac: Fr,
}

impl Builder {
    /// Constrains `product + sum of terms + constant = 0`, on as many rows as needed: what does not fit on the first row
    /// is summed up over the next rows through `d`. The first term's variable comes first on the first row.
    pub fn emit_zero(&mut self, product: Option<Product>, terms: &[(Var, Fr)], constant: Fr) {
        let mut wires = [Var::NONE; 4];
        let mut q = [zero(); SETUPS];
        let mut sum = constant;
        q[CONSTANT] = constant;
        let mut free: Vec<usize> = vec![0, 1, 2, 3];
        if let Some(p) = product {
            (wires[0], wires[1]) = (p.a, p.b);
            (q[AB], q[AC]) = (p.ab, p.ac);
            let mut factor = mul(p.ab, self.value(p.b));
            free = vec![2, 3];
            if let Some(c) = p.c {
                wires[2] = c;
                factor = add(factor, mul(p.ac, self.value(c)));
                free = vec![3];
            }
            sum = add(sum, mul(self.value(p.a), factor));
        }
        // Terms whose variable is already on the row take no wire of their own.
        let mut rest: Vec<(Var, Fr)> = Vec::with_capacity(terms.len());
        for (var, coefficient) in terms {
            match wires.iter().position(|w| w == var) {
                Some(i) => {
                    q[i] = add(q[i], *coefficient);
                    sum = add(sum, mul(*coefficient, self.value(*var)));
                }
                None => rest.push((*var, *coefficient)),
            }
        }
        let mut rest = rest.as_slice();
        loop {
            let (here, later) = rest.split_at(rest.len().min(free.len()));
            for ((var, coefficient), slot) in here.iter().zip(&free) {
                wires[*slot] = *var;
                q[*slot] = *coefficient;
                sum = add(sum, mul(*coefficient, self.value(*var)));
            }
            if later.is_empty() {
                return self.push_row(GateId::MAIN, wires, &q);
            }
            q[D_NEXT] = neg(one());
            self.push_row(GateId::MAIN, wires, &q);
            wires = [Var::NONE, Var::NONE, Var::NONE, self.alloc_var(sum)];
            q = [zero(); SETUPS];
            q[3] = one();
            free = vec![0, 1, 2];
            rest = later;
        }
    }
}
