//! The whole page: what it is called, what it says in one sentence, and its parts in their order.

use super::gather::Gathered;
use super::spread::{self, Edition};
use super::text;
use crate::check::{Check, Unread};
use crate::fleet::{Counts, Mended};
use crate::profile::{Profile, Source, Tier};
use crate::remedy::Part;
use crate::render::many;
use askama::Template;
use std::io;

/// So many ways to mend fails are told; what mends fewer is of little use.
const MENDED: usize = 12;

/// The page.
#[derive(Template)]
#[template(path = "page.html", config = "src/render/html/askama.toml")]
struct Page<'p> {
    policy: &'p str,
    style: &'p str,
    script: &'p str,
    title: String,
    summary: String,
    gathered: &'p Gathered<'p>,
    profiles: &'p [Profile],
    spreads: Vec<Edition<'p>>,
    mended: Vec<(String, Mended)>,
    more_mended: usize,
    totals: Vec<String>,
    unread: &'p Unread,
}

/// Writes the page of what was gathered.
///
/// # Errors
/// What the writer says.
pub(super) fn write(
    gathered: &Gathered<'_>,
    check: &Check<'_>,
    out: super::Out<'_>,
) -> io::Result<()> {
    let (style, script) = (text::style(), text::script());
    let fleet = &gathered.fleet;
    let mended: Vec<_> = fleet.most_mended();
    let shown = mended.iter().take(MENDED).map(|(parts, n)| (together(parts), *n));
    let page = Page {
        policy: &text::policy(&style, &script),
        style: &style,
        script: &script,
        title: title(gathered, check),
        summary: summary(gathered, check),
        gathered,
        profiles: check.profiles,
        spreads: spread::plots(gathered, check.profiles),
        mended: shown.collect(),
        more_mended: mended.len().saturating_sub(MENDED),
        totals: fleet.totals.iter().map(|(part, total)| total.told(*part)).collect(),
        unread: check.unread(),
    };
    page.write_into(out)
}

impl Page<'_> {
    /// Whether there are machines to compare.
    fn is_fleet(&self) -> bool {
        self.gathered.fleet.machines > 1
    }

    /// How many machines are not shown one by one.
    fn not_shown(&self) -> usize {
        self.gathered.fleet.machines - self.gathered.rows.len()
    }

    /// How many entries are counted as unread and not told.
    fn more_unread(&self) -> usize {
        self.unread.count - self.unread.why.len()
    }

    /// The editions with the counts of their verdicts, from 1.
    fn counted(&self) -> impl Iterator<Item = (&Profile, Counts)> {
        self.profiles.iter().zip(self.gathered.fleet.editions.iter().copied())
    }
}

/// What the page is called: also the name of its window.
fn title(gathered: &Gathered<'_>, check: &Check<'_>) -> String {
    let editions = match check.profiles {
        [profile] if profile.id.ends_with(".toml") => profile.name.clone(),
        [profile] => format!("{} ({})", profile.name, profile.id),
        all => many(all.len(), "edition"),
    };
    match (gathered.rows.as_slice(), gathered.fleet.machines) {
        ([], _) => format!("{editions}: no machine could be read"),
        ([only], 1) if check.profiles.len() == 1 => {
            format!("{editions} on {}: {}", only.name, only.verdict())
        }
        ([only], 1) if check.open => format!("What {} can run, of {editions}", only.name),
        ([only], 1) => format!("{editions} on {}", only.name),
        (_, machines) if check.open => format!("What {machines} machines can run, of {editions}"),
        (_, machines) => format!("{machines} machines, {editions}"),
    }
}

/// The page in one sentence, and what has to be known to read it.
fn summary(gathered: &Gathered<'_>, check: &Check<'_>) -> String {
    let fleet = &gathered.fleet;
    let counts = fleet.verdicts;
    let several = check.profiles.len() > 1;
    let mut told = match (gathered.rows.as_slice(), gathered.answers.as_slice()) {
        ([], _) => "Nothing was judged.".to_owned(),
        ([_], [only]) if fleet.machines == 1 => match only.stops.as_str() {
            "" => "Every requirement is met.".to_owned(),
            stops => format!("Why: {stops}."),
        },
        ([only], answers) if fleet.machines == 1 => {
            let mut counts = Counts::default();
            answers.iter().for_each(|answer| counts.add(answer.verdict));
            let all = many(answers.len(), "edition");
            format!("Of {all}, {} on {}.", counts, only.name)
        }
        _ if check.open => {
            let mut counts = Counts::default();
            for edition in &fleet.editions {
                counts.pass += edition.pass;
                counts.unknown += edition.unknown;
                counts.fail += edition.fail;
            }
            let all = many(counts.all(), "answer");
            format!("Of {all}, each of an edition on a machine, {}.", counts)
        }
        _ if several => format!(
            "Of {} machines, {} pass every edition, {} fail at least one, and {} fail none but \
             are unknown for at least one.",
            fleet.machines, counts.pass, counts.fail, counts.unknown
        ),
        _ => format!(
            "Of {} machines, {} pass, {} fail, and {} are unknown.",
            fleet.machines, counts.pass, counts.fail, counts.unknown
        ),
    };
    if check.decides == Tier::Recommended {
        told.push_str(" Judged by the recommended figures.");
    }
    if check.unknown_fails {
        told.push_str(" An unknown is to count as a fail.");
    }
    told
}

/// Parts that are changed together.
fn together(parts: &[Part]) -> String {
    parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
}

/// What stands below the name of an edition: its vendor, its date, where its figures come from.
fn aside(profile: &Profile) -> String {
    let vendor = profile.vendor.clone();
    let released = profile.released.as_ref().map(|date| format!("released {date}"));
    let basis = match profile.basis() {
        Some(basis) => format!("requirements {}", basis.id()),
        None => "no published requirement is known".to_owned(),
    };
    let told = vendor.into_iter().chain(released).chain([basis]);
    told.collect::<Vec<_>>().join(" · ")
}

/// The address of a source, where a browser may be sent there.
fn linked(source: &Source) -> Option<&str> {
    let followed = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
    source.url.as_deref().filter(followed)
}
