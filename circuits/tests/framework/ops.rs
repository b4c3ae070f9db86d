//! The made-up operations. Each shows one thing that operations may need.

use zelkova_circuits::{
    field::pow2,
    op::{patterns, CircuitError, Field, Noop, OpBuilder, OpCircuit, Repeat, TouchId, Widths, Word},
    Num,
};
use zelkova_primitives::{AccountId, Domain};

use super::chain::{AREA, ORACLE};

/// The set of the tests.
pub type Ops = (Noop, Numbers, Sharing, Payout, Sweep, Price, Tick);

/// Pins a touch to a place of the operations' area.
fn at(op: &mut OpBuilder<'_>, name: &str, touch: TouchId, index: u16) -> Result<(), CircuitError> {
    let key = op.touch(touch).key.clone();
    op.require(name, &(key - Num::int(u128::from(AREA) << 16 | u128::from(index))))
}

/// Pins a touch to an account.
fn of(op: &mut OpBuilder<'_>, name: &str, touch: TouchId, account: AccountId) -> Result<(), CircuitError> {
    let found = op.touch(touch).account.num().clone();
    op.require(name, &(found - Num::int(account.0.into())))
}

/// Calculates with `aux` (signed, 100 bits) and extra element 0 (50 bits): the other extra elements are the results.
pub struct Numbers;

/// Names of the results of [`Numbers`], from extra element 1 on.
pub const RESULTS: [&str; 9] =
    ["negative", "magnitude", "smaller", "not-above", "least", "floor", "floor-rest", "parts", "parts-rest"];

impl OpCircuit for Numbers {
    const OPCODE: u8 = 20;
    const NAME: &'static str = "numbers";

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        op.unsigned()?;
        let (a, b) = (op.aux().num().clone(), op.extra(0));
        op.require_range("b-50-bits", &b, 50)?;
        let a = op.signed("a", &a, 100)?;
        let smaller = op.less("smaller", &a.value, &b, 101)?;
        let not_above = op.at_most("not-above", &a.value, &b, 101)?;
        let least = op.select("least", &smaller, &a.value, &b)?;
        let floor = op.divide_floor("floor", &a.value, &b, Widths { quotient: 100, divisor: 50 })?;
        let parts = op.divide("parts", &a.magnitude, &b, Widths { quotient: 100, divisor: 50 })?;
        let results = [
            a.negative,
            a.magnitude,
            smaller,
            not_above,
            least,
            floor.quotient.clone(),
            floor.remainder,
            parts.quotient.clone(),
            parts.remainder.clone(),
        ];
        for (index, (name, result)) in RESULTS.into_iter().zip(&results).enumerate() {
            let shown = op.extra(1 + index);
            op.require(&format!("result-{name}"), &(&shown - result))?;
        }
        at(op, "place", TouchId::A, 1)?;
        op.set("quotient-is-stored", TouchId::A, Field::Value, &floor.quotient)?;
        let words = [op.word("rest-7-bytes", &parts.remainder, 7)?, op.word("quotient-13-bytes", &parts.quotient, 13)?];
        let [rest, quotient] = words;
        op.publish(&[Word::byte(Self::OPCODE), op.touch(TouchId::A).account.clone(), rest, quotient])
    }
}

/// Three slots. The second has two pair hashes, the third two wide numbers, and looks at both slots before it. Has the largest
/// opcode there is.
pub struct Sharing;

/// Domains of the pair hashes.
pub const DOMAINS: [Domain; 2] = [Domain::new("zelkova-test/left"), Domain::new("zelkova-test/right")];

impl OpCircuit for Sharing {
    const OPCODE: u8 = 255;
    const NAME: &'static str = "sharing";
    const SLOTS: usize = 3;

    fn pair_domains(step: usize) -> Vec<Domain> {
        if step == 1 {
            DOMAINS.to_vec()
        } else {
            Vec::new()
        }
    }

    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError> {
        let amount = op.amount();
        match step {
            0 => {
                op.unsigned()?;
                op.publish(&[Word::byte(Self::OPCODE), amount])
            }
            1 => {
                let first = op.previous()?.args.amount.num().clone();
                let left = op.pair_hash("left", &first, amount.num())?;
                let right = op.pair_hash("right", &left, &first)?;
                let aux = op.aux();
                op.require("aux-is-both-hashes", &(aux.num() - &right))
            }
            _ => {
                let (first, second) = (op.step(0)?, op.earlier(1)?);
                let (first, second) = (first.args.amount.num(), second.args.amount.num());
                op.require_wide("not-below-first", &(amount.num() - first))?;
                op.require_wide("not-below-second", &(amount.num() - second))
            }
        }
    }
}

