use super::*;
use crate::{Ledger, MemoryLedger, SealedBlock};
use proptest::prelude::*;
use zelkova_primitives::{block::block_commitment, pack_chunks, PrivateKey, StorageKey, CHUNK_BYTES};

/// A transfer's slot, signed.
fn slot(key: &PrivateKey, chain_tag: Felt, bytes: &[u8]) -> SlotTrace {
    let touch = MemoryLedger::new().identity(AccountId(4), StorageKey::balance(TokenId(2)));
    let args = SlotArgs {
        token: TokenId(2),
        amount: 1_000,
        packed_fee: PackedFee::pack(30).unwrap(),
        address: L1Address([3; 20]),
        ..SlotArgs::default()
    };
    let mut slot = SlotTrace {
        opcode: 2,
        step: 0,
        touches: [touch; 2],
        args,
        signature: None,
        chunks: pack_chunks(bytes),
        pays_fee: true,
    };
    let mut fill = |signature| {
        slot.signature = Some(SlotSignature { public_key: key.public(), signature, message_opcode: 5 });
        slot.signed_fields().unwrap().hash(chain_tag)
    };
    let message = fill(Default::default());
    fill(key.sign(message));
    slot
}

fn block(pubdata: &[Vec<u8>]) -> SealedBlock {
    let (key, chain_tag) = (PrivateKey::from_seed(b"trace"), Felt::from(9u8));
    let op = |bytes: &Vec<u8>| OpTrace { slots: vec![slot(&key, chain_tag, bytes)] };
    SealedBlock {
        number: 3,
        timestamp: 5,
        fee_account: AccountId(0),
        capacity: 22,
        old_root: Felt::from(1u8),
        new_root: Felt::from(2u8),
        chain_tag,
        ops: pubdata.iter().map(op).collect(),
        fee_touches: vec![Touch::default()],
        priority_ops_before: 0,
        priority_ops_after: 1,
    }
}

#[test]
fn the_signed_message_comes_from_touch_and_arguments() {
    let key = PrivateKey::from_seed(b"trace");
    let slot = slot(&key, Felt::from(9u8), &[2; 40]);
    let fields = slot.signed_fields().unwrap();
    assert_eq!((fields.opcode, fields.account, fields.amount), (5, AccountId(4), 1_000));
    let signature = slot.signature.unwrap();
    assert!(signature.public_key.verify(fields.hash(Felt::from(9u8)), &signature.signature));
    assert_eq!(slot.fee(), Some((TokenId(2), 30)));
    assert_eq!(SlotTrace { pays_fee: false, ..slot.clone() }.fee(), None);
    let mut numbered = slot.clone();
    numbered.touches[0].before.nonce = 6;
    assert_eq!(numbered.signed_fields().unwrap().nonce, 6);
    numbered.args.without_nonce = true;
    assert_eq!(numbered.signed_fields().unwrap().nonce, 0);
    assert!(SlotTrace { signature: None, ..slot }.signed_fields().is_none());
}

#[test]
fn extra_elements_are_numbered_through() {
    let mut args = SlotArgs::default();
    for index in [3, 4, 63] {
        *args.element_mut(index).unwrap() = Felt::from(index as u64);
    }
    assert_eq!((args.extra[3], args.element(3), args.element(4)), (3u8.into(), 3u8.into(), 4u8.into()));
    assert_eq!((args.element(63), args.element(64), args.element_mut(64)), (63u8.into(), Felt::ZERO, None));
    assert_eq!(SlotArgs::decode(&mut args.encode().as_slice()).unwrap(), args);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn blocks_round_trip_and_publish_their_chunks(
        pubdata in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..60), 0..4),
    ) {
        let block = block(&pubdata);
        prop_assert_eq!(SealedBlock::decode(&mut block.encode().as_slice()).unwrap(), block.clone());
        prop_assert_eq!(block.slot_count(), pubdata.len());
        let published = block.pubdata();
        prop_assert_eq!(published.len(), block.chunk_count() as usize * CHUNK_BYTES);
        let mut rest = published.as_slice();
        for (op, bytes) in block.ops.iter().zip(&pubdata) {
            prop_assert_eq!(op.pubdata(), &rest[..bytes.len().next_multiple_of(CHUNK_BYTES)]);
            prop_assert!(rest.starts_with(bytes));
            rest = &rest[op.pubdata().len()..];
        }
        let inputs = block.committed_inputs([7; 32]);
        prop_assert_eq!(&block.public_inputs([7; 32], AccountId(3))[..7], &inputs[..]);
        prop_assert!(inputs[2].to_u128().is_none());
        prop_assert_ne!(block.committed_inputs([8; 32])[5], inputs[5]);
        prop_assert_ne!(block_commitment(&inputs, 22), block_commitment(&inputs, 5));
    }
}
