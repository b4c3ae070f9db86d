//! `zelkova wallet` and `zelkova key`: what a user does with the chain. One module a command.

mod activate;
mod amount;
mod balance;
mod claim;
mod deposit;
mod error;
mod fee;
mod full_exit;
mod key;
mod keystore;
mod progress;
mod second_factor;
mod session;
mod status;
mod submit;
mod transfer;
mod withdraw;

pub use error::WalletError;
pub use key::{run as run_key, KeyArgs};

use super::Output;
use crate::NodeError;
use clap::{Args, Subcommand};
use session::{Connection, Session};

const EXAMPLES: &str = "\
Amounts are in units of the token (1.5) or, with --wei, in its smallest unit. Tokens are named by symbol, id or address.

Examples:
  zelkova key generate                                     once: an L2 key and an L1 key
  zelkova wallet deposit --amount 1.5                      ETH from L1; creates the account
  zelkova wallet activate                                  sets the account's key, once
  zelkova wallet transfer --to 0x70997970.. --amount 0.25
  zelkova wallet withdraw --amount 0.5 --wait finalized    back to L1
  zelkova wallet claim                                     pays out what was withdrawn
  zelkova wallet full-exit --token DAI                     everything, requested on L1 itself
  zelkova wallet fee transfer --token DAI                  what it would cost
  zelkova wallet second-factor on                          both keys must sign from then on
  zelkova wallet balance --l1
  zelkova wallet status --transaction 0x..";

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
    /// Move an amount back to L1; claim it there once the block is final.
    Withdraw(withdraw::WithdrawArgs),
    /// Request on L1 that a whole balance is moved back; the operator cannot refuse it.
    FullExit(full_exit::FullExitArgs),
    /// Pay out on L1 what withdrawals and full exits have left in the contract.
    Claim(claim::ClaimArgs),
    /// Show what the node asks for a transaction, or for several as a batch.
    Fee(fee::FeeArgs),
    /// Show the balances of an account.
    Balance(balance::BalanceArgs),
    /// Make transactions need a signature of the L1 key too, or stop it.
    SecondFactor(second_factor::SecondFactorArgs),
    /// Show a transaction, a priority operation, or the chain.
    Status(status::StatusArgs),
}

/// Runs the command.
pub async fn run(args: WalletArgs, output: Output) -> Result<(), NodeError> {
    let session = Session::open(args.connection, output).await?;
    let result = match args.command {
        Command::Deposit(args) => deposit::run(&session, args).await,
        Command::Activate(args) => activate::run(&session, args).await,
        Command::Transfer(args) => transfer::run(&session, args).await,
        Command::Withdraw(args) => withdraw::run(&session, args).await,
        Command::FullExit(args) => full_exit::run(&session, args).await,
        Command::Claim(args) => claim::run(&session, args).await,
        Command::Fee(args) => fee::run(&session, args).await,
        Command::Balance(args) => balance::run(&session, args).await,
        Command::SecondFactor(args) => second_factor::run(&session, args).await,
        Command::Status(args) => status::run(&session, args).await,
    };
    Ok(result?)
}
