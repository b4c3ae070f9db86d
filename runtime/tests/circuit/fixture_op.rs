//! The framework carries more than simple operations: the fixture is executed, proven, verified and tampered with.

use std::{collections::BTreeSet, sync::Arc};

use crate::common::{
    builder,
    chain::{key, Chain, ALICE, BOB, RESERVED, TOKEN},
    tamper::{outcomes, Case},
    tiny, violated, violated_by, without_indices, witness, AllOps,
};
use crate::fixture::{
    circuit::OpenCircuit,
    dispatch::{chunks, dispatch, Refused},
    op::{Open, Price},
};
use zelkova_circuits::{
    block::{keys, prove, stats::BlockStats, verify, BlockSize, BlockWitness},
    op::{CircuitError, OpBuilder, OpCircuit, OpSet},
    plonk::{unnoticed_changes, KeyStore, NoProgress, Srs},
};
use zelkova_operation::{Ledger, OpTrace};
use zelkova_primitives::{PackedFee, PrivateKey, PublicKey, Signature, NOBODY};

/// The chain's operations and one more.
type Ops = (AllOps, OpenCircuit);

fn open() -> Open {
    let fee = PackedFee::pack(30).expect("packable");
    Open { account: ALICE, nonce: 41, token: TOKEN, amount: 5_000, fee, limit: 120 }
}

fn price() -> Price {
    Price { nonce: 0, token: TOKEN, amount: 5_000, price: 117 }
}

fn signed(chain: &Chain, fields: zelkova_primitives::SignedFields, signer: &PrivateKey) -> (PublicKey, Signature) {
    (signer.public(), signer.sign(fields.hash(chain.chain_tag)))
}

fn execute(chain: &Chain, open: &Open, price: &Price) -> Result<OpTrace, Refused> {
    let user = signed(chain, open.signed_fields(), &key(ALICE));
    let oracle = signed(chain, price.signed_fields(), &key(RESERVED));
    dispatch(&mut chain.ledger.clone(), chain.chain_tag, (open, user), (price, oracle))
}

/// What a prover would write down who ignores the native rule: the honest trace with the limit lowered or such.
fn forged(chain: &Chain, edit: impl FnOnce(&mut OpTrace)) -> OpTrace {
    let mut trace = execute(chain, &open(), &price()).expect("honest");
    edit(&mut trace);
    for (slot, signer) in trace.slots.iter_mut().zip([key(ALICE), key(RESERVED)]) {
        slot.chunks = chunks(slot);
        let opcode = slot.signature.expect("signed").message_opcode;
        chain.sign_as(slot, &signer, opcode);
    }
    trace
}

#[test]
fn executed_proven_and_verified() {
    let chain = Chain::genesis();
    let mut ledger = chain.ledger.clone();
    let user = signed(&chain, open().signed_fields(), &key(ALICE));
    let oracle = signed(&chain, price().signed_fields(), &key(RESERVED));
    let trace = dispatch(&mut ledger, chain.chain_tag, (&open(), user), (&price(), oracle)).expect("executes");
    assert_eq!((ledger.account(ALICE).nonce, ledger.account(RESERVED).nonce), (42, 1));

    let directory = tempfile::tempdir().expect("a temporary directory");
    let store = KeyStore::open(directory.path(), Arc::new(Srs::development(3 << 13))).expect("an empty directory");
    let keys = keys::<Ops>(&store, BlockSize::SMALL.slots, &NoProgress).expect("keys");
    let block = chain.seal(vec![trace], BlockSize::SMALL.slots);
    let witness = BlockWitness::new(&block, &chain.tree, keys.key_digest(), NOBODY).expect("the block fits");
    let proof = prove::<Ops>(&keys, &witness).expect("a proof");
    verify(&keys, &proof).expect("the proof is valid");
}

#[test]
fn native_rule_and_circuit_refuse_the_same() {
    let chain = Chain::genesis();
    assert!(violated_by::<Ops>(&chain, forged(&chain, |_| ())).is_empty());

    let low = Open { limit: 116, ..open() };
    assert_eq!(execute(&chain, &low, &price()).err(), Some(Refused::Price));
    let trace = forged(&chain, |trace| trace.slots[0].args.aux = 116u8.into());
    assert!(violated_by::<Ops>(&chain, trace)
        .iter()
        .all(|name| name.starts_with("slot/open/step-1/price-within-limit")));

    let other = Price { amount: 4_999, ..price() };
    assert_eq!(execute(&chain, &open(), &other).err(), Some(Refused::OtherPrice));
    let trace = forged(&chain, |trace| {
        trace.slots[1].args.amount = 4_999;
        crate::common::chain::shift(&mut trace.slots[1].touches[1].value_after, -1);
    });
    assert_eq!(violated_by::<Ops>(&chain, trace), BTreeSet::from(["slot/open/step-1/amount-is-the-users".into()]));

    let user = signed(&chain, open().signed_fields(), &key(ALICE));
    let stranger = signed(&chain, price().signed_fields(), &key(BOB));
    let refused = dispatch(&mut chain.ledger.clone(), chain.chain_tag, (&open(), user), (&price(), stranger));
    assert_eq!(refused.err(), Some(Refused::Signature));
    let mut trace = forged(&chain, |_| ());
    chain.sign_as(&mut trace.slots[1], &key(BOB), crate::fixture::op::PRICE_OPCODE);
    assert_eq!(violated_by::<Ops>(&chain, trace), BTreeSet::from(["slot/open/step-1/signed-by-oracle".into()]));
}

