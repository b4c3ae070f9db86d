//! Swaps.

use std::collections::BTreeSet;

use zelkova_operation::{Ledger, SlotTrace};
use zelkova_primitives::{AccountId, Felt, PackedAmount, StorageKey, TokenId};

use super::{edited, refused};
use crate::common::{
    chain::{key, shift, Chain, ALICE, CAROL, DAVE, NOW, TOKEN},
    nfts::ORDER_OPCODE,
    tamper::forged,
    violated_by, AllOps,
};

/// Lets an order's slot move another amount. An exact order is for that amount.
fn sells(slot: &mut SlotTrace, amount: u128, exact: u128) {
    slot.args.packed_amount = PackedAmount::pack(amount).expect("packable");
    slot.args.amount = exact;
    for (touch, change) in slot.touches.iter_mut().zip([-(amount as i128), amount as i128]) {
        touch.value_after = touch.value_before;
        shift(&mut touch.value_after, change);
    }
}

#[test]
fn swap_prices_and_amounts() {
    let chain = Chain::genesis();
    // Alice gives 10 for 3, Bob 2 for 3: at the price, and one unit below.
    for (first, second, names) in [
        (1_200, 360, vec![]),
        (1_200, 359, vec!["slot/wide/range"]),
        (900, 600, vec![]),
        (899, 600, vec!["slot/wide/range"]),
    ] {
        let trace = forged(&chain, &chain.swap(), 0, |slots| {
            sells(&mut slots[0], first, first);
            sells(&mut slots[1], second, 0);
        });
        let refused: Vec<String> = violated_by::<AllOps>(&chain, trace).into_iter().collect();
        assert_eq!(refused, names, "{first} for {second}");
    }
    let trace = forged(&chain, &chain.swap(), 0, |slots| sells(&mut slots[0], 1_199, 1_200));
    refused(&chain, trace, "swap", ["step-0/amount-is-the-orders-or-open"]);
    let trace = forged(&chain, &chain.swap(), 0, |slots| {
        sells(&mut slots[1], 600, 601);
        slots[1].touches[0].after.nonce += 1;
    });
    refused(&chain, trace, "swap", ["step-1/amount-is-the-orders-or-open"]);
    let trace = forged(&chain, &chain.swap(), 2, |slots| slots[2].args.amount += 1);
    refused(&chain, trace, "swap", ["step-2/amounts-are-signed"]);
    // One of the two gets less or gives more than is published.
    for (slot, touch, name) in [
        (0, 0, "step-0/seller-balance-debited"),
        (0, 1, "step-0/recipient-balance-credited"),
        (1, 0, "step-1/seller-balance-debited"),
        (1, 1, "step-1/recipient-balance-credited"),
    ] {
        let trace = edited(chain.swap(), |slots| shift(&mut slots[slot].touches[touch].value_after, -1));
        refused(&chain, trace, "swap", [name]);
    }
}

/// Unpacked amounts are not in 128 bits by themselves: the balances of both sides hold them there.
#[test]
fn swap_of_an_amount_beyond_128_bits() {
    let chain = Chain::genesis();
    let greatest = Felt::from((1u64 << 35) - 1).to_fr() * Felt::from(10u128.pow(31)).to_fr();
    let trace = forged(&chain, &chain.swap(), 1, |slots| {
        let slot = &mut slots[1];
        slot.args.packed_amount = PackedAmount::from_raw((1 << 40) - 1).expect("40 bits");
        let [given, got] = &mut slot.touches;
        given.value_after = (given.value_before.to_fr() - greatest).into();
        got.value_after = (got.value_before.to_fr() + greatest).into();
    });
    let balances = ["/touch-a/balance-128-bits/range", "/touch-b/balance-128-bits/range"];
    refused(&chain, trace, "swap", [balances[0], balances[1], "/wide/range"]);
}

#[test]
fn swap_parties() {
    let chain = Chain::genesis();
    let pays = |slot: usize, to: AccountId, name: &str| {
        let trace = forged(&chain, &chain.swap(), 0, |slots| {
            let old = slots[slot].touches[1];
            let mut new = chain.ledger.identity(to, old.key);
            let received = old.value_after.to_fr() - old.value_before.to_fr();
            new.value_after = (new.value_before.to_fr() + received).into();
            slots[slot].touches[1] = new;
        });
        refused(&chain, trace, "swap", [name]);
    };
    pays(0, CAROL, "step-1/second-recipient-has-signed-address");
    pays(1, CAROL, "step-1/first-recipient-has-signed-address");

    let trace = forged(&chain, &chain.swap(), 0, |slots| {
        let mut touch = chain.ledger.identity(ALICE, StorageKey::balance(TokenId::ETH));
        shift(&mut touch.value_after, -600);
        slots[1].touches[0] = touch;
    });
    refused(&chain, trace, "swap", ["step-1/sellers-differ"]);
    // Both sell ETH and buy ETH.
    let trace = forged(&chain, &chain.swap(), 0, |slots| {
        slots[0].args.token = TokenId::ETH;
        slots[1].args.aux = (slots[1].args.aux.to_fr() - Felt::from(TOKEN.0).to_fr()).into();
        for (touch, change) in slots[0].touches.iter_mut().zip([-1_200, 1_200]) {
            touch.key = StorageKey::balance(TokenId::ETH);
            touch.value_before = chain.ledger.value(touch.account, touch.key);
            touch.value_after = touch.value_before;
            shift(&mut touch.value_after, change);
        }
    });
    refused(&chain, trace, "swap", ["step-1/tokens-differ"]);
    // One of them buys something else than the other sells.
    for (slot, name) in [(0, "first-buys-what-second-sells"), (1, "second-buys-what-first-sells")] {
        let trace = forged(&chain, &chain.swap(), 0, |slots| shift(&mut slots[slot].args.aux, 1));
        refused(&chain, trace, "swap", [&format!("step-1/{name}")]);
    }
    // Another submitter than the one whose nonce need not be used.
    let trace = forged(&chain, &chain.swap(), 0, |slots| slots[0].args.extra[2] = CAROL.0.into());
    refused(&chain, trace, "swap", ["step-2/submitter-is-the-announced"]);
}

