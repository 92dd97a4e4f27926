//! What would mend a machine: the smallest set of changes after which no requirement fails.

mod asked;

use crate::cpu::Arch;
use crate::evaluate::alternatives;
use crate::item::{Item, Kind, Share};
use crate::profile::{Requirement, Tier};
use crate::quantity::{Amount, Known, Quantity};
use crate::report::{Finding, Report};
use crate::units::Round;
use crate::verdict::Verdict;
pub use asked::Asked;
use std::fmt;

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The whole machine: its architecture is another one.
    Machine,
    /// The processor, with everything that is required of it.
    Processor,
    /// So much more of an item.
    Item(Item),
    /// Less of an item: more than the product takes is there.
    Less(Item),
    /// A setting of an item that has no amount, such as the firmware's.
    Setting(Item),
    /// What the host of a virtual machine lets it have of the processor.
    Host(Item),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Machine => f.pad("machine"),
            Part::Processor => f.pad("processor"),
            Part::Item(item) | Part::Less(item) | Part::Setting(item) | Part::Host(item) => {
                f.pad(item.label())
            }
        }
    }
}

/// One change to a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is changed.
    pub part: Part,
    /// Where the volume is that it is about; `None`: it is the target volume, or about none.
    pub volume: Option<String>,
    /// How much is added; `None`: the part is replaced or reduced.
    pub add: Option<Quantity>,
    /// What the new part must be, each figure that no other one implies.
    pub with: Vec<Asked>,
    /// The ids of the editions that ask for it.
    pub editions: Vec<String>,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let on = self.volume.as_ref().map(|path| format!(" on {path}")).unwrap_or_default();
        match (self.part, self.add) {
            (Part::Item(item), Some(more)) => write!(f, "{}{on}", added(item, more)),
            (Part::Setting(item), _) => write!(f, "set: {item}{on} ({})", self.asked()),
            (Part::Host(item), _) => {
                let texts = self.with.iter().map(|asked| asked.text.as_str());
                let texts = texts.collect::<Vec<_>>().join(", ");
                write!(f, "set on the host: {item} ({texts})")
            }
            (Part::Less(item), _) => write!(f, "reduce: {item}{on} ({})", self.asked()),
            (part, _) => write!(f, "replace: {part} ({})", self.asked()),
        }
    }
}

impl Change {
    /// What the new part must be, for people.
    fn asked(&self) -> String {
        self.with.iter().map(Asked::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// So much more of an item, for people: "+64 MB memory", "+1 processor".
pub fn added(item: Item, more: Quantity) -> String {
    let one = more == Quantity::Count(1);
    format!("+{} {}", more.show(item.kind(), Round::Up), label(item, one))
}

fn label(item: Item, one: bool) -> &'static str {
    if one { item.label().trim_end_matches('s') } else { item.label() }
}

/// The changes that a machine needs, in the order of [`Part`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The changes; none where nothing fails.
    pub changes: Vec<Change>,
    /// The verdict once they are made: what is not known stays so. A fail where editions ask for
    /// what no one machine is.
    pub then: Verdict,
    /// The architectures that a new machine is to have.
    archs: Vec<Arch>,
}

impl Remedy {
    /// What would mend the report of a machine by an edition: of the platforms that count for the
    /// machine, the one with the least to change.
    pub fn of(report: &Report<'_>) -> Remedy {
        let nothing = || Remedy { changes: Vec::new(), then: report.verdict(), archs: Vec::new() };
        if report.verdict() != Verdict::Fail {
            return nothing();
        }
        let reported = report.platform.map(|platform| &platform.name);
        let remedies = platforms(report).map(|alternative| {
            let mut remedy = on_platform(&alternative);
            // Where another platform is nearer than the one that was reported, it is named.
            let platform = alternative.platform.map(|platform| &platform.name);
            if let Some(name) = platform.filter(|_| platform != reported) {
                let named = format!("{} ({name})", report.profile.id);
                remedy.changes.iter_mut().for_each(|change| change.editions = vec![named.clone()]);
            }
            remedy
        });
        remedies.min_by_key(Remedy::cost).unwrap_or_else(nothing)
    }

