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
    /// Publishes this slot as `layout` has it: in the first slot the opcode, then the fields.
    pub fn publish_slot(&mut self, layout: &Layout, slot: impl SlotWords<Published>) -> Result<(), CircuitError> {
        let words = layout_words(layout, self.step_number(), slot)?;
        self.publish(&words)
    }
}

fn layout_words<S: SlotWords<Published>>(layout: &Layout, step: usize, slot: S) -> Result<Vec<Word>, CircuitError> {
    let op = layout.name;
    if layout.slots.get(step) != Some(&S::FIELDS) {
        return Err(CircuitError::OtherLayout { op, step });
    }
    let mut words = Vec::new();
    if step == 0 {
        words.push(Word::byte(layout.opcode));
    }
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
    use zelkova_operation::layout::OnL1;

    use super::*;

    zelkova_operation::slot! {
        struct First { index: u16, amount: u128 }
    }

    zelkova_operation::slot! {
        struct Second { index: u16 }
    }

    const LAYOUT: Layout =
        Layout { opcode: 9, name: "two", slots: &[<First>::FIELDS, <Second>::FIELDS], on_l1: OnL1::Silent };

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
    fn another_slot_or_width_is_a_mistake() {
        let error = layout_words(&LAYOUT, 1, first(2, [8, 8])).unwrap_err();
        assert_eq!(error, CircuitError::OtherLayout { op: "two", step: 1 });
        let error = layout_words(&LAYOUT, 0, first(2, [8, 7])).unwrap_err();
        assert_eq!(error, CircuitError::FieldWidth { op: "two", field: "amount", bytes: 16, given: 15 });
    }
}
