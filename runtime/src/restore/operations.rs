//! The table of operations.

use pallet_eth_bridge::{deposit, full_exit, full_exit_nft};
use pallet_nft::{mint, transfer as transfer_nft, withdraw as withdraw_nft};
use pallet_payments::{change_pub_key, forced_exit, transfer, transfer_to_new, withdraw};
use zelkova_primitives::CHUNK_BYTES;

use super::{draft::Draft, fields::Fields, nfts, payments, priority, swap, PubdataError};

/// An operation in pubdata.
struct Kind {
    opcode: u8,
    /// How many chunks it publishes.
    chunks: usize,
    /// Does to the state what the operation did.
    apply: fn(&mut Fields<'_>, &mut Draft<'_>) -> Result<(), PubdataError>,
}

/// Every operation that publishes something.
#[rustfmt::skip]
const KINDS: [Kind; 12] = [
    Kind { opcode: deposit::op::OPCODE, chunks: 3, apply: priority::deposit },
    Kind { opcode: transfer_to_new::op::OPCODE, chunks: 3, apply: payments::transfer_to_new },
    Kind { opcode: withdraw::op::OPCODE, chunks: 3, apply: payments::withdraw },
    Kind { opcode: transfer::op::OPCODE, chunks: 1, apply: payments::transfer },
    Kind { opcode: full_exit::op::OPCODE, chunks: 3, apply: priority::full_exit },
    Kind { opcode: change_pub_key::op::OPCODE, chunks: 4, apply: payments::change_pub_key },
    Kind { opcode: forced_exit::op::OPCODE, chunks: 3, apply: payments::forced_exit },
    Kind { opcode: mint::op::OPCODE, chunks: 3, apply: nfts::mint },
    Kind { opcode: withdraw_nft::op::OPCODE, chunks: 6, apply: nfts::withdraw },
    Kind { opcode: pallet_swap::swap::op::OPCODE, chunks: 3, apply: swap::swap },
    Kind { opcode: full_exit_nft::op::OPCODE, chunks: 6, apply: priority::full_exit_nft },
    Kind { opcode: transfer_nft::op::OPCODE, chunks: 3, apply: nfts::transfer },
];

/// Applies the first operation of `pubdata`. Returns the bytes after it.
pub(super) fn apply<'a>(pubdata: &'a [u8], draft: &mut Draft<'_>) -> Result<&'a [u8], PubdataError> {
    let opcode = *pubdata.first().ok_or(PubdataError::Truncated { needed: 1, left: 0 })?;
    let kind = KINDS.iter().find(|kind| kind.opcode == opcode).ok_or(PubdataError::UnknownOpcode(opcode))?;
    let needed = kind.chunks.saturating_mul(CHUNK_BYTES);
    let (bytes, rest) =
        pubdata.split_at_checked(needed).ok_or(PubdataError::Truncated { needed, left: pubdata.len() })?;
    (kind.apply)(&mut Fields::new(bytes), draft)?;
    Ok(rest)
}
