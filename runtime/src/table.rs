//! The table of operations: the one list from which the transactions, the priority operations, the circuit, the restoring of
//! pubdata, the kinds of fees and the names in JSON follow.
//!
//! A line names the operation's type and its folder, which has `Circuit`, `LAYOUT` and `restore` (docs/adding-a-pallet.md). The
//! order of the lines is that of the circuit's selectors, so it is part of the verification keys: new ones come last.

#[macro_use]
mod compose;
mod l1;

pub use l1::contract_table;

use std::collections::BTreeSet;

use pallet_mempool::PoolTransaction;
use zelkova_circuits::exit::{PayOut, BALANCES};
use zelkova_primitives::{keccak256, TokenId, TxHash};

operations! {
    requested Deposit = pallet_eth_bridge::deposit;
    derived pallet_payments::transfer_to_new;
    /// Pays an amount out on L1.
    signed(1) Withdraw = pallet_payments::withdraw, Payments::withdraw;
    /// Moves an amount to another account.
    signed(0) Transfer = pallet_payments::transfer, Payments::transfer;
    requested FullExit = pallet_eth_bridge::full_exit;
    /// Sets the account's key.
    signed(2) ChangePubKey = pallet_payments::change_pub_key, Payments::change_pub_key;
    /// Pays the balance of an account without a key out to its owner.
    signed(3) ForcedExit = pallet_payments::forced_exit, Payments::forced_exit;
    /// Makes an NFT.
    signed(4) MintNft = pallet_nft::mint, Nft::mint;
    /// Takes an NFT to L1.
    signed(6) WithdrawNft = pallet_nft::withdraw, Nft::withdraw;
    /// Exchanges what two orders sell.
    signed(7) Swap = pallet_swap::swap, Swap::swap;
    requested FullExitNft = pallet_nft::full_exit;
    /// Moves an NFT to another account.
    signed(5) TransferNft = pallet_nft::transfer, Nft::transfer;
}

/// How the areas of accounts' storage are paid out once the chain has stopped; NFTs have a rule of their own. A pallet with
/// people's money in an area adds a line, which is part of the exit circuit's keys.
pub const PAY_OUTS: &[PayOut] = &[BALANCES];

impl Transaction {
    /// Whether the owner has to confirm it if the account has a second factor. A key change has the owner's consent in
    /// itself.
    pub fn needs_second_factor(&self) -> bool {
        self.key_change().is_none()
    }

    /// The tokens that it takes from its account.
    pub fn tokens(&self) -> BTreeSet<TokenId> {
        let outgoing = self.outgoing().map(|(token, _)| token);
        [Some(self.fee().0), outgoing].into_iter().flatten().collect()
    }
}

/// Hash of a batch: Keccak-256 of its members' hashes, one after the other.
pub fn batch_hash(members: &[TxHash]) -> TxHash {
    TxHash(keccak256(&members.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>()))
}

/// The name of an operation in JSON, for example `transferToNew`, by its opcode in pubdata.
pub fn operation_name(opcode: u8) -> Option<String> {
    PUBLISHED.iter().find(|published| published.layout.opcode == opcode).map(|published| published.layout.json_name())
}

#[cfg(test)]
mod tests;
