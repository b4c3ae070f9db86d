//! A running chain whose runtime gets another version, with pallets that it did not have before.

mod common;

use std::sync::Arc;

use codec::Encode;
use common::{config, executed, Chain, User, ETH};
use frame_support::{StorageHasher, Twox128};
use sp_core::H256;
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{
    backend::{Backend, IterArgs},
    DBValue, TrieBackend, TrieBackendBuilder, TrieBackendStorage,
};
use sp_trie::prefixed_key;
use zelkova_runtime::{
    configuration::VERSION, ChangeSet, Header, MemoryState, MiniBlockInputs, MintNft, Signed, StateReader,
};

/// Pallets that the chain is made to have begun without.
const NEW_PALLETS: [&str; 3] = ["Nft", "Swap", "Batch"];

/// The trie of a state in memory.
struct Trie(Arc<MemoryState>);

impl TrieBackendStorage<BlakeTwo256> for Trie {
    fn get(&self, key: &H256, prefix: (&[u8], Option<u8>)) -> Result<Option<DBValue>, String> {
        self.0.trie_node(&prefixed_key::<BlakeTwo256>(key, prefix)).map_err(|error| error.to_string())
    }
}

fn trie(chain: &Chain) -> TrieBackend<Trie, BlakeTwo256> {
    TrieBackendBuilder::new(Trie(chain.state.clone()), chain.header.state_root).build()
}

fn last_upgrade() -> Vec<u8> {
    [Twox128::hash(b"System"), Twox128::hash(b"LastRuntimeUpgrade")].concat()
}

fn keys_of(trie: &TrieBackend<Trie, BlakeTwo256>, pallet: &str) -> Vec<Vec<u8>> {
    let prefix = Twox128::hash(pallet.as_bytes());
    let mut args = IterArgs::default();
    args.prefix = Some(&prefix);
    trie.keys(args).unwrap().map(Result::unwrap).collect()
}

/// Makes the newest state what a runtime of spec version 0 without the new pallets would have left.
fn as_before_the_upgrade(chain: &mut Chain) {
    let trie = trie(chain);
    let (key, value) = (last_upgrade(), (codec::Compact(0u32), "zelkova").encode());
    let removed: Vec<_> = NEW_PALLETS.iter().flat_map(|pallet| keys_of(&trie, pallet)).collect();
    let removed = removed.iter().map(|key| (key.as_slice(), None));
    let delta = removed.chain([(key.as_slice(), Some(value.as_slice()))]);
    let (state_root, mut changes) = trie.storage_root(delta, VERSION.state_version());
    let writes = changes.drain().into_iter().filter(|(_, (_, references))| *references != 0);
    let writes = writes.map(|(key, (value, references))| (key, (references > 0).then_some(value))).collect();
    chain.state.apply(&ChangeSet { trie: writes, ..ChangeSet::default() });
    chain.header = Header { state_root, ..chain.header.clone() };
}

#[test]
fn a_pallet_that_joins_a_running_chain_starts_from_empty_storage() {
    let mut chain = Chain::new(&config());
    let alice = User::new(1);
    let id = chain.activate(&alice, ETH, 1_000);
    let sealed = chain.seal();
    as_before_the_upgrade(&mut chain);
    for pallet in NEW_PALLETS {
        assert!(keys_of(&trie(&chain), pallet).is_empty(), "{pallet}");
    }

    chain.run(MiniBlockInputs::default());
    let recorded = (codec::Compact(VERSION.spec_version), VERSION.spec_name.as_ref()).encode();
    assert_eq!(trie(&chain).storage(&last_upgrade()).unwrap(), Some(recorded));
    assert_eq!((chain.balance(&alice, ETH), chain.nonce(&alice)), (1_000, 1));
    let root = chain.executor.query(&chain.header, |query| query.last_sealed().root).unwrap();
    assert_eq!(root, sealed.new_root);

    let mint = MintNft {
        account: id,
        to: alice.address,
        content: [7; 32],
        fee_token: ETH,
        fee: 10,
        nonce: 1,
        valid_from: 0,
        valid_until: u64::MAX,
    };
    let mint = Signed::sign(mint, &alice.key, chain.chain_tag).unwrap().into();
    executed(&chain.run_transactions([mint]));
    let nfts = chain.executor.query(&chain.header, |query| query.nfts(id, 0, 10)).unwrap();
    assert_eq!(nfts.len(), 1);
    assert_eq!(chain.seal().number, sealed.number + 1);
}
