//! `make demo`: the main job on a fresh development chain, with every stage printed as it happens.

use clap::Parser;
use std::{path::PathBuf, process::ExitCode};
use zelkova_e2e::{process::Node, report::Report, scenario};

/// Runs the main job: deposit on Ethereum, transact, prove, settle, withdraw.
#[derive(Parser)]
#[command(after_help = "Example:\n  zelkova-demo --zelkova target/debug/zelkova --report target/demo-report.json")]
struct Args {
    /// The `zelkova` binary.
    #[arg(long, default_value = "target/debug/zelkova")]
    zelkova: PathBuf,
    /// Where the report goes.
    #[arg(long, default_value = "target/demo-report.json")]
    report: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> anyhow::Result<()> {
    println!("Starting a development chain with its own L1 ...");
    let mut node = Node::start_dev(&args.zelkova).await?;
    println!("  L1 at {}, chain at {}", node.ready.l1_url, node.ready.rpc_url);
    let outcome = scenario::main_job(&node, &mut |line| println!("{line}")).await;
    if outcome.is_err() {
        eprintln!("The node's log is at {}", node.keep_log().display());
    }
    let report: Report = outcome?;
    node.stop().await?;
    report.write(&args.report)?;
    println!("{report}");
    println!("Report: {}", args.report.display());
    anyhow::ensure!(report.l1_balances_match, "the balances on L1 are not what they must be");
    Ok(())
}
