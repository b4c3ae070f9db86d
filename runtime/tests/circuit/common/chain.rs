//! A chain in memory: accounts with keys and balances, honest traces of every operation, sealed blocks.

use std::collections::BTreeMap;

use zelkova_operation::{Ledger, MemoryLedger, OpTrace, SealedBlock, SlotArgs, SlotSignature, SlotTrace, Tracer};
use zelkova_primitives::{
    chain_tag, pack_chunks,
    tree::{AccountChange, MemoryStore, StateTree, WorkingTree},
    AccountFields, AccountId, Felt, L1Address, PackedAmount, PackedFee, PrivateKey, Settlement, StorageKey, TokenId,
    Touch,
};

/// Time of the block.
pub const NOW: u64 = 1_700_000_000;
/// The token of most cases.
pub const TOKEN: TokenId = TokenId(7);
/// An account that nobody owns yet.
pub const NEW_ACCOUNT: AccountId = AccountId(5);
/// The first reserved account.
pub const RESERVED: AccountId = AccountId((1 << 28) - 256);

/// Users with a key and balances; Carol's account is locked.
pub const ALICE: AccountId = AccountId(1);
/// See [`ALICE`].
pub const BOB: AccountId = AccountId(2);
/// See [`ALICE`].
pub const CAROL: AccountId = AccountId(3);
/// Shares Bob's L1 address: legal for the circuit, which does not know of other accounts.
pub const BOBS_SECOND: AccountId = AccountId(4);

/// A user with a key.
pub const DAVE: AccountId = AccountId(7);

/// The key of an account of this file.
pub fn key(account: AccountId) -> PrivateKey {
    PrivateKey::from_seed(&account.0.to_be_bytes())
}

/// The L1 address of an account of this file.
pub fn address(account: AccountId) -> L1Address {
    let mut bytes = [0x5a; 20];
    bytes[16..].copy_from_slice(&account.0.to_be_bytes());
    L1Address(bytes)
}

/// Genesis and the tag of the chain.
pub struct Chain {
    /// The state at genesis.
    pub ledger: MemoryLedger,
    /// The tree with version 0.
    pub tree: StateTree<MemoryStore>,
    /// The chain tag.
    pub chain_tag: Felt,
}

impl Chain {
    /// The chain of all tests.
    pub fn genesis() -> Self {
        let mut ledger = MemoryLedger::new();
        let fields = |nonce, id: AccountId, minted| AccountFields {
            nonce,
            key_hash: key(id).public().key_hash(),
            address: address(id),
            minted,
        };
        ledger.set_account(AccountId(0), AccountFields { address: address(AccountId(0)), ..Default::default() });
        ledger.set_account(ALICE, fields(41, ALICE, 3));
        ledger.set_account(BOB, fields(0, BOB, 0));
        ledger.set_account(CAROL, AccountFields { address: address(CAROL), ..Default::default() });
        ledger.set_account(BOBS_SECOND, AccountFields { address: address(BOB), ..Default::default() });
        ledger.set_account(DAVE, fields(0, DAVE, 0));
        ledger.set_account(RESERVED, fields(0, RESERVED, 0));
        for (account, token, amount) in
            [(ALICE, TOKEN, 1_000_000u128), (ALICE, TokenId(0), 5_000_000), (BOB, TOKEN, 77)]
        {
            ledger.set_value(account, StorageKey::balance(token), amount.into());
        }
        ledger.set_value(ALICE, StorageKey::new(2, 9).expect("area 2 exists"), 1234u32.into());
        ledger.set_value(RESERVED, StorageKey::balance(TOKEN), 900u32.into());
        ledger.set_value(RESERVED, StorageKey::new(3, 1).expect("area 3 exists"), 10u32.into());
        Self::extend(&mut ledger);
        Self::from_ledger(ledger)
    }

    /// A chain whose genesis is this ledger.
    pub fn from_ledger(ledger: MemoryLedger) -> Self {
        let mut changes: BTreeMap<AccountId, AccountChange> = BTreeMap::new();
        for (id, fields) in ledger.accounts() {
            changes.entry(id).or_default().fields = *fields;
        }
        for (id, key, value) in ledger.values() {
            changes.entry(id).or_default().values.insert(key, value);
        }
        let store = MemoryStore::new();
        let tree = StateTree::new(store);
        let update = tree.commit(0, &changes).expect("genesis commits");
        tree.reader().apply(&update.writes);
        Self { ledger, tree, chain_tag: chain_tag(Settlement::NONE, 77, update.root) }
    }

