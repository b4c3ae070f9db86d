//! Makes mini-blocks and remembers what was executed.
//!
//! | part | does |
//! |---|---|
//! | [`Chain`] | executes and answers queries over the database |
//! | [`Proposer`] | decides when there is a mini-block and what is in it; [`QueueProposer`] takes it from the queues |
//! | [`proposer`], [`state_keeper`], [`committer`] | the tasks: a proposal is executed, then written |
//! | [`EventQueue`] | pipeline events on their way into a mini-block |
//! | [`history`] | which operations touched an account, and which of its transactions were rejected |
//! | [`reopened`] | blocks that L1 did not take in time: undone, and executed anew |
//! | [`origin_key`] | names an operation by block and index |

mod clock;
pub mod committer;
mod events;
pub mod history;
mod origins;
pub mod proposer;
mod queues;
pub mod reopened;
mod state;
pub mod state_keeper;

pub use clock::{Clock, ClockFault};
pub use events::EventQueue;
pub use origins::origin_key;
pub use proposer::{Proposal, Proposer};
pub use queues::QueueProposer;
pub use state::{Chain, UncommittedAge};
