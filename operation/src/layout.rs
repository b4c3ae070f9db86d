//! The layout of an operation's pubdata, declared once. From it follow the bytes that the native rule publishes, the words
//! that the circuit publishes, the reader of `restore`, the row in docs/protocol.md section 5 and the table of the
//! contracts.
//!
//! What a slot publishes is a struct declared with [`slot!`]. It exists in several views: [`Native`], where each field is a
//! value, and [`Words`], where each is what a circuit publishes for it. A [`Layout`] says which slots an operation has.
//!
//! ```
//! use zelkova_operation::{layout::{Layout, OnL1, Reader}, slot};
//! use zelkova_primitives::{AccountId, TokenId};
//!
//! slot! {
//!     /// Who gives what.
//!     pub struct Given { from: AccountId, token: TokenId, amount: u128 }
//! }
//! const LAYOUT: Layout =
//!     Layout { opcode: 200, name: "give", slots: &[<Given>::FIELDS], on_l1: OnL1::Silent };
//!
//! let given: Given = Given { from: AccountId(7), token: TokenId(1), amount: 5 };
//! let chunks = LAYOUT.chunks(0, &given);
//! assert_eq!((LAYOUT.chunk_count(), chunks.len()), (2, 2));
//! assert_eq!(LAYOUT.row(), "op:1 from:4 token:2 amount:16");
//!
//! let bytes = chunks.concat_bytes();
//! let read: Given = Reader::new(&LAYOUT, &bytes)?.slot()?;
//! assert_eq!(read.amount, 5);
//! # use zelkova_operation::layout::ConcatBytes;
//! # Ok::<(), zelkova_operation::restore::PubdataError>(())
//! ```

mod field;
mod read;
mod slot;

pub use field::{FieldType, Zeros};
pub use read::Reader;
pub use slot::{Native, Slot, SlotWords, View, Words};

use zelkova_primitives::{pack_chunks, Chunk, CHUNK_BYTES};

/// A field of a slot's pubdata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Name, as docs/protocol.md has it.
    pub name: &'static str,
    /// Width in bytes.
    pub bytes: usize,
}

/// What L1 has to do with an operation that it finds in pubdata. The contracts know what each kind means; a new operation
/// that L1 should serve needs code there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnL1 {
    /// Nothing: L1 steps over it.
    Silent,
    /// It serves a request of the priority queue.
    Priority,
    /// It leaves a balance or an NFT on L1.
    Exit,
    /// Both.
    PriorityExit,
    /// L1 checks that the owner of an address agrees.
    Authorized,
}

impl OnL1 {
    /// Whether it serves a request of the priority queue.
    pub const fn is_priority(self) -> bool {
        matches!(self, Self::Priority | Self::PriorityExit)
    }

    /// Whether it leaves something on L1.
    pub const fn is_exit(self) -> bool {
        matches!(self, Self::Exit | Self::PriorityExit)
    }
}

/// An operation in pubdata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// First byte of the pubdata, and what the trace and the circuit know the operation by.
    pub opcode: u8,
    /// Kebab-case name, for example `transfer-to-new`.
    pub name: &'static str,
    /// What each slot publishes, in the first one after the opcode. Each slot is padded to whole chunks with zeros.
    pub slots: &'static [&'static [Field]],
    /// What L1 has to do with it.
    pub on_l1: OnL1,
}

impl Layout {
    /// The opcode's field.
    pub const OPCODE: Field = Field { name: "op", bytes: 1 };

    /// How many slots the operation takes.
    pub const fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// How many chunks a slot publishes.
    pub const fn chunks_of_slot(&self, step: usize) -> usize {
        let (fields, mut bytes, mut index) = (self.slots[step], if step == 0 { Self::OPCODE.bytes } else { 0 }, 0);
        while index < fields.len() {
            bytes += fields[index].bytes;
            index += 1;
        }
        bytes.div_ceil(CHUNK_BYTES)
    }

    /// How many chunks the operation publishes.
    pub const fn chunk_count(&self) -> usize {
        let (mut chunks, mut step) = (0, 0);
        while step < self.slots.len() {
            chunks += self.chunks_of_slot(step);
            step += 1;
        }
        chunks
    }

    /// What slot number `step` publishes.
    pub fn chunks<S: Slot>(&self, step: u8, slot: &S) -> Vec<Chunk> {
        debug_assert_eq!(self.slots.get(usize::from(step)), Some(&S::FIELDS), "{} has another slot {step}", self.name);
        let mut bytes = Vec::new();
        if step == 0 {
            bytes.push(self.opcode);
        }
        slot.write(&mut bytes);
        pack_chunks(&bytes)
    }

    /// Name in JSON, for example `transferToNew`.
    pub fn json_name(&self) -> String {
        let mut words = self.name.split('-');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |name, word| name + &capitalized(word))
    }

    /// Name of the type, for example `TransferToNew`.
    pub fn type_name(&self) -> String {
        self.name.split('-').map(capitalized).collect()
    }

    /// The layout as docs/protocol.md writes it: `field:bytes`, in brackets for each slot where there are several.
    pub fn row(&self) -> String {
        let slots = self.slots.iter().enumerate().map(|(step, fields)| {
            let opcode = (step == 0).then_some(&Self::OPCODE);
            let fields = opcode.into_iter().chain(*fields).map(|field| format!("{}:{}", field.name, field.bytes));
            fields.collect::<Vec<_>>().join(" ")
        });
        match self.slots {
            [_] => slots.collect(),
            _ => slots.map(|slot| format!("[{slot}]")).collect::<Vec<_>>().join(" "),
        }
    }
}

/// The bytes of a list of chunks.
pub trait ConcatBytes {
    /// One after the other.
    fn concat_bytes(&self) -> Vec<u8>;
}

impl ConcatBytes for [Chunk] {
    fn concat_bytes(&self) -> Vec<u8> {
        self.iter().flat_map(|chunk| chunk.0).collect()
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests;
