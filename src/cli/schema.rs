//! `minspec schema`: the JSON Schema of a file or an output, made from the tables of the program.

use super::exit::Exit;
use super::output;
use clap::ValueEnum;
use minspec::schema;

#[derive(clap::Args)]
pub struct Args {
    /// Whose schema
    of: Of,
}

#[derive(Clone, Copy, ValueEnum)]
enum Of {
    /// A profile (TOML, read as JSON)
    Profile,
    /// A spec file
    Machine,
    /// The output of `check -f json`, and each line of `-f ndjson`
    Report,
    /// The output of `formats -f json`, with --explain and without
    Formats,
}

pub fn run(args: &Args) -> Result<Exit, String> {
    let schema = match args.of {
        Of::Profile => schema::profile(),
        Of::Machine => schema::machine(),
        Of::Report => schema::report(),
        Of::Formats => schema::formats(),
    };
    output::stdout(|out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        writeln!(out)
    })?;
    Ok(Exit::Pass)
}
