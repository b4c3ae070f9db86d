//! What the commands of the binary share, whichever crate they live in.
//!
//! * [`Output`] - results and errors, for people and for programs.
//! * [`exit_code`] - what a process ends with; [`Failure`] is an error that has such a code.
//! * [`chain`] - an error and its causes in one line.
//! * [`unix_time`] - the clock.

mod clock;
pub mod exit_code;
mod failure;
mod output;

pub use clock::unix_time;
pub use failure::{chain, Failure};
pub use output::{Output, PrintError};
