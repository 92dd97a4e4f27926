//! The comparison: a pure function of a profile and a machine.

pub mod generation;
pub mod learned;
pub mod parts;
pub mod processor;
pub mod signature;

use crate::cpu::{Arch, CpuClass};
use crate::item::{Item, Share};
use crate::machine::{Machine, Mount, SYSTEM};
use crate::profile::{Derived, Platform, Profile, Requirement, Strength, Tier};
use crate::quantity::{Amount, Known, Span};
use crate::report::{Finding, Report};
use crate::verdict::Verdict;
use std::borrow::Cow;

/// Judges a machine by a profile. `decides` is [`Tier::Minimum`] or [`Tier::Recommended`]: with
/// the latter a machine must meet the recommended figures too.
///
/// Platforms are [alternatives]: the first with the best verdict is reported.
pub fn evaluate<'a>(profile: &'a Profile, machine: &'a Machine, decides: Tier) -> Report<'a> {
    let mut best: Option<Report<'a>> = None;
    for report in alternatives(profile, machine, decides) {
        if best.as_ref().is_none_or(|best| report.verdict() > best.verdict()) {
            best = Some(report);
        }
    }
    best.unwrap_or_else(|| Report::new(machine, profile, None, Vec::new(), decides))
}

/// A report for each platform that counts for a machine: those of its architecture or, where it
/// is unknown or not among them, all that are not bare, or else all that ask for something.
pub fn alternatives<'a>(
    profile: &'a Profile,
    machine: &'a Machine,
    decides: Tier,
) -> impl Iterator<Item = Report<'a>> {
    let arch = match machine.known(Item::Arch) {
        Some(Known::Arch(arch)) => Some(*arch),
        _ => None,
    };
    counting(profile, arch).into_iter().map(move |platform| {
        let judged = platform.requirements.iter().filter(|r| r.tier != Tier::Advice);
        let findings = judged.map(|requirement| judge(requirement, platform, machine)).collect();
        Report::new(machine, profile, Some(platform), findings, decides)
    })
}

/// The platforms that count for an architecture, or for one that is not known.
fn counting(profile: &Profile, arch: Option<Arch>) -> Vec<&Platform> {
    let stated = |platform: &&Platform| !platform.bare;
    let fits = |platform: &&Platform| match (platform.arch, arch) {
        (Some(wanted), Some(found)) => wanted == found,
        // A platform without figures answers only for machines that are known to be of it.
        _ => stated(platform),
    };
    let mut platforms: Vec<&Platform> = profile.platforms.iter().filter(fits).collect();
    if platforms.is_empty() && !profile.open {
        platforms = profile.platforms.iter().filter(stated).collect();
        if platforms.is_empty() {
            let asks = |platform: &&Platform| !platform.requirements.is_empty();
            platforms = profile.platforms.iter().filter(asks).collect();
        }
    }
    platforms
}

fn judge<'a>(
    requirement: &'a Requirement,
    platform: &Platform,
    machine: &'a Machine,
) -> Finding<'a> {
    let requirement = settled(requirement, machine);
    let requirement = beside_others(requirement, platform, machine);
    let reading = machine.of_volume(requirement.item, requirement.volume.as_deref());
    let known = reading.and_then(|reading| reading.known.as_ref().ok());
    let verdict = match (known, requirement.tier) {
        (None, _) => Verdict::Unknown,
        // Above what a product supports, it merely uses less: a remark, unless setup refuses.
        (Some(_), Tier::Maximum) if requirement.strength != Strength::Enforced => Verdict::Pass,
        (Some(known), Tier::Maximum) => within(known, &requirement.amount),
        (Some(known), _) => reaches(known, &requirement, platform, machine),
    };
    Finding { requirement, reading, verdict, machine }
}

