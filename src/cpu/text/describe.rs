//! What a processor text says by itself.

use super::clocks::{set_aside_sizes, stated_clock};
use super::counts::{Counts, counts};
use super::names::name_at;
use super::words::Words;
use crate::cpu::identify::clock_fits;
use crate::cpu::{Candidates, CpuClass, Signature};
use crate::units::Hertz;

/// What a brand string, or what a person wrote, says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// What it can be. Empty: the text names no class that is known, or contradicts itself.
    pub classes: Candidates,
    /// The rated clock stated in the text, lowest and highest.
    pub clock: Option<(Hertz, Hertz)>,
    /// The number of processors: "Dual", "2x", "(2 CPUs)".
    pub sockets: Option<u32>,
    /// The number of cores of each: "8-Core".
    pub cores: Option<u32>,
    /// Is it a name that hypervisors and emulators give?
    pub virtual_machine: bool,
    /// Does it say Pentium or Celeron? Newer ones of these lack features of their class.
    pub pentium_or_celeron: bool,
    /// Does it contradict itself, so that nothing follows from it?
    pub conflict: bool,
    /// Which words decided, as a part of a sentence.
    pub why: String,
}

/// Understands a processor text. Never guesses: a text that names no class yields none.
pub fn describe(text: &str) -> Described {
    if let Some(signature) = Signature::parse(text) {
        return by_signature(&signature);
    }
    if let Some(class) = by_id(text) {
        return class;
    }
    alternatives(text).unwrap_or_else(|| by_names(text))
}

/// "Pentium Pro 200 or Pentium II 233": any of them, where each side names something.
fn alternatives(text: &str) -> Option<Described> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let sides = words.split(|word| word.eq_ignore_ascii_case("or"));
    let mut sides = sides.map(|side| side.join(" "));
    let (first, second) = (sides.next()?, sides.next()?);
    let mut all = by_names(&first);
    for side in std::iter::once(second).chain(sides) {
        let other = by_names(&side);
        if all.classes.is_empty() || other.classes.is_empty() {
            return None;
        }
        all.classes = all.classes.union(other.classes);
        all.clock = all.clock.zip(other.clock).map(|((a, b), (c, d))| (a.min(c), b.max(d)));
        all.sockets = all.sockets.filter(|_| all.sockets == other.sockets);
        all.cores = all.cores.filter(|_| all.cores == other.cores);
        all.virtual_machine |= other.virtual_machine;
        all.pentium_or_celeron |= other.pentium_or_celeron;
        all.why.push_str(", or ");
        all.why.push_str(&other.why);
    }
    Some(all)
}

fn by_names(text: &str) -> Described {
    let mut words = Words::new(text);
    let clock = stated_clock(&mut words);
    set_aside_sizes(&mut words);
    let counts = counts(&mut words);
    let mut described = Described {
        clock,
        sockets: counts.sockets,
        cores: counts.cores,
        virtual_machine: is_virtual(&words),
        pentium_or_celeron: has_any(&words, &["pentium", "celeron"]),
        ..Described::default()
    };
    let scope = read_names(&words, &mut described);
    if described.classes.len() > 1 {
        let narrowed = described.classes.intersection(scope);
        if !narrowed.is_empty() {
            if narrowed != described.classes {
                described.why = format!("{}, and the name was given to {narrowed}", described.why);
            }
            described.classes = narrowed;
        }
    }
    fit_clock(&mut described);
    count_quad(&mut described, counts);
    if described.why.is_empty() {
        described.why = "no processor that is known is named".to_string();
    }
    described
}

fn by_signature(signature: &Signature) -> Described {
    Described {
        classes: signature.candidates(),
        why: format!("family {} model {}", signature.family, signature.model),
        ..Described::default()
    }
}

/// The identifier of a class, where it cannot be taken for an ordinary name: "k7-xp".
fn by_id(text: &str) -> Option<Described> {
    let id = text.trim();
    if !id.contains('-') {
        return None;
    }
    let class = CpuClass::all().find(|class| class.id().eq_ignore_ascii_case(id))?;
    let why = format!("\"{class}\" is a class");
    Some(Described { classes: class.into(), why, ..Described::default() })
}

