//! The binary `zelkova`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    zelkova_node::cli::main()
}
