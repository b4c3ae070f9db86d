//! What the end-to-end tests and the demo share: a running node, users who sign, and the main job as a scenario.
//!
//! | module | what it has |
//! |---|---|
//! | [`process`] | the `zelkova` binary as a child process on a fresh development chain |
//! | [`user`] | a person with an L1 key and an L2 key |
//! | [`scenario`] | the main job, from deposit to withdrawal |
//! | [`report`] | what the demo writes down |
//! | [`l1`] | gas and calls of L1 transactions |
//! | [`chain`], [`cast`] | blocks that tests fill themselves, settled one by one, and who signs what is in them |
//! | [`terminal`] | a user who runs the program |
//! | [`vanished`] | users of a chain whose operator is gone |
//! | [`settlement`] | blocks that tests settle by hand, as a dishonest operator would |

pub mod cast;
pub mod chain;
pub mod l1;
pub mod process;
pub mod report;
pub mod scenario;
pub mod settlement;
pub mod terminal;
pub mod user;
pub mod vanished;
