//! Native rule and circuit of every operation agree: what one refuses, no prover can get past the other.
//!
//! Each case is a transaction or a request, honest or not. The native side checks and executes it. The other side is a
//! prover who ignores every rule, writes down what the operation would do, and asks the circuit.

#[allow(dead_code)]
#[path = "../../circuits/tests/common/chain.rs"]
mod chain;

#[allow(dead_code)]
#[path = "../../circuits/tests/common/nfts.rs"]
mod nfts;

use chain::{address, key, publish, Chain, ALICE, BOB, CAROL, NOW, RESERVED, TOKEN};
use pallet_eth_bridge::{Deposit, FullExit};
use pallet_payments::{ChangePubKey, L1Authorization, Transfer, Withdraw};
use pallet_state_keeper::{Operation, OperationError, Signed, SignedBody, TxSignature};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use zelkova_circuits::{
    block::{synthesize, BlockSize, BlockWitness},
    convert::from_ark,
    plonk::violations,
    Builder,
};
use zelkova_primitives::{
    AccountId, BlockContext, Felt, L1Address, Ledger, OpTrace, PackedAmount, PackedFee, PrivateKey, SlotArgs,
    SlotSignature, SlotTrace, StorageKey, TokenId, Tracer,
};
use zelkova_runtime::circuit::BlockOps;

/// Names of the constraints that a trace violates.
fn violated(chain: &Chain, trace: OpTrace) -> Vec<String> {
    let size = BlockSize { capacity: 1, fee_touches: 1 };
    let block = chain.seal(vec![trace], size.capacity);
    let witness = BlockWitness::with_size(&block, &chain.tree, [0; 32], size).unwrap();
    let mut cs = Builder::new();
    synthesize::<BlockOps>(&mut cs, &witness).unwrap();
    let inputs = witness.public_inputs.map(|input| from_ark(input.to_fr()));
    violations(&cs, &inputs).iter().map(|violation| violation.name().to_owned()).collect()
}

fn context(chain: &Chain) -> BlockContext {
    BlockContext { number: 1, timestamp: NOW, chain_tag: chain.chain_tag, fee_account: AccountId(0) }
}

/// Compares the two sides. If both accept, they must also agree on the trace.
fn compare(chain: &Chain, case: &str, native: Result<OpTrace, OperationError>, forced: OpTrace) {
    match native {
        Ok(trace) => {
            assert_eq!(violated(chain, trace.clone()), Vec::<String>::new(), "{case}: executed, but has no proof");
            // Where an idle touch lies is free.
            let slots = |trace: &OpTrace| {
                let slot = &trace.slots[0];
                let idle = slot.touches[1].is_identity();
                (slot.touches[0], (!idle).then_some(slot.touches[1]), slot.args, slot.chunks.clone(), slot.pays_fee)
            };
            assert_eq!(slots(&trace), slots(&forced), "{case}: another trace than expected");
        }
        Err(error) => assert!(!violated(chain, forced).is_empty(), "{case}: refused ({error}), but has a proof"),
    }
}

/// What a signed operation would do, without any check. The message is what the user signed, with the user's nonce.
fn forced(
    chain: &Chain,
    opcode: u8,
    account: AccountId,
    args: SlotArgs,
    second: Option<AccountId>,
    (signer, nonce): (&PrivateKey, u32),
) -> OpTrace {
    let mut ledger = chain.ledger.clone();
    let mut tracer = Tracer::new(&mut ledger);
    let balance = StorageKey::balance(args.token);
    let cost = Felt::from(args.amount).to_fr() + Felt::from(args.packed_fee.unpack().unwrap_or(0)).to_fr();
    let first = tracer.touch(account, balance, |fields, value| {
        fields.nonce = fields.nonce.wrapping_add(1);
        if opcode == 7 {
            fields.key_hash = args.aux;
        }
        *value = (value.to_fr() - cost).into();
        Ok::<_, ()>(())
    });
    let second: Result<_, ()> = match second {
        Some(recipient) => tracer.touch(recipient, balance, |fields, value| {
            if opcode == 2 {
                fields.address = args.address;
            }
            *value = (value.to_fr() + Felt::from(args.amount).to_fr()).into();
            Ok(())
        }),
        None => Ok(tracer.identity(account, balance)),
    };
    let message_opcode = if opcode == 2 { 5 } else { opcode };
    let unsigned = SlotSignature { public_key: signer.public(), signature: signer.sign(Felt::ZERO), message_opcode };
    let mut slot = SlotTrace {
        opcode,
        step: 0,
        touches: [first.unwrap(), second.unwrap()],
        args,
        signature: Some(unsigned),
        chunks: Vec::new(),
        pays_fee: true,
    };
    publish(&mut slot);
    let mut fields = slot.signed_fields().unwrap();
    fields.nonce = nonce;
    let signature = signer.sign(fields.hash(chain.chain_tag));
    slot.signature = Some(SlotSignature { signature, ..unsigned });
    OpTrace { slots: vec![slot] }
}

