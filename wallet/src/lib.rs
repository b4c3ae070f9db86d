//! `zelkova wallet` and `zelkova key`: what a user does with the chain. One module a command.

mod activate;
mod amount;
mod balance;
mod batch;
mod claim;
mod claim_nft;
mod deposit;
mod error;
mod exodus;
mod fee;
mod forced_exit;
mod full_exit;
mod full_exit_nft;
mod history;
mod key;
mod keystore;
mod mint_nft;
mod nft;
mod nft_name;
mod nfts;
mod order;
mod progress;
mod second_factor;
mod session;
mod status;
mod submit;
mod swap;
mod transfer;
mod transfer_nft;
mod withdraw;
mod withdraw_nft;
mod words;

pub use error::WalletError;
pub use key::{run as run_key, KeyArgs};

use clap::{Args, Subcommand};
use session::{Connection, Session};
use zelkova_console::Output;

const EXAMPLES: &str = "\
Amounts are in units of the token (1.5) or, with --wei, in its smallest unit. Tokens are named by symbol, id or address.

Examples:
  zelkova key generate                                     once: an L2 key and an L1 key
  zelkova wallet deposit --amount 1.5                      ETH from L1; creates the account
  zelkova wallet activate                                  sets the account's key, once
  zelkova wallet transfer --to 0x70997970.. --amount 0.25
  zelkova wallet batch transfer:0x7099..:0.25 transfer:0x3C44..:1:DAI
  zelkova wallet withdraw --amount 0.5 --wait finalized    back to L1
  zelkova wallet claim                                     pays out what was withdrawn
  zelkova wallet full-exit --token DAI                     everything, requested on L1 itself
  zelkova wallet forced-exit --target 0x7099..             moves the balance of an account without key to its owner
  zelkova wallet mint-nft --file picture.png               an NFT; it is named 3/0 if account 3 made none before
  zelkova wallet transfer-nft --nft 3/0 --to 0x7099..
  zelkova wallet withdraw-nft --nft 3/0 --wait finalized   to L1, where claim-nft mints it
  zelkova wallet claim-nft --nft 3/0
  zelkova wallet full-exit-nft --slot 0                    an NFT to L1, requested on L1 itself
  zelkova wallet exodus --exits exits.json                 everything to L1 after the operator has vanished
  zelkova wallet nfts
  zelkova wallet order --sell 1 --buy 2500 --buy-token DAI --out mine.json
  zelkova wallet swap --orders mine.json theirs.json       executes two orders that fit
  zelkova wallet fee transfer --token DAI                  what it would cost
  zelkova wallet second-factor on                          both keys must sign from then on
  zelkova wallet balance --l1
  zelkova wallet status --transaction 0x..
  zelkova wallet history --rejected                        what was not executed, and why";

/// Arguments of `zelkova wallet`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct WalletArgs {
    #[command(flatten)]
    connection: Connection,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Move ETH or an ERC-20 token from L1 to an account of the chain.
    Deposit(deposit::DepositArgs),
    /// Give the account its key: the first step after the first deposit.
    Activate(activate::ActivateArgs),
    /// Send to an L1 address; its account is created if it has none.
    Transfer(transfer::TransferArgs),
    /// Send and withdraw several amounts, all of them or none.
    Batch(batch::BatchArgs),
    /// Move an amount back to L1; claim it there once the block is final.
    Withdraw(withdraw::WithdrawArgs),
    /// Request on L1 that a whole balance is moved back; the operator cannot refuse it.
    FullExit(full_exit::FullExitArgs),
    /// Move the balance of somebody's account that has no key back to its owner on L1.
    ForcedExit(forced_exit::ForcedExitArgs),
    /// Pay out on L1 what withdrawals and full exits have left in the contract.
    Claim(claim::ClaimArgs),
    /// Make an NFT.
    MintNft(mint_nft::MintNftArgs),
    /// Send an NFT to an L1 address; its account is created if it has none.
    TransferNft(transfer_nft::TransferNftArgs),
    /// Move an NFT to L1; claim it there once the block is final.
    WithdrawNft(withdraw_nft::WithdrawNftArgs),
    /// Request on L1 that an NFT is moved there; the operator cannot refuse it.
    FullExitNft(full_exit_nft::FullExitNftArgs),
    /// Mint on L1 an NFT that has left the chain.
    ClaimNft(claim_nft::ClaimNftArgs),
    /// Get everything out of a chain whose operator is gone, with L1 only.
    Exodus(exodus::ExodusArgs),
    /// Show the NFTs of an account.
    Nfts(nfts::NftsArgs),
    /// Sign an order: what you sell, and what you want for it.
    Order(order::OrderArgs),
    /// Exchange what two orders sell.
    Swap(swap::SwapArgs),
    /// Show what the node asks for a transaction, or for several as a batch.
    Fee(fee::FeeArgs),
    /// Show the balances of an account.
    Balance(balance::BalanceArgs),
    /// Make transactions need a signature of the L1 key too, or stop it.
    SecondFactor(second_factor::SecondFactorArgs),
    /// Show a transaction, a priority operation, or the chain.
    Status(status::StatusArgs),
    /// Show what was executed for an account, or what was rejected.
    History(history::HistoryArgs),
}

/// Runs the command.
pub async fn run(args: WalletArgs, output: Output) -> Result<(), WalletError> {
    let WalletArgs { connection, mut command } = args;
    if let Command::Swap(args) = &mut command {
        // What is wrong with the files is told before anything is connected to.
        args.read_orders()?;
    }
    let command = match command {
        // Its operator's node is not there to be asked.
        Command::Exodus(args) => return exodus::run(&connection, output, args).await,
        command => command,
    };
    let session = Session::open(connection, output).await?;
    match command {
        Command::Deposit(args) => deposit::run(&session, args).await,
        Command::Activate(args) => activate::run(&session, args).await,
        Command::Transfer(args) => transfer::run(&session, args).await,
        Command::Batch(args) => batch::run(&session, args).await,
        Command::Withdraw(args) => withdraw::run(&session, args).await,
        Command::FullExit(args) => full_exit::run(&session, args).await,
        Command::ForcedExit(args) => forced_exit::run(&session, args).await,
        Command::Claim(args) => claim::run(&session, args).await,
        Command::MintNft(args) => mint_nft::run(&session, args).await,
        Command::TransferNft(args) => transfer_nft::run(&session, args).await,
        Command::WithdrawNft(args) => withdraw_nft::run(&session, args).await,
        Command::FullExitNft(args) => full_exit_nft::run(&session, args).await,
        Command::ClaimNft(args) => claim_nft::run(&session, args).await,
        Command::Exodus(_) => Ok(()),
        Command::Nfts(args) => nfts::run(&session, args).await,
        Command::Order(args) => order::run(&session, args).await,
        Command::Swap(args) => swap::run(&session, args).await,
        Command::Fee(args) => fee::run(&session, args).await,
        Command::Balance(args) => balance::run(&session, args).await,
        Command::SecondFactor(args) => second_factor::run(&session, args).await,
        Command::Status(args) => status::run(&session, args).await,
        Command::History(args) => history::run(&session, args).await,
    }
}
