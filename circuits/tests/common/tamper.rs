//! Tampering with the trace of an operation: each value that a dishonest prover can choose is changed in turn, everything
//! that follows from it is computed honestly, and the constraints that fail are reported by name.

use std::collections::BTreeSet;

use rayon::prelude::*;
use zelkova_circuits::op::OpSet;
use zelkova_primitives::{
    AccountId, Felt, L1Address, Ledger, OpTrace, PackedAmount, PackedFee, PrivateKey, SlotTrace, StorageKey, TokenId,
    Touch,
};

use super::{
    chain::{publish, shift, Chain, ALICE, BOB, CAROL, RESERVED},
    tiny, violated, witness,
};

/// An honest operation.
pub struct Case {
    /// Its name.
    pub name: &'static str,
    /// Its trace.
    pub trace: OpTrace,
    /// Who signs which slot.
    pub signers: Vec<Option<PrivateKey>>,
    /// Touches that the operation leaves alone: where they are is free.
    pub idle: Vec<(usize, usize)>,
    /// Recomputes a slot's chunks.
    pub publish: fn(&mut SlotTrace),
}

impl Case {
    /// An operation of one slot that leaves touch B alone if `idle_b`.
    pub fn new(name: &'static str, trace: OpTrace, signer: Option<PrivateKey>, idle_b: bool) -> Self {
        let idle = if idle_b { vec![(0, 1)] } else { Vec::new() };
        Self { name, trace, signers: vec![signer], idle, publish }
    }
}

/// What was changed, and the constraints that noticed.
#[derive(Debug)]
pub struct Outcome {
    /// The change.
    pub change: String,
    /// Names of the violated constraints.
    pub violated: BTreeSet<String>,
}

impl Outcome {
    /// Whether nothing but these constraints noticed.
    pub fn survives_without(&self, removed: &str) -> bool {
        let below = format!("{removed}/");
        self.violated.iter().all(|name| name == removed || name.starts_with(&below))
    }
}

type Edit = (String, Box<dyn Fn(&Chain, &mut SlotTrace) + Sync + Send>);

fn edit(name: impl Into<String>, f: impl Fn(&mut SlotTrace) + Sync + Send + 'static) -> Edit {
    (name.into(), Box::new(move |_: &Chain, slot: &mut SlotTrace| f(slot)))
}

