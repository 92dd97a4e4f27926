//! The answer for one machine and one edition: findings, and the sentences that explain them.

mod sentence;
mod step;

use crate::cpu::CpuClass;
use crate::item::Item;
use crate::machine::Machine;
use crate::profile::{Basis, Platform, Profile, Requirement, Strength, Tier};
use crate::quantity::{Amount, Known, Quantity, Span};
use crate::reading::{Origin, Reading};
use crate::units::Round;
use crate::verdict::Verdict;
use std::borrow::Cow;

/// What one requirement says of one machine.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// The requirement, with a figure in the place of a formula.
    pub requirement: Cow<'a, Requirement>,
    /// What is known of its item; `None` where no source speaks of it.
    pub reading: Option<&'a Reading>,
    /// What follows. For a maximum: whether the machine stays within it.
    pub verdict: Verdict,
    /// The machine.
    pub machine: &'a Machine,
}

/// What an edition says of a machine.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The machine.
    pub machine: &'a Machine,
    /// The edition.
    pub profile: &'a Profile,
    /// The platform that was judged; `None` where the edition publishes no requirement.
    pub platform: Option<&'a Platform>,
    /// One finding a requirement, in the order of the profile.
    pub findings: Vec<Finding<'a>>,
    decides: Tier,
}

impl<'a> Report<'a> {
    /// A report of findings; `decides` says which tier makes the verdict.
    pub fn new(
        machine: &'a Machine,
        profile: &'a Profile,
        platform: Option<&'a Platform>,
        findings: Vec<Finding<'a>>,
        decides: Tier,
    ) -> Report<'a> {
        Report { machine, profile, platform, findings, decides }
    }

    /// Which tier makes the verdict.
    pub fn decides(&self) -> Tier {
        self.decides
    }

    /// The findings that make the verdict.
    pub fn deciding(&self) -> impl Iterator<Item = &Finding<'a>> {
        self.findings.iter().filter(|finding| finding.requirement.decides(self.decides))
    }

    /// The verdict of the tier that decides. Nothing to judge is unknown.
    pub fn verdict(&self) -> Verdict {
        Verdict::all(self.deciding().map(|finding| finding.verdict))
    }

    /// The verdict on the recommended figures; `None` where the edition recommends nothing.
    pub fn recommended(&self) -> Option<Verdict> {
        let recommended = self.findings.iter().filter(|finding| {
            let own = &finding.requirement;
            own.tier == Tier::Recommended && own.strength != Strength::Informational
        });
        recommended.map(|finding| finding.verdict).min()
    }

    /// Where the requirements come from; `None` where nothing was judged.
    pub fn basis(&self) -> Option<Basis> {
        self.platform?.basis()
    }

    /// What the platform advises and nobody judged: "page_file: 256 MB (kb-q224781)"; and what it
    /// requires in words only.
    pub fn not_checked(&self) -> Vec<String> {
        let unchecked = self.platform.map_or(&[][..], |platform| &platform.unchecked);
        let requirements = self.platform.map_or(&[][..], |platform| &platform.requirements);
        let advice = requirements.iter().filter(|r| r.tier == Tier::Advice);
        advice
            .map(|requirement| {
                let cited = requirement.citation().map(|id| format!(" ({id})"));
                let of = requirement.derived.as_ref().map(|derived| format!(", {}", derived.how));
                let (item, text) = (requirement.item.id(), &requirement.text);
                format!("{item}: {text}{}{}", of.unwrap_or_default(), cited.unwrap_or_default())
            })
            .chain(unchecked.iter().cloned())
            .collect()
    }

    /// Why there is nothing to judge, where that is so.
    pub fn nothing_to_judge(&self) -> Option<String> {
        if self.deciding().next().is_some() {
            return None;
        }
        let figure = if self.findings.is_empty() { "figure" } else { "minimum" };
        Some(match self.platform.filter(|_| self.profile.platforms.len() > 1) {
            Some(platform) => {
                format!("no published {figure} is known for this edition on {}", platform.name)
            }
            None => format!("no published {figure} is known for this edition"),
        })
    }
}

