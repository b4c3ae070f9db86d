//! The native rule of Swap.

use zelkova_operation::{
    is_reason, Ledger, MemoryLedger, OpTrace, Operation, OperationError, RuleError, Signed, SignedBody,
};
use zelkova_primitives::{AccountId, StorageKey};

use crate::{mock::*, Order, Swap, SwapError};

fn execute(ledger: &mut dyn Ledger, swap: Swap) -> Result<OpTrace, OperationError> {
    let signer = key(swap.account);
    let tx = Signed::sign(swap, &signer, chain_tag())?;
    tx.check_signatures(chain_tag())?;
    Operation::execute(&tx, &context(), ledger)
}

fn executed(swap: Swap) -> (MemoryLedger, OpTrace) {
    let mut ledger = ledger();
    let trace = execute(&mut ledger, swap).unwrap();
    (ledger, trace)
}

fn refused(swap: Swap) -> OperationError {
    let mut ledger = ledger();
    let before = ledger.clone();
    let error = execute(&mut ledger, swap).unwrap_err();
    assert_eq!(ledger, before);
    error
}

#[test]
fn both_sides_get_what_the_other_sells() {
    let (ledger, trace) = executed(swap_of(first(), second()));
    assert_eq!((balance(&ledger, ALICE, ETH), balance(&ledger, ALICE, DAI)), (900, 250));
    assert_eq!((balance(&ledger, BOB, ETH), balance(&ledger, BOB, DAI)), (100, 750));
    assert_eq!(balance(&ledger, SUBMITTER, DAI), 93);
    // Alice's order has an amount and is used up, Bob's is open.
    assert_eq!([ALICE, BOB, SUBMITTER].map(|id| ledger.account(id).nonce), [2, 2, 4]);
    let swap = swap_of(first(), second());
    assert_eq!(trace.slots[2].signed_fields(), swap.signed_fields(chain_tag()).ok());
    assert_eq!(trace.slots[0].signed_fields(), first().signed_fields().ok());
    assert_eq!(trace.slots[1].signed_fields(), second().signed_fields().ok());
    let expected = [
        [11, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0x0c, 0x80, 1, 0],
        [0, 0, 0, 2, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0x1f, 0x40, 0, 0, 0],
        [0, 0, 0, 3, 0, 1, 0, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ];
    assert_eq!(trace.pubdata(), expected.concat());
}

#[test]
fn other_recipients_get_it() {
    let to_third = |order: Order| Order { recipient: address(SUBMITTER), ..order };
    let (ledger, _) = executed(swap_of(to_third(first()), to_third(second())));
    assert_eq!((balance(&ledger, SUBMITTER, ETH), balance(&ledger, SUBMITTER, DAI)), (100, 343));
    assert_eq!((balance(&ledger, ALICE, DAI), balance(&ledger, BOB, ETH)), (0, 0));
}

#[test]
fn a_maker_may_submit_and_pay_from_the_proceeds() {
    let swap = Swap { account: ALICE, nonce: 1, ..swap_of(first(), second()) };
    let (ledger, trace) = executed(swap);
    // The nonce is used once, as the submitter's.
    assert_eq!((ledger.account(ALICE).nonce, balance(&ledger, ALICE, DAI)), (2, 243));
    assert_eq!(trace.slots[0].chunks[0].0[16], 0);
    let swap = Swap { account: BOB, nonce: 2, fee_token: ETH, ..swap_of(first(), second()) };
    let (ledger, _) = executed(swap);
    assert_eq!((ledger.account(BOB).nonce, balance(&ledger, BOB, ETH)), (3, 93));
}

#[test]
fn prices_bind_both_sides() {
    let with = |second_amount| Swap { second_amount, ..swap_of(first(), second()) };
    assert_eq!(refused(with(199)), SwapError::PriceNotMet { order: 1 });
    executed(with(200));
    executed(with(300));
    assert_eq!(refused(with(301)), SwapError::PriceNotMet { order: 2 });
    let open = Order { amount: 0, ..first() };
    executed(Swap { first_amount: 40, second_amount: 100, ..swap_of(open, second()) });
}

#[test]
fn prices_of_the_greatest_numbers_do_not_wrap() {
    let huge = (1 << 112) - 1;
    let greedy = Order { ratio_sell: 1, ratio_buy: huge, ..first() };
    assert_eq!(refused(swap_of(greedy, second())), SwapError::PriceNotMet { order: 1 });
    let generous = Order { ratio_sell: huge, ratio_buy: huge / 4, ..first() };
    executed(swap_of(generous, second()));
    let too_large = Order { ratio_sell: huge + 1, ..first() };
    assert!(is_reason!(too_large.signed_fields().unwrap_err(), SwapError::RatioTooLarge { .. }));
}

#[test]
fn each_broken_condition_has_its_error() {
    let base = || swap_of(first(), second());
    assert!(is_reason!(refused(Swap { first_amount: 99, ..base() }), SwapError::OrderAmountMismatch { order: 1, .. }));
    assert!(is_reason!(refused(swap_of(Order { token_buy: ETH, ..first() }, second())), SwapError::OrdersDoNotMatch));
    let same = Order { token_sell: ETH, token_buy: ETH, ..second() };
    assert!(is_reason!(refused(swap_of(Order { token_buy: ETH, ..first() }, same)), SwapError::SameToken { .. }));
    let own = Order { account: ALICE, nonce: 1, ..second() };
    assert!(is_reason!(refused(swap_of(first(), own)), SwapError::SelfSwap { .. }));
    assert!(is_reason!(refused(swap_of(Order { nonce: 0, ..first() }, second())), RuleError::NonceMismatch { .. }));
    assert!(is_reason!(refused(swap_of(first(), Order { nonce: 3, ..second() })), RuleError::NonceMismatch { .. }));
    assert!(is_reason!(refused(Swap { nonce: 4, ..base() }), RuleError::NonceMismatch { .. }));
    let nowhere = Order { recipient: address(AccountId(9)), ..first() };
    assert!(is_reason!(refused(swap_of(nowhere, second())), RuleError::RecipientNotFound { .. }));
    assert!(is_reason!(
        refused(swap_of(Order { valid_until: NOW - 1, ..first() }, second())),
        RuleError::OutsideValidity { .. }
    ));
    let apart = (Order { valid_until: 99, ..first() }, Order { valid_from: 101, ..second() });
    assert!(is_reason!(refused(swap_of(apart.0, apart.1)), RuleError::EmptyValidity { .. }));
    assert!(is_reason!(refused(Swap { fee: 101, ..base() }), RuleError::InsufficientBalance { .. }));
    assert!(is_reason!(refused(Swap { first_amount: (1 << 35) + 1, ..base() }), SwapError::OrderAmountMismatch { .. }));
    let mut forged = base();
    forged.orders[0].order.ratio_buy = 1;
    assert_eq!(refused(forged), RuleError::InvalidSignature);
    let mut stranger = base();
    stranger.orders[0] = first().sign(&key(BOB), chain_tag()).unwrap();
    assert!(is_reason!(refused(stranger), RuleError::WrongKey { .. }));
}

#[test]
fn an_order_is_for_one_chain_and_a_used_one_is_no_more() {
    let mut swap = swap_of(first(), second());
    swap.orders[1] = second().sign(&key(BOB), 5u8.into()).unwrap();
    assert_eq!(refused(swap), RuleError::InvalidSignature);
    let (mut ledger, _) = executed(swap_of(first(), second()));
    let again = Swap { nonce: 4, ..swap_of(first(), second()) };
    assert!(is_reason!(execute(&mut ledger, again).unwrap_err(), RuleError::NonceMismatch { account: ALICE, .. }));
    // The open order still holds.
    let fresh = swap_of(Order { nonce: 2, ..first() }, second());
    assert!(execute(&mut ledger, Swap { nonce: 4, ..fresh }).is_ok());
    assert_eq!(ledger.value(BOB, StorageKey::balance(DAI)), 500u32.into());
}
