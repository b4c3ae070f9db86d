//! False statements about locks: a prover who ignores the native rule is stopped by the constraint that is named.

use zelkova_circuits::{
    block::{synthesize, BlockSize, BlockWitness},
    plonk::violations,
    Builder,
};
use zelkova_operation::{SealedBlock, SlotTrace};
use zelkova_primitives::{tree::StateTree, AccountId, Felt, StorageKey, NOBODY};

use crate::{
    honest::{chain, lock, locked, unlock, unlocked, NOW},
    runtime::Chain,
    table::BlockOps,
    vesting::Entry,
};

/// The names of the violated constraints.
fn violated(chain: &Chain, block: &SealedBlock, edit: impl FnOnce(&mut [SlotTrace])) -> Vec<String> {
    let tree = StateTree::new(chain.tree.clone());
    let mut witness = BlockWitness::with_size(block, &tree, [0; 32], NOBODY, BlockSize::SMALL).expect("fits");
    let mut slots = block.ops[0].slots.clone();
    edit(&mut slots);
    for (place, slot) in witness.slots.iter_mut().zip(slots) {
        place.args = slot.args;
        for (touch, edited) in place.touches.iter_mut().zip(slot.touches) {
            touch.touch = edited;
        }
    }
    let mut cs = Builder::new();
    synthesize::<BlockOps>(&mut cs, &witness).expect("a circuit");
    let inputs: Vec<_> =
        witness.public_inputs.iter().map(|input| zelkova_circuits::convert::from_ark(input.to_fr())).collect();
    violations(&cs, &inputs).iter().map(|violation| violation.name().to_owned()).collect()
}

fn locking() -> (Chain, SealedBlock) {
    let (mut chain, _) = chain();
    let tx = locked(&mut chain, lock());
    let block = chain.block(NOW, [tx.into()]);
    (chain, block)
}

fn unlocking() -> (Chain, SealedBlock) {
    let (mut chain, _) = locking();
    let tx = unlocked(&mut chain, unlock());
    let block = chain.block(NOW + 50, [tx.into()]);
    (chain, block)
}

fn names(found: &[String], name: &str) -> bool {
    found.iter().any(|violated| violated.contains(name))
}

#[test]
fn honest_locks_violate_nothing() {
    for (chain, block) in [locking(), unlocking()] {
        assert_eq!(violated(&chain, &block, |_| ()), Vec::<String>::new());
    }
}

#[test]
fn every_false_lock_is_refused_by_name() {
    let (chain, block) = locking();
    let found = |edit: fn(&mut [SlotTrace])| violated(&chain, &block, edit);
    let one = Felt::ONE;
    assert!(names(&found(|slots| slots[0].touches[1].account = AccountId(0)), "entry-is-the-owners"));
    assert!(names(&found(|slots| slots[0].touches[1].key = StorageKey::nft(0)), "entry-is-a-lock"));
    assert!(names(&found(|slots| slots[0].touches[1].value_before = Felt::ONE), "entry-was-free"));
    assert!(names(&found(|slots| slots[0].touches[1].value_after = Felt::ONE), "entry-gets-lock"));
    assert!(names(&found(|slots| slots[0].args.amount = 0), "amount-not-zero"));
    assert!(names(&found(|slots| slots[0].args.aux = Felt::from(1u128 << 64)), "until-64-bits"));
    assert!(names(&found(|slots| slots[1].touches[0].account = AccountId(1)), "total-is-the-pallets"));
    assert!(names(&found(|slots| slots[1].args.token.0 = 1), "token-is-the-locked"));
    let more = violated(&chain, &block, |slots| {
        let total = &mut slots[1].touches[0].value_after;
        *total = (total.to_fr() + one.to_fr()).into();
    });
    assert!(names(&more, "total-balance-credited"), "{more:?}");
}

#[test]
fn every_false_unlock_is_refused_by_name() {
    let (chain, block) = unlocking();
    let found = |edit: fn(&mut [SlotTrace])| violated(&chain, &block, edit);
    assert!(names(&found(|slots| slots[0].args.aux = Felt::from(NOW + 51)), "time-has-come"));
    assert!(names(&found(|slots| slots[0].args.amount += 1), "entry-is-the-signed-lock"));
    assert!(names(&found(|slots| slots[0].touches[1].key = Entry::key(1)), "chunk-0"));
    assert!(names(&found(|slots| slots[0].touches[1].account = AccountId(0)), "entry-is-the-owners"));
    assert!(names(&found(|slots| slots[0].touches[1].value_after = Felt::ONE), "entry-is-gone"));
    assert!(names(
        &found(|slots| slots[0].touches[0].value_after = Felt::from(2_000u32)),
        "owner-gets-amount-less-fee"
    ));
    assert!(names(&found(|slots| slots[1].touches[0].account = AccountId(1)), "total-is-the-pallets"));
    assert!(names(&found(|slots| slots[1].touches[0].value_after = Felt::from(7u8)), "total-balance-debited"));
}
