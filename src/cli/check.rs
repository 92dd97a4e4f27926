//! `minspec check`: machines, each judged by editions.

use super::exit::Exit;
use super::progress::Progress;
use super::sizes::Sizes;
use super::{Global, When, machines, output, set};
use clap::ValueEnum;
use minspec::check::{Batch, Check, Entry, Show};
use minspec::library::Library;
use minspec::machine::Machine;
use minspec::profile::{Profile, Tier};
use minspec::render::{self, Format, Rows, Style};
use minspec::sources::understand::Scope;
use minspec::sources::{Ask, How, Keep, Meter};
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

#[derive(clap::Args)]
pub struct Args {
    /// Editions (backoffice/4.5), products (backoffice), profiles (./ours.toml), or several on one
    /// machine (windows-nt-server/4.0+sql-server/6.5); none: all
    #[arg(value_name = "EDITION")]
    editions: Vec<String>,
    /// What describes machines: a report of a tool (systeminfo, lscpu, …), an inventory (CSV, JSON,
    /// NDJSON), a workbook (fleet.xlsx#Sheet2), a spec file, or a folder of these; `-` is standard
    /// input; without it, this machine
    #[arg(short, long = "machine", value_name = "FILE")]
    machines: Vec<String>,
    /// The format of the output [default: by the end of -o's name, else table]
    #[arg(short, long, value_parser = clap::builder::PossibleValuesParser::new(render::FORMATS.iter().map(|format| format.name)))]
    format: Option<String>,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// Which figures make the verdict
    #[arg(long, value_name = "TIER", default_value = "minimum")]
    tier: Deciding,
    /// Replace a reading, such as memory=256MB
    #[arg(long, value_name = "ITEM=VALUE")]
    set: Vec<String>,
    /// Refuse input with anything that is not understood as a machine
    #[arg(long)]
    strict: bool,
    /// What ends with exit 1 besides a fail
    #[arg(long, value_name = "VERDICT")]
    fail_on: Option<FailOn>,
    /// What a row of CSV stands for
    #[arg(long, value_name = "WHAT", default_value = "report")]
    rows: RowsOf,
    /// Begin CSV with a byte-order mark, by which Excel knows that it is UTF-8
    #[arg(long)]
    bom: bool,
    /// Columns of the input that go along to the reports, such as price,location; `all`: every one
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',', requires = "machines")]
    keep: Vec<String>,
    #[command(flatten)]
    reading: machines::Reading,
    #[command(flatten)]
    sizes: Sizes,
    /// Show everything, not only what the screen holds
    #[arg(long)]
    all: bool,
    /// Judge the volume that holds this path [default: the system volume]
    #[arg(long, value_name = "PATH", conflicts_with_all = ["machines", "disk"])]
    volume: Option<String>,
    /// Judge a whole device by its size, for a machine that has no system yet
    #[arg(long, value_name = "DEVICE", conflicts_with = "machines")]
    disk: Option<String>,
    /// Judge by what this process may use, not by the machine
    #[arg(long)]
    effective: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deciding {
    Minimum,
    Recommended,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Unknown,
}

#[derive(Clone, Copy, ValueEnum)]
enum RowsOf {
    Report,
    Finding,
    Machine,
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    // Mistakes in the command come before any work.
    let sets = args.set.iter().map(|set| set::parse(set)).collect::<Result<Vec<_>, _>>()?;
    let format = format(args)?;
    for (given, option) in [(!matches!(args.rows, RowsOf::Report), "--rows"), (args.bom, "--bom")] {
        if given && format.name != render::csv::FORMAT.name {
            return Err(format!("{option} is for CSV, and the output is {}", format.name));
        }
    }
    let workbook = format.name == render::xlsx::FORMAT.name;
    if to_stdout(args) && std::io::stdout().is_terminal() && workbook {
        return Err(
            "a workbook is not for a screen: name a file, such as -o offers.xlsx".to_owned()
        );
    }
    let library = Library::open(global.profiles.as_deref())?.sized(args.sizes.0.clone());
    let profiles = profiles(&library, &args.editions)?;
    args.sizes.used(&library, &profiles)?;
    // Nothing else tells them, and to make them takes longer than to judge a machine.
    let digests = if workbook { library.digests(&profiles)? } else { Vec::new() };
    let scope = if args.effective { Scope::Effective } else { Scope::Machine };
    let how = How { scope, stated: sets };
    let meter = Arc::default();
    let mut progress = Progress::begin(&meter, global.quiet);
    let machines::Machines { columns, batches } = machines(args, &how, meter)?;
    let batches = match global.verbose {
        true => Box::new(batches.map(|batch| Box::new(Explained(batch)) as Box<dyn Batch>)),
        false => batches,
    };
    let decides = match args.tier {
        Deciding::Minimum => Tier::Minimum,
        Deciding::Recommended => Tier::Recommended,
    };
    let mut check = Check::in_batches(&profiles, decides, batches);
    check.tell = Box::new(|entry| machines::tell(entry, global));
    check.digests = &digests;
    check.columns = &columns;
    check.open = args.editions.is_empty();
    check.unknown_fails = matches!(args.fail_on, Some(FailOn::Unknown));
    if global.quiet && args.output.is_none() {
        // The verdicts are all that is asked for.
        let nowhere = check.write_verdicts(&mut std::io::sink(), |_, _| Ok(()));
        nowhere.map_err(|error| error.to_string())?;
    } else {
        let style = style(args, global);
        // A screen, or a program such as `less` that has one, is not to be written over.
        let is_file = || std::fs::metadata("/dev/stdout").is_ok_and(|about| about.is_file());
        let shown = to_stdout(args) && !is_file();
        output::to(args.output.as_deref(), |out| match shown {
            true => (format.write)(&mut check, &style, &mut progress.until(out)),
            false => (format.write)(&mut check, &style, out),
        })?;
    }
    progress.end();
    Ok(Exit::of([check.verdict()].into_iter(), 0, check.unknown_fails))
}

