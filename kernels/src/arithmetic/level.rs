//! What the kernels may use of the processor.

use std::sync::LazyLock;

/// How far the kernels go, if the processor can.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Portable,
    Adx,
    Lanes,
}

/// `ZELKOVA_KERNELS=portable` or `adx` lets the kernels do without what the processor has, to compare and to find faults.
pub(crate) fn allowed() -> Level {
    static ALLOWED: LazyLock<Level> = LazyLock::new(|| match std::env::var("ZELKOVA_KERNELS").as_deref() {
        Ok("portable") => Level::Portable,
        Ok("adx") => Level::Adx,
        _ => Level::Lanes,
    });
    *ALLOWED
}
