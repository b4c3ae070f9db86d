//! What every wallet command works with: the node, the chain's facts, the user's keys and, when needed, L1.

use super::{
    keystore::{default_path, Keys},
    progress::Progress,
    WalletError,
};
use clap::Args;
use serde::Serialize;
use std::{path::PathBuf, time::Duration};
use zelkova_console::Output;
use zelkova_l1::{L1Client, L1Wallet};
use zelkova_primitives::{AccountId, L1Address, TokenId};
use zelkova_rpc::{
    types::{Account, AccountSelector, AccountState, ChainStatus, Token, TokenSelector},
    Client,
};

/// How to reach the node, L1 and the keys.
#[derive(Args, Clone, Debug)]
pub struct Connection {
    /// URL of a node of the chain.
    #[arg(long, global = true, value_name = "URL", env = "ZELKOVA_RPC_URL", default_value = "http://127.0.0.1:3030")]
    rpc_url: String,
    /// URL of an L1 node.
    #[arg(long, global = true, value_name = "URL", env = "ZELKOVA_L1_URL", default_value = "http://127.0.0.1:8545")]
    l1_url: String,
    /// The Rollup contract; the node is asked for it unless given.
    #[arg(long, global = true, value_name = "ADDRESS", env = "ZELKOVA_ROLLUP")]
    pub rollup: Option<L1Address>,
    /// File with the keys.
    #[arg(long, global = true, value_name = "FILE", env = "ZELKOVA_KEYSTORE")]
    keystore: Option<PathBuf>,
    /// How long to wait for a stage.
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 600)]
    timeout: u64,
}

impl Connection {
    /// URL of the L1 node.
    pub fn l1_url(&self) -> &str {
        &self.l1_url
    }

    /// The user's keys.
    pub fn keys(&self) -> Result<Keys, WalletError> {
        Keys::open(&self.keystore.clone().map_or_else(default_path, Ok)?)
    }
}

/// Whose account a command shows.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct AccountOptions {
    /// An L1 address; your own unless given.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "account")]
    address: Option<L1Address>,
    /// An account's id.
    #[arg(long, value_name = "ID")]
    account: Option<u32>,
}

impl AccountOptions {
    /// The account; that of the keystore unless one was named.
    pub fn selector(self, session: &Session) -> Result<AccountSelector, WalletError> {
        Ok(match (self.account, self.address) {
            (Some(id), _) => AccountSelector::Id(AccountId(id)),
            (None, Some(address)) => AccountSelector::Address(address),
            (None, None) => AccountSelector::Address(session.keys()?.address()?),
        })
    }
}

/// An open connection.
pub struct Session {
    connection: Connection,
    output: Output,
    /// The node.
    pub node: Client,
    /// What identifies the chain.
    pub chain: ChainStatus,
    tokens: Vec<Token>,
}

/// A user who is ready to sign.
pub struct Signer {
    /// The keys.
    pub keys: Keys,
    /// The address of the L1 key.
    pub address: L1Address,
    /// The account.
    pub account: AccountId,
    /// Its state.
    pub state: AccountState,
}

impl Session {
    /// Connects to the node.
    pub async fn open(connection: Connection, output: Output) -> Result<Self, WalletError> {
        let node = Client::connect(&connection.rpc_url).await?;
        let chain = node.chain_status().await?;
        let tokens = node.tokens().await?;
        Ok(Self { connection, output, node, chain, tokens })
    }

    /// How long to wait for a stage.
    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.connection.timeout)
    }

    /// Shows what goes on, unless a program reads the output.
    pub fn progress(&self) -> Progress {
        Progress::new(self.output.is_json())
    }

    /// The Rollup contract.
    pub fn rollup(&self) -> L1Address {
        self.connection.rollup.unwrap_or(self.chain.contracts.rollup)
    }

    /// The user's keys.
    pub fn keys(&self) -> Result<Keys, WalletError> {
        self.connection.keys()
    }

    /// L1 with the user's key.
    pub async fn l1_wallet(&self, keys: &Keys) -> Result<L1Wallet, WalletError> {
        let client = L1Client::connect(&self.connection.l1_url, self.chain.l1_chain_id).await?;
        Ok(L1Wallet::new(client, keys.l1)?)
    }

    /// The registered tokens.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The token that a user names.
    pub fn token(&self, selector: &TokenSelector) -> Result<&Token, WalletError> {
        let found = self.tokens.iter().find(|token| match selector {
            TokenSelector::Id(id) => token.id == *id,
            TokenSelector::Address(address) => token.address == *address,
            TokenSelector::Symbol(symbol) => token.symbol.eq_ignore_ascii_case(symbol),
        });
        found.ok_or_else(|| {
            let known: Vec<_> = self.tokens.iter().map(|token| format!("{} ({})", token.symbol, token.id)).collect();
            WalletError::UnknownToken { token: selector.clone(), known: known.join(", ") }
        })
    }

    /// A token for messages, even if the chain has just added it.
    pub fn token_by_id(&self, id: TokenId) -> Token {
        self.tokens.iter().find(|token| token.id == id).cloned().unwrap_or_else(|| Token {
            id,
            address: L1Address::ZERO,
            symbol: format!("token {id}"),
            decimals: 0,
            pays_fees: false,
        })
    }

    /// The account of an address; it must exist.
    pub async fn account_of(&self, address: L1Address) -> Result<(AccountId, AccountState), WalletError> {
        let account = self.node.account(address).await?;
        match account {
            Some(Account { id: Some(id), committed: Some(state), .. }) => Ok((id, state)),
            _ => Err(WalletError::NoAccount { address }),
        }
    }

    /// The user's account; it must have the keystore's key.
    pub async fn signer(&self) -> Result<Signer, WalletError> {
        let keys = self.keys()?;
        let address = keys.address()?;
        let (account, state) = self.account_of(address).await?;
        if state.key_hash != keys.l2.public().key_hash() {
            return Err(WalletError::NotActive { address });
        }
        Ok(Signer { keys, address, account, state })
    }

    /// Prints a result.
    pub fn print(&self, value: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), WalletError> {
        Ok(self.output.print(value, text)?)
    }
}
