//! The two sides and their comparison, and what generated cases are made of.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use zelkova_circuits::{
    block::{synthesize, BlockSize, BlockWitness},
    convert::from_ark,
    plonk::violations,
    Builder,
};
use zelkova_operation::{
    BlockContext, OpTrace, Operation, OperationError, Signed, SignedRule, SlotArgs, SlotSignature, SlotTrace, Tracer,
    TxSignature,
};
use zelkova_primitives::{
    AccountFields, AccountId, Felt, L1Address, PackedAmount, PackedFee, PrivateKey, StorageKey, TokenId, Touch, NOBODY,
};
use zelkova_runtime::BlockOps;

use crate::chain::{address, key, publish, Chain, NOW};

/// Generated cases of each operation.
const ROUNDS: usize = 200;

/// Names of the constraints that a trace violates.
pub fn violated(chain: &Chain, trace: OpTrace) -> Vec<String> {
    let size = BlockSize { slots: trace.slots.len() as u32, fee_touches: 1 };
    let block = chain.seal(vec![trace], size.slots);
    let witness = BlockWitness::with_size(&block, &chain.tree, [0; 32], NOBODY, size).unwrap();
    let mut cs = Builder::new();
    synthesize::<BlockOps>(&mut cs, &witness).unwrap();
    let inputs = witness.public_inputs.map(|input| from_ark(input.to_fr()));
    violations(&cs, &inputs).iter().map(|violation| violation.name().to_owned()).collect()
}

pub fn context(chain: &Chain) -> BlockContext {
    BlockContext { number: 1, timestamp: NOW, chain_tag: chain.chain_tag, fee_account: AccountId(0) }
}

/// Compares the two sides and says whether they accept. If they do, they must also agree on the trace.
pub fn compare(chain: &Chain, case: &str, native: Result<OpTrace, OperationError>, forced: OpTrace) -> bool {
    let accepted = native.is_ok();
    match native {
        Ok(trace) => {
            assert_eq!(violated(chain, trace.clone()), Vec::<String>::new(), "{case}: executed, but has no proof");
            let [native, forced] = [&trace, &forced].map(|trace| trace.slots.iter().map(essence).collect::<Vec<_>>());
            assert_eq!(native, forced, "{case}: another trace than expected");
        }
        Err(error) => assert!(!violated(chain, forced).is_empty(), "{case}: refused ({error}), but has a proof"),
    }
    accepted
}

/// A slot but for where an idle second touch lies, which is free.
fn essence(slot: &SlotTrace) -> SlotTrace {
    let [first, second] = slot.touches;
    let second = if second.is_identity() { Touch::default() } else { second };
    SlotTrace { touches: [first, second], ..slot.clone() }
}

/// Who signs, and a message for which chain.
pub struct Signing {
    pub key: PrivateKey,
    pub chain_tag: Felt,
}

impl Signing {
    pub fn of(chain: &Chain, account: AccountId) -> Self {
        Self { key: key(account), chain_tag: chain.chain_tag }
    }
}

/// What the native side says.
pub fn executed<B: SignedRule + Clone>(chain: &Chain, body: &B, signing: &Signing) -> Result<OpTrace, OperationError> {
    let message = body.signed_fields(chain.chain_tag)?.hash(signing.chain_tag);
    let signature = TxSignature { public_key: signing.key.public(), signature: signing.key.sign(message) };
    let signed = Signed { body: body.clone(), signature };
    signed.check_signatures(chain.chain_tag)?;
    signed.execute(&context(chain), &mut chain.ledger.clone())
}

/// A touch without any check.
pub fn touch(
    tracer: &mut Tracer<'_>,
    account: AccountId,
    key: StorageKey,
    change: impl FnOnce(&mut AccountFields, &mut Felt),
) -> Touch {
    let touched = tracer.touch(account, key, |fields, value| {
        change(fields, value);
        Ok::<_, ()>(())
    });
    touched.unwrap()
}

/// A nonce is used and an amount leaves, whatever there is.
pub fn paid(tracer: &mut Tracer<'_>, account: AccountId, token: TokenId, amount: impl Into<Felt>) -> Touch {
    touch(tracer, account, StorageKey::balance(token), |fields, value| {
        fields.nonce = fields.nonce.wrapping_add(1);
        subtract(value, amount);
    })
}

