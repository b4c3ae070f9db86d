//! The server over real sockets, with a chain in memory behind it.

mod description;
mod history;
mod methods;
mod nfts;
mod subscriptions;
mod support;
