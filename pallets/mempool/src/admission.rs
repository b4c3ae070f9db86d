//! What a transaction must fulfil to enter the pool.

use pallet_state_keeper::OperationError;
use thiserror::Error;
use zelkova_primitives::{AccountId, Felt, Nonce, TokenId, TxHash};

use crate::{PoolLimits, PoolTransaction};

/// Why a transaction is not admitted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AdmissionError {
    /// It is too long.
    #[error("the transaction has {size} bytes, {max} are allowed: check how it is encoded")]
    TooLarge {
        /// Its size.
        size: usize,
        /// The limit.
        max: u32,
    },
    /// Its format, its signature or the state of its account forbid it.
    #[error(transparent)]
    Operation(#[from] OperationError),
    /// The token is not registered.
    #[error("token {token} is not registered: use a token of the list of tokens")]
    UnknownToken {
        /// The token.
        token: TokenId,
    },
    /// The account has left this nonce behind.
    #[error("nonce {given} of account {account} is used, the next is {next}: sign again with {next}")]
    NonceTooLow {
        /// The account.
        account: AccountId,
        /// Its next nonce.
        next: Nonce,
        /// The transaction's.
        given: Nonce,
    },
    /// The nonce is too far ahead.
    #[error("nonce {given} of account {account} is above {max}: send the transactions before it first")]
    NonceTooHigh {
        /// The account.
        account: AccountId,
        /// The greatest that is allowed now.
        max: Nonce,
        /// The transaction's.
        given: Nonce,
    },
    /// The fee is too low.
    #[error("the fee {given} in token {token} is below the minimum {minimum}: sign again with at least that fee")]
    FeeTooLow {
        /// The token.
        token: TokenId,
        /// The least packable fee that is allowed.
        minimum: u128,
        /// The transaction's.
        given: u128,
    },
    /// The fees of a batch are too low together.
    #[error("the batch's fees are worth {value} wei, at least {required} are needed: sign again with higher fees")]
    BatchFeeTooLow {
        /// The sum of the minima.
        required: u128,
        /// What the fees are worth.
        value: u128,
    },
    /// The batch does not fit into a block.
    #[error("the batch's {count} transactions do not fit into one block together: split the batch")]
    BatchTooLarge {
        /// How many there are.
        count: usize,
    },
    /// A batch does not replace what waits.
    #[error(
        "transaction {existing} has a nonce of the batch: wait for it, or replace it by a single transaction first"
    )]
    BatchConflict {
        /// What waits.
        existing: TxHash,
    },
    /// The transactions of an account in a batch do not follow each other.
    #[error("account {account} has nonce {given} in the batch where {expected} must follow: order its transactions by nonce, without gap")]
    BatchOrder {
        /// The account.
        account: AccountId,
        /// The nonce after that of the account's transaction before.
        expected: Nonce,
        /// The transaction's.
        given: Nonce,
    },
    /// The token has no price, so nobody knows what a fee in it is worth.
    #[error("token {token} does not pay fees: pay in one of the tokens {}", list(accepted))]
    NoFeeToken {
        /// The token.
        token: TokenId,
        /// The tokens that do.
        accepted: Vec<TokenId>,
    },
    /// The transaction can never run any more.
    #[error("the transaction was valid until {valid_until}, it is {now}: sign again with a later end")]
    Expired {
        /// Its last second.
        valid_until: u64,
        /// The time.
        now: u64,
    },
    /// It is in the pool.
    #[error("transaction {hash} is known already: ask for its status, or sign another one")]
    Known {
        /// Its hash.
        hash: TxHash,
    },
    /// Another transaction has the nonce and pays about as much.
    #[error(
        "transaction {existing} has the same nonce: to replace it pay a fee of at least {required} in the same token"
    )]
    ReplacementUnderpriced {
        /// The other one.
        existing: TxHash,
        /// The fee that replaces it.
        required: u128,
    },
    /// The account has too many transactions in the pool.
    #[error("account {account} has {max} transactions in the pool: wait until some are executed")]
    AccountFull {
        /// The account.
        account: AccountId,
        /// The limit.
        max: u32,
    },
    /// The pool is full of transactions that pay at least as much.
    #[error("the pool holds {max} transactions that pay at least as much: pay a higher fee or wait")]
    PoolFull {
        /// The limit.
        max: u32,
    },
}

impl AdmissionError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "tooLarge",
            Self::Operation(error) => error.code(),
            Self::UnknownToken { .. } => "unknownToken",
            Self::NonceTooLow { .. } => "nonceTooLow",
            Self::NonceTooHigh { .. } => "nonceTooHigh",
            Self::FeeTooLow { .. } => "feeTooLow",
            Self::BatchFeeTooLow { .. } => "batchFeeTooLow",
            Self::BatchTooLarge { .. } => "batchTooLarge",
            Self::BatchConflict { .. } => "batchConflict",
            Self::BatchOrder { .. } => "batchOrder",
            Self::NoFeeToken { .. } => "noFeeToken",
            Self::Expired { .. } => "expired",
            Self::Known { .. } => "known",
            Self::ReplacementUnderpriced { .. } => "replacementUnderpriced",
            Self::AccountFull { .. } => "accountFull",
            Self::PoolFull { .. } => "poolFull",
        }
    }
}

fn list(tokens: &[TokenId]) -> String {
    tokens.iter().map(TokenId::to_string).collect::<Vec<_>>().join(", ")
}

/// A transaction whose size, format and signatures have been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked<Tx> {
    transaction: Tx,
    hash: TxHash,
}

impl<Tx: PoolTransaction> Checked<Tx> {
    /// A transaction that was checked before this node was restarted, read from its own database.
    pub fn from_own_database(transaction: Tx) -> Self {
        let hash = transaction.hash();
        Self { transaction, hash }
    }

    /// The transaction.
    pub fn transaction(&self) -> &Tx {
        &self.transaction
    }

    /// Its hash.
    pub fn hash(&self) -> TxHash {
        self.hash
    }
}

/// Checks what needs no state: size, format, signatures, validity.
pub fn check<Tx: PoolTransaction>(
    transaction: Tx,
    limits: &PoolLimits,
    chain_tag: Felt,
    now: u64,
) -> Result<Checked<Tx>, AdmissionError> {
    let size = transaction.encoded_size();
    if u32::try_from(size).map_or(true, |size| size > limits.max_transaction_bytes) {
        return Err(AdmissionError::TooLarge { size, max: limits.max_transaction_bytes });
    }
    let (_, valid_until) = transaction.validity();
    if valid_until < now {
        return Err(AdmissionError::Expired { valid_until, now });
    }
    transaction.check_signatures(chain_tag)?;
    let hash = transaction.hash();
    Ok(Checked { transaction, hash })
}