/// One change for each value of a slot's trace.
fn edits(idle: &[usize]) -> Vec<Edit> {
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
    edits.push(edit("valid from the future", |s| s.args.valid_from = super::chain::NOW + 1));
    edits.push(edit("valid until", |s| s.args.valid_until ^= 1));
    edits.push(edit("expired", |s| s.args.valid_until = super::chain::NOW - 1));
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

/// Lets a touch do the same to another account or key.
fn move_touch(chain: &Chain, slot: &mut SlotTrace, touch: usize, account: AccountId, key: Option<StorageKey>) {
    let old = slot.touches[touch];
    if account == old.account && key.is_none_or(|key| key == old.key) {
        return;
    }
    let idle = slot.touches[1].is_identity();
    let place = Touch::identity(&chain.ledger, account, key.unwrap_or(old.key));
    slot.touches[touch] = repeated(&old, place);
    if touch == 0 && idle {
        // An idle touch stays out of the way.
        slot.touches[1] = Touch::identity(&chain.ledger, AccountId(6), old.key);
    }
}

/// Puts the zero address in place of the operation's, and an account that does not exist in place of that address' owner.
fn for_nobody(chain: &Chain, slot: &mut SlotTrace) {
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
fn rebase(chain: &Chain, trace: &mut OpTrace) {
    let mut ledger = chain.ledger.clone();
    for touch in trace.slots.iter_mut().flat_map(|slot| &mut slot.touches) {
        let place = Touch::identity(&ledger, touch.account, touch.key);
        if place.before != touch.before || place.value_before != touch.value_before {
            *touch = repeated(touch, place);
        }
        ledger.set_account(touch.account, touch.after);
        ledger.set_value(touch.account, touch.key, touch.value_after);
    }
}

/// How far the prover goes after a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Effort {
    /// Nothing else is adapted.
    Alone,
    /// The published chunks follow.
    Republished,
    /// The user signed the changed values, too.
    Resigned,
}

/// All changes of a case.
pub fn outcomes<Ops: OpSet>(chain: &Chain, case: &Case) -> Vec<Outcome> {
    let mut jobs: Vec<(usize, Edit, Effort)> = Vec::new();
    for slot in 0..case.trace.slots.len() {
        let idle: Vec<usize> = case.idle.iter().filter(|(s, _)| *s == slot).map(|(_, touch)| *touch).collect();
        for effort in [Effort::Alone, Effort::Republished, Effort::Resigned] {
            if effort == Effort::Resigned && case.signers[slot].is_none() {
                continue;
            }
            jobs.extend(edits(&idle).into_iter().map(|edit| (slot, edit, effort)));
        }
    }
    let mut outcomes: Vec<Outcome> = jobs
        .into_par_iter()
        .filter_map(|(index, (name, edit), effort)| {
            let mut trace = case.trace.clone();
            let slot = &mut trace.slots[index];
            edit(chain, slot);
            if *slot == case.trace.slots[index] {
                return None;
            }
            if effort != Effort::Alone {
                (case.publish)(slot);
            }
            if effort == Effort::Resigned {
                let (signer, opcode) = (case.signers[index].as_ref()?, slot.signature?.message_opcode);
                chain.sign_as(slot, signer, opcode);
            }
            let change = format!("{} slot {index}: {name}, {effort:?}", case.name);
            Some(Outcome { change, violated: violated_in_block::<Ops>(chain, trace, |_| ()) })
        })
        .collect();
    outcomes.extend(structural::<Ops>(chain, case));
    outcomes
}

/// Changes of what is not a number: signature, chunks, fee, operation, place of the fee.
fn structural<Ops: OpSet>(chain: &Chain, case: &Case) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let mut run = |index: usize, name: &str, edit: &dyn Fn(&mut SlotTrace)| {
        let mut trace = case.trace.clone();
        edit(&mut trace.slots[index]);
        if trace != case.trace {
            let change = format!("{} slot {index}: {name}", case.name);
            outcomes.push(Outcome { change, violated: violated_in_block::<Ops>(chain, trace, |_| ()) });
        }
    };
    for (index, signer) in case.signers.iter().enumerate() {
        for lane in 0..4 {
            run(index, &format!("chunk {lane}"), &|s| {
                s.chunks.resize(s.chunks.len().max(lane + 1), Default::default());
                s.chunks[lane].0[17] ^= 1;
            });
        }
        run(index, "a chunk less", &|s| {
            s.chunks.pop();
        });
        run(index, "a fee more or less", &|s| s.pays_fee = !s.pays_fee);
        run(index, "another operation", &|s| s.opcode ^= 0x40);
        run(index, "another step", &|s| s.step ^= 1);
        if signer.is_some() {
            run(index, "no signature", &|s| s.signature = None);
            run(index, "another signer", &|s| {
                let opcode = s.signature.map_or(0, |signature| signature.message_opcode);
                chain.sign_as(s, &PrivateKey::from_seed(b"stranger"), opcode);
            });
            run(index, "signed for another operation", &|s| {
                let opcode = s.signature.map_or(0, |signature| signature.message_opcode);
                let signer = signer.as_ref().expect("checked");
                chain.sign_as(s, signer, opcode ^ 0x40);
            });
        }
    }
    outcomes.extend((0..case.trace.slots.len()).map(|index| Outcome {
        change: format!("{} slot {index}: another fee lane", case.name),
        violated: violated_in_block::<Ops>(chain, case.trace.clone(), |witness| {
            let lane = &mut witness.slots[index].fee_lane;
            *lane = if lane.is_some() { None } else { Some(0) };
        }),
    }));
    outcomes
}

fn violated_in_block<Ops: OpSet>(
    chain: &Chain,
    trace: OpTrace,
    edit: impl Fn(&mut zelkova_circuits::block::BlockWitness),
) -> BTreeSet<String> {
    let size = tiny(trace.slots.len());
    let mut trace = trace;
    rebase(chain, &mut trace);
    let block = chain.seal(vec![trace], size.capacity);
    if block.fee_touches.len() > size.fee_touches {
        // Several fee tokens: no witness of this size exists.
        return BTreeSet::from(["more fee tokens than fee touches".to_owned()]);
    }
    let mut witness = witness(chain, &block, size);
    edit(&mut witness);
    violated::<Ops>(&witness)
}
