//! Layouts with slots that are repeated.

use super::*;
use crate::{
    restore::{apply, Draft, Published},
    MemoryLedger,
};

crate::slot! {
    /// Whose, in two fixed slots.
    struct Opened { account: AccountId }
}

crate::slot! {
    struct Closed { nonce: u32 }
}

crate::slot! {
    /// Two chunks, the second of which can begin with any byte.
    struct Part { index: u16, content: [u8; 32] }
}

const OPCODE: u8 = 201;
const PART: u8 = 202;
const AT_MOST: usize = 3;
const FIXED: usize = 2 * CHUNK_BYTES;
const REPEATED: usize = 2 * CHUNK_BYTES;

const MANY: Layout = Layout::new(OPCODE, "many", &[<Opened>::FIELDS, <Closed>::FIELDS], OnL1::Exit)
    .followed_by(RepeatedSlot { opcode: PART, at_most: AT_MOST, fields: <Part>::FIELDS });

/// What the parts of an operation hold.
type Parts = Vec<(u16, [u8; 32])>;

fn written(account: u32, parts: &Parts) -> Vec<u8> {
    let (opened, closed): (Opened, Closed) = (Opened { account: AccountId(account) }, Closed { nonce: 9 });
    let mut chunks = [MANY.chunks(0, &opened), MANY.chunks(1, &closed)].concat();
    for (number, (index, content)) in (2..).zip(parts) {
        let part: Part = Part { index: *index, content: *content };
        // What is too much for an operation is written all the same, with the number of one that is not.
        chunks.extend(MANY.chunks(number.min(1 + AT_MOST as u8), &part));
    }
    chunks.concat_bytes()
}

fn read(reader: &mut Reader<'_>) -> Result<(u32, Parts), PubdataError> {
    let Opened { account } = reader.slot()?;
    let Closed { nonce } = reader.slot()?;
    assert_eq!(nonce, 9);
    let parts: Vec<Part> = reader.repeated()?;
    Ok((account.0, parts.iter().map(|part| (part.index, part.content)).collect()))
}

fn parts(most: usize) -> impl Strategy<Value = Parts> {
    let first = prop_oneof![Just(OPCODE), Just(PART), any::<u8>()];
    let content = (first, any::<[u8; 32]>()).prop_map(|(first, mut content)| {
        // The second chunk begins with it.
        content[CHUNK_BYTES - 3] = first;
        content
    });
    prop::collection::vec((any::<u16>(), content), 0..=most)
}

#[test]
fn each_repeated_slot_begins_with_its_opcode() {
    let bytes = written(5, &vec![(6, [7; 32]), (8, [9; 32])]);
    let mut expected = vec![OPCODE, 0, 0, 0, 5];
    expected.resize(CHUNK_BYTES, 0);
    expected.extend([0, 0, 0, 9]);
    expected.resize(FIXED, 0);
    for (index, content) in [(6, 7), (8, 9)] {
        expected.extend([PART, 0, index]);
        expected.extend([content; 32]);
        expected.push(0);
    }
    assert_eq!(bytes, expected);
    assert_eq!((MANY.slot_count(), MANY.chunk_count(), MANY.continuation()), (2, 2, Some((PART, 2))));
}

#[test]
fn slots_are_known_by_their_numbers() {
    let fields = [0, 1, 2, 4, 5].map(|step| MANY.fields_of_slot(step).map(<[Field]>::len));
    assert_eq!(fields, [Some(1), Some(1), Some(2), Some(2), None]);
    assert_eq!([0, 1, 2, 4].map(|step| MANY.opcode_of_slot(step)), [Some(OPCODE), None, Some(PART), Some(PART)]);
}

#[test]
fn the_row_says_what_may_follow() {
    assert_eq!(MANY.row(), "[op:1 account:4] [nonce:4] then at most 3 of [op=202:1 index:2 content:32]");
}

#[test]
fn padding_of_a_repeated_slot_is_zero() {
    let mut bytes = written(5, &vec![(6, [7; 32])]);
    *bytes.last_mut().unwrap() = 1;
    assert_eq!(read(&mut Reader::new(&MANY, &bytes).unwrap()), Err(PubdataError::Padding));
}

#[test]
fn whoever_restores_gets_an_operation_with_all_of_its_slots() {
    fn restore(pubdata: &mut Reader<'_>, _draft: &mut Draft<'_>) -> Result<(), PubdataError> {
        read(pubdata).map(drop)
    }
    let ledger = MemoryLedger::new();
    let (mut draft, operations) = (Draft::new(&ledger), [Published { layout: MANY, restore }]);
    let (first, second) = (written(5, &vec![(6, [7; 32]); 2]), written(6, &vec![]));
    let pubdata = [&first[..], &second[..]].concat();
    assert_eq!(apply(&operations, &pubdata, &mut draft), Ok(&second[..]));
    assert_eq!(apply(&operations, &second, &mut draft), Ok(&[][..]));
    // A repeated slot belongs to an operation.
    let alone = &first[FIXED..];
    assert_eq!(apply(&operations, alone, &mut draft), Err(PubdataError::UnknownOpcode(PART)));
}

proptest! {
    #[test]
    fn operations_in_a_row_are_read_as_they_were_written(
        operations in prop::collection::vec((0u32..1000, parts(AT_MOST)), 0..4),
    ) {
        let pubdata: Vec<u8> = operations.iter().flat_map(|(account, parts)| written(*account, parts)).collect();
        let (mut rest, mut found) = (&pubdata[..], Vec::new());
        while !rest.is_empty() {
            prop_assert_eq!(rest[0], OPCODE);
            let mut reader = Reader::new(&MANY, rest).unwrap();
            found.push(read(&mut reader).unwrap());
            prop_assert!(reader.is_empty());
            rest = &rest[reader.length()..];
        }
        prop_assert_eq!(found, operations);
    }

    #[test]
    fn one_too_many_is_refused(more in 1usize..3, part: (u16, [u8; 32])) {
        let bytes = written(5, &vec![part; AT_MOST + more]);
        let error = Reader::new(&MANY, &bytes).err();
        prop_assert_eq!(error, Some(PubdataError::TooManySlots { opcode: PART, at_most: AT_MOST }));
    }

    #[test]
    fn a_cut_is_noticed_unless_the_operation_could_end_there(parts in parts(AT_MOST), length in 0usize..144) {
        let bytes = written(5, &parts);
        let length = length.min(bytes.len());
        let could_end = length >= FIXED && (length - FIXED).is_multiple_of(REPEATED);
        match Reader::new(&MANY, &bytes[..length]) {
            Ok(reader) => prop_assert!(could_end && reader.length() == length),
            Err(error) => {
                let needed = if length < FIXED { FIXED } else { FIXED + (length - FIXED).next_multiple_of(REPEATED) };
                prop_assert!(!could_end);
                prop_assert_eq!(error, PubdataError::Truncated { needed, left: length });
            }
        }
    }
}
