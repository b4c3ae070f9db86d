//! False statements of forced exits, NFTs and swaps, each with the constraint that refuses it. The prover adapts everything
//! else: roots, pubdata, what later slots repeat and, where the user could have signed it, the signature.

mod common;

use std::collections::BTreeSet;

use common::{
    chain::{address, key, shift, Chain, ALICE, BOB, CAROL, DAVE, NOW, RESERVED, TOKEN},
    nfts::{nft, NFT_SLOT, ORDER_OPCODE, OTHER_SLOT},
    ops::AllOps,
    tamper::forged,
    violated_by,
};
use zelkova_primitives::{
    AccountId, Felt, L1Address, Ledger, Nft, OpTrace, PackedAmount, SlotTrace, StorageKey, TokenId, Touch,
};

/// The change is refused by exactly these constraints of the operation, or by others if they start with `/`.
fn refused<const N: usize>(chain: &Chain, trace: OpTrace, operation: &str, names: [&str; N]) {
    let expected: BTreeSet<String> = names
        .into_iter()
        .map(|name| match name.strip_prefix('/') {
            Some(name) => format!("slot/{name}"),
            None => format!("slot/{operation}/{name}"),
        })
        .collect();
    // How a constraint is written in rows does not matter.
    let whole =
        |name: String| ["/zero", "/not-zero"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name).to_owned();
    let found: BTreeSet<String> = violated_by::<AllOps>(chain, trace).into_iter().map(whole).collect();
    assert_eq!(found, expected);
}

/// The trace with a change that nothing else follows.
fn edited(mut trace: OpTrace, edit: impl FnOnce(&mut [SlotTrace])) -> OpTrace {
    edit(&mut trace.slots);
    trace
}

/// A touch from genesis on that leaves this value.
fn touch(chain: &Chain, account: AccountId, key: StorageKey, value: Felt) -> Touch {
    Touch { value_after: value, ..Touch::identity(&chain.ledger, account, key) }
}

#[test]
fn forced_exit() {
    let chain = Chain::genesis();
    let empties = |target, token, owner, name: &str| {
        let trace = forged(&chain, &chain.forced_exit(), 0, |slots| {
            slots[0].touches[1] = touch(&chain, target, StorageKey::balance(token), Felt::ZERO);
            slots[0].args.address = owner;
        });
        refused(&chain, trace, "forced-exit", [name]);
    };
    empties(BOB, TokenId::ETH, address(BOB), "target-has-no-key");
    empties(CAROL, TOKEN, address(CAROL), "target-value-is-token-balance");
    empties(CAROL, TokenId::ETH, address(DAVE), "target-has-signed-address");
    empties(AccountId(6), TokenId::ETH, L1Address::ZERO, "target-exists");
    // Something stays behind; more is published than there was.
    let trace = edited(chain.forced_exit(), |slots| slots[0].touches[1].value_after = Felt::ONE);
    refused(&chain, trace, "forced-exit", ["target-balance-leaves"]);
    let trace = edited(chain.forced_exit(), |slots| slots[0].chunks[2].0[15] += 1);
    refused(&chain, trace, "forced-exit", ["chunk-2"]);
}

#[test]
fn mint() {
    let chain = Chain::genesis();
    let mints = |account, key, owner, name: &str| {
        let trace = forged(&chain, &chain.mint_nft(), 0, |slots| {
            slots[0].touches[1] = touch(&chain, account, key, slots[0].touches[1].value_after);
            slots[0].args.address = owner;
        });
        refused(&chain, trace, "mint-nft", [name]);
    };
    mints(ALICE, StorageKey::nft(NFT_SLOT), address(ALICE), "slot-was-free");
    mints(AccountId(6), StorageKey::nft(0), L1Address::ZERO, "recipient-exists");
    mints(CAROL, StorageKey::nft(0), address(BOB), "recipient-has-signed-address");
    mints(BOB, StorageKey::balance(TokenId(3)), address(BOB), "slot-is-for-nfts");
    mints(BOB, StorageKey::new(2, 0).expect("area 2 exists"), address(BOB), "slot-is-for-nfts");
    mints(RESERVED, StorageKey::nft(0), address(RESERVED), "/touch-b/account-not-reserved");

    // An NFT with a serial number that the creator had before, and one of another creator.
    for other in [Nft { creator: ALICE, serial: 2, ..nft() }, Nft { creator: BOB, serial: 3, ..nft() }] {
        let trace = edited(chain.mint_nft(), |slots| {
            slots[0].args.extra[2..].copy_from_slice(&other.value_inputs());
            slots[0].touches[1].value_after = other.value();
        });
        refused(&chain, trace, "mint-nft", ["nft-left"]);
    }
    let trace = edited(chain.mint_nft(), |slots| slots[0].touches[0].after.minted -= 1);
    refused(&chain, trace, "mint-nft", ["creator-minted-increments"]);
}

