//! `minspec check`, and `minspec scan`.

use super::exit::Exit;
use super::{Global, When, machines, output, say, set};
use clap::ValueEnum;
use minspec::evaluate::evaluate;
use minspec::library::Library;
use minspec::machine::Machine;
use minspec::profile::{Profile, Tier};
use minspec::render::{self, Format, Rows, Style};
use minspec::report::Report;
use minspec::sources::facts::Facts;
use minspec::sources::understand::{self, Scope};
use std::io::IsTerminal;
use std::path::Path;

#[derive(clap::Args)]
pub struct Args {
    /// Editions (backoffice/4.5), products (backoffice), profiles (./ours.toml), or several on one
    /// machine (windows-nt-server/4.0+sql-server/6.5); none: all
    #[arg(value_name = "EDITION")]
    editions: Vec<String>,
    /// A file that describes machines; `-` is standard input; without it, this machine
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
    if !matches!(args.rows, RowsOf::Report) && format.name != render::csv::FORMAT.name {
        return Err(format!("--rows is for CSV, and the output is {}", format.name));
    }
    let profiles = profiles(&args.editions, global)?;
    let (mut facts, bad) = facts(args, global)?;
    facts.iter_mut().for_each(|facts| facts.set(&sets));
    let scope = if args.effective { Scope::Effective } else { Scope::Machine };
    let machines: Vec<Machine> =
        facts.iter().map(|facts| understand::machine(facts, scope)).collect();
    if global.verbose {
        machines.iter().for_each(tell);
    }
    let decides = match args.tier {
        Deciding::Minimum => Tier::Minimum,
        Deciding::Recommended => Tier::Recommended,
    };
    let reports: Vec<Report<'_>> = machines
        .iter()
        .flat_map(|machine| profiles.iter().map(move |profile| evaluate(profile, machine, decides)))
        .collect();
    let style = style(args.output.as_deref(), args.rows, global);
    if !global.quiet || args.output.is_some() {
        output::to(args.output.as_deref(), |out| (format.write)(&reports, &style, out))?;
    }
    let unknown_fails = matches!(args.fail_on, Some(FailOn::Unknown));
    Ok(Exit::of(reports.iter().map(Report::verdict), bad, unknown_fails))
}

fn profiles(editions: &[String], global: &Global) -> Result<Vec<Profile>, String> {
    let library = Library::open(global.profiles.as_deref())?;
    if editions.is_empty() {
        return library.ids().map(|id| library.edition(id)).collect();
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

/// The machines to judge, and how many could not be read.
fn facts(args: &Args, global: &Global) -> Result<(Vec<Facts>, usize), String> {
    match args.machines.is_empty() {
        true => Ok((vec![machines::live(args.volume.as_deref(), args.disk.as_deref())?], 0)),
        false => machines::read(&args.machines, args.strict, global),
    }
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

/// How to show things to whoever reads the output.
fn style(output: Option<&str>, rows: RowsOf, global: &Global) -> Style {
    let stdout = std::io::stdout();
    let screen = output.is_none_or(|file| file == "-");
    let color = match global.color {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            screen && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never
        }
    };
    let width = (screen && stdout.is_terminal()).then(terminal_size::terminal_size).flatten();
    let rows = match rows {
        RowsOf::Report => Rows::Report,
        RowsOf::Finding => Rows::Finding,
        RowsOf::Machine => Rows::Machine,
    };
    Style { color, width: width.map(|(width, _)| width.0), rows }
}

/// The style of commands that print tables and no reports.
pub fn plain_style(global: &Global) -> Style {
    style(None, RowsOf::Report, global)
}

/// Where each reading came from.
fn tell(machine: &Machine) {
    for (item, reading) in machine.readings() {
        let known = match &reading.known {
            Ok(known) => known.show(item.kind()),
            Err(why) => format!("unclear: {why}"),
        };
        let note = reading.note.as_deref().map(|note| format!(" ({note})")).unwrap_or_default();
        let (name, origin) = (machine.name(), &reading.origin);
        say::line(&format!("{name}: {item}: {known}{note} [{origin}: \"{}\"]", origin.raw));
    }
}
