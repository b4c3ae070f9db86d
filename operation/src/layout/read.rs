//! Reads the pubdata of one operation, slot by slot.

use zelkova_primitives::CHUNK_BYTES;

use super::{FieldType, Layout, Slot};
use crate::restore::PubdataError;

/// The bytes of one operation with all slots that are its own: whole chunks. Reads each field once and in order.
pub struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
    /// Where the fixed slots end.
    fixed: usize,
}

impl<'a> Reader<'a> {
    /// The operation at the start of `pubdata`, which has the layout's opcode there. It goes on while the next byte is its
    /// continuation opcode. Fails if it does not end within `pubdata`, or goes on more often than it can.
    pub fn new(layout: &Layout, pubdata: &'a [u8]) -> Result<Self, PubdataError> {
        let fixed = layout.chunk_count().saturating_mul(CHUNK_BYTES);
        let mut needed = fixed;
        if let (Some(repeated), Some((opcode, chunks))) = (layout.repeated, layout.continuation()) {
            let mut left = repeated.at_most;
            while pubdata.get(needed) == Some(&opcode) {
                left = left.checked_sub(1).ok_or(PubdataError::TooManySlots { opcode, at_most: repeated.at_most })?;
                needed = needed.saturating_add(chunks.saturating_mul(CHUNK_BYTES));
            }
        }
        let bytes = pubdata.get(..needed).ok_or(PubdataError::Truncated { needed, left: pubdata.len() })?;
        Ok(Self { bytes, position: Layout::OPCODE.bytes, fixed })
    }

    /// The slots that are repeated, once the fixed ones are read: as many as there are.
    pub fn repeated<S: Slot>(&mut self) -> Result<Vec<S>, PubdataError> {
        debug_assert!(self.position >= self.fixed, "fixed slots come first");
        let mut slots = Vec::new();
        while !self.is_empty() {
            self.take(Layout::OPCODE.bytes)?;
            slots.push(self.slot()?);
        }
        Ok(slots)
    }

    /// The next fixed slot: its fields, and zeros up to the end of its last chunk.
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

    /// Whether everything is read.
    pub fn is_empty(&self) -> bool {
        self.position >= self.bytes.len()
    }

    /// How many bytes the whole operation has.
    pub fn length(&self) -> usize {
        self.bytes.len()
    }
}
