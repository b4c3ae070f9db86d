//! Wire type, pubdata and signed fields of MintNft.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{
    rules, validity, FeeKind, Header, Layout, OnL1, OperationCost, OperationError, Recipient, SignedBody, TokenNames,
};
use zelkova_primitives::{
    serde_util::{decimal, hex_array, to_hex},
    AccountId, Felt, L1Address, Nft, Nonce, PackedFee, SignedFields, TokenId,
};

/// Makes an NFT with the given content and puts it into a slot of the account that `to` owns, which must exist.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct MintNft {
    /// The creator.
    pub account: AccountId,
    /// L1 address of the recipient.
    pub to: L1Address,
    /// Hash of what the NFT stands for, any 32 bytes.
    #[serde(with = "hex_array")]
    pub content: [u8; 32],
    /// Token of the fee.
    pub fee_token: TokenId,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub fee: u128,
    /// The creator's nonce.
    pub nonce: Nonce,
    /// First second at which the mint may run.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the mint may run.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
}

impl MintNft {
    /// What it pays.
    pub const FEE: FeeKind = FeeKind {
        name: "mintNft",
        doc: "Creation of an NFT.",
        cost: OperationCost { slots: 1, commit_gas: 1_030, execute_gas: 0 },
        fast: false,
        measured: "mint NFT",
        recipient: Recipient::Any,
    };

    /// The NFT that is minted if the creator has minted `serial` before.
    pub fn nft(&self, serial: u32) -> Nft {
        Nft { creator: self.account, serial, content: self.content }
    }
}

zelkova_operation::slot! {
    /// Its serial number is how many the creator had minted before.
    pub struct Minted {
        creator: AccountId,
        recipient: AccountId,
        slot: u16,
        content: [u8; 32],
        fee_token: TokenId,
        fee: PackedFee,
    }
}

/// L1 hears of it when it leaves.
pub const LAYOUT: Layout = Layout::new(9, "mint-nft", &[<Minted>::FIELDS], OnL1::Silent);

impl SignedBody for MintNft {
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
        vec![format!("MintNFT {} for: {}", to_hex(&self.content), self.to)]
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        rules::non_zero(self.to)?;
        rules::ordered_validity(self.valid_from, self.valid_until)?;
        let [high, low] = self.nft(0).content_halves();
        Ok(SignedFields {
            amount: high,
            address: self.to,
            aux: low.into(),
            ..self.header().signed_fields(LAYOUT.opcode)?
        })
    }
}
