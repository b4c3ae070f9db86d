//! The constraint builder.
//!
//! | module | holds |
//! |---|---|
//! | `var` | [`Var`], a variable |
//! | `num` | [`Num`], a linear combination of variables |
//! | `rows` | [`Builder`], which collects rows and values |
//! | `emit` | how linear and quadratic relations are laid out on rows |
//! | `relations` | what [`Num`] and [`Builder`] offer on top: products, equations |

mod emit;
mod num;
mod relations;
mod rows;
mod var;

pub use emit::Product;
pub use num::Num;
pub use rows::{Builder, Row};
pub use var::Var;
