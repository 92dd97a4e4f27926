//! `minspec diff`: what changed from one edition to another.

use super::exit::Exit;
use super::show::Format;
use super::{Global, check, output};
use minspec::cpu::{CpuClass, Flags};
use minspec::item::Item;
use minspec::library::Library;
use minspec::profile::{Part, Platform, Profile, Requirement, Tier};
use minspec::quantity::Amount;
use minspec::render::story::{Block, Cell};
use minspec::render::{markdown, table};
use minspec::verdict::Verdict;
use std::borrow::Cow;
use std::cmp::Ordering;

#[derive(clap::Args)]
pub struct Args {
    /// The edition before
    #[arg(value_name = "A")]
    before: String,
    /// The edition after
    #[arg(value_name = "B")]
    after: String,
    /// The format of the output
    #[arg(short, long, default_value = "table")]
    format: Format,
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    let library = Library::open(global.profiles.as_deref())?;
    let (before, after) = (one(&library, &args.before)?, one(&library, &args.after)?);
    if !global.quiet {
        let blocks = tell(&before, &after);
        output::stdout(|out| match args.format {
            Format::Table => table::blocks(&blocks, &check::plain_style(global), out),
            Format::Markdown => markdown::blocks(&blocks, out),
        })?;
    }
    Ok(Exit::Pass)
}

/// The one edition that a name means, completed.
fn one(library: &Library, name: &str) -> Result<Profile, String> {
    if !name.ends_with(".toml") && !name.contains('+') {
        return library.edition(library.id(name)?);
    }
    library.find(name)?.pop().ok_or_else(|| library.no_such(name))
}

fn tell(before: &Profile, after: &Profile) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(format!("{} to {}", before.name, after.name))];
    let (mut rows, mut same) = (Vec::new(), Vec::new());
    // What is not certain of one edition differs from nothing in the same one.
    let itself = before == after;
    for (name, before, after) in pairs(before, after) {
        for of in &asked(before, after) {
            let (tier, _, item) = of;
            let (from, to) = (figures(before, of), figures(after, of));
            let change = if itself { "same" } else { change(&from, &to) };
            match change {
                "same" => same.push(format!("{name}, {}: {item}, {}", tier.id(), text(&to))),
                _ => rows.push(
                    [name, tier.id(), item, &text(&from), &text(&to), change]
                        .map(|cell| Cell::Text(cell.to_owned()))
                        .into(),
                ),
            }
        }
    }
    let header = ["platform", "tier", "item", &before.id, &after.id, "change"];
    match rows.is_empty() {
        true => blocks.push(Block::Line("No requirement that is known differs.".to_owned())),
        false => blocks.push(Block::table(&header, rows)),
    }
    blocks.push(Block::List("The same".into(), same));
    blocks.push(Block::List("Parts".into(), parts(&before.includes, &after.includes)));
    let optional = parts(&before.optional, &after.optional);
    blocks.push(Block::List("Comes with, not on the server".into(), optional));
    blocks
}

/// The platforms of both, each beside the one of the same name in the other or, where that is one,
/// of the same architecture.
fn pairs<'a>(
    before: &'a Profile,
    after: &'a Profile,
) -> Vec<(&'a str, Option<&'a Platform>, Option<&'a Platform>)> {
    let twin = |of: &'a Profile, platform: &Platform| {
        let named = of.platforms.iter().find(|other| other.name == platform.name);
        let mut alike = of.platforms.iter().filter(|other| other.arch == platform.arch);
        named.or_else(|| alike.next().filter(|_| alike.next().is_none()))
    };
    let mut pairs: Vec<(&str, Option<&Platform>, Option<&Platform>)> = Vec::new();
    for platform in &before.platforms {
        pairs.push((&platform.name, Some(platform), twin(after, platform)));
    }
    for platform in &after.platforms {
        let paired =
            |(_, _, after): &(_, _, Option<&Platform>)| after.is_some_and(|a| a == platform);
        if !pairs.iter().any(paired) {
            pairs.push((&platform.name, None, Some(platform)));
        }
    }
    pairs
}

/// What a figure is about: the tier, the item, and the same with its volume for people.
type About<'a> = (Tier, Item, Cow<'a, str>);

fn about(requirement: &Requirement) -> About<'_> {
    (requirement.tier, requirement.item, requirement.subject())
}

