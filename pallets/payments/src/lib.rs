//! payments
pub mod change_pub_key;
pub mod sender;
pub mod transfer;
pub mod transfer_to_new;
mod validity;
pub mod withdraw;
pub use change_pub_key::{ChangePubKey, L1Authorization};
pub use transfer::Transfer;
pub use withdraw::Withdraw;
