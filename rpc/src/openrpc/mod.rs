//! The description of the interface: the OpenRPC document is made from it, and tests hold it against the methods that
//! are really registered.

mod describe;
mod document;
pub(crate) mod schema;

pub use describe::{Describe, Method, Parameter};
pub use document::document;
