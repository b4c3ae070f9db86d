//! The clock.

use std::time::{SystemTime, UNIX_EPOCH};

/// Unix time in seconds.
pub fn unix_time() -> u64 {
    // A clock before 1970 counts as 1970: the state keeper never lets time go backwards anyway.
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
}
