//! Why an operation cannot run. Native rules return it, so it carries no FRAME types; pallets turn it into their own
//! errors, and the node shows its text to the user.

use thiserror::Error;
use zelkova_primitives::{AccountId, L1Address, Nonce, TokenId};

/// Why an operation cannot run, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OperationError {
    /// No account has this id.
    #[error("account {account} does not exist: deposit to its L1 address first")]
    AccountNotFound {
        /// The id.
        account: AccountId,
    },
    /// The account has no key.
    #[error("account {account} has no key: activate it with ChangePubKey first")]
    AccountLocked {
        /// The id.
        account: AccountId,
    },
    /// The id belongs to pallets or lies outside the tree.
    #[error("account {account} is reserved: use the id of a user's account")]
    ReservedAccount {
        /// The id.
        account: AccountId,
    },
    /// The account belongs to another L1 address than the operation says.
    #[error("account {account} belongs to {owner}, not to {given}: use the account id of your own address")]
    AddressMismatch {
        /// The id.
        account: AccountId,
        /// Its owner.
        owner: L1Address,
        /// What the operation says.
        given: L1Address,
    },
    /// The signing key is not the account's.
    #[error("the key that signed is not the key of account {account}: sign with its current key")]
    WrongKey {
        /// The id.
        account: AccountId,
    },
    /// The signature does not verify.
    #[error("the signature does not fit the transaction: sign exactly these fields, with this chain's tag")]
    InvalidSignature,
    /// The nonce is not the account's.
    #[error("account {account} has nonce {expected}, the transaction has {given}: sign it again with {expected}")]
    NonceMismatch {
        /// The id.
        account: AccountId,
        /// The account's nonce.
        expected: Nonce,
        /// The transaction's nonce.
        given: Nonce,
    },
    /// The greatest nonce cannot be used.
    #[error("account {account} has used up its nonces: move its funds out with a full exit")]
    NonceExhausted {
        /// The id.
        account: AccountId,
    },
    /// The balance is too small.
    #[error("account {account} has {available} of token {token} and needs {required}: send less or deposit more")]
    InsufficientBalance {
        /// The id.
        account: AccountId,
        /// The token.
        token: TokenId,
        /// What it has.
        available: u128,
        /// Amount and fee.
        required: u128,
    },
    /// The sum is 2^128 or more.
    #[error("the balance of account {account} in token {token} would reach 2^128: use a smaller amount")]
    BalanceOverflow {
        /// The id.
        account: AccountId,
        /// The token.
        token: TokenId,
    },
    /// A stored balance is no integer below 2^128.
    #[error("the stored balance of account {account} in token {token} is corrupt: restore the database")]
    CorruptBalance {
        /// The id.
        account: AccountId,
        /// The token.
        token: TokenId,
    },
    /// The address is zero.
    #[error("the address is zero: give the address of the recipient")]
    ZeroAddress,
    /// The amount does not fit the packed form.
    #[error("the amount {amount} cannot be packed into 35 + 5 bits: round it to {closest}")]
    AmountNotPackable {
        /// The amount.
        amount: u128,
        /// The closest packable amount below.
        closest: u128,
    },
    /// The fee does not fit the packed form.
    #[error("the fee {fee} cannot be packed into 11 + 5 bits: round it up to a packable fee")]
    FeeNotPackable {
        /// The fee.
        fee: u128,
    },
    /// `valid_from` lies after `valid_until`.
    #[error("valid_from {valid_from} is after valid_until {valid_until}: swap or widen them")]
    EmptyValidity {
        /// First second.
        valid_from: u64,
        /// Last second.
        valid_until: u64,
    },
    /// The block is outside of the validity window.
    #[error("the transaction runs from {valid_from} to {valid_until}, the block is at {timestamp}: sign it again")]
    OutsideValidity {
        /// First second.
        valid_from: u64,
        /// Last second.
        valid_until: u64,
        /// Timestamp of the block.
        timestamp: u64,
    },
    /// The new key is not the one that signed, or is the zero hash.
    #[error("the new key hash is not the hash of the key that signed: sign ChangePubKey with the new key")]
    NewKeyMismatch,
    /// The owner on L1 did not authorise the key.
    #[error(
        "{address} did not authorise this key on L1: sign the 72-byte message with its key, or call setAuthPubkeyHash"
    )]
    NotAuthorized {
        /// The owner.
        address: L1Address,
    },
    /// No account has the address.
    #[error("no account has the address {address}: deposit or transfer to it first")]
    RecipientNotFound {
        /// The address.
        address: L1Address,
    },
    /// Only accounts without a key can be exited by others.
    #[error("account {account} has a key: only its owner can withdraw from it")]
    TargetHasKey {
        /// The account.
        account: AccountId,
    },
    /// The slot holds another NFT or none.
    #[error("slot {slot} of account {account} does not hold this NFT: ask for the account's NFTs and sign again")]
    NftNotThere {
        /// The account.
        account: AccountId,
        /// The slot.
        slot: u16,
    },
    /// All slots of the account are taken.
    #[error("account {account} has no free NFT slot: send the NFT to another account")]
    NftSlotsFull {
        /// The account.
        account: AccountId,
    },
    /// No serial number is left.
    #[error("account {account} has minted as many NFTs as it can: mint from another account")]
    NftsExhausted {
        /// The account.
        account: AccountId,
    },
    /// A stored NFT value stands for nothing that is known.
    #[error("the NFT in slot {slot} of account {account} is unknown: restore the database")]
    CorruptNft {
        /// The account.
        account: AccountId,
        /// The slot.
        slot: u16,
    },
    /// A ratio does not fit.
    #[error("the ratio {ratio} of an order is 2^112 or more: divide both ratios by the same number")]
    RatioTooLarge {
        /// The ratio.
        ratio: u128,
    },
    /// A swap of a token for itself.
    #[error("both orders sell token {token}: swap different tokens")]
    SameToken {
        /// The token.
        token: TokenId,
    },
    /// A swap of an account with itself.
    #[error("both orders are of account {account}: match orders of different accounts")]
    SelfSwap {
        /// The account.
        account: AccountId,
    },
    /// The tokens of the orders do not match.
    #[error("one order does not buy what the other sells: match other orders")]
    OrdersDoNotMatch,
    /// An exact order has another amount.
    #[error("order {order} sells {signed}, the swap moves {moved}: use the order's amount")]
    OrderAmountMismatch {
        /// 1 or 2.
        order: u8,
        /// What the order says.
        signed: u128,
        /// What the swap says.
        moved: u128,
    },
    /// An order gets too little.
    #[error("order {order} would get less than its price: use amounts that fit both prices")]
    PriceNotMet {
        /// 1 or 2.
        order: u8,
    },
    /// No id is left.
    #[error("the account tree is full: send to an existing account")]
    AccountTreeFull,
    /// The priority operation is not the next one.
    #[error("priority operation {given} came, {expected} is next: import them in order, none twice")]
    PriorityOutOfOrder {
        /// Next serial id.
        expected: u64,
        /// What came.
        given: u64,
    },
    /// The operation fits no block.
    #[error("the operation does not fit into any block size: configure a larger one")]
    NeverFits,
    /// The state tree could not be committed.
    #[error("the state tree cannot be committed: {reason}")]
    StateTree {
        /// What the node said.
        reason: String,
    },
    /// A trace of the pending block is missing.
    #[error("operation {index} of the pending block is missing: restore the database")]
    LostOperation {
        /// Its index.
        index: u32,
    },
    /// No block number is left.
    #[error("the number of blocks is used up: start a new chain")]
    NoBlockNumber,
}

