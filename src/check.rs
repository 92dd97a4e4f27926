//! A check: machines, one after the other, each judged by every edition of a question.

use crate::evaluate::evaluate;
use crate::machine::Machine;
use crate::profile::{Profile, Tier};
use crate::report::Report;
use crate::verdict::Verdict;

/// So many sentences on entries that are no machine are held; the others are counted.
const HELD: usize = 1_000;

/// A question and the machines that it is asked of, which flow through and are not held.
pub struct Check<'a> {
    /// The editions, in the order of the question.
    pub profiles: &'a [Profile],
    /// The digest of each file that the editions are read from: its id, and SHA-256 in hexadecimal.
    pub digests: &'a [(String, String)],
    /// Which tier makes the verdict.
    pub decides: Tier,
    /// Whether no edition was named: what can the machines run?
    pub open: bool,
    /// Whether an unknown is to count as a fail in the end, where a format tells that too.
    pub unknown_fails: bool,
    /// The names of the columns of the input that go along.
    pub columns: &'a [String],
    machines: Box<dyn Iterator<Item = Result<Machine, String>> + 'a>,
    unread: Unread,
    worst: Option<Verdict>,
}

/// The entries of the input that could not be read as machines.
#[derive(Clone, Debug, Default)]
pub struct Unread {
    /// How many there are.
    pub count: usize,
    /// What is wrong with the first of them, one sentence each with its place.
    pub why: Vec<String>,
}

impl<'a> Check<'a> {
    /// The machines of a question, or why an entry is none.
    pub fn new(
        profiles: &'a [Profile],
        decides: Tier,
        machines: impl Iterator<Item = Result<Machine, String>> + 'a,
    ) -> Check<'a> {
        let (digests, columns): (&[_], &[_]) = (&[], &[]);
        let (machines, unread) = (Box::new(machines), Unread::default());
        let (open, unknown_fails) = (false, false);
        let worst = None;
        Check { profiles, digests, decides, open, unknown_fails, columns, machines, unread, worst }
    }

    /// Hands on the reports of every machine, one for each edition in the order of the question.
    ///
    /// # Errors
    /// The first that is handed back; the machines behind it are not judged.
    pub fn each<E>(
        &mut self,
        mut tell: impl FnMut(&[Report<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        for machine in self.machines.by_ref() {
            let machine = match machine {
                Ok(machine) => machine,
                Err(why) => {
                    self.unread.count += 1;
                    if self.unread.why.len() < HELD {
                        self.unread.why.push(why);
                    }
                    continue;
                }
            };
            let judged = self.profiles.iter().map(|p| evaluate(p, &machine, self.decides));
            let reports: Vec<Report<'_>> = judged.collect();
            let verdict = Verdict::all(reports.iter().map(Report::verdict));
            self.worst = Some(self.worst.map_or(verdict, |worst| worst.min(verdict)));
            tell(&reports)?;
        }
        Ok(())
    }

    /// The entries that could not be read, so far.
    pub fn unread(&self) -> &Unread {
        &self.unread
    }

    /// The verdict on all that was judged so far, where an entry that could not be read is unknown.
    pub fn verdict(&self) -> Verdict {
        let unread = (self.unread.count > 0).then_some(Verdict::Unknown);
        Verdict::all(self.worst.into_iter().chain(unread))
    }
}
