//! False statements, each with the constraint that refuses it. The prover adapts everything else: roots, pubdata and, where
//! the user could have signed it, the signature.

mod block;

use std::collections::BTreeSet;

use crate::common::{
    chain::{address, key, publish, shift, Chain, ALICE, BOB, CAROL, NOW, RESERVED, TOKEN},
    tiny, violated, violated_by, witness, AllOps,
};
use zelkova_operation::{Ledger, OpTrace, SealedBlock, SlotTrace};
use zelkova_primitives::{pack_chunks, AccountFields, AccountId, Felt, PackedFee, StorageKey, TokenId};

fn names<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// Edits the only slot of a trace.
fn edited(mut trace: OpTrace, edit: impl FnOnce(&mut SlotTrace)) -> OpTrace {
    edit(&mut trace.slots[0]);
    trace
}

/// Edits, publishes what follows, and lets Alice sign it.
fn signed(chain: &Chain, trace: OpTrace, edit: impl FnOnce(&mut SlotTrace)) -> OpTrace {
    edited(trace, |slot| {
        edit(slot);
        publish(slot);
        chain.sign(slot, &key(ALICE));
    })
}

#[test]
fn wrong_signer() {
    let chain = Chain::genesis();
    for (trace, name) in [
        (chain.transfer(), "slot/transfer/signed-by-sender"),
        (chain.transfer_to_new(), "slot/transfer-to-new/signed-by-sender"),
        (chain.withdraw(), "slot/withdraw/signed-by-sender"),
        (chain.change_pub_key(), "slot/change-pub-key/signed-by-new-key"),
    ] {
        let stranger = edited(trace.clone(), |slot| chain.sign(slot, &key(BOB)));
        assert_eq!(violated_by::<AllOps>(&chain, stranger), names([name]));
        let nobody = edited(trace, |slot| slot.signature = None);
        assert!(violated_by::<AllOps>(&chain, nobody).contains(name));
    }
}

#[test]
fn signature_of_another_message() {
    let chain = Chain::genesis();
    let trace = edited(chain.transfer(), |slot| slot.args.valid_until += 1);
    assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/signature/equation"]));
    // A message of another chain.
    let other = Chain { chain_tag: Felt::from(5u8), ..Chain::genesis() };
    let trace = edited(chain.transfer(), |slot| other.sign(slot, &key(ALICE)));
    assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/signature/equation"]));
    // A withdrawal that the user signed does not serve as a transfer.
    let trace = edited(chain.transfer(), |slot| chain.sign_as(slot, &key(ALICE), 3));
    assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/message-opcode-is-the-operations"]));
}

#[test]
fn locked_account() {
    let mut ledger = Chain::genesis().ledger;
    let fields = AccountFields { key_hash: Felt::ZERO, ..ledger.account(ALICE) };
    ledger.set_account(ALICE, fields);
    let chain = Chain::from_ledger(ledger);
    assert_eq!(violated_by::<AllOps>(&chain, chain.transfer()), names(["slot/transfer/signed-by-sender"]));
}

#[test]
fn wrong_nonce_and_replay() {
    let chain = Chain::genesis();
    for (after, trace) in [(41, chain.transfer()), (43, chain.transfer()), (40, chain.transfer())] {
        let trace = edited(trace, |slot| slot.touches[0].after.nonce = after);
        assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/transfer/sender-nonce-increments"]));
    }
    // The same transfer again, from the state that it left: the signed nonce is not the account's any more.
    let (first, mut again) = (chain.transfer(), chain.transfer());
    for (touch, before) in again.slots[0].touches.iter_mut().zip(&first.slots[0].touches) {
        touch.before = before.after;
        touch.after = before.after;
        let change = touch.value_after.to_fr() - touch.value_before.to_fr();
        touch.value_before = before.value_after;
        touch.value_after = (touch.value_before.to_fr() + change).into();
    }
    again.slots[0].touches[0].after.nonce = 43;
    let block = chain.seal(vec![first, again], 2);
    assert_eq!(violated::<AllOps>(&witness(&chain, &block, tiny(2))), names(["slot/signature/equation"]),);
}

#[test]
fn last_nonce() {
    let mut ledger = Chain::genesis().ledger;
    let fields = AccountFields { nonce: u32::MAX, ..ledger.account(ALICE) };
    ledger.set_account(ALICE, fields);
    let chain = Chain::from_ledger(ledger);
    // Neither staying nor wrapping around is an increment.
    for nonce in [u32::MAX, 0] {
        let trace = signed(&chain, Chain::genesis().transfer(), |slot| {
            slot.touches[0].before = chain.ledger.account(ALICE);
            slot.touches[0].after = AccountFields { nonce, ..slot.touches[0].before };
        });
        assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/transfer/sender-nonce-increments"]));
    }
}

