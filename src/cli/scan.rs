//! `minspec scan`: this machine as a spec file.

use super::exit::Exit;
use super::{Global, machines, output, say};
use minspec::sources::spec;

#[derive(clap::Args)]
pub struct Args {
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// The volume that holds this path [default: the system volume]
    #[arg(long, value_name = "PATH", conflicts_with = "disk")]
    volume: Option<String>,
    /// A whole device, by its size
    #[arg(long, value_name = "DEVICE")]
    disk: Option<String>,
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    let facts = machines::live(args.volume.as_deref(), args.disk.as_deref())?;
    for (key, fact) in facts.iter() {
        match &fact.text {
            Err(why) if !global.quiet => say::warning(&format!("{}: {why}", key.path())),
            Ok(text) if global.verbose => {
                say::line(&format!("{}: {text} [{}]", key.path(), fact.origin));
            }
            _ => {}
        }
    }
    let text = spec::write(&facts);
    output::to(args.output.as_deref(), |out| out.write_all(text.as_bytes()))?;
    Ok(Exit::Pass)
}
