//! Chain specs: everything that nodes of one chain have to agree on, and what they ask for transactions, in one JSON
//! file.
//!
//! * [`ChainSpec`]: the spec and its parts
//! * [`FeeParameters`]: what transactions have to pay
//! * [`preset`]: the chains that need no file (`dev`, `local`)
//! * [`SpecError`]: what can be wrong with a spec, with the remedy

mod check;
mod error;
mod fee_check;
mod fees;
mod load;
pub mod preset;
mod spec;

pub use error::SpecError;
pub use fees::{FeeParameters, GasPriceSpec, HttpPrices, PriceSpec, StaticPrice};
pub use spec::{ChainSpec, ChainType, Deployment, L1Spec, SrsSpec};
