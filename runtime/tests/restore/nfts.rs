use pallet_nft::NftError;
use zelkova_operation::OperationError;
use zelkova_primitives::Nft;

use super::*;

const CONTENT: [u8; 32] = [0xab; 32];

fn mint(creator: AccountId, recipient: AccountId, place: u16, paid: u128) -> Vec<u8> {
    slot(&[&[9], &id(creator), &id(recipient), &place.to_be_bytes(), &CONTENT, &token(DAI), &fee(paid)])
}

fn transfer(from: AccountId, place: u16, to: AccountId, to_place: u16) -> Vec<u8> {
    let head = slot(&[&[13], &id(from), &place.to_be_bytes(), &token(DAI), &fee(1), &address(to).0]);
    [head, slot(&[&id(to), &to_place.to_be_bytes()])].concat()
}

fn opened(nft: Nft) -> Vec<u8> {
    slot(&[&nft.to_bytes(), &address(nft.creator).0])
}

fn withdraw(account: AccountId, place: u16, nft: Nft) -> Vec<u8> {
    let head = slot(&[&[10], &id(account), &place.to_be_bytes(), &token(DAI), &fee(2), &[9; 20]]);
    [head, opened(nft)].concat()
}

fn full_exit(account: AccountId, owner: L1Address, place: u16, opened: Vec<u8>) -> Vec<u8> {
    [slot(&[&[12], &id(account), &owner.0, &place.to_be_bytes()]), opened].concat()
}

fn nft(serial: u32) -> Nft {
    Nft { creator: ALICE, serial, content: CONTENT }
}

fn held(state: &Restored) -> Vec<(AccountId, u16, Nft)> {
    state.nfts().collect()
}

fn known(state: &Restored, nft: Nft) -> Option<Nft> {
    Nft::from_bytes(&state.ledger().record(pallet_nft::AREA, nft.value())?)
}

/// Alice's first NFT is in Bob's slot 0, the second in her own slot 7.
fn with_nfts() -> Restored {
    let mut state = setup();
    state.apply_block(&[mint(ALICE, BOB, 0, 3), mint(ALICE, ALICE, 7, 0)].concat(), FEE_ACCOUNT).unwrap();
    state
}

#[test]
fn serial_numbers_count_what_the_creator_has_minted() {
    let mut state = with_nfts();
    assert_eq!(held(&state), [(ALICE, 7, nft(1)), (BOB, 0, nft(0))]);
    assert_eq!((fields(&state, ALICE).minted, fields(&state, ALICE).nonce), (2, 3));
    assert_eq!([ALICE, FEE_ACCOUNT].map(|id| balances(&state, id)), [[1_000, 997], [0, 3]]);
    let error = refused(&mut state, &mint(ALICE, BOB, 0, 0));
    assert_eq!(error, PubdataError::from(OperationError::from(NftError::SlotTaken { account: BOB, slot: 0 })));
    assert_eq!(refused(&mut state, &mint(ALICE, NOBODY, 0, 0)), PubdataError::AccountNotFound(NOBODY));
    assert_eq!(known(&state, nft(2)), None);
}

#[test]
fn what_a_slot_holds_moves() {
    let mut state = with_nfts();
    let block = [transfer(BOB, 0, ALICE, 0), transfer(ALICE, 7, NOBODY, 3), transfer(ALICE, 0, ALICE, 9)].concat();
    state.apply_block(&block, FEE_ACCOUNT).unwrap();
    assert_eq!(held(&state), [(ALICE, 9, nft(0)), (NOBODY, 3, nft(1))]);
    assert_eq!(fields(&state, NOBODY).address, address(NOBODY));
    assert_eq!([ALICE, BOB].map(|id| fields(&state, id).nonce), [5, 2]);
    let error = refused(&mut state, &transfer(ALICE, 0, BOB, 0));
    assert_eq!(error, PubdataError::from(OperationError::from(NftError::NotThere { account: ALICE, slot: 0 })));
    assert_eq!(refused(&mut state, &transfer(NOBODY, 3, BOB, 0)), PubdataError::AccountLocked(NOBODY));
}

#[test]
fn what_leaves_is_what_the_slot_holds() {
    let mut state = with_nfts();
    let not_there = || PubdataError::from(OperationError::from(NftError::NotThere { account: BOB, slot: 0 }));
    assert_eq!(refused(&mut state, &withdraw(BOB, 0, nft(1))), not_there());
    let mut not_opened = withdraw(BOB, 0, nft(0));
    not_opened[36..].fill(0);
    assert_eq!(refused(&mut state, &not_opened), not_there());
    let mut of_another = withdraw(BOB, 0, nft(0));
    of_another[36 + 40..36 + 60].copy_from_slice(&address(BOB).0);
    assert!(matches!(refused(&mut state, &of_another), PubdataError::AddressMismatch { account: ALICE, .. }));

    state.apply_block(&withdraw(BOB, 0, nft(0)), FEE_ACCOUNT).unwrap();
    assert_eq!(held(&state), [(ALICE, 7, nft(1))]);
    assert_eq!((fields(&state, BOB).nonce, balances(&state, BOB)), (2, [1_000, 998]));
    assert_eq!(known(&state, nft(0)), Some(nft(0)));
}

#[test]
fn a_full_exit_opens_the_nft_or_publishes_zeros() {
    let mut state = with_nfts();
    let nothing = || vec![0; 72];
    let not_there = || PubdataError::from(OperationError::from(NftError::NotThere { account: BOB, slot: 0 }));
    for block in [
        full_exit(BOB, address(BOB), 0, nothing()),
        full_exit(BOB, address(BOB), 0, opened(nft(1))),
        full_exit(BOB, address(ALICE), 0, opened(nft(0))),
    ] {
        assert_eq!(refused(&mut state, &block), not_there());
    }
    let mut half = full_exit(BOB, address(BOB), 5, nothing());
    half[36 + 7] = 1;
    assert_eq!(refused(&mut state, &half), PubdataError::OutOfRange("creator_address"));
    let root = state.root();
    let moot = [
        full_exit(BOB, address(ALICE), 0, nothing()),
        full_exit(BOB, address(BOB), 1, nothing()),
        full_exit(NOBODY, address(BOB), 1, nothing()),
    ];
    assert_eq!(state.apply_block(&moot.concat(), FEE_ACCOUNT).unwrap(), root);
    state.apply_block(&full_exit(BOB, address(BOB), 0, opened(nft(0))), FEE_ACCOUNT).unwrap();
    assert_eq!((held(&state), fields(&state, BOB).nonce), (vec![(ALICE, 7, nft(1))], 1));
}
