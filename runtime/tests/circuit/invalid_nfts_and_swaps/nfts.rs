//! Forced exits and NFTs.

use zelkova_operation::{Ledger, SlotTrace};
use zelkova_primitives::{AccountId, Felt, L1Address, Nft, StorageKey, TokenId};

use super::{edited, refused, touch};
use crate::common::{
    chain::{address, key, Chain, ALICE, BOB, CAROL, DAVE, RESERVED, TOKEN},
    nfts::{nft, NFT_SLOT, OTHER_SLOT},
    tamper::forged,
};

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
    for (honest, operation) in [(chain.send_nft(), "transfer-nft"), (chain.withdraw_nft(), "withdraw-nft")] {
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
        let trace = forged(&chain, &chain.send_nft(), 0, |slots| {
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
    let trace = edited(chain.send_nft(), |slots| slots[1].touches[0].value_after = Felt::ZERO);
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
            slots[1].touches[0] = chain.ledger.identity(DAVE, StorageKey::balance(TokenId::ETH));
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