pub fn add(value: &mut Felt, amount: impl Into<Felt>) {
    *value = (value.to_fr() + amount.into().to_fr()).into();
}

pub fn subtract(value: &mut Felt, amount: impl Into<Felt>) {
    *value = (value.to_fr() - amount.into().to_fr()).into();
}

/// A slot that publishes what it should.
pub fn slot(opcode: u8, step: u8, touches: [Touch; 2], args: SlotArgs, pays_fee: bool) -> SlotTrace {
    let mut slot = SlotTrace { opcode, step, touches, args, signature: None, chunks: Vec::new(), pays_fee };
    publish(&mut slot);
    slot
}

/// The slot with a signature of what the user signed: the slot's values, but the user's nonce.
pub fn signed(mut slot: SlotTrace, signing: &Signing, nonce: u32, message_opcode: u8) -> SlotTrace {
    let (key, public_key) = (&signing.key, signing.key.public());
    slot.signature = Some(SlotSignature { public_key, signature: key.sign(Felt::ZERO), message_opcode });
    let mut fields = slot.signed_fields().unwrap();
    fields.nonce = nonce;
    let message = fields.hash(signing.chain_tag);
    slot.signature = Some(SlotSignature { public_key, signature: key.sign(message), message_opcode });
    slot
}

pub fn packed_fee(fee: u128) -> PackedFee {
    PackedFee::pack(fee).unwrap()
}

/// The packable amount next below.
pub fn packed_amount(amount: u128) -> PackedAmount {
    PackedAmount::pack(PackedAmount::closest_packable_down(amount)).unwrap()
}

/// Compares the two sides in many cases, each made of what it picks, and asks that enough are honest.
pub fn generated(check: impl Fn(&Chain, &mut Pick, &str) -> bool + Sync) {
    let chain = Chain::genesis();
    let honest = |round: &usize| {
        let mut pick = Pick(ChaCha8Rng::seed_from_u64(*round as u64));
        check(&chain, &mut pick, &format!("round {round}"))
    };
    let accepted = (0..ROUNDS).into_par_iter().filter(honest).count();
    assert!(20 * accepted >= ROUNDS && accepted < ROUNDS, "{accepted} of {ROUNDS} were honest");
}

/// Picks values for a case.
pub struct Pick(ChaCha8Rng);

impl Pick {
    pub fn one<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.0.gen_range(0..choices.len())]
    }

    /// The first value in most cases, else one of the others.
    pub fn mostly<T: Copy>(&mut self, honest: T, others: &[T]) -> T {
        match self.0.gen_bool(0.85) {
            true => honest,
            false => self.one(others),
        }
    }

    /// Another value in few cases: for operations with many values.
    pub fn rarely<T: Copy>(&mut self, honest: T, others: &[T]) -> T {
        match self.0.gen_bool(0.95) {
            true => honest,
            false => self.one(others),
        }
    }

    /// An account's own key and this chain in most cases.
    pub fn signing(&mut self, chain: &Chain, account: AccountId, others: &[AccountId]) -> Signing {
        let signer = self.mostly(account, others);
        Signing { key: key(signer), chain_tag: self.mostly(chain.chain_tag, &[Felt::from(5u8)]) }
    }

    pub fn validity(&mut self) -> (u64, u64) {
        self.mostly((0, u64::MAX), &[(NOW, NOW), (NOW + 1, u64::MAX), (0, NOW - 1), (NOW + 1, NOW - 1)])
    }

    /// The nonce of an account or another one.
    pub fn nonce(&mut self, chain: &Chain, account: AccountId) -> u32 {
        let nonce = zelkova_operation::Ledger::account(&chain.ledger, account).nonce;
        self.mostly(nonce, &[nonce.wrapping_add(1), nonce.wrapping_sub(1), 41, u32::MAX])
    }

    /// The address of an account; zero for the account without one.
    pub fn address(&mut self, honest: AccountId, others: &[AccountId]) -> L1Address {
        match self.mostly(honest, others) {
            NO_ADDRESS => L1Address::ZERO,
            account => address(account),
        }
    }
}

/// Stands for the zero address.
pub const NO_ADDRESS: AccountId = AccountId(u32::MAX);
