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
//! const LAYOUT: Layout = Layout::new(200, "give", &[<Given>::FIELDS], OnL1::Silent);
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

/// A slot that may follow the fixed ones, as often as the operation's data needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepeatedSlot {
    /// First byte that each of them publishes, its continuation opcode: no operation of the table has it, and no other repeated
    /// slot. By it L1 and whoever restores the state know that the operation goes on.
    pub opcode: u8,
    /// How many of them one operation has at most; none is allowed.
    pub at_most: usize,
    /// What each publishes after its opcode, padded to whole chunks with zeros.
    pub fields: &'static [Field],
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
    /// The slots that may follow.
    pub repeated: Option<RepeatedSlot>,
}

impl Layout {
    /// The opcode's field.
    pub const OPCODE: Field = Field { name: "op", bytes: 1 };

    /// An operation that always takes the same slots.
    pub const fn new(opcode: u8, name: &'static str, slots: &'static [&'static [Field]], on_l1: OnL1) -> Self {
        Self { opcode, name, slots, on_l1, repeated: None }
    }

    /// The same operation, whose fixed slots others may follow. L1 steps over those, whatever it has to do with the operation.
    pub const fn followed_by(self, repeated: RepeatedSlot) -> Self {
        Self { repeated: Some(repeated), ..self }
    }

    /// How many slots the operation always takes.
    pub const fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// What slot number `step` publishes after its opcode, if it has one. `None` if no slot has this number.
    pub fn fields_of_slot(&self, step: usize) -> Option<&'static [Field]> {
        let repetition = || step.checked_sub(self.slots.len());
        let repeated = || self.repeated.filter(|slot| repetition().is_some_and(|index| index < slot.at_most));
        self.slots.get(step).copied().or_else(|| Some(repeated()?.fields))
    }

    /// The first byte of slot number `step`, where that is an opcode: the operation's in the first slot, the continuation
    /// opcode in those that are repeated.
    pub const fn opcode_of_slot(&self, step: usize) -> Option<u8> {
        match self.repeated {
            _ if step == 0 => Some(self.opcode),
            Some(repeated) if step >= self.slots.len() => Some(repeated.opcode),
            _ => None,
        }
    }

    /// How many chunks slot number `step` publishes; none if no slot has this number.
    pub const fn chunks_of_slot(&self, step: usize) -> usize {
        let fields = match self.repeated {
            _ if step < self.slots.len() => self.slots[step],
            Some(repeated) => repeated.fields,
            None => return 0,
        };
        let (mut bytes, mut index) = (if self.opcode_of_slot(step).is_some() { Self::OPCODE.bytes } else { 0 }, 0);
        while index < fields.len() {
            bytes += fields[index].bytes;
            index += 1;
        }
        bytes.div_ceil(CHUNK_BYTES)
    }

    /// How many chunks the fixed slots publish.
    pub const fn chunk_count(&self) -> usize {
        let (mut chunks, mut step) = (0, 0);
        while step < self.slots.len() {
            chunks += self.chunks_of_slot(step);
            step += 1;
        }
        chunks
    }

    /// How many chunks each repeated slot publishes, and with which opcode; `None` if no slot is repeated.
    pub const fn continuation(&self) -> Option<(u8, usize)> {
        match self.repeated {
            Some(repeated) => Some((repeated.opcode, self.chunks_of_slot(self.slots.len()))),
            None => None,
        }
    }

    /// What slot number `step` publishes. The slots that are repeated have the numbers after the fixed ones.
    pub fn chunks<S: Slot>(&self, step: u8, slot: &S) -> Vec<Chunk> {
        let step = usize::from(step);
        debug_assert_eq!(self.fields_of_slot(step), Some(S::FIELDS), "{} has another slot {step}", self.name);
        let mut bytes: Vec<u8> = self.opcode_of_slot(step).into_iter().collect();
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

    /// The layout as docs/protocol.md writes it: `field:bytes`, in brackets for each slot where there are several. Slots that are
    /// repeated come last, with their opcode: `then at most 3 of [op=33:1 amount:16]`.
    pub fn row(&self) -> String {
        let Field { name, bytes } = Self::OPCODE;
        let opcode = |step: usize| (step == 0).then(|| format!("{name}:{bytes}"));
        let fixed = self.slots.iter().enumerate().map(|(step, fields)| row_of_slot(opcode(step), fields));
        let repeated = self.repeated.map(|RepeatedSlot { opcode, at_most, fields }| {
            format!("then at most {at_most} of [{}]", row_of_slot(Some(format!("{name}={opcode}:{bytes}")), fields))
        });
        match (self.slots, repeated) {
            ([_], None) => fixed.collect(),
            (_, repeated) => fixed.map(|slot| format!("[{slot}]")).chain(repeated).collect::<Vec<_>>().join(" "),
        }
    }
}

fn row_of_slot(opcode: Option<String>, fields: &[Field]) -> String {
    let fields = fields.iter().map(|field| format!("{}:{}", field.name, field.bytes));
    opcode.into_iter().chain(fields).collect::<Vec<_>>().join(" ")
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
