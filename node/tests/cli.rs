//! The program as a shell sees it: help, exit codes, output for programs.

use std::process::{Command, Output};

fn zelkova(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zelkova")).args(args).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

#[test]
fn every_command_that_help_lists_explains_itself() {
    let help = zelkova(&["--help"]);
    assert!(help.status.success());
    let text = stdout(&help);
    let listed =
        text.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list of commands");
    // Deeper lines go on with the text of the command above.
    let commands = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let commands: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.contains(&"run") && commands.contains(&"wallet"), "{commands:?}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        let help = zelkova(&[command, "--help"]);
        assert!(help.status.success() && stdout(&help).contains("Usage:"), "{command}");
    }
}

#[test]
fn wrong_usage_has_its_own_exit_code() {
    let output = zelkova(&["no-such-command"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-command"));
}

#[test]
fn a_preset_is_printed_whole_for_programs() {
    let output = zelkova(&["export-chain-spec", "--chain", "dev", "--json"]);
    assert!(output.status.success());
    let spec: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert!(spec["genesis"]["l2ChainId"].is_number() && spec["fees"].is_object(), "{spec}");
}
