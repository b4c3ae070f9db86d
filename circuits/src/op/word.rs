//! Byte strings in the circuit: words of known width and the chunks they are packed into.

use zelkova_primitives::CHUNK_BYTES;

use super::error::CircuitError;
use crate::{
    field::{low_u128, pow2},
    gadgets::Num,
};

/// Chunks that one slot can publish.
pub const CHUNKS_PER_SLOT: usize = 4;

/// A value that is constrained to be below `2^(8 * bytes)` elsewhere in the slot, so that its bytes are unique.
#[derive(Clone, Debug)]
pub struct Word {
    num: Num,
    bytes: usize,
    /// `prefixes[i]` is the number formed by the leading `i + 1` bytes; empty if the word cannot be split.
    prefixes: Vec<Num>,
}

impl Word {
    /// A word that lies in one chunk wherever it is published.
    pub(crate) fn whole(num: Num, bytes: usize) -> Self {
        Self { num, bytes, prefixes: Vec::new() }
    }

    /// A word whose leading bytes are known: `prefixes[i]` holds the leading `i + 1` bytes, the last one is the value.
    pub(crate) fn splittable(prefixes: Vec<Num>) -> Self {
        let num = prefixes.last().cloned().unwrap_or_else(Num::zero);
        Self { num, bytes: prefixes.len(), prefixes }
    }

    /// A constant byte.
    pub fn byte(value: u8) -> Self {
        Self::whole(Num::int(u128::from(value)), 1)
    }

    /// A byte that is 0 or 1, which the number is known to be.
    pub fn bit(num: Num) -> Self {
        Self::whole(num, 1)
    }

    /// Zero bytes.
    pub fn zeros(bytes: usize) -> Self {
        Self::whole(Num::zero(), bytes)
    }

    /// Bytes `from..to`, counted from the most significant one. They are free: the bytes of a word are known.
    ///
    /// # Panics
    /// If the word is not one whose bytes are known: a mistake in an operation's code, found when its set is checked.
    pub fn part(&self, from: usize, to: usize) -> Self {
        let prefix = |end| self.slice(from, end).expect("only the arguments amount, address and aux have parts");
        Self::splittable((from + 1..=to).map(prefix).collect())
    }

    /// The value.
    pub fn num(&self) -> &Num {
        &self.num
    }

    /// The byte, if the word is a constant one.
    pub(crate) fn constant_byte(&self) -> Option<u8> {
        (self.bytes == 1 && self.num.is_constant()).then(|| low_u128(self.num.value()) as u8)
    }

    /// Width in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The number formed by bytes `from..to`, counted from the most significant one.
    fn slice(&self, from: usize, to: usize) -> Option<Num> {
        if from == 0 && to == self.bytes {
            return Some(self.num.clone());
        }
        let head = |end: usize| match end {
            0 => Some(Num::zero()),
            end => self.prefixes.get(end - 1).cloned(),
        };
        Some(head(to)? - head(from)?.scale(pow2(8 * (to - from))))
    }
}

/// Packs the concatenation of `words` into zero-padded chunks, each a linear combination of the words' parts.
pub(crate) fn pack(op: &'static str, words: &[Word]) -> Result<Vec<Num>, CircuitError> {
    let total: usize = words.iter().map(Word::bytes).sum();
    let limit = CHUNKS_PER_SLOT * CHUNK_BYTES;
    if total > limit {
        return Err(CircuitError::TooMuchPubdata { op, bytes: total, limit });
    }
    let mut chunks = Vec::new();
    let mut chunk = Num::zero();
    let mut room = CHUNK_BYTES;
    for word in words {
        let mut from = 0;
        while from < word.bytes {
            let to = word.bytes.min(from + room);
            let part = word.slice(from, to).ok_or(CircuitError::CannotSplit { op, byte: to - from })?;
            room -= to - from;
            chunk = chunk + part.scale(pow2(8 * room));
            from = to;
            if room == 0 {
                chunks.push(std::mem::replace(&mut chunk, Num::zero()));
                room = CHUNK_BYTES;
            }
        }
    }
    if room < CHUNK_BYTES {
        chunks.push(chunk);
    }
    Ok(chunks)
}
