//! Publication of a slot by its declared layout.

use zelkova_operation::layout::{Layout, SlotWords, Words};

use super::{CircuitError, OpBuilder, Word};

/// The view of a slot whose fields are words of the circuit.
pub type InCircuit = Words<Published>;

/// What is published for one field: a word, or several that are its bytes one after the other.
pub struct Published(Vec<Word>);

impl From<Word> for Published {
    fn from(word: Word) -> Self {
        Self(vec![word])
    }
}

impl<const N: usize> From<[Word; N]> for Published {
    fn from(words: [Word; N]) -> Self {
        Self(words.into())
    }
}

impl OpBuilder<'_> {
    /// Publishes this slot as `layout` has it: in the first slot the opcode, in a repeated one its own, then the fields.
    pub fn publish_slot(&mut self, layout: &Layout, slot: impl SlotWords<Published>) -> Result<(), CircuitError> {
        let words = layout_words(layout, self.step_number(), slot)?;
        self.publish(&words)
    }
}

fn layout_words<S: SlotWords<Published>>(layout: &Layout, step: usize, slot: S) -> Result<Vec<Word>, CircuitError> {
    let op = layout.name;
    if layout.fields_of_slot(step) != Some(S::FIELDS) {
        return Err(CircuitError::OtherLayout { op, step });
    }
    let mut words: Vec<Word> = layout.opcode_of_slot(step).map(Word::byte).into_iter().collect();
    for (field, Published(parts)) in S::FIELDS.iter().zip(slot.into_words()) {
        let given = parts.iter().map(Word::bytes).sum();
        if given != field.bytes {
            return Err(CircuitError::FieldWidth { op, field: field.name, bytes: field.bytes, given });
        }
        words.extend(parts);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use zelkova_operation::layout::{OnL1, RepeatedSlot};

    use super::*;
    use crate::op::Repeat;

    zelkova_operation::slot! {
        struct First { index: u16, amount: u128 }
    }

    zelkova_operation::slot! {
        struct Second { index: u16 }
    }

    zelkova_operation::slot! {
        struct Part { index: u32 }
    }

    const PART: RepeatedSlot = RepeatedSlot { opcode: 10, at_most: 3, fields: <Part>::FIELDS };
    const LAYOUT: Layout = Layout::new(9, "two", &[<First>::FIELDS, <Second>::FIELDS], OnL1::Silent).followed_by(PART);

    fn first(index: usize, amount: [usize; 2]) -> First<InCircuit> {
        First { index: Word::zeros(index).into(), amount: amount.map(Word::zeros).into() }
    }

    #[test]
    fn a_field_may_be_made_of_parts() {
        let bytes: Vec<usize> = layout_words(&LAYOUT, 0, first(2, [10, 6])).unwrap().iter().map(Word::bytes).collect();
        assert_eq!(bytes, [1, 2, 10, 6]);
        let second = Second::<InCircuit> { index: Word::zeros(2).into() };
        assert_eq!(layout_words(&LAYOUT, 1, second).unwrap().len(), 1);
    }

    #[test]
    fn a_repeated_slot_begins_with_its_own_opcode() {
        let part = || Part::<InCircuit> { index: Word::zeros(4).into() };
        let words = layout_words(&LAYOUT, 2, part()).unwrap();
        assert_eq!((words[0].constant_byte(), words.len()), (Some(10), 2));
        let error = layout_words(&LAYOUT, 1, part()).err();
        assert_eq!(error, Some(CircuitError::OtherLayout { op: "two", step: 1 }));
        assert_eq!(Repeat::of(&LAYOUT), Some(Repeat { opcode: 10, at_most: 3 }));
    }

    #[test]
    fn another_slot_or_width_is_a_mistake() {
        let error = layout_words(&LAYOUT, 1, first(2, [8, 8])).unwrap_err();
        assert_eq!(error, CircuitError::OtherLayout { op: "two", step: 1 });
        let error = layout_words(&LAYOUT, 0, first(2, [8, 7])).unwrap_err();
        assert_eq!(error, CircuitError::FieldWidth { op: "two", field: "amount", bytes: 16, given: 15 });
    }
}
