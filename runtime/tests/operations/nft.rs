//! NFTs: minting, moving, withdrawing.

use pallet_nft::{MintNft, TransferNft, WithdrawNft};
use zelkova_operation::{Ledger, OpTrace, SlotArgs, SlotTrace, Tracer};
use zelkova_primitives::{AccountId, Felt, L1Address, Nft, StorageKey, TokenId};

use crate::{
    chain::{Chain, ALICE, BOB, CAROL, DAVE, RESERVED, TOKEN},
    common::{compare, executed, generated, packed_fee, paid, signed, slot, touch, Pick, Signing, NO_ADDRESS},
    nfts::{nft, NFT_SLOT, OTHER_SLOT},
};

/// An account that does not exist.
const NEW: AccountId = AccountId(9);

/// The first free slot of an account.
fn free_slot(chain: &Chain, account: AccountId) -> u16 {
    chain.ledger.free_index(account, pallet_nft::AREA).unwrap()
}

#[test]
fn generated_mints() {
    generated(|chain, pick, case| {
        let account = pick.mostly(ALICE, &[BOB, CAROL, RESERVED, AccountId(6)]);
        let (valid_from, valid_until) = pick.validity();
        let tx = MintNft {
            account,
            to: pick.address(BOB, &[ALICE, CAROL, NEW, RESERVED, NO_ADDRESS]),
            content: pick.one(&[[0; 32], [0xff; 32], nft().content]),
            fee_token: pick.mostly(TOKEN, &[TokenId::ETH, TokenId(8)]),
            fee: pick.mostly(30, &[0, 78]),
            nonce: pick.nonce(chain, account),
            valid_from,
            valid_until,
        };
        let signing = pick.signing(chain, account, &[BOB, RESERVED]);
        let recipient = chain.ledger.account_id(&tx.to).unwrap_or(chain.ledger.next_account_id());
        let minted = tx.nft(chain.ledger.account(account).minted);
        let mut ledger = chain.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let mut first = paid(&mut tracer, account, tx.fee_token, tx.fee);
        first.after.minted += 1;
        // Where the creator is the recipient, the second touch starts from there.
        if recipient == account {
            touch(&mut tracer, account, first.key, |fields, _| *fields = first.after);
        }
        let key = StorageKey::nft(free_slot(chain, recipient));
        let put = touch(&mut tracer, recipient, key, |_, value| *value = minted.value());
        let ([high, low], [left, right]) = (minted.content_halves(), minted.value_inputs());
        let args = SlotArgs {
            token: tx.fee_token,
            amount: high,
            packed_fee: packed_fee(tx.fee),
            address: tx.to,
            aux: low.into(),
            valid_from,
            valid_until,
            extra: [Felt::ZERO, Felt::ZERO, left, right],
            ..SlotArgs::default()
        };
        let slot = signed(slot(9, 0, [first, put], args, true), &signing, tx.nonce, 9);
        let forced = OpTrace { slots: vec![slot] };
        compare(chain, &format!("{case}: {tx:?}"), executed(chain, &tx, &signing), forced)
    });
}

/// What TransferNft and WithdrawNft have in common.
#[derive(Clone, Copy, Debug)]
struct Spend {
    account: AccountId,
    to: L1Address,
    nft: Nft,
    slot: u16,
    fee_token: TokenId,
    fee: u128,
    nonce: u32,
    valid_from: u64,
    valid_until: u64,
}

impl Spend {
    fn picked(chain: &Chain, pick: &mut Pick) -> (Self, Signing) {
        let account = pick.mostly(ALICE, &[BOB, DAVE, CAROL, RESERVED, AccountId(6)]);
        let (valid_from, valid_until) = pick.validity();
        let others = [Nft { serial: 5, ..nft() }, Nft { creator: ALICE, ..nft() }, Nft { content: [7; 32], ..nft() }];
        let to = pick.one(&[BOB, NEW]);
        let spend = Self {
            account,
            to: pick.address(to, &[ALICE, CAROL, DAVE, RESERVED, NO_ADDRESS]),
            nft: pick.mostly(nft(), &others),
            slot: pick.mostly(NFT_SLOT, &[0, OTHER_SLOT, u16::MAX]),
            fee_token: pick.mostly(TOKEN, &[TokenId::ETH, TokenId(8)]),
            fee: pick.mostly(30, &[0, 78]),
            nonce: pick.nonce(chain, account),
            valid_from,
            valid_until,
        };
        (spend, pick.signing(chain, account, &[BOB, DAVE]))
    }

    /// The first slot, without any check.
    fn forced(&self, opcode: u8, signing: &Signing, tracer: &mut Tracer<'_>) -> SlotTrace {
        let first = paid(tracer, self.account, self.fee_token, self.fee);
        let taken = touch(tracer, self.account, StorageKey::nft(self.slot), |_, value| *value = Felt::ZERO);
        let args = SlotArgs {
            token: self.fee_token,
            packed_fee: packed_fee(self.fee),
            address: self.to,
            aux: self.nft.value(),
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            ..SlotArgs::default()
        };
        signed(slot(opcode, 0, [first, taken], args, true), signing, self.nonce, opcode)
    }
}

#[test]
fn generated_transfers() {
    generated(|chain, pick, case| {
        let (spend, signing) = Spend::picked(chain, pick);
        let Spend { account, to, nft, slot: from, fee_token, fee, nonce, valid_from, valid_until } = spend;
        let tx = TransferNft { account, to, nft, slot: from, fee_token, fee, nonce, valid_from, valid_until };
        let recipient = chain.ledger.account_id(&to).unwrap_or(chain.ledger.next_account_id());
        let mut ledger = chain.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let first = spend.forced(13, &signing, &mut tracer);
        let key = StorageKey::nft(free_slot(chain, recipient));
        let put = touch(&mut tracer, recipient, key, |fields, value| {
            fields.address = to;
            *value = nft.value();
        });
        let idle = tracer.identity(account, StorageKey::balance(TOKEN));
        let second = slot(13, 1, [put, idle], SlotArgs::default(), false);
        let forced = OpTrace { slots: vec![first, second] };
        compare(chain, &format!("{case}: {tx:?}"), executed(chain, &tx, &signing), forced)
    });
}

#[test]
fn generated_withdrawals() {
    generated(|chain, pick, case| {
        let (spend, signing) = Spend::picked(chain, pick);
        let Spend { account, to, nft, slot: from, fee_token, fee, nonce, valid_from, valid_until } = spend;
        let tx = WithdrawNft { account, to, nft, slot: from, fee_token, fee, nonce, valid_from, valid_until };
        let mut ledger = chain.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let first = spend.forced(10, &signing, &mut tracer);
        let second = Chain::opened(10, Some(nft), &tracer);
        let forced = OpTrace { slots: vec![first, second] };
        compare(chain, &format!("{case}: {tx:?}"), executed(chain, &tx, &signing), forced)
    });
}
