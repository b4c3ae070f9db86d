//! Decimal floats of pubdata: mantissa in the high bits, then a 5-bit exponent of 10 (protocol, section 3).

use codec::{Decode, DecodeWithMemTracking, Encode, Input, MaxEncodedLen};
use scale_info::TypeInfo;

const EXPONENT_BITS: u32 = 5;
const MAX_EXPONENT: u32 = (1 << EXPONENT_BITS) - 1;

/// `mantissa * 10^exponent`, if below 2^128.
fn value(mantissa: u128, exponent: u32) -> Option<u128> {
    mantissa.checked_mul(10u128.checked_pow(exponent)?)
}

/// The mantissa and the smallest exponent that give exactly `amount`.
fn exact(amount: u128, max_mantissa: u128) -> Option<(u128, u32)> {
    let mut mantissa = amount;
    for exponent in 0..=MAX_EXPONENT {
        if mantissa <= max_mantissa {
            return Some((mantissa, exponent));
        }
        if !mantissa.is_multiple_of(10) {
            return None;
        }
        mantissa /= 10;
    }
    None
}

/// The greatest packable number that is not above `amount`. Every u128 has one: 10^31 leaves any u128 below the
/// greatest mantissa of either format times ten.
fn closest_down(amount: u128, max_mantissa: u128) -> u128 {
    let mut best = 0;
    for exponent in 0..=MAX_EXPONENT {
        let Some(unit) = 10u128.checked_pow(exponent) else {
            break;
        };
        let mantissa = (amount / unit).min(max_mantissa);
        best = best.max(mantissa.saturating_mul(unit).min(amount));
        if amount / unit <= max_mantissa {
            break;
        }
    }
    best
}

/// The smallest packable number that is not below `amount`; `None` if that is 2^128 or more.
fn closest_up(amount: u128, max_mantissa: u128) -> Option<u128> {
    for exponent in 0..=MAX_EXPONENT {
        let unit = 10u128.checked_pow(exponent)?;
        let mantissa = amount.div_ceil(unit);
        if mantissa <= max_mantissa {
            return value(mantissa, exponent);
        }
    }
    None
}

macro_rules! packed {
    ($name:ident, $raw:ty, $mantissa_bits:literal, $bytes:literal, $what:literal) => {
#[doc = concat!("A packed ", $what, ": ", stringify!($mantissa_bits), "-bit mantissa, then 5-bit exponent.")]
        #[rustfmt::skip]
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Encode, DecodeWithMemTracking,
            MaxEncodedLen, TypeInfo,
        )]
        pub struct $name($raw);

        impl $name {
            /// The greatest mantissa.
            pub const MAX_MANTISSA: u128 = (1 << $mantissa_bits) - 1;
            /// Number of bytes in pubdata.
            pub const BYTES: usize = $bytes;

            /// Packs `amount` exactly, with the smallest exponent; `None` if it is not packable.
            pub fn pack(amount: u128) -> Option<Self> {
                exact(amount, Self::MAX_MANTISSA)
                    .map(|(mantissa, exponent)| Self(((mantissa as $raw) << EXPONENT_BITS) | exponent as $raw))
            }

            /// Whether `amount` can be packed exactly.
            pub fn is_packable(amount: u128) -> bool {
                exact(amount, Self::MAX_MANTISSA).is_some()
            }

            /// The greatest packable number that is not above `amount`.
            pub fn closest_packable_down(amount: u128) -> u128 {
                closest_down(amount, Self::MAX_MANTISSA)
            }

            /// The smallest packable number that is not below `amount`; `None` if it would not be below 2^128.
            pub fn closest_packable_up(amount: u128) -> Option<u128> {
                closest_up(amount, Self::MAX_MANTISSA)
            }

            /// The number that is packed; `None` if it is 2^128 or more.
            pub fn unpack(self) -> Option<u128> {
                value(self.mantissa(), self.exponent())
            }

            /// Whether this is the encoding that [`Self::pack`] yields.
            pub fn is_canonical(self) -> bool {
                self.unpack().and_then(Self::pack) == Some(self)
            }

            /// The mantissa.
            pub const fn mantissa(self) -> u128 {
                (self.0 >> EXPONENT_BITS) as u128
            }

            /// The exponent of 10.
            pub const fn exponent(self) -> u32 {
                self.0 as u32 & MAX_EXPONENT
            }

            /// The raw bits; `None` if there are too many.
            pub const fn from_raw(raw: $raw) -> Option<Self> {
                if raw as u128 <= (Self::MAX_MANTISSA << EXPONENT_BITS) | MAX_EXPONENT as u128 {
                    Some(Self(raw))
                } else {
                    None
                }
            }

            /// The raw bits.
            pub const fn raw(self) -> $raw {
                self.0
            }

            /// The big-endian bytes of pubdata.
            pub fn to_bytes(self) -> [u8; $bytes] {
                let mut bytes = [0; $bytes];
                bytes.copy_from_slice(&self.0.to_be_bytes()[<$raw>::BITS as usize / 8 - $bytes..]);
                bytes
            }

            /// Reads the big-endian bytes of pubdata. The encoding need not be canonical.
            pub fn from_bytes(bytes: [u8; $bytes]) -> Self {
                let mut raw = [0; <$raw>::BITS as usize / 8];
                raw[<$raw>::BITS as usize / 8 - $bytes..].copy_from_slice(&bytes);
                Self(<$raw>::from_be_bytes(raw))
            }
        }

        impl Decode for $name {
            fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
                Self::from_raw(Decode::decode(input)?).ok_or_else(|| "packed number has too many bits".into())
            }
        }
    };
}

packed!(PackedAmount, u64, 35, 5, "amount");
packed!(PackedFee, u16, 11, 2, "fee");

#[cfg(test)]
mod tests;
