//! The half that Transfer, TransferToNew and Withdraw share: a signed debit of the sender, touch A of their slot.

use pallet_state_keeper::{packed_fee, OperationError, Signer, TxSignature};
use zelkova_primitives::{
    AccountId, BlockContext, Chunk, Felt, L1Address, Nonce, OpTrace, PackedAmount, SlotArgs, SlotSignature, SlotTrace,
    TokenId, Touch, Tracer,
};

use crate::{transfer, withdraw, Transfer, Withdraw};

/// What a sender signed.
pub struct Payment {
    account: AccountId,
    nonce: Nonce,
    token: TokenId,
    fee: u128,
    message_opcode: u8,
    args: SlotArgs,
}

impl Payment {
    /// The sender's half of a transfer.
    pub fn transfer(tx: &Transfer) -> Result<Self, OperationError> {
        Ok(Self {
            account: tx.account,
            nonce: tx.nonce,
            token: tx.token,
            fee: tx.fee,
            message_opcode: transfer::op::OPCODE,
            args: SlotArgs {
                packed_amount: tx.packed_amount()?,
                ..args(tx.token, tx.amount, tx.fee, tx.to, (tx.valid_from, tx.valid_until))?
            },
        })
    }

    /// The sender's half of a withdrawal.
    pub fn withdraw(tx: &Withdraw) -> Result<Self, OperationError> {
        Ok(Self {
            account: tx.account,
            nonce: tx.nonce,
            token: tx.token,
            fee: tx.fee,
            message_opcode: withdraw::op::OPCODE,
            args: SlotArgs {
                aux: Felt::from(u8::from(tx.fast)),
                ..args(tx.token, tx.amount, tx.fee, tx.to, (tx.valid_from, tx.valid_until))?
            },
        })
    }
}

fn args(
    token: TokenId,
    amount: u128,
    fee: u128,
    address: L1Address,
    (valid_from, valid_until): (u64, u64),
) -> Result<SlotArgs, OperationError> {
    Ok(SlotArgs {
        token,
        amount,
        // A withdrawal publishes the full amount; a transfer sets the packed one.
        packed_amount: PackedAmount::default(),
        packed_fee: packed_fee(fee)?,
        address,
        valid_from,
        valid_until,
        ..SlotArgs::default()
    })
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
    let Payment { account, nonce, token, fee, args, .. } = *payment;
    let signer = Signer { account, nonce, validity: (args.valid_from, args.valid_until), signature };
    let touch = signer.debit(context, tracer, token, (args.amount, fee), |_| Ok(()))?;
    Ok(Debited { touch, args, signature: signature.for_slot(payment.message_opcode) })
}
