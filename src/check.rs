//! A check: machines, one after the other, each judged by every edition of a question.

mod crew;

use crew::Done;

use crate::evaluate::evaluate;
use crate::evaluate::learned::Learned;
use crate::evaluate::parts::Judge;
use crate::machine::{Machine, Passing};
use crate::profile::{Profile, Tier};
use crate::report::Report;
use crate::verdict::Verdict;
use std::io::{self, Write};

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
    /// Hears what is to be told beside the reports, as it is met.
    pub tell: Tell<'a>,
    batches: Batches,
    found: Found,
}

/// Hears of what is no machine.
pub type Tell<'t> = Box<dyn FnMut(&Entry<()>) + 't>;

/// An entry of an input.
#[derive(Clone, Debug)]
pub enum Entry<M> {
    /// A machine.
    Machine(M),
    /// A machine that could not be read at all: one sentence with its place.
    Bad(String),
    /// Something that was not used: one sentence with its place.
    Note(String),
    /// How something was read: one sentence.
    Told(String),
}

impl Entry<Machine> {
    /// Shows the entry to somebody.
    pub fn pass(self, show: Show<'_>) {
        match self.or() {
            Ok(machine) => machine.pass(|passing| show(Entry::Machine(passing))),
            Err(entry) => show(entry),
        }
    }
}

impl<M> Entry<M> {
    /// The machine, or the entry, which is none.
    ///
    /// # Errors
    /// It is not a machine.
    pub fn or<N>(self) -> Result<M, Entry<N>> {
        match self {
            Entry::Machine(machine) => Ok(machine),
            Entry::Bad(why) => Err(Entry::Bad(why)),
            Entry::Note(note) => Err(Entry::Note(note)),
            Entry::Told(told) => Err(Entry::Told(told)),
        }
    }

    /// The entry with another machine in its place.
    pub fn map<N>(self, other: impl FnOnce(M) -> N) -> Entry<N> {
        self.or().map_or_else(|entry| entry, |machine| Entry::Machine(other(machine)))
    }
}