    /// Block 1 with these operations, whatever they claim, with one fee touch for each token that they pay fees in.
    pub fn seal(&self, ops: Vec<OpTrace>, capacity: u32) -> SealedBlock {
        let mut working = WorkingTree::at(&self.tree, 0).expect("genesis exists");
        let old_root = working.root();
        let mut ledger = self.ledger.clone();
        let mut fees: BTreeMap<TokenId, u128> = BTreeMap::new();
        for slot in ops.iter().flat_map(|op| &op.slots) {
            for touch in &slot.touches {
                working.apply(touch).expect("a touch starts from the state before it");
                ledger.set_account(touch.account, touch.after);
                ledger.set_value(touch.account, touch.key, touch.value_after);
            }
            if let Some((token, fee)) = slot.fee() {
                *fees.entry(token).or_default() += fee;
            }
        }
        let mut fee_touches = Vec::new();
        for (token, fee) in fees {
            let mut touch = ledger.identity(AccountId(0), StorageKey::balance(token));
            touch.value_after = (touch.value_before.to_fr() + Felt::from(fee).to_fr()).into();
            working.apply(&touch).expect("a fee touch starts from the state before it");
            fee_touches.push(touch);
        }
        SealedBlock {
            number: 1,
            timestamp: NOW,
            fee_account: AccountId(0),
            capacity,
            old_root,
            new_root: working.root(),
            chain_tag: self.chain_tag,
            ops,
            fee_touches,
            priority_ops_before: 0,
            priority_ops_after: 0,
        }
    }

    /// Signs the slot's message as `signer`, for the opcode that the operation is signed as.
    pub fn sign(&self, slot: &mut SlotTrace, signer: &PrivateKey) {
        let message_opcode = if slot.opcode == 2 { 5 } else { slot.opcode };
        self.sign_as(slot, signer, message_opcode);
    }

    /// Signs the slot's message for any opcode.
    pub fn sign_as(&self, slot: &mut SlotTrace, signer: &PrivateKey, message_opcode: u8) {
        let blank = signer.sign(Felt::ZERO);
        slot.signature = Some(SlotSignature { public_key: signer.public(), signature: blank, message_opcode });
        let message = slot.signed_fields().expect("a signature was set").hash(self.chain_tag);
        slot.signature =
            Some(SlotSignature { public_key: signer.public(), signature: signer.sign(message), message_opcode });
    }
}

/// The pubdata of a slot as protocol.md lays it out, from the trace's values: independent of the circuits.
pub fn publish(slot: &mut SlotTrace) {
    let [a, b] = &slot.touches;
    let args = &slot.args;
    let (account, second) = (a.account.0.to_be_bytes(), b.account.0.to_be_bytes());
    let (token, amount, fee) = (args.token.0.to_be_bytes(), args.amount.to_be_bytes(), args.packed_fee.to_bytes());
    let (packed, address) = (args.packed_amount.to_bytes(), args.address.0);
    let op = [slot.opcode];
    let parts: Vec<&[u8]> = match slot.opcode {
        1 => vec![&op, &account, &token, &amount, &address],
        2 => vec![&op, &account, &token, &packed, &address, &second, &fee],
        3 => vec![&op, &account, &token, &amount, &fee, &address],
        5 => vec![&op, &account, &second, &token, &packed, &fee],
        6 => vec![&op, &account, &address, &token, &amount],
        7 => {
            let (key_hash, nonce) = (args.aux.to_be_bytes(), a.before.nonce.to_be_bytes());
            let parts: [&[u8]; 7] = [&op, &account, &key_hash, &address, &nonce, &token, &fee];
            slot.chunks = pack_chunks(&parts.concat());
            return;
        }
        _ => {
            slot.chunks = pack_chunks(&super::nfts::layout(slot));
            return;
        }
    };
    slot.chunks = pack_chunks(&parts.concat());
}

/// Adds (or subtracts) an amount to a value, modulo p: what a dishonest prover can write.
pub fn shift(value: &mut Felt, amount: i128) {
    let delta = Felt::from(amount.unsigned_abs()).to_fr();
    let sum = if amount < 0 { value.to_fr() - delta } else { value.to_fr() + delta };
    *value = sum.into();
}

/// Honest traces. Amounts and fees must be packable.
impl Chain {
    fn one_slot(opcode: u8, touches: [Touch; 2], args: SlotArgs) -> OpTrace {
        let mut slot = SlotTrace {
            opcode,
            step: 0,
            touches,
            args,
            signature: None,
            chunks: Vec::new(),
            pays_fee: matches!(opcode, 2 | 3 | 5 | 7),
        };
        publish(&mut slot);
        OpTrace { slots: vec![slot] }
    }