/// Reads the names; every one that says something must agree with those before it. Returns the
/// classes that the product lines were ever given to.
fn read_names(words: &Words, described: &mut Described) -> Candidates {
    let mut scope = Candidates::all();
    let mut taken = 0u64;
    let mut said_before = String::new();
    for n in 0..words.len() {
        if taken >> n & 1 == 1 || words.is_used(n) {
            continue;
        }
        let Some((name, found)) = name_at(words, n) else { continue };
        let said = name.said(words, n, found, described.clock);
        taken |= said.words;
        described.clock = described.clock.or(said.clock);
        if !said.scope.is_empty() {
            scope = scope.intersection(said.scope);
        }
        if said.classes.is_empty() {
            continue;
        }
        let these = quote(words, said.words);
        if said_before.is_empty() {
            described.classes = said.classes;
            described.why = format!("\"{these}\" says {}", said.classes);
            said_before = these;
            continue;
        }
        let both = described.classes.intersection(said.classes);
        if both.is_empty() {
            described.conflict = true;
            described.why = format!(
                "\"{said_before}\" says {}, but \"{these}\" says {}",
                described.classes, said.classes
            );
            described.classes = Candidates::EMPTY;
            return scope;
        }
        if both != described.classes {
            described.why = format!("\"{said_before}\" and \"{these}\" say {both}");
        }
        described.classes = both;
    }
    scope
}

/// Drops the classes that were never sold at the stated clock. A clock that fits, but is above all
/// rated ones, is that of a turbo mode: it is no rated clock.
fn fit_clock(described: &mut Described) {
    let Some(clock) = described.clock else { return };
    let fits: Candidates =
        described.classes.iter().filter(|class| clock_fits(*class, clock)).collect();
    if fits.is_empty() && !described.classes.is_empty() {
        described.conflict = true;
        described.why = format!("{}, which was never sold at such a clock", described.why);
    }
    described.classes = fits;
    let rated = |class: CpuClass| {
        class.clocks().is_none_or(|(_, fastest)| clock.0.0 / 103 * 100 <= fastest.0)
    };
    if !fits.is_empty() && !fits.iter().any(rated) {
        described.clock = None;
    }
}

/// "Quad" before a family from before the first processors with four cores counts processors.
fn count_quad(described: &mut Described, counts: Counts) {
    if !counts.quad || described.classes.is_empty() {
        return;
    }
    if described.classes.iter().all(|class| class.year() <= 2004) {
        described.sockets = described.sockets.or(Some(4));
    } else if described.classes.iter().all(|class| class.year() >= 2007) {
        described.cores = described.cores.or(Some(4));
    }
}

/// Names that hypervisors and emulators give to the processors they show.
fn is_virtual(words: &Words) -> bool {
    let names = [
        "qemu",
        "qemu32",
        "qemu64",
        "kvm",
        "kvm32",
        "kvm64",
        "virtual",
        "virtualapple",
        "bochs",
        "ibrs",
        "ibpb",
        "tsx",
        "e312xx",
        "e56xx",
        "62xx",
        "63xx",
        "9xx",
        "p9xxx",
    ];
    if has_any(words, &names) {
        return true;
    }
    // QEMU names its models "Intel Xeon Processor (Skylake)" and "AMD EPYC-Rome Processor", and
    // a cloud says "Intel(R) Xeon(R) Processor @ 2.50GHz".
    (0..words.len()).any(|n| {
        let bare = |name| words.word(n) == name && words.word(n + 1) == "processor";
        (bare("core") && words.before(n + 2) == b'(')
            || (bare("xeon") && matches!(words.before(n + 2), b'(' | b'@'))
            || (words.word(n) == "epyc" && words.before(n + 1) == b'-')
            || (words.word(n) == "class" && matches!(words.word(n + 1), "core" | "opteron" | "cpu"))
    })
}

fn has_any(words: &Words, names: &[&str]) -> bool {
    (0..words.len()).any(|n| names.contains(&words.word(n)))
}

fn quote(words: &Words, which: u64) -> String {
    let mut text = String::new();
    for n in (0..words.len()).filter(|n| which >> n & 1 == 1) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(words.word(n));
    }
    text
}
