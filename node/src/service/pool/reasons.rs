//! Why transactions that were admitted leave the pool without having been executed.

use zelkova_runtime::Rejection;

/// It had to leave a full pool.
pub fn evicted() -> Rejection {
    rejection("evicted", "the mempool was full and others pay more: sign it again with a higher fee")
}

/// Another one took its place.
pub fn replaced() -> Rejection {
    rejection(
        "replaced",
        "another transaction with a higher fee took its nonce, or that of one of its batch: sign it again with the \
         account's next nonce",
    )
}

/// Its time is over.
pub fn expired() -> Rejection {
    rejection(
        "expired",
        "the validity of the transaction, or of another one of its batch, ended before it could run: sign it again with a \
         later end",
    )
}

fn rejection(code: &str, message: &str) -> Rejection {
    Rejection { code: code.into(), message: message.into() }
}
