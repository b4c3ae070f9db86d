//! What time it is: this machine's clock, checked against L1's before anything is made with it.
//!
//! L1 refuses blocks that are too old by its clock or too far ahead of it, and the chain's time never goes back. So a clock
//! that is wrong must not get into a mini-block.

use parking_lot::Mutex;
use std::mem::{discriminant, Discriminant};

/// How far this machine's clock may differ from L1's, in seconds. L1 takes blocks up to 15 minutes ahead of it.
const TOLERANCE: i64 = 10 * 60;

/// This machine's clock and what is known of L1's.
#[derive(Default)]
pub struct Clock(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// A development L1's clock can be moved by hand; then the chain follows it.
    follows: bool,
    /// The newest L1 block that was seen.
    block: Option<u64>,
    /// L1's clock minus this machine's, in seconds, when that block was new.
    offset: i64,
    /// The kind of fault that was logged last.
    logged: Option<Discriminant<ClockFault>>,
}

/// The clock cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockFault {
    /// It is ahead.
    #[error(
        "this machine's clock is {seconds} seconds ahead of L1's, so nothing is executed: set it right (NTP), or use an L1 node that does not lag"
    )]
    Ahead {
        /// By how much.
        seconds: u64,
    },
    /// It is behind.
    #[error(
        "this machine's clock is {seconds} seconds behind L1's, so nothing is executed: set it right (NTP), or use another L1 node"
    )]
    Behind {
        /// By how much.
        seconds: u64,
    },
}

impl Clock {
    /// Lets the chain follow L1's clock where that is ahead.
    pub fn follow_l1(&self) {
        self.0.lock().follows = true;
    }

    /// L1's newest block is this one, with this time, at `now`. An L1 without transactions may make no blocks, so the time of
    /// one that was there before says only that L1's clock is not behind it.
    pub fn observe(&self, block: u64, time: u64, now: u64) {
        let mut known = self.0.lock();
        let offset = signed(time).saturating_sub(signed(now));
        let new = known.block.is_some_and(|last| block > last);
        if new || offset > known.offset.max(0) {
            known.offset = offset;
        }
        known.block = known.block.max(Some(block));
    }

    /// The time for the next mini-block, in seconds, where this machine's clock says `now`.
    pub fn time(&self, now: u64) -> Result<u64, ClockFault> {
        let Known { follows, offset, .. } = *self.0.lock();
        let seconds = offset.unsigned_abs();
        match offset {
            offset if offset < -TOLERANCE => Err(ClockFault::Ahead { seconds }),
            offset if offset > TOLERANCE && follows => Ok(now.saturating_add(seconds)),
            offset if offset > TOLERANCE => Err(ClockFault::Behind { seconds }),
            _ => Ok(now),
        }
    }

    /// The same; what is wrong is logged, once for each fault.
    pub fn time_or_log(&self, now: u64) -> Option<u64> {
        let time = self.time(now);
        let kind = time.as_ref().err().map(discriminant);
        let mut known = self.0.lock();
        if known.logged != kind {
            match &time {
                Err(fault) => tracing::error!("{fault}"),
                Ok(_) => tracing::info!("this machine's clock and L1's agree again"),
            }
            known.logged = kind;
        }
        time.ok()
    }
}

fn signed(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_700_000_000;
    const YEAR: u64 = 365 * 24 * 3600;

    #[test]
    fn a_clock_a_year_ahead_is_noticed_and_so_is_its_return() {
        let clock = Clock::default();
        clock.observe(7, NOW - 3, NOW);
        assert_eq!(clock.time(NOW), Ok(NOW));
        clock.observe(8, NOW + 9, NOW + YEAR + 10);
        assert_eq!(clock.time(NOW + YEAR + 10), Err(ClockFault::Ahead { seconds: YEAR + 1 }));
        assert_eq!(clock.time_or_log(NOW + YEAR + 10), None);
        clock.observe(9, NOW + 21, NOW + 22);
        assert_eq!(clock.time_or_log(NOW + 22), Some(NOW + 22));
    }

    #[test]
    fn an_l1_that_makes_no_blocks_says_nothing() {
        let clock = Clock::default();
        clock.observe(7, NOW - YEAR, NOW);
        clock.observe(7, NOW - YEAR, NOW + 60);
        assert_eq!(clock.time(NOW + 60), Ok(NOW + 60));
    }

    #[test]
    fn a_clock_behind_is_noticed_and_a_development_chain_follows_l1() {
        let clock = Clock::default();
        clock.observe(7, NOW + 90_000, NOW);
        assert_eq!(clock.time(NOW), Err(ClockFault::Behind { seconds: 90_000 }));
        clock.follow_l1();
        assert_eq!(clock.time(NOW + 5), Ok(NOW + 90_005));
    }

    #[test]
    fn absurd_times_do_not_overflow() {
        let clock = Clock::default();
        for (time, now) in [(0, u64::MAX), (u64::MAX, 0), (u64::MAX, u64::MAX)] {
            clock.observe(time, time, now);
            let _ = clock.time(now);
        }
    }
}
