//! Butterflies. Elements stay below `4 p` between levels (Harvey): a factor's product needs no more, the other side of a
//! butterfly is reduced below `2 p` when it is read.

#[cfg(target_arch = "x86_64")]
use super::lanes;
use super::Scalar;
use crate::{arithmetic::Arithmetic, Fr};
use ark_ff::{BigInt, Fp};

#[inline(always)]
fn load<A>(element: &Fr) -> Scalar<A>
where
    A: Arithmetic,
{
    Scalar::new(element)
}

/// Keeps a representative below `4 p` in the place of an element, until the transform's last pass.
#[inline(always)]
fn store<A: Arithmetic>(to: &mut Fr, residue: Scalar<A>) {
    *to = Fp::new_unchecked(BigInt(residue.0));
}

/// One level: halves (x, y) to (x + c y, x - c y). No factor: one.
pub(super) fn split<A: Arithmetic>(block: &mut [Fr], factor: Option<&Fr>) {
    #[cfg(target_arch = "x86_64")]
    if A::IN_LANES {
        // SAFETY: with such an `A`, the processor has the instructions.
        return unsafe { lanes::split(block, factor) };
    }
    let half = block.len() / 2;
    let (low, high) = block.split_at_mut(half);
    for (x, y) in low.iter_mut().zip(high) {
        let a = load::<A>(x).reduced();
        let b = match factor {
            None => load::<A>(y).reduced(),
            Some(factor) => load::<A>(y) * load(factor),
        };
        store(x, a.add_lazily(&b));
        store(y, a.sub_lazily(&b));
    }
}

/// Two levels of a block: `first` is its factor, `left` and `right` those of its halves. `one`: the first two are one.
#[inline(always)]
pub(super) fn quarter<A: Arithmetic>(block: &mut [Fr], first: &Fr, left: &Fr, right: &Fr, one: bool) {
    #[cfg(target_arch = "x86_64")]
    if A::IN_LANES {
        let factors = [first, left, right];
        // SAFETY: with such an `A`, the processor has the instructions.
        return unsafe {
            if one {
                lanes::quarter::<true>(block, factors)
            } else {
                lanes::quarter::<false>(block, factors)
            }
        };
    }
    if one {
        quarter_by::<A, true>(block, first, left, right)
    } else {
        quarter_by::<A, false>(block, first, left, right)
    }
}

#[inline(always)]
fn quarter_by<A: Arithmetic, const ONE: bool>(block: &mut [Fr], first: &Fr, left: &Fr, right: &Fr) {
    let (first, left, right) = (load::<A>(first), load::<A>(left), load::<A>(right));
    let size = block.len() / 4;
    let (low, high) = block.split_at_mut(2 * size);
    let (x0, x1) = low.split_at_mut(size);
    let (x2, x3) = high.split_at_mut(size);
    for (((x0, x1), x2), x3) in x0.iter_mut().zip(x1).zip(x2).zip(x3) {
        let (a0, a1) = (load::<A>(x0).reduced(), load::<A>(x1).reduced());
        let (a2, a3) = if ONE {
            (load::<A>(x2).reduced(), load::<A>(x3).reduced())
        } else {
            (load::<A>(x2) * first, load::<A>(x3) * first)
        };
        let (b0, b2) = (a0.add_lazily(&a2).reduced(), a0.sub_lazily(&a2).reduced());
        let b1 = if ONE { a1.add_lazily(&a3).reduced() } else { a1.add_lazily(&a3) * left };
        let b3 = a1.sub_lazily(&a3) * right;
        store(x0, b0.add_lazily(&b1));
        store(x1, b0.sub_lazily(&b1));
        store(x2, b2.add_lazily(&b3));
        store(x3, b2.sub_lazily(&b3));
    }
}

/// Two levels of each block of 2^log elements in `leaf`; the first of them is block `k` of its level.
pub(super) fn blocks<A: Arithmetic>(leaf: &mut [Fr], log: u32, k: usize, twiddles: &[Fr]) {
    #[cfg(target_arch = "x86_64")]
    if A::IN_LANES && log <= 4 {
        // SAFETY: with such an `A`, the processor has the instructions.
        return unsafe {
            match log {
                4 => lanes::blocks::<4>(leaf, k, twiddles),
                _ => lanes::blocks::<1>(leaf, k, twiddles),
            }
        };
    }
    for (i, block) in leaf.chunks_exact_mut(1 << log).enumerate() {
        let k = k + i;
        quarter::<A>(block, &twiddles[k], &twiddles[2 * k], &twiddles[2 * k + 1], k == 0);
    }
}