/// A requirement with a figure in the place of a formula: what is asked of this machine. Where
/// nothing is known of what it depends on, how much is asked is not known.
fn settled<'a>(requirement: &'a Requirement, machine: &Machine) -> Cow<'a, Requirement> {
    let Amount::Formula(formula) = &requirement.amount else { return Cow::Borrowed(requirement) };
    let found = match formula.by.item().and_then(|item| machine.known(item)) {
        Some(Known::Span(span)) => Some(span),
        _ => None,
    };
    let mut settled = requirement.clone();
    let case = formula.case(found);
    settled.amount = Amount::Span(case.as_ref().map_or_else(|| formula.hull(), |case| case.asked));
    let shown = settled.amount.show(requirement.item.kind());
    if requirement.at_most() {
        settled.amount = settled.amount.or_less();
    }
    match case {
        Some(case) => {
            settled.text = match requirement.at_most() {
                true => format!("no more than {shown}"),
                false => shown,
            };
            settled.case = Some(case.of);
        }
        None => {
            let (name, is) = (formula.by.name(), if formula.by.is_plural() { "are" } else { "is" });
            settled.case = Some(format!("{name} {is} not known"));
            settled.awaits = formula.by.item();
        }
    }
    Cow::Owned(settled)
}

/// A requirement of a volume with what else is asked for of the same volume by another path: `/usr`
/// and `/var` on one disk need the room of both. Of two paths of which one lies within the other the
/// same room may be meant; those stay alone.
fn beside_others<'a>(
    own: Cow<'a, Requirement>,
    platform: &Platform,
    machine: &Machine,
) -> Cow<'a, Requirement> {
    let disk = &machine.parts()[Share::Disk as usize];
    let held = |requirement: &Requirement| disk.volume(requirement.volume.as_deref()?);
    let (Some(volume), Amount::Span(span)) = (held(&own), &own.amount) else { return own };
    if matches!(own.tier, Tier::Maximum) || own.at_most() || own.item == Item::FileSystem {
        return own;
    }
    let (mut sum, mut beside) = (*span, Vec::new());
    let mut paths: Vec<&str> = own.volume.as_deref().into_iter().collect();
    for other in &platform.requirements {
        let Some(path) = other.volume.as_deref() else { continue };
        let alike = (other.item, other.tier) == (own.item, own.tier) && !other.at_most();
        let meant = other.strength != Strength::Informational;
        let here = held(other).is_some_and(|other| std::ptr::eq(other, volume));
        if !(alike && meant && here && paths.iter().all(|counted| apart(counted, path))) {
            continue;
        }
        let other = settled(other, machine);
        let Amount::Span(more) = &other.amount else { continue };
        let Some(low) = sum.low().plus(more.low()) else { continue };
        let high = sum.high().zip(more.high()).and_then(|(a, b)| a.plus(b));
        sum = high.and_then(|high| Span::new(low, high)).unwrap_or(Span::at_least(low));
        beside.push(format!("{} for {path}", other.text));
        paths.push(path);
    }
    if beside.is_empty() {
        return own;
    }
    let case = format!("with {} on the same volume", beside.join(" and "));
    let mut own = own.into_owned();
    own.amount = Amount::Span(sum);
    own.text = own.amount.show(own.item.kind());
    own.case = Some(own.case.map_or(case.clone(), |of| format!("{of}; {case}")));
    // What setup itself looks at is each path alone.
    own.strength = own.strength.max(Strength::Documented);
    Cow::Owned(own)
}

/// Whether neither of two paths lies within the other. The system is on no path that is known.
fn apart(one: &str, other: &str) -> bool {
    let mount = |path: &str| Mount { path: Some(path.to_owned().into()), system: false };
    let within = |path: &str, of: &str| mount(of).holds(path).is_some();
    one != SYSTEM && other != SYSTEM && !within(one, other) && !within(other, one)
}

fn within(known: &Known, amount: &Amount) -> Verdict {
    match (known, amount) {
        (Known::Span(span), Amount::Span(bound)) => span.within(bound),
        _ => Verdict::Unknown,
    }
}

