//! Users and a state for the tests of the native rules.

use zelkova_operation::{BlockContext, Ledger, MemoryLedger, Signed, SignedBody};
use zelkova_primitives::{AccountFields, AccountId, Felt, L1Address, Nft, PrivateKey, StorageKey, TokenId};

use crate::AREA;

pub const DAI: TokenId = TokenId(1);
pub const ALICE: AccountId = AccountId(1);
pub const BOB: AccountId = AccountId(2);
pub const ALICE_ADDRESS: L1Address = L1Address([0xa1; 20]);
pub const BOB_ADDRESS: L1Address = L1Address([0xb0; 20]);
pub const NEWCOMER: L1Address = L1Address([0x77; 20]);
pub const NOW: u64 = 100;
pub const CONTENT: [u8; 32] = [0xc0; 32];

pub fn chain_tag() -> Felt {
    Felt::from(77u8)
}

pub fn alice_key() -> PrivateKey {
    PrivateKey::from_seed(b"alice")
}

pub fn context() -> BlockContext {
    BlockContext { number: 1, timestamp: NOW, chain_tag: chain_tag(), fee_account: AccountId(0) }
}

/// Alice's second NFT, in slot 0 of hers.
pub fn nft() -> Nft {
    Nft { creator: ALICE, serial: 1, content: CONTENT }
}

/// Alice (nonce 3, two minted, 1000 DAI, one NFT) and Bob (no key).
pub fn ledger() -> MemoryLedger {
    let mut ledger = MemoryLedger::new();
    ledger.set_account(AccountId(0), AccountFields { address: L1Address([0xfe; 20]), ..AccountFields::default() });
    let key_hash = alice_key().public().key_hash();
    ledger.set_account(ALICE, AccountFields { nonce: 3, key_hash, address: ALICE_ADDRESS, minted: 2 });
    ledger.set_account(BOB, AccountFields { address: BOB_ADDRESS, ..AccountFields::default() });
    ledger.set_value(ALICE, StorageKey::balance(DAI), 1_000u32.into());
    ledger.set_record(AREA, nft().value(), nft().to_bytes().to_vec());
    ledger.set_value(ALICE, StorageKey::nft(0), nft().value());
    ledger
}

pub fn balance(ledger: &dyn Ledger, account: AccountId) -> u128 {
    ledger.value(account, StorageKey::balance(DAI)).to_u128().unwrap()
}

/// Signed by Alice's key.
pub fn signed<B: SignedBody>(body: B) -> Signed<B> {
    Signed::sign(body, &alice_key(), chain_tag()).unwrap()
}
