//! Products by MULX, ADCX and ADOX: two carry chains at once, which compilers do not emit.

use super::{
    level::{allowed, Level},
    Arithmetic, Constants, Limbs,
};
use ark_ff::MontConfig;
use std::arch::asm;

/// Products for x86-64 processors with BMI2 and ADX.
///
/// To be used only where [`Adx::detected`].
#[derive(Clone, Copy)]
pub(crate) struct Adx;

impl Adx {
    /// Whether this processor has the instructions.
    pub(crate) fn detected() -> bool {
        allowed() >= Level::Adx && is_x86_feature_detected!("bmi2") && is_x86_feature_detected!("adx")
    }
}

/// `t = (t + m p) / 2^64`, with the top limb of `t` in `high`.
macro_rules! reduce {
    () => {
        "mov rdx, [{p} + 32]
         imul rdx, {t0}
         xor eax, eax
         mulx {next}, rax, [{p}]
         adcx rax, {t0}
         mov {t0}, {next}
         adcx {t0}, {t1}
         mulx {t1}, rax, [{p} + 8]
         adox {t0}, rax
         adcx {t1}, {t2}
         mulx {t2}, rax, [{p} + 16]
         adox {t1}, rax
         adcx {t2}, {t3}
         mulx {t3}, rax, [{p} + 24]
         adox {t2}, rax
         mov eax, 0
         adcx {t3}, rax
         adox {t3}, {high}"
    };
}

/// `t += a b_i`, with the top limb in `high`, then `reduce`.
macro_rules! round {
    ($offset:literal) => {
        concat!(
            "xor eax, eax
             mov rdx, [{b} + ",
            $offset,
            "]
             mulx {high}, rax, [{a}]
             adox {t0}, rax
             adcx {t1}, {high}
             mulx {high}, rax, [{a} + 8]
             adox {t1}, rax
             adcx {t2}, {high}
             mulx {high}, rax, [{a} + 16]
             adox {t2}, rax
             adcx {t3}, {high}
             mulx {high}, rax, [{a} + 24]
             adox {t3}, rax
             mov eax, 0
             adcx {high}, rax
             adox {high}, rax"
        )
    };
}

/// `t += a_i b_i,limb` of one pair, in six limbs.
macro_rules! sum_row {
    ($pair:literal, $limb:literal) => {
        concat!(
            "xor eax, eax
             mov rdx, [{a} + ",
            $pair,
            " + ",
            $limb,
            "]
             mulx {next}, rax, [{b} + ",
            $pair,
            "]
             adox {t0}, rax
             adcx {t1}, {next}
             mulx {next}, rax, [{b} + ",
            $pair,
            " + 8]
             adox {t1}, rax
             adcx {t2}, {next}
             mulx {next}, rax, [{b} + ",
            $pair,
            " + 16]
             adox {t2}, rax
             adcx {t3}, {next}
             mulx {next}, rax, [{b} + ",
            $pair,
            " + 24]
             adox {t3}, rax
             adcx {t4}, {next}
             mov eax, 0
             adox {t4}, rax
             adcx {t5}, rax
             adox {t5}, rax"
        )
    };
}

/// `sum_row` of all pairs, then `t = (t + m p) / 2^64`.
macro_rules! sum_round {
    ($limb:literal) => {
        concat!(
            sum_row!("0", $limb),
            "\n",
            sum_row!("32", $limb),
            "\n",
            sum_row!("64", $limb),
            "\n",
            sum_row!("96", $limb),
            "\n",
            sum_row!("128", $limb),
            "\n",
            sum_row!("160", $limb),
            "
             mov rdx, [{p} + 32]
             imul rdx, {t0}
             xor eax, eax
             mulx {next}, rax, [{p}]
             adcx rax, {t0}
             mov {t0}, {next}
             adcx {t0}, {t1}
             mulx {t1}, rax, [{p} + 8]
             adox {t0}, rax
             adcx {t1}, {t2}
             mulx {t2}, rax, [{p} + 16]
             adox {t1}, rax
             adcx {t2}, {t3}
             mulx {t3}, rax, [{p} + 24]
             adox {t2}, rax
             mov eax, 0
             adcx {t3}, {t4}
             adox {t3}, rax
             mov {t4}, {t5}
             adcx {t4}, rax
             adox {t4}, rax
             mov {t5}, rax"
        )
    };
}

impl Arithmetic for Adx {
    type Alone = Self;

    /// The algorithm of `Portable`, as laid out by gnark-crypto (G. Botrel, "Faster big-integer modular multiplication
    /// for most moduli", 2020).
    #[inline(always)]
    fn multiply<C: MontConfig<4>>(a: &Limbs, b: &Limbs) -> Limbs {
        let (t0, t1, t2, t3): (u64, u64, u64, u64);
        // SAFETY: the block reads four limbs at `a`, four at `b` and five at `PRODUCT`, all of them borrowed arrays of
        // that length, and writes registers alone, all of which it names. The kernels choose `Adx` only after
        // `Adx::detected`, so the processor has the instructions.
        unsafe {
            asm!(
                "mov rdx, [{b}]",
                "mulx {t1}, {t0}, [{a}]",
                "mulx {t2}, rax, [{a} + 8]",
                "add {t1}, rax",
                "mulx {t3}, rax, [{a} + 16]",
                "adc {t2}, rax",
                "mulx {high}, rax, [{a} + 24]",
                "adc {t3}, rax",
                "adc {high}, 0",
                reduce!(),
                round!("8"),
                reduce!(),
                round!("16"),
                reduce!(),
                round!("24"),
                reduce!(),
                a = in(reg) a.as_ptr(),
                b = in(reg) b.as_ptr(),
                p = in(reg) Constants::<C>::PRODUCT.as_ptr(),
                t0 = out(reg) t0,
                t1 = out(reg) t1,
                t2 = out(reg) t2,
                t3 = out(reg) t3,
                high = out(reg) _,
                next = out(reg) _,
                out("rax") _,
                out("rdx") _,
                options(pure, readonly, nostack),
            );
        }
        [t0, t1, t2, t3]
    }

    #[inline(always)]
    fn sum_of_products<C: MontConfig<4>>(a: &[Limbs; 6], b: &[Limbs; 6]) -> Limbs {
        let (t0, t1, t2, t3): (u64, u64, u64, u64);
        // SAFETY: as above, with 24 limbs at `a` and `b` each.
        unsafe {
            asm!(
                "xor {t0:e}, {t0:e}",
                "xor {t1:e}, {t1:e}",
                "xor {t2:e}, {t2:e}",
                "xor {t3:e}, {t3:e}",
                "xor {t4:e}, {t4:e}",
                "xor {t5:e}, {t5:e}",
                sum_round!("0"),
                sum_round!("8"),
                sum_round!("16"),
                sum_round!("24"),
                a = in(reg) a.as_ptr(),
                b = in(reg) b.as_ptr(),
                p = in(reg) Constants::<C>::PRODUCT.as_ptr(),
                t0 = out(reg) t0,
                t1 = out(reg) t1,
                t2 = out(reg) t2,
                t3 = out(reg) t3,
                t4 = out(reg) _,
                t5 = out(reg) _,
                next = out(reg) _,
                out("rax") _,
                out("rdx") _,
                options(pure, readonly, nostack),
            );
        }
        [t0, t1, t2, t3]
    }
}