    /// What would mend a machine for several editions, so that it can be either: of every edition
    /// its own remedy, and the verdict on all of them once everything is changed.
    pub fn of_all(reports: &[Report<'_>], remedies: impl IntoIterator<Item = Remedy>) -> Remedy {
        let (mut changes, mut archs) = (Vec::new(), Vec::new());
        for remedy in remedies {
            changes.extend(remedy.changes);
            push_new(&mut archs, remedy.archs);
        }
        let changes = merged(changes);
        let then = Verdict::all(reports.iter().map(|report| {
            let on = platforms(report).map(|alternative| after(&alternative, &changes));
            let anywhere = on.max().unwrap_or(report.verdict());
            let of_it = |arch: &Arch| {
                let mut platforms = report.profile.platforms.iter();
                platforms.any(|platform| platform.arch.is_none_or(|own| own == *arch))
            };
            if archs.iter().all(of_it) { anywhere } else { Verdict::Fail }
        }));
        let then = if archs.len() > 1 { Verdict::Fail } else { then };
        Remedy { changes, then, archs }
    }

    /// What is changed, on whichever volume, for counting remedies that are alike.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = self.changes.iter().map(|change| change.part).collect();
        parts.dedup();
        parts
    }

    /// Replaced parts weigh most, then the number of changes, then how much is added.
    fn cost(&self) -> (usize, usize, u128) {
        let replaced = self.changes.iter().filter(|change| change.add.is_none()).count();
        let added = self.changes.iter().filter_map(|change| change.add?.number());
        (replaced, self.changes.len(), added.map(u128::from).sum())
    }
}

/// The reports of the machine by every platform that counts for it.
fn platforms<'a>(report: &Report<'a>) -> impl Iterator<Item = Report<'a>> {
    alternatives(report.profile, report.machine, report.decides())
}

fn on_platform(report: &Report<'_>) -> Remedy {
    let failed = report.deciding().filter(|finding| finding.verdict == Verdict::Fail);
    let changes = merged(failed.map(|finding| change(report, finding)).collect());
    let new = changes.iter().any(|change| change.part == Part::Machine);
    let archs = report.platform.and_then(|platform| platform.arch).filter(|_| new);
    let then = after(report, &changes);
    Remedy { changes, then, archs: archs.into_iter().collect() }
}

/// The verdict of a report once changes are made, whoever asks for them.
fn after(report: &Report<'_>, changes: &[Change]) -> Verdict {
    // Behind the id of an edition its platform may stand.
    let named = |edition: &String| {
        let rest = edition.strip_prefix(&report.profile.id);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" ("))
    };
    let own = |change: &Change| change.editions.iter().any(named);
    let then = report.deciding().map(|finding| {
        let (item, requirement) = (finding.requirement.item, &*finding.requirement);
        let volume = volume(report, requirement);
        let made = |part| {
            let everywhere = matches!(part, Part::Machine | Part::Processor);
            let mut all = changes.iter();
            all.find(|change| change.part == part && (everywhere || change.volume == volume))
        };
        // Another processor is one that meets what is asked of it, and as many as before.
        let of_it = item.is_of_processor() && item != Item::Sockets && !requirement.at_most();
        // One that others ask for is of the architecture of its board.
        let fits = match (report.machine.known(Item::Arch), &requirement.amount) {
            (Some(Known::Arch(arch)), Amount::AnyOf(all)) => all.iter().any(|c| c.arch() == *arch),
            _ => true,
        };
        let new = made(Part::Processor).is_some_and(|change| fits || own(change));
        if made(Part::Machine).is_some() || of_it && new {
            return Verdict::Pass;
        }
        if let Some(set) = made(Part::Setting(item)).or(made(Part::Host(item))) {
            return match (set.with.as_slice(), &requirement.amount) {
                ([one], Amount::Words(wanted)) => match &one.amount {
                    Amount::Words(set) => set.among(*wanted),
                    _ => Verdict::Unknown,
                },
                // Nothing is two things at once.
                (_, Amount::Words(_)) => Verdict::Fail,
                // What is passed through is all that was asked for.
                _ if set.with.iter().any(|asked| asked.implies(&Asked::of(requirement))) => {
                    Verdict::Pass
                }
                _ => finding.verdict,
            };
        }
        match (made(Part::Less(item)), made(Part::Item(item)), finding.verdict) {
            // More and less at once.
            (Some(_), Some(_), _) => Verdict::Fail,
            // How much is left is known where the same edition says how much may be.
            (Some(less), None, Verdict::Pass) if !own(less) => Verdict::Unknown,
            (Some(less), None, Verdict::Fail) if own(less) => Verdict::Pass,
            (_, _, verdict) => grown(finding, &volume, changes).unwrap_or(verdict),
        }
    });
    Verdict::all(then)
}

/// What becomes of a requirement of an item to which something is added: of one that is not
/// published only the least is, so that it may stay unknown.
fn grown(finding: &Finding<'_>, volume: &Option<String>, changes: &[Change]) -> Option<Verdict> {
    let Requirement { item, tier, amount, .. } = &*finding.requirement;
    let (Known::Span(found), Amount::Span(bound)) = (finding.known()?, amount) else { return None };
    let grows = |part| match part {
        // With a larger disk there is more of it free.
        Part::Item(Item::Disk | Item::DiskSize) => DISK.contains(item),
        Part::Item(Item::Memory) => matches!(item, Item::Memory | Item::MemoryVisible),
        part => part == Part::Item(*item),
    };
    let of_it = changes.iter().filter(|change| change.volume == *volume && grows(change.part));
    let more = of_it.filter_map(|change| change.add).next()?;
    let grown = found.plus(more)?;
    Some(match tier {
        Tier::Maximum => grown.within(bound),
        _ => grown.reaches(bound),
    })
}

