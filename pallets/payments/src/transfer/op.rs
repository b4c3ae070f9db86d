//! Wire type, pubdata and signed fields of Transfer.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{
    packed_amount, rules, validity, FeeKind, Header, Layout, OnL1, OperationCost, OperationError, Recipient, RuleError,
    SignedBody, SlotArgs, TokenNames,
};
use zelkova_primitives::{
    serde_util::decimal, AccountId, Felt, L1Address, Nonce, PackedAmount, PackedFee, SignedFields, TokenId,
};

use crate::lines::payment_lines;

/// Moves `amount` of `token` to the account that `to` owns; the account is created if there is none.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Transfer {
    /// The sender.
    pub account: AccountId,
    /// L1 address of the recipient.
    pub to: L1Address,
    /// Token of amount and fee.
    pub token: TokenId,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub amount: u128,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub fee: u128,
    /// The sender's nonce.
    pub nonce: Nonce,
    /// First second at which the transfer may run.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the transfer may run.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
}

zelkova_operation::slot! {
    /// Exactly one chunk.
    pub struct Moved { from: AccountId, to: AccountId, token: TokenId, amount: PackedAmount, fee: PackedFee }
}

/// Signed under its own opcode, whether the recipient has an account or not.
pub const LAYOUT: Layout = Layout::new(5, "transfer", &[<Moved>::FIELDS], OnL1::Silent);

impl Transfer {
    /// To an account that exists.
    pub const FEE: FeeKind = FeeKind {
        name: "transfer",
        doc: "A transfer to an account that exists.",
        cost: OperationCost { slots: 1, commit_gas: 428, execute_gas: 0 },
        fast: false,
        measured: "transfer",
        recipient: Recipient::Known { otherwise: "transferToNew" },
    };

    /// To an address that gets its account by it.
    pub const FEE_TO_NEW: FeeKind = FeeKind {
        name: "transferToNew",
        doc: "A transfer that creates the recipient's account.",
        cost: OperationCost { slots: 1, commit_gas: 920, execute_gas: 0 },
        fast: false,
        measured: "transfer to new",
        recipient: Recipient::New { otherwise: "transfer" },
    };

    /// The arguments of its only slot.
    pub(crate) fn slot_args(&self) -> Result<SlotArgs, RuleError> {
        let args = self.header().slot_args()?;
        Ok(SlotArgs { amount: self.amount, packed_amount: packed_amount(self.amount)?, address: self.to, ..args })
    }
}

impl SignedBody for Transfer {
    const LAYOUT: Layout = LAYOUT;

    const FEES: &'static [FeeKind] = &[Self::FEE, Self::FEE_TO_NEW];

    fn header(&self) -> Header {
        let Self { account, nonce, token: fee_token, fee, valid_from, valid_until, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (valid_from, valid_until) }
    }

    fn outgoing(&self) -> Option<(TokenId, u128)> {
        Some((self.token, self.amount))
    }

    fn recipient(&self) -> Option<L1Address> {
        Some(self.to)
    }

    fn fee_kind(&self, recipient_exists: bool) -> FeeKind {
        match recipient_exists {
            true => Self::FEE,
            false => Self::FEE_TO_NEW,
        }
    }

    fn lines(&self, names: &dyn TokenNames) -> Vec<String> {
        payment_lines("Transfer", self.to, (self.token, self.amount), names)
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        rules::non_zero(self.to)?;
        rules::ordered_validity(self.valid_from, self.valid_until)?;
        packed_amount(self.amount)?;
        Ok(SignedFields { amount: self.amount, address: self.to, ..self.header().signed_fields(LAYOUT.opcode)? })
    }
}