fn reaches(
    known: &Known,
    requirement: &Requirement,
    platform: &Platform,
    machine: &Machine,
) -> Verdict {
    let beside = Beside { requirement, platform };
    match (known, &requirement.amount) {
        (Known::Processor(found), Amount::AnyOf(bounds)) => {
            let clock = match machine.known(Item::Clock) {
                Some(Known::Span(span)) => Some(span),
                _ => None,
            };
            match processor::class(found, clock, bounds, beside.clock()) {
                Verdict::Fail if requirement.at_most() => Verdict::Unknown,
                verdict => verdict,
            }
        }
        (Known::Marketed(found), Amount::SoldAs(bounds)) => {
            match generation::sold_as(found, *bounds) {
                Verdict::Fail if requirement.at_most() => Verdict::Unknown,
                verdict => verdict,
            }
        }
        (Known::Signatures(found), Amount::Signatures(rules)) => {
            let sold = match machine.known(Item::Generation) {
                Some(Known::Marketed(sold)) => Some(sold),
                _ => None,
            };
            match signature::admitted(found, sold, rules) {
                Verdict::Fail if requirement.at_most() => Verdict::Unknown,
                verdict => verdict,
            }
        }
        (Known::Span(span), Amount::Span(bound)) if requirement.item == Item::Clock => {
            let found = match machine.known(Item::Cpu) {
                Some(Known::Processor(found)) => Some(found),
                _ => None,
            };
            processor::clock(found, span, beside.classes(), bound)
        }
        (Known::Span(span), Amount::Span(bound)) => span.reaches(bound),
        (Known::Arch(found), Amount::Arch(wanted)) => same_arch(*found, *wanted),
        (Known::Words(found), Amount::Words(wanted)) => match found.among(*wanted) {
            Verdict::Fail if requirement.at_most() => Verdict::Unknown,
            verdict => verdict,
        },
        (Known::Features(found), Amount::Features(wanted)) => {
            let has = wanted.iter().map(|flag| match found.has(flag) {
                Some(true) => Verdict::Pass,
                Some(false) if !requirement.at_most() => Verdict::Fail,
                _ => Verdict::Unknown,
            });
            // To ask for no flag is met by any.
            has.min().unwrap_or(Verdict::Pass)
        }
        _ => Verdict::Unknown,
    }
}

fn same_arch(found: Arch, wanted: Arch) -> Verdict {
    if found == wanted { Verdict::Pass } else { Verdict::Fail }
}

/// What a platform requires beside one requirement: of what belongs to it in the same tier or,
/// where that tier is silent, of what the same editions ask in the minimum.
struct Beside<'a> {
    requirement: &'a Requirement,
    platform: &'a Platform,
}

impl<'a> Beside<'a> {
    fn amount(&self, item: Item) -> Option<&'a Amount> {
        let Requirement { tier, derived, .. } = self.requirement;
        let of = |wanted: Tier, belongs: fn(&Derived, &Derived) -> bool| {
            let mut all = self.platform.requirements.iter();
            let same = |other: &Requirement| match (derived, &other.derived) {
                (Some(own), Some(other)) => belongs(own, other),
                (own, other) => own.is_none() && other.is_none(),
            };
            all.find(|other| other.item == item && other.tier == wanted && same(other))
        };
        let same_editions = |own: &Derived, other: &Derived| {
            own.at_most == other.at_most && own.of.iter().all(|id| other.of.contains(id))
        };
        let beside = of(*tier, |own, other| own.set == other.set);
        beside.or_else(|| of(Tier::Minimum, same_editions)).map(|other| &other.amount)
    }

    fn classes(&self) -> &'a [CpuClass] {
        match self.amount(Item::Cpu) {
            Some(Amount::AnyOf(classes)) => classes,
            _ => &[],
        }
    }

    fn clock(&self) -> Option<&'a Span> {
        match self.amount(Item::Clock) {
            Some(Amount::Span(span)) => Some(span),
            _ => None,
        }
    }
}
