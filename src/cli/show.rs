//! `minspec show`: what editions require, what they consist of, and where that is published.

use super::exit::Exit;
use super::{Global, check, output};
use clap::ValueEnum;
use minspec::item::Item;
use minspec::library::Library;
use minspec::profile::{Basis, Part, Platform, Profile};
use minspec::render::story::{Block, Cell};
use minspec::render::{markdown, table};
use std::collections::BTreeSet;

#[derive(clap::Args)]
pub struct Args {
    /// Editions, products, profiles of your own, or several on one machine (a/1+b/2)
    #[arg(value_name = "EDITION", required = true)]
    editions: Vec<String>,
    /// The format of the output
    #[arg(short, long, default_value = "table")]
    format: Format,
}

/// The formats of what is only for people.
#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Table,
    Markdown,
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    let library = Library::open(global.profiles.as_deref())?;
    let mut blocks = Vec::new();
    for name in &args.editions {
        for profile in library.find(name)? {
            blocks.extend(tell(&profile, &library)?);
        }
    }
    if !global.quiet {
        output::stdout(|out| match args.format {
            Format::Table => table::blocks(&blocks, &check::plain_style(global), out),
            Format::Markdown => markdown::blocks(&blocks, out),
        })?;
    }
    Ok(Exit::Pass)
}

fn tell(profile: &Profile, library: &Library) -> Result<Vec<Block>, String> {
    let released = profile.released.as_ref().map(|date| format!(", released {date}"));
    let vendor = profile.vendor.as_ref().map(|vendor| format!(", {vendor}"));
    let title = format!(
        "{} ({}){}{}",
        profile.name,
        profile.id,
        vendor.unwrap_or_default(),
        released.unwrap_or_default()
    );
    let mut blocks = vec![Block::Heading(title)];
    match profile.platforms.iter().all(|platform| platform.requirements.is_empty()) {
        true => {
            blocks.push(Block::Line("No published figure is known for this edition.".to_owned()));
        }
        false => blocks.push(requirements(&profile.platforms)),
    }
    let mut tree = Tree { library, opened: BTreeSet::new(), lines: Vec::new() };
    tree.add(&profile.includes, 0)?;
    blocks.push(Block::List("Includes".into(), std::mem::take(&mut tree.lines)));
    tree.add(&profile.optional, 0)?;
    blocks.push(Block::List("Comes with, not on the server".into(), tree.lines));
    blocks.push(Block::List("Remarks".into(), profile.remarks.clone()));
    let sources = profile.sources.iter().map(|source| match &source.figures {
        Some(figures) => format!("{}: {figures}", source.told()),
        None => source.told(),
    });
    blocks.push(Block::List("Sources".into(), sources.collect()));
    Ok(blocks)
}

/// The parts of an edition as a tree, each with where its figures come from. What a part consists
/// of stands where it comes first.
struct Tree<'a> {
    library: &'a Library,
    opened: BTreeSet<String>,
    lines: Vec<String>,
}

impl Tree<'_> {
    fn add(&mut self, parts: &[Part], depth: usize) -> Result<(), String> {
        for choice in parts {
            let mut told = Vec::new();
            let mut below = Vec::new();
            for id in choice {
                // A file of the user's own stands beside editions where the command line put it.
                let part = match id.ends_with(".toml") {
                    true => self.library.find(id)?.pop(),
                    false => Some(self.library.edition(id)?),
                };
                let basis = part.as_ref().and_then(Profile::basis);
                told.push(format!("{id} ({})", basis.map_or("nothing published", Basis::id)));
                below.extend(part.filter(|_| self.opened.insert(id.clone())));
            }
            self.lines.push(format!("{}{}", "  ".repeat(depth), told.join(" or ")));
            for part in below {
                self.add(&part.includes, depth + 1)?;
            }
        }
        Ok(())
    }
}

fn requirements(platforms: &[Platform]) -> Block {
    let header = ["platform", "tier", "item", "figure", "from", "source"];
    let rows = platforms.iter().flat_map(|platform| {
        // The architecture is what the platform is, not a figure.
        let figures = platform.requirements.iter().filter(|of| of.item != Item::Arch);
        figures.map(|requirement| {
            let weak = if requirement.weak { " (weak)" } else { "" };
            let source = requirement.citation().unwrap_or_default();
            let (tier, strength) = (requirement.tier, requirement.strength);
            let tier = match strength == tier.strength() {
                true => tier.id().to_owned(),
                false => format!("{}, {}", tier.id(), strength.id()),
            };
            let from = match &requirement.derived {
                None => Basis::Published.id().to_owned(),
                Some(derived) => format!("{}: {}", derived.basis.id(), derived.how),
            };
            let item = requirement.subject().into_owned();
            let text = requirement.text.clone();
            Cell::row([platform.name.clone(), tier, item, text, from, source + weak])
        })
    });
    Block::table(&header, rows)
}
