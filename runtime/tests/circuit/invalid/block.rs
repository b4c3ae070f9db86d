//! False statements about a whole block: fees, public inputs, pubdata, opcodes.

use super::*;

#[test]
fn fees() {
    let chain = Chain::genesis();
    let refused = |edit: &dyn Fn(&mut SealedBlock), lane: Option<usize>| {
        let mut block = chain.seal(vec![chain.transfer()], 1);
        edit(&mut block);
        let mut witness = witness(&chain, &block, tiny(1));
        witness.slots[0].fee_lane = lane;
        violated::<AllOps>(&witness)
    };
    assert_eq!(refused(&|_| (), Some(0)), names([]));
    // The fee is credited in another token, to nobody, or not at all.
    let other_token = |block: &mut SealedBlock| {
        block.fee_touches[0].key = StorageKey::balance(TokenId(8));
        block.new_root = replay(&chain, block);
    };
    assert_eq!(refused(&other_token, Some(0)), names(["slot/fee/token-is-the-lanes"]));
    let nothing = |block: &mut SealedBlock| {
        block.fee_touches[0].value_after = block.fee_touches[0].value_before;
        block.new_root = replay(&chain, block);
    };
    assert_eq!(refused(&nothing, None), names(["slot/fee/paid-to-one-lane"]));
    assert_eq!(refused(&nothing, Some(0)), names(["public-inputs/new-root"]));
    // More than was paid.
    let more = |block: &mut SealedBlock| {
        shift(&mut block.fee_touches[0].value_after, 1);
        block.new_root = replay(&chain, block);
    };
    assert_eq!(refused(&more, Some(0)), names(["public-inputs/new-root"]));
    // To an account that does not exist, or a reserved one.
    for (account, name) in
        [(AccountId(6), "fee-touch/fee-account-exists"), (RESERVED, "header/fee-account-not-reserved")]
    {
        let elsewhere = |block: &mut SealedBlock| {
            let touch = &mut block.fee_touches[0];
            touch.account = account;
            (touch.before, touch.after) = (chain.ledger.account(account), chain.ledger.account(account));
            touch.value_before = chain.ledger.value(account, touch.key);
            touch.value_after = touch.value_before;
            shift(&mut touch.value_after, 30);
            block.fee_account = account;
            block.new_root = replay(&chain, block);
        };
        assert_eq!(refused(&elsewhere, Some(0)), names([name]));
    }
}

/// The root after a block's touches.
fn replay(chain: &Chain, block: &SealedBlock) -> Felt {
    let mut working = zelkova_primitives::tree::WorkingTree::at(&chain.tree, 0).expect("genesis");
    for touch in block.ops.iter().flat_map(|op| &op.slots).flat_map(|slot| &slot.touches).chain(&block.fee_touches) {
        working.apply(touch).expect("a touch starts from the state before it");
    }
    working.root()
}

#[test]
fn public_inputs() {
    let chain = Chain::genesis();
    let refused = |edit: &dyn Fn(&mut SealedBlock)| {
        let mut block = chain.seal(vec![chain.transfer()], 1);
        edit(&mut block);
        violated::<AllOps>(&witness(&chain, &block, tiny(1)))
    };
    assert_eq!(refused(&|block| block.new_root = Felt::ONE), names(["public-inputs/new-root"]));
    assert_eq!(refused(&|block| block.old_root = Felt::ONE), names(["slot/touch-a/starts-from-root"]));
    assert_eq!(refused(&|block| block.chain_tag = Felt::ONE), names(["slot/signature/equation"]));

    let block = chain.seal(vec![chain.transfer()], 1);
    for (index, name) in [(2, "header"), (4, "pubdata-commitment"), (6, "evaluation")] {
        let mut witness = witness(&chain, &block, tiny(1));
        shift(&mut witness.public_inputs[index], 1);
        assert_eq!(violated::<AllOps>(&witness), names([&format!("public-inputs/{name}")]));
    }
    // Another challenge: the evaluation does not fit, unless it is adapted, which L1 refuses.
    let mut witness = witness(&chain, &block, tiny(1));
    witness.timestamp += 1;
    assert_eq!(violated::<AllOps>(&witness), names(["public-inputs/header"]));
}

#[test]
fn pubdata() {
    let chain = Chain::genesis();
    for (trace, op) in [
        (chain.transfer(), "transfer"),
        (chain.transfer_to_new(), "transfer-to-new"),
        (chain.withdraw(), "withdraw"),
        (chain.change_pub_key(), "change-pub-key"),
        (chain.deposit(), "deposit"),
        (chain.full_exit(), "full-exit"),
    ] {
        for lane in 0..trace.slots[0].chunks.len() {
            let trace = edited(trace.clone(), |slot| slot.chunks[lane].0[0] ^= 0x80);
            assert_eq!(violated_by::<AllOps>(&chain, trace), names([&format!("slot/{op}/chunk-{lane}")]));
        }
    }
    // The key hash as an integer above the modulus: equal as a field element, another number on L1.
    let trace = edited(chain.change_pub_key(), |slot| {
        let mut bytes: Vec<u8> = slot.chunks.iter().flat_map(|chunk| chunk.0).collect();
        bytes[5..37].copy_from_slice(&plus_modulus(slot.args.aux));
        slot.chunks = pack_chunks(&bytes);
    });
    let chunks = [0, 1, 2].map(|lane| format!("slot/change-pub-key/chunk-{lane}"));
    assert_eq!(violated_by::<AllOps>(&chain, trace), BTreeSet::from(chunks));
}

/// `x + p` in 32 bytes.
fn plus_modulus(x: Felt) -> [u8; 32] {
    let minus_one = Felt::from(-Felt::ONE.to_fr()).to_be_bytes();
    let mut carry = 1;
    let mut sum = [0; 32];
    for (place, (a, b)) in sum.iter_mut().zip(x.to_be_bytes().iter().zip(minus_one)).rev() {
        let digit = u16::from(*a) + u16::from(b) + carry;
        (*place, carry) = (digit as u8, digit >> 8);
    }
    sum
}

#[test]
fn unknown_operation() {
    let chain = Chain::genesis();
    for opcode in [4, 14, 255] {
        let trace = edited(chain.full_exit(), |slot| slot.opcode = opcode);
        let refused = violated_by::<AllOps>(&chain, trace);
        assert!(refused.contains("slot/selectors/exactly-one"), "{refused:?}");
    }
    // A known one with another's values.
    let trace = edited(chain.deposit(), |slot| slot.opcode = 6);
    assert!(violated_by::<AllOps>(&chain, trace).contains("slot/full-exit/account-balance-debited"));
}
