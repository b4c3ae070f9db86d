//! What all operations have in common that an account signs.

use zelkova_primitives::{AccountId, Nonce, SignedFields, TokenId};

use crate::{packed_fee, RuleError, SlotArgs};

/// Who signs an operation, for when, with which nonce, and what is paid for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The account.
    pub account: AccountId,
    /// Nonce that the account must have.
    pub nonce: Nonce,
    /// Token of the fee.
    pub fee_token: TokenId,
    /// In the token's smallest unit; must be packable.
    pub fee: u128,
    /// First and last second at which the operation may run.
    pub validity: (u64, u64),
}

impl Header {
    /// The signed fields that follow from it; the others are zero.
    pub fn signed_fields(&self, opcode: u8) -> Result<SignedFields, RuleError> {
        let Self { account, nonce, fee_token: token, fee, validity: (valid_from, valid_until) } = *self;
        let packed_fee = packed_fee(fee)?;
        Ok(SignedFields {
            opcode,
            account,
            nonce,
            token,
            packed_fee,
            valid_from,
            valid_until,
            ..SignedFields::default()
        })
    }

    /// The arguments that follow from it in the slot with the signature; the others are those that are not used.
    pub fn slot_args(&self) -> Result<SlotArgs, RuleError> {
        let Self { fee_token: token, fee, validity: (valid_from, valid_until), .. } = *self;
        Ok(SlotArgs { token, packed_fee: packed_fee(fee)?, valid_from, valid_until, ..SlotArgs::default() })
    }
}
