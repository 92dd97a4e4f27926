//! What the other sheets rest on: the requirements with their sources, what was not checked, and
//! how the answers were come by.

use super::cell::{Cell, unit};
use super::matrix::capital;
use super::rows::{Column, Of, Rows};
use crate::check::Check;
use crate::fleet::Fleet;
use crate::profile::{Platform, Profile, Requirement, Source, Tier};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

/// Every figure of the editions, and where it was published.
pub(super) fn requirements(
    book: &mut Workbook,
    check: &Check<'_>,
) -> Result<Vec<Worksheet>, XlsxError> {
    let columns = [
        ("Edition", Of::Values),
        ("Name", Of::Values),
        ("Released", Of::Dates),
        ("Platform", Of::Values),
        ("Tier", Of::Values),
        ("Parameter", Of::Values),
        ("Unit", Of::Centred),
        ("Required", Of::Values),
        ("As published", Of::Values),
        ("Basis", Of::Values),
        ("How", Of::Sentences(40)),
        ("Published in", Of::Sentences(70)),
    ];
    let columns = columns.map(|(heading, kind)| Column::new(heading, kind));
    let mut rows = Rows::new(book, "Requirements", 1, columns.to_vec())?;
    for profile in check.profiles {
        for platform in &profile.platforms {
            for requirement in &platform.requirements {
                rows.push(book, figure(profile, platform, requirement))?;
            }
        }
        if profile.platforms.iter().all(|platform| platform.requirements.is_empty()) {
            let mut row = edition(profile).to_vec();
            row.extend([const { Cell::Blank }; 7]);
            row.push(Cell::text("no published figure is known"));
            rows.push(book, row)?;
        }
    }
    rows.finish()
}

fn edition(profile: &Profile) -> [Cell<'_>; 3] {
    let released = profile.released.as_deref().map_or(Cell::Blank, Cell::date);
    [Cell::text(profile.id.as_str()), Cell::text(profile.name.as_str()), released]
}

fn figure<'c>(
    profile: &'c Profile,
    platform: &'c Platform,
    requirement: &'c Requirement,
) -> Vec<Cell<'c>> {
    let Requirement { tier, item, amount, text, citations, derived, .. } = requirement;
    let cited = profile.sources.iter().filter(|source| citations.contains(&source.id));
    let cited: Vec<String> = cited.map(Source::told).collect();
    let mut row = edition(profile).to_vec();
    row.extend([
        Cell::text(platform.name.as_str()),
        Cell::text(tier.id()),
        Cell::text(item.label()),
        Cell::text(unit(*item).map_or("", |(unit, _)| unit)),
        Cell::amount(*item, amount, text),
        Cell::text(text.as_str()),
        Cell::text(requirement.basis().id()),
        Cell::text(derived.as_ref().map_or("", |derived| derived.how.as_str())),
        Cell::text(cited.join("; ")),
    ]);
    row
}

/// What the editions advise and nobody judged, what else they say, and entries that are no machine.
pub(super) fn not_checked(
    book: &mut Workbook,
    check: &Check<'_>,
) -> Result<Vec<Worksheet>, XlsxError> {
    let columns = [
        ("Edition or entry", Of::Values),
        ("What", Of::Values),
        ("Figure or reason", Of::Sentences(90)),
        ("Published in", Of::Values),
    ];
    let columns = columns.map(|(heading, kind)| Column::new(heading, kind));
    let mut rows = Rows::new(book, "Not checked", 1, columns.to_vec())?;
    for profile in check.profiles {
        let all = profile.platforms.iter().flat_map(|platform| &platform.requirements);
        for advice in all.filter(|requirement| requirement.tier == Tier::Advice) {
            rows.push(
                book,
                [
                    Cell::text(profile.id.as_str()),
                    Cell::text(format!("advice: {}", advice.item)),
                    Cell::text(advice.text.as_str()),
                    Cell::some(advice.citation()),
                ],
            )?;
        }
        for remark in &profile.remarks {
            let cells = [profile.id.as_str(), "remark", remark.as_str()];
            rows.push(book, cells.map(Cell::text))?;
        }
    }
    let unread = check.unread();
    for why in &unread.why {
        rows.push(book, ["input", "not read", why.as_str()].map(Cell::text))?;
    }
    let more = unread.count - unread.why.len();
    if more > 0 {
        let text = format!("{more} further entries, which are not told here");
        rows.push(book, [Cell::text("input"), Cell::text("not read"), Cell::text(text)])?;
    }
    rows.finish()
}

/// How the answers were come by, in the order of what a reader asks first.
const RULES: &[(&str, &str)] = &[
    ("PASS, Yes", "Every machine that fits what is known of this one meets the requirement."),
    ("FAIL, No", "No machine that fits what is known of this one meets the requirement."),
    (
        "UNKNOWN, Not shown",
        "It depends on what is not known, or nothing is published; the deviation says what would settle it.",
    ),
    ("Verdict of an edition", "FAIL beats UNKNOWN beats PASS, over all that decides."),
    (
        "Processors",
        "Compared by class first, then by rated clock. What cannot be placed is unknown, never guessed.",
    ),
    (
        "Memory",
        "Judged as installed. 1 MB is 1,048,576 bytes, as memory is sold; systems show a little less than is fitted, which is allowed for.",
    ),
    (
        "Disk",
        "1 GB is 1,000,000,000 bytes, as disks are sold. A machine as offered is judged by capacity, a running one by what is free.",
    ),
    (
        "Buy list",
        "For each edition the fewest changes after which it does not fail; of an item, the greatest addition that any edition asks for. The verdict then is that of all editions together: FAIL where no one machine can be what all of them ask.",
    ),
    (
        "Numbers",
        "A number is exactly known, in the unit beside it or in the heading; a range or a text stands as text.",
    ),
];

/// The tool, the question, the rules, and the digests of the profiles.
pub(super) fn about(
    book: &mut Workbook,
    check: &Check<'_>,
    fleet: &Fleet,
) -> Result<Vec<Worksheet>, XlsxError> {
    let columns = [("About", Of::Values), ("", Of::Sentences(110))];
    let columns = columns.map(|(heading, kind)| Column::new(heading, kind));
    let mut rows = Rows::new(book, "About", 1, columns.to_vec())?;
    let mut line =
        |what: &str, text: String| rows.push(book, [Cell::text(what.to_owned()), Cell::text(text)]);
    line("Made by", format!("minspec {}", env!("CARGO_PKG_VERSION")))?;
    line("Verdicts by", format!("the {} figures", check.decides.id()))?;
    line("Machines", fleet.machines.to_string())?;
    line("Editions", check.profiles.len().to_string())?;
    line("Entries not read", check.unread().count.to_string())?;
    for (what, text) in RULES {
        line(what, (*text).to_owned())?;
    }
    for (id, digest) in check.digests {
        line(&capital(format!("profile {id}")), format!("SHA-256 {digest}"))?;
    }
    rows.finish()
}
