//! Mistakes in an operation's code: each is named when its set is checked.

use zelkova_circuits::{
    op::{
        check_operations, check_signers, CircuitError, Noop, OpBuilder, OpCircuit, OpSet, Repeat, TouchId, Widths, Word,
    },
    Num,
};

use super::ops::Ops;

/// Declares an operation with opcode, slots, repetitions and the code of its steps.
macro_rules! operation {
    ($name:ident, $opcode:expr, $slots:expr, $repeat:expr, |$op:ident, $step:ident| $code:expr) => {
        struct $name;

        impl OpCircuit for $name {
            const OPCODE: u8 = $opcode;
            const NAME: &'static str = stringify!($name);
            const SLOTS: usize = $slots;
            const REPEAT: Option<Repeat> = $repeat;

            fn constrain($op: &mut OpBuilder<'_>, $step: usize) -> Result<(), CircuitError> {
                let _ = $step;
                $code
            }
        }
    };
}

/// Publishes its opcode only.
fn publish(op: &mut OpBuilder<'_>, opcode: u8) -> Result<(), CircuitError> {
    op.publish(&[Word::byte(opcode)])
}

fn mistake<Set: OpSet>() -> CircuitError {
    check_operations::<Set>().expect_err("a mistake")
}

#[test]
fn the_made_up_operations_are_right() {
    assert_eq!((check_operations::<Ops>(), check_signers::<Ops>()), (Ok(()), Ok(())));
}

#[test]
fn opcodes_are_unique_those_of_repeated_steps_too() {
    const fn repeat(opcode: u8) -> Option<Repeat> {
        Some(Repeat { opcode, at_most: 2 })
    }
    operation!(First, 1, 1, repeat(2), |op, step| publish(op, 1 + step as u8));
    operation!(Second, 2, 1, None, |op, _step| publish(op, 2));
    operation!(Third, 3, 1, repeat(2), |op, step| publish(op, 3 - step as u8));
    operation!(Itself, 3, 1, repeat(3), |op, _step| publish(op, 3));
    let duplicate = |opcode, first, second| CircuitError::DuplicateOpcode { opcode, first, second };
    assert_eq!(mistake::<(First, Second)>(), duplicate(2, "First", "Second"));
    assert_eq!(mistake::<(Second, First)>(), duplicate(2, "Second", "First"));
    assert_eq!(mistake::<(First, Third)>(), duplicate(2, "First", "Third"));
    assert_eq!(mistake::<Itself>(), duplicate(3, "Itself", "Itself"));
    assert_eq!(check_operations::<(Noop, First)>(), Ok(()));
}

#[test]
fn slots_can_be_numbered() {
    const MANY: Option<Repeat> = Some(Repeat { opcode: 9, at_most: 255 });
    operation!(Most, 1, 1, MANY, |op, step| publish(op, if step == 0 { 1 } else { 9 }));
    operation!(TooMany, 1, 2, MANY, |op, step| publish(op, if step < 2 { 1 } else { 9 }));
    operation!(None_, 1, 0, None, |_op, _step| Ok(()));
    operation!(OnlyRepeated, 1, 0, MANY, |op, _step| publish(op, 9));
    assert_eq!(check_operations::<Most>(), Ok(()));
    assert_eq!(mistake::<TooMany>(), CircuitError::WrongSlots { op: "TooMany", slots: 257, limit: 256 });
    assert_eq!(mistake::<OnlyRepeated>(), CircuitError::WrongSlots { op: "OnlyRepeated", slots: 255, limit: 256 });
    assert_eq!(mistake::<None_>(), CircuitError::WrongSlots { op: "None_", slots: 0, limit: 256 });
}

