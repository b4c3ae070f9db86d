//! True claims, false claims by name, changed cells, a real proof.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use zelkova_primitives::{
    tree::{AccountChange, MemoryStore, StateTree},
    AccountFields, AccountId, Felt, L1Address, Nft, StorageKey, TokenId,
};

use super::{keys, prove, verify, ExitCircuit, ExitError, ExitWitness, LeafVars, Owed, PayOut, PaymentVars, BALANCES};
use crate::{
    op::felt,
    plonk::{unnoticed_changes, violations, Circuit, KeyStore, NoProgress, Srs},
    Builder, Num,
};

const OPERATOR: AccountId = AccountId(0);
const ALICE: AccountId = AccountId(1);
const BOB: AccountId = AccountId(2);
const DAI: TokenId = TokenId(5);
/// A pallet's area, whose values are tenths of token 9.
const MARGINS: PayOut = PayOut {
    area: 3,
    circuit: |_, LeafVars { value, .. }| PaymentVars { token: Num::int(9), amount: value.scale(crate::field::int(10)) },
    native: |_, value| Some((TokenId(9), value.to_u128()?.checked_mul(10)?)),
};
const PAY_OUTS: &[PayOut] = &[BALANCES, MARGINS];

fn nft() -> Nft {
    Nft { creator: BOB, serial: 3, content: std::array::from_fn(|i| 0xff - i as u8) }
}

fn margin(index: u16) -> StorageKey {
    StorageKey::new(MARGINS.area, index).expect("an area")
}

fn address(account: AccountId) -> L1Address {
    L1Address([0xa0 + account.0 as u8; 20])
}

/// The operator, Alice with a balance, an NFT of Bob's, a margin and a value nobody pays out, Bob with ETH.
fn tree() -> StateTree<MemoryStore> {
    let account = |id: AccountId, values: &[(StorageKey, Felt)]| {
        let fields = AccountFields { nonce: 7 + id.0, key_hash: 99u8.into(), address: address(id), minted: 4 };
        (id, AccountChange { fields, values: values.iter().copied().collect() })
    };
    let other = StorageKey::new(6, 1).expect("an area");
    let alice = [
        (StorageKey::balance(DAI), Felt::from(1_000u64)),
        (StorageKey::nft(2), nft().value()),
        (margin(8), Felt::from(40u64)),
        (other, Felt::from(1u64)),
    ];
    let bob = [(StorageKey::balance(TokenId::ETH), Felt::from(u128::MAX))];
    let accounts: BTreeMap<_, _> = [account(OPERATOR, &[]), account(ALICE, &alice), account(BOB, &bob)].into();
    let tree = StateTree::new(MemoryStore::new());
    tree.reader().apply(&tree.commit(0, &accounts).expect("genesis commits").writes);
    tree
}

fn witness(account: AccountId, key: StorageKey, nft: Option<Nft>) -> Result<ExitWitness, ExitError> {
    ExitWitness::new(&tree(), 0, PAY_OUTS, (account, key), nft)
}

fn balance() -> ExitWitness {
    witness(ALICE, StorageKey::balance(DAI), None).expect("Alice has some")
}

fn of_nft() -> ExitWitness {
    witness(ALICE, StorageKey::nft(2), Some(nft())).expect("Alice has it")
}

fn of_margin() -> ExitWitness {
    witness(ALICE, margin(8), None).expect("Alice has some")
}

fn builder(witness: &ExitWitness) -> Builder {
    let mut cs = Builder::new();
    ExitCircuit::new(witness, PAY_OUTS).synthesize(&mut cs);
    cs
}

fn violated(witness: &ExitWitness) -> BTreeSet<String> {
    let inputs = witness.claim.public_inputs().map(felt);
    violations(&builder(witness), &inputs).iter().map(|violation| violation.name().to_owned()).collect()
}

#[test]
fn what_leaves_hold_is_owed() {
    for (witness, owed) in [
        (balance(), Owed::Amount { token: DAI, amount: 1_000 }),
        (of_margin(), Owed::Amount { token: TokenId(9), amount: 400 }),
        (of_nft(), Owed::Nft { nft: nft(), creator_address: address(BOB) }),
        (
            witness(BOB, StorageKey::balance(TokenId::ETH), None).expect("Bob has some"),
            Owed::Amount { token: TokenId::ETH, amount: u128::MAX },
        ),
    ] {
        assert_eq!((witness.claim.owner, witness.claim.owed), (address(witness.claim.account), owed));
        assert_eq!(violated(&witness), BTreeSet::new());
    }
}

#[test]
fn nothing_is_owed_for_what_is_not_there() {
    let dai = StorageKey::balance(DAI);
    assert_eq!(witness(AccountId(3), dai, None).err(), Some(ExitError::NoAccount(AccountId(3))));
    assert_eq!(witness(BOB, dai, None).err(), Some(ExitError::NothingOwed { account: BOB, key: dai }));
    let key = StorageKey::nft(2);
    let other = Nft { serial: 4, ..nft() };
    for nft in [None, Some(other)] {
        assert_eq!(witness(ALICE, key, nft).err(), Some(ExitError::UnknownNft { account: ALICE, key }));
    }
    let key = StorageKey::new(6, 1).expect("an area");
    assert_eq!(witness(ALICE, key, None).err(), Some(ExitError::NoPayOut(6)));
}

