//! What can go wrong in a wallet command.

use super::nft_name::NftName;
use std::{io, path::PathBuf};
use zelkova_console::{exit_code, Failure, PrintError};
use zelkova_l1::{L1Error, L1Receipt};
use zelkova_primitives::{AccountId, L1Address, TokenId};
use zelkova_rpc::{types::TokenSelector, ClientError};
use zelkova_runtime::OperationError;

/// Why a wallet command failed.
#[derive(Debug, thiserror::Error)]
pub enum WalletError {
    /// Not an amount.
    #[error(
        "`{text}` is not an amount of {symbol}: {problem}; write for example 1.25, or the smallest unit with --wei"
    )]
    Amount {
        /// What was given.
        text: String,
        /// The token's symbol.
        symbol: String,
        /// What is wrong.
        problem: String,
    },
    /// An amount or fee that pubdata cannot carry.
    #[error(
        "the {what} {given} cannot be packed; the closest packable ones are {below}{above}: \
         use one of them, or accept the closest with --round"
    )]
    NotPackable {
        /// `amount` or `fee`.
        what: &'static str,
        /// What was given.
        given: String,
        /// The closest packable value below.
        below: String,
        /// ` and ` with the closest packable value above, if there is one.
        above: String,
    },
    /// No such token.
    #[error("token `{token}` is not registered on this chain; registered are {known}")]
    UnknownToken {
        /// What was given.
        token: TokenSelector,
        /// The registered ones.
        known: String,
    },
    /// The account does not exist.
    #[error("{address} has no account on this chain; deposit to it first with `zelkova wallet deposit`")]
    NoAccount {
        /// The address.
        address: L1Address,
    },
    /// The account has no key, or another one.
    #[error("the account of {address} does not have this key; set it with `zelkova wallet activate`")]
    NotActive {
        /// The address.
        address: L1Address,
    },
    /// Nothing to claim.
    #[error("{owner} has nothing to claim; withdraw first and wait until the block is final (--wait finalized)")]
    NothingToClaim {
        /// The address.
        owner: L1Address,
    },
    /// More than there is to claim.
    #[error("{owner} can claim {available} of token {token}, not {asked}; claim less, or everything without --amount")]
    ClaimTooLarge {
        /// The address.
        owner: L1Address,
        /// The token.
        token: TokenId,
        /// What there is.
        available: String,
        /// What was asked for.
        asked: String,
    },
    /// No transaction of a batch can pay its fee.
    #[error("no item of the batch is in {token}, the fee token; name the token of one of them with --fee-token")]
    NoFeePayer {
        /// The fee token's symbol.
        token: String,
    },
    /// The way out.
    #[error(transparent)]
    Exodus(#[from] zelkova_exodus::ExodusError),
    /// Neither proofs nor the contract.
    #[error("which chain? give its Rollup contract with --rollup, or proofs with --exits")]
    NoRollup,
    /// Proofs for another contract.
    #[error(
        "the proofs are for the rollup {found}, not for {named}; leave --rollup away, or give the proofs of that chain"
    )]
    ExitsOfOther {
        /// That of the proofs.
        found: L1Address,
        /// That of the command line.
        named: L1Address,
    },
    /// A file without proofs.
    #[error("the file has no proofs; make them with `zelkova exit-proof`")]
    NoExits,
    /// Nothing can expire.
    #[error("the chain goes on and no request is open on L1; with --request a full exit is requested, and if the operator does not serve it in time, the chain can be stopped")]
    NoOpenRequest,
    /// Proofs for another state.
    #[error("the proofs are for block {block}, L1 has executed up to {executed}; run `zelkova data-restore` and `zelkova exit-proof` again")]
    OldExits {
        /// Of the proofs.
        block: u32,
        /// On L1.
        executed: u32,
    },
    /// No keys.
    #[error("there is no keystore at {path}; make one with `zelkova key generate`, or name another with --keystore", path = path.display())]
    NoKeystore {
        /// The file.
        path: PathBuf,
    },
    /// Keys must not be overwritten.
    #[error("there is a keystore at {path} already; name another file with --keystore, or move it away", path = path.display())]
    KeystoreExists {
        /// The file.
        path: PathBuf,
    },
    /// Other users can read the keys.
    #[error("other users can read the keystore {path} (mode {mode:o}); run `chmod 600` on it", path = path.display())]
    KeystoreOpen {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// The file is no keystore.
    #[error("{path} is not a keystore: {cause}; restore it from a backup, or name another with --keystore", path = path.display())]
    KeystoreFormat {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
    /// A file or directory.
    #[error("cannot use the keystore {path}: {source}", path = path.display())]
    KeystoreFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A key or seed that was given is none.
    #[error("{what} is not usable: {problem}")]
    Key {
        /// Which one.
        what: &'static str,
        /// What is wrong and what would be right.
        problem: String,
    },
    /// This user has no place for files.
    #[error("this user has no home directory; name the keystore with --keystore")]
    NoHome,
    /// Not a place in a history.
    #[error("{0}")]
    Cursor(String),
    /// The transaction contradicts the protocol.
    #[error("the transaction cannot be signed: {0}")]
    Operation(#[from] OperationError),
    /// No such NFT.
    #[error("no NFT {name} was minted on this chain; `zelkova wallet nfts` shows those of an account")]
    UnknownNft {
        /// Its name.
        name: NftName,
    },
    /// Somebody else's NFT.
    #[error("NFT {name} belongs to account {holder} of {address}, not to yours; its owner has to do this")]
    NftOfOther {
        /// Its name.
        name: NftName,
        /// The account that has it.
        holder: AccountId,
        /// That account's L1 address.
        address: L1Address,
    },
    /// The NFT is on L1 or on its way there.
    #[error(
        "NFT {name} has left the chain; once its block is final, `zelkova wallet claim-nft --nft {name}` mints it on L1"
    )]
    NftLeft {
        /// Its name.
        name: NftName,
    },
    /// There is nothing to mint on L1.
    #[error(
        "NFT {name} does not wait on L1: it is minted already, or it has not left the chain with a block that is final; \
         withdraw it first and wait (--wait finalized)"
    )]
    NftNotPending {
        /// Its name.
        name: NftName,
    },
    /// An order for nothing.
    #[error("an order cannot sell or buy nothing; give --sell and --buy amounts above zero")]
    EmptyOffer,
    /// An order that cannot be written as JSON.
    #[error("the order cannot be written: {cause}")]
    OrderText {
        /// Why.
        #[source]
        cause: serde_json::Error,
    },
    /// The file holds no order.
    #[error("{path} is not a signed order or a list of them: {cause}; make one with `zelkova wallet order --out FILE`", path = path.display())]
    OrderFormat {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        #[source]
        cause: serde_json::Error,
    },
    /// Not two orders.
    #[error("a swap takes two orders, the files hold {count}; name two files with one order each, or one with a list of two")]
    OrderCount {
        /// How many there are.
        count: usize,
    },
    /// An order that holds nowhere, or elsewhere.
    #[error("order {number} is not good on this chain: {source}; ask its owner for another one")]
    Order {
        /// 1 or 2.
        number: u8,
        /// What is wrong.
        #[source]
        source: OperationError,
    },
    /// Nobody said how much is exchanged.
    #[error("order {number} is a limit order and sells any amount; say what both orders sell with --amounts")]
    LimitOrder {
        /// 1 or 2.
        number: u8,
    },
    /// A file that a command reads or writes.
    #[error("cannot use the file {path}: {source}; check its name and permissions", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The node.
    #[error(transparent)]
    Node(#[from] ClientError),
    /// L1.
    #[error(transparent)]
    L1(#[from] L1Error),
    /// The L1 transaction was mined but did not do what was asked.
    #[error("the L1 transaction {} requested no priority operation; check that {contract} is the chain's contract", receipt.tx_hash)]
    NoRequest {
        /// The receipt.
        receipt: Box<L1Receipt>,
        /// The contract.
        contract: L1Address,
    },
    /// The result cannot be printed.
    #[error(transparent)]
    Output(#[from] PrintError),
}

impl WalletError {
    /// The L1 key is no key at all.
    pub(super) fn no_l1_key() -> Self {
        let problem = "it is zero or not below the order of secp256k1; use another one".into();
        Self::Key { what: "the L1 key", problem }
    }
}

impl Failure for WalletError {
    fn exit_code(&self) -> u8 {
        match self {
            Self::Node(_) => exit_code::RPC,
            Self::Exodus(error) => error.exit_code(),
            Self::L1(_) | Self::NoRequest { .. } => exit_code::L1,
            Self::NoKeystore { .. }
            | Self::KeystoreExists { .. }
            | Self::KeystoreOpen { .. }
            | Self::KeystoreFormat { .. }
            | Self::KeystoreFile { .. }
            | Self::File { .. }
            | Self::NoHome => exit_code::CONFIG,
            Self::Amount { .. }
            | Self::NotPackable { .. }
            | Self::UnknownToken { .. }
            | Self::Key { .. }
            | Self::NoFeePayer { .. }
            | Self::Cursor(_)
            | Self::EmptyOffer
            | Self::OrderFormat { .. }
            | Self::OrderCount { .. }
            | Self::LimitOrder { .. }
            | Self::NoRollup
            | Self::NoExits
            | Self::ExitsOfOther { .. }
            | Self::ClaimTooLarge { .. } => exit_code::USAGE,
            Self::NoAccount { .. }
            | Self::NotActive { .. }
            | Self::NothingToClaim { .. }
            | Self::UnknownNft { .. }
            | Self::NftOfOther { .. }
            | Self::NftLeft { .. }
            | Self::NftNotPending { .. }
            | Self::OrderText { .. }
            | Self::NoOpenRequest
            | Self::OldExits { .. }
            | Self::Order { .. }
            | Self::Operation(_)
            | Self::Output(_) => exit_code::FAILURE,
        }
    }

    fn kind(&self) -> &'static str {
        match self.exit_code() {
            exit_code::RPC => "rpc",
            exit_code::L1 => "l1",
            exit_code::CONFIG => "config",
            exit_code::USAGE => "usage",
            _ => "other",
        }
    }
}