#[test]
fn steps_come_in_order_and_all_of_them() {
    let chain = Chain::genesis();
    let trace = forged(&chain, |_| ());
    let check = |slots: Vec<usize>| -> BTreeSet<String> {
        let chosen = slots.iter().map(|index| trace.slots[*index].clone()).collect();
        let block = chain.seal(vec![OpTrace { slots: chosen }], 2);
        let mut witness = witness(&chain, &block, tiny(2));
        witness.fee_touches.truncate(1);
        violated::<Ops>(&witness)
    };
    assert!(check(vec![0, 1]).is_empty());
    // The block ends, or a Noop follows, where the second step should be; the second step without the first.
    assert!(check(vec![0]).contains("slot/selectors/follows-its-first-step"));
    assert!(check(vec![1]).contains("slot/selectors/follows-its-first-step"));
    let block = chain.seal(vec![OpTrace { slots: vec![trace.slots[0].clone()] }], 1);
    let violated = violated::<Ops>(&witness(&chain, &block, tiny(1)));
    assert_eq!(violated, BTreeSet::from(["last-slot/open-is-complete".into()]));
}

#[test]
fn every_change_is_noticed() {
    let chain = Chain::genesis();
    let case = Case {
        name: "open",
        trace: forged(&chain, |_| ()),
        signers: vec![Some(key(ALICE)), Some(key(RESERVED))],
        idle: Vec::new(),
        publish: |slot| slot.chunks = chunks(slot),
        targeted: Vec::new(),
    };
    let honest = ["valid from, Resigned", "valid until, Resigned", "slot 0: aux, Resigned"];
    let outcomes = outcomes::<Ops>(&chain, &case);
    let dishonest = || outcomes.iter().filter(|outcome| !honest.iter().any(|end| outcome.change.ends_with(end)));
    let unnoticed: Vec<&str> =
        dishonest().filter(|outcome| outcome.violated.is_empty()).map(|outcome| outcome.change.as_str()).collect();
    assert!(unnoticed.is_empty(), "{unnoticed:#?}");

    let block = chain.seal(vec![case.trace], 2);
    let cs = builder::<Ops>(&witness(&chain, &block, tiny(2)));
    let free: Vec<String> = unnoticed_changes(&cs).into_iter().map(|(_, name)| without_indices(&name)).collect();
    assert!(free.iter().all(|name| name.ends_with("/is-zero")), "{free:?}");
}

/// A set whose last operation forgets what the sender's nonce becomes.
struct Forgetful;

impl OpCircuit for Forgetful {
    const OPCODE: u8 = 5;
    const NAME: &'static str = "forgetful";

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let amount = op.amount();
        op.require_range("small", amount.num(), 8)
    }
}

#[test]
fn what_an_operation_forgets_cannot_change() {
    let chain = Chain::genesis();
    let violated = violated_by::<(zelkova_circuits::op::Noop, Forgetful)>(&chain, chain.transfer());
    for name in [
        "slot/touch-a/nonce-unchanged",
        "slot/touch-a/value-unchanged",
        "slot/touch-b/value-unchanged",
        "slot/args/token-default-if-unused",
        "slot/args/packed-fee-default-if-unused",
        "slot/pubdata/zero-if-unused",
        "slot/fee/paid-to-one-lane",
    ] {
        assert!(violated.contains(name), "{name} is not among {violated:?}");
    }
}

#[test]
fn mistakes_in_an_operation_set_are_named() {
    type Twice = (AllOps, AllOps);
    assert!(matches!(Twice::steps(), Err(CircuitError::DuplicateOpcode { opcode: 0, .. })));
}

/// The larger sizes are filled to the last rows: a set with more constraints takes fewer slots for the same domain.
#[test]
fn the_fixture_fits_the_smaller_sizes() {
    for size in [BlockSize::SMALL, BlockSize::MIDDLE] {
        let plain = BlockStats::of::<AllOps>(size).expect("a circuit");
        let stats = BlockStats::of::<Ops>(size).expect("a circuit");
        assert_eq!(stats.rows_log2, plain.rows_log2);
    }
}
