//! What every part of Zelkova shares: identifiers, amounts, hash, signatures, the layout of pubdata and the state
//! tree that Ethereum sees. No FRAME, no circuits, no I/O except the RocksDB-backed node reader.
//!
//! The normative text is `docs/protocol.md`; each module names the section that it implements.
//!
//! | module | holds |
//! |---|---|
//! | [`field`] | [`Felt`], an element of the BN254 scalar field with its byte, SCALE and JSON forms |
//! | [`elements`], [`signed`] | short lists of elements; signed integers as elements |
//! | [`ids`] | account, token and block numbers, L1 addresses, storage keys |
//! | [`packing`] | the decimal floats of transfer amounts and fees |
//! | [`chunk`] | the 18-byte unit of pubdata |
//! | [`mod@hash`] | Poseidon2 compression, domain-separated hashing, keccak |
//! | [`eddsa`] | keys and signatures on Baby Jubjub |
//! | [`message`] | what an L2 operation signs, and the chain tag |
//! | [`account`] | an account leaf, and a change of it |
//! | [`nft`] | NFTs and the values that stand for them |
//! | [`block`] | the public inputs of a block |
//! | [`priority`] | operations requested on L1 |
//! | [`tree`] | the versioned sparse Merkle state tree |
//!
//! # From a signed message to the state root
//!
//! ```
//! use std::collections::BTreeMap;
//! use zelkova_primitives::{
//!     chain_tag,
//!     tree::{AccountChange, MemoryStore, StateTree},
//!     AccountFields, AccountId, Felt, L1Address, PackedFee, PrivateKey, Settlement, SignedFields, StorageKey, TokenId,
//! };
//!
//! // Genesis: one account with a key and a balance.
//! let key = PrivateKey::from_seed(b"an example, not a secret");
//! let fields =
//!     AccountFields { address: L1Address([7; 20]), key_hash: key.public().key_hash(), ..Default::default() };
//! let balance = StorageKey::balance(TokenId::ETH);
//! let values = BTreeMap::from([(balance, Felt::from(1_000u64))]);
//! let genesis = BTreeMap::from([(AccountId(0), AccountChange { fields, values })]);
//!
//! let tree = StateTree::new(MemoryStore::new());
//! let update = tree.commit(0, &genesis)?;
//! tree.reader().apply(&update.writes);
//!
//! // The owner signs; the message is bound to the chain.
//! let fee = PackedFee::pack(30).ok_or("30 is packable")?;
//! let message = SignedFields { opcode: 5, packed_fee: fee, amount: 500, ..Default::default() };
//! let rollup = Settlement { l1_chain_id: 1, rollup: L1Address([8; 20]) };
//! let message = message.hash(chain_tag(rollup, 270, update.root));
//! assert!(key.public().verify(message, &key.sign(message)));
//!
//! // Anybody can check the balance against the root.
//! let membership = tree.membership(0, AccountId(0), balance)?;
//! assert!(membership.verify(AccountId(0), balance) && membership.root == update.root);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Checks
//!
//! Property tests compare the codecs and the tree with naive models. `tests/vectors` holds vectors that other code made
//! (Python that knows only the definitions), with that code. `benches/primitives.rs` measures the hash, signatures and the tree.

pub mod account;
pub mod block;
pub mod chunk;
pub mod eddsa;
pub mod elements;
pub mod field;
pub mod hash;
pub mod ids;
pub mod message;
pub mod nft;
pub mod packing;
pub mod priority;
pub mod serde_util;
pub mod signed;
pub mod tree;

pub use account::{AccountFields, Touch};
pub use block::{challenge, evaluation, pubdata_commitment};
pub use chunk::{pack_chunks, Chunk, CHUNK_BYTES};
pub use eddsa::{PrivateKey, PublicKey, Signature};
pub use elements::Elements;
pub use field::{Felt, Fr};
pub use hash::{compress4, hash, keccak256, keccak_mod_p, Domain};
pub use ids::{
    AccountId, BlockNumber, L1Address, Nonce, SerialId, StorageKey, TokenId, TxHash, ACCOUNT_TREE_DEPTH,
    ACCOUNT_TREE_LEVELS, FEE_ACCOUNT, MAX_NONCE, NOBODY, RESERVED_ACCOUNTS_START, STORAGE_TREE_DEPTH,
    STORAGE_TREE_LEVELS,
};
pub use message::{chain_tag, Settlement, SignedFields};
pub use nft::Nft;
pub use packing::{PackedAmount, PackedFee};
pub use priority::{PriorityOp, PriorityOpKind};