/// What either platform has a figure for, in order.
fn asked<'a>(before: Option<&'a Platform>, after: Option<&'a Platform>) -> Vec<About<'a>> {
    let all = [before, after].into_iter().flatten().flat_map(|platform| &platform.requirements);
    let mut asked: Vec<About<'_>> = all.map(about).collect();
    asked.sort();
    asked.dedup();
    asked.retain(|(_, item, _)| *item != Item::Arch);
    asked
}

fn figures<'a>(platform: Option<&'a Platform>, of: &About<'_>) -> Vec<&'a Requirement> {
    let all = platform.into_iter().flat_map(|platform| &platform.requirements);
    all.filter(|requirement| about(requirement) == *of).collect()
}

fn text(figures: &[&Requirement]) -> String {
    let told = |requirement: &&Requirement| {
        let derived = requirement.derived.as_ref().map(|derived| derived.basis.id());
        let weak = requirement.weak.then_some("weak");
        let strength = requirement.strength;
        let enforced = (strength != requirement.tier.strength()).then_some(strength.id());
        let marks: Vec<&str> = [derived, weak, enforced].into_iter().flatten().collect();
        match marks.is_empty() {
            true => requirement.text.clone(),
            false => format!("{} ({})", requirement.text, marks.join(", ")),
        }
    };
    figures.iter().map(told).collect::<Vec<_>>().join(", ")
}

/// In a word or two, what became of a figure.
fn change(from: &[&Requirement], to: &[&Requirement]) -> &'static str {
    match (from, to) {
        ([], _) => "new",
        (_, []) => "gone",
        ([from], [to]) if !from.at_most() && !to.at_most() => match order(&from.amount, &to.amount)
        {
            Some(Ordering::Less) => "more",
            Some(Ordering::Equal) => "same",
            Some(Ordering::Greater) => "less",
            None => "not ranked",
        },
        _ => "not ranked",
    }
}

/// How two figures compare, where all that either can mean compares so.
fn order(from: &Amount, to: &Amount) -> Option<Ordering> {
    match (from, to) {
        (Amount::Span(from), Amount::Span(to)) => match (from.high()?, to.high()?) {
            (high, _) if high < to.low() => Some(Ordering::Less),
            (_, high) if high < from.low() => Some(Ordering::Greater),
            _ => (from == to).then_some(Ordering::Equal),
        },
        (Amount::AnyOf(from), Amount::AnyOf(to)) => {
            let reach = |a: &[CpuClass], b: &[CpuClass]| a.iter().all(|a| b.iter().any(|b| a >= b));
            Some(match (reach(to, from), reach(from, to)) {
                (true, true) => Ordering::Equal,
                (true, false) => Ordering::Less,
                (false, true) => Ordering::Greater,
                (false, false) => return None,
            })
        }
        (Amount::Features(from), Amount::Features(to)) => {
            let within = |a: &Flags, b: &Flags| a.iter().all(|flag| b.contains(flag));
            Some(match (within(from, to), within(to, from)) {
                (true, true) => Ordering::Equal,
                (true, false) => Ordering::Less,
                (false, true) => Ordering::Greater,
                (false, false) => return None,
            })
        }
        (Amount::Words(from), Amount::Words(to)) => {
            match (to.among(*from) == Verdict::Pass, from.among(*to) == Verdict::Pass) {
                (true, true) => Some(Ordering::Equal),
                (true, false) => Some(Ordering::Less),
                (false, true) => Some(Ordering::Greater),
                (false, false) => None,
            }
        }
        (from, to) => (from == to).then_some(Ordering::Equal),
    }
}

/// What became of the parts, by product.
fn parts(before: &[Part], after: &[Part]) -> Vec<String> {
    let joined = |parts: &[Part]| -> Vec<String> {
        parts.iter().map(|choice| choice.join(" or ")).collect()
    };
    let product = |part: &str| part.split('/').next().map(str::to_owned);
    let (before, after) = (joined(before), joined(after));
    let mut lines = Vec::new();
    for part in &before {
        match after.iter().find(|other| product(other) == product(part)) {
            Some(next) if next == part => {}
            Some(next) => lines.push(format!("{part} became {next}")),
            None => lines.push(format!("{part} is gone")),
        }
    }
    let old = |part: &&String| before.iter().any(|other| product(other) == product(part));
    lines.extend(after.iter().filter(|part| !old(part)).map(|part| format!("{part} is new")));
    lines
}
