use super::*;
use ark_ff::UniformRand;
use rand::SeedableRng;

fn random_pairs(n: usize) -> Vec<(Fr, Fr)> {
    let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(7);
    (0..n).map(|_| (Fr::rand(&mut rng), Fr::rand(&mut rng))).collect()
}

#[test]
fn the_permutation_is_that_of_another_crate() {
    for (l, r) in random_pairs(50) {
        assert_eq!(permute(l, r), taceo_poseidon2::bn254::t2::permutation(&[l, r]));
    }
}

#[test]
fn lockstep_changes_nothing() {
    let pairs = random_pairs(11);
    for n in 0..pairs.len() {
        let one_by_one: Vec<Fr> = pairs[..n].iter().map(|(l, r)| compress(*l, *r)).collect();
        assert_eq!(compress_many(&pairs[..n]), one_by_one);
        let inputs: Vec<[Fr; 2]> = pairs[..n].iter().map(|(l, r)| [*l, *r]).collect();
        let one_by_one: Vec<Fr> = inputs.iter().map(|input| hash(Domain::KEY, input)).collect();
        assert_eq!(hash_many(Domain::KEY, &inputs), one_by_one);
    }
}

#[test]
fn length_and_domain_change_the_hash() {
    let zero = Fr::from(0u8);
    assert_ne!(hash(Domain::KEY, &[zero]), hash(Domain::KEY, &[zero, zero]));
    assert_ne!(hash(Domain::KEY, &[zero]), hash(Domain::NONCE, &[zero]));
    assert_eq!(keccak256_parts(&[b"ab", b"", b"c"]), keccak256(b"abc"));
}