/// Where the volume is that a requirement is about, as the machine calls it: by several paths one
/// volume may be meant.
fn volume(report: &Report<'_>, requirement: &Requirement) -> Option<String> {
    let disk = &report.machine.parts()[Share::Disk as usize];
    let path = disk.mount(requirement.volume.as_deref()?)?.path.as_ref()?;
    let target = disk.target().and_then(|target| target.path.as_ref());
    (target != Some(path)).then(|| path.to_string())
}

/// What a larger disk has more of.
const DISK: [Item; 3] = [Item::Disk, Item::DiskFree, Item::DiskSize];

fn change(report: &Report<'_>, finding: &Finding<'_>) -> Change {
    let item = finding.requirement.item;
    let editions = vec![report.profile.id.clone()];
    let volume = volume(report, &finding.requirement);
    let of = |part, asked: &mut dyn Iterator<Item = &Requirement>| {
        let mut with = Vec::new();
        asked::push(&mut with, asked.map(Asked::of));
        Change { part, volume: volume.clone(), add: None, with, editions: editions.clone() }
    };
    let own = &*finding.requirement;
    match (item, item.kind(), finding.short()) {
        (Item::Features | Item::Isa | Item::Virtualization, ..) if finding.is_guest() => {
            of(Part::Host(item), &mut std::iter::once(own))
        }
        (Item::Arch, ..) => of(Part::Machine, &mut std::iter::once(own)),
        (_, Kind::Word(_), _) => of(Part::Setting(item), &mut std::iter::once(own)),
        (Item::Sockets, _, Some(more)) | (_, Kind::Size(_), Some(more)) => {
            // The operating system sees more where more is fitted.
            let part = Part::Item(if item == Item::MemoryVisible { Item::Memory } else { item });
            let volume = volume.clone();
            Change { part, volume, add: Some(more), with: Vec::new(), editions: editions.clone() }
        }
        // Above what the product takes, or of a kind without an order.
        (Item::Sockets, ..) | (_, Kind::Size(_), None) => {
            of(Part::Less(item), &mut std::iter::once(own))
        }
        _ => {
            let mut asked = report.deciding().map(|f| &*f.requirement).filter(|r| {
                let apart = matches!(r.item, Item::Arch | Item::Sockets);
                r.item.is_of_processor() && !apart && !r.at_most()
            });
            let foreign = report.deciding().any(Finding::is_foreign);
            of(if foreign { Part::Machine } else { Part::Processor }, &mut asked)
        }
    }
}

/// Changes of the same part, or of the same volume, as one: the most that any asks for. With another
/// machine everything is new, and a larger disk is larger in every way. What one edition has too much
/// of and another too little stays both.
fn merged(changes: Vec<Change>) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    for change in changes {
        let same = |known: &Change| (known.part, &known.volume) == (change.part, &change.volume);
        match all.iter_mut().find(|known| same(known)) {
            None => all.push(change),
            Some(known) => absorb(known, change),
        }
    }
    if let Some(machine) = all.iter().position(|change| change.part == Part::Machine) {
        let mut machine = all.remove(machine);
        all.into_iter().for_each(|change| push_new(&mut machine.editions, change.editions));
        return vec![machine];
    }
    for disk in [Item::Disk, Item::DiskSize].map(Part::Item) {
        let larger: Vec<Change> = all.extract_if(.., |change| change.part == disk).collect();
        for mut disk in larger {
            let volume = disk.volume.clone();
            let more = |change: &mut Change| {
                DISK.map(Part::Item).contains(&change.part) && change.volume == volume
            };
            all.extract_if(.., more).for_each(|change| absorb(&mut disk, change));
            all.push(disk);
        }
    }
    all.sort_by(|a, b| (a.part, &a.volume).cmp(&(b.part, &b.volume)));
    all
}

fn absorb(known: &mut Change, change: Change) {
    known.add = greater(known.add, change.add);
    asked::push(&mut known.with, change.with);
    push_new(&mut known.editions, change.editions);
}

fn greater(a: Option<Quantity>, b: Option<Quantity>) -> Option<Quantity> {
    match (a, b) {
        (Some(a), Some(b)) if b > a => Some(b),
        (a, b) => a.or(b),
    }
}

fn push_new<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !known.contains(&one) {
            known.push(one);
        }
    }
}
