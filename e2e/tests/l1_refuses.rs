//! What a dishonest operator or prover sends to L1 is refused, each with its own error, by the deployed contracts with
//! real proofs.

use anyhow::Result;
use std::sync::OnceLock;
use zelkova_e2e::settlement::{refusal, words, Blocks, Settlement, PROVERS};
use zelkova_l1::commit_blocks_calldata;
use zelkova_operation::SealedBlock;
use zelkova_primitives::{AccountId, Felt, NOBODY};

/// Order of the scalar field of BN254.
const MODULUS: &str = "30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001";

/// The blocks are executed and proven once; every test has an L1 of its own.
fn blocks() -> &'static Blocks {
    static BLOCKS: OnceLock<Blocks> = OnceLock::new();
    BLOCKS.get_or_init(|| Blocks::make().expect("two blocks are executed and proven"))
}

fn changed(block: &SealedBlock, change: impl FnOnce(&mut SealedBlock)) -> SealedBlock {
    let mut block = block.clone();
    change(&mut block);
    block
}

#[tokio::test(flavor = "multi_thread")]
async fn honest_blocks_are_accepted() -> Result<()> {
    let all = blocks();
    let l1 = Settlement::start(all).await?;
    for (index, (block, proof)) in all.blocks.iter().zip(&all.proofs).enumerate() {
        l1.commit(&all.stored_before(index), block).await?;
        assert_eq!(proof.public_inputs, block.public_inputs(all.key_digest, PROVERS[index]));
        l1.prove(all.stored(block), proof.public_inputs, words(proof)).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_proof_byte() -> Result<()> {
    let (all, block, proof) = (blocks(), &blocks().blocks[0], &blocks().proofs[0]);
    let l1 = Settlement::start(all).await?;
    l1.commit(&all.stored_before(0), block).await?;
    for index in 0..proof.words.len() {
        let mut words = words(proof);
        words[index][31] ^= 1;
        let outcome = l1.prove(all.stored(block), proof.public_inputs, words).await;
        assert_eq!(refusal(outcome), "InvalidProofs", "word {index}");
    }
    l1.prove(all.stored(block), proof.public_inputs, words(proof)).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_pubdata_byte() -> Result<()> {
    let (all, block, proof) = (blocks(), &blocks().blocks[0], &blocks().proofs[0]);
    let l1 = Settlement::start(all).await?;
    // The account of a deposit: L1 does not know it, so only the proof can tell.
    let forged = changed(block, |block| block.ops[0].slots[0].chunks[0].0[4] ^= 1);
    l1.commit(&all.stored_before(0), &forged).await?;
    let stored = all.stored(&forged);
    let outcome = l1.prove(stored.clone(), proof.public_inputs, words(proof)).await;
    assert_eq!(refusal(outcome), "CommitmentMismatch");
    let outcome = l1.prove(stored, forged.public_inputs(all.key_digest, PROVERS[0]), words(proof)).await;
    assert_eq!(refusal(outcome), "InvalidProofs");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn another_new_root() -> Result<()> {
    let (all, block, proof) = (blocks(), &blocks().blocks[0], &blocks().proofs[0]);
    let l1 = Settlement::start(all).await?;
    let forged = changed(block, |block| block.new_root = Felt::from(7u8));
    l1.commit(&all.stored_before(0), &forged).await?;
    let outcome = l1.prove(all.stored(&forged), forged.public_inputs(all.key_digest, PROVERS[0]), words(proof)).await;
    assert_eq!(refusal(outcome), "InvalidProofs");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_public_input_above_the_modulus() -> Result<()> {
    let (all, block) = (blocks(), &blocks().blocks[0]);
    let l1 = Settlement::start(all).await?;
    for input in [block.new_root, block.pubdata_commitment()] {
        let canonical = input.to_be_bytes();
        let alias = add(&canonical, &hex::decode(MODULUS)?);
        let honest = commit_blocks_calldata(&all.stored_before(0), &[(block.clone(), Vec::new())]);
        let place = honest.windows(32).position(|window| window == canonical);
        let mut calldata = honest.clone();
        let place = place.expect("the input is in the call data");
        calldata[place..place + 32].copy_from_slice(&alias);
        assert_eq!(refusal(l1.send(calldata).await), "NotCanonical");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_skipped_priority_operation() -> Result<()> {
    let (all, block) = (blocks(), &blocks().blocks[0]);
    let l1 = Settlement::start(all).await?;
    let forged = changed(block, |block| drop(block.ops.remove(0)));
    assert_eq!(refusal(l1.commit(&all.stored_before(0), &forged).await), "PriorityRequestOutOfOrder");
    let invented = changed(block, |block| block.ops[0].slots[0].chunks[0].0[8] ^= 1);
    assert_eq!(refusal(l1.commit(&all.stored_before(0), &invented).await), "PriorityRequestMismatch");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn reordered_priority_operations() -> Result<()> {
    let (all, block) = (blocks(), &blocks().blocks[0]);
    let l1 = Settlement::start(all).await?;
    let forged = changed(block, |block| block.ops.swap(0, 1));
    assert_eq!(refusal(l1.commit(&all.stored_before(0), &forged).await), "PriorityRequestOutOfOrder");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_of_another_block() -> Result<()> {
    let all = blocks();
    let l1 = Settlement::start(all).await?;
    for (index, block) in all.blocks.iter().enumerate() {
        l1.commit(&all.stored_before(index), block).await?;
    }
    let [first, second] = &all.blocks;
    let other = &all.proofs[1];
    let outcome = l1.prove(all.stored(first), first.public_inputs(all.key_digest, PROVERS[0]), words(other)).await;
    assert_eq!(refusal(outcome), "InvalidProofs");
    let outcome = l1.prove(all.stored(first), other.public_inputs, words(other)).await;
    assert_eq!(refusal(outcome), "CommitmentMismatch");
    let outcome = l1.prove(all.stored(second), other.public_inputs, words(other)).await;
    assert_eq!(refusal(outcome), "UnexpectedBlockNumber");
    Ok(())
}

/// A proof is bound to its prover by nothing but the transcript.
#[tokio::test(flavor = "multi_thread")]
async fn a_proof_for_another_prover() -> Result<()> {
    let (all, block, proof) = (blocks(), &blocks().blocks[0], &blocks().proofs[0]);
    let l1 = Settlement::start(all).await?;
    l1.commit(&all.stored_before(0), block).await?;
    for other in [NOBODY, AccountId(8)] {
        let inputs = block.public_inputs(all.key_digest, other);
        assert_eq!(refusal(l1.prove(all.stored(block), inputs, words(proof)).await), "InvalidProofs", "{other:?}");
    }
    let inputs = block.public_inputs(all.key_digest, AccountId(1 << 28));
    assert_eq!(refusal(l1.prove(all.stored(block), inputs, words(proof)).await), "InvalidProver");
    l1.prove(all.stored(block), proof.public_inputs, words(proof)).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_proof_of_several() -> Result<()> {
    let all = blocks();
    let l1 = Settlement::start(all).await?;
    for (index, block) in all.blocks.iter().enumerate() {
        l1.commit(&all.stored_before(index), block).await?;
    }
    for index in [0, 1] {
        let mut bad = all.proven();
        bad[index].words[0][31] ^= 1;
        assert_eq!(refusal(l1.prove_all(&bad).await), "InvalidProofs", "block {index}");
    }
    let mut swapped = all.proven();
    let [first, second] = &mut swapped;
    std::mem::swap(&mut first.words, &mut second.words);
    assert_eq!(refusal(l1.prove_all(&swapped).await), "InvalidProofs");
    // Both with one pairing; what is proven already may come again.
    l1.prove_all(&all.proven()).await?;
    l1.prove_all(&all.proven()).await?;
    Ok(())
}

/// Sum of two numbers of 32 big-endian bytes that stays below 2^256.
fn add(a: &[u8; 32], b: &[u8]) -> [u8; 32] {
    let mut sum = [0; 32];
    let mut carry = 0u16;
    for index in (0..32).rev() {
        let digit = u16::from(a[index]) + u16::from(b[index]) + carry;
        sum[index] = digit.to_be_bytes()[1];
        carry = digit >> 8;
    }
    sum
}
