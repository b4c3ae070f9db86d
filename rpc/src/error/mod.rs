//! Errors: every refusal has a stable code, a cause and a remedy.

mod code;
mod fault;

pub use code::{standard, ErrorCode};
pub use fault::{ErrorData, Fault, TypedError};
