//! What can go wrong between client and node.

use crate::error::{ErrorCode, ErrorData};
use jsonrpsee::core::client::Error;
use zelkova_console::chain;
use zelkova_primitives::{SerialId, TxHash};

/// An error of the client.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// Not a URL that a node can be reached at.
    #[error("`{url}` is not a node's URL: {cause}; use for example http://127.0.0.1:3030 or ws://127.0.0.1:3030")]
    Url {
        /// What was given.
        url: String,
        /// What is wrong with it.
        cause: String,
    },
    /// No answer.
    #[error("the node at {url} does not answer: {cause}; check that it runs and that the URL is right")]
    Unreachable {
        /// The node.
        url: String,
        /// What the transport said.
        cause: String,
    },
    /// The node refused the request.
    #[error("{cause}; {remedy}")]
    Refused {
        /// The number of the error.
        number: i32,
        /// The error, if it is one of this interface and not of the JSON-RPC standard.
        code: Option<ErrorCode>,
        /// What was wrong.
        cause: String,
        /// What to do about it.
        remedy: String,
    },
    /// The answer is not what this client understands.
    #[error("the answer of the node at {url} cannot be read: {cause}; use client and node of the same version")]
    Answer {
        /// The node.
        url: String,
        /// What is wrong with it.
        cause: String,
    },
    /// Subscriptions do not work over HTTP.
    #[error("subscriptions need a WebSocket connection, but {url} is HTTP; use the same address with ws://")]
    NeedsWebSocket {
        /// The node.
        url: String,
    },
    /// The transaction that was waited for was rejected.
    #[error("transaction {hash} was rejected: {reason}")]
    Rejected {
        /// The transaction.
        hash: TxHash,
        /// Why.
        reason: String,
    },
    /// The transaction is unknown.
    #[error(
        "transaction {hash} is unknown to the node; check hash and chain, or submit it again if it was evicted from the mempool"
    )]
    Vanished {
        /// The transaction.
        hash: TxHash,
    },
    /// Waiting took too long.
    #[error("{what} did not reach `{stage}` within {seconds} seconds; ask again later with `zelkova wallet status`")]
    Timeout {
        /// What was waited for.
        what: String,
        /// The stage.
        stage: crate::types::Stage,
        /// How long.
        seconds: u64,
    },
}

impl ClientError {
    /// The stable code, if the node refused the request with one.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Refused { code, .. } => *code,
            _ => None,
        }
    }

    pub(super) fn from_call(url: &str, error: Error) -> Self {
        let url = url.to_string();
        match error {
            Error::Call(object) => {
                let data = object.data().and_then(|data| serde_json::from_str::<ErrorData>(data.get()).ok());
                let (cause, remedy) = match data {
                    Some(data) => (data.cause, data.remedy),
                    None => {
                        let remedy =
                            crate::error::standard::remedy(object.code()).unwrap_or("look into the node's log");
                        (object.message().to_string(), remedy.to_string())
                    }
                };
                Self::Refused { number: object.code(), code: ErrorCode::from_code(object.code()), cause, remedy }
            }
            Error::ParseError(cause) => Self::Answer { url, cause: cause.to_string() },
            Error::HttpNotImplemented => Self::NeedsWebSocket { url },
            other => Self::Unreachable { url, cause: chain(&other) },
        }
    }
}

/// Names a priority operation in messages.
pub(super) fn priority(serial_id: SerialId) -> String {
    format!("priority operation {serial_id}")
}
