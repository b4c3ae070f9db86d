//! The table of the chain with vesting: two lines more than it would have without.

use crate::vesting;

zelkova_runtime::operations! {
    requested Deposit = pallet_eth_bridge::deposit;
    /// Moves an amount to another account.
    signed(0) Transfer = pallet_payments::transfer, Payments::transfer;
    /// Sets the account's key.
    signed(1) ChangePubKey = pallet_payments::change_pub_key, Payments::change_pub_key;
    /// Locks an amount until a time.
    signed(2) Lock = vesting::lock, Vesting::lock;
    /// Gives a lock that has ended back.
    signed(3) Unlock = vesting::unlock, Vesting::unlock;
}
