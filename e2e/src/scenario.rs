//! The main job: two users deposit ETH and an ERC-20, activate their keys, exchange transfers (one to a new account), one
//! withdraws and claims on L1, one does a full exit.

use crate::{
    l1::L1Reader,
    process::Node,
    report::{BlockReport, Gas, Report},
    user::{User, PATIENCE},
};
use anyhow::{ensure, Context, Result};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};
use zelkova_l1::{dev_private_key, L1Client, L1Wallet};
use zelkova_primitives::{L1Address, SerialId, TokenId, TxHash};
use zelkova_rpc::{
    types::{BlockTag, ContractAddresses, PriorityKind, Stage, Token},
    Client,
};

const ETH: TokenId = TokenId(0);
const ETHER: u128 = 1_000_000_000_000_000_000;
/// Somebody who is on L1 only and gets a withdrawal.
const CAROL: L1Address = L1Address([0xca; 20]);
/// Somebody who has no account before the transfer.
const DAVE: L1Address = L1Address([0xda; 20]);

/// Tells the reader what happens.
pub type Say<'a> = &'a mut dyn FnMut(String);

/// Everything that the steps share.
struct Stagehand<'a, 'b> {
    client: Client,
    l1: L1Reader,
    contracts: ContractAddresses,
    token: Token,
    alice: User,
    bob: User,
    /// Claims for everybody, so that the balances of the users are not changed by gas.
    helper: L1Wallet,
    deposit_gas: Vec<u64>,
    say: &'a mut dyn FnMut(String),
    started: Instant,
    _node: &'b Node,
}

/// Runs the main job on a fresh development chain and returns the report.
pub async fn main_job(node: &Node, say: Say<'_>) -> Result<Report> {
    let mut stage = Stagehand::new(node, say).await?;
    let rollup = stage.contracts.rollup;
    let token = stage.token.clone();

    stage.title("Deposits");
    let start = (stage.eth(rollup).await?, stage.erc20(rollup).await?);
    let deposits = stage.deposits().await?;
    let deposited = (stage.eth(rollup).await? - start.0, stage.erc20(rollup).await? - start.1);
    let (eth_in, token_in) = (5 * ETHER, 1_500 * stage.unit());
    ensure!(deposited == (eth_in, token_in), "the contract holds {deposited:?}, not {:?}", (eth_in, token_in));

    stage.title("Keys");
    let activations = [stage.alice.activate(&stage.client).await?, stage.bob.activate(&stage.client).await?];
    stage.executed("alice's key", activations[0]).await?;
    stage.executed("bob's key", activations[1]).await?;

    stage.title("Transfers");
    let alice_id = stage.alice.account(&stage.client).await?.0;
    let to_bob = stage.alice.transfer(&stage.client, stage.bob.address(), ETH, ETHER / 2).await?;
    stage.executed("alice -> bob 0.5 ETH", to_bob).await?;
    let to_alice = stage.bob.transfer(&stage.client, stage.alice.address(), token.id, 25 * stage.unit()).await?;
    stage.executed(&format!("bob -> alice 25 {}", token.symbol), to_alice).await?;
    let to_dave = stage.alice.transfer(&stage.client, DAVE, ETH, ETHER / 4).await?;
    stage.executed("alice -> dave 0.25 ETH (new account)", to_dave).await?;

    stage.title("Withdrawal and full exit");
    let token_before_exit = stage.alice.account(&stage.client).await?.1.balance(token.id);
    let withdrawal = stage.bob.withdraw(&stage.client, CAROL, ETH, ETHER + 1).await?;
    stage.executed("bob withdraws 1.000000000000000001 ETH to carol", withdrawal).await?;
    let exit =
        stage.alice.full_exit(alice_id, token.address).await?.serial_id.context("a full exit has a serial id")?;
    stage.say(format!("  full exit of alice's {} requested, serial {exit}", token.symbol));

    stage.title("Settlement");
    stage.settled("withdrawal", withdrawal).await?;
    let exited = stage.settled_exit(exit).await?;
    ensure!(exited == token_before_exit, "the full exit paid {exited}, the balance was {token_before_exit}");

    stage.title("Claims");
    let alice = stage.alice.address();
    let alice_before = stage.erc20(alice).await?;
    let carol_before = stage.eth(CAROL).await?;
    stage.helper.claim(rollup, CAROL, L1Address::default(), ETHER + 1).await?;
    stage.helper.claim(rollup, alice, token.address, exited).await?;
    let carol_got = stage.eth(CAROL).await? - carol_before;
    let alice_got = stage.erc20(alice).await? - alice_before;
    stage.say(format!("  carol got {carol_got} wei, alice got {alice_got} units of {}", token.symbol));
    let held = (stage.eth(rollup).await? - start.0, stage.erc20(rollup).await? - start.1);
    let l1_balances_match = carol_got == ETHER + 1
        && alice_got == exited
        && held == (eth_in - (ETHER + 1), token_in - exited)
        && stage.l2_total(ETH, &[CAROL]).await? == held.0
        && stage.l2_total(token.id, &[alice]).await? == held.1;

    let mut report = stage.report().await?;
    report.l1_balances_match = l1_balances_match;
    ensure!(report.deposits == deposits, "{} deposits were made, {} executed", deposits, report.deposits);
    Ok(report)
}

