//! Chain specs: everything that nodes of one chain have to agree on, in one JSON file.
//!
//! * [`ChainSpec`]: the spec and its parts
//! * [`preset`]: the chains that need no file (`dev`, `local`)
//! * [`SpecError`]: what can be wrong with a spec, with the remedy

mod check;
mod error;
mod load;
pub mod preset;
mod spec;

pub use error::SpecError;
pub use spec::{ChainSpec, ChainType, Deployment, L1Spec, SrsSpec};
