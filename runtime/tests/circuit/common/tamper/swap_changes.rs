//! Changes made for swaps.

use zelkova_operation::{Ledger, SlotTrace};
use zelkova_primitives::{AccountId, L1Address, PackedAmount, StorageKey, TokenId, Touch};

use super::{
    super::chain::{shift, Chain, ALICE, NEW_ACCOUNT},
    follow::digest,
    nft_changes::add_power,
    Targeted,
};

/// Of Swap.
pub const SWAP: [Targeted; 11] = [
    ("a ratio above its range", 0, |_, slots| add_power(&mut slots[0].args.aux, 240)),
    ("a ratio above its range", 1, |_, slots| add_power(&mut slots[1].args.aux, 240)),
    ("an exact order of another amount", 1, |_, slots| {
        slots[1].args.amount = 599;
        slots[1].touches[0].after.nonce += 1;
    }),
    ("to nobody", 0, |chain, slots| {
        to_nobody(chain, &mut slots[0].touches[1]);
        slots[1].args.address = L1Address::ZERO;
    }),
    ("to nobody", 0, |chain, slots| {
        to_nobody(chain, &mut slots[1].touches[1]);
        slots[0].args.address = L1Address::ZERO;
    }),
    ("one token", 0, |chain, slots| {
        slots[0].args.token = TokenId::ETH;
        slots[1].args.aux = (slots[1].args.aux.to_fr() - zelkova_primitives::Felt::from(7u8).to_fr()).into();
        for (touch, amount) in [(0, -1_200), (1, 1_200)] {
            let account = slots[0].touches[touch].account;
            moves(chain, &mut slots[0].touches[touch], account, TokenId::ETH, amount);
        }
    }),
    ("one seller", 0, |chain, slots| moves(chain, &mut slots[1].touches[0], ALICE, TokenId::ETH, -600)),
    ("the first pays too little", 0, |_, slots| sells(&mut slots[0], 899)),
    ("the second pays too little", 0, |_, slots| sells(&mut slots[1], 359)),
    ("the submission is of another first order", 2, |_, slots| of_another_order(&mut slots[2], 2)),
    ("the submission is of another second order", 2, |_, slots| of_another_order(&mut slots[2], 3)),
];

fn to_nobody(chain: &Chain, touch: &mut Touch) {
    let mut place = chain.ledger.identity(AccountId(NEW_ACCOUNT.0 + 1), touch.key);
    place.value_after = (touch.value_after.to_fr() - touch.value_before.to_fr()).into();
    *touch = place;
}

/// The touch changes a balance by an amount and, if it did so before, the nonce.
fn moves(chain: &Chain, touch: &mut Touch, account: AccountId, token: TokenId, amount: i128) {
    let uses_nonce = touch.after.nonce != touch.before.nonce;
    *touch = chain.ledger.identity(account, StorageKey::balance(token));
    touch.after.nonce += u32::from(uses_nonce);
    shift(&mut touch.value_after, amount);
}

/// The slot moves another amount.
fn sells(slot: &mut SlotTrace, amount: u128) {
    slot.args.packed_amount = PackedAmount::pack(amount).expect("packable");
    if slot.args.amount != 0 {
        slot.args.amount = amount;
    }
    for (touch, change) in slot.touches.iter_mut().zip([-(amount as i128), amount as i128]) {
        touch.value_after = touch.value_before;
        shift(&mut touch.value_after, change);
    }
}

/// The submitter signs another message in place of one of the orders'.
fn of_another_order(submission: &mut SlotTrace, extra: usize) {
    shift(&mut submission.args.extra[extra], 1);
    submission.args.aux = digest(submission);
}
