//! Native rule of FullExitNft (protocol, section 5).

use zelkova_operation::{
    rules, slots, BlockContext, Ledger, Native, OpTrace, Operation, OperationError, Request, SlotArgs, SlotTrace,
    Tracer,
};
use zelkova_primitives::{Felt, PriorityOp, PriorityOpKind, SerialId, StorageKey, TokenId};

use super::op::{Asked, FullExitNft, LAYOUT};
use crate::{opened, rules::known, NftError};

impl Request for FullExitNft {
    fn from_request(request: &PriorityOp) -> Option<Self> {
        match request.kind {
            PriorityOpKind::FullExitNft { account, owner, slot } => {
                Some(Self { serial_id: request.serial_id, account, owner, slot })
            }
            _ => None,
        }
    }
}

/// Takes the NFT, if the account belongs to who asked and the slot holds one. Otherwise the operation moves nothing and is
/// published with zeros in place of the NFT: whoever pays for a request on L1 must not be able to stop the queue with it.
impl Operation for FullExitNft {
    fn slots(&self) -> u32 {
        slots(&LAYOUT)
    }

    fn serial_id(&self) -> Option<SerialId> {
        Some(self.serial_id)
    }

    fn fast(&self) -> bool {
        true
    }

    fn execute(&self, _context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
        let Self { account, owner, slot, .. } = *self;
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
            false => Some(known(&tracer, leaves).ok_or(NftError::Corrupt { account, slot })?),
        };
        let idle = tracer.identity(account, StorageKey::balance(TokenId::ETH));
        let second = opened::slot(&LAYOUT, nft, &tracer);
        tracer.commit();

        let first = SlotTrace {
            opcode: LAYOUT.opcode,
            step: 0,
            touches: [touch, idle],
            args: SlotArgs { address: owner, ..SlotArgs::default() },
            signature: None,
            chunks: LAYOUT.chunks(0, &Asked::<Native> { account, owner, slot }),
            pays_fee: false,
        };
        Ok(OpTrace { slots: vec![first, second] })
    }
}
