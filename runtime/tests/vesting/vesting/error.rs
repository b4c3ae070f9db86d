//! What the rules of vesting refuse beside the shared ones.

use zelkova_primitives::AccountId;

zelkova_operation::reasons! {
    /// Why an amount cannot be locked or unlocked.
    pub enum VestingError {
        /// A lock of nothing.
        NothingToLock => Invalid, "nothingToLock", "the amount to lock is 0", "lock a larger amount";
        /// No index of the account is free.
        LocksFull { account: AccountId } => Invalid, "locksFull",
            "account {account} has as many locks as it can", "unlock one first";
        /// The index holds another lock or none.
        LockNotThere { account: AccountId, index: u16 } => Invalid, "lockNotThere",
            "lock {index} of account {account} is not the signed one", "ask for the account's locks and sign again";
        /// It is too early.
        StillLocked { until: u64, now: u64 } => Validity, "stillLocked",
            "the lock ends at {until}, it is {now}", "try again then";
    }
}
