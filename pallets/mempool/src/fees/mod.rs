//! What a transaction has to pay: its gas on L1 times the gas price, its share of the proof, and a margin, in any token
//! that has a price. docs/fees.md has the formula with an example.
//!
//! Everything here is integer arithmetic over values from outside; who reads gas price and token prices is the node.
//!
//! | type | holds |
//! |---|---|
//! | [`FeeModel`] | the parameters of a chain, and the cost of operations in wei |
//! | [`Price`] | what a token is worth, exactly |
//! | [`FeeQuote`] | model, gas price and token prices of one moment: estimates and values |
//! | [`Fees`] | the newest quote and the one before it: what admission applies |

mod model;
mod price;
mod quote;

#[cfg(test)]
mod tests;

pub use model::{Charge, FeeModel, WeiCost};
pub use price::Price;
pub use quote::{FeeEstimate, FeeQuote, Fees};
