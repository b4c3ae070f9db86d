//! Wire type, layout and signed fields of Lock.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{
    l1_signature::amount_text, packed_amount, rules, FeeKind, Header, Layout, OnL1, OperationCost, OperationError,
    Recipient, SignedBody, TokenNames,
};
use zelkova_primitives::{AccountId, Felt, Nonce, PackedAmount, PackedFee, SignedFields, TokenId};

/// Locks `amount` of `token` until a time.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lock {
    /// The owner.
    pub account: AccountId,
    /// Token of amount and fee.
    pub token: TokenId,
    /// In the token's smallest unit; must be packable.
    pub amount: u128,
    /// First second at which it may be unlocked.
    pub until: u64,
    /// In the token's smallest unit; must be packable.
    pub fee: u128,
    /// The owner's nonce.
    pub nonce: Nonce,
}

zelkova_operation::slot! {
    /// What is locked where.
    pub struct Locked {
        account: AccountId,
        token: TokenId,
        amount: PackedAmount,
        fee: PackedFee,
        index: u16,
        until: u64,
    }
}

/// In the second slot the pallet's account gets the amount, which publishes nothing.
pub const LAYOUT: Layout = Layout::new(200, "lock", &[<Locked>::FIELDS, &[]], OnL1::Silent);

impl Lock {
    /// Both slots.
    pub const FEE: FeeKind = FeeKind {
        name: "lock",
        doc: "A lock of an amount until a time.",
        cost: OperationCost { slots: 2, commit_gas: 700, execute_gas: 0 },
        fast: false,
        measured: "lock",
        recipient: Recipient::Any,
    };
}

impl SignedBody for Lock {
    const LAYOUT: Layout = LAYOUT;

    const FEES: &'static [FeeKind] = &[Self::FEE];

    fn header(&self) -> Header {
        let Self { account, nonce, token: fee_token, fee, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (0, u64::MAX) }
    }

    fn outgoing(&self) -> Option<(TokenId, u128)> {
        Some((self.token, self.amount))
    }

    fn fee_kind(&self, _recipient_exists: bool) -> FeeKind {
        Self::FEE
    }

    fn lines(&self, names: &dyn TokenNames) -> Vec<String> {
        vec![format!("Lock {} until: {}", amount_text(names, self.token, self.amount), self.until)]
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        packed_amount(self.amount)?;
        let fields = self.header().signed_fields(LAYOUT.opcode)?;
        Ok(SignedFields { amount: self.amount, aux: self.until.into(), ..fields })
    }
}
