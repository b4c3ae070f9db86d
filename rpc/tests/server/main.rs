//! The server over real sockets, with a chain in memory behind it.

mod description;
mod methods;
mod subscriptions;
mod support;
