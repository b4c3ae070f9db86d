//! L1's clock.

use crate::{L1Client, L1Error};

impl L1Client {
    /// The time of an L1 block, in seconds.
    pub async fn block_time(&self, number: u64) -> Result<u64, L1Error> {
        let what = "read the time of an L1 block";
        let block = self.block(what, number.into()).await?;
        u64::try_from(block.timestamp).map_err(|_| L1Error::BadAnswer { what: what.into() })
    }
}