fn profiles(library: &Library, editions: &[String]) -> Result<Vec<Profile>, String> {
    if editions.is_empty() {
        return library.editions(&library.ids().collect::<Vec<_>>());
    }
    let mut profiles: Vec<Profile> = Vec::new();
    for name in editions {
        for profile in library.find(name)? {
            if profiles.iter().all(|known| known.id != profile.id) {
                profiles.push(profile);
            }
        }
    }
    Ok(profiles)
}

/// The machines to judge: those of files, or this one.
fn machines(args: &Args, how: &How, meter: Arc<Meter>) -> Result<machines::Machines, String> {
    if args.machines.is_empty() {
        let facts = machines::live(args.volume.as_deref(), args.disk.as_deref())?;
        let machine = how.understand(facts);
        let one: Box<dyn Batch> = Box::new(Entry::Machine(machine));
        let batches = Box::new(std::iter::once(one));
        return Ok(machines::Machines { columns: Vec::new(), batches });
    }
    let keep = match args.keep.as_slice() {
        [] => Keep::Nothing,
        [all] if all == "all" => Keep::Everything,
        names => Keep::These(names.to_vec()),
    };
    let ask = Ask { meter, ..args.reading.ask(keep) };
    machines::open(&args.machines, &ask, how, args.strict)
}

fn format(args: &Args) -> Result<&'static Format, String> {
    if let Some(name) = &args.format {
        let mut formats = render::FORMATS.iter();
        return formats.find(|f| f.name == name).ok_or_else(|| format!("no format \"{name}\""));
    }
    let name = args.output.as_deref().filter(|name| *name != "-");
    let Some(name) = name else { return Ok(&render::FORMATS[0]) };
    let Some(extension) = Path::new(name).extension().and_then(|end| end.to_str()) else {
        return Ok(&render::FORMATS[0]);
    };
    let extension = extension.to_ascii_lowercase();
    let mut formats = render::FORMATS.iter();
    formats.find(|format| format.extensions.contains(&&extension[..])).ok_or_else(|| {
        let known: Vec<&str> = render::FORMATS.iter().flat_map(|f| f.extensions).copied().collect();
        format!(
            "-o {name}: no format ends in .{extension}; known are .{}; or say -f FORMAT",
            known.join(" .")
        )
    })
}

/// Without a screen, so many lines are shown of what a person is to read.
const LINES: usize = 300;

fn to_stdout(args: &Args) -> bool {
    args.output.as_deref().is_none_or(|file| file == "-")
}

/// How to show reports to whoever reads the output.
fn style(args: &Args, global: &Global) -> Style {
    let (color, size) = display(to_stdout(args), global);
    let lines = size.map_or(LINES, |(_, lines)| lines.into());
    let rows = match args.rows {
        RowsOf::Report => Rows::Report,
        RowsOf::Finding => Rows::Finding,
        RowsOf::Machine => Rows::Machine,
    };
    let lines = (!args.all).then_some(lines);
    Style { color, width: size.map(|(width, _)| width), lines, mark: args.bom, rows }
}

/// The style of commands that print tables and no reports.
pub fn plain_style(global: &Global) -> Style {
    let (color, size) = display(true, global);
    Style { color, width: size.map(|(width, _)| width), ..Style::default() }
}

/// Whether to colour, and how many columns and lines the screen has, if the output goes there.
fn display(screen: bool, global: &Global) -> (bool, Option<(u16, u16)>) {
    let stdout = std::io::stdout();
    let color = match global.color {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            screen && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never
        }
    };
    let size = (screen && stdout.is_terminal()).then(terminal_size::terminal_size).flatten();
    (color, size.map(|(width, height)| (width.0, height.0)))
}

/// A batch that tells, before each machine, where each of its readings came from.
struct Explained(Box<dyn Batch>);

impl Batch for Explained {
    fn machines(self: Box<Self>, show: Show<'_>) {
        self.0.machines(&mut |entry| {
            if let Entry::Machine(machine) = &entry {
                readings(&machine.machine()).for_each(|line| show(Entry::Told(line)));
            }
            show(entry);
        });
    }
}

/// Where each reading of a machine came from, a line each.
fn readings(machine: &Machine) -> impl Iterator<Item = String> {
    machine.readings().map(|(item, reading)| {
        let (name, origin) = (machine.name(), machine.origin(reading));
        format!("{name}: {item}: {} [{origin}: \"{}\"]", reading.told(item), origin.raw)
    })
}
