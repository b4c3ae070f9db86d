//! Random sequences of operations: the state stays consistent and no coin appears or vanishes.

mod common;

use std::collections::BTreeMap;

use common::{config, Chain, User, DAI, ETH};
use proptest::prelude::*;
use zelkova_primitives::{AccountId, L1Address, PackedAmount, PriorityOpKind, TokenId};
use zelkova_runtime::{BlockSize, MiniBlockInputs, Transaction, TxOutcome};

#[derive(Clone, Debug)]
enum Step {
    Deposit { user: usize, token: TokenId, amount: u64 },
    ChangeKey { user: usize },
    Transfer { from: usize, to: usize, token: TokenId, amount: u64, fee: u16, nonce_shift: u32 },
    Withdraw { from: usize, token: TokenId, amount: u64, fee: u16 },
    FullExit { account: u32, owner: usize, token: TokenId },
    Seal,
}

const USERS: usize = 5;

fn token() -> impl Strategy<Value = TokenId> {
    prop_oneof![Just(ETH), Just(DAI)]
}

fn step() -> impl Strategy<Value = Step> {
    let user = 0..USERS;
    let amount = 0u64..2_000;
    prop_oneof![
        3 => (user.clone(), token(), amount.clone()).prop_map(|(user, token, amount)| Step::Deposit { user, token, amount }),
        2 => user.clone().prop_map(|user| Step::ChangeKey { user }),
        6 => (user.clone(), user.clone(), token(), amount.clone(), 0u16..5, prop_oneof![9 => Just(0u32), 1 => Just(1u32)])
            .prop_map(|(from, to, token, amount, fee, nonce_shift)| Step::Transfer { from, to, token, amount, fee, nonce_shift }),
        2 => (user.clone(), token(), amount, 0u16..5)
            .prop_map(|(from, token, amount, fee)| Step::Withdraw { from, token, amount, fee }),
        1 => (0u32..8, user, token()).prop_map(|(account, owner, token)| Step::FullExit { account, owner, token }),
        1 => Just(Step::Seal),
    ]
}

/// What has come in and gone out by L1, by token.
#[derive(Default)]
struct Books {
    deposited: BTreeMap<TokenId, u128>,
    paid_out: BTreeMap<TokenId, u128>,
}

impl Books {
    fn expected(&self, token: TokenId) -> u128 {
        let sum = |book: &BTreeMap<TokenId, u128>| book.get(&token).copied().unwrap_or(0);
        sum(&self.deposited) - sum(&self.paid_out)
    }
}

fn balances(chain: &Chain) -> BTreeMap<TokenId, u128> {
    let query = |query: &zelkova_runtime::Query| {
        let mut sums = BTreeMap::new();
        for (token, balance) in (0..64).filter_map(|id| query.account(AccountId(id))).flat_map(|view| view.balances) {
            *sums.entry(token).or_default() += balance;
        }
        for (token, fee) in query.pending_block().fees {
            *sums.entry(token).or_default() += fee;
        }
        sums
    };
    chain.executor.query(&chain.header, query).unwrap()
}

fn known(chain: &Chain, user: &User) -> bool {
    chain.executor.query(&chain.header, |query| query.account_id(&user.address)).unwrap().is_some()
}

fn apply(chain: &mut Chain, users: &[User], books: &mut Books, step: Step) {
    let mut out: Option<(TokenId, u128)> = None;
    let mut transaction: Option<Transaction> = None;
    let mut inputs = MiniBlockInputs::default();
    match step {
        Step::Deposit { user, token, amount } => {
            *books.deposited.entry(token).or_default() += u128::from(amount);
            let kind = PriorityOpKind::Deposit { token, amount: amount.into(), to: users[user].address };
            inputs.priority_ops.push(chain.priority(kind));
        }
        Step::FullExit { account, owner, token } => {
            let (account, owner) = (AccountId(account), users[owner].address);
            let view = chain.executor.query(&chain.header, |query| query.account(account)).unwrap();
            let balance = view.filter(|view| view.fields.address == owner);
            out = balance.map(|view| (token, view.balances.get(&token).copied().unwrap_or(0)));
            inputs.priority_ops.push(chain.priority(PriorityOpKind::FullExit { account, owner, token }));
        }
        Step::ChangeKey { user } if known(chain, &users[user]) => {
            transaction = Some(chain.change_key(&users[user], 0));
        }
        Step::Transfer { from, to, token, amount, fee, nonce_shift } if known(chain, &users[from]) => {
            let amount = PackedAmount::closest_packable_down(amount.into());
            let nonce = chain.nonce(&users[from]) + nonce_shift;
            let to = users[to].address;
            transaction = Some(chain.transfer_at(&users[from], to, token, amount, fee.into(), nonce));
        }
        Step::Withdraw { from, token, amount, fee } if known(chain, &users[from]) => {
            out = Some((token, amount.into()));
            let to = L1Address([7; 20]);
            transaction = Some(chain.withdraw(&users[from], to, token, amount.into(), fee.into()));
        }
        Step::Seal => inputs.seal_now = true,
        _ => return,
    }
    inputs.transactions.extend(transaction.map(Into::into));
    let mut output = chain.run(inputs.clone());
    let outcome = |output: &zelkova_runtime::MiniBlockOutput| {
        let results = output.results.iter().map(|result| result.outcome.clone());
        results.chain(output.priority_results.iter().map(|result| result.outcome.clone())).next()
    };
    if outcome(&output) == Some(TxOutcome::Deferred) {
        assert!(output.sealed.is_some(), "deferred without sealing");
        output = chain.run(inputs);
    }
    if let (Some((token, amount)), Some(TxOutcome::Executed { .. })) = (out, outcome(&output)) {
        *books.paid_out.entry(token).or_default() += amount;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn coins_are_conserved_and_the_state_stays_consistent(steps in prop::collection::vec(step(), 1..40)) {
        let mut config = config();
        config.parameters.sealing.sizes =
            vec![BlockSize { slots: 2, fee_touches: 1 }, BlockSize { slots: 5, fee_touches: 2 }];
        let mut chain = Chain::new(&config);
        let users: Vec<_> = (1..=USERS as u8).map(User::new).collect();
        let mut books = Books::default();
        for user in &users[..3] {
            chain.activate(user, ETH, 1_000);
            *books.deposited.entry(ETH).or_default() += 1_000;
        }
        for step in steps {
            // `run` checks every pallet's state and replays each sealed block over the state tree.
            apply(&mut chain, &users, &mut books, step);
            let balances = balances(&chain);
            for token in [ETH, DAI] {
                prop_assert_eq!(balances.get(&token).copied().unwrap_or(0), books.expected(token));
            }
        }
    }
}
