//! What can be wrong with pubdata.

use thiserror::Error;
use zelkova_primitives::{AccountId, L1Address, Nonce, TokenId};

use crate::OperationError;

/// What is wrong with the bytes of an operation, or does not fit the state that they are applied to.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PubdataError {
    /// The bytes end within an operation.
    #[error("{left} bytes are left where {needed} are needed: fetch the whole pubdata of the block")]
    Truncated {
        /// How many the operation has.
        needed: usize,
        /// How many there are.
        left: usize,
    },
    /// No operation has the opcode.
    #[error("opcode {0} is no operation: use the version of the node that the block was made with")]
    UnknownOpcode(u8),
    /// An operation goes on more often than it can.
    #[error("more than {at_most} slots follow with opcode {opcode}: check that these bytes are a block's pubdata")]
    TooManySlots {
        /// The continuation opcode.
        opcode: u8,
        /// How many slots may have it one after the other.
        at_most: usize,
    },
    /// Bytes that carry nothing are not zero.
    #[error("padding is not zero: check that these bytes are a block's pubdata")]
    Padding,
    /// A field has a value that it cannot have.
    #[error("the field {0} is out of range: check that these bytes are a block's pubdata")]
    OutOfRange(&'static str),
    /// The id belongs to pallets or lies outside the tree.
    #[error("account {0} is no user's: check that these bytes are a block's pubdata")]
    ReservedAccount(AccountId),
    /// No account has the id.
    #[error("account {0} does not exist: apply every earlier block first, in order")]
    AccountNotFound(AccountId),
    /// The operation creates an account that there is.
    #[error("account {0} exists before it is created: apply every block once, in order")]
    AccountExists(AccountId),
    /// The account has no key, so it cannot have signed.
    #[error("account {0} has no key and signs: apply every earlier block first, in order")]
    AccountLocked(AccountId),
    /// The account has a key, so its owner alone can withdraw.
    #[error("account {0} has a key and is exited by another: apply every earlier block first, in order")]
    AccountHasKey(AccountId),
    /// The account belongs to another address.
    #[error("account {account} belongs to {owner}, not to {given}: check genesis and order of the blocks")]
    AddressMismatch {
        /// The account.
        account: AccountId,
        /// Its owner.
        owner: L1Address,
        /// What the pubdata says.
        given: L1Address,
    },
    /// The account has another nonce.
    #[error("account {account} has nonce {expected}, not {given}: apply every block once, in order")]
    NonceMismatch {
        /// The account.
        account: AccountId,
        /// Its nonce.
        expected: Nonce,
        /// What the pubdata says.
        given: Nonce,
    },
    /// The account has used up its nonces or its serial numbers.
    #[error("account {0} has used up its nonces or serial numbers: check that these bytes are a block's pubdata")]
    Exhausted(AccountId),
    /// More is taken from a balance than there is.
    #[error("account {account} has {available} of token {token} and pays {required}: apply every earlier block first")]
    InsufficientBalance {
        /// The account.
        account: AccountId,
        /// The token.
        token: TokenId,
        /// What it has.
        available: u128,
        /// What it pays.
        required: u128,
    },
    /// A sum reaches 2^128.
    #[error("a sum of token {0} reaches 2^128: apply every block once, in order")]
    Overflow(TokenId),
    /// An exit does not take what is there.
    #[error("account {account} exits with {published} where {due} is due: apply every block once, in order")]
    ExitAmount {
        /// The account.
        account: AccountId,
        /// What the pubdata says.
        published: u128,
        /// What the owner has.
        due: u128,
    },
    /// A reason of a pallet's own.
    #[error(transparent)]
    Pallet(#[from] OperationError),
}
