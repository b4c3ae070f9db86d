//! Constraints of Swap (protocol, sections 5 and 7).

use zelkova_circuits::{
    field::pow2,
    op::{patterns, CircuitError, Field, InCircuit, OpBuilder, OpCircuit, SlotVars, TouchId, Word},
    Num,
};
use zelkova_primitives::Domain;

use super::{
    op::{Filled, Submitted, LAYOUT},
    order::ORDER_OPCODE,
};

/// Exchanges what two orders sell. Steps 0 and 1, one an order: its account gives (touch A), the recipient of the other
/// order gets (touch B). Step 2: the submitter (touch A) signs for both and pays the fee.
///
/// From slot to slot the extra elements carry what the last step needs: the submitter's account in steps 0 and 1, and in
/// step 1 packed amount, message and amount of the first order.
pub struct Circuit;

/// Extra elements of step 1.
const PACKED_AMOUNT: usize = 0;
const MESSAGE: usize = 1;
/// Extra element of steps 0 and 1.
const SUBMITTER: usize = 2;
const AMOUNT: usize = 3;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;
    const SLOTS: usize = LAYOUT.slot_count();

    fn pair_domain(step: usize) -> Option<Domain> {
        (step == 2).then_some(Domain::ORDERS)
    }

    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError> {
        match step {
            0 => order(op),
            1 => second_order(op),
            _ => submission(op),
        }
    }
}

/// What an order's `aux` says: `zero:2 ratio_sell:14 ratio_buy:14 token_buy:2`.
struct Terms {
    ratio_sell: Num,
    ratio_buy: Num,
    token_buy: Num,
}

impl Terms {
    fn of(aux: &Word) -> Self {
        let part = |from, to| aux.part(from, to).num().clone();
        Self { ratio_sell: part(2, 16), ratio_buy: part(16, 30), token_buy: part(30, 32) }
    }
}

/// What both orders have in common.
fn order(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let (seller, recipient) = (op.touch(TouchId::A), op.touch(TouchId::B));
    let (amount, moved, submitter) = (op.amount(), op.unpacked_amount(), op.extra(SUBMITTER));
    op.signed_by("signed-by-seller", &seller.before.key_hash, ORDER_OPCODE)?;
    // The signed address is that of the other slot's recipient: the second order compares both.
    let (aux, _) = (op.aux(), op.address());
    op.require("ratio-112-bits", aux.part(0, 2).num())?;
    op.require_product("amount-is-the-orders-or-open", amount.num(), &(amount.num() - &moved))?;
    patterns::debit(op, "seller", TouchId::A, &moved)?;
    patterns::credit(op, "recipient", TouchId::B, &moved)?;
    op.require_nonzero("recipient-exists", &recipient.before.address)?;

    // An order with an amount is used up, unless its account uses its nonce as the submitter.
    let open = op.is_zero("order-is-open", amount.num())?;
    let own = op.is_zero("seller-submits", &(seller.account.num() - &submitter))?;
    let used = op.multiply("nonce-is-used", &(Num::one() - &open), &(Num::one() - &own))?;
    op.set("seller-nonce-increments-if-used", TouchId::A, Field::Nonce, &(&seller.before.nonce + &used))?;

    let filled = Filled::<InCircuit> {
        seller: seller.account.clone().into(),
        recipient: recipient.account.clone().into(),
        token: op.token().into(),
        amount: op.packed_amount().into(),
        nonce_used: Word::bit(used).into(),
    };
    op.publish_slot(&LAYOUT, filled)
}

fn second_order(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    order(op)?;
    let first = op.previous()?;
    let (seller, recipient) = (op.touch(TouchId::A), op.touch(TouchId::B));
    let (token, address, aux) = (op.token(), op.address(), op.aux());
    let (first_terms, terms) = (Terms::of(&first.args.aux), Terms::of(&aux));
    op.require("first-buys-what-second-sells", &(&first_terms.token_buy - token.num()))?;
    op.require("second-buys-what-first-sells", &(&terms.token_buy - first.args.token.num()))?;
    op.require_nonzero("tokens-differ", &(token.num() - first.args.token.num()))?;
    let first_seller = first.touch(TouchId::A);
    op.require_nonzero("sellers-differ", &(seller.account.num() - first_seller.account.num()))?;
    op.require("first-recipient-has-signed-address", &(&recipient.before.address - first.args.address.num()))?;
    let second_recipient = &first.touch(TouchId::B).before.address;
    op.require("second-recipient-has-signed-address", &(second_recipient - address.num()))?;

    let carried = [
        ("first-packed-amount", PACKED_AMOUNT, first.args.packed_amount.num()),
        ("first-message", MESSAGE, &first.message),
        ("same-submitter", SUBMITTER, &first.args.extra[SUBMITTER]),
        ("first-amount", AMOUNT, &first.args.unpacked_amount),
    ];
    for (name, index, value) in carried {
        let here = op.extra(index);
        op.require(name, &(&here - value))?;
    }
    let (sold, bought) = (&first.args.unpacked_amount, op.unpacked_amount());
    good_price(op, "first", &first_terms, sold, &bought)
}

/// `sold * ratio_buy <= bought * ratio_sell`: the order gets at least what it asks for.
fn good_price(op: &mut OpBuilder<'_>, who: &str, terms: &Terms, sold: &Num, bought: &Num) -> Result<(), CircuitError> {
    let least = op.multiply(&format!("{who}-least"), sold, &terms.ratio_buy)?;
    let given = op.multiply(&format!("{who}-given"), bought, &terms.ratio_sell)?;
    op.require_wide(&format!("{who}-gets-its-price"), &(&given - &least))
}

fn submission(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let (orders, submitter): (&SlotVars, _) = (op.previous()?, op.touch(TouchId::A));
    patterns::signed_fee(op, "submitter", LAYOUT.opcode)?;

    let carried = &orders.args.extra;
    op.require("submitter-is-the-announced", &(submitter.account.num() - &carried[SUBMITTER]))?;
    let (amounts, aux) = (op.amount(), op.aux());
    let packed = carried[PACKED_AMOUNT].scale(pow2(40)) + orders.args.packed_amount.num();
    op.require("amounts-are-signed", &(amounts.num() - &packed))?;
    let digest = op.pair_hash("orders", &carried[MESSAGE], &orders.message)?;
    op.require("orders-are-signed", &(aux.num() - &digest))?;
    let terms = Terms::of(&orders.args.aux);
    good_price(op, "second", &terms, &orders.args.unpacked_amount, &carried[AMOUNT])?;

    let submitted = Submitted::<InCircuit> {
        submitter: submitter.account.clone().into(),
        fee_token: op.token().into(),
        fee: op.packed_fee().into(),
    };
    op.publish_slot(&LAYOUT, submitted)
}
