//! The half that TransferNft and WithdrawNft share: the owner signs an NFT away and pays the fee.

use pallet_state_keeper::{
    l1_signature::fee_line, nft_rules, packed_fee, rules, OperationError, Signer, TokenNames, TxSignature,
};
use zelkova_primitives::{
    pack_chunks, AccountId, BlockContext, Felt, L1Address, Nft, Nonce, PackedFee, SignedFields, SlotArgs, SlotTrace,
    TokenId, Tracer,
};

/// Length of the pubdata of the first slot before padding.
pub const PUBDATA_BYTES: usize = 31;

/// What the owner signed.
pub(crate) struct Spend {
    pub opcode: u8,
    pub account: AccountId,
    pub nonce: Nonce,
    pub nft: Nft,
    pub slot: u16,
    pub receiver: L1Address,
    pub fee_token: TokenId,
    pub fee: u128,
    pub validity: (u64, u64),
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
        rules::user_account(self.account)?;
        rules::non_zero(self.receiver)?;
        rules::ordered_validity(self.validity.0, self.validity.1)?;
        Ok(SignedFields {
            opcode: self.opcode,
            account: self.account,
            nonce: self.nonce,
            token: self.fee_token,
            packed_fee: packed_fee(self.fee)?,
            amount: 0,
            address: self.receiver,
            valid_from: self.validity.0,
            valid_until: self.validity.1,
            aux: self.nft.value(),
        })
    }

    /// `<Verb> <creator>/<serial> to: 0x<receiver>` and the fee.
    pub fn lines(&self, verb: &str, names: &dyn TokenNames) -> Vec<String> {
        let Nft { creator, serial, .. } = self.nft;
        let line = format!("{verb} {creator}/{serial} to: {}", self.receiver);
        [Some(line), fee_line(names, (self.fee_token, self.fee))].into_iter().flatten().collect()
    }

    /// Slot 0. Returns the NFT's value with it.
    pub fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        tracer: &mut Tracer<'_>,
    ) -> Result<(SlotTrace, Felt), OperationError> {
        let Self { opcode, account, nonce, slot, receiver, fee_token, fee, validity, .. } = *self;
        rules::non_zero(receiver)?;
        let value = self.nft.value();
        let paid =
            Signer { account, nonce, validity, signature }.debit(context, tracer, fee_token, (0, fee), |_| Ok(()))?;
        let taken = nft_rules::take(tracer, account, slot, value)?;
        let args = SlotArgs {
            token: fee_token,
            packed_fee: packed_fee(fee)?,
            address: receiver,
            aux: value,
            valid_from: validity.0,
            valid_until: validity.1,
            ..SlotArgs::default()
        };
        let bytes = pubdata(opcode, account, slot, fee_token, args.packed_fee, receiver);
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
