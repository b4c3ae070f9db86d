//! Native rule of Deposit (protocol, section 5).

use zelkova_operation::{
    rules, BlockContext, Ledger, Native, OpTrace, Operation, OperationError, Request, RuleError, SlotArgs, SlotTrace,
    Tracer,
};
use zelkova_primitives::{PriorityOp, PriorityOpKind, SerialId, StorageKey};

use super::op::{Deposit, Deposited, LAYOUT};

impl Request for Deposit {
    fn from_request(request: &PriorityOp) -> Option<Self> {
        match request.kind {
            PriorityOpKind::Deposit { token, amount, to } => {
                Some(Self { serial_id: request.serial_id, token, amount, to })
            }
            _ => None,
        }
    }
}

/// Credits the owner's account, or creates it.
///
/// The queue on L1 only takes what this rule accepts: an owner that is not zero, and amounts whose sum per token stays
/// below 2^128.
impl Operation for Deposit {
    fn serial_id(&self) -> Option<SerialId> {
        Some(self.serial_id)
    }

    fn execute(&self, _context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
        let Self { token, amount, to, .. } = *self;
        rules::non_zero(to)?;
        let account = ledger.account_id(&to).unwrap_or_else(|| ledger.next_account_id());
        if account.is_reserved() {
            return Err(RuleError::AccountTreeFull.into());
        }
        let mut tracer = Tracer::new(ledger);
        let key = StorageKey::balance(token);
        let touch = tracer.touch(account, key, |fields, value| {
            fields.address = to;
            rules::credit(account, token, value, amount)
        })?;
        let second = tracer.identity(account, key);
        tracer.commit();

        Ok(OpTrace {
            slots: vec![SlotTrace {
                opcode: LAYOUT.opcode,
                step: 0,
                touches: [touch, second],
                args: SlotArgs { token, amount, address: to, ..SlotArgs::default() },
                signature: None,
                chunks: LAYOUT.chunks(0, &Deposited::<Native> { account, token, amount, owner: to }),
                pays_fee: false,
            }],
        })
    }
}
