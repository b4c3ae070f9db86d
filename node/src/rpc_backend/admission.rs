//! From the reasons of refusal to the interface's error codes.

use pallet_mempool::AdmissionError;
use zelkova_operation::{Class, Explain};
use zelkova_rpc::{ErrorCode, Fault};

/// The error that the sender of a refused transaction gets.
pub fn fault(error: AdmissionError) -> Fault {
    explained(code(&error), &error)
}

/// A reason with the interface's code.
pub fn explained(code: ErrorCode, reason: &dyn Explain) -> Fault {
    Fault::new(code, reason.cause(), reason.remedy())
}

fn code(error: &AdmissionError) -> ErrorCode {
    match error {
        AdmissionError::TooLarge { .. } => ErrorCode::TransactionTooLarge,
        AdmissionError::Operation(error) => class_code(error.class()),
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
        AdmissionError::Reopening | AdmissionError::NotSettling { .. } => ErrorCode::NotReady,
    }
}

fn class_code(class: Class) -> ErrorCode {
    match class {
        Class::UnknownAccount => ErrorCode::UnknownAccount,
        Class::Locked => ErrorCode::AccountLocked,
        Class::Signature => ErrorCode::InvalidSignature,
        Class::Nonce => ErrorCode::NonceTooLow,
        Class::Balance => ErrorCode::InsufficientBalance,
        Class::Packing => ErrorCode::NotPackable,
        Class::Validity => ErrorCode::OutsideValidity,
        Class::Recipient => ErrorCode::InvalidRecipient,
        Class::Authorization => ErrorCode::KeyNotAuthorised,
        Class::Invalid | Class::Node => ErrorCode::InvalidTransaction,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_operation::RuleError;
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
        let fault = fault(RuleError::InvalidSignature.into());
        assert_eq!(fault.code, ErrorCode::InvalidSignature);
    }
}
