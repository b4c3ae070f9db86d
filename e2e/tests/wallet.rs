//! Everything that a user can do with `zelkova wallet`, run as programs against a node with real proofs and a real L1.

use anyhow::{ensure, Context, Result};
use serde_json::Value;
use zelkova_e2e::{
    process::{built_binary, Node},
    terminal::Terminal,
};
use zelkova_l1::{dev_private_key, L1Client, L1Wallet};
use zelkova_primitives::L1Address;
use zelkova_rpc::Client;

/// Somebody whose account has no key.
const KEYLESS: &str = "0x7777777777777777777777777777777777777777";
const CONTENT: &str = "0x1111111111111111111111111111111111111111111111111111111111111111";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_command_does_what_it_says() -> Result<()> {
    let mut node = Node::start_dev(&built_binary()?).await?;
    let outcome = run(&node).await;
    outcome.with_context(|| format!("the node's log ends with:\n{}", node.log_tail()))?;
    node.stop().await
}

async fn run(node: &Node) -> Result<()> {
    let directory = tempfile::tempdir()?;
    let terminal = |index| Terminal::new(directory.path(), index, &node.ready.rpc_url, &node.ready.l1_url);
    let (alice, bob) = (terminal(1).await?, terminal(2).await?);
    let (a, b) = (&alice.address, &bob.address);
    let token = fund_with_tokens(node, b).await?;

    alice.wallet("deposit --amount 3").await?;
    bob.wallet("deposit --amount 2").await?;
    bob.wallet(&format!("deposit --amount 500 --token {token}")).await?;
    alice.wallet("activate").await?;
    bob.wallet("activate").await?;

    // A batch: one fee for all, one result.
    let items = format!("transfer:{b}:0.1 withdraw:{b}:0.05 transfer:{KEYLESS}:0.01");
    let batch = alice.wallet(&format!("batch {items}")).await?;
    let members = batch["status"]["transactions"].as_array().context("a batch has transactions")?;
    ensure!(members.len() == 3 && members.iter().all(|member| member["block"].is_number()), "{batch}");
    alice.wallet(&format!("forced-exit --target {KEYLESS} --token ETH")).await?;

    // A swap of two orders, submitted by one of the two.
    let [mine, theirs] = ["mine.json", "theirs.json"].map(|name| directory.path().join(name).display().to_string());
    bob.wallet(&format!("order --sell 100 --sell-token {token} --buy 0.2 --buy-token ETH --out {theirs}")).await?;
    let order = "order --sell 1 --sell-token ETH --buy 400 --limit --buy-token";
    alice.wallet(&format!("{order} {token} --out {mine}")).await?;
    alice.wallet(&format!("swap --orders {mine} {theirs} --amounts 0.2 100")).await?;
    let balance = alice.wallet("balance").await?;
    ensure!(balance.to_string().contains("100000000000000000000"), "alice has not got what bob sold: {balance}");

    // Two NFTs: one goes to Bob and by his withdrawal to L1, the other leaves by a request on L1.
    let first = alice.wallet(&format!("mint-nft --content {CONTENT}")).await?;
    let second = alice.wallet(&format!("mint-nft --content {CONTENT} --to {a}")).await?;
    let serial = |minted: &Value| minted["nft"]["serial"].as_u64();
    ensure!((serial(&first), serial(&second)) == (Some(0), Some(1)), "{first} {second}");
    let creator = first["nft"]["creator"].as_u64().context("an NFT has a creator")?;
    alice.wallet(&format!("transfer-nft --nft {creator}/0 --to {b}")).await?;
    let held = bob.wallet("nfts").await?;
    ensure!(held["nfts"].as_array().is_some_and(|nfts| nfts.len() == 1), "{held}");
    alice.wallet(&format!("full-exit-nft --nft {creator}/1")).await?;
    bob.wallet(&format!("withdraw-nft --nft {creator}/0 --wait finalized")).await?;
    for (serial, owner) in [(0, b), (1, a)] {
        let claimed = bob.wallet(&format!("claim-nft --nft {creator}/{serial}")).await?;
        let recipient = claimed["recipient"].as_str().unwrap_or_default().to_lowercase();
        ensure!(recipient == owner.to_lowercase(), "NFT {serial} went to {claimed}");
        ensure!(claimed["uri"].as_str().is_some_and(|uri| uri.starts_with("ipfs://")), "{claimed}");
    }
    bob.wallet("claim").await?;

    // The history has all of it, in pages, and nothing was rejected.
    let all = alice.wallet("history --limit 100").await?;
    let entries = all["entries"].as_array().context("a history has entries")?;
    ensure!(entries.len() >= 11 && all["next"].is_null(), "{all}");
    let page = alice.wallet("history --limit 1").await?;
    ensure!(page["entries"][0]["status"]["hash"] == entries[0]["status"]["hash"] && !page["next"].is_null(), "{page}");
    let rejected = alice.wallet("history --rejected").await?;
    ensure!(rejected["entries"].as_array().is_some_and(Vec::is_empty), "{rejected}");

    // Both keys sign from now on.
    alice.wallet("second-factor on").await?;
    alice.wallet(&format!("transfer --to {b} --amount 0.01")).await?;
    alice.wallet(&format!("batch transfer:{b}:0.01 transfer:{b}:0.02 --wait finalized")).await?;
    Ok(())
}

/// Gives an address units of the development token on L1 and returns the token's contract.
async fn fund_with_tokens(node: &Node, owner: &str) -> Result<String> {
    let client = Client::connect(&node.ready.rpc_url).await?;
    let token = zelkova_e2e::scenario::erc20(&client).await?;
    let l1 = L1Client::connect(&node.ready.l1_url, client.chain_status().await?.l1_chain_id).await?;
    let owner: L1Address = owner.parse().map_err(|error| anyhow::anyhow!("{owner}: {error}"))?;
    let amount = 500 * 10u128.pow(u32::from(token.decimals));
    L1Wallet::new(l1, dev_private_key(3))?.mint_dev_token(token.address, owner, amount).await?;
    Ok(token.address.to_string())
}
