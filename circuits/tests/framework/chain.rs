//! A chain in memory whose traces are written by hand.

use std::collections::{BTreeMap, BTreeSet};

use zelkova_circuits::{
    block::{synthesize, BlockSize, BlockWitness},
    convert::from_ark,
    op::OpSet,
    plonk::{unnoticed_changes, violations},
    Builder,
};
pub use zelkova_operation::OpTrace;
use zelkova_operation::{SealedBlock, SlotArgs, SlotSignature, SlotTrace};
use zelkova_primitives::{
    chain_tag, pack_chunks,
    tree::{AccountChange, MemoryStore, StateTree, WorkingTree},
    AccountFields, AccountId, Felt, L1Address, PrivateKey, Settlement, StorageKey, Touch, NOBODY,
};

/// Time of the block.
pub const NOW: u64 = 1_700_000_000;
/// A user with a nonce.
pub const ALICE: AccountId = AccountId(1);
/// Another user.
pub const BOB: AccountId = AccountId(2);
/// The account of an oracle, with a nonce.
pub const ORACLE: AccountId = AccountId((1 << 28) - 256);

/// The area of the made-up operations.
pub const AREA: u8 = 2;

/// The key of an account.
pub fn key(account: AccountId) -> PrivateKey {
    PrivateKey::from_seed(&account.0.to_be_bytes())
}

/// A storage key of the made-up operations.
pub fn place(index: u16) -> StorageKey {
    StorageKey::new(AREA, index).expect("a constant area")
}

/// The state before a block, and the changes that traces make.
pub struct Chain {
    tree: StateTree<MemoryStore>,
    root: Felt,
    accounts: BTreeMap<AccountId, AccountChange>,
    /// The tag of the chain.
    pub chain_tag: Felt,
}

impl Chain {
    /// Users and an oracle; the values 100, 200, .. at the places 1, 2, .. of each, but for the oracle's clock at place 2,
    /// which is two hours late.
    pub fn genesis() -> Self {
        let account = |id: AccountId, nonce| {
            let mut address = [0x5a; 20];
            address[16..].copy_from_slice(&id.0.to_be_bytes());
            let key_hash = key(id).public().key_hash();
            let fields = AccountFields { nonce, key_hash, address: L1Address(address), ..AccountFields::default() };
            let values = (1..=4).map(|index| (place(index), Felt::from(100 * index))).collect();
            (id, AccountChange { fields, values })
        };
        let mut accounts =
            BTreeMap::from([account(AccountId(0), 0), account(ALICE, 41), account(BOB, 0), account(ORACLE, 9)]);
        if let Some(oracle) = accounts.get_mut(&ORACLE) {
            oracle.values.insert(place(2), Felt::from(NOW / 3600 - 2));
        }
        let tree = StateTree::new(MemoryStore::new());
        let update = tree.commit(0, &accounts).expect("genesis commits");
        tree.reader().apply(&update.writes);
        Self { tree, root: update.root, accounts, chain_tag: chain_tag(Settlement::NONE, 77, update.root) }
    }

    /// A touch that leaves `value` at a place, from the state that earlier touches left.
    pub fn touch(&mut self, account: AccountId, index: u16, value: impl FnOnce(Felt) -> Felt) -> Touch {
        let (change, key) = (self.accounts.entry(account).or_default(), place(index));
        let before = change.values.get(&key).copied().unwrap_or_default();
        let after = value(before);
        change.values.insert(key, after);
        Touch { account, before: change.fields, after: change.fields, key, value_before: before, value_after: after }
    }

    /// A touch that changes nothing.
    pub fn idle(&mut self, account: AccountId, index: u16) -> Touch {
        self.touch(account, index, |value| value)
    }

    /// A slot that publishes these bytes.
    pub fn slot(opcode: u8, step: u8, touches: [Touch; 2], args: SlotArgs, pubdata: &[u8]) -> SlotTrace {
        let chunks = pack_chunks(pubdata);
        SlotTrace { opcode, step, touches, args, signature: None, chunks, pays_fee: false }
    }

