//! `minspec list`: the editions known.

use super::exit::Exit;
use super::{Global, check, output};
use clap::ValueEnum;
use minspec::library::Library;
use minspec::profile::{Basis, Profile};
use minspec::render::json::SCHEMA;
use minspec::render::story::{Block, Cell};
use minspec::render::{markdown, table};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(clap::Args)]
pub struct Args {
    /// Products (backoffice), editions, or patterns with `*`; none: all
    #[arg(value_name = "PATTERN")]
    patterns: Vec<String>,
    /// The format of the output
    #[arg(short, long, default_value = "table")]
    format: Format,
}

/// The formats of lists.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Markdown,
    Json,
}

/// The list on the wire.
#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    editions: Vec<Edition<'a>>,
}

#[derive(Serialize)]
struct Edition<'a> {
    id: &'a str,
    name: &'a str,
    released: Option<&'a str>,
    basis: &'static str,
}

/// Where an edition's figures come from.
fn basis(profile: &Profile) -> &'static str {
    profile.basis().map_or("none", Basis::id)
}

/// A table for each vendor, and one for editions that name none.
fn by_vendor(profiles: &[Profile]) -> Vec<Block> {
    let mut vendors: BTreeMap<&str, Vec<Vec<Cell>>> = BTreeMap::new();
    for profile in profiles {
        let released = profile.released.as_deref().unwrap_or("");
        let row = Cell::row([&profile.id, released, basis(profile), &profile.name]);
        vendors
            .entry(profile.vendor.as_deref().unwrap_or("No vendor named"))
            .or_default()
            .push(row);
    }
    let header = ["edition", "released", "figures", "name"];
    let blocks = vendors.into_iter().flat_map(|(vendor, rows)| {
        [Block::Heading(vendor.to_owned()), Block::table(&header, rows)]
    });
    blocks.collect()
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    let library = Library::open(global.profiles.as_deref())?;
    let ids: Vec<&str> = match args.patterns.as_slice() {
        [] => library.ids().collect(),
        patterns => {
            let mut ids = Vec::new();
            for pattern in patterns {
                match library.matching(pattern) {
                    found if found.is_empty() => return Err(library.no_such(pattern)),
                    found => ids.extend(
                        found.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>(),
                    ),
                }
            }
            ids
        }
    };
    let profiles = library.editions(&ids)?;
    if global.quiet {
        return Ok(Exit::Pass);
    }
    let blocks = by_vendor(&profiles);
    output::stdout(|out| match args.format {
        Format::Table => table::blocks(&blocks, &check::plain_style(global), out),
        Format::Markdown => markdown::blocks(&blocks, out),
        Format::Json => {
            let editions = profiles.iter().map(|profile| Edition {
                id: &profile.id,
                name: &profile.name,
                released: profile.released.as_deref(),
                basis: basis(profile),
            });
            let document = Document { schema: SCHEMA, editions: editions.collect() };
            serde_json::to_writer_pretty(&mut *out, &document)?;
            writeln!(out)
        }
    })?;
    Ok(Exit::Pass)
}
