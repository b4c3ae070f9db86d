//! `zelkova completions`: completion scripts for shells.

use super::Cli;
use crate::error::NodeError;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use zelkova_console::Output;

/// Arguments of `zelkova completions`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  zelkova completions bash > /etc/bash_completion.d/zelkova\n  zelkova completions zsh > ~/.zfunc/_zelkova"
)]
pub struct CompletionsArgs {
    /// Which shell.
    pub shell: Shell,
}

/// Prints the script.
pub fn run(args: &CompletionsArgs, _output: Output) -> Result<(), NodeError> {
    clap_complete::generate(args.shell, &mut Cli::command(), "zelkova", &mut std::io::stdout());
    Ok(())
}
