//! Wire type, layout and signed fields of WithdrawNft.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{
    validity, FeeKind, Header, Layout, OnL1, OperationCost, OperationError, Recipient, SignedBody, TokenNames,
};
use zelkova_primitives::{serde_util::decimal, AccountId, Felt, L1Address, Nft, Nonce, SignedFields, TokenId};

use crate::{
    opened::Opened,
    spend::{Spend, Spent},
};

/// Takes an NFT out of the chain; its factory on L1 mints it for `to`.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct WithdrawNft {
    /// The owner.
    pub account: AccountId,
    /// Recipient on L1.
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
    /// First second at which the withdrawal may run.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the withdrawal may run.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
}

/// In the second slot it is opened for L1, which mints it when the block is executed there.
pub const LAYOUT: Layout = Layout::new(10, "withdraw-nft", &[<Spent>::FIELDS, <Opened>::FIELDS], OnL1::Exit);

impl WithdrawNft {
    /// What it pays.
    pub const FEE: FeeKind = FeeKind {
        name: "withdrawNft",
        doc: "A withdrawal of an NFT.",
        cost: OperationCost { slots: 2, commit_gas: 2_730, execute_gas: 71_900 },
        fast: false,
        measured: "withdraw NFT",
        recipient: Recipient::Any,
    };

    pub(super) fn spend(&self) -> Spend {
        Spend { layout: &LAYOUT, header: self.header(), nft: self.nft, slot: self.slot, receiver: self.to }
    }
}

impl SignedBody for WithdrawNft {
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
        vec![self.spend().line("WithdrawNFT")]
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        self.spend().signed_fields()
    }
}
