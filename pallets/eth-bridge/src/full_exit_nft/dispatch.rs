//! Native rule of FullExitNft (protocol, section 5).

use pallet_state_keeper::{nft_rules, rules, OperationError};
use zelkova_primitives::{
    pack_chunks, BlockContext, Felt, Ledger, OpTrace, SlotArgs, SlotTrace, StorageKey, TokenId, Tracer,
};

use super::op::{pubdata, FullExitNft, OPCODE};

/// Takes the NFT, if the account belongs to who asked and the slot holds one. Otherwise the operation moves nothing and is
/// published with zeros in place of the NFT: whoever pays for a request on L1 must not be able to stop the queue with it.
pub fn dispatch(op: &FullExitNft, _context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
    let FullExitNft { account, owner, slot, .. } = *op;
    rules::user_account(account)?;
    rules::non_zero(owner)?;
    let mut tracer = Tracer::new(ledger);
    let mut leaves = Felt::ZERO;
    let touch = tracer.touch(account, StorageKey::nft(slot), |fields, value| {
        if fields.address == owner {
            leaves = std::mem::replace(value, Felt::ZERO);
        }
        Ok::<_, OperationError>(())
    })?;
    let nft = match leaves.is_zero() {
        true => None,
        false => Some(tracer.nft(leaves).ok_or(OperationError::CorruptNft { account, slot })?),
    };
    let idle = tracer.identity(account, StorageKey::balance(TokenId::ETH));
    let second = nft_rules::opened(OPCODE, 1, nft, &tracer);
    tracer.commit();

    let first = SlotTrace {
        opcode: OPCODE,
        step: 0,
        touches: [touch, idle],
        args: SlotArgs { address: owner, ..SlotArgs::default() },
        signature: None,
        chunks: pack_chunks(&pubdata(account, owner, slot)),
        pays_fee: false,
    };
    Ok(OpTrace { slots: vec![first, second] })
}
