//! Touches that do the same elsewhere, or from another state.

use zelkova_operation::{Ledger, OpTrace, SlotTrace};
use zelkova_primitives::{AccountId, L1Address, StorageKey, Touch};

use super::super::chain::Chain;

/// Lets a touch do the same to another account or key.
pub fn move_touch(chain: &Chain, slot: &mut SlotTrace, touch: usize, account: AccountId, key: Option<StorageKey>) {
    let old = slot.touches[touch];
    if account == old.account && key.is_none_or(|key| key == old.key) {
        return;
    }
    let idle = slot.touches[1].is_identity();
    let place = chain.ledger.identity(account, key.unwrap_or(old.key));
    slot.touches[touch] = repeated(&old, place);
    if touch == 0 && idle {
        // An idle touch stays out of the way.
        slot.touches[1] = chain.ledger.identity(AccountId(6), old.key);
    }
}

/// Puts the zero address in place of the operation's, and an account that does not exist in place of that address' owner.
pub fn for_nobody(chain: &Chain, slot: &mut SlotTrace) {
    for touch in 0..2 {
        if slot.touches[touch].after.address == slot.args.address {
            move_touch(chain, slot, touch, AccountId(6), None);
            slot.touches[touch].after.address = L1Address::ZERO;
        }
    }
    slot.args.address = L1Address::ZERO;
}

/// The changes that `old` makes, made from where `place` starts.
fn repeated(old: &Touch, place: Touch) -> Touch {
    fn follow<T: PartialEq + Copy>(before: T, after: T, start: T) -> T {
        if before == after {
            start
        } else {
            after
        }
    }
    let (before, start) = (old.before, place.before);
    let mut after = old.after;
    after.nonce = start.nonce.wrapping_add(after.nonce.wrapping_sub(before.nonce));
    after.minted = start.minted.wrapping_add(after.minted.wrapping_sub(before.minted));
    after.key_hash = follow(before.key_hash, after.key_hash, start.key_hash);
    after.address = follow(before.address, after.address, start.address);
    let change = old.value_after.to_fr() - old.value_before.to_fr();
    let value_after = (place.value_before.to_fr() + change).into();
    Touch { before: start, after, value_after, ..place }
}

/// Lets every touch start from what the touches before it leave.
pub fn rebase(chain: &Chain, trace: &mut OpTrace) {
    let mut ledger = chain.ledger.clone();
    for touch in trace.slots.iter_mut().flat_map(|slot| &mut slot.touches) {
        let place = ledger.identity(touch.account, touch.key);
        if place.before != touch.before || place.value_before != touch.value_before {
            *touch = repeated(touch, place);
        }
        ledger.set_account(touch.account, touch.after);
        ledger.set_value(touch.account, touch.key, touch.value_after);
    }
}
