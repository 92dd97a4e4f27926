//! The sentences of a finding: why, and what would mend or settle it. Every output uses these.

use super::Finding;
use crate::item::{Item, Kind};
use crate::profile::{Derived, Requirement, Strength, Tier};
use crate::quantity::{Amount, Known, Marketed, Processor, Quantity, class_names};
use crate::reading::Reading;
use crate::units::Hertz;
use crate::verdict::Verdict;

impl Finding<'_> {
    /// The reason, in one sentence.
    pub fn why(&self) -> String {
        let Requirement { item, text, weak, case, .. } = &*self.requirement;
        let subject = self.requirement.subject();
        let mut why = match self.reading {
            None => match self.step() {
                Some(_) => {
                    format!("{subject} {} not known: a report of this kind has none", is(*item))
                }
                None => format!("{subject} {} not known: no source speaks of it", is(*item)),
            },
            Some(Reading { known: Err(why), .. }) => {
                format!("{subject} {} unclear: {why}", is(*item))
            }
            Some(Reading { known: Ok(known), .. }) => self.compared(known),
        };
        if let Some(note) = self.reading.and_then(|reading| reading.note.as_deref()) {
            why.push_str(&format!(" ({note})"));
        }
        if self.above() {
            why.push_str(&format!("; more than {text} is not supported"));
        }
        if let Some(case) = case {
            why.push_str(&format!("; {case}"));
        }
        match (self.verdict, self.requirement.strength) {
            (Verdict::Fail, Strength::Enforced) => why.push_str("; setup refuses this"),
            (Verdict::Fail, Strength::Informational) => why.push_str("; for information only"),
            _ => {}
        }
        if let Some(Derived { basis, how, .. }) = &self.requirement.derived {
            why.push_str(&format!("; {}: {how}", basis.id()));
        }
        if *weak {
            why.push_str(match self.requirement.derived {
                Some(_) => "; a source of this figure is weak",
                None => "; the source of this figure is weak",
            });
        }
        why
    }

    fn compared(&self, known: &Known) -> String {
        let Requirement { item, text, amount, tier, .. } = &*self.requirement;
        let (found, on) = (self.found().unwrap_or_default(), self.place());
        match (known, amount) {
            (Known::Processor(processor), Amount::AnyOf(bounds)) => {
                self.class_compared(&found, processor, bounds)
            }
            (_, Amount::Span(span)) if *span == span.nothing_known() => {
                format!("{found} found; how much is required is not known")
            }
            (Known::Marketed(found), Amount::SoldAs(_)) => self.generation_compared(found),
            (Known::Signatures(signatures), Amount::Signatures(_)) => match self.verdict {
                Verdict::Pass => format!("{signatures}, which is supported"),
                Verdict::Fail => format!("{signatures}, which is not supported"),
                Verdict::Unknown => format!("{signatures}, of which not all are supported"),
            },
            (Known::Arch(arch), _) => format!("{arch} found, {text} required"),
            (Known::Features(flags), Amount::Features(_)) => {
                let missing = self.missing_flags();
                let absent = |flag: &&str| flags.has(flag) == Some(false);
                let (absent, open): (Vec<&str>, Vec<&str>) = missing.into_iter().partition(absent);
                let guest =
                    if self.is_guest() { ", as the hypervisor shows the processor" } else { "" };
                let not_found = || format!("not found: {}{guest}", absent.join(" "));
                let not_known = || format!("not known: {}", open.join(" "));
                match (absent.is_empty(), open.is_empty()) {
                    (true, true) => format!("all found: {text}"),
                    (false, true) => not_found(),
                    (true, false) => not_known(),
                    (false, false) => format!("{}, {}", not_found(), not_known()),
                }
            }
            _ if *tier == Tier::Maximum => format!("{found} found{on}, {text} at most"),
            _ if item.kind() == Kind::Count => format!("{found} {item} found, {text} required"),
            _ if *tier == Tier::Recommended => format!("{found} found{on}, {text} recommended"),
            _ if *item == Item::Clock => {
                format!("{found} found, {text} required{}", self.clock_explained())
            }
            _ => format!("{found} found{on}, {text} required"),
        }
    }

    /// Why a clock below the required one is enough, or may be.
    fn clock_explained(&self) -> &'static str {
        let hertz = |quantity: Quantity| quantity.number().map(Hertz);
        let ends = self.spans().map(|(found, bound)| {
            (hertz(found.low()), found.high().and_then(hertz), bound.high().and_then(hertz))
        });
        let Some((Some(low), high, Some(wanted))) = ends else { return "" };
        match self.verdict {
            Verdict::Pass if low >= wanted => "",
            Verdict::Pass if low.about_reaches(wanted) => ": the same within 3 %",
            Verdict::Pass => ": its class does more at a lower clock",
            // Of an exact clock that is too low, only the class can be what is open.
            Verdict::Unknown if high == Some(low) && !low.about_reaches(wanted) => {
                ": whether its class makes up for that is not measured, or too close"
            }
            Verdict::Unknown | Verdict::Fail => "",
        }
    }

    fn class_compared(
        &self,
        found: &str,
        processor: &Processor,
        bounds: &[crate::cpu::CpuClass],
    ) -> String {
        let wanted = &self.requirement.text;
        let likely = processor.likely;
        if likely.is_empty() {
            return format!(
                "\"{found}\" names no processor class that is known; {wanted} required"
            );
        }
        let classes = class_names(likely.iter());
        let is = format!("\"{found}\" is {classes}");
        if self.requirement.at_most() {
            return match (bounds, self.verdict) {
                ([], _) => format!("{is}; what is required is not known"),
                (_, Verdict::Pass) => format!("{is}; {wanted} is required"),
                _ => format!("{is}; {wanted} is required, perhaps less"),
            };
        }
        let older = likely.iter().all(|class| bounds.iter().all(|b| class < *b));
        match self.verdict {
            Verdict::Pass => format!("{is}; {wanted} or later required"),
            Verdict::Fail if self.is_foreign() => {
                let arch = likely.iter().next().map(|class| class.arch().id()).unwrap_or_default();
                format!("{is} ({arch}), another architecture than {wanted}")
            }
            Verdict::Fail if older => format!("{is}, older than {wanted}"),
            Verdict::Fail => format!("{is}, and slower than any {wanted} that would do"),
            Verdict::Unknown if processor.certain != likely => {
                format!("{is} as a virtual machine shows it, {wanted} required")
            }
            Verdict::Unknown => {
                format!("{is}, which cannot be ranked against {wanted} for certain")
            }
        }
    }

    fn generation_compared(&self, found: &Marketed) -> String {
        let wanted = &self.requirement.text;
        match (found.likely.is_empty(), found.certain.is_empty(), self.verdict) {
            (false, ..) => format!("sold as {}; {wanted} or later required", found.likely),
            (true, true, Verdict::Fail) => {
                format!("of no generation, and older than all of {wanted} or later")
            }
            (true, true, _) => format!("of no generation; {wanted} or later required"),
            (true, false, _) => format!(
                "its silicon was sold as {}, and perhaps in lines without generations; \
                 {wanted} or later required",
                found.certain
            ),
        }
    }

    /// The step where the machine is known and the requirement is not, or only between two ends.
    pub(super) fn beyond_what_is_known(&self) -> Option<String> {
        if self.verdict != Verdict::Unknown {
            return None;
        }
        let sure = match (self.known()?, &self.requirement.amount) {
            (Known::Processor(found), Amount::AnyOf(bounds)) if self.requirement.at_most() => {
                if found.certain.is_empty() {
                    return None;
                }
                (!bounds.is_empty()).then(|| class_names(bounds.iter().copied()))
            }
            (Known::Span(found), Amount::Span(bound)) if found.high() == Some(found.low()) => {
                bound.high().map(|most| self.show(most))
            }
            _ => return None,
        };
        Some(match sure {
            Some(sure) => {
                format!("{sure} is sure to do; whether less does, ask the vendor of the software")
            }
            None => "ask the vendor of the software how much it needs".to_owned(),
        })
    }
}

/// "cores are", "memory is".
fn is(item: Item) -> &'static str {
    if item.label().ends_with('s') { "are" } else { "is" }
}
