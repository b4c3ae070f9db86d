//! The operator is gone, and everybody leaves with the program and an L1 node.

use crate::{chain::Chain, terminal::Terminal};
use anyhow::{ensure, Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;
use zelkova_exodus::{holdings, StateFile};
use zelkova_primitives::{Felt, L1Address};

/// Where no node of the chain answers.
const NOWHERE: &str = "http://127.0.0.1:9";

/// The users after the operator has vanished.
pub struct Leaving<'a> {
    chain: &'a Chain,
    directory: tempfile::TempDir,
    users: [Terminal; 2],
    state: StateFile,
}

impl<'a> Leaving<'a> {
    /// Rebuilds the state with `zelkova data-restore`; it has this root.
    pub async fn begin(chain: &'a Chain, root: Felt) -> Result<Self> {
        let directory = tempfile::tempdir()?;
        let l1 = chain.l1_url();
        let terminal = |index| Terminal::new(directory.path(), index, NOWHERE, &l1);
        let users = [terminal(1).await?, terminal(2).await?];
        let file = directory.path().join("state");
        let restore = format!("data-restore --rollup {} --state {}", chain.deployment.rollup, file.display());
        let restored = users[0].line(&restore).await?;
        ensure!(restored["stateRoot"] == serde_json::to_value(root)?, "restored {restored}");
        // Once more goes on from where it is.
        ensure!(users[0].line(&restore).await? == restored, "a second restoring has another result");
        let state = StateFile::open(&file)?;
        Ok(Self { chain, directory, users, state })
    }

    fn path(&self, owner: L1Address) -> String {
        self.directory.path().join(owner.to_string()).display().to_string()
    }

    /// Makes the proofs of every owner; returns the owners.
    pub async fn prove(&self) -> Result<Vec<L1Address>> {
        let restored = self.state.restored()?;
        let owners: BTreeSet<_> = self.state.snapshot.accounts.iter().map(|(_, fields)| fields.address).collect();
        let owners: Vec<_> = owners.into_iter().filter(|owner| holdings(&restored, *owner).is_ok()).collect();
        let state = self.directory.path().join("state");
        for owner in &owners {
            let out = self.path(*owner);
            self.users[0].line(&format!("exit-proof --owner {owner} --state {} --out {out}", state.display())).await?;
        }
        Ok(owners)
    }

    /// User `index` takes an owner's proofs to L1; returns what was done.
    pub async fn exodus(&self, index: usize, owner: L1Address) -> Result<Vec<Value>> {
        let user = self.users.get(index).context("a user")?;
        let done = user.wallet(&format!("exodus --exits {}", self.path(owner))).await?;
        Ok(done["steps"].as_array().context("a list of steps")?.clone())
    }

    /// Everybody leaves: the first user proves for all, the second takes a deposit back. Nothing stays in the contract.
    pub async fn everybody_leaves(&self) -> Result<()> {
        let (chain, rollup) = (self.chain, self.chain.deployment.rollup);
        let bob = chain.wallet(2)?;
        // A request that nobody serves any more.
        bob.deposit_eth(rollup, bob.address(), 77).await?;
        let owners = self.prove().await?;
        let waiting = self.exodus(1, bob.address()).await?;
        ensure!(waiting.iter().any(|step| step["step"] == "wait"), "the operator's time is not over: {waiting:?}");
        ensure!(!waiting.iter().any(|step| step["step"] == "exit"), "the chain goes on: {waiting:?}");

        chain.mine(chain.expiration).await?;
        for owner in &owners {
            self.exodus(usize::from(*owner == bob.address()), *owner).await?;
        }
        for owner in owners {
            let again = self.exodus(0, owner).await?;
            ensure!(again.is_empty(), "{owner} had something left to do: {again:?}");
        }
        let left = chain.l1().eth_balance(rollup).await?;
        ensure!(left == 0, "{left} wei stayed in the contract");
        let left = chain.l1().token_balance(chain.token, rollup).await?;
        ensure!(left == 0, "{left} units of the token stayed in the contract");
        Ok(())
    }
}
