//! The slot that opens an NFT for L1, or says that none leaves: natively, in the circuit, and read back.

use zelkova_circuits::{
    op::{CircuitError, InCircuit, OpBuilder, TouchId},
    Num,
};
use zelkova_operation::{Draft, Layout, Native, PubdataError, SlotArgs, SlotTrace, Tracer};
use zelkova_primitives::{AccountId, Felt, L1Address, Nft, StorageKey, TokenId};

use crate::{patterns, restoring};

zelkova_operation::slot! {
    /// What the NFT is. All zero if none leaves.
    pub struct Opened { creator: AccountId, serial: u32, content: [u8; 32], creator_address: L1Address }
}

/// Slot 1 of an operation of this layout.
pub fn slot(layout: &Layout, nft: Option<Nft>, tracer: &Tracer<'_>) -> SlotTrace {
    let shown = nft.unwrap_or_default();
    let creator = tracer.identity(shown.creator, StorageKey::balance(TokenId::ETH));
    let address = if nft.is_some() { creator.before.address } else { L1Address::ZERO };
    let [high, low] = shown.content_halves();
    let mut identity = [0; 32];
    identity[12..16].copy_from_slice(&shown.serial.to_be_bytes());
    identity[16..].copy_from_slice(&low.to_be_bytes());
    let [left, right] = shown.value_inputs();
    let Nft { creator: creator_id, serial, content } = shown;
    let opened = Opened::<Native> { creator: creator_id, serial, content, creator_address: address };
    SlotTrace {
        opcode: layout.opcode,
        step: 1,
        touches: [creator, creator],
        args: SlotArgs {
            amount: high,
            aux: Felt::from_be_bytes_mod_order(&identity),
            address,
            extra: [Felt::ZERO, Felt::ZERO, left, right],
            ..SlotArgs::default()
        },
        signature: None,
        chunks: layout.chunks(1, &opened),
        pays_fee: false,
    }
}

/// Touch A is the creator's account, `amount` the high half of the content, `aux` the serial number times 2^128 plus the
/// low half, and `address` what is published as the creator's address. Returns the NFT's value.
pub fn constrain(op: &mut OpBuilder<'_>, layout: &Layout) -> Result<Num, CircuitError> {
    let creator = op.touch(TouchId::A).account.clone();
    let (high, identity, address) = (op.amount(), op.aux(), op.address());
    op.require("serial-32-bits", identity.part(0, 12).num())?;
    let (serial, low) = (identity.part(12, 16), identity.part(16, 32));
    let head = patterns::nft_head(creator.num(), serial.num(), high.num());
    let value = op.pair_hash("nft", &head, low.num())?;
    let opened = Opened::<InCircuit> {
        creator: creator.into(),
        serial: serial.into(),
        content: [high, low].into(),
        creator_address: address.into(),
    };
    op.publish_slot(layout, opened)?;
    Ok(value)
}

impl Opened {
    /// The NFT and its creator's address; `None` if all is zero.
    fn nft(&self) -> Result<Option<(Nft, L1Address)>, PubdataError> {
        let nft = Nft { creator: self.creator, serial: self.serial, content: self.content };
        match self.creator_address {
            address if !address.is_zero() => Ok(Some((nft, address))),
            _ if nft == Nft::default() => Ok(None),
            _ => Err(PubdataError::OutOfRange("creator_address")),
        }
    }

    /// Lets the NFT leave a slot if one `leaves`; otherwise nothing must be opened.
    pub fn restore(
        &self,
        account: AccountId,
        slot: u16,
        leaves: bool,
        draft: &mut Draft<'_>,
    ) -> Result<(), PubdataError> {
        match self.nft()? {
            Some((nft, creator_address)) if leaves => {
                restoring::take(draft, account, slot, Some(nft.value()))?;
                draft.check_owner(nft.creator, creator_address)
            }
            None if !leaves => Ok(()),
            _ => Err(restoring::not_there(account, slot)),
        }
    }
}
