//! Changes made for forced exits, withdrawals and the operations on NFTs.

use zelkova_operation::{Ledger, SlotTrace};
use zelkova_primitives::{AccountId, Felt, L1Address, StorageKey, TokenId, Touch};

use super::{
    super::{
        chain::{address, Chain, ALICE, BOB, CAROL, DAVE, NEW_ACCOUNT, TOKEN},
        nfts::{nft, NFT_SLOT, OTHER_SLOT},
    },
    Targeted,
};

/// An account that does not exist.
const NOBODY: AccountId = AccountId(NEW_ACCOUNT.0 + 1);

/// Adds `2^bits`.
pub fn add_power(value: &mut Felt, bits: usize) {
    let mut bytes = [0; 32];
    bytes[31 - bits / 8] = 1 << (bits % 8);
    *value = (value.to_fr() + Felt::from_be_bytes_mod_order(&bytes).to_fr()).into();
}

/// Places a touch of the state at genesis that leaves a value and an address.
fn place(chain: &Chain, account: AccountId, key: StorageKey, value: Felt, owner: L1Address) -> Touch {
    let mut touch = chain.ledger.identity(account, key);
    touch.value_after = value;
    touch.after.address = owner;
    touch
}

/// Of Withdraw.
pub const WITHDRAW: [Targeted; 1] = [("neither fast nor not", 0, |_, slots| slots[0].args.aux = 2u8.into())];

/// Of ForcedExit.
pub const FORCED_EXIT: [Targeted; 3] = [
    ("nobody's balance", 0, |chain, slots| empties(chain, &mut slots[0], NOBODY, TokenId::ETH, L1Address::ZERO)),
    ("an account with a key", 0, |chain, slots| empties(chain, &mut slots[0], BOB, TokenId::ETH, address(BOB))),
    ("another balance", 0, |chain, slots| empties(chain, &mut slots[0], CAROL, TOKEN, address(CAROL))),
];

fn empties(chain: &Chain, slot: &mut SlotTrace, target: AccountId, token: TokenId, owner: L1Address) {
    slot.touches[1] = place(chain, target, StorageKey::balance(token), Felt::ZERO, owner);
    slot.args.address = owner;
}

/// Of MintNft.
pub const MINT: [Targeted; 2] = [
    ("into a taken slot", 0, |chain, slots| {
        let value = slots[0].touches[1].value_after;
        slots[0].touches[1] = place(chain, ALICE, StorageKey::nft(NFT_SLOT), value, address(ALICE));
        slots[0].args.address = address(ALICE);
    }),
    ("content above its half", 0, |_, slots| add_power(&mut slots[0].args.aux, 128)),
];

/// Of a transfer.
pub const TRANSFER: [Targeted; 5] = [
    ("somebody else's NFT", 0, |chain, slots| of_somebody_else(chain, &mut slots[0])),
    ("nothing", 0, |chain, slots| {
        slots[0].touches[1] = place(chain, ALICE, StorageKey::nft(NFT_SLOT + 1), Felt::ZERO, address(ALICE));
        slots[0].args.aux = Felt::ZERO;
    }),
    ("to nobody", 0, |chain, slots| received(chain, slots, NOBODY, 0, L1Address::ZERO)),
    ("to an account that gets another owner", 0, |chain, slots| received(chain, slots, BOB, 0, address(CAROL))),
    ("into a taken slot", 0, |chain, slots| received(chain, slots, DAVE, OTHER_SLOT, address(DAVE))),
];

fn of_somebody_else(chain: &Chain, slot: &mut SlotTrace) {
    slot.touches[1] = place(chain, DAVE, StorageKey::nft(OTHER_SLOT), Felt::ZERO, address(DAVE));
}

fn received(chain: &Chain, slots: &mut [SlotTrace], to: AccountId, slot: u16, owner: L1Address) {
    slots[0].args.address = owner;
    slots[1].touches[0] = place(chain, to, StorageKey::nft(slot), slots[0].args.aux, owner);
}

/// Of WithdrawNft.
pub const WITHDRAW_NFT: [Targeted; 3] = [
    ("somebody else's NFT", 0, |chain, slots| of_somebody_else(chain, &mut slots[0])),
    ("another serial number", 0, |_, slots| {
        add_power(&mut slots[1].args.aux, 128);
        let mut other = nft();
        other.serial += 1;
        slots[0].args.aux = other.value();
    }),
    ("a serial number above its range", 1, |_, slots| add_power(&mut slots[1].args.aux, 160)),
];

/// Of FullExitNft where the NFT leaves.
pub const FULL_EXIT: [Targeted; 2] = [
    ("hides the NFT", 0, |chain, slots| {
        slots[0].touches[0].value_after = slots[0].touches[0].value_before;
        slots[1] = chain.full_exit_nft_of_nothing().slots.swap_remove(1);
    }),
    ("a serial number above its range", 1, |_, slots| add_power(&mut slots[1].args.aux, 160)),
];

/// Of FullExitNft of a stranger.
pub const FULL_EXIT_OF_STRANGER: [Targeted; 2] = [
    ("the stranger gets it", 0, |chain, slots| {
        slots[0].touches[0].value_after = Felt::ZERO;
        slots[1] = chain.full_exit_nft().slots.swap_remove(1);
    }),
    ("shows what stays", 1, |chain, slots| slots[1] = chain.full_exit_nft().slots.swap_remove(1)),
];
