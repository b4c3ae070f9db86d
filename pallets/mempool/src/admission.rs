//! What a transaction must fulfil to enter the pool.

use std::fmt;

use zelkova_operation::{OperationError, RuleError};
use zelkova_primitives::{AccountId, Felt, Nonce, TokenId, TxHash};

use crate::{PoolLimits, PoolTransaction};

zelkova_operation::reasons! {
    /// Why a transaction is not admitted.
    pub enum AdmissionError {
        /// It is too long.
        TooLarge { size: usize, max: u32 } => Invalid, "tooLarge",
            "the transaction has {size} bytes, {max} are allowed", "check how it is encoded";
        /// The token is not registered.
        UnknownToken { token: TokenId } => Invalid, "unknownToken",
            "token {token} is not registered", "use a token of the list of tokens";
        /// The account has left this nonce behind.
        NonceTooLow { account: AccountId, next: Nonce, given: Nonce } => Nonce, "nonceTooLow",
            "nonce {given} of account {account} is used, the next is {next}", "sign again with {next}";
        /// The nonce is above `max`, the greatest that is allowed now.
        NonceTooHigh { account: AccountId, max: Nonce, given: Nonce } => Nonce, "nonceTooHigh",
            "nonce {given} of account {account} is above {max}", "send the transactions before it first";
        /// The fee is below `minimum`, the least packable one that is allowed.
        FeeTooLow { token: TokenId, minimum: u128, given: u128 } => Invalid, "feeTooLow",
            "the fee {given} in token {token} is below the minimum {minimum}", "sign again with at least that fee";
        /// The fees of a batch are too low together.
        BatchFeeTooLow { required: u128, value: u128 } => Invalid, "batchFeeTooLow",
            "the batch's fees are worth {value} wei, at least {required} are needed", "sign again with higher fees";
        /// The batch does not fit into a block.
        BatchTooLarge { count: usize } => Invalid, "batchTooLarge",
            "the batch's {count} transactions do not fit into one block together", "split the batch";
        /// A batch does not replace what waits.
        BatchConflict { existing: TxHash } => Invalid, "batchConflict",
            "transaction {existing} has a nonce of the batch",
            "wait for it, or replace it by a single transaction first";
        /// The transactions of an account in a batch do not follow each other.
        BatchOrder { account: AccountId, expected: Nonce, given: Nonce } => Invalid, "batchOrder",
            "account {account} has nonce {given} in the batch where {expected} must follow",
            "order its transactions by nonce, without gap";
        /// The token has no price, so nobody knows what a fee in it is worth.
        NoFeeToken { token: TokenId, accepted: TokenList } => Invalid, "noFeeToken",
            "token {token} does not pay fees", "pay in one of the tokens {accepted}";
        /// The transaction can never run any more.
        Expired { valid_until: u64, now: u64 } => Validity, "expired",
            "the transaction was valid until {valid_until}, it is {now}", "sign again with a later end";
        /// It is in the pool.
        Known { hash: TxHash } => Invalid, "known",
            "transaction {hash} is known already", "ask for its status, or sign another one";
        /// Another transaction has the nonce and pays about as much; a fee of `required` replaces it.
        ReplacementUnderpriced { existing: TxHash, required: u128 } => Invalid, "replacementUnderpriced",
            "transaction {existing} has the same nonce",
            "to replace it pay a fee of at least {required} in the same token";
        /// The account has too many transactions in the pool.
        AccountFull { account: AccountId, max: u32 } => Invalid, "accountFull",
            "account {account} has {max} transactions in the pool", "wait until some are executed";
        /// Blocks are executed anew; accounts are not yet where they were.
        Reopening => Node, "reopening",
            "blocks that L1 did not take in time are being executed again", "send the transaction again in a moment";
        /// The oldest operation that L1 has not committed is too old to add more to it.
        NotSettling { minutes: u64 } => Node, "notSettling",
            "L1 has not taken blocks for {minutes} minutes, so that only requests from L1 are executed",
            "send the transaction again when blocks are committed, or leave by a full exit on L1";
        /// The pool is full of transactions that pay at least as much.
        PoolFull { max: u32 } => Invalid, "poolFull",
            "the pool holds {max} transactions that pay at least as much", "pay a higher fee or wait";
    }
    or Operation(OperationError)
}

impl From<RuleError> for AdmissionError {
    fn from(error: RuleError) -> Self {
        Self::Operation(error.into())
    }
}

/// Tokens, shown as `0, 1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenList(pub Vec<TokenId>);

impl fmt::Display for TokenList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(TokenId::to_string).collect::<Vec<_>>().join(", "))
    }
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
