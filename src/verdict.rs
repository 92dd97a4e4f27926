//! The answer to a requirement: pass, fail, or unknown.

use std::fmt;

/// A verdict, ordered so that "all of them" is the least and "any of them" the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// No possibility meets the requirement.
    Fail,
    /// Some possibilities meet it and some do not, or nothing is known.
    Unknown,
    /// Every possibility meets it.
    Pass,
}

impl Verdict {
    /// The verdict on several requirements that must all be met. Nothing to judge is unknown.
    pub fn all(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
        verdicts.into_iter().min().unwrap_or(Verdict::Unknown)
    }

    /// The verdict on alternatives of which one suffices. No alternative is unknown.
    pub fn any(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
        verdicts.into_iter().max().unwrap_or(Verdict::Unknown)
    }

    /// The word used in every machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Fail => "fail",
            Verdict::Unknown => "unknown",
            Verdict::Pass => "pass",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
