//! The operations' constraints, composed like the pallets' calls. The order is part of the verification keys.

use pallet_eth_bridge::{
    deposit::circuit::DepositCircuit, full_exit::circuit::FullExitCircuit, full_exit_nft::circuit::FullExitNftCircuit,
};
use pallet_nft::{
    mint::circuit::MintNftCircuit, transfer::circuit::TransferNftCircuit, withdraw::circuit::WithdrawNftCircuit,
};
use pallet_payments::{
    change_pub_key::circuit::ChangePubKeyCircuit, forced_exit::circuit::ForcedExitCircuit,
    transfer::circuit::TransferCircuit, transfer_to_new::circuit::TransferToNewCircuit,
    withdraw::circuit::WithdrawCircuit,
};
use pallet_swap::swap::circuit::SwapCircuit;
use zelkova_circuits::op::{Noop, OpSet};

/// Every operation that a block can hold, by opcode.
pub type BlockOps = (
    Noop,
    DepositCircuit,
    TransferToNewCircuit,
    WithdrawCircuit,
    TransferCircuit,
    FullExitCircuit,
    ChangePubKeyCircuit,
    ForcedExitCircuit,
    MintNftCircuit,
    WithdrawNftCircuit,
    SwapCircuit,
    FullExitNftCircuit,
    TransferNftCircuit,
);

/// The name of an operation in JSON, for example `transferToNew`, by its opcode in pubdata.
pub fn operation_name(opcode: u8) -> Option<String> {
    let step = BlockOps::steps().ok()?.into_iter().find(|step| step.opcode == opcode)?;
    let mut words = step.name.split('-');
    let first = words.next().map(str::to_owned);
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at_checked(1)?;
        Some(name? + &initial.to_ascii_uppercase() + rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_have_names_in_camel_case() {
        let names: Vec<_> = [0, 1, 2, 6, 8, 9, 10, 11, 12, 13].into_iter().filter_map(operation_name).collect();
        let expected = [
            "noop",
            "deposit",
            "transferToNew",
            "fullExit",
            "forcedExit",
            "mintNft",
            "withdrawNft",
            "swap",
            "fullExitNft",
            "transferNft",
        ];
        assert_eq!(names, expected);
        assert_eq!(operation_name(99), None);
    }
}
