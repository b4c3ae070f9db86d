//! What every part of Zelkova shares: identifiers, amounts, hash, signatures, the layout of pubdata and the state
//! tree that Ethereum sees. No FRAME, no circuits, no I/O except the RocksDB-backed node reader.
//!
//! The normative text is `docs/protocol.md`; each module names the section that it implements.
//!
//! | module | holds |
//! |---|---|
//! | [`field`] | [`Felt`], an element of the BN254 scalar field with its byte, SCALE and JSON forms |
//! | [`ids`] | account, token and block numbers, L1 addresses, storage keys |
//! | [`packing`] | the decimal floats of transfer amounts and fees |
//! | [`chunk`] | the 18-byte unit of pubdata |
//! | [`hash`] | Poseidon2 compression, domain-separated hashing, keccak |
//! | [`eddsa`] | keys and signatures on Baby Jubjub |
//! | [`message`] | what an L2 operation signs, and the chain tag |
//! | [`ledger`] | the state as native rules see it |
//! | [`trace`], [`tracer`] | what an executed operation leaves behind for the prover, and the recorder of it |
//! | [`block`] | the sealed block and its public inputs |
//! | [`priority`] | operations requested on L1 |
//! | [`tree`] | the versioned sparse Merkle state tree |

pub mod block;
pub mod chunk;
pub mod eddsa;
pub mod field;
pub mod hash;
pub mod ids;
pub mod ledger;
pub mod message;
pub mod packing;
pub mod priority;
pub mod serde_util;
pub mod trace;
pub mod tracer;
pub mod tree;

pub use block::{challenge, evaluation, pubdata_commitment, SealedBlock};
pub use chunk::{pack_chunks, Chunk, CHUNK_BYTES};
pub use eddsa::{PrivateKey, PublicKey, Signature};
pub use field::{Felt, Fr};
pub use hash::{compress, hash, keccak256, keccak_mod_p, Domain};
pub use ids::{
    AccountId, BlockNumber, L1Address, Nonce, SerialId, StorageKey, TokenId, TxHash, ACCOUNT_TREE_DEPTH, FEE_ACCOUNT,
    MAX_NONCE, RESERVED_ACCOUNTS_START, STORAGE_TREE_DEPTH,
};
pub use ledger::{AccountFields, BlockContext, Ledger, MemoryLedger};
pub use message::{chain_tag, SignedFields};
pub use packing::{PackedAmount, PackedFee};
pub use priority::{PriorityOp, PriorityOpKind};
pub use trace::{OpTrace, SlotArgs, SlotSignature, SlotTrace, Touch};
pub use tracer::Tracer;