#[test]
fn swap_nonces() {
    let chain = Chain::genesis();
    let name = |step| format!("step-{step}/seller-nonce-increments-if-used");
    // An exact order that could be used again, an open order that is used up, and one that its submitter signed, whose nonce
    // would be used twice.
    let kept = edited(chain.swap(), |slots| slots[0].touches[0].after.nonce -= 1);
    let used = edited(chain.swap(), |slots| slots[1].touches[0].after.nonce += 1);
    let mut twice = edited(chain.swap_by_maker(), |slots| slots[0].touches[0].after.nonce += 1);
    for touch in [(1, 1), (2, 0)] {
        let touch = &mut twice.slots[touch.0].touches[touch.1];
        touch.before.nonce += 1;
        touch.after.nonce += 1;
    }
    chain.sign(&mut twice.slots[2], &key(ALICE));
    for (mut trace, step) in [(kept, 0), (used, 1), (twice, 0)] {
        // Alice is also the recipient of Bob's ETH.
        if step == 0 {
            let nonce = trace.slots[0].touches[0].after.nonce;
            (trace.slots[1].touches[1].before.nonce, trace.slots[1].touches[1].after.nonce) = (nonce, nonce);
        }
        refused(&chain, trace, "swap", [&name(step)]);
    }
}

#[test]
fn swap_signatures() {
    let chain = Chain::genesis();
    let stranger =
        |slot: usize, opcode| edited(chain.swap(), |slots| chain.sign_as(&mut slots[slot], &key(CAROL), opcode));
    refused(&chain, stranger(0, ORDER_OPCODE), "swap", ["step-0/signed-by-seller"]);
    refused(&chain, stranger(1, ORDER_OPCODE), "swap", ["step-1/signed-by-seller"]);
    refused(&chain, stranger(2, 11), "swap", ["step-2/signed-by-submitter"]);
    // An order of another chain, and an order in place of the submission.
    let other = Chain { chain_tag: Felt::from(5u8), ..Chain::genesis() };
    let trace = edited(chain.swap(), |slots| other.sign_as(&mut slots[0], &key(ALICE), ORDER_OPCODE));
    refused(&chain, trace, "swap", ["/signature/equation"]);
    let trace = edited(chain.swap(), |slots| chain.sign_as(&mut slots[2], &key(DAVE), ORDER_OPCODE));
    refused(&chain, trace, "swap", ["/message-opcode-is-the-operations"]);
    let trace = forged(&chain, &chain.swap(), 0, |slots| slots[0].args.valid_until = NOW - 1);
    refused(&chain, trace, "swap", ["/validity/not-after-valid-until"]);
    let trace = forged(&chain, &chain.swap(), 0, |slots| slots[1].args.valid_from = NOW + 1);
    refused(&chain, trace, "swap", ["/validity/not-before-valid-from"]);

    // The submitter signed the orders the other way round.
    let trace = forged(&chain, &chain.swap(), 2, |slots| {
        let [_, _, first, second] = slots[2].args.extra;
        let inputs = [second, first].map(Felt::to_fr);
        slots[2].args.aux = zelkova_primitives::hash::hash(zelkova_primitives::Domain::ORDERS, &inputs).into();
    });
    refused(&chain, trace, "swap", ["step-2/orders-are-signed"]);
    // Bob's order comes first, but the submission is of Alice's first.
    let exchanged = forged(&chain, &chain.swap(), 0, |slots| {
        slots.swap(0, 1);
        (slots[0].step, slots[1].step) = (0, 1);
        slots[0].args.extra = slots[1].args.extra;
    });
    assert_eq!(violated_by::<AllOps>(&chain, exchanged.clone()), BTreeSet::new());
    let trace = edited(exchanged, |slots| {
        (slots[2].args.amount, slots[2].args.aux) = (chain.swap().slots[2].args.amount, chain.swap().slots[2].args.aux);
        chain.sign(&mut slots[2], &key(DAVE));
    });
    refused(&chain, trace, "swap", ["step-2/amounts-are-signed", "step-2/orders-are-signed"]);
}
