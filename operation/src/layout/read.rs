//! Reads the pubdata of one operation, slot by slot.

use zelkova_primitives::CHUNK_BYTES;

use super::{FieldType, Layout, Slot};
use crate::restore::PubdataError;

/// The bytes of one operation: whole chunks. Reads each field once and in order.
pub struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Reader<'a> {
    /// The operation at the start of `pubdata`, which has the layout's opcode there. Fails if it does not end within it.
    pub fn new(layout: &Layout, pubdata: &'a [u8]) -> Result<Self, PubdataError> {
        let needed = layout.chunk_count().saturating_mul(CHUNK_BYTES);
        let bytes = pubdata.get(..needed).ok_or(PubdataError::Truncated { needed, left: pubdata.len() })?;
        Ok(Self { bytes, position: Layout::OPCODE.bytes })
    }

    /// The next slot: its fields, and zeros up to the end of its last chunk.
    pub fn slot<S: Slot>(&mut self) -> Result<S, PubdataError> {
        let slot = S::read(self)?;
        let end = self.position.next_multiple_of(CHUNK_BYTES);
        match self.take(end.saturating_sub(self.position))?.iter().all(|byte| *byte == 0) {
            true => Ok(slot),
            false => Err(PubdataError::Padding),
        }
    }

    /// The next field.
    pub fn field<T: FieldType>(&mut self, name: &'static str) -> Result<T, PubdataError> {
        T::read(self.take(T::BYTES)?, name)
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], PubdataError> {
        let left = self.bytes.get(self.position..).unwrap_or_default();
        let taken = left.get(..count).ok_or(PubdataError::Truncated { needed: count, left: left.len() })?;
        self.position = self.position.saturating_add(count);
        Ok(taken)
    }

    /// How many bytes the whole operation has.
    pub fn length(&self) -> usize {
        self.bytes.len()
    }
}
