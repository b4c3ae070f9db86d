use super::*;
use proptest::prelude::*;

/// Amounts of every magnitude.
fn any_amount() -> impl Strategy<Value = u128> {
    (any::<u128>(), 0u32..128).prop_map(|(bits, shift)| bits >> shift)
}

proptest! {
    #[test]
    fn what_packs_unpacks(amount in any_amount()) {
        let (down, up) = (PackedAmount::closest_packable_down(amount), PackedAmount::closest_packable_up(amount));
        let packed = PackedAmount::pack(down).unwrap();
        prop_assert_eq!(packed.unpack(), Some(down));
        prop_assert!(packed.is_canonical() && down <= amount);
        if let Some(up) = up {
            prop_assert!(up >= amount && PackedAmount::is_packable(up));
            prop_assert_eq!(up == amount, PackedAmount::is_packable(amount));
        }
        prop_assert_eq!(down == amount, PackedAmount::is_packable(amount));
    }

    #[test]
    fn nothing_packable_lies_between_an_amount_and_its_neighbours(amount in any_amount(), raw in 0u64..1 << 40) {
        let Some(other) = PackedAmount::from_raw(raw).unwrap().unpack() else { return Ok(()) };
        let (down, up) = (PackedAmount::closest_packable_down(amount), PackedAmount::closest_packable_up(amount));
        if other <= amount {
            prop_assert!(other <= down);
        }
        if other >= amount {
            prop_assert!(up.is_some_and(|up| other >= up));
        }
    }

    #[test]
    fn every_encoding_has_one_canonical_form(raw in 0u64..1 << 40) {
        let packed = PackedAmount::from_raw(raw).unwrap();
        prop_assert_eq!(PackedAmount::from_bytes(packed.to_bytes()), packed);
        if let Some(amount) = packed.unpack() {
            let canonical = PackedAmount::pack(amount).unwrap();
            prop_assert!(canonical.is_canonical() && canonical.exponent() <= packed.exponent());
            prop_assert_eq!(canonical == packed, packed.is_canonical());
        }
    }
}

#[test]
fn all_fees() {
    let mut amounts: Vec<u128> = (0..=u16::MAX).filter_map(|raw| PackedFee::from_raw(raw)?.unpack()).collect();
    amounts.sort_unstable();
    amounts.dedup();
    for pair in amounts.windows(2) {
        assert_eq!(PackedFee::pack(pair[0]).and_then(PackedFee::unpack), Some(pair[0]));
        let middle = pair[0] + (pair[1] - pair[0]) / 2;
        if middle > pair[0] {
            assert!(!PackedFee::is_packable(middle));
            assert_eq!(PackedFee::closest_packable_down(middle), pair[0]);
            assert_eq!(PackedFee::closest_packable_up(middle), Some(pair[1]));
        }
    }
    let greatest = *amounts.last().unwrap();
    assert_eq!(PackedFee::closest_packable_down(u128::MAX), greatest);
    assert_eq!(PackedFee::closest_packable_up(greatest), Some(greatest));
    assert_eq!(PackedFee::closest_packable_up(greatest + 1), None);
}

#[test]
fn known_encodings() {
    // 1234567890 = 0b1001001100101100000001011010010, exponent 0.
    assert_eq!(PackedAmount::pack(1_234_567_890).unwrap().to_bytes(), (1_234_567_890u64 << 5).to_be_bytes()[3..]);
    let limit = PackedAmount::MAX_MANTISSA;
    assert_eq!(PackedAmount::pack(limit).unwrap().exponent(), 0);
    assert_eq!(PackedAmount::pack(limit + 1), None);
    let ten = PackedAmount::pack(limit * 10).unwrap();
    assert_eq!((ten.mantissa(), ten.exponent()), (limit, 1));
    let ether = PackedAmount::pack(10u128.pow(18)).unwrap();
    assert_eq!((ether.mantissa(), ether.exponent()), (10u128.pow(10), 8));
    let fee = PackedFee::pack(2_040).unwrap();
    assert_eq!((fee.mantissa(), fee.exponent(), fee.to_bytes()), (2_040, 0, [0xff, 0x00]));
    assert_eq!(PackedFee::closest_packable_down(2_049), 2_047);
    assert_eq!(PackedFee::closest_packable_up(2_048), Some(2_050));
    assert_eq!(PackedAmount::from_raw((limit as u64) << 5 | 31).unwrap().unpack(), None);
    assert_eq!(PackedAmount::from_raw(1 << 40), None);
    assert_eq!(PackedAmount::decode(&mut (1u64 << 40).encode().as_slice()).ok(), None);
    assert_eq!(PackedAmount::default().unpack(), Some(0));
}
