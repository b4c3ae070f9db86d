//! The operations of a chain, from the pallets' folders. Included by path because pallets depend on this crate.

use zelkova_circuits::op::Noop;

#[path = "../../../pallets/payments/src/change_pub_key/circuit.rs"]
pub mod change_pub_key;
#[path = "../../../pallets/eth-bridge/src/deposit/circuit.rs"]
pub mod deposit;
#[path = "../../../pallets/eth-bridge/src/full_exit/circuit.rs"]
pub mod full_exit;
#[path = "../../../pallets/payments/src/transfer/circuit.rs"]
pub mod transfer;
#[path = "../../../pallets/payments/src/transfer_to_new/circuit.rs"]
pub mod transfer_to_new;
#[path = "../../../pallets/payments/src/withdraw/circuit.rs"]
pub mod withdraw;

/// All of them, nested as a runtime composes its pallets' sets.
pub type AllOps = (
    Noop,
    (
        transfer::TransferCircuit,
        transfer_to_new::TransferToNewCircuit,
        withdraw::WithdrawCircuit,
        change_pub_key::ChangePubKeyCircuit,
    ),
    (deposit::DepositCircuit, full_exit::FullExitCircuit),
);
