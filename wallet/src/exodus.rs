//! `zelkova wallet exodus`: everything out of a chain whose operator is gone. Asks L1 only.

use super::{amount::show, progress::Progress, session::Connection, WalletError};
use clap::Args;
use serde_json::{json, Value};
use std::{collections::BTreeSet, path::PathBuf};
use zelkova_circuits::exit::{ExitProof, Owed};
use zelkova_console::Output;
use zelkova_exodus::ExitFile;
use zelkova_l1::{History, L1Client, L1Receipt, L1Wallet, RollupStatus};
use zelkova_primitives::{L1Address, PriorityOpKind, TokenId};
use zelkova_rpc::types::{Amount, Token};

/// Exits of one transaction: each takes about a third of a million gas.
const EXITS_AT_ONCE: usize = 8;
/// Requests that one transaction gives back.
const REQUESTS_AT_ONCE: usize = 100;

/// Arguments of `zelkova wallet exodus`.
#[derive(Args, Debug)]
#[command(after_help = "\
Does what is left to do, in this order: stops the chain for good if a request of the priority queue has expired, gives open
deposits of yours back, exits with the proofs, and claims everything that L1 then owes you. Run it again at any time.

  1. zelkova data-restore --rollup 0x5FbD..         the state, from L1
  2. zelkova exit-proof --owner 0x7099..            proofs, in exits.json
  3. zelkova wallet exodus --exits exits.json

Examples:
  zelkova wallet exodus --exits exits.json
  zelkova wallet exodus --exits exits.json --request   if nobody has an open request: the operator's time begins
  zelkova wallet exodus --rollup 0x5FbD..              deposits and pending balances only")]
pub struct ExodusArgs {
    /// Proofs of `zelkova exit-proof`.
    #[arg(long, value_name = "FILE")]
    exits: Option<PathBuf>,
    /// If no request is open, request a full exit on L1: if that is not served in time, the chain can be stopped.
    #[arg(long, requires = "exits")]
    request: bool,
}

/// Runs the command.
pub async fn run(connection: &Connection, output: Output, args: ExodusArgs) -> Result<(), WalletError> {
    let file = args.exits.as_deref().map(ExitFile::open).transpose()?;
    let rollup = match (&file, connection.rollup) {
        (Some(file), Some(named)) if file.rollup != named => {
            return Err(WalletError::ExitsOfOther { found: file.rollup, named });
        }
        (Some(file), _) => file.rollup,
        (None, Some(named)) => named,
        (None, None) => return Err(WalletError::NoRollup),
    };
    let keys = connection.keys()?;
    let client = match &file {
        Some(file) => L1Client::connect(connection.l1_url(), file.l1_chain_id).await?,
        None => L1Client::connect_to_any(connection.l1_url()).await?,
    };
    let wallet = L1Wallet::new(client.clone(), keys.l1)?;
    let history = History::new(client.clone(), rollup);
    let status = history.status().await?;
    let progress = Progress::new(output.is_json());
    let mut way = WayOut { wallet, client, rollup, history, status, progress, done: Vec::new(), lines: Vec::new() };
    way.stop(file.as_ref(), args.request).await?;
    if way.status.exodus {
        way.deposits(file.as_ref()).await?;
        way.exits(file.as_ref()).await?;
    }
    way.claims(file.as_ref()).await?;
    let WayOut { status, done, lines, progress, .. } = way;
    drop(progress);
    output.print(&json!({ "rollup": rollup, "exodus": status.exodus, "steps": done }), || match lines.is_empty() {
        true => "nothing is left to do".to_owned(),
        false => lines.join("\n"),
    })?;
    Ok(())
}

struct WayOut {
    wallet: L1Wallet,
    client: L1Client,
    rollup: L1Address,
    history: History,
    status: RollupStatus,
    progress: Progress,
    done: Vec<Value>,
    lines: Vec<String>,
}

impl WayOut {
    fn did(&mut self, step: &str, line: String, receipt: &L1Receipt, mut what: Value) {
        what["step"] = json!(step);
        what["l1Transaction"] = json!(receipt.tx_hash);
        what["l1GasUsed"] = json!(receipt.gas_used);
        self.done.push(what);
        self.lines.push(format!("{line}\n  L1 transaction  {}", receipt.tx_hash));
    }

    /// Stops the chain if L1 allows it.
    async fn stop(&mut self, file: Option<&ExitFile>, request: bool) -> Result<(), WalletError> {
        if self.status.exodus {
            return Ok(());
        }
        let mut queue = self.client.queue(self.rollup).await?;
        // Whoever only wants what L1 owes already does not need the chain to stop.
        let Some(file) = file else {
            if queue.expires.is_none() {
                return Ok(());
            }
            return self.activate(queue.expires).await;
        };
        if queue.expires.is_none() && request {
            let exit = file.exits.first().ok_or(WalletError::NoExits)?;
            let token = match exit.claim.owed {
                Owed::Amount { token, .. } => self.client.token_address(self.status.governance, token).await?,
                // Any request that nobody serves will do.
                Owed::Nft { .. } => None,
            };
            self.progress.step("requesting a full exit");
            let token = token.unwrap_or(L1Address::ZERO);
            let receipt = self.wallet.request_full_exit(self.rollup, exit.claim.account, token).await?;
            queue = self.client.queue(self.rollup).await?;
            let line = "requested a full exit: the operator has until it expires".to_owned();
            self.did("request", line, &receipt, json!({ "expirationBlock": queue.expires }));
        }
        self.activate(queue.expires).await
    }