#[test]
fn pubdata_begins_with_an_opcode() {
    const TWO: Option<Repeat> = Some(Repeat { opcode: 2, at_most: 2 });
    operation!(Nameless, 1, 1, None, |op, _step| {
        let amount = op.amount();
        op.publish(&[amount])
    });
    operation!(Other, 1, 1, None, |op, _step| publish(op, 7));
    operation!(Silent, 1, 1, TWO, |op, step| if step == 0 { publish(op, 1) } else { Ok(()) });
    operation!(Same, 1, 1, TWO, |op, _step| publish(op, 1));
    let missing = |op: &str, opcode| CircuitError::OpcodeNotPublished { op: op.into(), opcode };
    assert_eq!(mistake::<Nameless>(), missing("Nameless", 1));
    assert_eq!(mistake::<Other>(), missing("Other", 1));
    assert_eq!(mistake::<Silent>(), missing("Silent/repeated", 2));
    assert_eq!(mistake::<Same>(), missing("Same/repeated", 2));
}

#[test]
fn slots_before_are_those_of_the_same_operation() {
    const ONE: Option<Repeat> = Some(Repeat { opcode: 2, at_most: 1 });
    operation!(First, 1, 1, None, |op, _step| op.previous().map(drop));
    operation!(Far, 1, 2, None, |op, step| if step == 1 { op.earlier(2).map(drop) } else { Ok(()) });
    operation!(Own, 1, 2, None, |op, step| if step == 1 { op.step(1).map(drop) } else { Ok(()) });
    operation!(Fixed, 1, 1, ONE, |op, step| if step == 1 { op.step(0).map(drop) } else { Ok(()) });
    let none = |op, step, back| CircuitError::NoPreviousSlot { op, step, back };
    assert_eq!(mistake::<First>(), none("First", 0, 1));
    assert_eq!(mistake::<Far>(), none("Far", 1, 2));
    assert_eq!(mistake::<Own>(), none("Own", 1, 0));
    assert_eq!(mistake::<Fixed>(), none("Fixed", 1, 0));
}

#[test]
fn only_steps_that_can_be_repeated_ask_about_it() {
    const ONE: Option<Repeat> = Some(Repeat { opcode: 2, at_most: 1 });
    operation!(Never, 1, 1, None, |op, _step| op.is_last().map(drop));
    operation!(Early, 1, 2, ONE, |op, step| if step == 0 { op.is_last().map(drop) } else { Ok(()) });
    operation!(Counts, 1, 1, ONE, |op, step| if step == 0 { op.repetition().map(drop) } else { Ok(()) });
    for (found, op) in [(mistake::<Never>(), "Never"), (mistake::<Early>(), "Early"), (mistake::<Counts>(), "Counts")] {
        assert_eq!(found, CircuitError::NotRepeated { op, step: 0 });
    }
}

#[test]
fn widths_do_not_wrap_around_the_modulus() {
    operation!(Range, 1, 1, None, |op, _step| op.require_range("x", &Num::one(), 254));
    operation!(Sign, 1, 1, None, |op, _step| op.signed("x", &Num::one(), 253).map(drop));
    operation!(Order, 1, 1, None, |op, _step| op.less("x", &Num::one(), &Num::one(), 253).map(drop));
    operation!(Bytes, 1, 1, None, |op, _step| op.word("x", &Num::one(), 32).map(drop));
    operation!(Parts, 1, 1, None, |op, _step| {
        op.divide("x", &Num::one(), &Num::one(), Widths { quotient: 152, divisor: 100 }).map(drop)?;
        op.divide("x", &Num::one(), &Num::one(), Widths { quotient: 153, divisor: 100 }).map(drop)
    });
    operation!(Floor, 1, 1, None, |op, _step| {
        op.divide_floor("x", &Num::one(), &Num::one(), Widths { quotient: 151, divisor: 100 }).map(drop)?;
        op.divide_floor("x", &Num::one(), &Num::one(), Widths { quotient: 152, divisor: 100 }).map(drop)
    });
    let wide = |op, bits, limit| CircuitError::TooWide { op, what: "x".into(), bits, limit };
    assert_eq!(mistake::<Range>(), wide("Range", 254, 253));
    assert_eq!(mistake::<Sign>(), wide("Sign", 253, 252));
    assert_eq!(mistake::<Order>(), wide("Order", 253, 252));
    assert_eq!(mistake::<Bytes>(), wide("Bytes", 256, 253));
    assert_eq!(mistake::<Parts>(), wide("Parts", 254, 253));
    assert_eq!(mistake::<Floor>(), wide("Floor", 254, 253));
}

