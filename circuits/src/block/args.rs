//! The arguments of a slot, all in range, and its signed message.

use zelkova_operation::SlotArgs;
use zelkova_primitives::{Domain, Felt};

use crate::{
    builder::Builder,
    field::pow2,
    gadgets::{compare, hash, packing, range, Num},
    op::{alloc, ArgVars, Extra, Word},
};

/// The arguments, each in the range of its type, and the packed numbers unpacked; as many extra elements as asked for.
pub(super) fn alloc_args(cs: &mut Builder, args: &SlotArgs, extra: usize) -> ArgVars {
    let token = alloc(cs, args.token.0.into());
    range::assert_range(cs, "token-16-bits", &token, 16);
    let amount = alloc(cs, args.amount.into());
    let amount = Word::splittable(range::assert_bytes(cs, "amount-128-bits", &amount, 16));
    let address = alloc(cs, Felt::from_be_bytes_mod_order(&args.address.0));
    let address = Word::splittable(range::assert_bytes(cs, "address-160-bits", &address, 20));
    let packed_amount = alloc(cs, args.packed_amount.raw().into());
    let unpacked_amount =
        cs.region("packed-amount", |cs| packing::unpack(cs, &packed_amount, packing::AMOUNT_MANTISSA_BITS));
    let packed_fee = alloc(cs, args.packed_fee.raw().into());
    let fee = cs.region("packed-fee", |cs| packing::unpack(cs, &packed_fee, packing::FEE_MANTISSA_BITS));
    let aux = alloc(cs, args.aux);
    let aux = cs.region("aux-canonical", |cs| canonical_bytes(cs, &aux));
    let valid_from = alloc(cs, args.valid_from.into());
    range::assert_range(cs, "valid-from-64-bits", &valid_from, 64);
    let valid_until = alloc(cs, args.valid_until.into());
    range::assert_range(cs, "valid-until-64-bits", &valid_until, 64);
    ArgVars {
        token: Word::whole(token, 2),
        amount,
        packed_amount: Word::whole(packed_amount, 5),
        unpacked_amount,
        packed_fee: Word::whole(packed_fee, 2),
        fee,
        address,
        aux,
        valid_from,
        valid_until,
        extra: Extra::new((0..extra).map(|index| alloc(cs, args.element(index))).collect()),
    }
}

/// The 32 bytes of the canonical integer of `x`.
fn canonical_bytes(cs: &mut Builder, x: &Num) -> Word {
    let prefixes = range::assert_bytes(cs, "bytes", x, 32);
    let high = &prefixes[15];
    let low = x - high.scale(pow2(128));
    compare::assert_canonical(cs, "below-modulus", &low, high);
    Word::splittable(prefixes)
}

/// What the message of a slot is made of, beside the arguments.
pub(super) struct Message<'a> {
    /// Tag of the chain.
    pub(super) chain_tag: &'a Num,
    /// Opcode in the message.
    pub(super) opcode: &'a Num,
    /// Touch A's account.
    pub(super) account: &'a Num,
    /// Touch A's nonce before, or 0 for a message without nonce.
    pub(super) nonce: &'a Num,
}

impl Message<'_> {
    /// `H_message(chain_tag, w1, w2, w3, aux)`, with the words of the protocol's section 4.
    pub(super) fn hash(&self, cs: &mut Builder, args: &ArgVars) -> Num {
        let w1 = Num::weighted_sum([
            (self.opcode, pow2(224)),
            (self.account, pow2(192)),
            (self.nonce, pow2(160)),
            (args.token.num(), pow2(144)),
            (args.packed_fee.num(), pow2(128)),
            (args.amount.num(), pow2(0)),
        ]);
        let w2 = Num::weighted_sum([(args.address.num(), pow2(64)), (&args.valid_from, pow2(0))]);
        let words = [self.chain_tag.clone(), w1, w2, args.valid_until.clone(), args.aux.num().clone()];
        hash::hash(cs, Domain::MESSAGE.name(), &words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        field::{add, double, int, neg, one, sub, zero, Fr},
        gates::{range::RangeGate, registry::Registered},
        plonk::violations,
        Var,
    };

    /// `x` in 128 two-bit digits, most significant first, and `x + p` likewise.
    fn digits(x: Fr) -> ([u8; 128], [u8; 128]) {
        let quads =
            |limbs: [u64; 4]| std::array::from_fn(|i| (limbs[(127 - i) / 32] >> (2 * ((127 - i) % 32)) & 3) as u8);
        let (x, minus_one) = (crate::field::limbs(x), crate::field::limbs(neg(one())));
        let (mut sum, mut carry) = ([0; 4], 1u128);
        for i in 0..4 {
            carry += u128::from(x[i]) + u128::from(minus_one[i]);
            (sum[i], carry) = (carry as u64, carry >> 64);
        }
        (quads(x), quads(sum))
    }

    #[test]
    fn bytes_of_x_plus_p_are_refused() {
        for x in [zero(), int(5), int(u128::MAX)] {
            let mut cs = Builder::new();
            let num = cs.alloc(x);
            cs.region("word", |cs| canonical_bytes(cs, &num));
            assert!(violations(&cs, &[]).is_empty());

            // A prover writes the digits of x + p into the chain, which ends in the same field element.
            let (_, alias) = digits(x);
            let chain: Vec<Var> = (0..cs.rows().len())
                .filter(|row| cs.rows()[*row].gate == RangeGate::ID && cs.row_name(*row) == "word/bytes")
                .flat_map(|row| cs.rows()[row].wires)
                .collect();
            let mut value = zero();
            for (var, digit) in chain[1..].iter().zip(alias) {
                value = add(double(double(value)), int(digit.into()));
                cs.tamper(*var, value);
            }
            let last = add(double(double(value)), int(alias[127].into()));
            assert_eq!(sub(last, x), zero());
            let names: Vec<String> = violations(&cs, &[]).iter().map(|violation| violation.name().to_owned()).collect();
            assert!(!names.is_empty() && names.iter().all(|name| name.starts_with("word/below-modulus")), "{names:?}");
        }
    }
}
