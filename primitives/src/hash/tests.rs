use super::*;
use ark_ff::{MontFp, UniformRand};
use proptest::prelude::*;
use rand::SeedableRng;

fn random_inputs(n: usize, seed: u64) -> Vec<[Fr; 4]> {
    let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(seed);
    (0..n).map(|_| std::array::from_fn(|_| Fr::rand(&mut rng))).collect()
}

/// Words at the ends of the range and random ones.
fn any_word() -> impl Strategy<Value = Fr> {
    prop_oneof![
        Just(Fr::ZERO),
        Just(Fr::from(1u8)),
        Just(-Fr::from(1u8)),
        any::<[u8; 32]>().prop_map(|bytes| Felt::from_be_bytes_mod_order(&bytes).to_fr()),
    ]
}

proptest! {
    #[test]
    fn the_permutation_is_that_of_another_crate(state in proptest::array::uniform4(any_word())) {
        let mut ours = state;
        permute4(&mut ours);
        let theirs = taceo_poseidon2::bn254::t4::permutation(&state);
        prop_assert_eq!(ours, theirs);
        prop_assert_eq!(compress4(&state), theirs[0] + state[0]);
    }
}

#[test]
fn the_permutation_has_the_known_answer() {
    let mut state = [0u8, 1, 2, 3].map(Fr::from);
    permute4(&mut state);
    assert_eq!(state[0], MontFp!("786823568102245344938517132468097745676732687098822989626730198331658606391"));
}

#[test]
fn lockstep_changes_nothing() {
    let inputs = random_inputs(40, 7);
    for n in 0..=inputs.len() {
        let one_by_one: Vec<Fr> = inputs[..n].iter().map(compress4).collect();
        assert_eq!(compress4_many(&inputs[..n]), one_by_one);
        let theirs = |input| taceo_poseidon2::bn254::t4::permutation(input)[0] + input[0];
        assert_eq!(one_by_one, inputs[..n].iter().map(theirs).collect::<Vec<_>>());
        let one_by_one: Vec<Fr> = inputs[..n].iter().map(|input| hash(Domain::KEY, input)).collect();
        assert_eq!(hash_many(Domain::KEY, &inputs[..n]), one_by_one);
    }
    assert_eq!(hash_many::<0>(Domain::KEY, &[[]; 2]), [Domain::KEY.iv(0); 2]);
}

#[test]
fn each_call_absorbs_three_words_and_passes_on_one() {
    let [x, y, z, w] = random_inputs(1, 8)[0];
    let first = compress4(&[Domain::KEY.iv(4), x, y, z]);
    assert_eq!(hash(Domain::KEY, &[x, y, z, w]), compress4(&[first, w, Fr::ZERO, Fr::ZERO]));
    assert_eq!(hash(Domain::KEY, &[]), Domain::KEY.iv(0));
}

#[test]
fn every_child_and_its_place_count() {
    let children = random_inputs(1, 9)[0];
    let node = compress4(&children);
    for i in 0..4 {
        let mut other = children;
        other[i] += Fr::from(1u8);
        assert_ne!(compress4(&other), node);
        other = children;
        other.swap(i, (i + 1) % 4);
        assert_ne!(compress4(&other), node);
    }
}

#[test]
fn length_and_domain_change_the_hash() {
    let zero = Fr::ZERO;
    let lengths: Vec<Fr> = (0..7).map(|n| hash(Domain::KEY, &vec![zero; n])).collect();
    for (i, hash) in lengths.iter().enumerate() {
        assert!(!lengths[..i].contains(hash));
    }
    assert_ne!(hash(Domain::KEY, &[zero]), hash(Domain::NONCE, &[zero]));
    assert_eq!(keccak256_parts(&[b"ab", b"", b"c"]), keccak256(b"abc"));
}
