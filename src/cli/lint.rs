//! `minspec lint`: checks profiles, and writes their canonical form.

use super::exit::Exit;
use super::{Global, output};
use minspec::fault::{Fault, Faults, Gravity};
use minspec::library::Library;
use minspec::profile::{format, laws};
use minspec::sources::file;

#[derive(clap::Args)]
pub struct Args {
    /// Profiles
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// Write the canonical form into the files
    #[arg(long)]
    fix: bool,
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    let library = Library::open(global.profiles.as_deref())?;
    let known: Vec<&str> = library.ids().collect();
    let mut exit = Exit::Pass;
    for path in &args.files {
        if args.fix && path == "-" {
            return Err("--fix writes into files; standard input is none".to_owned());
        }
        let mut text = file::text(path)?;
        let mut faults = laws::lint(path, &text, &known);
        match format::canonical(path, &text) {
            // What cannot be used is told below and left as it is.
            Err(_) => exit = Exit::Unusable,
            Ok(canonical) if canonical == text => {}
            Ok(canonical) if args.fix => {
                output::to(Some(path), |out| out.write_all(canonical.as_bytes()))?;
                faults = laws::lint(path, &canonical, &known);
                text = canonical;
            }
            Ok(canonical) => faults.push(misformatted(&text, &canonical)),
        }
        if faults.iter().any(|fault| fault.gravity == Gravity::Error) {
            exit = Exit::Unusable;
        }
        if !faults.is_empty() && !global.quiet {
            let faults = Faults { path: path.clone(), text, faults };
            output::stdout(|out| write!(out, "{faults}"))?;
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
