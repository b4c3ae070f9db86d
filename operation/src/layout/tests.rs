//! Layouts against bytes written by hand.

mod repeated;

use proptest::prelude::*;
use zelkova_primitives::{AccountId, Felt, L1Address, PackedAmount, PackedFee, TokenId};

use super::*;
use crate::restore::PubdataError;

crate::slot! {
    /// Every type of field.
    struct Everything {
        account: AccountId,
        token: TokenId,
        amount: u128,
        packed: PackedAmount,
        fee: PackedFee,
        address: L1Address,
        key_hash: Felt,
        nonce: u32,
        index: u16,
        zero: Zeros<3>,
        flag: bool,
        content: [u8; 32],
    }
}

crate::slot! {
    /// Ends exactly with a chunk.
    struct Whole { content: [u8; 18] }
}

const LAYOUT: Layout = Layout::new(255, "test-every-type", &[<Everything>::FIELDS, <Whole>::FIELDS], OnL1::Silent);

fn everything() -> Everything {
    Everything {
        account: AccountId(0x0102_0304),
        token: TokenId(0x0506),
        amount: 7,
        packed: PackedAmount::pack(1).unwrap(),
        fee: PackedFee::pack(1).unwrap(),
        address: L1Address([8; 20]),
        key_hash: Felt::from(9u8),
        nonce: 10,
        index: 11,
        zero: Zeros,
        flag: true,
        content: [12; 32],
    }
}

fn bytes() -> Vec<u8> {
    let whole: Whole = Whole { content: [13; 18] };
    [LAYOUT.chunks(0, &everything()), LAYOUT.chunks(1, &whole)].concat().concat_bytes()
}

#[test]
fn the_bytes_are_the_fields_one_after_the_other() {
    let mut expected = vec![255, 1, 2, 3, 4, 5, 6];
    expected.extend([0; 15]);
    expected.push(7);
    expected.extend([0, 0, 0, 0, 0x20, 0, 0x20]);
    expected.extend([8; 20]);
    expected.extend([0; 31]);
    expected.extend([9, 0, 0, 0, 10, 0, 11, 0, 0, 0, 1]);
    expected.extend([12; 32]);
    expected.resize(expected.len().next_multiple_of(CHUNK_BYTES), 0);
    expected.extend([13; 18]);
    assert_eq!(bytes(), expected);
    assert_eq!(LAYOUT.chunk_count() * CHUNK_BYTES, expected.len());
    assert_eq!([0, 1, 2].map(|step| LAYOUT.chunks_of_slot(step)), [7, 1, 0]);
    assert_eq!(LAYOUT.continuation(), None);
}

#[test]
fn names_and_row_follow() {
    assert_eq!((LAYOUT.json_name(), LAYOUT.type_name()), ("testEveryType".into(), "TestEveryType".into()));
    let row = LAYOUT.row();
    assert!(row.starts_with("[op:1 account:4 token:2 amount:16 packed:5") && row.ends_with("[content:18]"), "{row}");
}

#[test]
fn words_come_in_the_order_of_the_fields() {
    let words: Whole<Words<&str>> = Whole { content: "content" };
    assert_eq!(words.into_words(), ["content"]);
}

#[test]
fn what_is_read_is_what_was_written() {
    let bytes = bytes();
    let mut reader = Reader::new(&LAYOUT, &bytes).unwrap();
    let (first, second): (Everything, Whole) = (reader.slot().unwrap(), reader.slot().unwrap());
    assert_eq!((first.account, first.key_hash, first.flag), (everything().account, everything().key_hash, true));
    assert_eq!(second.content, [13; 18]);
}

#[test]
fn bytes_that_mean_nothing_are_refused() {
    let with = |at: usize, byte: u8| {
        let mut bytes = bytes();
        bytes[at] = byte;
        Reader::new(&LAYOUT, &bytes).unwrap().slot::<Everything>().err()
    };
    let (key_hash, zero, flag, padding) = (50, 88, 91, 125);
    assert_eq!(with(key_hash, 0xff), Some(PubdataError::OutOfRange("key_hash")));
    assert_eq!(with(zero, 1), Some(PubdataError::Padding));
    assert_eq!(with(flag, 2), Some(PubdataError::OutOfRange("flag")));
    assert_eq!(with(padding, 1), Some(PubdataError::Padding));
}

proptest! {
    #[test]
    fn a_cut_is_noticed_before_anything_is_read(length in 0usize..143) {
        let bytes = bytes();
        let length = length.min(bytes.len() - 1);
        let error = Reader::new(&LAYOUT, &bytes[..length]).err();
        prop_assert_eq!(error, Some(PubdataError::Truncated { needed: bytes.len(), left: length }));
    }
}
