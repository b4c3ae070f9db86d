//! How many transfers a second the executor takes, signatures checked before: `cargo run -p zelkova-runtime --example
//! throughput`. The state is in memory, so this is the cost of the chain's logic, its trie and its state tree.

use std::{sync::Arc, time::Instant};

use zelkova_primitives::{L1Address, PriorityOp, PriorityOpKind, PrivateKey, Settlement, TokenId};
use zelkova_runtime::{
    genesis, AuthFact, ChangePubKey, Executor, GenesisConfig, L1Authorization, MemoryState, MiniBlockInputs,
    Parameters, Signed, TokenInfo, TransactionInput, Transfer, TxOutcome,
};

const USERS: u32 = 220;
const BLOCK: usize = 123;
const ROUNDS: u32 = 10;

fn address(user: u32) -> L1Address {
    let mut bytes = [0x11; 20];
    bytes[..4].copy_from_slice(&user.to_be_bytes());
    L1Address(bytes)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = GenesisConfig {
        l2_chain_id: 1,
        fee_account_address: L1Address([0xfe; 20]),
        tokens: vec![TokenInfo::eth()],
        reserved: Vec::new(),
        parameters: Parameters::default(),
    };
    let chain_tag = config.chain_tag(Settlement::NONE)?;
    let state = Arc::new(MemoryState::new());
    let executor = Executor::new(state.clone());
    let first = genesis::build(&config, Settlement::NONE)?;
    state.apply(&first.changes);
    let mut header = first.header;
    let mut run = |inputs: MiniBlockInputs| -> Result<(), Box<dyn std::error::Error>> {
        let output = executor.execute(&header, MiniBlockInputs { seal_now: true, ..inputs })?;
        state.apply(&output.changes);
        header = output.header;
        let failed = |result: &&_| !matches!(result, TxOutcome::Executed { .. });
        match output.results.iter().map(|result| &result.outcome).find(failed) {
            Some(outcome) => Err(format!("{outcome:?}").into()),
            None => Ok(()),
        }
    };

    let keys: Vec<_> = (0..USERS).map(|user| PrivateKey::from_seed(&user.to_be_bytes())).collect();
    let deposit = |user: u32| PriorityOp {
        serial_id: user.into(),
        kind: PriorityOpKind::Deposit { token: TokenId::ETH, amount: 1_000_000, to: address(user) },
        l1_block: 1,
        l1_tx_hash: [0; 32],
        expiration_block: u64::MAX,
    };
    let users: Vec<u32> = (0..USERS).collect();
    for chunk in users.chunks(BLOCK) {
        run(MiniBlockInputs { priority_ops: chunk.iter().map(|user| deposit(*user)).collect(), ..Default::default() })?;
    }
    for chunk in users.chunks(BLOCK) {
        let mut inputs = MiniBlockInputs::default();
        for user in chunk {
            let key = &keys[*user as usize];
            let fact = AuthFact { address: address(*user), nonce: 0, key_hash: key.public().key_hash() };
            let body = ChangePubKey {
                account: zelkova_primitives::AccountId(user + 1),
                address: fact.address,
                new_key_hash: fact.key_hash,
                fee_token: TokenId::ETH,
                fee: 0,
                nonce: 0,
                valid_from: 0,
                valid_until: u64::MAX,
                authorization: L1Authorization::OnChain,
            };
            inputs.auth_facts.push(fact);
            inputs.transactions.push(TransactionInput::admitted(vec![Signed::sign(body, key, chain_tag)?.into()]));
        }
        run(inputs)?;
    }

    let transfer = |user: u32, round: u32| {
        let body = Transfer {
            account: zelkova_primitives::AccountId(user + 1),
            to: address((user * 7 + round) % USERS),
            token: TokenId::ETH,
            amount: 10,
            fee: 1,
            nonce: round,
            valid_from: 0,
            valid_until: u64::MAX,
        };
        Signed::sign(body, &keys[user as usize], chain_tag).map(|tx| TransactionInput::admitted(vec![tx.into()]))
    };
    let blocks = (1..=ROUNDS).flat_map(|round| users.chunks(BLOCK).map(move |chunk| (round, chunk)));
    let inputs = blocks
        .map(|(round, chunk)| chunk.iter().map(|user| transfer(*user, round)).collect::<Result<Vec<_>, _>>())
        .collect::<Result<Vec<_>, _>>()?;
    let start = Instant::now();
    for transactions in inputs {
        run(MiniBlockInputs { transactions, ..Default::default() })?;
    }
    let (seconds, count) = (start.elapsed().as_secs_f64(), USERS * ROUNDS);
    println!("{count} transfers in blocks of {BLOCK}: {:.0} a second", f64::from(count) / seconds);
    Ok(())
}