/// What the native side says.
fn executed<B: SignedBody + Clone>(chain: &Chain, body: &B, signer: &PrivateKey) -> Result<OpTrace, OperationError> {
    let message = body.signed_fields(chain.chain_tag)?.hash(chain.chain_tag);
    let signature = TxSignature { public_key: signer.public(), signature: signer.sign(message) };
    let signed = Signed { body: body.clone(), signature };
    signed.check_signatures(chain.chain_tag)?;
    signed.execute(&context(chain), &mut chain.ledger.clone())
}

fn packed_fee(fee: u128) -> PackedFee {
    PackedFee::pack(fee).unwrap()
}

fn check_transfer(chain: &Chain, case: &str, tx: Transfer, signer: &PrivateKey) {
    let packed = PackedAmount::pack(PackedAmount::closest_packable_down(tx.amount)).unwrap();
    let args = SlotArgs {
        token: tx.token,
        amount: tx.amount,
        packed_amount: packed,
        packed_fee: packed_fee(tx.fee),
        address: tx.to,
        valid_from: tx.valid_from,
        valid_until: tx.valid_until,
        ..SlotArgs::default()
    };
    let (opcode, recipient) = match chain.ledger.account_id(&tx.to) {
        Some(id) => (5, id),
        None => (2, chain.ledger.next_account_id()),
    };
    let forced = forced(chain, opcode, tx.account, args, Some(recipient), (signer, tx.nonce));
    compare(chain, case, executed(chain, &tx, signer), forced);
}

fn transfer() -> Transfer {
    Transfer {
        account: ALICE,
        to: address(BOB),
        token: TOKEN,
        amount: 1_200,
        fee: 30,
        nonce: 41,
        valid_from: 0,
        valid_until: u64::MAX,
    }
}

#[test]
fn transfers() {
    let chain = Chain::genesis();
    let cases: [(&str, Transfer); 22] = [
        ("honest", transfer()),
        ("to a new account", Transfer { to: address(AccountId(9)), ..transfer() }),
        ("to oneself", Transfer { to: address(ALICE), ..transfer() }),
        ("nothing", Transfer { amount: 0, fee: 0, ..transfer() }),
        ("everything", Transfer { amount: 1_000_000 - 30, ..transfer() }),
        ("window of this second", Transfer { valid_from: NOW, valid_until: NOW, ..transfer() }),
        ("one too much", Transfer { amount: 1_000_000 - 29, ..transfer() }),
        ("unpackable", Transfer { amount: (1 << 35) + 1, ..transfer() }),
        ("the greatest amount", Transfer { amount: u128::MAX, ..transfer() }),
        ("a token without balance", Transfer { token: TokenId(8), ..transfer() }),
        ("a nonce too low", Transfer { nonce: 40, ..transfer() }),
        ("a nonce too high", Transfer { nonce: 42, ..transfer() }),
        ("the last nonce", Transfer { nonce: u32::MAX, ..transfer() }),
        ("from somebody else", Transfer { account: BOB, nonce: 0, amount: 10, ..transfer() }),
        ("from a locked account", Transfer { account: CAROL, nonce: 0, amount: 0, fee: 0, ..transfer() }),
        ("from nobody", Transfer { account: AccountId(6), nonce: 0, amount: 0, fee: 0, ..transfer() }),
        ("from a pallet", Transfer { account: RESERVED, nonce: 0, amount: 10, ..transfer() }),
        ("to a pallet", Transfer { to: address(RESERVED), ..transfer() }),
        ("to nobody", Transfer { to: L1Address::ZERO, ..transfer() }),
        ("too early", Transfer { valid_from: NOW + 1, ..transfer() }),
        ("too late", Transfer { valid_until: NOW - 1, ..transfer() }),
        ("an impossible window", Transfer { valid_from: NOW + 1, valid_until: NOW - 1, ..transfer() }),
    ];
    for (case, tx) in cases {
        check_transfer(&chain, case, tx, &key(ALICE));
        check_transfer(&chain, &format!("{case}, signed by Bob"), tx, &key(BOB));
        check_transfer(&chain, &format!("{case}, signed by the pallet"), tx, &key(RESERVED));
    }
}

