//! `minspec upgrade`: the way from one edition to another, and what its stops ask of a machine.

use super::exit::Exit;
use super::list::Format;
use super::sizes::Sizes;
use super::{Global, check, machines, output};
use minspec::evaluate::evaluate;
use minspec::library::Library;
use minspec::profile::{Profile, Tier};
use minspec::render::route::{self, Judged};
use minspec::render::{Style, markdown, table};
use minspec::report::Report;
use minspec::sources::Keep;
use minspec::sources::understand::{self, Scope};
use minspec::upgrade::Upgrades;
use minspec::verdict::Verdict;

#[derive(clap::Args)]
#[command(
    override_usage = "minspec upgrade <FROM> <TO> [OPTIONS]\n       minspec upgrade --from <EDITION> [OPTIONS]"
)]
pub struct Args {
    /// The edition that is there
    #[arg(value_name = "FROM", required_unless_present = "start", requires = "to")]
    from: Option<String>,
    /// The edition that is wanted
    #[arg(value_name = "TO")]
    to: Option<String>,
    /// Everything that can be reached from an edition, and everything known to be closed
    #[arg(long = "from", value_name = "EDITION", conflicts_with_all = ["from", "machines", "live"])]
    start: Option<String>,
    /// Judge the machines of a file by each stop of the way; `-` is standard input
    #[arg(short, long = "machine", value_name = "FILE")]
    machines: Vec<String>,
    #[command(flatten)]
    reading: machines::Reading,
    /// Judge this machine by each stop of the way
    #[arg(long, conflicts_with = "machines")]
    live: bool,
    #[command(flatten)]
    sizes: Sizes,
    /// The format of the output
    #[arg(short, long, default_value = "table")]
    format: Format,
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    let library = Library::open(global.profiles.as_deref())?.sized(args.sizes.0.clone());
    let upgrades = library.upgrades()?;
    let (Some(from), Some(to)) = (&args.from, &args.to) else {
        return everything_from(args, &library, &upgrades, global);
    };
    let (from, to) = (edition(&library, from)?, edition(&library, to)?);
    if from == to {
        return Err(format!("{from} is what is there already: nothing to upgrade"));
    }
    let plan = upgrades.plan(&from, &to);
    let (machines, bad) = match (args.live, args.machines.is_empty()) {
        (true, _) => {
            let facts = machines::live(None, None)?;
            (vec![understand::machine(&facts, Scope::Machine)], 0)
        }
        (false, true) => (Vec::new(), 0),
        (false, false) => machines::read(&args.machines, &args.reading.ask(Keep::Nothing), global)?,
    };
    let stops = plan
        .ways
        .iter()
        .map(|way| way.iter().map(|step| library.edition(step.to)).collect())
        .collect::<Result<Vec<Vec<Profile>>, _>>()?;
    // Where no way is known, the end is what was asked for all the same.
    let mut all: Vec<Profile> = stops.iter().flatten().cloned().collect();
    all.push(library.edition(&to)?);
    args.sizes.used(&library, &all)?;
    let judge = |stops: &'_ [Profile]| -> Verdict {
        let all = machines.iter().flat_map(|machine| {
            stops.iter().map(move |stop| evaluate(stop, machine, Tier::Minimum).verdict())
        });
        Verdict::all(all)
    };
    let reports: Vec<Report<'_>> = machines
        .iter()
        .flat_map(|machine| {
            let stops = stops.first().into_iter().flatten();
            stops.map(move |stop| evaluate(stop, machine, Tier::Minimum))
        })
        .collect();
    let other = match reports.iter().all(|report| report.verdict() == Verdict::Pass) {
        true => None,
        false => stops.iter().skip(1).position(|stops| judge(stops) == Verdict::Pass),
    };
    let given = args.live || !args.machines.is_empty();
    let judged = Judged { reports: &reports, other: other.map(|n| n + 1), given };
    if !global.quiet {
        let style = check::plain_style(global);
        let story = |style: &Style| route::story(&plan, &judged, &upgrades, style);
        output::stdout(|out| match args.format {
            Format::Table => table::blocks(&story(&style), &style, out),
            Format::Markdown => markdown::blocks(&story(&Style::default()), out),
            Format::Json => route::json(&plan, &judged, out),
        })?;
    }
    let way = match plan.supported() {
        Some(true) => Verdict::Pass,
        Some(false) => Verdict::Fail,
        None => Verdict::Unknown,
    };
    Ok(Exit::of(judged.verdict().into_iter().chain([way]), bad, false))
}

/// Everything that can be reached from an edition, and everything known to be closed.
fn everything_from(
    args: &Args,
    library: &Library,
    upgrades: &Upgrades,
    global: &Global,
) -> Result<Exit, String> {
    let start = args.start.as_deref().ok_or("say from which edition: --from EDITION")?;
    let start = edition(library, start)?;
    let story = || route::story_from(&start, upgrades);
    if !global.quiet {
        output::stdout(|out| match args.format {
            Format::Table => table::blocks(&story(), &check::plain_style(global), out),
            Format::Markdown => markdown::blocks(&story(), out),
            Format::Json => route::json_from(&start, upgrades, out),
        })?;
    }
    Ok(Exit::Pass)
}

/// The id of an edition of the library.
fn edition(library: &Library, name: &str) -> Result<String, String> {
    match name.ends_with(".toml") || name.contains('+') {
        true => Err(format!("{name}: upgrades are known between editions of the library only")),
        false => library.id(name).map(str::to_owned),
    }
}
