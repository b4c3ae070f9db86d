//! One slot: two touches, one signature, one step of one operation, up to four published chunks, at most one fee.

use std::rc::Rc;

use super::{
    args::{alloc_args, Message},
    fees::FeeLanes,
    pubdata::Pubdata,
    selectors,
    touch::slot_touch,
    witness::SlotWitness,
};
use crate::{
    builder::Builder,
    field::int,
    gadgets::{eddsa, eddsa::SignatureValues, hash, range, Bit, Num},
    op::{
        alloc, Arg, ArgVars, CircuitError, Earlier, Field, OpBuilder, OpSet, OpStep, Plan, Shape, SlotVars, TouchId,
        CHUNKS_PER_SLOT,
    },
};

/// Bits of the slot's wide number: a product of an amount and a price.
const WIDE_BITS: usize = 240;

/// What all slots of a block share, and what runs from slot to slot.
pub(super) struct BlockState {
    /// The running account tree root.
    pub(super) root: Num,
    /// Time of the block, below 2^64.
    pub(super) timestamp: Num,
    /// Tag of the chain.
    pub(super) chain_tag: Num,
    /// The published chunks so far.
    pub(super) pubdata: Pubdata,
    /// The fees so far.
    pub(super) fees: FeeLanes,
}

/// Writes one slot.
pub(super) fn synthesize<Ops: OpSet>(
    cs: &mut Builder,
    steps: &[OpStep],
    shape: &Shape,
    state: &mut BlockState,
    earlier: Earlier<'_>,
    witness: &SlotWitness,
) -> Result<SlotVars, CircuitError> {
    let [a, b] = &witness.touches;
    let (touch_a, root) = cs.region(TouchId::A.name(), |cs| slot_touch(cs, a, &state.root));
    let (touch_b, root) = cs.region(TouchId::B.name(), |cs| slot_touch(cs, b, &root));
    state.root = root;

    let args = cs.region("args", |cs| alloc_args(cs, &witness.args, shape.extra));
    cs.region("validity", |cs| {
        range::assert_range(cs, "not-before-valid-from", &(&state.timestamp - &args.valid_from), 64);
        range::assert_range(cs, "not-after-valid-until", &(&args.valid_until - &state.timestamp), 64);
    });
    let selected = cs.region("selectors", |cs| selectors::select(cs, steps, earlier.last(), witness));
    let message_opcode = alloc(cs, witness.signature.map_or(0, |signature| signature.message_opcode).into());
    let message = cs.region("message", |cs| {
        let nonce = message_nonce(cs, &shape.without_nonce, &selected.steps, &touch_a.before.nonce);
        let account = touch_a.account.num();
        Message { chain_tag: &state.chain_tag, opcode: &message_opcode, account, nonce: &nonce }.hash(cs, &args)
    });
    let values = SignatureValues::from(witness.signature.as_ref());
    let signer = cs.region("signature", |cs| eddsa::verify(cs, &values, &message));
    let hash = |index| cs.region("pair-hash", |cs| pair_hash(cs, steps, &selected.steps, &args, index));
    let pair_hashes = (0..shape.pair_hashes).map(hash).collect();
    let slot = SlotVars {
        touches: [Rc::new(touch_a), Rc::new(touch_b)],
        args,
        message,
        signer,
        pair_hashes,
        chunks: witness.chunks.iter().map(|chunk| alloc(cs, *chunk)).collect(),
        timestamp: state.timestamp.clone(),
        selectors: selected.steps,
        continues: selected.continues,
        repetition: selected.repetition,
    };

    let mut plan = operations::<Ops>(cs, steps, &slot, earlier)?;
    cs.assert_equal("message-opcode-is-the-operations", &message_opcode, &plan.message_opcode());
    for index in 0..shape.wide {
        cs.region("wide", |cs| range::assert_range(cs, "range", &plan.wide(index), WIDE_BITS));
    }
    unchanged(cs, &slot, &mut plan);
    unused(cs, &slot.args, &mut plan);
    for lane in 0..CHUNKS_PER_SLOT {
        let chunk = &slot.chunks[lane];
        cs.region(format!("pubdata[{lane}]"), |cs| {
            let active = plan.publishes(cs, lane);
            state.pubdata.push(cs, &active, chunk);
        });
    }
    cs.region("pubdata", |cs| state.pubdata.reduce(cs));
    let (token, fee) = (slot.args.token.num(), &slot.args.fee);
    cs.region("fee", |cs| {
        let pays = plan.pays_fee(cs);
        state.fees.collect(cs, &pays, token, fee, witness.fee_lane);
    });
    Ok(slot)
}

