//! The hash of protocol.md section 1 in the circuit. Hashes take no rows: see [`Builder::compress4`].

use super::Num;
use crate::builder::Builder;
use crate::field::{add, int, mul, Fr};

/// Inputs that one call absorbs.
pub const RATE: usize = 3;

/// `iv(domain, n)`: the domain's name as an integer, times 2^32, plus the number of inputs.
pub fn iv(domain: &str, inputs: usize) -> Fr {
    assert!(domain.len() <= 24 && domain.is_ascii(), "a domain is at most 24 ASCII characters");
    let name = crate::convert::from_be_bytes_mod_order(domain.as_bytes());
    add(mul(name, int(1 << 32)), int(inputs as u128))
}

/// `H_domain(inputs)`: a chain of calls from `iv(domain, n)`.
pub fn hash(cs: &mut Builder, domain: &str, inputs: &[Num]) -> Num {
    absorb(cs, Num::constant(iv(domain, inputs.len())), inputs)
}

/// The state after a chain of calls that absorb three inputs each, the last one padded with zeros.
pub fn absorb(cs: &mut Builder, state: Num, inputs: &[Num]) -> Num {
    let zero = Num::zero();
    inputs.chunks(RATE).fold(state, |state, chunk| {
        let word = |i: usize| chunk.get(i).unwrap_or(&zero);
        cs.region("compress", |cs| cs.compress4([&state, word(0), word(1), word(2)]))
    })
}
