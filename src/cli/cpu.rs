//! `minspec cpu`: what a processor's name means.

mod people;
mod wire;

use super::exit::Exit;
use super::{Global, output};
use clap::ValueEnum;
use minspec::cpu::{Candidates, Evidence, Identified, identify};
use minspec::evaluate::evaluate;
use minspec::library::Library;
use minspec::machine::Machine;
use minspec::profile::{Profile, Tier};
use minspec::render::story;
use minspec::report::{Finding, Report};
use minspec::sources::facts::{Facts, Key};
use minspec::sources::file;
use minspec::sources::understand::{self, Scope};
use minspec::units::Hertz;
use minspec::verdict::Verdict;
use std::io::{self, Write};

#[derive(clap::Args)]
pub struct Args {
    /// Names, such as "Dual PII-350"; `-` reads one a line from standard input
    #[arg(value_name = "TEXT", required = true)]
    texts: Vec<String>,
    /// The format of the output
    #[arg(short, long, default_value = "table")]
    format: Format,
    /// Say what each edition asks of the processor, and whether it has it; the table of a single
    /// name does so anyway
    #[arg(long)]
    editions: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Ndjson,
}

/// What one text means.
struct Meaning<'a> {
    text: &'a str,
    identified: Identified,
    clock: Option<(Hertz, Hertz)>,
    sockets: Option<u32>,
}

impl<'a> Meaning<'a> {
    fn of(text: &'a str) -> Meaning<'a> {
        let identified = identify(&Evidence { text: Some(text), ..Evidence::default() });
        let described = identified.described.as_ref();
        let clock = described.and_then(|described| described.clock);
        let sockets = described.and_then(|described| described.sockets);
        Meaning { text, clock, sockets, identified }
    }

    fn why(&self) -> String {
        match &self.identified.conflict {
            Some(conflict) => conflict.clone(),
            None if self.identified.classes.is_empty() => "no class that is known".to_owned(),
            None => self.identified.why.clone(),
        }
    }

    /// A machine of which nothing but this is known.
    fn machine(&self) -> Machine {
        let mut facts = Facts::new(self.text);
        facts.put(Key::CpuText, "the command line", "TEXT", self.text);
        understand::machine(&facts, Scope::Machine)
    }

    /// The classes that all of its candidates count as.
    fn ancestors(&self) -> Candidates {
        let shared = self.identified.classes.iter().map(|class| class.ancestors());
        shared.reduce(Candidates::intersection).unwrap_or(Candidates::EMPTY)
    }
}

/// What an edition says of a processor, by that alone.
struct Opinion<'a> {
    id: &'a str,
    /// `None` where the edition asks nothing of the processor.
    verdict: Option<Verdict>,
    /// Whether anything is published that the processor can be held against.
    judged: bool,
    why: String,
}

impl<'a> Opinion<'a> {
    fn of(profile: &'a Profile, machine: &Machine) -> Opinion<'a> {
        let whole = evaluate(profile, machine, Tier::Minimum);
        let about = |finding: &Finding<'_>| finding.requirement.item.is_of_processor();
        let findings: Vec<Finding<'_>> =
            whole.findings.iter().filter(|f| about(f)).cloned().collect();
        let asks = !findings.is_empty() || whole.nothing_to_judge().is_some();
        let report = Report::new(machine, profile, whole.platform, findings, Tier::Minimum);
        let verdict = asks.then(|| report.verdict());
        let judged = report.nothing_to_judge().is_none();
        let why = match verdict {
            None => "it asks nothing of the processor".to_owned(),
            Some(_) => story::stops(&report, Finding::why),
        };
        Opinion { id: &profile.id, verdict, judged, why }
    }
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    let mut texts: Vec<String> = Vec::new();
    for text in &args.texts {
        match text.as_str() {
            "-" => texts.extend(file::lines_of_input()?),
            text => texts.push(text.to_owned()),
        }
    }
    let meanings: Vec<Meaning<'_>> = texts.iter().map(|text| Meaning::of(text)).collect();
    let unknown = meanings.iter().any(|meaning| meaning.identified.classes.is_empty());
    if !global.quiet {
        let single = args.format == Format::Table && meanings.len() == 1;
        let library = match args.editions || single {
            true => Some(Library::open(global.profiles.as_deref())?),
            false => None,
        };
        let editions: Vec<Profile> = match &library {
            Some(library) => {
                library.ids().map(|id| library.edition(id)).collect::<Result<_, _>>()?
            }
            None => Vec::new(),
        };
        output::stdout(|out| write(&meanings, &editions, args.format, global, out))?;
    }
    Ok(if unknown { Exit::Unknown } else { Exit::Pass })
}

fn write(
    meanings: &[Meaning<'_>],
    editions: &[Profile],
    format: Format,
    global: &Global,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Table => people::write(meanings, editions, global, out),
        Format::Json => wire::document(meanings, editions, out),
        Format::Ndjson => wire::lines(meanings, editions, out),
    }
}
