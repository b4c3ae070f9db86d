//! Logs of the contracts, decoded.

use super::{calls::events, client::to_u64, L1Error};
use codec::{Decode, Encode};
use ethers::{
    abi::{ParamType, Token},
    types::{Address, Log, TransactionReceipt, H256},
};
use serde::{Deserialize, Serialize};
use zelkova_primitives::{Felt, L1Address, PriorityOp, PriorityOpKind, SerialId, TokenId};
use zelkova_runtime::AuthFact;

/// A token that Governance registered.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct NewToken {
    /// Id on the chain.
    pub id: TokenId,
    /// ERC-20 contract.
    pub address: L1Address,
    /// `symbol()` or empty.
    pub symbol: String,
    /// `decimals()` or 0.
    pub decimals: u8,
}

/// The first topic of an event.
pub fn topic(event: &str) -> H256 {
    H256(ethers::utils::keccak256(event))
}

/// A decoded log.
pub enum Event {
    /// `NewPriorityRequest`
    Priority(PriorityOp),
    /// `FactAuth`
    Auth(AuthFact),
    /// `NewToken`, without symbol and decimals.
    Token(NewToken),
}

/// Decodes a log; `None` for events that do not concern the chain.
pub fn decode(log: &Log) -> Result<Option<Event>, L1Error> {
    let Some(first) = log.topics.first().copied() else { return Ok(None) };
    let decoded = if first == topic(events::NEW_PRIORITY_REQUEST) {
        priority_op(log).map(Event::Priority)
    } else if first == topic(events::FACT_AUTH) {
        auth_fact(log).map(Event::Auth)
    } else if first == topic(events::NEW_TOKEN) {
        new_token(log).map(Event::Token)
    } else {
        return Ok(None);
    };
    decoded.map(Some).map_err(|detail| {
        let index = log.log_index.map_or(0, |index| index.low_u64());
        L1Error::BadLog { block: to_u64(log.block_number), index, detail }
    })
}

/// The serial id of the priority operation that a transaction requested.
pub fn serial_id(receipt: &TransactionReceipt, rollup: Address) -> Option<SerialId> {
    receipt.logs.iter().filter(|log| log.address == rollup).find_map(|log| match decode(log) {
        Ok(Some(Event::Priority(op))) => Some(op.serial_id),
        _ => None,
    })
}

fn priority_op(log: &Log) -> Result<PriorityOp, String> {
    let kinds = [ParamType::Address, ParamType::Uint(64), ParamType::Uint(8), ParamType::Bytes, ParamType::Uint(256)];
    let values = ethers::abi::decode(&kinds, &log.data).map_err(|error| error.to_string())?;
    let [Token::Address(_), Token::Uint(serial_id), Token::Uint(_), Token::Bytes(pubdata), Token::Uint(expiration)] =
        values.as_slice()
    else {
        return Err("unexpected values".into());
    };
    Ok(PriorityOp {
        serial_id: u64::try_from(*serial_id).map_err(|_| "serial id above 64 bits")?,
        kind: PriorityOpKind::from_l1_pubdata(pubdata).map_err(|error| error.to_string())?,
        l1_block: to_u64(log.block_number),
        l1_tx_hash: log.transaction_hash.ok_or("a log of a pending transaction")?.0,
        expiration_block: u64::try_from(*expiration).map_err(|_| "expiration block above 64 bits")?,
    })
}

fn auth_fact(log: &Log) -> Result<AuthFact, String> {
    let values = ethers::abi::decode(&[ParamType::Uint(32), ParamType::FixedBytes(32)], &log.data);
    let values = values.map_err(|error| error.to_string())?;
    let [Token::Uint(nonce), Token::FixedBytes(hash)] = values.as_slice() else {
        return Err("unexpected values".into());
    };
    let hash: &[u8; 32] = hash.as_slice().try_into().map_err(|_| "a key hash has 32 bytes")?;
    Ok(AuthFact {
        address: address_of_topic(log.topics.get(1))?,
        nonce: u32::try_from(*nonce).map_err(|_| "nonce above 32 bits")?,
        key_hash: Felt::from_be_bytes(hash).ok_or("key hash not below the field modulus")?,
    })
}

fn new_token(log: &Log) -> Result<NewToken, String> {
    let id = log.topics.get(2).ok_or("the token id is missing")?.to_low_u64_be();
    Ok(NewToken {
        id: TokenId(u16::try_from(id).map_err(|_| "token id above 16 bits")?),
        address: address_of_topic(log.topics.get(1))?,
        symbol: String::new(),
        decimals: 0,
    })
}

fn address_of_topic(topic: Option<&H256>) -> Result<L1Address, String> {
    Ok(L1Address(Address::from(*topic.ok_or("an address is missing")?).0))
}
