//! Swaps.

use pallet_swap::{
    swap::{
        op::{orders_digest, signed_amounts},
        Order, SignedOrder,
    },
    Swap,
};
use zelkova_operation::{Ledger, OpTrace, SlotArgs, SlotTrace, Tracer, TxSignature};
use zelkova_primitives::{AccountId, Felt, L1Address, PackedAmount, StorageKey, TokenId, Touch};

use crate::{
    chain::{address, Chain, ALICE, BOB, CAROL, DAVE, RESERVED, TOKEN},
    common::{
        add, compare, executed, generated, packed_amount, packed_fee, paid, signed, slot, subtract, touch, Pick,
        Signing, NO_ADDRESS,
    },
    nfts::ORDER_OPCODE,
};

/// An account that does not exist.
const NEW: AccountId = AccountId(9);

/// A swap without signatures, and who signs its orders and itself.
#[derive(Clone, Debug)]
struct Draft {
    account: AccountId,
    nonce: u32,
    orders: [Order; 2],
    amounts: [u128; 2],
    fee_token: TokenId,
    fee: u128,
    validity: (u64, u64),
}

/// Alice sells 1,200 of the token to Bob for 600 ETH; Dave submits.
fn honest() -> Draft {
    let order = Order {
        account: ALICE,
        recipient: address(ALICE),
        nonce: 41,
        token_sell: TOKEN,
        token_buy: TokenId::ETH,
        ratio_sell: 10,
        ratio_buy: 3,
        amount: 1_200,
        valid_from: 0,
        valid_until: u64::MAX,
    };
    let other = Order {
        account: BOB,
        recipient: address(DAVE),
        nonce: 0,
        token_sell: TokenId::ETH,
        token_buy: TOKEN,
        ratio_sell: 2,
        ratio_buy: 3,
        amount: 0,
        ..order
    };
    Draft {
        account: DAVE,
        nonce: 0,
        orders: [order, other],
        amounts: [1_200, 600],
        fee_token: TokenId::ETH,
        fee: 30,
        validity: (0, u64::MAX),
    }
}

/// The order's slot, without any check.
fn forced_order(
    chain: &Chain,
    draft: &Draft,
    step: u8,
    extra: [Felt; 4],
    signing: &Signing,
    tracer: &mut Tracer<'_>,
) -> SlotTrace {
    let (index, other) = (usize::from(step), usize::from(1 - step));
    let (order, amount) = (&draft.orders[index], draft.amounts[index]);
    let to = chain.ledger.account_id(&draft.orders[other].recipient).unwrap_or(chain.ledger.next_account_id());
    let key = StorageKey::balance(order.token_sell);
    let used = order.amount != 0 && order.account != draft.account;
    let given = touch(tracer, order.account, key, |fields, value| {
        fields.nonce = fields.nonce.wrapping_add(u32::from(used));
        subtract(value, amount);
    });
    let got: Touch = touch(tracer, to, key, |_, value| add(value, amount));
    let args = SlotArgs {
        token: order.token_sell,
        amount: order.amount,
        packed_amount: packed_amount(amount),
        address: order.recipient,
        aux: terms(order),
        valid_from: order.valid_from,
        valid_until: order.valid_until,
        extra,
        ..SlotArgs::default()
    };
    signed(slot(11, step, [given, got], args, false), signing, order.nonce, ORDER_OPCODE)
}

/// `ratio_sell * 2^128 + ratio_buy * 2^16 + token_buy`, also for ratios above their range.
fn terms(order: &Order) -> Felt {
    let power = |bits: usize| {
        let mut bytes = [0; 32];
        bytes[31 - bits / 8] = 1;
        Felt::from_be_bytes_mod_order(&bytes).to_fr()
    };
    let sell = Felt::from(order.ratio_sell).to_fr() * power(128);
    let buy = Felt::from(order.ratio_buy).to_fr() * power(16);
    (sell + buy + Felt::from(order.token_buy.0).to_fr()).into()
}

