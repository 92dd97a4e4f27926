//! The command line: one file a command, and the exit code in one place.

mod check;
mod cpu;
mod diff;
mod exit;
mod formats;
mod lint;
mod list;
mod machines;
mod output;
mod progress;
mod say;
mod scan;
mod schema;
mod set;
mod show;
mod sizes;
mod upgrade;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use minspec::render::xlsx;
use minspec::sources::workbook;
use std::panic;
use std::process::ExitCode;

/// Says whether a machine meets the hardware requirements of a software edition, and why.
#[derive(Parser)]
#[command(name = "minspec", version, max_term_width = 100, after_help = exit::HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

/// The options of every command.
#[derive(clap::Args)]
struct Global {
    /// Profiles of your own, laid out as DIR/product/version.toml, above the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    profiles: Option<String>,
    /// Colour for people; `auto` heeds NO_COLOR and CLICOLOR_FORCE
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: When,
    /// Say nothing but errors; the exit code tells the verdict
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Say on standard error where each reading came from
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    /// Judge this machine, or the machines of files, by editions
    Check(check::Args),
    /// Write this machine as a spec file
    Scan(scan::Args),
    /// List the editions known
    List(list::Args),
    /// Show what editions require, and where that is published
    Show(show::Args),
    /// Say what a processor's name means
    Cpu(cpu::Args),
    /// Show what changed from one edition to another
    Diff(diff::Args),
    /// Show how one edition is upgraded to another, and whether a machine can go the way
    Upgrade(upgrade::Args),
    /// Check profiles; with --fix, write their canonical form
    Lint(lint::Args),
    /// List the formats of input and output, or explain how a file is read
    Formats(formats::Args),
    /// Print the JSON Schema of a file or an output
    Schema(schema::Args),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program, or of one of its commands
    Man {
        /// The command
        command: Option<String>,
    },
}

/// A panic that the reader or the writer of workbooks turns into an error is told as that error
/// only.
fn tell_panics_of_others() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let handled = panic.payload_as_str().is_some_and(|why| why.starts_with(xlsx::NO_ROOM))
            || std::thread::current().name() == Some(workbook::THREAD);
        if !handled {
            usual(panic);
        }
    }));
}

/// Runs the program: the command's exit code, or one error on standard error and 2.
pub fn run() -> ExitCode {
    tell_panics_of_others();
    let Cli { command, global } = Cli::parse();
    let done = match command {
        Command::Check(args) => check::run(&args, &global),
        Command::Scan(args) => scan::run(&args, &global),
        Command::List(args) => list::run(&args, &global),
        Command::Show(args) => show::run(&args, &global),
        Command::Cpu(args) => cpu::run(&args, &global),
        Command::Diff(args) => diff::run(&args, &global),
        Command::Upgrade(args) => upgrade::run(&args, &global),
        Command::Lint(args) => lint::run(&args, &global),
        Command::Formats(args) => formats::run(&args, &global),
        Command::Schema(args) => schema::run(&args),
        Command::Completions { shell } => completions(shell),
        Command::Man { command } => manual(command.as_deref()),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(why) => {
            say::error(&why);
            exit::Exit::Unusable.into()
        }
    }
}

fn completions(shell: clap_complete::Shell) -> Result<exit::Exit, String> {
    // The generator panics where it cannot write, and a vector takes everything.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "minspec", &mut script);
    output::stdout(|out| out.write_all(&script))?;
    Ok(exit::Exit::Pass)
}

fn manual(command: Option<&str>) -> Result<exit::Exit, String> {
    let mut program = Cli::command();
    program.build();
    let page = match command {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .ok_or_else(|| format!("no command \"{name}\""))?
            .clone()
            .display_name(format!("minspec-{name}")),
    };
    output::stdout(|out| clap_mangen::Man::new(page).render(out))?;
    Ok(exit::Exit::Pass)
}
