//! Wire type, layout and signed fields of Unlock.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{
    l1_signature::amount_text, rules, FeeKind, Header, Layout, OnL1, OperationCost, OperationError, Recipient,
    SignedBody, TokenNames,
};
use zelkova_primitives::{AccountId, Felt, Nonce, PackedFee, SignedFields, TokenId};

/// Gives a lock that has ended back to its owner, who pays the fee.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Unlock {
    /// The owner.
    pub account: AccountId,
    /// Where the lock is. Not signed: the lock is.
    pub index: u16,
    /// Token of the lock and of the fee.
    pub token: TokenId,
    /// What is locked.
    pub amount: u128,
    /// The time of the lock.
    pub until: u64,
    /// In the token's smallest unit; must be packable.
    pub fee: u128,
    /// The owner's nonce.
    pub nonce: Nonce,
}

zelkova_operation::slot! {
    /// Which lock ends. What it holds is known from when it was made.
    pub struct Unlocked { account: AccountId, token: TokenId, fee: PackedFee, index: u16 }
}

/// In the second slot the pallet's account gives the amount, which publishes nothing.
pub const LAYOUT: Layout = Layout::new(201, "unlock", &[<Unlocked>::FIELDS, &[]], OnL1::Silent);

impl Unlock {
    /// Both slots.
    pub const FEE: FeeKind = FeeKind {
        name: "unlock",
        doc: "The end of a lock.",
        cost: OperationCost { slots: 2, commit_gas: 500, execute_gas: 0 },
        fast: false,
        measured: "unlock",
        recipient: Recipient::Any,
    };
}

impl SignedBody for Unlock {
    const LAYOUT: Layout = LAYOUT;

    const FEES: &'static [FeeKind] = &[Self::FEE];

    fn header(&self) -> Header {
        let Self { account, nonce, token: fee_token, fee, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (0, u64::MAX) }
    }

    fn fee_kind(&self, _recipient_exists: bool) -> FeeKind {
        Self::FEE
    }

    fn lines(&self, names: &dyn TokenNames) -> Vec<String> {
        vec![format!("Unlock {}", amount_text(names, self.token, self.amount))]
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        let fields = self.header().signed_fields(LAYOUT.opcode)?;
        Ok(SignedFields { amount: self.amount, aux: self.until.into(), ..fields })
    }
}