/// Each public input, changed alone, by the constraint that refuses it.
#[test]
fn every_other_claim_is_refused_by_name() {
    let names = [
        "account/is-under-root, creator/is-under-root",
        "claim/owner",
        "claim/key",
        "payment/token",
        "payment/amount",
        "nft/claimed-identity",
        "nft/claimed-content",
        "nft/claimed-creator-address",
    ];
    for witness in [balance(), of_margin(), of_nft()] {
        let inputs = witness.claim.public_inputs();
        let cs = builder(&witness);
        for (index, expected) in names.iter().enumerate() {
            let mut cs = cs.clone();
            let place = cs.variable(index).expect("public inputs come first");
            let changed = crate::field::add(felt(inputs[index]), crate::field::one());
            cs.tamper(place, changed);
            let mut claimed = inputs.map(felt);
            claimed[index] = changed;
            let found: BTreeSet<_> = violations(&cs, &claimed).iter().map(|v| v.name().to_owned()).collect();
            let expected: BTreeSet<_> = expected.split(", ").map(str::to_owned).collect();
            // A product with a bit that is 0 binds the claimed word, whatever the bit's other factor is.
            assert_eq!(found, expected, "input {index}");
        }
    }
}

#[test]
fn false_leaves_are_refused_by_name() {
    let changed = |witness: ExitWitness, change: fn(&mut ExitWitness)| {
        let mut witness = witness;
        change(&mut witness);
        violated(&witness)
    };
    let names = |names: &[&str]| -> BTreeSet<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    let more = changed(balance(), |witness| {
        witness.leaf.value = 1_001u64.into();
        witness.claim.owed = Owed::Amount { token: DAI, amount: 1_001 };
    });
    assert_eq!(more, names(&["account/is-under-root"]));
    let others = changed(balance(), |witness| {
        witness.leaf.fields.address = address(BOB);
        witness.claim.owner = address(BOB);
    });
    assert_eq!(others, names(&["account/is-under-root"]));
    let elsewhere = changed(balance(), |witness| witness.claim.account = BOB);
    assert_eq!(elsewhere, names(&["account/is-under-root"]));
    let twice = changed(balance(), |witness| witness.claim.key = StorageKey::balance(TokenId(6)));
    assert!(twice.contains("account/is-under-root"), "{twice:?}");
    let other_nft = changed(of_nft(), |witness| {
        witness.nft.serial += 1;
        witness.claim.owed = Owed::Nft { nft: witness.nft, creator_address: address(BOB) };
    });
    assert_eq!(other_nft, names(&["nft/value-is-the-nft"]));
    let other_creator = changed(of_nft(), |witness| {
        witness.creator_leaf.fields.address = address(ALICE);
        witness.claim.owed = Owed::Nft { nft: witness.nft, creator_address: address(ALICE) };
    });
    assert_eq!(other_creator, names(&["creator/is-under-root"]));
    // The creator's id and what is left of the word would be another identity with the same sum.
    let shifted = changed(of_nft(), |witness| {
        let tree = tree();
        witness.creator = ALICE;
        witness.creator_leaf = tree.membership(0, ALICE, witness.claim.key).expect("Alice exists");
    });
    assert!(shifted.contains("nft/serial-and-content-160-bits") || shifted.contains("nft/value-is-the-nft"));
    // An area that nobody pays out.
    let unpaid = changed(balance(), |witness| {
        let key = StorageKey::new(6, 1).expect("an area");
        witness.leaf = tree().membership(0, ALICE, key).expect("Alice exists");
        witness.creator_leaf = witness.leaf.clone();
        witness.claim.key = key;
        witness.claim.owed = Owed::Amount { token: TokenId::ETH, amount: 0 };
    });
    assert_eq!(unpaid, names(&["payment/area-is-paid-out"]));
}

#[test]
fn every_cell_is_noticed() {
    for witness in [balance(), of_margin(), of_nft()] {
        let free: BTreeSet<String> = unnoticed_changes(&builder(&witness)).into_iter().map(|(_, name)| name).collect();
        // The inverse of 0 is free where a comparison is true.
        let allowed = |name: &String| name.ends_with("is-zero");
        assert!(free.iter().all(allowed), "{free:?}");
    }
}

#[test]
fn a_proof_is_made_and_checked() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let store = KeyStore::open(directory.path(), Arc::new(Srs::development(3 << 11))).expect("an empty directory");
    let keys = keys(&store, PAY_OUTS, &NoProgress).expect("keys");
    assert_eq!(keys.log_n(), 11, "proving takes less than a second on a laptop");
    let mut proof = prove(&keys, &of_nft(), PAY_OUTS).expect("a proof");
    verify(&keys, &proof).expect("a valid proof");
    proof.claim.owner = address(BOB);
    verify(&keys, &proof).expect_err("the proof is for Alice");
}