    async fn activate(&mut self, expires: Option<u64>) -> Result<(), WalletError> {
        let block = self.client.block_number().await?;
        match expires {
            // The transaction is in the next block at the earliest.
            Some(expires) if block.saturating_add(1) >= expires => {
                self.progress.step("stopping the chain");
                let receipt = self.wallet.activate_exodus(self.rollup).await?;
                self.status = self.history.status().await?;
                self.did("activate", "stopped the chain for good".into(), &receipt, json!({}));
            }
            Some(expires) => {
                let left = expires.saturating_sub(block);
                self.lines.push(format!(
                    "the chain can be stopped from L1 block {expires} on, in {left} blocks, if the operator does not serve \
                     the oldest request before; run this again then"
                ));
                self.done.push(json!({ "step": "wait", "expirationBlock": expires, "block": block }));
            }
            None => return Err(WalletError::NoOpenRequest),
        }
        Ok(())
    }

    /// Gives deposits back, up to the last of one's own: older ones come first.
    async fn deposits(&mut self, file: Option<&ExitFile>) -> Result<(), WalletError> {
        let queue = self.client.queue(self.rollup).await?;
        if queue.open == 0 {
            return Ok(());
        }
        let from = match file {
            Some(file) => file.deployed_in,
            None => self.history.genesis(&|_, _| ()).await?.l1_block,
        };
        let requests = self.history.requests(from, queue.first, queue.open).await?;
        let me = self.wallet.address();
        let mine = |request: &Vec<u8>| matches!(PriorityOpKind::from_l1_pubdata(request), Ok(PriorityOpKind::Deposit { to, .. }) if to == me);
        let Some(last) = requests.iter().rposition(mine) else { return Ok(()) };
        for part in requests.get(..=last).unwrap_or_default().chunks(REQUESTS_AT_ONCE) {
            self.progress.step("taking deposits back");
            let receipt = self.wallet.cancel_deposits(self.rollup, part).await?;
            let line = format!("took {} requests back, deposits of yours among them", part.len());
            self.did("deposits", line, &receipt, json!({ "requests": part.len() }));
        }
        Ok(())
    }

    /// Exits with the proofs, but for what has left already.
    async fn exits(&mut self, file: Option<&ExitFile>) -> Result<(), WalletError> {
        let Some(file) = file else { return Ok(()) };
        let block = file.last_executed_block.number;
        if block != self.status.executed {
            return Err(WalletError::OldExits { block, executed: self.status.executed });
        }
        let mut left: Vec<ExitProof> = Vec::new();
        for exit in &file.exits {
            if !self.client.exited(self.rollup, exit.claim.account, exit.claim.key).await? {
                left.push(exit.clone());
            }
        }
        for part in left.chunks(EXITS_AT_ONCE) {
            self.progress.step(format!("exiting with {} proofs", part.len()));
            for receipt in self.wallet.perform_exodus(self.rollup, &file.last_executed_block, part).await? {
                let claims: Vec<_> = part.iter().map(|exit| exit.claim).collect();
                self.did("exit", format!("exited with {} proofs", part.len()), &receipt, json!({ "claims": claims }));
            }
        }
        Ok(())
    }

    /// Pays out what L1 owes, to whom it owes it.
    async fn claims(&mut self, file: Option<&ExitFile>) -> Result<(), WalletError> {
        let exits = file.map(|file| file.exits.as_slice()).unwrap_or_default();
        let owners: BTreeSet<_> = exits.iter().map(|exit| exit.claim.owner).chain([self.wallet.address()]).collect();
        for id in 0..=self.client.total_tokens(self.status.governance).await? {
            let id = TokenId(id);
            let Some(address) = self.client.token_address(self.status.governance, id).await? else { continue };
            for owner in &owners {
                let amount = self.client.pending_balance(self.rollup, *owner, address).await?;
                if amount == 0 {
                    continue;
                }
                let token = self.token(id, address).await?;
                self.progress.step(format!("claiming {}", show(amount, &token)));
                let receipt = self.wallet.claim(self.rollup, *owner, address, amount).await?;
                let what = json!({ "owner": owner, "token": token, "amount": Amount(amount) });
                self.did("claim", format!("claimed {} for {owner}", show(amount, &token)), &receipt, what);
            }
        }
        for exit in exits {
            let Owed::Nft { nft, .. } = exit.claim.owed else { continue };
            if self.client.pending_nft(self.rollup, nft.l1_token_id()).await?.is_some() {
                self.progress.step("claiming an NFT");
                let receipt = self.wallet.claim_nft(self.rollup, nft.l1_token_id()).await?;
                let line = format!("claimed NFT {}/{} for {}", nft.creator, nft.serial, exit.claim.owner);
                let what = json!({ "owner": exit.claim.owner, "l1TokenId": nft.l1_token_id().to_string() });
                self.did("claimNft", line, &receipt, what);
            }
        }
        Ok(())
    }

    async fn token(&self, id: TokenId, address: L1Address) -> Result<Token, WalletError> {
        let (symbol, decimals) = match id {
            TokenId::ETH => ("ETH".to_owned(), 18),
            _ => self.client.describe_token(address).await?,
        };
        let symbol = if symbol.is_empty() { format!("ERC20-{id}") } else { symbol };
        Ok(Token { id, address, symbol, decimals, pays_fees: false })
    }
}