/// Touch A's nonce, or 0 where the selected step's message has none.
fn message_nonce(cs: &mut Builder, without: &[usize], selectors: &[Bit], nonce: &Num) -> Num {
    if without.is_empty() {
        return nonce.clone();
    }
    let without = Num::sum(without.iter().map(|index| selectors[*index].num()));
    cs.region("nonce", |cs| without.one_minus().mul(cs, nonce))
}

/// Hash number `index` of two extra elements, in the domain that the selected step declares for it. A step with fewer domains
/// hashes them from 0, which means nothing.
fn pair_hash(cs: &mut Builder, steps: &[OpStep], selectors: &[Bit], args: &ArgVars, index: usize) -> Num {
    let domains = steps.iter().zip(selectors).filter_map(|(step, selector)| {
        let domain = step.pair_domains.get(index)?;
        Some((selector.num(), hash::iv(domain.name(), 2)))
    });
    let start = Num::weighted_sum(domains);
    cs.compress4([&start, &args.extra[2 + 2 * index], &args.extra[3 + 2 * index], &Num::zero()])
}

/// The constraints of all steps, each multiplied by its selector. In the first slot no later step can be selected, and none
/// has a previous slot to refer to.
fn operations<Ops: OpSet>(
    cs: &mut Builder,
    steps: &[OpStep],
    slot: &SlotVars,
    earlier: Earlier<'_>,
) -> Result<Plan, CircuitError> {
    let mut plan = Plan::new(&slot.selectors);
    for (index, step) in steps.iter().enumerate() {
        if step.step > 0 && earlier.last().is_none() {
            continue;
        }
        let selector = &slot.selectors[index];
        let mut op = OpBuilder::new(cs, slot, earlier, step, selector.clone());
        Ops::constrain_step(&mut op, index)?;
        op.into_marks()?.write(&mut plan, selector.num());
    }
    Ok(plan)
}

/// What the selected step does not say to change does not change; a value that it declares a balance is below 2^128; a
/// reserved account is touched only if it says so.
fn unchanged(cs: &mut Builder, slot: &SlotVars, plan: &mut Plan) {
    for id in TouchId::ALL {
        let touch = slot.touch(id);
        cs.region(id.name(), |cs| {
            for field in Field::ALL {
                let (before, after) = touch.pair(field);
                let stays = plan.changes(cs, id, field).not();
                cs.assert_equal_if(&format!("{}-unchanged", field.name()), &stays, after, before);
            }
            cs.region("balance-128-bits", |cs| {
                let balance = plan.is_balance(cs, id).num().mul(cs, &touch.value_after);
                range::assert_range(cs, "range", &balance, 128);
            });
            let refused = plan.may_be_reserved(cs, id).not();
            cs.assert_zero_if("account-not-reserved", &refused, touch.reserved.num());
        });
    }
}

/// Arguments that the selected step does not read have their defaults.
fn unused(cs: &mut Builder, args: &ArgVars, plan: &mut Plan) {
    let fixed = [
        args.token.num(),
        args.amount.num(),
        args.packed_amount.num(),
        args.packed_fee.num(),
        args.address.num(),
        args.aux.num(),
        &args.valid_from,
        &args.valid_until,
    ];
    let extra = args.extra.elements();
    let defaults = |arg| if arg == Arg::ValidUntil { int(u128::from(u64::MAX)).into() } else { Num::zero() };
    cs.region("args", |cs| {
        for (arg, value) in Arg::all(extra.len()).zip(fixed.into_iter().chain(extra)) {
            let unused = plan.uses(cs, arg).not();
            cs.assert_equal_if(&format!("{}-default-if-unused", arg.name()), &unused, value, &defaults(arg));
        }
    });
}