/// A user pays out a sum, and up to three slots receive parts of it, which add up to the sum. Extra element 0 is what is left.
pub struct Payout;

/// Opcode in the pubdata of a part of a payout.
pub const PART: u8 = 22;

impl OpCircuit for Payout {
    const OPCODE: u8 = 21;
    const NAME: &'static str = "payout";
    const REPEAT: Option<Repeat> = Some(Repeat { opcode: PART, at_most: 3 });

    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError> {
        let (amount, account) = (op.amount(), op.touch(TouchId::A));
        let left = op.extra(0);
        at(op, "place", TouchId::A, 1)?;
        if step == 0 {
            op.signed_by("signed-by-payer", &account.before.key_hash, Self::OPCODE)?;
            patterns::nonce_increments(op, "payer-nonce-increments", TouchId::A)?;
            op.set_balance("payer-debited", TouchId::A, &(&account.value_before - amount.num()))?;
            op.require("all-is-left", &(&left - amount.num()))?;
        } else {
            let before = op.previous()?.args.extra[0].clone();
            op.require("less-is-left", &(&(&left + amount.num()) - &before))?;
            op.set_balance("part-credited", TouchId::A, &(&account.value_before + amount.num()))?;
        }
        let is_last = op.is_last()?;
        op.require_product("nothing-is-left-over", &is_last, &left)?;
        let opcode = if step == 0 { Self::OPCODE } else { PART };
        op.publish(&[Word::byte(opcode), account.account.clone(), amount])
    }
}

/// Adds up the values of one slot, or of two. Shows what a repeated step knows of its number.
pub struct Sweep;

/// Opcode in the pubdata of a further slot of a sweep.
pub const SWEPT: u8 = 24;

impl OpCircuit for Sweep {
    const OPCODE: u8 = 23;
    const NAME: &'static str = "sweep";
    const SLOTS: usize = 2;
    const REPEAT: Option<Repeat> = Some(Repeat { opcode: SWEPT, at_most: 1 });

    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError> {
        match step {
            0 => {
                op.unsigned()?;
                let head = op.extra(0);
                op.require_range("head-8-bits", &head, 8)?;
                op.publish(&[Word::byte(Self::OPCODE)])
            }
            1 => patterns::carried(op, "head-is-the-firsts", 0).map(drop),
            _ => {
                let head = patterns::carried(op, "head-is-the-firsts", 0)?;
                let count = op.repetition()?;
                op.require("one-more", &(count - Num::one()))?;
                let first = op.earlier(2)?.args.extra[0].clone();
                op.require("first-slot-is-two-back", &(head - first))?;
                op.publish(&[Word::byte(SWEPT)])
            }
        }
    }
}

/// An oracle's price with its time, `aux = time * 2^64 + price`, which takes effect if it is newer than the last one.
pub struct Price;

/// Opcode in the message of a price.
pub const PRICE_MESSAGE: u8 = 0x71;

impl OpCircuit for Price {
    const OPCODE: u8 = 30;
    const NAME: &'static str = "price";

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let (oracle, price) = (op.touch(TouchId::A), op.aux());
        op.allow_reserved(TouchId::A);
        of(op, "oracle", TouchId::A, ORACLE)?;
        at(op, "place", TouchId::A, 1)?;
        op.signed_without_nonce("signed-by-oracle", &oracle.before.key_hash, PRICE_MESSAGE)?;
        let (time, before) = (price.part(16, 24), &oracle.value_before);
        op.require("price-128-bits", price.part(0, 16).num())?;
        op.require_range("newer", &(&(price.num() - before) - &Num::one()), 128)?;
        op.require_range("not-from-the-future", &(op.timestamp() - time.num()), 64)?;
        op.set("price-stored", TouchId::A, Field::Value, price.num())?;
        op.publish(&[Word::byte(Self::OPCODE), price.part(16, 32)])
    }
}

/// The chain itself counts hours: nobody signs, the clock decides.
pub struct Tick;

impl OpCircuit for Tick {
    const OPCODE: u8 = 31;
    const NAME: &'static str = "tick";

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        op.unsigned()?;
        op.allow_reserved(TouchId::A);
        of(op, "clock", TouchId::A, ORACLE)?;
        at(op, "place", TouchId::A, 2)?;
        let hours = op.touch(TouchId::A).value_before.add_constant(pow2(0));
        op.set("one-hour-more", TouchId::A, Field::Value, &hours)?;
        let rest = op.timestamp() - hours.scale(zelkova_circuits::field::int(3600));
        op.require_range("hour-has-passed", &rest, 64)?;
        op.publish(&[Word::byte(Self::OPCODE)])
    }
}
