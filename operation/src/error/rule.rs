//! The reasons of the shared rules.

use zelkova_primitives::{AccountId, L1Address, Nonce, TokenId};

crate::reasons! {
    /// Why one of the shared [rules](crate::rules) refuses.
    pub enum RuleError {
        /// No account has this id.
        AccountNotFound { account: AccountId } => UnknownAccount, "accountNotFound",
            "account {account} does not exist", "deposit to its L1 address first";
        /// The account has no key.
        AccountLocked { account: AccountId } => Locked, "accountLocked",
            "account {account} has no key", "activate it with ChangePubKey first";
        /// The id belongs to pallets or lies outside the tree.
        ReservedAccount { account: AccountId } => Invalid, "reservedAccount",
            "account {account} is reserved", "use the id of a user's account";
        /// The account belongs to another L1 address than the operation says.
        AddressMismatch { account: AccountId, owner: L1Address, given: L1Address } => Invalid, "addressMismatch",
            "account {account} belongs to {owner}, not to {given}", "use the account id of your own address";
        /// The signing key is not the account's.
        WrongKey { account: AccountId } => Signature, "wrongKey",
            "the key that signed is not the key of account {account}", "sign with its current key";
        /// The signature does not verify.
        InvalidSignature => Signature, "invalidSignature",
            "the signature does not fit the transaction", "sign exactly these fields, with this chain's tag";
        /// The owner on L1 did not authorise the key.
        NotAuthorized { address: L1Address } => Authorization, "notAuthorized",
            "{address} did not authorise this key on L1",
            "sign the 72-byte message with its key, or call setAuthPubkeyHash";
        /// The nonce is not the account's.
        NonceMismatch { account: AccountId, expected: Nonce, given: Nonce } => Nonce, "nonceMismatch",
            "account {account} has nonce {expected}, the transaction has {given}", "sign it again with {expected}";
        /// The greatest nonce cannot be used.
        NonceExhausted { account: AccountId } => Nonce, "nonceExhausted",
            "account {account} has used up its nonces", "move its funds out with a full exit";
        /// The balance is too small for amount and fee, which are `required` together.
        InsufficientBalance { account: AccountId, token: TokenId, available: u128, required: u128 } => Balance,
            "insufficientBalance", "account {account} has {available} of token {token} and needs {required}",
            "send less or deposit more";
        /// The sum is 2^128 or more.
        BalanceOverflow { account: AccountId, token: TokenId } => Recipient, "balanceOverflow",
            "the balance of account {account} in token {token} would reach 2^128", "use a smaller amount";
        /// A stored balance is no integer below 2^128.
        CorruptBalance { account: AccountId, token: TokenId } => Node, "corruptBalance",
            "the stored balance of account {account} in token {token} is corrupt", "restore the database";
        /// The address is zero.
        ZeroAddress => Recipient, "zeroAddress", "the address is zero", "give the address of the recipient";
        /// No account has the address.
        RecipientNotFound { address: L1Address } => Recipient, "recipientNotFound",
            "no account has the address {address}", "deposit or transfer to it first";
        /// No pallet of the chain serves the request of L1.
        UnknownRequest => Node, "unknownRequest",
            "no pallet of this chain serves this request of L1", "run the version of the node that L1's contract is for";
        /// No id is left.
        AccountTreeFull => Recipient, "accountTreeFull", "the account tree is full", "send to an existing account";
        /// The amount does not fit the packed form; `closest` is the greatest below that does.
        AmountNotPackable { amount: u128, closest: u128 } => Packing, "amountNotPackable",
            "the amount {amount} cannot be packed into 35 + 5 bits", "round it to {closest}";
        /// The fee does not fit the packed form.
        FeeNotPackable { fee: u128 } => Packing, "feeNotPackable",
            "the fee {fee} cannot be packed into 11 + 5 bits", "round it up to a packable fee";
        /// `valid_from` lies after `valid_until`.
        EmptyValidity { valid_from: u64, valid_until: u64 } => Invalid, "emptyValidity",
            "valid_from {valid_from} is after valid_until {valid_until}", "swap or widen them";
        /// The block is outside of the validity window.
        OutsideValidity { valid_from: u64, valid_until: u64, timestamp: u64 } => Validity, "outsideValidity",
            "the transaction runs from {valid_from} to {valid_until}, the block is at {timestamp}", "sign it again";
    }
}
