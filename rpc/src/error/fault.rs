//! From typed errors to JSON-RPC error objects.

use super::ErrorCode;
use jsonrpsee::types::ErrorObjectOwned;
use serde::{Deserialize, Serialize};

/// An error that a caller can act on. Implemented by every error that may leave the node through this interface; the
/// error's `Display` is the message and names the cause with its identifiers.
pub trait TypedError: std::fmt::Display {
    /// The stable code.
    fn code(&self) -> ErrorCode;

    /// What the caller can do about it.
    fn remedy(&self) -> String;
}

/// What the `data` of an error object holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorData {
    /// The code's stable name.
    pub name: String,
    /// What was wrong.
    pub cause: String,
    /// What to do about it.
    pub remedy: String,
}

/// An error on its way to the caller.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{cause}; {remedy}")]
pub struct Fault {
    /// The stable code.
    pub code: ErrorCode,
    /// What was wrong.
    pub cause: String,
    /// What to do about it.
    pub remedy: String,
}

impl Fault {
    /// An error with its parts.
    pub fn new(code: ErrorCode, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code, cause: cause.into(), remedy: remedy.into() }
    }

    /// A failure of the node itself. The cause goes to the log; the caller learns only that there was one.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::new(ErrorCode::Internal, "the node could not answer", "look into the node's log, or try another node")
    }
}

impl<E: TypedError> From<E> for Fault {
    fn from(error: E) -> Self {
        Self::new(error.code(), error.to_string(), error.remedy())
    }
}

impl From<Fault> for ErrorObjectOwned {
    fn from(fault: Fault) -> Self {
        let message = fault.to_string();
        let data = ErrorData { name: fault.code.name().to_string(), cause: fault.cause, remedy: fault.remedy };
        ErrorObjectOwned::owned(fault.code.code(), message, Some(data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("token {0} is not registered")]
    struct UnknownToken(u16);

    impl TypedError for UnknownToken {
        fn code(&self) -> ErrorCode {
            ErrorCode::UnknownToken
        }

        fn remedy(&self) -> String {
            "call rollup_tokens for the registered ones".into()
        }
    }

    #[test]
    fn typed_errors_keep_code_cause_and_remedy() {
        let object = ErrorObjectOwned::from(Fault::from(UnknownToken(9)));
        assert_eq!(object.code(), 1009);
        assert_eq!(object.message(), "token 9 is not registered; call rollup_tokens for the registered ones");
        let data: ErrorData = serde_json::from_str(object.data().unwrap().get()).unwrap();
        assert_eq!(data.name, "unknownToken");
        assert_eq!(data.cause, "token 9 is not registered");
    }
}
