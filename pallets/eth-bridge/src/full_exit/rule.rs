//! Native rule of FullExit (protocol, section 5).

use zelkova_operation::{
    rules, BlockContext, Ledger, Native, OpTrace, Operation, OperationError, Request, RuleError, SlotArgs, SlotTrace,
    Tracer,
};
use zelkova_primitives::{PriorityOp, PriorityOpKind, SerialId, StorageKey};

use super::op::{Exited, FullExit, LAYOUT};

impl Request for FullExit {
    fn from_request(request: &PriorityOp) -> Option<Self> {
        match request.kind {
            PriorityOpKind::FullExit { account, owner, token } => {
                Some(Self { serial_id: request.serial_id, account, owner, token })
            }
            _ => None,
        }
    }
}

/// Takes the whole balance, if the account belongs to who asked. Otherwise the operation moves nothing and is published
/// with amount 0: whoever pays for a request on L1 must not be able to stop the queue with it.
///
/// The queue on L1 only takes account ids of users.
impl Operation for FullExit {
    fn serial_id(&self) -> Option<SerialId> {
        Some(self.serial_id)
    }

    fn fast(&self) -> bool {
        true
    }

    fn execute(&self, _context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
        let Self { account, owner, token, .. } = *self;
        rules::user_account(account)?;
        rules::non_zero(owner)?;
        let mut tracer = Tracer::new(ledger);
        let key = StorageKey::balance(token);
        let mut amount = 0;
        let touch = tracer.touch(account, key, |fields, value| {
            if fields.address == owner {
                amount = rules::balance(account, token, *value)?;
            }
            rules::debit(account, token, value, amount, 0)?;
            Ok::<_, RuleError>(())
        })?;
        let second = tracer.identity(account, key);
        tracer.commit();

        Ok(OpTrace {
            slots: vec![SlotTrace {
                opcode: LAYOUT.opcode,
                step: 0,
                touches: [touch, second],
                args: SlotArgs { token, amount, address: owner, ..SlotArgs::default() },
                signature: None,
                chunks: LAYOUT.chunks(0, &Exited::<Native> { account, owner, token, amount }),
                pays_fee: false,
            }],
        })
    }
}
