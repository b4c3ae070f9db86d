//! What the bridge brings: deposits and full exits.

use pallet_eth_bridge::{Deposit, FullExit};
use pallet_nft::FullExitNft;
use zelkova_operation::{Ledger, OpTrace, Operation, SlotArgs, Tracer};
use zelkova_primitives::{AccountId, Felt, L1Address, StorageKey, TokenId};

use crate::{
    chain::{address, Chain, ALICE, BOB, CAROL, DAVE, RESERVED, TOKEN},
    common::{add, compare, context, generated, slot, subtract, touch, violated, NO_ADDRESS},
    nfts::{nft, NFT_SLOT, OTHER_SLOT},
};

/// An account that does not exist.
const NEW: AccountId = AccountId(9);

/// What a priority operation of one slot would do, without any check.
fn forced(chain: &Chain, opcode: u8, account: AccountId, args: SlotArgs) -> OpTrace {
    let mut ledger = chain.ledger.clone();
    let mut tracer = Tracer::new(&mut ledger);
    let balance = StorageKey::balance(args.token);
    let first = touch(&mut tracer, account, balance, |fields, value| {
        if opcode == 1 {
            fields.address = args.address;
            add(value, args.amount);
        } else {
            subtract(value, args.amount);
        }
    });
    let second = tracer.identity(account, balance);
    OpTrace { slots: vec![slot(opcode, 0, [first, second], args, false)] }
}

fn check_deposit(chain: &Chain, case: &str, to: L1Address, token: TokenId, amount: u128) -> bool {
    let op = Deposit { serial_id: 0, token, amount, to };
    let native = op.execute(&context(chain), &mut chain.ledger.clone());
    let account = chain.ledger.account_id(&to).unwrap_or_else(|| chain.ledger.next_account_id());
    let args = SlotArgs { token, amount, address: to, ..SlotArgs::default() };
    compare(chain, &format!("{case}: {op:?}"), native, forced(chain, 1, account, args))
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
        check_deposit(&chain, case, to, TOKEN, amount);
    }
}

#[test]
fn generated_deposits() {
    generated(|chain, pick, case| {
        let to = pick.address(BOB, &[ALICE, CAROL, NEW, RESERVED, NO_ADDRESS]);
        let token = pick.mostly(TOKEN, &[TokenId::ETH, TokenId(8)]);
        let amount = pick.mostly(5_000_001, &[0, 1, u128::MAX, u128::MAX - 76, u128::MAX - 77, u128::MAX - 1_000_000]);
        check_deposit(chain, case, to, token, amount)
    });
}

/// A full exit that pays what is due, or what the prover says.
fn check_full_exit(chain: &Chain, case: &str, op: FullExit, claim: impl Fn(u128) -> u128) -> bool {
    let FullExit { account, owner, token, .. } = op;
    let native = op.execute(&context(chain), &mut chain.ledger.clone());
    let balance = chain.ledger.value(account, StorageKey::balance(token)).to_u128().unwrap();
    let due = if chain.ledger.account(account).address == owner { balance } else { 0 };
    let amount = claim(due);
    let args = SlotArgs { token, amount, address: owner, ..SlotArgs::default() };
    let forced = forced(chain, 6, account, args);
    if amount == due {
        return compare(chain, &format!("{case}: {op:?}"), native, forced);
    }
    // The amount is not the requester's to choose.
    assert!(!violated(chain, forced).is_empty(), "{case}: {op:?} pays {amount}");
    false
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
        let claims: [fn(u128) -> u128; 3] = [|due| due, |due| due + 1, |due| due / 2];
        for claim in claims {
            check_full_exit(&chain, case, FullExit { serial_id: 0, account, owner, token }, claim);
        }
    }
}

#[test]
fn generated_full_exits() {
    generated(|chain, pick, case| {
        let account = pick.mostly(ALICE, &[BOB, CAROL, RESERVED, AccountId(6)]);
        let owner = pick.address(account, &[ALICE, BOB, NEW, NO_ADDRESS]);
        let token = pick.mostly(TOKEN, &[TokenId::ETH, TokenId(8)]);
        let (more, less) = (pick.mostly(0, &[1, 77]), pick.mostly(0, &[1, 30]));
        let op = FullExit { serial_id: 0, account, owner, token };
        check_full_exit(chain, case, op, |due| (due + more).saturating_sub(less))
    });
}

#[test]
fn generated_full_exits_of_nfts() {
    generated(|chain, pick, case| {
        let account = pick.mostly(ALICE, &[BOB, DAVE, RESERVED, AccountId(6)]);
        let owner = pick.address(account, &[ALICE, BOB, NEW, NO_ADDRESS]);
        let from = pick.mostly(NFT_SLOT, &[0, OTHER_SLOT, u16::MAX]);
        let op = FullExitNft { serial_id: 0, account, owner, slot: from };
        let native = op.execute(&context(chain), &mut chain.ledger.clone());

        let held = chain.ledger.value(account, StorageKey::nft(from));
        let due = chain.ledger.account(account).address == owner && !held.is_zero();
        // Whether the NFT leaves and what L1 hears of it is not the requester's to choose.
        let leaves = pick.mostly(due, &[true, false]);
        let shown = pick.mostly(leaves, &[true, false]);
        let mut ledger = chain.ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let taken = touch(&mut tracer, account, StorageKey::nft(from), |_, value| {
            *value = if leaves { Felt::ZERO } else { held };
        });
        let idle = tracer.identity(account, StorageKey::balance(TokenId::ETH));
        let args = SlotArgs { address: owner, ..SlotArgs::default() };
        let first = slot(12, 0, [taken, idle], args, false);
        let second = Chain::opened(12, shown.then(nft), &tracer);
        let forced = OpTrace { slots: vec![first, second] };
        let case = format!("{case}: {op:?}, {leaves}, {shown}");
        // From an empty slot nothing leaves, whatever is said.
        if (leaves && !held.is_zero()) == due && shown == due {
            return compare(chain, &case, native, forced);
        }
        assert!(!violated(chain, forced).is_empty(), "{case}: has a proof");
        false
    });
}