#[test]
fn a_slot_has_so_many_elements_and_hashes() {
    operation!(Last, 1, 1, None, |op, _step| {
        op.extra(63);
        Ok(())
    });
    operation!(Beyond, 1, 1, None, |op, _step| {
        op.extra(64);
        Ok(())
    });
    operation!(Hash, 1, 1, None, |op, _step| op.pair_hash("x", &Num::one(), &Num::one()).map(drop));
    assert_eq!(check_operations::<Last>(), Ok(()));
    assert_eq!(mistake::<Beyond>(), CircuitError::NoSuchElement { op: "Beyond", index: 64, limit: 64 });
    assert_eq!(mistake::<Hash>(), CircuitError::NoPairDomain { op: "Hash", index: 0 });
}

/// The key of touch A signs.
fn sign(op: &mut OpBuilder<'_>, with_nonce: bool, opcode: u8) -> Result<(), CircuitError> {
    let key_hash = op.touch(TouchId::A).before.key_hash.clone();
    if with_nonce {
        op.signed_by("signed", &key_hash, opcode)
    } else {
        op.signed_without_nonce("signed", &key_hash, opcode)
    }
}

#[test]
fn somebody_or_nobody_signs() {
    operation!(Unclear, 1, 1, None, |op, _step| publish(op, 1));
    operation!(Said, 1, 2, None, |op, step| if step == 1 { op.unsigned() } else { publish(op, 1) });
    operation!(Signed, 1, 2, None, |op, step| if step == 1 { sign(op, true, 5) } else { Ok(()) });
    operation!(Both, 1, 1, None, |op, _step| {
        op.unsigned()?;
        sign(op, false, 5)
    });
    operation!(Twice, 1, 1, None, |op, _step| {
        sign(op, true, 5)?;
        sign(op, true, 6)
    });
    assert_eq!(check_signers::<(Noop, Unclear)>(), Err(CircuitError::NobodySigns { op: "Unclear" }));
    assert_eq!((check_signers::<(Noop, Said)>(), check_signers::<(Noop, Signed)>()), (Ok(()), Ok(())));
    assert_eq!(mistake::<Both>(), CircuitError::SignedAndUnsigned { op: "Both" });
    assert_eq!(mistake::<Twice>(), CircuitError::Repeated { op: "Twice", what: "requiring a signature" });
}

#[test]
fn a_message_opcode_has_a_nonce_always_or_never() {
    operation!(With, 1, 1, None, |op, _step| sign(op, true, 5));
    operation!(Without, 2, 1, None, |op, _step| sign(op, false, 5));
    operation!(Apart, 3, 1, None, |op, _step| sign(op, false, 6));
    let mixed = CircuitError::MixedNonces { opcode: 5, with: "With", without: "Without" };
    assert_eq!(mistake::<(With, Without)>(), mixed);
    assert_eq!(mistake::<(Without, With)>(), mixed);
    assert_eq!(check_operations::<(With, Apart, Without)>().err(), Some(mixed));
    assert_eq!(check_operations::<(With, Apart)>(), Ok(()));
}

#[test]
fn an_operation_pays_one_fee() {
    const TWO: Option<Repeat> = Some(Repeat { opcode: 2, at_most: 2 });
    operation!(Once, 1, 2, None, |op, step| if step == 1 { op.pays_fee().map(drop) } else { Ok(()) });
    operation!(Both, 1, 2, None, |op, _step| op.pays_fee().map(drop));
    operation!(Again, 1, 1, TWO, |op, step| {
        if step == 1 {
            op.pays_fee()?;
        }
        publish(op, 1 + step as u8)
    });
    assert_eq!(check_operations::<Once>(), Ok(()));
    assert_eq!(mistake::<Both>(), CircuitError::SeveralFees { op: "Both" });
    assert_eq!(mistake::<Again>(), CircuitError::SeveralFees { op: "Again" });
}