    /// Signs the slot's message.
    pub fn sign(&self, slot: &mut SlotTrace, signer: AccountId, message_opcode: u8) {
        let key = key(signer);
        let signed = |signature| SlotSignature { public_key: key.public(), signature, message_opcode };
        slot.signature = Some(signed(key.sign(Felt::ZERO)));
        let message = slot.signed_fields().expect("there is a signature").hash(self.chain_tag);
        slot.signature = Some(signed(key.sign(message)));
    }

    /// The witness of a block of these operations with this many slots. Touches start from where the one before of the same leaf
    /// ended, whatever the traces say.
    pub fn witness(&self, mut ops: Vec<OpTrace>, slots: usize) -> BlockWitness {
        let mut working = WorkingTree::at(&self.tree, 0).expect("genesis exists");
        let mut values: BTreeMap<(AccountId, StorageKey), Felt> = BTreeMap::new();
        let mut fields: BTreeMap<AccountId, AccountFields> = BTreeMap::new();
        let genesis = Self::genesis();
        for touch in ops.iter_mut().flat_map(|op| &mut op.slots).flat_map(|slot| &mut slot.touches) {
            let known = genesis.accounts.get(&touch.account).cloned().unwrap_or_default();
            let value = known.values.get(&touch.key).copied().unwrap_or_default();
            touch.value_before = *values.get(&(touch.account, touch.key)).unwrap_or(&value);
            touch.before = *fields.get(&touch.account).unwrap_or(&known.fields);
            values.insert((touch.account, touch.key), touch.value_after);
            fields.insert(touch.account, touch.after);
            working.apply(touch).expect("a touch starts from the state before it");
        }
        let block = SealedBlock {
            number: 1,
            timestamp: NOW,
            fee_account: AccountId(0),
            capacity: slots as u32,
            old_root: self.root,
            new_root: working.root(),
            chain_tag: self.chain_tag,
            ops,
            fee_touches: Vec::new(),
            priority_ops_before: 0,
            priority_ops_after: 0,
        };
        let size = BlockSize { slots: slots as u32, fee_touches: 1 };
        BlockWitness::with_size(&block, &self.tree, [7; 32], NOBODY, size).expect("the block fits")
    }
}

/// The filled circuit.
pub fn builder<Ops: OpSet>(witness: &BlockWitness) -> Builder {
    let mut cs = Builder::new();
    synthesize::<Ops>(&mut cs, witness).expect("the set has a circuit");
    cs
}

/// Names of the constraints that a witness violates, without numbers in brackets.
pub fn violated<Ops: OpSet>(witness: &BlockWitness) -> BTreeSet<String> {
    let inputs = witness.public_inputs.map(|input| from_ark(input.to_fr()));
    let names = violations(&builder::<Ops>(witness), &inputs);
    names.iter().map(|violation| without_indices(violation.name())).collect()
}

/// The rows whose cells can be changed one by one without notice.
pub fn free_cells<Ops: OpSet>(witness: &BlockWitness) -> BTreeSet<String> {
    unnoticed_changes(&builder::<Ops>(witness)).into_iter().map(|(_, name)| without_indices(&name)).collect()
}

/// A set of names.
pub fn names<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// `x + delta` modulo p.
pub fn shifted(x: Felt, delta: i128) -> Felt {
    (x.to_fr() + zelkova_primitives::signed::from_i128(delta).to_fr()).into()
}

/// `slot[3]/transfer/x` becomes `slot/transfer/x`.
pub fn without_indices(name: &str) -> String {
    let mut depth = 0;
    let kept = name.chars().filter(|c| {
        depth += i32::from(*c == '[');
        let keep = depth == 0;
        depth -= i32::from(*c == ']');
        keep
    });
    kept.collect()
}
