//! Wire type, layout and signed fields of TransferNft.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{
    validity, FeeKind, Header, Layout, OnL1, OperationCost, OperationError, Recipient, SignedBody, TokenNames,
};
use zelkova_primitives::{serde_util::decimal, AccountId, Felt, L1Address, Nft, Nonce, SignedFields, TokenId};

use crate::spend::{Spend, Spent};

/// Moves an NFT to the account that `to` owns; the account is created if there is none.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct TransferNft {
    /// The owner.
    pub account: AccountId,
    /// L1 address of the recipient.
    pub to: L1Address,
    /// The NFT.
    pub nft: Nft,
    /// The slot of the owner that holds it. Not signed: the NFT is.
    pub slot: u16,
    /// Token of the fee.
    pub fee_token: TokenId,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub fee: u128,
    /// The owner's nonce.
    pub nonce: Nonce,
    /// First second at which the transfer may run.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the transfer may run.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
}

zelkova_operation::slot! {
    /// Who got it, and where.
    pub struct Received { recipient: AccountId, recipient_slot: u16 }
}

/// In the second slot the recipient gets it.
pub const LAYOUT: Layout = Layout::new(13, "transfer-nft", &[<Spent>::FIELDS, <Received>::FIELDS], OnL1::Silent);

impl TransferNft {
    /// What it pays.
    pub const FEE: FeeKind = FeeKind {
        name: "transferNft",
        doc: "A transfer of an NFT.",
        cost: OperationCost { slots: 2, commit_gas: 900, execute_gas: 0 },
        fast: false,
        measured: "transfer NFT",
        recipient: Recipient::Any,
    };

    pub(super) fn spend(&self) -> Spend {
        Spend { layout: &LAYOUT, header: self.header(), nft: self.nft, slot: self.slot, receiver: self.to }
    }
}

impl SignedBody for TransferNft {
    const LAYOUT: Layout = LAYOUT;

    const FEES: &'static [FeeKind] = &[Self::FEE];

    fn header(&self) -> Header {
        let Self { account, nonce, fee_token, fee, valid_from, valid_until, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (valid_from, valid_until) }
    }

    fn fee_kind(&self, _recipient_exists: bool) -> FeeKind {
        Self::FEE
    }

    fn lines(&self, _names: &dyn TokenNames) -> Vec<String> {
        vec![self.spend().line("TransferNFT")]
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        self.spend().signed_fields()
    }
}