/// Compares the two sides, with a prover that writes down what the swap would do.
fn check(chain: &Chain, case: &str, draft: &Draft, signings: &[Signing; 3]) -> bool {
    let [first_signing, second_signing, signing] = signings;
    let mut ledger = chain.ledger.clone();
    let mut tracer = Tracer::new(&mut ledger);
    let packed: [PackedAmount; 2] = draft.amounts.map(packed_amount);
    let submitter = Felt::from(draft.account.0);
    let extra = [Felt::ZERO, Felt::ZERO, submitter, Felt::ZERO];
    let first = forced_order(chain, draft, 0, extra, first_signing, &mut tracer);
    // Messages that are passed on are those of the circuit.
    let shown = |slot: &SlotTrace| slot.signed_fields().unwrap().hash(chain.chain_tag);
    let extra = [packed[0].raw().into(), shown(&first), submitter, draft.amounts[0].into()];
    let second = forced_order(chain, draft, 1, extra, second_signing, &mut tracer);
    let paid = paid(&mut tracer, draft.account, draft.fee_token, draft.fee);
    let idle = tracer.identity(draft.account, StorageKey::balance(TOKEN));
    let messages = [shown(&first), shown(&second)];
    let args = SlotArgs {
        token: draft.fee_token,
        amount: signed_amounts(packed),
        packed_fee: packed_fee(draft.fee),
        aux: orders_digest(messages),
        valid_from: draft.validity.0,
        valid_until: draft.validity.1,
        extra: [Felt::ZERO, Felt::ZERO, messages[0], messages[1]],
        ..SlotArgs::default()
    };
    let third = signed(slot(11, 2, [paid, idle], args, true), signing, draft.nonce, 11);
    let signature = |slot: &SlotTrace| {
        let signature = slot.signature.unwrap();
        TxSignature { public_key: signature.public_key, signature: signature.signature }
    };
    let order = |index: usize, slot| SignedOrder {
        order: draft.orders[index],
        signature: signature(slot),
        eth_signature: None,
    };
    let tx = Swap {
        account: draft.account,
        nonce: draft.nonce,
        orders: Box::new([order(0, &first), order(1, &second)]),
        first_amount: draft.amounts[0],
        second_amount: draft.amounts[1],
        fee_token: draft.fee_token,
        fee: draft.fee,
        valid_from: draft.validity.0,
        valid_until: draft.validity.1,
    };
    let forced = OpTrace { slots: vec![first, second, third] };
    compare(chain, &format!("{case}: {draft:?}"), executed(chain, &tx, signing), forced)
}

/// Everybody signs for themselves.
fn owners(chain: &Chain, draft: &Draft) -> [Signing; 3] {
    [draft.orders[0].account, draft.orders[1].account, draft.account].map(|account| Signing::of(chain, account))
}

type Edit = fn(&mut Draft);

/// All that Alice has for about all that Bob has, at any price.
fn everything(draft: &mut Draft, second: u128) {
    draft.amounts = [1_000_000, second];
    draft.orders[0].amount = 0;
    (draft.orders[0].ratio_sell, draft.orders[0].ratio_buy) = (0, 0);
}

#[test]
fn swaps() {
    let chain = Chain::genesis();
    let cases: [(&str, bool, Edit); 20] = [
        ("honest", true, |_| ()),
        ("submitted by the first seller", true, |d| (d.account, d.nonce) = (ALICE, 41)),
        ("submitted by the second seller", true, |d| (d.account, d.nonce) = (BOB, 0)),
        ("of two exact orders", true, |d| d.orders[1].amount = 600),
        ("of two open orders", true, |d| d.orders[0].amount = 0),
        ("at the first's price", true, |d| d.amounts[1] = 360),
        ("below the first's price", false, |d| d.amounts[1] = 359),
        ("at the second's price", true, |d| (d.orders[0].amount, d.amounts[0]) = (0, 900)),
        ("below the second's price", false, |d| (d.orders[0].amount, d.amounts[0]) = (0, 899)),
        ("of nothing", true, |d| (d.orders[0].amount, d.amounts) = (0, [0, 0])),
        ("of another amount than signed", false, |d| d.amounts[0] = 1_201),
        ("of an exact order that is not packable", false, |d| d.orders[0].amount = (1 << 35) + 1),
        ("of one token", false, |d| (d.orders[0].token_sell, d.orders[1].token_buy) = (TokenId::ETH, TokenId::ETH)),
        ("with oneself", false, |d| (d.orders[1].account, d.orders[1].nonce) = (ALICE, 42)),
        ("of all that there is", true, |d| everything(d, 5_000)),
        ("of more than there is", false, |d| everything(d, 5_001)),
        ("to the other seller", true, |d| d.orders[0].recipient = address(BOB)),
        ("with a ratio of 113 bits", false, |d| d.orders[0].ratio_sell = 1 << 112),
        ("with the greatest ratios", true, |d| {
            d.orders[0].ratio_sell = (1 << 112) - 1;
            d.orders[0].ratio_buy = (1 << 111) - 1;
        }),
        ("without a price", true, |d| (d.orders[0].ratio_sell, d.orders[0].ratio_buy) = (0, 0)),
    ];
    for (case, accepted, edit) in cases {
        let mut draft = honest();
        edit(&mut draft);
        assert_eq!(check(&chain, case, &draft, &owners(&chain, &draft)), accepted, "{case}");
    }
}

