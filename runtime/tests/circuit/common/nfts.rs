//! Honest traces of the operations that forced exits, NFTs and swaps take: see [`super::chain`].

use zelkova_operation::{Ledger, MemoryLedger, OpTrace, SlotArgs, SlotTrace, Tracer};
use zelkova_primitives::{
    hash::hash, AccountId, Domain, Felt, L1Address, Nft, PackedAmount, PackedFee, StorageKey, TokenId, Touch,
};

use super::chain::{address, key, publish, shift, Chain, ALICE, BOB, CAROL, DAVE, NEW_ACCOUNT, NOW, TOKEN};

/// The slot of Alice that holds [`nft`].
pub const NFT_SLOT: u16 = 5;
/// A slot of Dave with the same value, as no honest chain has it: only constraints tell whose NFT is meant.
pub const OTHER_SLOT: u16 = 9;
/// Opcode in the message of an order.
pub const ORDER_OPCODE: u8 = 0x6f;

/// The NFT that Alice has at genesis. The content is above the modulus.
pub fn nft() -> Nft {
    Nft { creator: BOB, serial: 6, content: std::array::from_fn(|i| 0xff - i as u8) }
}

/// A slot without pubdata and signature.
fn slot(opcode: u8, step: u8, touches: [Touch; 2], args: SlotArgs, pays_fee: bool) -> SlotTrace {
    let mut slot = SlotTrace { opcode, step, touches, args, signature: None, chunks: Vec::new(), pays_fee };
    publish(&mut slot);
    slot
}

fn args(fee: u128, to: L1Address) -> SlotArgs {
    SlotArgs {
        packed_fee: PackedFee::pack(fee).expect("a packable fee"),
        address: to,
        valid_from: NOW - 10,
        valid_until: NOW + 10,
        ..SlotArgs::default()
    }
}

/// Changes the touched value by an amount, and the nonce by 1 if `signs`.
fn moved(tracer: &mut Tracer<'_>, account: AccountId, token: TokenId, amount: i128, signs: bool) -> Touch {
    let change = tracer.touch(account, StorageKey::balance(token), |fields, value| {
        fields.nonce += u32::from(signs);
        shift(value, amount);
        Ok::<_, ()>(())
    });
    change.expect("the closure does not fail")
}

fn replaced(tracer: &mut Tracer<'_>, account: AccountId, slot: u16, new: Felt, owner: Option<L1Address>) -> Touch {
    let change = tracer.touch(account, StorageKey::nft(slot), |fields, value| {
        fields.address = owner.unwrap_or(fields.address);
        *value = new;
        Ok::<_, ()>(())
    });
    change.expect("the closure does not fail")
}

/// Computes what follows from the other values of a slot: the inputs of its pair hash.
pub fn derive(slot: &mut SlotTrace) {
    let args = &mut slot.args;
    let low = args.aux.to_be_bytes();
    let content = |serial: u32, creator: AccountId| {
        let mut content = [0; 32];
        content[..16].copy_from_slice(&args.amount.to_be_bytes());
        content[16..].copy_from_slice(&low[16..]);
        Nft { creator, serial, content }.value_inputs()
    };
    let inputs = match (slot.opcode, slot.step) {
        (9, _) => content(slot.touches[0].before.minted, slot.touches[0].account),
        (10 | 12, 1) => content(u32::from_be_bytes([low[12], low[13], low[14], low[15]]), slot.touches[0].account),
        _ => return,
    };
    args.extra[2..].copy_from_slice(&inputs);
}

impl Chain {
    /// Adds what these operations need to the genesis state.
    pub fn extend(ledger: &mut MemoryLedger) {
        ledger.set_record(pallet_nft::AREA, nft().value(), nft().to_bytes().to_vec());
        ledger.set_value(ALICE, StorageKey::nft(NFT_SLOT), nft().value());
        ledger.set_value(ALICE, StorageKey::new(2, NFT_SLOT).expect("area 2 exists"), nft().value());
        ledger.set_value(DAVE, StorageKey::nft(OTHER_SLOT), nft().value());
        for (account, amount) in [(BOB, 5_000u32), (CAROL, 444), (DAVE, 1_000)] {
            ledger.set_value(account, StorageKey::balance(TokenId::ETH), amount.into());
        }
        ledger.set_value(BOB, StorageKey::balance(TokenId(8)), 600u32.into());
    }

    /// Alice sends Carol's ETH to Carol.
    pub fn forced_exit(&self) -> OpTrace {
        let mut ledger = self.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let paid = moved(&mut tracer, ALICE, TokenId::ETH, -30, true);
        let emptied = moved(&mut tracer, CAROL, TokenId::ETH, -444, false);
        let mut slot = slot(8, 0, [paid, emptied], args(30, address(CAROL)), true);
        self.sign(&mut slot, &key(ALICE));
        OpTrace { slots: vec![slot] }
    }

