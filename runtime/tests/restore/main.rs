//! Pubdata written by hand from the layouts of the protocol, applied to a small state.

mod malformed;
mod nfts;
mod payments;
mod priority;
mod swap;

use zelkova_operation::Ledger;
use zelkova_primitives::{
    AccountFields, AccountId, Felt, L1Address, PackedAmount, PackedFee, StorageKey, TokenId, CHUNK_BYTES, FEE_ACCOUNT,
};
use zelkova_runtime::{
    restore::{PubdataError, RestoreError, Restored},
    GenesisConfig, TokenInfo,
};

const OPERATOR: L1Address = L1Address([0xfe; 20]);
const ALICE: AccountId = AccountId(1);
const BOB: AccountId = AccountId(2);
/// Has no key.
const CAROL: AccountId = AccountId(3);
/// Does not exist.
const NOBODY: AccountId = AccountId(4);
const ETH: TokenId = TokenId(0);
const DAI: TokenId = TokenId(1);

fn address(account: AccountId) -> L1Address {
    L1Address([account.0 as u8; 20])
}

/// Fields of one slot, filled to whole chunks.
fn slot(fields: &[&[u8]]) -> Vec<u8> {
    let mut bytes = fields.concat();
    bytes.resize(bytes.len().next_multiple_of(CHUNK_BYTES), 0);
    bytes
}

fn id(account: AccountId) -> [u8; 4] {
    account.0.to_be_bytes()
}

fn token(token: TokenId) -> [u8; 2] {
    token.0.to_be_bytes()
}

fn packed(amount: u128) -> [u8; 5] {
    PackedAmount::pack(amount).unwrap().to_bytes()
}

fn fee(fee: u128) -> [u8; 2] {
    PackedFee::pack(fee).unwrap().to_bytes()
}

fn deposit(account: AccountId, of: TokenId, amount: u128, owner: L1Address) -> Vec<u8> {
    slot(&[&[1], &id(account), &token(of), &amount.to_be_bytes(), &owner.0])
}

fn change_pub_key(account: AccountId, key_hash: Felt, nonce: u32, paid: u128) -> Vec<u8> {
    let key_hash = key_hash.to_be_bytes();
    slot(&[&[7], &id(account), &key_hash, &address(account).0, &nonce.to_be_bytes(), &token(ETH), &fee(paid)])
}

fn config() -> GenesisConfig {
    GenesisConfig {
        l2_chain_id: 1337,
        fee_account_address: OPERATOR,
        tokens: vec![TokenInfo::eth()],
        reserved: Vec::new(),
        parameters: Default::default(),
    }
}

/// Alice, Bob and Carol have 1000 of both tokens, Alice and Bob have keys and nonce 1.
fn setup() -> Restored {
    let mut state = Restored::genesis(&config()).unwrap();
    let mut block = Vec::new();
    for account in [ALICE, BOB, CAROL] {
        block.extend(deposit(account, ETH, 1_000, address(account)));
        block.extend(deposit(account, DAI, 1_000, address(account)));
    }
    block.extend(change_pub_key(ALICE, 11u8.into(), 0, 0));
    block.extend(change_pub_key(BOB, 12u8.into(), 0, 0));
    state.apply_block(&block, FEE_ACCOUNT).unwrap();
    state
}

fn fields(state: &Restored, account: AccountId) -> AccountFields {
    state.ledger().account(account)
}

/// ETH and DAI of an account.
fn balances(state: &Restored, account: AccountId) -> [u128; 2] {
    [ETH, DAI].map(|token| state.ledger().value(account, StorageKey::balance(token)).to_u128().unwrap())
}

/// Why a block of these bytes is refused. It changes nothing.
fn refused(state: &mut Restored, block: &[u8]) -> PubdataError {
    let before = (state.root(), state.number(), state.ledger().clone());
    let error = state.apply_block(block, FEE_ACCOUNT).unwrap_err();
    assert_eq!((state.root(), state.number(), state.ledger().clone()), before);
    match error {
        RestoreError::Operation { error, .. } => error,
        other => panic!("not an operation: {other}"),
    }
}