impl<'a, 'b> Stagehand<'a, 'b> {
    async fn new(node: &'b Node, say: &'a mut dyn FnMut(String)) -> Result<Self> {
        let client = Client::connect(&node.ready.rpc_url).await?;
        let status = client.chain_status().await?;
        let l1_client = L1Client::connect(&node.ready.l1_url, status.l1_chain_id).await?;
        let wallet = |index| L1Wallet::new(l1_client.clone(), dev_private_key(index));
        let user = |name, index| -> Result<User> {
            Ok(User::new(name, wallet(index)?, status.chain_tag, status.contracts.rollup))
        };
        let token = erc20(&client).await?;
        Ok(Self {
            l1: L1Reader::new(&node.ready.l1_url)?,
            contracts: status.contracts,
            token,
            alice: user("alice", 1)?,
            bob: user("bob", 2)?,
            helper: wallet(3)?,
            deposit_gas: Vec::new(),
            client,
            say,
            started: Instant::now(),
            _node: node,
        })
    }

    fn say(&mut self, line: String) {
        (self.say)(line);
    }

    fn title(&mut self, title: &str) {
        let line = format!("[{:5.1} s] {title}", self.started.elapsed().as_secs_f64());
        self.say(line);
    }

    /// One token in its smallest unit.
    fn unit(&self) -> u128 {
        10u128.pow(u32::from(self.token.decimals))
    }

    async fn eth(&self, owner: L1Address) -> Result<u128> {
        Ok(self.helper.eth_balance(owner).await?)
    }

    async fn erc20(&self, owner: L1Address) -> Result<u128> {
        Ok(self.helper.token_balance(self.token.address, owner).await?)
    }

    /// Both users deposit ETH and the ERC-20. Returns how many deposits that were.
    async fn deposits(&mut self) -> Result<u32> {
        let (eth, erc20, unit) = (L1Address::default(), self.token.address, self.unit());
        let mut serials: Vec<(String, SerialId)> = Vec::new();
        for (user, token, amount) in [
            (&self.alice, eth, 3 * ETHER),
            (&self.alice, erc20, 1_000 * unit),
            (&self.bob, eth, 2 * ETHER),
            (&self.bob, erc20, 500 * unit),
        ] {
            if token == erc20 {
                user.wallet.mint_dev_token(token, user.address(), amount).await?;
            }
            let receipt = user.deposit(token, amount).await?;
            self.deposit_gas.push(receipt.gas_used);
            let symbol = if token == eth { "ETH" } else { &self.token.symbol };
            let whole = amount / if token == eth { ETHER } else { unit };
            let serial = receipt.serial_id.context("a deposit has a serial id")?;
            serials.push((format!("{} deposits {whole} {symbol}", user.name), serial));
        }
        for (what, serial) in &serials {
            let say = &mut *self.say;
            self.client
                .wait_for_priority_operation(*serial, Stage::Executed, PATIENCE, |operation| {
                    say(format!("  {what} (serial {serial}): {}", operation.stage));
                })
                .await?;
        }
        Ok(u32::try_from(serials.len())?)
    }

    async fn follow(&mut self, what: &str, hash: TxHash, stage: Stage) -> Result<()> {
        let say = &mut *self.say;
        self.client
            .wait_for_transaction(hash, stage, PATIENCE, |status| say(format!("  {what}: {}", status.stage)))
            .await?;
        Ok(())
    }

