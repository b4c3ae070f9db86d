//! Speed of the hash, of signatures and of the state tree.
//!
//! `cargo bench --profile dev -p zelkova-primitives`: the development profile optimises this crate fully.

use criterion::{criterion_group, criterion_main, BatchSize, Criterion, Throughput};
use std::{collections::BTreeMap, hint::black_box};
use zelkova_primitives::{
    compress4,
    hash::{compress4_many, hash, Domain},
    tree::{AccountChange, MemoryStore, StateTree, WorkingTree},
    AccountFields, AccountId, Felt, Fr, L1Address, PrivateKey, Signature, StorageKey, TokenId, Touch,
};

fn hashes(c: &mut Criterion) {
    let children = [1u8, 2, 3, 4].map(Fr::from);
    c.bench_function("compress4", |b| b.iter(|| compress4(black_box(&children))));
    c.bench_function("message", |b| b.iter(|| hash(Domain::MESSAGE, black_box(&[children[0]; 5]))));
    let mut group = c.benchmark_group("compress4_many");
    for n in [4, 64, 1_000] {
        let many = vec![children; n];
        group.throughput(Throughput::Elements(n as u64));
        group.bench_function(n.to_string(), |b| b.iter(|| compress4_many(black_box(&many))));
    }
    group.finish();
}

fn signatures(c: &mut Criterion) {
    let key = PrivateKey::from_seed(b"bench");
    let message = Felt::from(7u8);
    let (public, signature) = (key.public(), key.sign(message));
    let bytes = signature.to_bytes();
    c.bench_function("eddsa/sign", |b| b.iter(|| key.sign(black_box(message))));
    c.bench_function("eddsa/verify", |b| b.iter(|| public.verify(black_box(message), &signature)));
    c.bench_function("eddsa/decode", |b| b.iter(|| Signature::from_bytes(black_box(&bytes))));
}

/// One balance of each of `n` accounts, spread over a tree of a million.
fn changes(n: u32, seed: u32) -> BTreeMap<AccountId, AccountChange> {
    let change = |i: u32| {
        let id = i.wrapping_mul(2_654_435_761).wrapping_add(seed) % 1_000_000;
        let fields = AccountFields { nonce: seed, address: L1Address([1; 20]), ..AccountFields::default() };
        let values = BTreeMap::from([(StorageKey::balance(TokenId(0)), Felt::from(seed + i + 1))]);
        (AccountId(id), AccountChange { fields, values })
    };
    (0..n).map(change).collect()
}

fn trees(c: &mut Criterion) {
    let tree = StateTree::new(MemoryStore::new());
    let genesis = tree.commit(0, &changes(20_000, 1)).expect("the first version");
    tree.reader().apply(&genesis.writes);
    let mut group = c.benchmark_group("tree");
    group.sample_size(10);
    for n in [44, 1_000] {
        let changes = changes(n, 2);
        group.throughput(Throughput::Elements(changes.len() as u64));
        group.bench_function(format!("commit/{n}"), |b| {
            b.iter(|| tree.commit(1, black_box(&changes)).expect("a version"))
        });
    }
    let id = *changes(1, 1).keys().next().expect("one change");
    let key = StorageKey::balance(TokenId(0));
    let (fields, value) = (tree.account(0, id).expect("an account"), tree.value(0, id, key).expect("a value"));
    let touch = Touch {
        account: id,
        before: fields,
        after: AccountFields { nonce: 9, ..fields },
        key,
        value_before: value,
        value_after: Felt::from(3u8),
    };
    group.throughput(Throughput::Elements(1));
    group.bench_function("touch", |b| {
        b.iter_batched(
            || WorkingTree::at(&tree, 0).expect("a version"),
            |mut working| working.apply(&touch).expect("a touch"),
            BatchSize::SmallInput,
        )
    });
    group.finish();
}

criterion_group!(benches, hashes, signatures, trees);
criterion_main!(benches);
