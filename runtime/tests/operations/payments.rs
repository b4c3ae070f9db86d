//! Payments: transfers, withdrawals, changes of keys, forced exits.

use pallet_payments::{ChangePubKey, ForcedExit, L1Authorization, Transfer, Withdraw};
use zelkova_operation::{Ledger, OpTrace, SlotArgs, Tracer};
use zelkova_primitives::{AccountId, Felt, L1Address, StorageKey, TokenId};

use crate::{
    chain::{address, key, Chain, ALICE, BOB, CAROL, DAVE, NOW, RESERVED, TOKEN},
    common::{
        add, compare, executed, generated, packed_amount, packed_fee, paid, signed, slot, touch, Signing, NO_ADDRESS,
    },
};

/// An account that does not exist.
const NEW: AccountId = AccountId(9);

/// What a signed operation would do, without any check.
fn forced(
    chain: &Chain,
    opcode: u8,
    account: AccountId,
    args: SlotArgs,
    second: Option<AccountId>,
    (signing, nonce): (&Signing, u32),
) -> OpTrace {
    let mut ledger = chain.ledger.clone();
    let mut tracer = Tracer::new(&mut ledger);
    let balance = StorageKey::balance(args.token);
    let mut cost = Felt::from(args.amount);
    add(&mut cost, args.packed_fee.unpack().unwrap_or(0));
    let first = touch(&mut tracer, account, balance, |fields, value| {
        fields.nonce = fields.nonce.wrapping_add(1);
        if opcode == 7 {
            fields.key_hash = args.aux;
        }
        *value = (value.to_fr() - cost.to_fr()).into();
    });
    let second = match second {
        Some(recipient) => touch(&mut tracer, recipient, balance, |fields, value| {
            if opcode == 2 {
                fields.address = args.address;
            }
            add(value, args.amount);
        }),
        None => tracer.identity(account, balance),
    };
    let message_opcode = if opcode == 2 { 5 } else { opcode };
    let slot = signed(slot(opcode, 0, [first, second], args, true), signing, nonce, message_opcode);
    OpTrace { slots: vec![slot] }
}

fn check_transfer(chain: &Chain, case: &str, tx: Transfer, signing: &Signing) -> bool {
    let args = SlotArgs {
        token: tx.token,
        amount: tx.amount,
        packed_amount: packed_amount(tx.amount),
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
    let forced = forced(chain, opcode, tx.account, args, Some(recipient), (signing, tx.nonce));
    compare(chain, &format!("{case}: {tx:?}"), executed(chain, &tx, signing), forced)
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
        for signer in [ALICE, BOB, RESERVED] {
            check_transfer(&chain, &format!("{case}, signed by {signer}"), tx, &Signing::of(&chain, signer));
        }
    }
}

#[test]
fn generated_transfers() {
    generated(|chain, pick, case| {
        let account = pick.mostly(ALICE, &[BOB, CAROL, RESERVED, AccountId(6)]);
        let (valid_from, valid_until) = pick.validity();
        let tx = Transfer {
            account,
            to: {
                let honest = pick.one(&[BOB, NEW]);
                pick.address(honest, &[ALICE, CAROL, RESERVED, NO_ADDRESS])
            },
            token: pick.mostly(TOKEN, &[TokenId::ETH, TokenId(8)]),
            amount: pick.mostly(1_200, &[0, 47, 48, 77, 999_970, 999_971, 1 << 35, (1 << 35) + 1, u128::MAX]),
            fee: pick.one(&[0, 30]),
            nonce: pick.nonce(chain, account),
            valid_from,
            valid_until,
        };
        let signing = pick.signing(chain, account, &[BOB, RESERVED]);
        check_transfer(chain, case, tx, &signing)
    });
}

fn check_withdrawal(chain: &Chain, case: &str, tx: Withdraw, signing: &Signing) -> bool {
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
    let forced = forced(chain, 3, tx.account, args, None, (signing, tx.nonce));
    compare(chain, &format!("{case}: {tx:?}"), executed(chain, &tx, signing), forced)
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
            check_withdrawal(&chain, &format!("{case}, signed by {signer}"), tx, &Signing::of(&chain, signer));
        }
    }
}

