//! What a processor text says by itself.

use super::board::Board;
use super::clocks::{set_aside_foreign, set_aside_sizes, stated_clock};
use super::counts::{Counts, counts};
use super::generations::{by_brand, by_ordinal};
use super::levels::{Told, level};
use super::marks::{Mark, mark};
use super::names::name_at;
use super::words::Words;
use crate::cpu::identify::{FIRST_TURBO, clock_fits};
use crate::cpu::{Candidates, CpuClass, Generations, Signature, midr};
use crate::units::Hertz;

/// What a brand string, or what a person wrote, says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// What it can be. Empty: the text names no class that is known, or contradicts itself.
    pub classes: Candidates,
    /// The marketing generations it was sold as, by its number: empty where it is of a line that
    /// has none, `None` where the text does not say.
    pub generations: Option<Generations>,
    /// The signature that the text is.
    pub signature: Option<Signature>,
    /// What the name tells of the signature beside the classes.
    pub mark: Option<Mark>,
    /// What the name tells of the instruction-set level beside the classes.
    pub told: Option<Told>,
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
    if let Some(described) = by_arm_part(text).or_else(|| by_id(text)) {
        return described;
    }
    alternatives(text).unwrap_or_else(|| by_names(text))
}

/// The word between alternatives.
const OR: [&str; 5] = ["or", "oder", "ou", "oppure", "или"];

/// "Pentium Pro 200 or Pentium II 233": any of them, where each side names something.
fn alternatives(text: &str) -> Option<Described> {
    let or = |word: &&str| OR.iter().any(|or| word.eq_ignore_ascii_case(or));
    text.split_whitespace().any(|word| or(&word)).then_some(())?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let sides = words.split(or);
    let mut sides = sides.map(|side| side.join(" "));
    let (first, second) = (sides.next()?, sides.next()?);
    let describe = |side: &str| by_arm_part(side).unwrap_or_else(|| by_names(side));
    let mut all = describe(&first);
    for side in std::iter::once(second).chain(sides) {
        let other = describe(&side);
        if all.classes.is_empty() || other.classes.is_empty() {
            return None;
        }
        all.classes = all.classes.union(other.classes);
        all.clock = all.clock.zip(other.clock).map(|((a, b), (c, d))| (a.min(c), b.max(d)));
        all.sockets = all.sockets.filter(|_| all.sockets == other.sockets);
        all.cores = all.cores.filter(|_| all.cores == other.cores);
        all.virtual_machine |= other.virtual_machine;
        all.pentium_or_celeron |= other.pentium_or_celeron;
        all.mark = all.mark.filter(|_| all.mark == other.mark);
        all.told = all.told.filter(|_| all.told == other.told);
        // A side without a generation may be the one.
        all.generations = all
            .generations
            .zip(other.generations)
            .and_then(|(one, more)| (one.is_empty() == more.is_empty()).then(|| one.union(more)));
        all.why.push_str(", or ");
        all.why.push_str(&other.why);
    }
    Some(all)
}

fn by_names(text: &str) -> Described {
    let mut words = Words::new(text);
    let board = Board::read(&words);
    let clock = stated_clock(&mut words);
    set_aside_sizes(&mut words);
    set_aside_foreign(&mut words);
    let counts = counts(&mut words);
    let mut described = Described {
        clock,
        sockets: counts.sockets,
        cores: counts.cores,
        virtual_machine: is_virtual(&words),
        pentium_or_celeron: has_any(&words, &["pentium", "celeron"]),
        ..Described::default()
    };
    let modern = counts.cores.is_some() || (0..words.len()).any(|n| is_modern(words.word(n)));
    let (scope, taken) = read_names(&words, &mut described, modern);
    if !described.conflict && described.generations.is_none() {
        let ordinal = by_ordinal(&words);
        described.generations = ordinal.or_else(|| by_brand(&words));
        if let Some(generation) = ordinal
            && described.classes.is_empty()
        {
            described.classes = generation.classes();
            described.why = format!("{generation} was made of {}", described.classes);
        }
    }
    if described.classes.is_empty() && !described.conflict && has_any(&words, &["xeon"]) {
        described.classes = board.xeon();
        if !described.classes.is_empty() {
            described.why = format!("a Xeon with such a bus is one of {}", described.classes);
        }
    }
    if described.classes.is_empty() && !described.conflict && !unread_number(&words, taken) {
        described.by_line(scope);
    }
    described.narrow(described.classes.intersection(scope), "the name was given to");
    described.narrow(board.fitted(described.classes), "bus and cache are those of");
    described.narrow(rated_at(described.classes, described.clock), "the clock is one of");
    fit_clock(&mut described);
    described.mark = mark(&words, described.classes);
    described.told = level(&words, described.classes);
    count_sockets(&mut described, counts, &words);
    count_quad(&mut described, counts);
    if described.why.is_empty() {
        described.why = "no processor that is known is named".to_string();
    }
    described
}

/// Does the word speak of a machine with gigabytes or flash memory?
fn is_modern(word: &str) -> bool {
    matches!(word, "emmc" | "ssd" | "nvme") || word.ends_with("gb")
}

/// Is there a word that may be a part number, and that no rule knew?
fn unread_number(words: &Words, taken: u64) -> bool {
    (0..words.len()).any(|n| {
        let word = words.word(n);
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let ordinal = words.word(n + 1).starts_with("gen");
        digits > 0 && !ordinal && word.len() >= 3 && taken >> n & 1 == 0 && !words.is_used(n)
    })
}

impl Described {
    /// Takes all that a product line was ever given to, where nothing tells more. A line of one
    /// class alone is one whose other parts are not in the table.
    fn by_line(&mut self, scope: Candidates) {
        if scope.len() > 1 && scope != Candidates::all() {
            self.why = format!("the name was given to {scope}");
            self.classes = scope;
        }
    }

