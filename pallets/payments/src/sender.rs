//! The half that Transfer, TransferToNew and Withdraw share: a signed debit of the sender, touch A of their slot.

use zelkova_operation::{
    layout::Slot, BlockContext, Header, Layout, OpTrace, OperationError, SignedBody, Signer, SlotArgs, SlotSignature,
    SlotTrace, Tracer, TxSignature,
};
use zelkova_primitives::Touch;

/// What a sender signed.
pub struct Payment<'a> {
    header: Header,
    args: SlotArgs,
    signature: &'a TxSignature,
    message_opcode: u8,
}

impl<'a> Payment<'a> {
    /// The sender's half of a transaction with these arguments.
    pub fn of<B: SignedBody>(body: &B, args: SlotArgs, signature: &'a TxSignature) -> Self {
        Self { header: body.header(), args, signature, message_opcode: B::LAYOUT.opcode }
    }

    /// Sender: signed, nonce + 1, balance[token] -= amount + fee.
    pub fn debit(self, context: &BlockContext, tracer: &mut Tracer<'_>) -> Result<Debited, OperationError> {
        let Self { header, args, signature, message_opcode } = self;
        let touch = Signer { header, signature }.debit(context, tracer, args.amount, |_| Ok(()))?;
        Ok(Debited { touch, args, signature: signature.for_slot(message_opcode) })
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
    /// The only slot of an operation.
    pub fn into_trace(self, layout: &Layout, second: Touch, published: &impl Slot) -> OpTrace {
        OpTrace {
            slots: vec![SlotTrace {
                opcode: layout.opcode,
                step: 0,
                touches: [self.touch, second],
                args: self.args,
                signature: Some(self.signature),
                chunks: layout.chunks(0, published),
                pays_fee: true,
            }],
        }
    }
}
