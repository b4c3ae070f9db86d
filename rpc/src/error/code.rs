//! The stable error codes. docs/rpc.md lists them; a test compares the two.

/// Declares the codes with their names, so that no list of them can miss one.
macro_rules! error_codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal, $name:literal;)+) => {
        /// A stable error code of this interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(i32)]
        pub enum ErrorCode {
            $($(#[doc = $doc])+ $variant = $code,)+
        }

        impl ErrorCode {
            /// All codes, ascending.
            pub const ALL: &'static [ErrorCode] = &[$(ErrorCode::$variant),+];

            /// The name that programs may match on; also in the error's `data.name`.
            pub fn name(self) -> &'static str {
                match self { $(ErrorCode::$variant => $name,)+ }
            }

            /// What the code means.
            pub fn meaning(self) -> &'static str {
                match self { $(ErrorCode::$variant => concat!($($doc),+).trim_ascii_start(),)+ }
            }
        }
    };
}

error_codes! {
    /// The transaction's fields contradict each other or the protocol.
    InvalidTransaction = 1001, "invalidTransaction";
    /// The signature does not verify, or another key signed.
    InvalidSignature = 1002, "invalidSignature";
    /// The sender's account does not exist.
    UnknownAccount = 1003, "unknownAccount";
    /// The sender's account has no key yet.
    AccountLocked = 1004, "accountLocked";
    /// The nonce was used already.
    NonceTooLow = 1005, "nonceTooLow";
    /// The nonce is too far ahead of the account's nonce.
    NonceTooHigh = 1006, "nonceTooHigh";
    /// The balance does not cover amount and fee.
    InsufficientBalance = 1007, "insufficientBalance";
    /// The fee is below the price of the operation.
    FeeTooLow = 1008, "feeTooLow";
    /// The token is not registered.
    UnknownToken = 1009, "unknownToken";
    /// The amount or fee cannot be written in the packed form.
    NotPackable = 1010, "notPackable";
    /// The transaction is not valid yet, or not any more.
    OutsideValidity = 1011, "outsideValidity";
    /// The recipient cannot receive.
    InvalidRecipient = 1012, "invalidRecipient";
    /// The owner of the L1 address did not authorise the key.
    KeyNotAuthorised = 1013, "keyNotAuthorised";
    /// The transaction is longer than any valid one.
    TransactionTooLarge = 1014, "transactionTooLarge";
    /// The transaction is known already.
    AlreadyKnown = 1015, "alreadyKnown";
    /// Another transaction has this nonce, and the fee is not enough to replace it.
    ReplacementUnderpriced = 1016, "replacementUnderpriced";
    /// The account has too many waiting transactions.
    TooManyFromAccount = 1017, "tooManyFromAccount";
    /// The mempool is full.
    MempoolFull = 1018, "mempoolFull";
    /// Fees cannot be paid in this token.
    InappropriateFeeToken = 1019, "inappropriateFeeToken";
    /// The account has a second factor, and the Ethereum signature is missing.
    SecondFactorRequired = 1030, "secondFactorRequired";
    /// The Ethereum signature is not by the owner of the account.
    InvalidEthSignature = 1031, "invalidEthSignature";
    /// The timestamp is not that of a new signature.
    InvalidTimestamp = 1032, "invalidTimestamp";
    /// The batch does not fit into a block.
    BatchTooLarge = 1033, "batchTooLarge";
    /// A transaction that waits has a nonce of the batch.
    BatchConflict = 1034, "batchConflict";
    /// Nothing with this hash is known.
    TransactionNotFound = 2001, "transactionNotFound";
    /// No such account.
    AccountNotFound = 2003, "accountNotFound";
    /// More results were asked for than one answer may hold.
    LimitTooLarge = 2005, "limitTooLarge";
    /// A parameter has a value that the method does not take.
    InvalidParameter = 2007, "invalidParameter";
    /// The node takes no transactions now: it is starting, stopping or waiting for L1.
    NotReady = 3001, "notReady";
    /// The node failed; its log has the details.
    Internal = 3002, "internal";
}

impl ErrorCode {
    /// The number on the wire.
    pub fn code(self) -> i32 {
        self as i32
    }

    /// The code with this number.
    pub fn from_code(code: i32) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.code() == code)
    }
}

/// The codes of the JSON-RPC standard and of the server's limits, with meaning and remedy.
pub mod standard {
    /// `(code, meaning, remedy)`.
    pub const CODES: &[(i32, &str, &str)] = &[
        (-32700, "The request is not JSON.", "Send one JSON-RPC 2.0 object or an array of them."),
        (-32600, "The request is not a JSON-RPC 2.0 request.", "Send `jsonrpc`, `id`, `method` and `params`."),
        (-32601, "The method does not exist.", "Call `rpc_methods` for the names, `rpc_discover` for the description."),
        (-32602, "The parameters do not fit the method.", "Call `rpc_discover` for the method's parameters."),
        (-32603, "The server failed.", "Look into the node's log."),
        (-32006, "The connection has too many subscriptions.", "Unsubscribe, or open another connection."),
        (-32007, "The request is too large.", "Send fewer or smaller requests."),
        (-32008, "The answer would be too large.", "Ask for less at once."),
        (-32009, "The server has too many connections.", "Try again later, or raise the limit."),
        (-32010, "The batch has too many requests.", "Split the batch."),
        (-32011, "The answer to the batch would be too large.", "Split the batch."),
    ];

    /// The remedy of a standard code.
    pub fn remedy(code: i32) -> Option<&'static str> {
        CODES.iter().find(|(known, ..)| *known == code).map(|(.., remedy)| *remedy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_found_again() {
        let mut codes: Vec<i32> = ErrorCode::ALL.iter().map(|code| code.code()).collect();
        codes.dedup();
        assert_eq!(codes.len(), ErrorCode::ALL.len());
        assert!(codes.is_sorted());
        for code in ErrorCode::ALL {
            assert_eq!(ErrorCode::from_code(code.code()), Some(*code));
            assert!(code.meaning().ends_with('.'), "{code:?}");
        }
        assert_eq!(ErrorCode::from_code(-32601), None);
    }

    #[test]
    fn the_documentation_lists_every_code() {
        let page = include_str!("../../../docs/rpc.md");
        for code in ErrorCode::ALL {
            let line = format!("| {} | `{}` | {} |", code.code(), code.name(), code.meaning());
            assert!(page.contains(&line), "docs/rpc.md misses: {line}");
        }
        for (code, meaning, remedy) in standard::CODES {
            let line = format!("| {code} | {meaning} | {remedy} |");
            assert!(page.contains(&line), "docs/rpc.md misses: {line}");
        }
    }
}
