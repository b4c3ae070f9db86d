//! Wire type, pubdata and signed fields of ForcedExit.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{
    layout::Zeros, rules, validity, FeeKind, Header, Layout, OnL1, OperationCost, OperationError, Recipient,
    SignedBody, TokenNames,
};
use zelkova_primitives::{serde_util::decimal, AccountId, Felt, L1Address, Nonce, PackedFee, SignedFields, TokenId};

/// Pays all that the account of `target` has of `token` out to `target` on L1. That account must have no key: its owner
/// cannot withdraw. The initiator pays the fee.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct ForcedExit {
    /// The initiator.
    pub account: AccountId,
    /// L1 address of the account that is emptied.
    pub target: L1Address,
    /// Token that leaves, and of the fee.
    pub token: TokenId,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub fee: u128,
    /// The initiator's nonce.
    pub nonce: Nonce,
    /// First second at which the exit may run.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the exit may run.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
}

zelkova_operation::slot! {
    /// What L1 pays to the owner of the target.
    pub struct Exited {
        initiator: AccountId,
        target: AccountId,
        token: TokenId,
        address: L1Address,
        zero: Zeros<5>,
        amount: u128,
        fee: PackedFee,
    }
}

/// L1 pays it when the block is executed there.
pub const LAYOUT: Layout = Layout::new(8, "forced-exit", &[<Exited>::FIELDS], OnL1::Exit);

impl ForcedExit {
    /// To a target for whom nothing is pending on L1.
    pub const FEE: FeeKind = FeeKind {
        name: "forcedExit",
        doc: "An exit of somebody else's account that has no key.",
        cost: OperationCost { slots: 1, commit_gas: 1_870, execute_gas: 27_200 },
        fast: false,
        measured: "forced exit",
        recipient: Recipient::Any,
    };
}

impl SignedBody for ForcedExit {
    const LAYOUT: Layout = LAYOUT;

    const FEES: &'static [FeeKind] = &[Self::FEE];

    fn header(&self) -> Header {
        let Self { account, nonce, token: fee_token, fee, valid_from, valid_until, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (valid_from, valid_until) }
    }

    fn fee_kind(&self, _recipient_exists: bool) -> FeeKind {
        Self::FEE
    }

    fn lines(&self, names: &dyn TokenNames) -> Vec<String> {
        vec![format!("ForcedExit {} to: {}", names.name(self.token).symbol, self.target)]
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        rules::non_zero(self.target)?;
        rules::ordered_validity(self.valid_from, self.valid_until)?;
        Ok(SignedFields { address: self.target, ..self.header().signed_fields(LAYOUT.opcode)? })
    }
}
