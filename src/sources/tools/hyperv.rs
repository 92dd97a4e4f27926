//! What Windows says of a processor by telling what Hyper-V would find in it. Where a hypervisor
//! runs already it says nothing, or no to everything.

use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};

/// An answer and where it stood.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// Whether it is yes.
    pub yes: bool,
    /// The source, the place and the text.
    pub origin: Origin,
}

/// The four things that Hyper-V needs, as far as they were answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    /// VT-x or AMD-V in the processor.
    pub monitor: Option<Answer>,
    /// The same, enabled in the firmware.
    pub enabled: Option<Answer>,
    /// Translation of addresses in two levels: EPT or NPT.
    pub translation: Option<Answer>,
    /// Memory that cannot be executed.
    pub prevention: Option<Answer>,
}

impl Needs {
    /// Puts virtualization, and the flags that the answers prove. A no proves that firmware shows
    /// none, not that there is none.
    pub(super) fn put(&self, facts: &mut Facts) {
        let yes = |answer: &Option<Answer>| answer.as_ref().map(|answer| answer.yes);
        let known = match (yes(&self.enabled), yes(&self.monitor)) {
            (Some(true), None | Some(true)) => Some((&self.enabled, "enabled")),
            (Some(false), Some(true)) => Some((&self.enabled, "present")),
            (Some(false), _) => Some((&self.enabled, "no or present")),
            (Some(true), Some(false)) => None,
            (None, Some(true)) => Some((&self.monitor, "present or enabled")),
            (None, Some(false)) => Some((&self.monitor, "no or present")),
            (None, None) => None,
        };
        if let Some((Some(answer), text)) = known {
            facts.put_read_as(Key::Virtualization, answer.origin.clone(), text.to_owned());
        }
        let said = |word| {
            let texts = [Key::CpuVendor, Key::CpuText].into_iter().filter_map(|key| facts.get(key));
            texts.flat_map(|fact| &fact.text).any(|text| text.contains(word))
        };
        let monitor = match (said("Intel"), said("AMD")) {
            (true, false) => Some("vmx"),
            (false, true) => Some("svm"),
            _ => None,
        };
        let flags = [
            (&self.monitor, monitor),
            (&self.translation, Some("slat")),
            (&self.prevention, Some("nx")),
        ];
        let proved = flags.into_iter().filter_map(|(answer, flag)| {
            Some((answer.as_ref().filter(|answer| answer.yes)?, flag?))
        });
        let proved: Vec<(&Answer, &str)> = proved.collect();
        let Some((first, _)) = proved.first() else { return };
        if facts.get(Key::CpuFlags).is_none() {
            let words: Vec<&str> = proved.iter().map(|(_, flag)| *flag).collect();
            facts.put_read_as(Key::CpuFlags, first.origin.clone(), words.join(" "));
        }
    }

    /// Where these are told at all, no hypervisor runs: puts that the machine is a physical one,
    /// unless something else was said.
    pub(super) fn put_physical(&self, facts: &mut Facts) {
        let all = [&self.monitor, &self.enabled, &self.translation, &self.prevention];
        let first = all.into_iter().flatten().next();
        if let Some(answer) = first.filter(|_| facts.get(Key::CpuHypervisor).is_none()) {
            facts.put_read_as(Key::CpuHypervisor, answer.origin.clone(), "false".to_owned());
        }
    }
}

/// Yes or no in the languages of Windows.
pub(super) fn truth(text: &str) -> Option<bool> {
    const YES: &[&str] = &[
        "yes", "ja", "oui", "sí", "si", "sì", "sim", "да", "tak", "evet", "はい", "是", "예",
        "igen", "ano", "áno", "ναι", "так", "kyllä", "da", "true",
    ];
    const NO: &[&str] = &[
        "no",
        "nein",
        "non",
        "não",
        "nao",
        "нет",
        "nie",
        "hayır",
        "いいえ",
        "否",
        "아니요",
        "아니오",
        "nem",
        "ne",
        "όχι",
        "ні",
        "nej",
        "nei",
        "nee",
        "ei",
        "nu",
        "false",
    ];
    let text = text.trim().to_lowercase();
    let among = |words: &[&str]| words.contains(&text.as_str());
    if among(YES) { Some(true) } else { among(NO).then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(yes: bool) -> Option<Answer> {
        let origin = Origin { source: "s".into(), place: "p".into(), raw: "r".into() };
        Some(Answer { yes, origin })
    }

    #[test]
    fn a_no_never_says_that_the_processor_lacks_it() {
        let (yes, no) = (Some(true), Some(false));
        let table = [
            (yes, yes, Some("enabled")),
            (yes, no, Some("present")),
            (no, no, Some("no or present")),
            (no, yes, None),
            (yes, None, Some("present or enabled")),
            (no, None, Some("no or present")),
            (None, yes, Some("enabled")),
            (None, no, Some("no or present")),
            (None, None, None),
        ];
        for (monitor, enabled, expected) in table {
            let mut facts = Facts::new("");
            let needs = Needs {
                monitor: monitor.and_then(answer),
                enabled: enabled.and_then(answer),
                ..Needs::default()
            };
            needs.put(&mut facts);
            let found = facts.get(Key::Virtualization).map(|fact| fact.text.clone().unwrap());
            assert_eq!(found.as_deref(), expected, "{monitor:?} {enabled:?}");
        }
    }

    #[test]
    fn the_flags_are_those_of_the_maker_and_only_what_is_proved() {
        for (vendor, expected) in
            [("GenuineIntel", "vmx slat"), ("AuthenticAMD", "svm slat"), ("", "slat")]
        {
            let mut facts = Facts::new("");
            facts.put(Key::CpuVendor, "s", "p", vendor);
            let (monitor, translation, prevention) = (answer(true), answer(true), answer(false));
            Needs { monitor, translation, prevention, enabled: None }.put(&mut facts);
            let flags = facts.get(Key::CpuFlags).map(|fact| fact.text.clone().unwrap());
            assert_eq!(flags.as_deref(), Some(expected));
        }
    }

    #[test]
    fn yes_and_no_are_different_words() {
        assert_eq!(truth(" Ja "), Some(true));
        assert_eq!(truth("Нет"), Some(false));
        assert_eq!(truth("maybe"), None);
    }
}