    /// Alice mints her fourth NFT for Bob.
    pub fn mint_nft(&self) -> OpTrace {
        let nft = Nft { creator: ALICE, serial: 3, ..nft() };
        let [high, low] = nft.content_halves();
        let [left, right] = nft.value_inputs();
        let mut ledger = self.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let mut paid = moved(&mut tracer, ALICE, TOKEN, -30, true);
        paid.after.minted += 1;
        let put = replaced(&mut tracer, BOB, 0, nft.value(), None);
        let args = SlotArgs {
            token: TOKEN,
            amount: high,
            aux: low.into(),
            extra: [Felt::ZERO, Felt::ZERO, left, right],
            ..args(30, address(BOB))
        };
        let mut slot = slot(9, 0, [paid, put], args, true);
        self.sign(&mut slot, &key(ALICE));
        OpTrace { slots: vec![slot] }
    }

    /// Alice signs her NFT away.
    fn spent(&self, opcode: u8, receiver: L1Address, tracer: &mut Tracer<'_>) -> SlotTrace {
        let paid = moved(tracer, ALICE, TOKEN, -30, true);
        let taken = replaced(tracer, ALICE, NFT_SLOT, Felt::ZERO, None);
        let args = SlotArgs { token: TOKEN, aux: nft().value(), ..args(30, receiver) };
        let mut slot = slot(opcode, 0, [paid, taken], args, true);
        self.sign(&mut slot, &key(ALICE));
        slot
    }

    fn nft_to(&self, to: AccountId) -> OpTrace {
        let mut ledger = self.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let first = self.spent(13, address(to), &mut tracer);
        let put = replaced(&mut tracer, to, 0, nft().value(), Some(address(to)));
        let idle = tracer.identity(DAVE, StorageKey::balance(TOKEN));
        let second = slot(13, 1, [put, idle], SlotArgs::default(), false);
        OpTrace { slots: vec![first, second] }
    }

    /// Alice gives her NFT to Bob.
    pub fn send_nft(&self) -> OpTrace {
        self.nft_to(BOB)
    }

    /// Alice gives her NFT to somebody new.
    pub fn send_nft_to_new(&self) -> OpTrace {
        self.nft_to(NEW_ACCOUNT)
    }

    /// The slot that opens an NFT, or nothing.
    pub fn opened(opcode: u8, nft: Option<Nft>, tracer: &Tracer<'_>) -> SlotTrace {
        let shown = nft.unwrap_or_default();
        let creator = tracer.identity(shown.creator, StorageKey::balance(TokenId::ETH));
        let idle = tracer.identity(DAVE, StorageKey::balance(TOKEN));
        let [high, low] = shown.content_halves();
        let mut aux = [0; 32];
        aux[12..16].copy_from_slice(&shown.serial.to_be_bytes());
        aux[16..].copy_from_slice(&low.to_be_bytes());
        let [left, right] = shown.value_inputs();
        let args = SlotArgs {
            amount: high,
            aux: Felt::from_be_bytes_mod_order(&aux),
            address: nft.map_or(L1Address::ZERO, |_| creator.before.address),
            extra: [Felt::ZERO, Felt::ZERO, left, right],
            ..SlotArgs::default()
        };
        slot(opcode, 1, [creator, idle], args, false)
    }

    /// Alice takes her NFT to L1.
    pub fn withdraw_nft(&self) -> OpTrace {
        let mut ledger = self.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let first = self.spent(10, address(CAROL), &mut tracer);
        let second = Self::opened(10, Some(nft()), &tracer);
        OpTrace { slots: vec![first, second] }
    }

    fn nft_exit(&self, owner: L1Address, from: u16, leaves: bool) -> OpTrace {
        let mut ledger = self.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let key = StorageKey::nft(from);
        let new = if leaves { Felt::ZERO } else { self.ledger.value(ALICE, key) };
        let taken = replaced(&mut tracer, ALICE, from, new, None);
        let idle = tracer.identity(DAVE, StorageKey::balance(TOKEN));
        let first = slot(12, 0, [taken, idle], SlotArgs { address: owner, ..SlotArgs::default() }, false);
        let second = Self::opened(12, leaves.then(nft), &tracer);
        OpTrace { slots: vec![first, second] }
    }

    /// Alice asks on L1 for her NFT.
    pub fn full_exit_nft(&self) -> OpTrace {
        self.nft_exit(address(ALICE), NFT_SLOT, true)
    }

    /// Bob asks for Alice's NFT and gets nothing.
    pub fn full_exit_nft_of_stranger(&self) -> OpTrace {
        self.nft_exit(address(BOB), NFT_SLOT, false)
    }

    /// Alice asks for what is in an empty slot.
    pub fn full_exit_nft_of_nothing(&self) -> OpTrace {
        self.nft_exit(address(ALICE), NFT_SLOT + 1, false)
    }

    /// Alice sells 1,200 of the token to Bob for 600 ETH; Dave submits.
    pub fn swap(&self) -> OpTrace {
        self.swap_by(DAVE)
    }