impl Finding<'_> {
    /// What is known, where it is.
    pub fn known(&self) -> Option<&Known> {
        self.reading?.known.as_ref().ok()
    }

    /// Where the reading stood, and the text that stood there.
    pub fn origin(&self) -> Option<Cow<'_, Origin>> {
        Some(self.machine.origin(self.reading?))
    }

    /// What would supply the reading, where a source of this kind never has it.
    fn step(&self) -> Option<&'static str> {
        self.machine.step(self.requirement.item).filter(|_| self.reading.is_none())
    }

    /// What was found, for people: the text of a processor, the value of anything else.
    pub fn found(&self) -> Option<String> {
        match (self.known()?, self.reading?) {
            (Known::Processor(_), reading) => Some(reading.origin.raw.clone()),
            (known, _) => Some(known.show(self.requirement.item.kind())),
        }
    }

    /// How much is missing to meet a requirement that the machine fails: to be sure of it, where
    /// sources differ, and at least, where only neighbours and parts say how much is asked.
    pub fn short(&self) -> Option<Quantity> {
        match (self.verdict, self.requirement.tier) {
            (Verdict::Fail, Tier::Minimum | Tier::Recommended) => self.missing(),
            _ => None,
        }
    }

    fn missing(&self) -> Option<Quantity> {
        let (found, bound) = self.spans()?;
        let sure = bound.high().unwrap_or(bound.low());
        let least = self.requirement.derived.is_some() && self.verdict == Verdict::Fail;
        found.low().short_of(if least { bound.low() } else { sure })
    }

    fn spans(&self) -> Option<(&Span, &Span)> {
        match (self.known()?, &self.requirement.amount) {
            (Known::Span(found), Amount::Span(bound)) => Some((found, bound)),
            _ => None,
        }
    }

    /// How much of what is surely enough is surely there: 1 where it just is, more where there is
    /// more. `None` where either is not a number, or not known.
    pub fn share(&self) -> Option<f64> {
        let (found, bound) = self.spans()?;
        let (found, most) = (found.low().number()?, bound.high()?.number()?);
        let of_something = most > 0 && self.requirement.tier < Tier::Maximum;
        // Both are far below 2^53, or so far apart that the last digit says nothing.
        #[allow(clippy::cast_precision_loss)]
        of_something.then(|| found as f64 / most as f64)
    }

    /// Whether the processor is of another architecture than every one that would do.
    pub fn is_foreign(&self) -> bool {
        let (Some(Known::Processor(found)), Amount::AnyOf(bounds)) =
            (self.known(), &self.requirement.amount)
        else {
            return false;
        };
        let foreign = |class: CpuClass| bounds.iter().all(|bound| bound.arch() != class.arch());
        !found.likely.is_empty() && found.likely.iter().all(foreign)
    }

    /// Whether the machine is surely a virtual one: then its hypervisor decides what it sees.
    pub fn is_guest(&self) -> bool {
        let machine = self.machine.known(Item::Hypervisor);
        matches!(machine, Some(Known::Words(words)) if words.iter().eq(["virtual"]))
    }

    /// The required flags that were not found, absent or not known.
    fn missing_flags(&self) -> Vec<&str> {
        match (self.known(), &self.requirement.amount) {
            (Some(Known::Features(flags)), Amount::Features(wanted)) => {
                wanted.iter().filter(|flag| flags.has(flag) != Some(true)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// An amount of this item for people, never shown as less than it is.
    pub fn show(&self, amount: Quantity) -> String {
        amount.show(self.requirement.item.kind(), Round::Up)
    }

    /// Whether the machine has more than a maximum: what the product uses or supports.
    fn above(&self) -> bool {
        let maximum = self.requirement.tier == Tier::Maximum;
        maximum && self.spans().is_some_and(|(found, most)| found.within(most) == Verdict::Fail)
    }

    /// Whether it is worth a remark and no verdict: more than the product supports, or not what is
    /// told for information only.
    pub fn is_remark(&self) -> bool {
        match self.requirement.strength {
            Strength::Enforced => false,
            Strength::Informational if self.verdict == Verdict::Fail => true,
            _ => self.above(),
        }
    }
}