/// Some entries, which are yet to be understood.
pub trait Batch: Send {
    /// Shows the machines, one after the other.
    fn machines(self: Box<Self>, show: Show<'_>);

    /// Shows what a judge says of the machines. Where they are much alike there is a shorter way
    /// than over each of them.
    fn verdicts(self: Box<Self>, judge: &mut Judge<'_>, show: ShowVerdicts<'_>) {
        verdicts(|machines| self.machines(machines), judge, show);
    }
}

/// Shows what a judge says of machines that are shown.
pub fn verdicts(machines: impl FnOnce(Show<'_>), judge: &mut Judge<'_>, show: ShowVerdicts<'_>) {
    let mut verdicts = Vec::new();
    machines(&mut |entry| {
        show(entry.map(|machine| {
            judge.verdicts(&machine.parts, &mut verdicts);
            Judged { name: machine.name, kept: machine.kept, verdicts: &verdicts }
        }));
    });
}

/// Is shown the machines of a batch.
pub type Show<'s> = &'s mut dyn FnMut(Entry<Passing<'_>>);

/// Is shown what is said of the machines of a batch.
pub type ShowVerdicts<'s> = &'s mut dyn FnMut(Entry<Judged<'_>>);

/// What is said of a machine as it passes by.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'j> {
    /// Its name.
    pub name: &'j str,
    /// Texts that go along to the reports.
    pub kept: &'j [&'j str],
    /// The verdict of each edition.
    pub verdicts: &'j [Verdict],
}

impl Batch for Entry<Machine> {
    fn machines(self: Box<Self>, show: Show<'_>) {
        self.pass(show);
    }
}

/// The entries of an input, in its order.
pub type Batches = Box<dyn Iterator<Item = Box<dyn Batch>> + Send>;

/// The entries of the input that could not be read as machines.
#[derive(Clone, Debug, Default)]
pub struct Unread {
    /// How many there are.
    pub count: usize,
    /// What is wrong with the first of them, one sentence each with its place.
    pub why: Vec<String>,
}

/// What was found so far.
#[derive(Debug, Default)]
struct Found {
    unread: Unread,
    worst: Option<Verdict>,
}

impl Found {
    fn add(&mut self, verdict: Verdict) {
        self.worst = Some(self.worst.map_or(verdict, |worst| worst.min(verdict)));
    }

    fn miss(&mut self, why: String) {
        self.unread.count += 1;
        if self.unread.why.len() < HELD {
            self.unread.why.push(why);
        }
    }
}

impl<'a> Check<'a> {
    /// The machines of a question, or why an entry is none.
    pub fn new(
        profiles: &'a [Profile],
        decides: Tier,
        machines: impl Iterator<Item = Result<Machine, String>> + Send + 'static,
    ) -> Check<'a> {
        let entries = machines.map(|machine| machine.map_or_else(Entry::Bad, Entry::Machine));
        let batches = entries.map(|entry| Box::new(entry) as Box<dyn Batch>);
        Check::in_batches(profiles, decides, Box::new(batches))
    }

    /// The machines of a question, so many at a time.
    pub fn in_batches(profiles: &'a [Profile], decides: Tier, batches: Batches) -> Check<'a> {
        Check {
            profiles,
            digests: &[],
            decides,
            open: false,
            unknown_fails: false,
            columns: &[],
            tell: Box::new(|_| {}),
            batches,
            found: Found::default(),
        }
    }

    /// Hands on the reports of every machine, one for each edition in the order of the question.
    ///
    /// # Errors
    /// The first that is handed back; the machines behind it are not judged.
    pub fn each<E>(
        &mut self,
        mut tell: impl FnMut(&[Report<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut fault = None;
        while let Some(batch) = self.batches.next() {
            batch.machines(&mut |entry| {
                let machine = match entry {
                    _ if fault.is_some() => return,
                    Entry::Machine(machine) => machine.machine(),
                    other => return self.hear(other.map(drop)),
                };
                let reports = reports(self.profiles, &machine, self.decides);
                self.found.add(Verdict::all(reports.iter().map(Report::verdict)));
                fault = tell(&reports).err();
            });
            if let Some(fault) = fault {
                return Err(fault);
            }
        }
        Ok(())
    }

    /// Writes something about the reports of every machine, in the order of the input. Several
    /// processors work at it.
    ///
    /// # Errors
    /// The first of `tell`, or of the writer.
    pub fn write(
        &mut self,
        out: &mut (dyn Write + Send),
        tell: impl Fn(&[Report<'_>], &mut Vec<u8>) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        let (profiles, decides) = (self.profiles, self.decides);
        self.flow(out, || {
            |batch: Box<dyn Batch>, done: &mut Done| {
                batch.machines(&mut |entry| {
                    done.add(entry, |machine, bytes| {
                        let machine = machine.machine();
                        let reports = reports(profiles, &machine, decides);
                        tell(&reports, bytes)?;
                        Ok(Verdict::all(reports.iter().map(Report::verdict)))
                    });
                });
            }
        })
    }

    /// Writes something about the verdicts on every machine, as [`write`](Check::write) does.
    ///
    /// # Errors
    /// As of [`write`](Check::write).
    pub fn write_verdicts(
        &mut self,
        out: &mut (dyn Write + Send),
        tell: impl Fn(&Judged<'_>, &mut Vec<u8>) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        let (profiles, decides) = (self.profiles, self.decides);
        let learned = Learned::default();
        self.flow(out, || {
            let mut judge = Judge::new(profiles, decides, &learned);
            let tell = &tell;
            move |batch: Box<dyn Batch>, done: &mut Done| {
                batch.verdicts(&mut judge, &mut |entry| {
                    done.add(entry, |judged, bytes| {
                        tell(&judged, bytes)?;
                        Ok(Verdict::all(judged.verdicts.iter().copied()))
                    });
                });
            }
        })
    }

    /// Notes an entry that is no machine.
    fn hear(&mut self, entry: Entry<()>) {
        (self.tell)(&entry);
        if let Entry::Bad(why) = entry {
            self.found.miss(why);
        }
    }

    /// The entries that could not be read, so far.
    pub fn unread(&self) -> &Unread {
        &self.found.unread
    }

    /// The verdict on all that was judged so far, where an entry that could not be read is unknown.
    pub fn verdict(&self) -> Verdict {
        let unread = (self.found.unread.count > 0).then_some(Verdict::Unknown);
        Verdict::all(self.found.worst.into_iter().chain(unread))
    }
}

fn reports<'r>(profiles: &'r [Profile], machine: &'r Machine, decides: Tier) -> Vec<Report<'r>> {
    profiles.iter().map(|profile| evaluate(profile, machine, decides)).collect()
}