#[test]
fn last_serial_number() {
    let mut ledger = Chain::genesis().ledger;
    let mut fields = ledger.account(ALICE);
    fields.minted = u32::MAX;
    ledger.set_account(ALICE, fields);
    let chain = Chain::from_ledger(ledger);
    // Neither staying nor wrapping around is an increment.
    for minted in [u32::MAX, 0] {
        let trace = forged(&chain, &Chain::genesis().mint_nft(), 0, |slots| {
            let last = Nft { creator: ALICE, serial: u32::MAX, ..nft() };
            slots[0].touches[0].before.minted = u32::MAX;
            slots[0].touches[0].after.minted = minted;
            slots[0].touches[1].value_after = last.value();
        });
        refused(&chain, trace, "mint-nft", ["creator-minted-increments"]);
    }
}

#[test]
fn nft_that_is_not_the_senders() {
    let chain = Chain::genesis();
    for (honest, operation) in [(chain.transfer_nft(), "transfer-nft"), (chain.withdraw_nft(), "withdraw-nft")] {
        let spends = |account, key, name: &str| {
            let trace = forged(&chain, &honest, 0, |slots| {
                slots[0].touches[1] = touch(&chain, account, key, Felt::ZERO);
            });
            refused(&chain, trace, operation, [name]);
        };
        spends(ALICE, StorageKey::nft(NFT_SLOT + 1), "step-0/nft-is-signed");
        spends(DAVE, StorageKey::nft(OTHER_SLOT), "step-0/slot-is-the-senders");
        spends(ALICE, StorageKey::new(2, NFT_SLOT).expect("area 2 exists"), "step-0/slot-is-for-nfts");
        // The NFT stays with the sender as well.
        let trace = edited(honest.clone(), |slots| slots[0].touches[1].value_after = nft().value());
        refused(&chain, trace, operation, ["step-0/nft-leaves"]);
        let stranger = edited(honest, |slots| chain.sign(&mut slots[0], &key(BOB)));
        refused(&chain, stranger, operation, ["step-0/signed-by-sender"]);
    }
}

#[test]
fn nft_to_another_recipient() {
    let chain = Chain::genesis();
    let receives = |to: AccountId, slot, signed, owner, name: &str| {
        let trace = forged(&chain, &chain.transfer_nft(), 0, |slots| {
            slots[0].args.address = signed;
            slots[1].touches[0] = touch(&chain, to, StorageKey::nft(slot), nft().value());
            slots[1].touches[0].after.address = owner;
        });
        refused(&chain, trace, "transfer-nft", [name]);
    };
    receives(CAROL, 0, address(BOB), address(BOB), "step-1/recipient-is-owners-or-new");
    receives(AccountId(6), 0, address(BOB), address(CAROL), "step-1/recipient-has-signed-address");
    receives(AccountId(6), 0, L1Address::ZERO, L1Address::ZERO, "step-0/receiver-not-zero");
    receives(DAVE, OTHER_SLOT, address(DAVE), address(DAVE), "step-1/slot-was-free");
    receives(RESERVED, 0, address(RESERVED), address(RESERVED), "/touch-a/account-not-reserved");
    // Nothing arrives.
    let trace = edited(chain.transfer_nft(), |slots| slots[1].touches[0].value_after = Felt::ZERO);
    refused(&chain, trace, "transfer-nft", ["step-1/slot-gets-nft"]);
}