    /// The same, submitted by Alice herself.
    pub fn swap_by_maker(&self) -> OpTrace {
        self.swap_by(ALICE)
    }

    fn swap_by(&self, submitter: AccountId) -> OpTrace {
        let mut ledger = self.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let (packed, amounts) =
            ([1_200u128, 600].map(|amount| PackedAmount::pack(amount).expect("packable")), [1_200u128, 600]);
        // Alice's order has an amount, Bob's is open.
        let used = submitter != ALICE;
        let given = moved(&mut tracer, ALICE, TOKEN, -1_200, used);
        let got = moved(&mut tracer, DAVE, TOKEN, 1_200, false);
        let order = SlotArgs {
            token: TOKEN,
            amount: 1_200,
            packed_amount: packed[0],
            aux: terms(10, 3, TokenId::ETH),
            extra: [Felt::ZERO, Felt::ZERO, submitter.0.into(), Felt::ZERO],
            ..args(0, address(ALICE))
        };
        let mut first = slot(11, 0, [given, got], order, false);
        let first_message = self.sign_order(&mut first, ALICE);

        let given = moved(&mut tracer, BOB, TokenId::ETH, -600, false);
        let got = moved(&mut tracer, ALICE, TokenId::ETH, 600, false);
        let order = SlotArgs {
            packed_amount: packed[1],
            aux: terms(2, 3, TOKEN),
            extra: [packed[0].raw().into(), first_message, submitter.0.into(), amounts[0].into()],
            ..args(0, address(DAVE))
        };
        let mut second = slot(11, 1, [given, got], order, false);
        let second_message = self.sign_order(&mut second, BOB);

        let paid = moved(&mut tracer, submitter, TokenId::ETH, -30, true);
        let idle = tracer.identity(CAROL, StorageKey::balance(TOKEN));
        let messages = [first_message, second_message];
        let submission = SlotArgs {
            amount: u128::from(packed[0].raw()) << 40 | u128::from(packed[1].raw()),
            aux: hash(Domain::ORDERS, &messages.map(Felt::to_fr)).into(),
            extra: [Felt::ZERO, Felt::ZERO, messages[0], messages[1]],
            ..args(30, L1Address::ZERO)
        };
        let mut third = slot(11, 2, [paid, idle], submission, true);
        self.sign(&mut third, &key(submitter));
        OpTrace { slots: vec![first, second, third] }
    }

    /// Signs an order; returns its message.
    fn sign_order(&self, slot: &mut SlotTrace, seller: AccountId) -> Felt {
        self.sign_as(slot, &key(seller), ORDER_OPCODE);
        slot.signed_fields().expect("signed").hash(self.chain_tag)
    }
}

/// `zero:2 ratio_sell:14 ratio_buy:14 token_buy:2`.
fn terms(ratio_sell: u32, ratio_buy: u32, token_buy: TokenId) -> Felt {
    let mut bytes = [0; 32];
    bytes[12..16].copy_from_slice(&ratio_sell.to_be_bytes());
    bytes[26..30].copy_from_slice(&ratio_buy.to_be_bytes());
    bytes[30..].copy_from_slice(&token_buy.0.to_be_bytes());
    Felt::from_be_bytes_mod_order(&bytes)
}

/// The pubdata of a slot of these operations as protocol.md lays it out.
pub fn layout(slot: &SlotTrace) -> Vec<u8> {
    let [a, b] = &slot.touches;
    let args = &slot.args;
    let (account, second) = (a.account.0.to_be_bytes(), b.account.0.to_be_bytes());
    let (a_slot, b_slot) = (a.key.index().to_be_bytes(), b.key.index().to_be_bytes());
    let (token, amount, fee) = (args.token.0.to_be_bytes(), args.amount.to_be_bytes(), args.packed_fee.to_bytes());
    let (packed, aux, address) = (args.packed_amount.to_bytes(), args.aux.to_be_bytes(), args.address.0);
    let op = [slot.opcode];
    let used = [u8::from(a.after.nonce != a.before.nonce)];
    let left = b.value_before.to_u128().unwrap_or_default().to_be_bytes();
    let parts: Vec<&[u8]> = match (slot.opcode, slot.step) {
        (8, _) => vec![&op, &account, &second, &token, &address, &[0; 5], &left, &fee],
        (9, _) => vec![&op, &account, &second, &b_slot, &amount, &aux[16..], &token, &fee],
        (10 | 13, 0) => vec![&op, &account, &b_slot, &token, &fee, &address],
        (13, _) => vec![&account, &a_slot],
        (12, 0) => vec![&op, &account, &address, &a_slot],
        (10 | 12, _) => vec![&account, &aux[12..16], &amount, &aux[16..], &address],
        (11, 0) => vec![&op, &account, &second, &token, &packed, &used],
        (11, 1) => vec![&account, &second, &token, &packed, &used],
        (11, _) => vec![&account, &token, &fee],
        _ => Vec::new(),
    };
    parts.concat()
}
