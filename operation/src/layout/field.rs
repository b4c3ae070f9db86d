//! What a field of pubdata can be. Integers are big-endian.

use zelkova_primitives::{AccountId, Felt, L1Address, PackedAmount, PackedFee, TokenId};

use crate::restore::PubdataError;

/// A type with a fixed form in pubdata.
pub trait FieldType: Sized {
    /// Width in bytes.
    const BYTES: usize;

    /// Appends the bytes.
    fn write(&self, out: &mut Vec<u8>);

    /// Reads exactly [`FieldType::BYTES`] bytes of the field `name`.
    fn read(bytes: &[u8], name: &'static str) -> Result<Self, PubdataError>;
}

/// The bytes as an array.
fn array<const N: usize>(bytes: &[u8]) -> Result<[u8; N], PubdataError> {
    bytes.try_into().map_err(|_| PubdataError::Truncated { needed: N, left: bytes.len() })
}

macro_rules! integer_fields {
    ($($type:ty),*) => {$(
        impl FieldType for $type {
            const BYTES: usize = size_of::<$type>();

            fn write(&self, out: &mut Vec<u8>) {
                out.extend(self.to_be_bytes());
            }

            fn read(bytes: &[u8], _name: &'static str) -> Result<Self, PubdataError> {
                array(bytes).map(Self::from_be_bytes)
            }
        }
    )*};
}
integer_fields!(u8, u16, u32, u64, u128);

/// The account of a user: those of pallets are never published.
impl FieldType for AccountId {
    const BYTES: usize = u32::BYTES;

    fn write(&self, out: &mut Vec<u8>) {
        FieldType::write(&self.0, out);
    }

    fn read(bytes: &[u8], name: &'static str) -> Result<Self, PubdataError> {
        match u32::read(bytes, name).map(Self)? {
            account if account.is_reserved() => Err(PubdataError::ReservedAccount(account)),
            account => Ok(account),
        }
    }
}

impl FieldType for TokenId {
    const BYTES: usize = u16::BYTES;

    fn write(&self, out: &mut Vec<u8>) {
        FieldType::write(&self.0, out);
    }

    fn read(bytes: &[u8], name: &'static str) -> Result<Self, PubdataError> {
        u16::read(bytes, name).map(Self)
    }
}

macro_rules! packed_fields {
    ($($type:ident: $bytes:literal),*) => {$(
        impl FieldType for $type {
            const BYTES: usize = $bytes;

            fn write(&self, out: &mut Vec<u8>) {
                out.extend(self.to_bytes());
            }

            fn read(bytes: &[u8], _name: &'static str) -> Result<Self, PubdataError> {
                array(bytes).map(Self::from_bytes)
            }
        }
    )*};
}
packed_fields!(PackedAmount: 5, PackedFee: 2);

impl<const N: usize> FieldType for [u8; N] {
    const BYTES: usize = N;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self);
    }

    fn read(bytes: &[u8], _name: &'static str) -> Result<Self, PubdataError> {
        array(bytes)
    }
}

impl FieldType for L1Address {
    const BYTES: usize = 20;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0);
    }

    fn read(bytes: &[u8], _name: &'static str) -> Result<Self, PubdataError> {
        array(bytes).map(Self)
    }
}

/// The canonical integer, below the modulus.
impl FieldType for Felt {
    const BYTES: usize = 32;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.to_be_bytes());
    }

    fn read(bytes: &[u8], name: &'static str) -> Result<Self, PubdataError> {
        Self::from_be_bytes(&array(bytes)?).ok_or(PubdataError::OutOfRange(name))
    }
}

/// One byte, 0 or 1.
impl FieldType for bool {
    const BYTES: usize = 1;

    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(bytes: &[u8], name: &'static str) -> Result<Self, PubdataError> {
        match bytes {
            [0] => Ok(false),
            [1] => Ok(true),
            _ => Err(PubdataError::OutOfRange(name)),
        }
    }
}

/// Zero bytes, so that what follows lies where L1 reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Zeros<const N: usize>;

impl<const N: usize> FieldType for Zeros<N> {
    const BYTES: usize = N;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend([0; N]);
    }

    fn read(bytes: &[u8], _name: &'static str) -> Result<Self, PubdataError> {
        match array::<N>(bytes)? == [0; N] {
            true => Ok(Self),
            false => Err(PubdataError::Padding),
        }
    }
}
