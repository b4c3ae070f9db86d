//! From the reasons of refusal to the interface's error codes.

use pallet_mempool::AdmissionError;
use zelkova_rpc::{ErrorCode, Fault};
use zelkova_runtime::OperationError;

/// The error that the sender of a refused transaction gets.
pub fn fault(error: AdmissionError) -> Fault {
    let text = error.to_string();
    // Every message of the runtime's errors reads `cause: remedy`.
    let (cause, remedy) = text.split_once(": ").unwrap_or((&text, "correct the transaction and sign it again"));
    Fault::new(code(&error), cause, remedy)
}

fn code(error: &AdmissionError) -> ErrorCode {
    match error {
        AdmissionError::TooLarge { .. } => ErrorCode::TransactionTooLarge,
        AdmissionError::Operation(error) => operation_code(error),
        AdmissionError::UnknownToken { .. } => ErrorCode::UnknownToken,
        AdmissionError::NonceTooLow { .. } => ErrorCode::NonceTooLow,
        AdmissionError::NonceTooHigh { .. } => ErrorCode::NonceTooHigh,
        AdmissionError::FeeTooLow { .. } | AdmissionError::BatchFeeTooLow { .. } => ErrorCode::FeeTooLow,
        AdmissionError::BatchTooLarge { .. } => ErrorCode::BatchTooLarge,
        AdmissionError::BatchConflict { .. } => ErrorCode::BatchConflict,
        AdmissionError::BatchOrder { .. } => ErrorCode::InvalidTransaction,
        AdmissionError::NoFeeToken { .. } => ErrorCode::InappropriateFeeToken,
        AdmissionError::Expired { .. } => ErrorCode::OutsideValidity,
        AdmissionError::Known { .. } => ErrorCode::AlreadyKnown,
        AdmissionError::ReplacementUnderpriced { .. } => ErrorCode::ReplacementUnderpriced,
        AdmissionError::AccountFull { .. } => ErrorCode::TooManyFromAccount,
        AdmissionError::PoolFull { .. } => ErrorCode::MempoolFull,
    }
}

fn operation_code(error: &OperationError) -> ErrorCode {
    match error {
        OperationError::AccountNotFound { .. } => ErrorCode::UnknownAccount,
        OperationError::AccountLocked { .. } => ErrorCode::AccountLocked,
        OperationError::WrongKey { .. } | OperationError::InvalidSignature | OperationError::NewKeyMismatch => {
            ErrorCode::InvalidSignature
        }
        OperationError::NonceMismatch { .. } | OperationError::NonceExhausted { .. } => ErrorCode::NonceTooLow,
        OperationError::InsufficientBalance { .. } => ErrorCode::InsufficientBalance,
        OperationError::AmountNotPackable { .. } | OperationError::FeeNotPackable { .. } => ErrorCode::NotPackable,
        OperationError::OutsideValidity { .. } => ErrorCode::OutsideValidity,
        OperationError::NotAuthorized { .. } => ErrorCode::KeyNotAuthorised,
        OperationError::ZeroAddress
        | OperationError::RecipientNotFound { .. }
        | OperationError::NftSlotsFull { .. }
        | OperationError::BalanceOverflow { .. }
        | OperationError::AccountTreeFull => ErrorCode::InvalidRecipient,
        _ => ErrorCode::InvalidTransaction,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_primitives::TokenId;

    #[test]
    fn a_refusal_names_cause_and_remedy() {
        let fault = fault(AdmissionError::UnknownToken { token: TokenId(9) });
        assert_eq!(fault.code, ErrorCode::UnknownToken);
        assert_eq!(fault.cause, "token 9 is not registered");
        assert_eq!(fault.remedy, "use a token of the list of tokens");
    }

    #[test]
    fn a_wrong_signature_has_its_own_code() {
        let fault = fault(AdmissionError::Operation(OperationError::InvalidSignature));
        assert_eq!(fault.code, ErrorCode::InvalidSignature);
    }
}
