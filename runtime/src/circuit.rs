//! The operations' constraints, composed like the pallets' calls. The order is part of the verification keys.

use pallet_eth_bridge::{deposit::circuit::DepositCircuit, full_exit::circuit::FullExitCircuit};
use pallet_payments::{
    change_pub_key::circuit::ChangePubKeyCircuit, transfer::circuit::TransferCircuit,
    transfer_to_new::circuit::TransferToNewCircuit, withdraw::circuit::WithdrawCircuit,
};
use zelkova_circuits::op::Noop;

/// Every operation that a block can hold, by opcode.
pub type BlockOps = (
    Noop,
    DepositCircuit,
    TransferToNewCircuit,
    WithdrawCircuit,
    TransferCircuit,
    FullExitCircuit,
    ChangePubKeyCircuit,
);
