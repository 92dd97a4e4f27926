//! `minspec lint`: checks profiles and upgrade rules, and writes their canonical form.

use super::exit::Exit;
use super::{Global, output, say};
use minspec::fault::{Fault, Faults, Gravity};
use minspec::library::{Library, UPGRADES};
use minspec::profile::{format, laws};
use minspec::sources::file;
use minspec::upgrade;
use std::path::Path;

#[derive(clap::Args)]
pub struct Args {
    /// Profiles, and upgrade rules in files that are called upgrades.toml
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// Write the canonical form into the files
    #[arg(long)]
    fix: bool,
}

/// What is said of one text.
struct Linted {
    faults: Vec<Fault>,
    /// Rules of the text that cannot all hold.
    clash: Option<String>,
    /// The canonical form; `None` of what cannot be used.
    canonical: Option<String>,
}

impl Linted {
    fn of(path: &str, text: &str, library: &Library) -> Linted {
        if Path::new(path).file_name().is_some_and(|name| name == UPGRADES) {
            return Linted::rules(path, text, library);
        }
        let known: Vec<&str> = library.ids().collect();
        let faults = laws::lint(path, text, &known);
        Linted { faults, clash: None, canonical: format::canonical(path, text).ok() }
    }

    /// Rules are held against those that are built in, beside which they are used.
    fn rules(path: &str, text: &str, library: &Library) -> Linted {
        let known: Vec<&str> = library.ids().collect();
        let (_, faults) = upgrade::read::rules(0, text, &known);
        let usable = faults.is_empty();
        let clash = usable.then(|| library.upgrades_with(Some((path, text))).err()).flatten();
        let good = usable && clash.is_none();
        Linted { faults, clash, canonical: good.then(|| upgrade::format::canonical(text)) }
    }
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    let library = Library::open(global.profiles.as_deref())?;
    let mut exit = Exit::Pass;
    for path in &args.files {
        if args.fix && path == "-" {
            return Err("--fix writes into files; standard input is none".to_owned());
        }
        let mut text = file::text(path)?;
        let mut linted = Linted::of(path, &text, &library);
        match linted.canonical.take() {
            // What cannot be used is told below and left as it is.
            None => exit = Exit::Unusable,
            Some(canonical) if canonical == text => {}
            Some(canonical) if args.fix => {
                output::to(Some(path), |out| out.write_all(canonical.as_bytes()))?;
                linted = Linted::of(path, &canonical, &library);
                text = canonical;
            }
            Some(canonical) => linted.faults.push(misformatted(&text, &canonical)),
        }
        let Linted { faults, clash, .. } = linted;
        if clash.is_some() || faults.iter().any(|fault| fault.gravity == Gravity::Error) {
            exit = Exit::Unusable;
        }
        if global.quiet {
            continue;
        }
        if !faults.is_empty() {
            let faults = Faults { path: path.clone(), text, faults };
            output::stdout(|out| write!(out, "{faults}"))?;
        }
        if let Some(clash) = clash {
            output::stdout(|out| writeln!(out, "{clash}"))?;
        }
    }
    // What only the whole folder can get wrong: editions in a circle, rules against rules.
    if global.profiles.is_some() && exit == Exit::Pass {
        for wrong in [library.all().err(), library.upgrades().err()].into_iter().flatten() {
            say::error(&wrong);
            exit = Exit::Unusable;
        }
    }
    Ok(exit)
}

/// A remark at the first line that is not in canonical form.
fn misformatted(text: &str, canonical: &str) -> Fault {
    let mut start = 0;
    let mut lines = canonical.split_inclusive('\n');
    for line in text.split_inclusive('\n') {
        if lines.next() != Some(line) {
            break;
        }
        start += line.len();
    }
    let line = text[start..].lines().next().unwrap_or("");
    Fault {
        gravity: Gravity::Remark,
        span: start..start + line.len(),
        message: "not in canonical form from here".to_owned(),
        help: Some("`minspec lint --fix` writes it".to_owned()),
    }
}
