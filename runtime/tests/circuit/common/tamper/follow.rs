//! Values of a trace that follow from others.

use zelkova_operation::SlotTrace;
use zelkova_primitives::{hash::hash, Domain, Felt, StorageKey};

use super::super::{
    chain::{publish, Chain},
    nfts::derive,
};

/// Computes what follows in slot `index` from itself and the slots before it, of which `changed` was the first to change: what
/// that slot itself repeats of earlier ones stays as it was changed. If `signed`, signed values follow as well.
pub fn follow(chain: &Chain, slots: &mut [SlotTrace], index: usize, changed: usize, signed: bool) {
    let repeats = index > changed;
    match (slots[index].opcode, slots[index].step) {
        (13, 1) if repeats => slots[1].touches[0].value_after = slots[0].args.aux,
        (11, 1) if repeats => {
            let first = slots[0].args;
            let amount = first.packed_amount.unpack().map_or(Felt::ZERO, Felt::from);
            slots[1].args.extra = [first.packed_amount.raw().into(), message(chain, &slots[0]), first.extra[2], amount];
        }
        (11, 2) if repeats => {
            let [_, orders, submission] = slots else { return };
            let (first, packed) = (orders.args.extra, orders.args.packed_amount);
            submission.args.extra[2..].copy_from_slice(&[first[1], message(chain, orders)]);
            if signed {
                submission.args.amount = first[0].to_u128().unwrap_or_default() << 40 | u128::from(packed.raw());
                submission.args.aux = digest(submission);
            }
        }
        (11, _) => (),
        _ => derive(&mut slots[index]),
    }
}

/// What the submitter of a swap signs of its orders, as the slot shows them.
pub fn digest(submission: &SlotTrace) -> Felt {
    let [_, _, first, second] = submission.args.extra;
    hash(Domain::ORDERS, &[first.to_fr(), second.to_fr()]).into()
}

fn message(chain: &Chain, slot: &SlotTrace) -> Felt {
    slot.signed_fields().map_or(Felt::ZERO, |fields| fields.hash(chain.chain_tag))
}

/// [`publish`] for a prover who takes a value of another area for an NFT slot: the index is then a number that runs over into
/// the word before it.
pub fn publish_running_over(slot: &mut SlotTrace) {
    publish(slot);
    let (touch, place) = match (slot.opcode, slot.step) {
        (9, _) => (1, 9),
        (10 | 13, 0) => (1, 5),
        (12, 0) => (0, 25),
        (13, _) => (0, 4),
        _ => return,
    };
    let area = slot.touches[touch].key.area();
    let (chunk, byte) = ((place - 1) / 18, (place - 1) % 18);
    if let Some(chunk) = slot.chunks.get_mut(chunk) {
        let before = &mut chunk.0[byte];
        *before = before.wrapping_add(area).wrapping_sub(StorageKey::NFTS);
    }
}
