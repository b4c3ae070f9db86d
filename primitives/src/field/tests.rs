use super::*;
use crate::{Chunk, StorageKey};
use ark_ff::UniformRand;
use proptest::prelude::*;
use rand::SeedableRng;

/// The modulus, big-endian.
const MODULUS: &str = "30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001";

fn any_felt() -> impl Strategy<Value = Felt> {
    any::<u64>().prop_map(|seed| Fr::rand(&mut rand_chacha::ChaCha20Rng::seed_from_u64(seed)).into())
}

proptest! {
    #[test]
    fn all_forms_round_trip(felt in any_felt()) {
        prop_assert_eq!(Felt::from_be_bytes(&felt.to_be_bytes()), Some(felt));
        prop_assert_eq!(Felt::from_be_bytes_mod_order(&felt.to_be_bytes()), felt);
        prop_assert_eq!(Felt::decode(&mut felt.encode().as_slice()).unwrap(), felt);
        prop_assert_eq!(felt.to_string().parse(), Ok(felt));
        let json = serde_json::to_string(&felt).unwrap();
        prop_assert_eq!(json.len(), 68);
        prop_assert_eq!(serde_json::from_str::<Felt>(&json).unwrap(), felt);
    }

    #[test]
    fn the_order_is_that_of_integers(a in any_felt(), b in any_felt()) {
        prop_assert_eq!(a.cmp(&b), a.to_be_bytes().cmp(&b.to_be_bytes()));
    }

    #[test]
    fn integers_come_back(value: u128) {
        prop_assert_eq!(Felt::from(value).to_u128(), Some(value));
        prop_assert_eq!(&Felt::from(value).to_be_bytes()[16..], &value.to_be_bytes());
    }

    #[test]
    fn a_chunk_is_its_integer(bytes: [u8; 18]) {
        prop_assert_eq!(&Chunk(bytes).to_felt().to_be_bytes()[14..], &bytes);
    }

    #[test]
    fn a_storage_key_is_area_and_index(area: u8, index: u16) {
        match StorageKey::new(area, index) {
            Some(key) => {
                prop_assert_eq!((key.area(), key.index()), (area, index));
                prop_assert_eq!(StorageKey::decode(&mut key.encode().as_slice()).unwrap(), key);
            }
            None => prop_assert!(area >= 8),
        }
    }
}

#[test]
fn the_modulus_and_more_are_refused() {
    let modulus: [u8; 32] = hex::decode(MODULUS).unwrap().try_into().unwrap();
    let mut greatest = modulus;
    greatest[31] -= 1;
    assert_eq!(Felt::from_be_bytes(&greatest), Some(Felt::from(-Fr::ONE)));
    assert_eq!(Felt::from_be_bytes(&greatest).and_then(|felt| felt.to_u128()), None);
    for bytes in [modulus, [0xff; 32]] {
        assert_eq!(Felt::from_be_bytes(&bytes), None);
        assert!(Felt::decode(&mut bytes.as_slice()).is_err());
    }
    assert!(format!("0x{MODULUS}").parse::<Felt>().is_err());
    assert!(MODULUS.parse::<Felt>().is_err());
    assert!("0x01".parse::<Felt>().is_err());
    assert!(StorageKey::decode(&mut (1u32 << 19).encode().as_slice()).is_err());
    assert!(serde_json::from_str::<StorageKey>("524288").is_err());
}
