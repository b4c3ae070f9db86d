//! The half that the transfer and the withdrawal share: the owner signs an NFT away and pays the fee.

use zelkova_circuits::{
    op::{patterns, CircuitError, Field, InCircuit, OpBuilder, TouchId},
    Num,
};
use zelkova_operation::{
    rules, BlockContext, Header, Layout, Native, OperationError, Signer, SlotArgs, SlotTrace, Tracer, TxSignature,
};
use zelkova_primitives::{AccountId, Felt, L1Address, Nft, PackedFee, SignedFields, TokenId};

use crate::{patterns::touches_slot, rules::take, AREA};

zelkova_operation::slot! {
    /// What the owner signs away, and to whom.
    pub struct Spent { account: AccountId, slot: u16, fee_token: TokenId, fee: PackedFee, to: L1Address }
}

/// What the owner signed.
pub(crate) struct Spend {
    pub layout: &'static Layout,
    pub header: Header,
    pub nft: Nft,
    pub slot: u16,
    pub receiver: L1Address,
}

/// The user of touch A signs away the NFT in touch B, uses a nonce and pays the fee. The message's `aux` is the NFT's value
/// and its `address` the receiver's, which is not zero.
pub(crate) fn constrain(op: &mut OpBuilder<'_>, layout: &Layout) -> Result<(), CircuitError> {
    let (sender, nft) = (op.touch(TouchId::A), op.touch(TouchId::B));
    patterns::signed_fee(op, "sender", layout.opcode)?;

    op.require("slot-is-the-senders", &(nft.account.num() - sender.account.num()))?;
    touches_slot(op, "slot-is-for-nfts", TouchId::B)?;
    let value = op.aux();
    op.require("nft-is-signed", &(&nft.value_before - value.num()))?;
    op.set("nft-leaves", TouchId::B, Field::Value, &Num::zero())?;

    let receiver = op.address();
    op.require_nonzero("receiver-not-zero", receiver.num())?;
    let spent = Spent::<InCircuit> {
        account: sender.account.clone().into(),
        slot: nft.index(AREA).into(),
        fee_token: op.token().into(),
        fee: op.packed_fee().into(),
        to: receiver.into(),
    };
    op.publish_slot(layout, spent)
}

impl Spend {
    /// The signed fields: `aux` is the NFT's value, so the message says which NFT, not where it lies.
    pub fn signed_fields(&self) -> Result<SignedFields, OperationError> {
        let Header { account, validity: (valid_from, valid_until), .. } = self.header;
        rules::user_account(account)?;
        rules::non_zero(self.receiver)?;
        rules::ordered_validity(valid_from, valid_until)?;
        let fields = self.header.signed_fields(self.layout.opcode)?;
        Ok(SignedFields { address: self.receiver, aux: self.nft.value(), ..fields })
    }

    /// `<Verb> <creator>/<serial> to: 0x<receiver>`.
    pub fn line(&self, verb: &str) -> String {
        let Nft { creator, serial, .. } = self.nft;
        format!("{verb} {creator}/{serial} to: {}", self.receiver)
    }

    /// Slot 0. Returns the NFT's value with it.
    pub fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        tracer: &mut Tracer<'_>,
    ) -> Result<(SlotTrace, Felt), OperationError> {
        let Self { layout, header, slot, receiver, .. } = *self;
        rules::non_zero(receiver)?;
        let value = self.nft.value();
        let paid = Signer { header, signature }.debit(context, tracer, 0, |_| Ok(()))?;
        let taken = take(tracer, header.account, slot, value)?;
        let args = SlotArgs { address: receiver, aux: value, ..header.slot_args()? };
        let (account, fee_token) = (header.account, header.fee_token);
        let spent = Spent::<Native> { account, slot, fee_token, fee: args.packed_fee, to: receiver };
        let trace = SlotTrace {
            opcode: layout.opcode,
            step: 0,
            touches: [paid, taken],
            args,
            signature: Some(signature.for_slot(layout.opcode)),
            chunks: layout.chunks(0, &spent),
            pays_fee: true,
        };
        Ok((trace, value))
    }
}
