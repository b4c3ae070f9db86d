//! A loaded node is killed (SIGKILL) at ten random moments and started again each time on the same data.

use anyhow::{bail, ensure, Context, Result};
use rand::{Rng, SeedableRng};
use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};
use zelkova_e2e::{
    process::{built_binary, Node},
    user::User,
};
use zelkova_l1::{dev_private_key, L1Client, L1Wallet};
use zelkova_primitives::{AccountId, Felt, L1Address, Nonce, TokenId, TxHash};
use zelkova_rpc::{
    types::{BlockTag, Stage},
    Client,
};
use zelkova_runtime::{Transaction, Transfer};

const ETH: TokenId = TokenId(0);
const ETHER: u128 = 1_000_000_000_000_000_000;
const KILLS: u32 = 10;
/// Submissions between two kills, every second one a batch of two transfers: enough that each kill meets work in every part
/// of the node, few enough that proving all of them does not take long.
const BURST: u32 = 3;
/// The amount of each transfer: transfers are told apart by their nonce, the sum tells that none ran twice.
const AMOUNT: u128 = 1_000;
const DEADLINE: Duration = Duration::from_secs(900);

/// Everything that was promised and seen so far.
struct Load {
    user: User,
    account: AccountId,
    to: L1Address,
    fee: u128,
    /// The nonce of the next transfer.
    next: Nonce,
    accepted: Vec<TxHash>,
    batches: Vec<TxHash>,
    /// Roots of sealed blocks as they were first seen.
    roots: BTreeMap<u32, (Felt, Felt)>,
}

impl Load {
    fn transfer(&mut self) -> Result<Transaction> {
        let transfer = self.user.sign_transfer(self.account, self.next, self.to, ETH, AMOUNT, self.fee)?;
        self.next += 1;
        Ok(transfer)
    }

    /// Submits transfers and batches of two in turn, with the given pauses between them.
    async fn submit(&mut self, client: &Client, pauses: Vec<Duration>) -> Result<()> {
        for (turn, pause) in pauses.into_iter().enumerate() {
            if turn % 2 == 0 {
                let transfer = self.transfer()?;
                self.accepted.push(client.submit_transaction(transfer).await?);
            } else {
                let batch = vec![self.transfer()?.into(), self.transfer()?.into()];
                let batch = client.submit_batch(batch).await?;
                self.batches.push(batch.hash);
                self.accepted.extend(batch.transactions);
            }
            tokio::time::sleep(pause).await;
        }
        Ok(())
    }

    /// Notes the roots of blocks that are new and compares those that were seen before.
    async fn check_roots(&mut self, client: &Client) -> Result<()> {
        let sealed = client.pipeline_status().await?.blocks.sealed;
        let last_seen = self.roots.keys().next_back().copied().unwrap_or_default();
        ensure!(sealed >= last_seen, "{last_seen} blocks were sealed before the kill, {sealed} are there after it");
        for number in 1..=sealed {
            let block = client.block(BlockTag::Number(number)).await?.context("a sealed block is known")?.summary;
            let roots = (block.old_root, block.new_root);
            let first = *self.roots.entry(number).or_insert(roots);
            ensure!(first == roots, "block {number} has other roots than before");
        }
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_node_loses_nothing_and_repeats_nothing() -> Result<()> {
    let mut node = Node::start_dev(&built_binary()?).await?;
    let outcome = run(&mut node).await;
    outcome.with_context(|| format!("the node's log ends with:\n{}", node.log_tail()))
}

async fn run(node: &mut Node) -> Result<()> {
    let mut client = Client::connect(&node.ready.rpc_url).await?;
    let status = client.chain_status().await?;
    let l1 = L1Client::connect(&node.ready.l1_url, status.l1_chain_id).await?;
    let wallet = L1Wallet::new(l1, dev_private_key(1))?;
    let user = User::new("kill-restart", wallet, status.chain_tag, status.contracts.rollup);
    user.deposit_and_wait(&client, L1Address::default(), 10 * ETHER).await?;
    let activated = user.activate(&client).await?;
    client.wait_for_transaction(activated, Stage::Executed, DEADLINE, |_| {}).await?;
    let (account, state) = user.account(&client).await?;
    let to = L1Address([0x77; 20]);
    let fee = user.fee(&client, &Transfer::FEE_TO_NEW, ETH, Some(to)).await?;
    let start = (state.nonce, state.balance(ETH));
    let (next, accepted, batches, roots) = (state.nonce, vec![activated], Vec::new(), BTreeMap::new());
    let mut load = Load { user, account, to, fee, next, accepted, batches, roots };

    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(0x5e1f);
    let mut finalized_before = 0;
    for _ in 0..KILLS {
        // Transfers at random moments; sometimes a pause, so that kills also meet sealing, proving and sending.
        let pauses = (0..BURST).map(|_| Duration::from_millis(random.gen_range(0..300))).collect();
        load.submit(&client, pauses).await?;
        if random.gen_bool(0.5) {
            tokio::time::sleep(Duration::from_millis(random.gen_range(0..3_000))).await;
        }
        node.kill_and_restart().await?;
        client = Client::connect(&node.ready.rpc_url).await?;
        load.check_roots(&client).await?;
        let finalized = client.pipeline_status().await?.blocks.finalized;
        ensure!(finalized >= finalized_before, "final block {finalized_before} is not final any more");
        finalized_before = finalized;
    }
    load.submit(&client, vec![Duration::ZERO; 2]).await?;

    // Nothing that was accepted is lost, and L1 settlement goes on to the end.
    for hash in &load.accepted {
        client.wait_for_transaction(*hash, Stage::Finalized, DEADLINE, |_| {}).await?;
    }
    load.check_roots(&client).await?;
    let finalized = client.pipeline_status().await?.blocks.finalized;
    let mut seen: HashMap<TxHash, u32> = HashMap::new();
    let mut root = status.genesis_root;
    for number in 1..=finalized {
        let block = client.block(BlockTag::Number(number)).await?.context("a final block is known")?;
        ensure!(block.summary.old_root == root, "block {number} does not continue block {}", number - 1);
        root = block.summary.new_root;
        for operation in &block.operations {
            if let Some(hash) = operation.hash {
                *seen.entry(hash).or_default() += 1;
            }
        }
    }
    for hash in &load.accepted {
        ensure!(seen.get(hash) == Some(&1), "transaction {hash:?} is in the blocks {:?} times", seen.get(hash));
    }

    // The members of a batch are next to each other in one block.
    for hash in &load.batches {
        let batch = client.batch_status(*hash).await?.context("a batch is known")?;
        let places: Vec<_> = batch.transactions.iter().map(|status| (status.block, status.index)).collect();
        let [(block, Some(first)), (same, Some(second))] = places[..] else { bail!("batch {hash:?} is at {places:?}") };
        ensure!(block == same && second == first + 1, "batch {hash:?} is at {places:?}");
    }

    // No operation ran twice: nonce and balances are exactly those of the accepted transfers.
    let transfers = u128::from(load.next - start.0);
    let (_, end) = load.user.account(&client).await?;
    ensure!(end.nonce == load.next, "the nonce is {}, not {}", end.nonce, load.next);
    let spent = transfers * (AMOUNT + load.fee);
    ensure!(end.balance(ETH) == start.1 - spent, "the balance is {}, not {}", end.balance(ETH), start.1 - spent);
    let received = client.account(load.to).await?.and_then(|account| account.finalized).context("the recipient")?;
    ensure!(received.balance(ETH) == transfers * AMOUNT, "the recipient has {}", received.balance(ETH));
    node.stop().await
}