#[test]
fn generated_withdrawals() {
    generated(|chain, pick, case| {
        let account = pick.mostly(ALICE, &[BOB, CAROL, RESERVED, AccountId(6)]);
        let (valid_from, valid_until) = pick.validity();
        let tx = Withdraw {
            account,
            to: pick.address(CAROL, &[ALICE, NEW, RESERVED, NO_ADDRESS]),
            token: pick.mostly(TOKEN, &[TokenId::ETH, TokenId(8)]),
            amount: pick.mostly(123_457, &[0, 47, 48, 77, 999_970, 999_971, u128::MAX]),
            fee: pick.one(&[0, 30]),
            nonce: pick.nonce(chain, account),
            fast: pick.one(&[true, false]),
            valid_from,
            valid_until,
        };
        let signing = pick.signing(chain, account, &[BOB, RESERVED]);
        check_withdrawal(chain, case, tx, &signing)
    });
}

fn check_key_change(chain: &Chain, case: &str, tx: ChangePubKey, signing: &Signing) -> bool {
    let args = SlotArgs {
        token: tx.fee_token,
        packed_fee: packed_fee(tx.fee),
        address: tx.address,
        aux: tx.new_key_hash,
        valid_from: tx.valid_from,
        valid_until: tx.valid_until,
        ..SlotArgs::default()
    };
    let forced = forced(chain, 7, tx.account, args, None, (signing, tx.nonce));
    compare(chain, &format!("{case}: {tx:?}"), executed(chain, &tx, signing), forced)
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
            let signing = Signing { key: signer.clone(), chain_tag: chain.chain_tag };
            check_key_change(&chain, case, tx, &signing);
        }
    }
}

#[test]
fn generated_key_changes() {
    generated(|chain, pick, case| {
        let honest = pick.one(&[ALICE, CAROL]);
        let account = pick.mostly(honest, &[BOB, RESERVED, AccountId(6)]);
        let (new_key, fee) = (AccountId(99), if account == CAROL { 0 } else { 30 });
        let (valid_from, valid_until) = pick.validity();
        let tx = ChangePubKey {
            account,
            address: pick.address(account, &[ALICE, BOB, NO_ADDRESS]),
            new_key_hash: pick
                .mostly(key(new_key).public().key_hash(), &[Felt::ZERO, key(BOB).public().key_hash(), Felt::ONE]),
            fee_token: pick.mostly(TOKEN, &[TokenId::ETH, TokenId(8)]),
            fee: pick.mostly(fee, &[0, 30]),
            nonce: pick.nonce(chain, account),
            valid_from,
            valid_until,
            authorization: L1Authorization::OnChain,
        };
        let signing = pick.signing(chain, new_key, &[ALICE, BOB]);
        check_key_change(chain, case, tx, &signing)
    });
}

#[test]
fn generated_forced_exits() {
    generated(|chain, pick, case| {
        let account = pick.mostly(ALICE, &[BOB, CAROL, RESERVED, AccountId(6)]);
        let (valid_from, valid_until) = pick.validity();
        let tx = ForcedExit {
            account,
            target: pick.address(CAROL, &[ALICE, BOB, DAVE, NEW, RESERVED, AccountId(0), NO_ADDRESS]),
            token: pick.mostly(TokenId::ETH, &[TOKEN, TokenId(8)]),
            fee: pick.mostly(30, &[0, 20_000]),
            nonce: pick.nonce(chain, account),
            valid_from,
            valid_until,
        };
        let signing = pick.signing(chain, account, &[BOB, CAROL]);
        let target = chain.ledger.account_id(&tx.target).unwrap_or(chain.ledger.next_account_id());
        let mut ledger = chain.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let first = paid(&mut tracer, account, tx.token, tx.fee);
        let emptied = touch(&mut tracer, target, StorageKey::balance(tx.token), |_, value| *value = Felt::ZERO);
        let args = SlotArgs {
            token: tx.token,
            packed_fee: packed_fee(tx.fee),
            address: tx.target,
            valid_from,
            valid_until,
            ..SlotArgs::default()
        };
        let slot = signed(slot(8, 0, [first, emptied], args, true), &signing, tx.nonce, 8);
        let forced = OpTrace { slots: vec![slot] };
        compare(chain, &format!("{case}: {tx:?}"), executed(chain, &tx, &signing), forced)
    });
}
