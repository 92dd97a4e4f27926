//! The exit code, computed in one place for every command and format.

use minspec::verdict::Verdict;
use std::process::ExitCode;

/// What `--help` says of it.
pub const HELP: &str = "\
Exit: 0 every verdict is pass; 1 at least one fail; 2 usage, unreadable input or unusable profile, \
nothing was judged; 3 no fail, at least one unknown.";

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Every verdict is pass, or there was nothing to judge and all went well.
    Pass,
    /// At least one fail.
    Fail,
    /// Usage, unreadable input, unusable profile.
    Unusable,
    /// No fail, at least one unknown.
    Unknown,
}

impl Exit {
    /// The end of a check. A machine that could not be read counts as unknown.
    pub fn of(verdicts: impl Iterator<Item = Verdict>, bad: usize, unknown_fails: bool) -> Exit {
        let unread = (bad > 0).then_some(Verdict::Unknown);
        match Verdict::all(verdicts.chain(unread)) {
            Verdict::Pass => Exit::Pass,
            Verdict::Fail => Exit::Fail,
            Verdict::Unknown if unknown_fails => Exit::Fail,
            Verdict::Unknown => Exit::Unknown,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Pass => 0,
            Exit::Fail => 1,
            Exit::Unusable => 2,
            Exit::Unknown => 3,
        })
    }
}
