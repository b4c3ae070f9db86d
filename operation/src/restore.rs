//! What rebuilds the state from pubdata: every operation says with [`Published`] how it is read and what it did.

mod draft;
mod error;

pub use draft::{Changes, Draft};
pub use error::PubdataError;

use zelkova_primitives::{L1Address, PackedAmount};

use crate::layout::{Layout, Reader};

/// An operation in pubdata.
#[derive(Clone, Copy)]
pub struct Published {
    /// What it publishes.
    pub layout: Layout,
    /// Does to the state what the operation did. Reads all of its slots.
    pub restore: fn(&mut Reader<'_>, &mut Draft<'_>) -> Result<(), PubdataError>,
}

/// Applies the first operation of `pubdata`, which is one of `operations`, with the slots that are repeated. Returns the bytes after it.
pub fn apply<'a>(operations: &[Published], pubdata: &'a [u8], draft: &mut Draft<'_>) -> Result<&'a [u8], PubdataError> {
    let opcode = *pubdata.first().ok_or(PubdataError::Truncated { needed: 1, left: 0 })?;
    let published = operations.iter().find(|published| published.layout.opcode == opcode);
    let Published { layout, restore } = published.ok_or(PubdataError::UnknownOpcode(opcode))?;
    let mut reader = Reader::new(layout, pubdata)?;
    restore(&mut reader, draft)?;
    debug_assert!(reader.is_empty(), "what restores {} leaves slots unread", layout.name);
    Ok(pubdata.get(reader.length()..).unwrap_or_default())
}

/// The address of somebody.
pub fn non_zero(address: L1Address) -> Result<L1Address, PubdataError> {
    match address.is_zero() {
        true => Err(PubdataError::OutOfRange("address")),
        false => Ok(address),
    }
}

/// A packed amount in any encoding: the circuit only asks for a sum below 2^128.
pub fn unpacked(amount: PackedAmount) -> Result<u128, PubdataError> {
    amount.unpack().ok_or(PubdataError::OutOfRange("amount"))
}
