//! Inverses of what stands in lanes, by one inversion.

use super::{Factor, Sum, Words, LANES};
use crate::arithmetic::{Arithmetic, Limbs, Residue};
use ark_ff::{Fp, MontBackend, MontConfig};

/// Of products none of which is zero, the inverses times `factor / 256`.
///
/// A number x for lanes, times 2^260, is 16 x for ark, and `factor / (16 x)` for ark is `factor / (256 x)` for lanes.
#[target_feature(enable = "avx512f,avx512ifma")]
pub(crate) fn inverse_products<C: MontConfig<4>, A: Arithmetic>(
    products: &[Sum; 2],
    factor: &Fp<MontBackend<C, 4>, 4>,
) -> [Factor; 2] {
    let numbers = [products[0].words::<C>().numbers(), products[1].words::<C>().numbers()];
    let [a, b] = inverted::<C, A>(numbers, factor);
    [Words::load(a.each_ref()).sum().carried(), Words::load(b.each_ref()).sum().carried()]
}

fn inverted<C: MontConfig<4>, A: Arithmetic>(
    mut numbers: [[Limbs; LANES]; 2],
    factor: &Fp<MontBackend<C, 4>, 4>,
) -> [[Limbs; LANES]; 2] {
    let mut product = Residue::<C, A>::ONE;
    let before = numbers.map(|numbers| {
        numbers.map(|number| {
            let before = product;
            product = product * Residue::from_limbs(number);
            before
        })
    });
    let mut inverse = product.inverse().expect("a product of divisors that are not zero") * Residue::new(factor);
    for (numbers, before) in numbers.iter_mut().zip(&before).rev() {
        for (number, before) in numbers.iter_mut().zip(before).rev() {
            let divisor = Residue::from_limbs(*number);
            *number = (*before * inverse).0;
            inverse = inverse * divisor;
        }
    }
    numbers
}
