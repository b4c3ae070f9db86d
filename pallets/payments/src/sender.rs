//! The half that Transfer, TransferToNew and Withdraw share: a signed debit of the sender, touch A of their slot.

use pallet_state_keeper::{packed_amount, Header, OperationError, SignedBody, Signer, TxSignature};
use zelkova_primitives::{BlockContext, Chunk, Felt, OpTrace, SlotArgs, SlotSignature, SlotTrace, Touch, Tracer};

use crate::{transfer, withdraw, Transfer, Withdraw};

/// What a sender signed.
pub struct Payment {
    header: Header,
    message_opcode: u8,
    args: SlotArgs,
}

impl Payment {
    /// The sender's half of a transfer.
    pub fn transfer(tx: &Transfer) -> Result<Self, OperationError> {
        let header = tx.header();
        Ok(Self {
            header,
            message_opcode: transfer::op::OPCODE,
            args: SlotArgs {
                amount: tx.amount,
                packed_amount: packed_amount(tx.amount)?,
                address: tx.to,
                ..header.slot_args()?
            },
        })
    }

    /// The sender's half of a withdrawal.
    pub fn withdraw(tx: &Withdraw) -> Result<Self, OperationError> {
        let header = tx.header();
        Ok(Self {
            header,
            message_opcode: withdraw::op::OPCODE,
            // The full amount is published, no packed one.
            args: SlotArgs {
                amount: tx.amount,
                address: tx.to,
                aux: Felt::from(u8::from(tx.fast)),
                ..header.slot_args()?
            },
        })
    }
}

/// A sender that has been debited.
pub struct Debited {
    /// Touch A.
    pub touch: Touch,
    /// The slot's arguments.
    pub args: SlotArgs,
    signature: SlotSignature,
}

impl Debited {
    /// The operation's only slot.
    pub fn into_trace(self, opcode: u8, second: Touch, chunks: Vec<Chunk>) -> OpTrace {
        OpTrace {
            slots: vec![SlotTrace {
                opcode,
                step: 0,
                touches: [self.touch, second],
                args: self.args,
                signature: Some(self.signature),
                chunks,
                pays_fee: true,
            }],
        }
    }
}

/// Sender: signed, nonce + 1, balance[token] -= amount + fee.
pub fn debit(
    payment: &Payment,
    signature: &TxSignature,
    context: &BlockContext,
    tracer: &mut Tracer<'_>,
) -> Result<Debited, OperationError> {
    let Payment { header, message_opcode, args } = *payment;
    let touch = Signer { header, signature }.debit(context, tracer, args.amount, |_| Ok(()))?;
    Ok(Debited { touch, args, signature: signature.for_slot(message_opcode) })
}