#[test]
fn the_last_nonce_serves_open_orders_alone() {
    let mut ledger = Chain::genesis().ledger;
    let mut fields = ledger.account(BOB);
    fields.nonce = u32::MAX;
    ledger.set_account(BOB, fields);
    let chain = Chain::from_ledger(ledger);
    for (amount, submitter, accepted) in [(0, DAVE, true), (600, DAVE, false), (0, BOB, false)] {
        let mut draft = honest();
        (draft.orders[1].nonce, draft.orders[1].amount, draft.account) = (u32::MAX, amount, submitter);
        draft.nonce = chain.ledger.account(submitter).nonce;
        assert_eq!(check(&chain, "last nonce", &draft, &owners(&chain, &draft)), accepted);
    }
}

/// Changes an order in some cases.
fn vary(chain: &Chain, pick: &mut Pick, order: &mut Order) {
    let receivers = [ALICE, BOB, DAVE, CAROL, NEW, RESERVED, NO_ADDRESS];
    let sellers = [ALICE, BOB, CAROL, RESERVED, AccountId(6)];
    let tokens = [TOKEN, TokenId::ETH, TokenId(8)];
    order.account = pick.rarely(order.account, &sellers);
    order.nonce = match pick.rarely(false, &[true]) {
        true => order.nonce.wrapping_add(1),
        false => chain.ledger.account(order.account).nonce,
    };
    if pick.rarely(false, &[true]) {
        let receiver = pick.one(&receivers);
        order.recipient = if receiver == NO_ADDRESS { L1Address::ZERO } else { address(receiver) };
    }
    order.token_sell = pick.rarely(order.token_sell, &tokens);
    order.token_buy = pick.rarely(order.token_buy, &tokens);
    order.ratio_sell = pick.rarely(order.ratio_sell, &[0, 1, (1 << 112) - 1, 1 << 112]);
    order.ratio_buy = pick.rarely(order.ratio_buy, &[0, 1, (1 << 112) - 1]);
    if pick.rarely(false, &[true]) {
        (order.valid_from, order.valid_until) = pick.validity();
    }
}

#[test]
fn generated_swaps() {
    generated(|chain, pick, case| {
        let mut draft = honest();
        let Draft { orders: [first, second], amounts, .. } = &mut draft;
        vary(chain, pick, first);
        vary(chain, pick, second);
        *amounts = [pick.rarely(amounts[0], &[0, 899, 900, 1_000_000]), pick.rarely(amounts[1], &[0, 359, 360, 5_001])];
        // Exact or open; rarely another amount.
        first.amount = pick.one(&[amounts[0], 0]);
        second.amount = pick.one(&[amounts[1], 0]);
        first.amount = pick.rarely(first.amount, &[1, u128::MAX, 1_201]);
        second.amount = pick.rarely(second.amount, &[1, u128::MAX, 601]);
        draft.account = pick.one(&[DAVE, DAVE, ALICE, BOB]);
        draft.account = pick.rarely(draft.account, &[CAROL, RESERVED, AccountId(6)]);
        draft.nonce = pick.nonce(chain, draft.account);
        draft.fee_token = pick.rarely(draft.fee_token, &[TOKEN, TokenId(8)]);
        draft.fee = pick.rarely(draft.fee, &[0, 4_990]);
        if pick.rarely(false, &[true]) {
            draft.validity = pick.validity();
        }
        let signer = |pick: &mut Pick, account| {
            let signer = pick.rarely(account, &[ALICE, BOB, DAVE]);
            Signing { chain_tag: pick.rarely(chain.chain_tag, &[Felt::from(5u8)]), ..Signing::of(chain, signer) }
        };
        let [first, second] = draft.orders.map(|order| order.account);
        let signings = [signer(pick, first), signer(pick, second), signer(pick, draft.account)];
        check(chain, case, &draft, &signings)
    });
}
