//! Changes of single values, the same for every operation.

use zelkova_operation::SlotTrace;
use zelkova_primitives::{AccountId, Felt, L1Address, PackedAmount, PackedFee, StorageKey, TokenId, Touch};

use super::{
    super::chain::{shift, Chain, ALICE, BOB, CAROL, NOW, RESERVED, TOKEN},
    moves::{for_nobody, move_touch},
};

/// A name and a change of one slot.
pub type Edit = (String, Box<dyn Fn(&Chain, &mut SlotTrace) + Sync + Send>);

fn edit(name: impl Into<String>, f: impl Fn(&mut SlotTrace) + Sync + Send + 'static) -> Edit {
    (name.into(), Box::new(move |_: &Chain, slot: &mut SlotTrace| f(slot)))
}

/// One change for each value of a slot's trace, but for the places of touches that are idle.
pub fn edits(idle: &[usize]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for touch in 0..2 {
        let name = |what: &str| format!("touch {touch}: {what}");
        edits.push(edit(name("nonce"), move |s| s.touches[touch].after.nonce ^= 1));
        edits.push(edit(name("key hash"), move |s| shift(&mut s.touches[touch].after.key_hash, 1)));
        edits.push(edit(name("no key"), move |s| s.touches[touch].after.key_hash = Felt::ZERO));
        edits.push(edit(name("address"), move |s| s.touches[touch].after.address.0[19] ^= 1));
        edits.push(edit(name("no address"), move |s| s.touches[touch].after.address = L1Address::ZERO));
        edits.push(edit(name("minted"), move |s| s.touches[touch].after.minted += 1));
        edits.push(edit(name("value + 1"), move |s| shift(&mut s.touches[touch].value_after, 1)));
        edits.push(edit(name("value - 1"), move |s| shift(&mut s.touches[touch].value_after, -1)));
        if idle.contains(&touch) {
            continue;
        }
        for account in [ALICE, BOB, CAROL, AccountId(6), RESERVED] {
            let name = name(&format!("account {account}"));
            edits.push((name, Box::new(move |chain, slot| move_touch(chain, slot, touch, account, None))));
        }
        for key in [
            StorageKey::balance(TokenId(0)),
            StorageKey::balance(TOKEN),
            StorageKey::balance(TokenId(8)),
            StorageKey::new(1, 7).expect("area 1 exists"),
        ] {
            let name = name(&format!("key {key}"));
            edits.push((
                name,
                Box::new(move |chain, slot| {
                    let account = slot.touches[touch].account;
                    move_touch(chain, slot, touch, account, Some(key));
                }),
            ));
        }
        // The same index in an area of a pallet.
        edits.push((name("area 2"), Box::new(move |chain, slot| to_area_2(chain, slot, touch))));
    }
    edits.push(edit("token", |s| s.args.token.0 ^= 1));
    edits.push(edit("amount + 1", |s| s.args.amount += 1));
    edits.push(edit("amount / 2", |s| s.args.amount /= 2));
    edits.push(edit("packed amount", |s| s.args.packed_amount = PackedAmount::pack(777).expect("packable")));
    edits.push(edit("fee", |s| s.args.packed_fee = PackedFee::pack(29).expect("packable")));
    edits.push(edit("address", |s| s.args.address.0[7] ^= 1));
    edits.push(edit("no address", |s| s.args.address = L1Address::ZERO));
    edits.push(edit("aux", |s| shift(&mut s.args.aux, 1)));
    edits.push(edit("no aux", |s| s.args.aux = Felt::ZERO));
    edits.push(edit("valid from", |s| s.args.valid_from ^= 1));
    edits.push(edit("valid from the future", |s| s.args.valid_from = NOW + 1));
    edits.push(edit("valid until", |s| s.args.valid_until ^= 1));
    edits.push(edit("expired", |s| s.args.valid_until = NOW - 1));
    edits.push(("for nobody".into(), Box::new(for_nobody)));
    edits.push((
        "for nobody, free".into(),
        Box::new(|chain, slot| {
            for_nobody(chain, slot);
            slot.args.packed_fee = PackedFee::default();
            slot.touches[0].value_after = slot.touches[0].value_before;
        }),
    ));
    for i in 0..4 {
        edits.push(edit(format!("extra {i}"), move |s| shift(&mut s.args.extra[i], 1)));
    }
    edits
}

/// Lets a touch of an NFT slot do the same to the value with the same index in area 2.
fn to_area_2(chain: &Chain, slot: &mut SlotTrace, touch: usize) {
    let Touch { account, key, .. } = slot.touches[touch];
    if key.area() == StorageKey::NFTS {
        let key = StorageKey::new(2, key.index()).expect("area 2 exists");
        move_touch(chain, slot, touch, account, Some(key));
    }
}
