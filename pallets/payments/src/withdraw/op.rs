//! Wire type, pubdata and signed fields of Withdraw.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{
    rules, validity, FeeKind, Header, Layout, OnL1, OperationCost, OperationError, Recipient, SignedBody, TokenNames,
};
use zelkova_primitives::{serde_util::decimal, AccountId, Felt, L1Address, Nonce, PackedFee, SignedFields, TokenId};

use crate::lines::payment_lines;

/// Pays `amount` of `token` out to `to` on L1.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Withdraw {
    /// The sender.
    pub account: AccountId,
    /// Recipient on L1.
    pub to: L1Address,
    /// Token of amount and fee.
    pub token: TokenId,
    /// In the token's smallest unit; need not be packable.
    #[serde(with = "decimal")]
    pub amount: u128,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub fee: u128,
    /// The sender's nonce.
    pub nonce: Nonce,
    /// Asks the operator to settle the block soon, for a higher fee. Signed, but a promise of the operator alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fast: bool,
    /// First second at which the withdrawal may run.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the withdrawal may run.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
}

zelkova_operation::slot! {
    /// What L1 pays to whom.
    pub struct Withdrawn { account: AccountId, token: TokenId, amount: u128, fee: PackedFee, to: L1Address }
}

/// L1 pays it when the block is executed there.
pub const LAYOUT: Layout = Layout::new(3, "withdraw", &[<Withdrawn>::FIELDS], OnL1::Exit);

impl Withdraw {
    /// To a recipient for whom nothing is pending on L1.
    pub const FEE: FeeKind = FeeKind {
        name: "withdraw",
        doc: "A withdrawal.",
        cost: OperationCost { slots: 1, commit_gas: 1_820, execute_gas: 27_100 },
        fast: false,
        measured: "withdraw",
        recipient: Recipient::Any,
    };

    /// The same, [`fast`](Self::fast).
    pub const FAST_FEE: FeeKind = FeeKind {
        name: "fastWithdraw",
        doc: "A withdrawal whose block is settled at once.",
        cost: Self::FEE.cost,
        fast: true,
        measured: "withdraw",
        recipient: Recipient::Any,
    };
}

impl SignedBody for Withdraw {
    const LAYOUT: Layout = LAYOUT;

    const FEES: &'static [FeeKind] = &[Self::FEE, Self::FAST_FEE];

    fn header(&self) -> Header {
        let Self { account, nonce, token: fee_token, fee, valid_from, valid_until, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (valid_from, valid_until) }
    }

    fn outgoing(&self) -> Option<(TokenId, u128)> {
        Some((self.token, self.amount))
    }

    fn fee_kind(&self, _recipient_exists: bool) -> FeeKind {
        match self.fast {
            true => Self::FAST_FEE,
            false => Self::FEE,
        }
    }

    fn lines(&self, names: &dyn TokenNames) -> Vec<String> {
        payment_lines("Withdraw", self.to, (self.token, self.amount), names)
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        rules::non_zero(self.to)?;
        rules::ordered_validity(self.valid_from, self.valid_until)?;
        let aux = Felt::from(u8::from(self.fast));
        Ok(SignedFields { amount: self.amount, address: self.to, aux, ..self.header().signed_fields(LAYOUT.opcode)? })
    }
}
