//! Operations requested on L1, and the bytes that L1's priority queue keeps of them (protocol, section 5).

use crate::{
    serde_util::{decimal, hex_array},
    AccountId, L1Address, SerialId, TokenId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Length of the priority queue entry of a deposit or a full exit.
pub const L1_PUBDATA_BYTES: usize = 43;
/// Length of the priority queue entry of a full exit of an NFT.
pub const L1_NFT_PUBDATA_BYTES: usize = 27;
/// Opcode of a deposit.
pub const DEPOSIT_OPCODE: u8 = 1;
/// Opcode of a full exit.
pub const FULL_EXIT_OPCODE: u8 = 6;
/// Opcode of a full exit of an NFT.
pub const FULL_EXIT_NFT_OPCODE: u8 = 12;

/// Why bytes are not a priority queue entry.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PriorityOpError {
    /// The entry has another length.
    #[error("no priority queue entry of its kind has {0} bytes: check the contract's version")]
    Length(usize),
    /// The first byte names no priority operation.
    #[error("opcode {0} is no priority operation: check the contract's version")]
    Opcode(u8),
    /// A field that L1 does not know is not zero.
    #[error("the field {0} is unknown on L1 and must be zero: check the contract's version")]
    NotZero(&'static str),
}

/// A request to the rollup made on L1.
#[rustfmt::skip]
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize,
    Deserialize,
)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum PriorityOpKind {
    /// Credits an account, which is created if the address owns none.
    Deposit {
        /// The token.
        token: TokenId,
        /// The amount.
        #[serde(with = "decimal")]
        amount: u128,
        /// Owner of the account.
        to: L1Address,
    },
    /// Pays the whole balance of a token out on L1.
    FullExit {
        /// The account.
        account: AccountId,
        /// Who requested it; must own the account.
        owner: L1Address,
        /// The token.
        token: TokenId,
    },
    /// Takes the NFT in one of the account's slots to L1.
    FullExitNft {
        /// The account.
        account: AccountId,
        /// Who requested it; must own the account.
        owner: L1Address,
        /// The slot of the account's NFT area.
        slot: u16,
    },
}

impl PriorityOpKind {
    /// The opcode.
    pub const fn opcode(&self) -> u8 {
        match self {
            Self::Deposit { .. } => DEPOSIT_OPCODE,
            Self::FullExit { .. } => FULL_EXIT_OPCODE,
            Self::FullExitNft { .. } => FULL_EXIT_NFT_OPCODE,
        }
    }

    /// The bytes of the L1 priority queue entry.
    pub fn to_l1_pubdata(&self) -> Vec<u8> {
        let opcode = [self.opcode()];
        let none = [0; 16];
        match self {
            Self::Deposit { token, amount, to } => {
                [&opcode[..], &none[..4], &token.0.to_be_bytes(), &amount.to_be_bytes(), &to.0].concat()
            }
            Self::FullExit { account, owner, token } => {
                [&opcode[..], &account.0.to_be_bytes(), &owner.0, &token.0.to_be_bytes(), &none].concat()
            }
            Self::FullExitNft { account, owner, slot } => {
                [&opcode[..], &account.0.to_be_bytes(), &owner.0, &slot.to_be_bytes()].concat()
            }
        }
    }

    /// Reads the bytes of an L1 priority queue entry.
    pub fn from_l1_pubdata(bytes: &[u8]) -> Result<Self, PriorityOpError> {
        let opcode = *bytes.first().ok_or(PriorityOpError::Length(0))?;
        let length = match opcode {
            DEPOSIT_OPCODE | FULL_EXIT_OPCODE => L1_PUBDATA_BYTES,
            FULL_EXIT_NFT_OPCODE => L1_NFT_PUBDATA_BYTES,
            _ => return Err(PriorityOpError::Opcode(opcode)),
        };
        if bytes.len() != length {
            return Err(PriorityOpError::Length(bytes.len()));
        }
        match opcode {
            DEPOSIT_OPCODE => {
                if part::<4>(bytes, 1) != [0; 4] {
                    return Err(PriorityOpError::NotZero("account"));
                }
                Ok(Self::Deposit {
                    token: TokenId(u16::from_be_bytes(part(bytes, 5))),
                    amount: u128::from_be_bytes(part(bytes, 7)),
                    to: L1Address(part(bytes, 23)),
                })
            }
            FULL_EXIT_OPCODE => {
                if part::<16>(bytes, 27) != [0; 16] {
                    return Err(PriorityOpError::NotZero("amount"));
                }
                Ok(Self::FullExit {
                    account: AccountId(u32::from_be_bytes(part(bytes, 1))),
                    owner: L1Address(part(bytes, 5)),
                    token: TokenId(u16::from_be_bytes(part(bytes, 25))),
                })
            }
            _ => Ok(Self::FullExitNft {
                account: AccountId(u32::from_be_bytes(part(bytes, 1))),
                owner: L1Address(part(bytes, 5)),
                slot: u16::from_be_bytes(part(bytes, 25)),
            }),
        }
    }
}

/// The `N` bytes from `start` on. All callers stay inside the entry.
fn part<const N: usize>(bytes: &[u8], start: usize) -> [u8; N] {
    std::array::from_fn(|index| bytes[start + index])
}

/// A priority operation as the watcher of L1 reports it.
#[rustfmt::skip]
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize,
    Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct PriorityOp {
    /// Position in the queue.
    pub serial_id: SerialId,
    /// What is requested.
    pub kind: PriorityOpKind,
    /// L1 block of the request.
    pub l1_block: u64,
    /// L1 transaction of the request.
    #[serde(with = "hex_array")]
    pub l1_tx_hash: [u8; 32],
    /// L1 block by which it must be served.
    pub expiration_block: u64,
}

#[cfg(test)]
mod tests;