#[test]
fn random_transfers() {
    let chain = Chain::genesis();
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let (mut accepted, rounds) = (0, 150);
    for round in 0..rounds {
        let mut pick = |choices: &[u128]| choices[rng.gen_range(0..choices.len())];
        let account = AccountId(pick(&[1, 1, 1, 2]) as u32);
        let tx = Transfer {
            account,
            to: address(AccountId(pick(&[1, 2, 3, 9, 9]) as u32)),
            token: TokenId(pick(&[0, 7, 7]) as u16),
            amount: pick(&[0, 1, 47, 48, 77, 999_970, 999_971, 1 << 35, u128::MAX]),
            fee: pick(&[0, 30]),
            nonce: pick(&[41, 41, 41, 0, 42]) as u32,
            valid_from: pick(&[0, NOW.into(), u128::from(NOW) + 1]) as u64,
            valid_until: pick(&[u64::MAX.into(), NOW.into()]) as u64,
        };
        let signer = key(AccountId(pick(&[1, 1, 1, 2]) as u32));
        accepted += u32::from(executed(&chain, &tx, &signer).is_ok());
        check_transfer(&chain, &format!("round {round}: {tx:?}"), tx, &signer);
    }
    assert!(accepted > 5, "{accepted} of {rounds} were honest");
}

#[test]
fn withdrawals() {
    let chain = Chain::genesis();
    let honest = Withdraw {
        account: ALICE,
        to: address(CAROL),
        token: TOKEN,
        amount: 123_457,
        fee: 30,
        nonce: 41,
        fast: false,
        valid_from: 0,
        valid_until: u64::MAX,
    };
    for (case, tx) in [
        ("honest", honest),
        ("fast", Withdraw { fast: true, ..honest }),
        ("everything", Withdraw { amount: 1_000_000 - 30, ..honest }),
        ("one too much", Withdraw { amount: 1_000_000 - 29, ..honest }),
        ("the greatest amount", Withdraw { amount: u128::MAX, ..honest }),
        ("to nobody", Withdraw { to: L1Address::ZERO, ..honest }),
        ("a nonce too low", Withdraw { nonce: 40, ..honest }),
        ("from somebody else", Withdraw { account: BOB, nonce: 0, amount: 1, ..honest }),
        ("from a pallet", Withdraw { account: RESERVED, nonce: 0, amount: 1, ..honest }),
        ("too late", Withdraw { valid_until: NOW - 1, ..honest }),
    ] {
        for signer in [ALICE, BOB, RESERVED] {
            let args = SlotArgs {
                token: tx.token,
                amount: tx.amount,
                packed_fee: packed_fee(tx.fee),
                address: tx.to,
                aux: Felt::from(u8::from(tx.fast)),
                valid_from: tx.valid_from,
                valid_until: tx.valid_until,
                ..SlotArgs::default()
            };
            let forced = forced(&chain, 3, tx.account, args, None, (&key(signer), tx.nonce));
            let native = executed(&chain, &tx, &key(signer));
            compare(&chain, &format!("{case}, signed by {signer}"), native, forced);
        }
    }
}

