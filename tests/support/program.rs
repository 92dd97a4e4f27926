//! The whole program: how tests run it and read what it wrote.

use assert_cmd::Command;
use assert_cmd::assert::Assert;

/// The program with some arguments, without colour.
pub fn minspec(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("minspec").expect("the program");
    command.args(arguments).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
    command
}

/// What it wrote to standard output.
pub fn text(done: &Assert) -> String {
    String::from_utf8(done.get_output().stdout.clone()).expect("text")
}

/// What it wrote to standard error.
pub fn errors(done: &Assert) -> String {
    String::from_utf8(done.get_output().stderr.clone()).expect("text")
}
