//! The choice of arithmetic at run time.

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