#[test]
fn key_changes() {
    let chain = Chain::genesis();
    let new_key = key(AccountId(99));
    let honest = ChangePubKey {
        account: ALICE,
        address: address(ALICE),
        new_key_hash: new_key.public().key_hash(),
        fee_token: TOKEN,
        fee: 30,
        nonce: 41,
        valid_from: 0,
        valid_until: u64::MAX,
        // What the owner says on L1 is L1's to check.
        authorization: L1Authorization::OnChain,
    };
    for (case, tx) in [
        ("honest", honest),
        ("of a locked account", ChangePubKey { account: CAROL, address: address(CAROL), nonce: 0, fee: 0, ..honest }),
        ("without balance for the fee", ChangePubKey { fee_token: TokenId(8), ..honest }),
        ("of somebody else", ChangePubKey { account: BOB, nonce: 0, ..honest }),
        ("of nobody", ChangePubKey { account: AccountId(6), address: L1Address::ZERO, nonce: 0, fee: 0, ..honest }),
        ("of a pallet", ChangePubKey { account: RESERVED, address: address(RESERVED), nonce: 0, ..honest }),
        ("to no key", ChangePubKey { new_key_hash: Felt::ZERO, ..honest }),
        ("to somebody else's key", ChangePubKey { new_key_hash: key(BOB).public().key_hash(), ..honest }),
        ("a nonce too high", ChangePubKey { nonce: 42, ..honest }),
        ("too late", ChangePubKey { valid_until: NOW - 1, ..honest }),
    ] {
        for signer in [&new_key, &key(ALICE)] {
            let args = SlotArgs {
                token: tx.fee_token,
                packed_fee: packed_fee(tx.fee),
                address: tx.address,
                aux: tx.new_key_hash,
                valid_from: tx.valid_from,
                valid_until: tx.valid_until,
                ..SlotArgs::default()
            };
            let forced = forced(&chain, 7, tx.account, args, None, (signer, tx.nonce));
            compare(&chain, case, executed(&chain, &tx, signer), forced);
        }
    }
}

/// What a priority operation would do, without any check.
fn forced_request(chain: &Chain, opcode: u8, account: AccountId, args: SlotArgs) -> OpTrace {
    let mut ledger = chain.ledger.clone();
    let mut tracer = Tracer::new(&mut ledger);
    let balance = StorageKey::balance(args.token);
    let amount = Felt::from(args.amount).to_fr();
    let first = tracer.touch(account, balance, |fields, value| {
        if opcode == 1 {
            fields.address = args.address;
            *value = (value.to_fr() + amount).into();
        } else {
            *value = (value.to_fr() - amount).into();
        }
        Ok::<_, ()>(())
    });
    let second = tracer.identity(account, balance);
    let mut slot = SlotTrace {
        opcode,
        step: 0,
        touches: [first.unwrap(), second],
        args,
        signature: None,
        chunks: Vec::new(),
        pays_fee: false,
    };
    publish(&mut slot);
    OpTrace { slots: vec![slot] }
}

#[test]
fn deposits() {
    let chain = Chain::genesis();
    for (case, to, amount) in [
        ("to a known account", address(BOB), 5_000_001),
        ("to a locked account", address(CAROL), 1),
        ("to a new account", address(AccountId(9)), u128::MAX),
        ("of nothing", address(BOB), 0),
        ("above the greatest balance", address(BOB), u128::MAX - 76),
        ("to nobody", L1Address::ZERO, 5),
        ("to a pallet", address(RESERVED), 5),
    ] {
        let op = Deposit { serial_id: 0, token: TOKEN, amount, to };
        let native = op.execute(&context(&chain), &mut chain.ledger.clone());
        let account = chain.ledger.account_id(&to).unwrap_or_else(|| chain.ledger.next_account_id());
        let args = SlotArgs { token: TOKEN, amount, address: to, ..SlotArgs::default() };
        compare(&chain, case, native, forced_request(&chain, 1, account, args));
    }
}

#[test]
fn full_exits() {
    let chain = Chain::genesis();
    for (case, account, owner, token) in [
        ("by the owner", ALICE, address(ALICE), TOKEN),
        ("of an empty balance", ALICE, address(ALICE), TokenId(8)),
        ("by a stranger", ALICE, address(BOB), TOKEN),
        ("of an account that does not exist", AccountId(6), address(BOB), TOKEN),
        ("by nobody", AccountId(6), L1Address::ZERO, TOKEN),
        ("of a pallet", RESERVED, address(RESERVED), TOKEN),
    ] {
        let op = FullExit { serial_id: 0, account, owner, token };
        let native = op.execute(&context(&chain), &mut chain.ledger.clone());
        let balance = chain.ledger.value(account, StorageKey::balance(token)).to_u128().unwrap();
        let due = if chain.ledger.account(account).address == owner { balance } else { 0 };
        for amount in [due, due + 1, due / 2] {
            let args = SlotArgs { token, amount, address: owner, ..SlotArgs::default() };
            let forced = forced_request(&chain, 6, account, args);
            match native.clone() {
                // The amount is not the requester's to choose.
                Ok(_) if amount != due => assert!(!violated(&chain, forced).is_empty(), "{case}: pays {amount}"),
                native => compare(&chain, case, native, forced),
            }
        }
    }
}
