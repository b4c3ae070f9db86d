//! The operations of a chain, from the pallets' folders. Included by path because pallets depend on this crate.

use zelkova_circuits::op::Noop;

#[path = "../../../pallets/payments/src/change_pub_key/circuit.rs"]
pub mod change_pub_key;
#[path = "../../../pallets/eth-bridge/src/deposit/circuit.rs"]
pub mod deposit;
#[path = "../../../pallets/payments/src/forced_exit/circuit.rs"]
pub mod forced_exit;
#[path = "../../../pallets/eth-bridge/src/full_exit/circuit.rs"]
pub mod full_exit;
#[path = "../../../pallets/eth-bridge/src/full_exit_nft/circuit.rs"]
pub mod full_exit_nft;
#[path = "../../../pallets/nft/src/mint/circuit.rs"]
pub mod mint_nft;
#[path = "../../../pallets/swap/src/swap/circuit.rs"]
pub mod swap;
#[path = "../../../pallets/payments/src/transfer/circuit.rs"]
pub mod transfer;
#[path = "../../../pallets/nft/src/transfer/circuit.rs"]
pub mod transfer_nft;
#[path = "../../../pallets/payments/src/transfer_to_new/circuit.rs"]
pub mod transfer_to_new;
#[path = "../../../pallets/payments/src/withdraw/circuit.rs"]
pub mod withdraw;
#[path = "../../../pallets/nft/src/withdraw/circuit.rs"]
pub mod withdraw_nft;

/// All of them in the order in which the runtime composes them: the order is part of the keys. A test of the runtime
/// compares the two.
pub type AllOps = (
    Noop,
    deposit::DepositCircuit,
    transfer_to_new::TransferToNewCircuit,
    withdraw::WithdrawCircuit,
    transfer::TransferCircuit,
    full_exit::FullExitCircuit,
    change_pub_key::ChangePubKeyCircuit,
    forced_exit::ForcedExitCircuit,
    mint_nft::MintNftCircuit,
    withdraw_nft::WithdrawNftCircuit,
    swap::SwapCircuit,
    full_exit_nft::FullExitNftCircuit,
    transfer_nft::TransferNftCircuit,
);
