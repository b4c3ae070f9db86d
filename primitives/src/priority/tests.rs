use super::*;
use proptest::prelude::*;

fn any_kind() -> impl Strategy<Value = PriorityOpKind> {
    let deposit = (any::<u16>(), any::<u128>(), any::<[u8; 20]>())
        .prop_map(|(token, amount, to)| PriorityOpKind::Deposit { token: TokenId(token), amount, to: L1Address(to) });
    let exit = (any::<u32>(), any::<[u8; 20]>(), any::<u16>()).prop_map(|(account, owner, token)| {
        PriorityOpKind::FullExit { account: AccountId(account), owner: L1Address(owner), token: TokenId(token) }
    });
    let nft = (any::<u32>(), any::<[u8; 20]>(), any::<u16>()).prop_map(|(account, owner, slot)| {
        PriorityOpKind::FullExitNft { account: AccountId(account), owner: L1Address(owner), slot }
    });
    prop_oneof![deposit, exit, nft]
}

proptest! {
    #[test]
    fn entries_round_trip(kind in any_kind(), serial_id: u64, hash: [u8; 32]) {
        prop_assert_eq!(PriorityOpKind::from_l1_pubdata(&kind.to_l1_pubdata()), Ok(kind));
        let op = PriorityOp { serial_id, kind, l1_block: 1, l1_tx_hash: hash, expiration_block: u64::MAX };
        prop_assert_eq!(PriorityOp::decode(&mut op.encode().as_slice()).unwrap(), op);
        let json = serde_json::to_string(&op).unwrap();
        prop_assert_eq!(serde_json::from_str::<PriorityOp>(&json).unwrap(), op);
    }

    #[test]
    fn what_is_read_is_written(bytes in proptest::collection::vec(any::<u8>(), 26..45), opcode in 0u8..14) {
        let mut bytes = bytes;
        bytes[0] = opcode;
        if let Ok(kind) = PriorityOpKind::from_l1_pubdata(&bytes) {
            prop_assert_eq!(kind.to_l1_pubdata(), bytes);
        }
    }
}

#[test]
fn layouts() {
    let deposit = PriorityOpKind::Deposit { token: TokenId(0x0102), amount: 0x0a0b, to: L1Address([0xee; 20]) };
    let expected = format!("01{}0102{}0a0b{}", "00".repeat(4), "00".repeat(14), "ee".repeat(20));
    assert_eq!(hex::encode(deposit.to_l1_pubdata()), expected);
    let exit =
        PriorityOpKind::FullExit { account: AccountId(0x01020304), owner: L1Address([0xee; 20]), token: TokenId(5) };
    let expected = format!("0601020304{}0005{}", "ee".repeat(20), "00".repeat(16));
    assert_eq!(hex::encode(exit.to_l1_pubdata()), expected);
    let exit = PriorityOpKind::FullExitNft { account: AccountId(0x01020304), owner: L1Address([0xee; 20]), slot: 5 };
    assert_eq!(hex::encode(exit.to_l1_pubdata()), format!("0c01020304{}0005", "ee".repeat(20)));
}

#[test]
fn other_entries_are_refused() {
    let entry = PriorityOpKind::Deposit { token: TokenId(1), amount: 2, to: L1Address([3; 20]) }.to_l1_pubdata();
    assert_eq!(PriorityOpKind::from_l1_pubdata(&entry[..42]), Err(PriorityOpError::Length(42)));
    let mut wrong = entry.clone();
    wrong[0] = 5;
    assert_eq!(PriorityOpKind::from_l1_pubdata(&wrong), Err(PriorityOpError::Opcode(5)));
    let mut wrong = entry.clone();
    wrong[4] = 1;
    assert_eq!(PriorityOpKind::from_l1_pubdata(&wrong), Err(PriorityOpError::NotZero("account")));
    let mut wrong = entry;
    wrong[0] = 12;
    assert_eq!(PriorityOpKind::from_l1_pubdata(&wrong), Err(PriorityOpError::Length(43)));
    wrong[0] = 6;
    wrong[42] = 1;
    assert_eq!(PriorityOpKind::from_l1_pubdata(&wrong), Err(PriorityOpError::NotZero("amount")));
}
