//! What the rules of payments refuse beside the shared ones.

use zelkova_primitives::AccountId;

zelkova_operation::reasons! {
    /// Why a payment cannot run.
    pub enum PaymentError {
        /// The new key is not the one that signed, or is the zero hash.
        NewKeyMismatch => Signature, "newKeyMismatch",
            "the new key hash is not the hash of the key that signed", "sign ChangePubKey with the new key";
        /// Only accounts without a key can be exited by others.
        TargetHasKey { account: AccountId } => Invalid, "targetHasKey",
            "account {account} has a key", "only its owner can withdraw from it";
    }
}
