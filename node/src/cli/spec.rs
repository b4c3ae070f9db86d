//! `zelkova export-chain-spec`: prints a chain spec with everything filled in.

use crate::NodeError;
use clap::Args;
use std::path::PathBuf;
use zelkova_chain_spec::ChainSpec;
use zelkova_console::Output;

/// Arguments of `zelkova export-chain-spec`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  zelkova export-chain-spec --chain local > my-chain.json\n  zelkova build-spec --chain my-chain.json --output checked.json"
)]
pub struct SpecArgs {
    /// A preset (`dev`, `local`) or the path of a chain spec.
    #[arg(long, default_value = "dev", value_name = "CHAIN")]
    chain: String,
    /// File to write instead of the standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Prints or writes the spec. It is JSON for people and programs alike.
pub fn run(args: &SpecArgs, output: Output) -> Result<(), NodeError> {
    let spec = ChainSpec::load(&args.chain).map_err(|error| NodeError::Config(zelkova_console::chain(&error)))?;
    let text = spec.to_json().map_err(|error| NodeError::Config(zelkova_console::chain(&error)))?;
    match &args.output {
        Some(path) => {
            std::fs::write(path, text + "\n").map_err(|source| NodeError::File { path: path.clone(), source })
        }
        None => Ok(output.print_line(&spec, || text)?),
    }
}