    /// Leaves some of several candidates and says why, unless none would be left.
    fn narrow(&mut self, left: Candidates, because: &str) {
        if self.classes.len() > 1 && !left.is_empty() && left != self.classes {
            self.why = format!("{}, and {because} {left}", self.why);
            self.classes = left;
        }
    }
}

fn by_signature(signature: &Signature) -> Described {
    Described {
        classes: signature.candidates(),
        virtual_machine: signature.is_emulated(),
        signature: Some(signature.clone()),
        why: format!("family {} model {}", signature.family, signature.model),
        ..Described::default()
    }
}

/// The part of an ARM core, by its number.
fn by_arm_part(text: &str) -> Option<Described> {
    let text = text.trim();
    let (classes, why) = match midr::parse(text) {
        Some((implementer, part)) => {
            let name = midr::core_name(implementer, part).unwrap_or("a core that is not listed");
            let why = format!("implementer {implementer:#x}, part {part:#x} is {name}");
            (midr::candidates(implementer, part), why)
        }
        None => {
            let (part, classes) = midr::parse_windows(text)?;
            (classes, format!("model {part:X} is the part of an ARM core"))
        }
    };
    Some(Described { classes, why, ..Described::default() })
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
/// classes that the product lines were ever given to, and the words that were read.
///
/// Of a modern machine the clock alone does not tell the part: a Celeron at 1.1 GHz with 64 GB may
/// be any of the last ten years.
fn read_names(words: &Words, described: &mut Described, modern: bool) -> (Candidates, u64) {
    let mut scope = Candidates::all();
    let mut taken = 0u64;
    let mut said_before = String::new();
    let mut only_ordinary = false;
    for n in 0..words.len() {
        if taken >> n & 1 == 1 || words.is_used(n) {
            continue;
        }
        let Some((name, found)) = name_at(words, n) else { continue };
        let clock = described.clock.filter(|_| !(modern && name.is_line()));
        let said = name.said(words, n, found, clock);
        taken |= said.words;
        described.clock = described.clock.or(said.clock);
        described.generations = match (described.generations, said.generations) {
            // Two numbers of two generations: either is meant.
            (Some(one), Some(other)) if one.intersection(other).is_empty() => {
                Some(one.union(other))
            }
            (Some(one), Some(other)) => Some(one.intersection(other)),
            (one, other) => one.or(other),
        };
        if !said.scope.is_empty() {
            scope = scope.intersection(said.scope);
        }
        if said.classes.is_empty() {
            continue;
        }
        let these = quote(words, said.words);
        let disjoint = described.classes.intersection(said.classes).is_empty();
        if !said_before.is_empty() && disjoint && name.is_ordinary() {
            continue;
        }
        if said_before.is_empty() || disjoint && only_ordinary {
            only_ordinary = name.is_ordinary();
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
            described.generations = None;
            return (scope, taken);
        }
        if both != described.classes {
            described.why = format!("\"{said_before}\" and \"{these}\" say {both}");
        }
        described.classes = both;
        only_ordinary &= name.is_ordinary();
    }
    (scope, taken)
}

/// Those of the classes that were sold at the stated clock: of processors from before the turbo
/// modes, a clock that is stated is the rated one.
fn rated_at(classes: Candidates, clock: Option<(Hertz, Hertz)>) -> Candidates {
    let Some((low, high)) = clock else { return classes };
    let sold = |class: &CpuClass| {
        class.year() >= FIRST_TURBO
            || class.clocks().is_none_or(|(slowest, fastest)| {
                high.about_reaches(slowest) && fastest.about_reaches(low)
            })
    };
    classes.iter().filter(sold).collect()
}

/// Drops the classes that were never sold at the stated clock. A clock that fits, but is above all
/// rated ones, is that of a turbo mode: it is no rated clock.
fn fit_clock(described: &mut Described) {
    let Some(clock) = described.clock else { return };
    let fits: Candidates =
        described.classes.iter().filter(|class| clock_fits(*class, clock)).collect();
    if fits.is_empty() && !described.classes.is_empty() {
        described.conflict = true;
        described.generations = None;
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

/// "(2 CPUs)" counts processors only of families from before the first with several threads, and
/// "Dual" means the cores of what is only sold for one socket.
fn count_sockets(described: &mut Described, counts: Counts, words: &Words) {
    let single = |class: CpuClass| class.year() < 2000;
    if !described.classes.is_empty() && described.classes.iter().all(single) {
        described.sockets = described.sockets.or(counts.logical);
    }
    if counts.in_words && has_any(words, &["i3", "i5", "i7", "i9", "ryzen"]) {
        described.sockets = None;
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
    let emulator = |word: &str| {
        matches!(
            word,
            "qemu"
                | "qemu32"
                | "qemu64"
                | "kvm"
                | "kvm32"
                | "kvm64"
                | "virtual"
                | "virtualapple"
                | "bochs"
                | "ibrs"
                | "ibpb"
                | "tsx"
                | "e312xx"
                | "e56xx"
                | "12xx"
                | "62xx"
                | "63xx"
                | "9xx"
                | "p9xxx"
        )
    };
    if (0..words.len()).any(|n| emulator(words.word(n))) {
        return true;
    }
    // QEMU names its models "Intel Xeon Processor (Skylake)" and "AMD EPYC-Rome Processor", and
    // a cloud says "Intel(R) Xeon(R) Processor @ 2.50GHz".
    (0..words.len()).any(|n| {
        let bare = |name| words.word(n) == name && words.word(n + 1) == "processor";
        (["core", "atom", "phi"].into_iter().any(bare) && words.before(n + 2) == b'(')
            || bare("dhyana")
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