/// Adds to the serial number that a slot shows.
fn another_serial(slot: &mut SlotTrace) {
    let mut bytes = slot.args.aux.to_be_bytes();
    bytes[15] += 1;
    slot.args.aux = Felt::from_be_bytes_mod_order(&bytes);
}

#[test]
fn another_nft_on_l1() {
    let chain = Chain::genesis();
    for (honest, operation, name) in [
        (chain.withdraw_nft(), "withdraw-nft", "step-1/nft-is-the-signed-one"),
        (chain.full_exit_nft(), "full-exit-nft", "step-1/nft-is-the-one-that-leaves"),
    ] {
        // The same content, once more.
        let trace = forged(&chain, &honest, 1, |slots| another_serial(&mut slots[1]));
        refused(&chain, trace, operation, [name]);
        // Of another creator, with that creator's address.
        let trace = forged(&chain, &honest, 1, |slots| {
            slots[1].touches[0] = Touch::identity(&chain.ledger, DAVE, StorageKey::balance(TokenId::ETH));
            slots[1].args.address = address(DAVE);
        });
        refused(&chain, trace, operation, [name]);
        let trace = forged(&chain, &honest, 1, |slots| slots[1].args.amount ^= 1);
        refused(&chain, trace, operation, [name]);
        let trace = forged(&chain, &honest, 1, |slots| slots[1].args.address = address(CAROL));
        refused(&chain, trace, operation, ["step-1/address-is-the-creators"]);
    }
}

#[test]
fn full_exit() {
    let chain = Chain::genesis();
    let [exit, stranger] = [chain.full_exit_nft(), chain.full_exit_nft_of_stranger()];
    // The NFT stays with its owner, as if the slot were empty; a stranger gets it.
    let trace = edited(exit.clone(), |slots| {
        slots[0].touches[0].value_after = nft().value();
        slots[1] = stranger.slots[1].clone();
    });
    refused(&chain, trace, "full-exit-nft", ["step-0/nft-leaves-with-its-owner"]);
    let trace = edited(stranger.clone(), |slots| {
        slots[0].touches[0].value_after = Felt::ZERO;
        slots[1] = exit.slots[1].clone();
    });
    refused(&chain, trace, "full-exit-nft", ["step-0/nft-leaves-with-its-owner"]);
    // It leaves, but L1 does not hear of it.
    let trace = forged(&chain, &exit, 1, |slots| {
        slots[1] = stranger.slots[1].clone();
        slots[1].args.address = address(AccountId(0));
    });
    refused(&chain, trace, "full-exit-nft", ["step-1/nft-is-the-one-that-leaves"]);
    // It stays, but L1 hears that it left.
    let trace = edited(stranger, |slots| slots[1] = exit.slots[1].clone());
    let names = ["address-is-the-creators", "nothing-has-no-creator", "nothing-has-no-content"];
    let [a, b, c] = names.map(|name| format!("step-1/{name}"));
    refused(&chain, trace, "full-exit-nft", [&a, &b, &c, "step-1/nothing-has-no-serial"]);
}

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

#[test]
fn swap_parties() {
    let chain = Chain::genesis();
    let pays = |slot: usize, to: AccountId, name: &str| {
        let trace = forged(&chain, &chain.swap(), 0, |slots| {
            let old = slots[slot].touches[1];
            let mut new = Touch::identity(&chain.ledger, to, old.key);
            let received = old.value_after.to_fr() - old.value_before.to_fr();
            new.value_after = (new.value_before.to_fr() + received).into();
            slots[slot].touches[1] = new;
        });
        refused(&chain, trace, "swap", [name]);
    };
    pays(0, CAROL, "step-1/second-recipient-has-signed-address");
    pays(1, CAROL, "step-1/first-recipient-has-signed-address");

    let trace = forged(&chain, &chain.swap(), 0, |slots| {
        let mut touch = Touch::identity(&chain.ledger, ALICE, StorageKey::balance(TokenId::ETH));
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
