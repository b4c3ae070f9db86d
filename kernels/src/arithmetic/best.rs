//! The choice of arithmetic at run time.

use std::sync::LazyLock;

/// How far the kernels go, if the processor can.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "there is only the first"))]
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

/// Calls a function that is generic over `Arithmetic` with the best one.
macro_rules! with_best_arithmetic {
    ($($function:ident)::+ ( $($argument:expr),* )) => {{
        #[cfg(target_arch = "x86_64")]
        if $crate::arithmetic::lanes::InLanes::detected() {
            return $($function)::+::<$crate::arithmetic::lanes::InLanes>($($argument),*);
        } else if $crate::arithmetic::Adx::detected() {
            return $($function)::+::<$crate::arithmetic::Adx>($($argument),*);
        }
        $($function)::+::<$crate::arithmetic::Portable>($($argument),*)
    }};
}
pub(crate) use with_best_arithmetic;