#[test]
fn overdraft_and_overflow() {
    let chain = Chain::genesis();
    // One more than Alice has, fee included: the difference is p - 1.
    let trace = signed(&chain, chain.withdraw(), |slot| {
        slot.args.amount = 1_000_000 - 30 + 1;
        slot.touches[0].value_after = chain.ledger.value(ALICE, StorageKey::balance(TOKEN));
        shift(&mut slot.touches[0].value_after, -1_000_001);
        slot.touches[1].value_before = slot.touches[0].value_after;
        slot.touches[1].value_after = slot.touches[0].value_after;
    });
    assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/touch-a/balance-128-bits/range"]));

    let mut ledger = chain.ledger.clone();
    ledger.set_value(BOB, StorageKey::balance(TOKEN), u128::MAX.into());
    let rich = Chain::from_ledger(ledger);
    let refused = violated_by::<AllOps>(&rich, rich.transfer());
    assert_eq!(refused, names(["slot/touch-b/balance-128-bits/range"]));
    let refused = violated_by::<AllOps>(&rich, rich.deposit());
    assert_eq!(refused, names(["slot/touch-a/balance-128-bits/range"]));
}

#[test]
fn money_from_nothing() {
    let chain = Chain::genesis();
    for (trace, touch, name) in [
        (chain.transfer(), 0, "slot/transfer/sender-balance-debited"),
        (chain.transfer(), 1, "slot/transfer/recipient-balance-credited"),
        (chain.transfer_to_new(), 1, "slot/transfer-to-new/recipient-balance-credited"),
        (chain.withdraw(), 0, "slot/withdraw/sender-balance-debited"),
        (chain.withdraw(), 1, "slot/touch-b/value-unchanged"),
        (chain.change_pub_key(), 0, "slot/change-pub-key/account-balance-debited"),
        (chain.deposit(), 0, "slot/deposit/account-balance-credited"),
        (chain.full_exit(), 0, "slot/full-exit/account-balance-debited"),
    ] {
        let trace = edited(trace, |slot| {
            shift(&mut slot.touches[touch].value_after, 1);
            if touch == 0 && slot.touches[1].account == slot.touches[0].account {
                shift(&mut slot.touches[1].value_before, 1);
                shift(&mut slot.touches[1].value_after, 1);
            }
        });
        assert_eq!(violated_by::<AllOps>(&chain, trace), names([name]));
    }
}

#[test]
fn wrong_recipient() {
    let chain = Chain::genesis();
    let trace = edited(chain.transfer(), |slot| {
        let old = slot.touches[1];
        let carol = chain.ledger.account(CAROL);
        slot.touches[1].account = CAROL;
        (slot.touches[1].before, slot.touches[1].after) = (carol, carol);
        slot.touches[1].value_before = Felt::ZERO;
        slot.touches[1].value_after = (old.value_after.to_fr() - old.value_before.to_fr()).into();
        publish(slot);
    });
    assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/transfer/recipient-has-signed-address"]));

    // An account that exists is not new.
    let trace = signed(&chain, chain.transfer_to_new(), |slot| {
        let (old, bob) = (slot.touches[1], chain.ledger.account(BOB));
        slot.touches[1].account = BOB;
        slot.touches[1].before = bob;
        slot.touches[1].after = AccountFields { address: slot.args.address, ..bob };
        slot.touches[1].value_before = 77u8.into();
        slot.touches[1].value_after = old.value_after;
        shift(&mut slot.touches[1].value_after, 77);
    });
    assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/transfer-to-new/recipient-is-new"]));

    // A deposit to somebody else's account.
    let trace = edited(chain.deposit(), |slot| {
        slot.args.address = address(CAROL);
        slot.touches[0].after.address = address(CAROL);
        slot.touches[1].before.address = address(CAROL);
        slot.touches[1].after.address = address(CAROL);
        publish(slot);
    });
    assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/deposit/account-is-owners-or-new/zero"]));
}

#[test]
fn full_exit_amount() {
    let chain = Chain::genesis();
    // Less than the balance to the owner, something to a stranger.
    for (trace, amount) in [(chain.full_exit(), 999_999), (chain.full_exit_of_stranger(), 1)] {
        let trace = edited(trace, |slot| {
            slot.args.amount = amount;
            let rest = Felt::from(1_000_000 - amount);
            slot.touches[0].value_after = rest;
            (slot.touches[1].value_before, slot.touches[1].value_after) = (rest, rest);
            publish(slot);
        });
        assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/full-exit/amount-is-balance-of-owner"]));
    }
}