impl OperationError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AccountNotFound { .. } => "accountNotFound",
            Self::AccountLocked { .. } => "accountLocked",
            Self::ReservedAccount { .. } => "reservedAccount",
            Self::AddressMismatch { .. } => "addressMismatch",
            Self::WrongKey { .. } => "wrongKey",
            Self::InvalidSignature => "invalidSignature",
            Self::NonceMismatch { .. } => "nonceMismatch",
            Self::NonceExhausted { .. } => "nonceExhausted",
            Self::InsufficientBalance { .. } => "insufficientBalance",
            Self::BalanceOverflow { .. } => "balanceOverflow",
            Self::CorruptBalance { .. } => "corruptBalance",
            Self::ZeroAddress => "zeroAddress",
            Self::AmountNotPackable { .. } => "amountNotPackable",
            Self::FeeNotPackable { .. } => "feeNotPackable",
            Self::EmptyValidity { .. } => "emptyValidity",
            Self::OutsideValidity { .. } => "outsideValidity",
            Self::NewKeyMismatch => "newKeyMismatch",
            Self::NotAuthorized { .. } => "notAuthorized",
            Self::RecipientNotFound { .. } => "recipientNotFound",
            Self::TargetHasKey { .. } => "targetHasKey",
            Self::NftNotThere { .. } => "nftNotThere",
            Self::NftSlotsFull { .. } => "nftSlotsFull",
            Self::NftsExhausted { .. } => "nftsExhausted",
            Self::CorruptNft { .. } => "corruptNft",
            Self::RatioTooLarge { .. } => "ratioTooLarge",
            Self::SameToken { .. } => "sameToken",
            Self::SelfSwap { .. } => "selfSwap",
            Self::OrdersDoNotMatch => "ordersDoNotMatch",
            Self::OrderAmountMismatch { .. } => "orderAmountMismatch",
            Self::PriceNotMet { .. } => "priceNotMet",
            Self::AccountTreeFull => "accountTreeFull",
            Self::PriorityOutOfOrder { .. } => "priorityOutOfOrder",
            Self::NeverFits => "neverFits",
            Self::StateTree { .. } => "stateTree",
            Self::LostOperation { .. } => "lostOperation",
            Self::NoBlockNumber => "noBlockNumber",
        }
    }
}
