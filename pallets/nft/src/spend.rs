//! The half that TransferNft and WithdrawNft share: the owner signs an NFT away and pays the fee.

use pallet_state_keeper::{nft_rules, rules, Header, OperationError, Signer, TxSignature};
use zelkova_primitives::{
    pack_chunks, AccountId, BlockContext, Felt, L1Address, Nft, PackedFee, SignedFields, SlotArgs, SlotTrace, TokenId,
    Tracer,
};

/// Length of the pubdata of the first slot before padding.
pub const PUBDATA_BYTES: usize = 31;

/// What the owner signed.
pub(crate) struct Spend {
    pub opcode: u8,
    pub header: Header,
    pub nft: Nft,
    pub slot: u16,
    pub receiver: L1Address,
}

/// `op:1 account:4 slot:2 fee_token:2 fee:2 address:20`.
pub(crate) fn pubdata(
    opcode: u8,
    account: AccountId,
    slot: u16,
    fee_token: TokenId,
    fee: PackedFee,
    address: L1Address,
) -> [u8; PUBDATA_BYTES] {
    let mut bytes = [0; PUBDATA_BYTES];
    bytes[0] = opcode;
    bytes[1..5].copy_from_slice(&account.0.to_be_bytes());
    bytes[5..7].copy_from_slice(&slot.to_be_bytes());
    bytes[7..9].copy_from_slice(&fee_token.0.to_be_bytes());
    bytes[9..11].copy_from_slice(&fee.to_bytes());
    bytes[11..31].copy_from_slice(&address.0);
    bytes
}

impl Spend {
    /// The signed fields: `aux` is the NFT's value, so the message says which NFT, not where it lies.
    pub fn signed_fields(&self) -> Result<SignedFields, OperationError> {
        let Header { account, validity: (valid_from, valid_until), .. } = self.header;
        rules::user_account(account)?;
        rules::non_zero(self.receiver)?;
        rules::ordered_validity(valid_from, valid_until)?;
        let fields = self.header.signed_fields(self.opcode)?;
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
        let Self { opcode, header, slot, receiver, .. } = *self;
        rules::non_zero(receiver)?;
        let value = self.nft.value();
        let paid = Signer { header, signature }.debit(context, tracer, 0, |_| Ok(()))?;
        let taken = nft_rules::take(tracer, header.account, slot, value)?;
        let args = SlotArgs { address: receiver, aux: value, ..header.slot_args()? };
        let bytes = pubdata(opcode, header.account, slot, header.fee_token, args.packed_fee, receiver);
        let trace = SlotTrace {
            opcode,
            step: 0,
            touches: [paid, taken],
            args,
            signature: Some(signature.for_slot(opcode)),
            chunks: pack_chunks(&bytes),
            pays_fee: true,
        };
        Ok((trace, value))
    }
}