#[test]
fn key_of_somebody_else() {
    let chain = Chain::genesis();
    // Bob's address is published, so Bob's authorisation on L1 would be asked for.
    let trace = edited(chain.change_pub_key(), |slot| {
        slot.args.address = address(BOB);
        publish(slot);
        chain.sign(slot, &key(AccountId(99)));
    });
    assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/change-pub-key/address-is-the-accounts"]));
    // Another key than the published one, or none.
    for key_hash in [Felt::ONE, Felt::ZERO] {
        let trace = edited(chain.change_pub_key(), |slot| {
            slot.touches[0].after.key_hash = key_hash;
            slot.touches[1].before.key_hash = key_hash;
            slot.touches[1].after.key_hash = key_hash;
        });
        assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/change-pub-key/key-hash-is-signed"]));
    }
}

#[test]
fn reserved_accounts() {
    let chain = Chain::genesis();
    let to_reserved = |trace: OpTrace, touch: usize| {
        edited(trace, |slot| {
            let reserved = chain.ledger.account(RESERVED);
            let change = slot.touches[touch].value_after.to_fr() - slot.touches[touch].value_before.to_fr();
            let value = chain.ledger.value(RESERVED, slot.touches[touch].key);
            slot.touches[touch].account = RESERVED;
            (slot.touches[touch].before, slot.touches[touch].after) = (reserved, reserved);
            slot.touches[touch].value_before = value;
            slot.touches[touch].value_after = (value.to_fr() + change).into();
            slot.args.address = reserved.address;
            if touch == 0 {
                slot.touches[1] = chain.ledger.identity(BOB, StorageKey::balance(TOKEN));
            }
            publish(slot);
            if slot.signature.is_some() {
                chain.sign(slot, &key(ALICE));
            }
        })
    };
    let refused = violated_by::<AllOps>(&chain, to_reserved(chain.transfer(), 1));
    assert_eq!(refused, names(["slot/touch-b/account-not-reserved"]));
    let refused = violated_by::<AllOps>(&chain, to_reserved(chain.deposit(), 0));
    assert_eq!(refused, names(["slot/touch-a/account-not-reserved"]));
    // The last account that is not reserved can be created, the last of all cannot.
    for (id, refused) in [((1 << 28) - 257, names([])), ((1 << 28) - 1, names(["slot/touch-b/account-not-reserved"]))] {
        let trace = edited(chain.transfer_to_new(), |slot| {
            slot.touches[1].account = AccountId(id);
            publish(slot);
        });
        assert_eq!(violated_by::<AllOps>(&chain, trace), refused);
    }
}

#[test]
fn validity_window() {
    let chain = Chain::genesis();
    let window = |from, until| {
        let trace =
            signed(&chain, chain.transfer(), |slot| (slot.args.valid_from, slot.args.valid_until) = (from, until));
        violated_by::<AllOps>(&chain, trace)
    };
    assert_eq!(window(NOW, NOW), names([]));
    assert_eq!(window(NOW + 1, u64::MAX), names(["slot/validity/not-before-valid-from"]));
    assert_eq!(window(0, NOW - 1), names(["slot/validity/not-after-valid-until"]));
}

#[test]
fn packed_numbers() {
    let chain = Chain::genesis();
    let trace = edited(chain.transfer(), |slot| {
        slot.args.packed_amount = zelkova_primitives::PackedAmount::pack(1300).expect("packable");
        publish(slot);
    });
    assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/transfer/amount-is-packed"]));
    // An amount that unpacks to more than 128 bits equals no signed one.
    let trace = edited(chain.transfer(), |slot| {
        slot.args.packed_amount = zelkova_primitives::PackedAmount::from_raw((1 << 40) - 1).expect("40 bits");
        publish(slot);
    });
    assert_eq!(violated_by::<AllOps>(&chain, trace), names(["slot/transfer/amount-is-packed"]));
    // A fee that unpacks to more than 128 bits.
    let trace = signed(&chain, chain.transfer(), |slot| {
        slot.args.packed_fee = PackedFee::from_raw(u16::MAX).expect("16 bits");
    });
    let refused = violated_by::<AllOps>(&chain, trace);
    assert!(refused.contains("slot/transfer/sender-balance-debited"), "{refused:?}");
}
