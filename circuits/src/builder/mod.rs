//! The constraint builder.
//!
//! | module | holds |
//! |---|---|
//! | `var` | [`Var`], a variable |
//! | `num` | [`Num`], a linear combination of variables |
//! | `rows` | [`Builder`], which collects rows and values |
//! | `hash_block` | [`HashBlock`], a hash beside the rows |
//! | `hashes` | how the builder hashes |
//! | `digest` | what identifies a circuit |
//! | `emit` | how linear and quadratic relations are laid out on rows |
//! | `relations` | what [`Num`] and [`Builder`] offer on top: products, equations |

mod digest;
mod emit;
mod hash_block;
mod hashes;
mod num;
mod relations;
mod rows;
mod var;

pub use emit::Product;
pub use hash_block::{HashBlock, HASH_ROWS};
pub(crate) use hashes::compress;
pub use num::Num;
pub use rows::{Builder, Row};
pub use var::Var;
