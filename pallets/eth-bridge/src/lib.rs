//! eth-bridge
pub mod deposit;
pub mod full_exit;
pub mod types;
pub use deposit::Deposit;
pub use full_exit::FullExit;
pub use types::{AuthFact, TokenInfo};
