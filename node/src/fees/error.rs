//! Why a price could not be read. None of it stops the node.

use zelkova_runtime::Price;

/// Why a price could not be read.
#[derive(Debug, thiserror::Error)]
pub enum PriceError {
    /// No answer, or not in time.
    #[error("no price from {url}: {detail}; check the URL and the network")]
    Unreachable {
        /// What was asked.
        url: String,
        /// What went wrong.
        detail: String,
    },
    /// The server answered with an error.
    #[error("no price from {url}: the server answered with status {status}; check the URL and the server's limits")]
    Status {
        /// What was asked.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The answer is too long to be a price.
    #[error("no price from {url}: the answer has more than {limit} bytes; ask for less")]
    TooLong {
        /// What was asked.
        url: String,
        /// The most that is read.
        limit: usize,
    },
    /// The answer is not JSON.
    #[error("no price from {url}: the answer is not JSON ({detail}); check the URL")]
    NotJson {
        /// What was asked.
        url: String,
        /// What the parser said.
        detail: String,
    },
    /// What the pointer leads to is not a price.
    #[error("no price from {url}: `{found}` at {pointer} is not a price above 0; check the pointer")]
    NotAPrice {
        /// What was asked.
        url: String,
        /// The JSON pointer.
        pointer: String,
        /// What is there, shortened.
        found: String,
    },
    /// The price is too far from the last one to be believed.
    #[error(
        "the price {read:?} is more than {factor} times off the last one, {last:?}: it counts once that is too old; \
         check the source"
    )]
    Jump {
        /// What was read.
        read: Price,
        /// What counts.
        last: Price,
        /// The greatest factor that is believed.
        factor: u32,
    },
}
