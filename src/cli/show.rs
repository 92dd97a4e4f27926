//! `minspec show`: what editions require, what they consist of, and where that is published.

use super::exit::Exit;
use super::{Global, check, output};
use clap::ValueEnum;
use minspec::item::Item;
use minspec::library::Library;
use minspec::profile::{Part, Platform, Profile, Tier};
use minspec::render::story::{Block, Cell};
use minspec::render::{markdown, table};

#[derive(clap::Args)]
pub struct Args {
    /// Editions, products, or profiles of your own
    #[arg(value_name = "EDITION", required = true)]
    editions: Vec<String>,
    /// The format of the output
    #[arg(short, long, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Markdown,
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    let library = Library::open(global.profiles.as_deref())?;
    let mut blocks = Vec::new();
    for name in &args.editions {
        for profile in library.find(name)? {
            blocks.extend(tell(&profile));
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

fn tell(profile: &Profile) -> Vec<Block> {
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
    match profile.platforms.as_slice() {
        [] => blocks.push(Block::Line("No published figure is known for this edition.".to_owned())),
        platforms => blocks.push(requirements(platforms)),
    }
    blocks.push(Block::List("Includes", parts(&profile.includes)));
    blocks.push(Block::List("Comes with, not on the server", parts(&profile.optional)));
    blocks.push(Block::List("Remarks", profile.remarks.clone()));
    let sources = profile.sources.iter().map(|source| {
        let url = source.url.as_ref().map(|url| format!(" <{url}>")).unwrap_or_default();
        let figures = source.figures.as_ref().map(|figures| format!(": {figures}"));
        let (id, title, kind) = (&source.id, &source.title, source.kind.id());
        format!("{id}: {title} ({kind}){url}{}", figures.unwrap_or_default())
    });
    blocks.push(Block::List("Sources", sources.collect()));
    blocks
}

fn parts(parts: &[Part]) -> Vec<String> {
    parts.iter().map(|choice| choice.join(" or ")).collect()
}

fn requirements(platforms: &[Platform]) -> Block {
    let header = ["platform", "tier", "item", "figure", "source"].map(str::to_owned).to_vec();
    let rows = platforms.iter().flat_map(|platform| {
        // The architecture is what the platform is, not a figure.
        let figures = platform.requirements.iter().filter(|of| of.item != Item::Arch);
        figures.map(|requirement| {
            let weak = if requirement.weak { " (weak)" } else { "" };
            let source = requirement.citation().unwrap_or_default();
            let tier = match (requirement.tier, requirement.enforced) {
                (Tier::Maximum, true) => "maximum, enforced",
                (tier, _) => tier.id(),
            };
            let item = requirement.item.to_string();
            [platform.name.clone(), tier.to_owned(), item, requirement.text.clone(), source + weak]
                .map(Cell::Text)
                .into()
        })
    });
    Block::Table(header, rows.collect())
}
