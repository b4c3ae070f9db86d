//! What an operation may need of the framework, shown on a set of made-up operations: numbers, shared units, earlier slots,
//! repeated steps, messages without nonce, operations that nobody signs. Each is tried honestly, with every value and cell
//! changed, and as a mistake in an operation's code.

mod chain;
mod documented;
mod mistakes;
mod numbers;
mod ops;
mod repeated;
mod sharing;
mod signers;