    fn payment(&self, opcode: u8, args: SlotArgs, second: Option<AccountId>) -> OpTrace {
        let mut ledger = self.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let balance = StorageKey::balance(args.token);
        let fee = args.packed_fee.unpack().expect("a small fee");
        let a = tracer.touch(ALICE, balance, |fields, value| {
            fields.nonce += 1;
            shift(value, -((args.amount + fee) as i128));
            Ok::<_, ()>(())
        });
        let b = match second {
            Some(recipient) => tracer.touch(recipient, balance, |fields, value| {
                if opcode == 2 {
                    fields.address = args.address;
                }
                shift(value, args.amount as i128);
                Ok::<_, ()>(())
            }),
            None => Ok(tracer.identity(ALICE, balance)),
        };
        let (Ok(a), Ok(b)) = (a, b) else { unreachable!("the closures do not fail") };
        let mut trace = Self::one_slot(opcode, [a, b], args);
        self.sign(&mut trace.slots[0], &key(ALICE));
        trace
    }

    fn transfer_args(to: L1Address, amount: u128, fee: u128) -> SlotArgs {
        SlotArgs {
            token: TOKEN,
            amount,
            packed_amount: PackedAmount::pack(amount).expect("a packable amount"),
            packed_fee: PackedFee::pack(fee).expect("a packable fee"),
            address: to,
            valid_from: NOW - 10,
            valid_until: NOW + 10,
            ..SlotArgs::default()
        }
    }

    /// Alice pays Bob.
    pub fn transfer(&self) -> OpTrace {
        self.payment(5, Self::transfer_args(address(BOB), 1200, 30), Some(BOB))
    }

    /// [`Chain::transfer`] in a block in which [`Chain::deposit`] went before.
    pub fn transfer_after_deposit(&self) -> OpTrace {
        let mut trace = self.transfer();
        let (deposit, recipient) = (self.deposit(), &mut trace.slots[0].touches[1]);
        let credited = deposit.slots[0].touches[0].value_after;
        shift(&mut recipient.value_before, 5_000_001);
        shift(&mut recipient.value_after, 5_000_001);
        assert_eq!(recipient.value_before, credited);
        trace
    }

    /// Alice pays somebody new.
    pub fn transfer_to_new(&self) -> OpTrace {
        self.payment(2, Self::transfer_args(address(NEW_ACCOUNT), 1200, 30), Some(NEW_ACCOUNT))
    }

    /// Alice takes an unpackable amount to L1.
    pub fn withdraw(&self) -> OpTrace {
        let args = SlotArgs {
            amount: 123_456,
            packed_amount: PackedAmount::default(),
            ..Self::transfer_args(address(CAROL), 0, 30)
        };
        self.payment(3, args, None)
    }

    /// Alice gets another key.
    pub fn change_pub_key(&self) -> OpTrace {
        let new_key = key(AccountId(99));
        let aux = new_key.public().key_hash();
        let args = SlotArgs { aux, ..Self::transfer_args(address(ALICE), 0, 30) };
        let mut trace = self.payment(7, args, None);
        let slot = &mut trace.slots[0];
        slot.touches[0].after.key_hash = aux;
        slot.touches[1].before.key_hash = aux;
        slot.touches[1].after.key_hash = aux;
        self.sign(slot, &new_key);
        trace
    }

    fn bridge(&self, opcode: u8, account: AccountId, owner: L1Address, amount: u128) -> OpTrace {
        let mut ledger = self.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let balance = StorageKey::balance(TOKEN);
        let a = tracer.touch(account, balance, |fields, value| {
            if opcode == 1 {
                fields.address = owner;
            }
            shift(value, if opcode == 1 { amount as i128 } else { -(amount as i128) });
            Ok::<_, ()>(())
        });
        let Ok(a) = a else { unreachable!("the closure does not fail") };
        let b = tracer.identity(account, balance);
        Self::one_slot(opcode, [a, b], SlotArgs { token: TOKEN, amount, address: owner, ..SlotArgs::default() })
    }

    /// Bob deposits into his account.
    pub fn deposit(&self) -> OpTrace {
        self.bridge(1, BOB, address(BOB), 5_000_001)
    }

    /// Somebody new deposits.
    pub fn deposit_to_new(&self) -> OpTrace {
        self.bridge(1, NEW_ACCOUNT, address(NEW_ACCOUNT), 5_000_001)
    }

    /// Alice leaves with all of a token.
    pub fn full_exit(&self) -> OpTrace {
        self.bridge(6, ALICE, address(ALICE), 1_000_000)
    }

    /// Bob asks for Alice's account and gets nothing.
    pub fn full_exit_of_stranger(&self) -> OpTrace {
        self.bridge(6, ALICE, address(BOB), 0)
    }
}