    async fn executed(&mut self, what: &str, hash: TxHash) -> Result<()> {
        self.follow(what, hash, Stage::Executed).await
    }

    async fn settled(&mut self, what: &str, hash: TxHash) -> Result<()> {
        self.follow(what, hash, Stage::Finalized).await
    }

    /// Waits until a full exit is final; returns what it paid.
    async fn settled_exit(&mut self, serial: SerialId) -> Result<u128> {
        let say = &mut *self.say;
        let done = self.client.wait_for_priority_operation(serial, Stage::Finalized, PATIENCE, |operation| {
            say(format!("  full exit: {}", operation.stage));
        });
        match done.await?.kind {
            PriorityKind::FullExit { amount: Some(amount), .. } => Ok(amount.0),
            other => anyhow::bail!("serial {serial} is not an executed full exit: {other:?}"),
        }
    }

    /// What the accounts of the chain hold and `owners` may still claim on L1: must be what the contract holds.
    async fn l2_total(&self, token: TokenId, owners: &[L1Address]) -> Result<u128> {
        let address = if token == ETH { L1Address::default() } else { self.token.address };
        let mut total = 0u128;
        let fee_account = self.client.account(zelkova_primitives::FEE_ACCOUNT).await?;
        let mut accounts = vec![fee_account];
        for owner in [self.alice.address(), self.bob.address(), DAVE] {
            accounts.push(self.client.account(owner).await?);
        }
        for state in accounts.into_iter().flatten().filter_map(|account| account.committed) {
            total += state.balance(token);
        }
        for owner in owners {
            total += self.helper.pending_balance(self.contracts.rollup, *owner, address).await?;
        }
        Ok(total)
    }

    async fn report(&mut self) -> Result<Report> {
        let finalized = self.client.pipeline_status().await?.blocks.finalized;
        let mut gas = Gas { deposit: self.deposit_gas.clone(), ..Gas::default() };
        let mut hashes: [Vec<TxHash>; 3] = Default::default();
        let (mut blocks, mut proof_seconds) = (Vec::new(), Vec::new());
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for number in 1..=finalized {
            let block = self.client.block(BlockTag::Number(number)).await?.context("a final block is known")?;
            let mut ops: BTreeMap<String, u32> = BTreeMap::new();
            for operation in &block.operations {
                *ops.entry(operation.kind.clone()).or_default() += 1;
                *counts.entry(operation.kind.clone()).or_default() += 1;
            }
            let l1 = &block.summary.l1;
            for (list, hash) in hashes.iter_mut().zip([l1.commit, l1.prove, l1.execute]) {
                let hash = hash.context("a final block has its L1 transactions")?;
                if !list.contains(&hash) {
                    list.push(hash);
                }
            }
            let milliseconds = block.summary.proof_milliseconds.context("a final block has a proof")?;
            proof_seconds.push(milliseconds as f64 / 1_000.0);
            let capacity = block.summary.capacity;
            blocks.push(BlockReport { number, capacity, pubdata_bytes: block.pubdata.0.len(), ops });
        }
        let mut verify_gas = Vec::new();
        for (list, hashes) in [&mut gas.commit, &mut gas.prove, &mut gas.execute].into_iter().zip(&hashes) {
            for hash in hashes {
                list.push(self.l1.gas_used(*hash).await?);
            }
        }
        for hash in &hashes[1] {
            verify_gas.push(self.l1.gas_of_calls(*hash, self.contracts.verifier).await?);
        }
        let count = |name: &str| counts.get(name).copied().unwrap_or_default();
        Ok(Report {
            deposits: count("deposit"),
            transfers: count("transfer") + count("transferToNew"),
            withdrawals: count("withdraw"),
            full_exits: count("fullExit"),
            blocks_executed: finalized,
            l1_balances_match: false,
            proof_seconds,
            gas,
            verify_gas,
            blocks,
            total_seconds: self.started.elapsed().as_secs_f64(),
        })
    }
}

/// The ERC-20 of a development chain. The node learns of it from L1, so a fresh one may not know it yet.
pub async fn erc20(client: &Client) -> Result<Token> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(token) = client.tokens().await?.into_iter().find(|token| token.id != ETH) {
            return Ok(token);
        }
        ensure!(Instant::now() < deadline, "the node has not learnt of the ERC-20 of the development L1");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
