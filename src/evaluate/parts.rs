//! Verdicts without findings, for fleets: what the parts of machines mean for each edition is
//! worked out once for each text that they are made of, and what the parts of a machine mean
//! together is a few bits.

use super::learned::Learned;
use super::{counting, judge};
use crate::cpu::Arch;
use crate::item::{Item, Share};
use crate::machine::{Machine, Part};
use crate::profile::{Platform, Profile, Requirement, Tier};
use crate::quantity::formula::Driver;
use crate::quantity::{Amount, Known};
use crate::verdict::Verdict;
use rapidhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::Arc;

/// Judges machines by editions, one after the other, and remembers what their parts mean.
///
/// An edition has an answer for each of its platforms, and one for the case that none counts, where
/// that can be. What a part says of an answer takes two bits: 0 fail, 1 unknown, 3 pass. Of such
/// numbers the least of two is their `&`, and the greatest their `|`.
pub struct Judge<'a> {
    profiles: &'a [Profile],
    decides: Tier,
    /// What all judges by these editions know. Parts are not in there: where any edition wants whole
    /// machines, each judge learns for itself.
    learned: &'a Learned,
    /// What the parts of the machine at hand say together.
    joined: Vec<u64>,
    /// The parts at the places of their meanings, where any edition wants whole machines.
    parts: Vec<Arc<Part>>,
    /// What each platform of each edition asks that decides, by its share.
    asked: Vec<Vec<[Vec<&'a Requirement>; 3]>>,
    /// Where the answers of each edition are; `None`: it has none, and each machine is judged by it
    /// as a whole.
    answers: Vec<Option<Answers>>,
    /// Whether any edition has none.
    any_whole: bool,
    /// The words that a meaning takes.
    stride: usize,
    /// Meanings, one behind the other.
    words: Vec<u64>,
    /// Of which table they are.
    table: u64,
    /// The places of the meanings of short texts, which stand in their keys: of distinct sizes there
    /// are many, and each is looked up at a place of its own.
    short: [Places<u64>; 3],
    long: [Places<Box<[u8]>>; 3],
}

/// Places by texts. A few nanoseconds count here; the seed is random, so that no table can be made
/// whose texts all meet.
type Places<K> = HashMap<K, u32, RandomState>;

/// Answers in a word.
const IN_WORD: usize = 32;

/// The answers of an edition: bits of one word.
#[derive(Clone, Copy)]
struct Answers {
    word: usize,
    /// Below these bits stand others.
    shift: usize,
    /// The bits.
    mask: u64,
}

impl Answers {
    /// The verdict on a machine of which the parts together say this. Of the two bits of an answer
    /// the upper one is only set in a pass.
    fn verdict(self, word: u64) -> Verdict {
        const UPPER: u64 = u64::MAX / 3 * 2;
        let bits = word & self.mask;
        match (bits & UPPER, bits) {
            (0, 0) => Verdict::Fail,
            (0, _) => Verdict::Unknown,
            _ => Verdict::Pass,
        }
    }
}

/// So many words are remembered.
const MOST: usize = 1 << 18;

/// A longer text is not remembered: it is seldom met again, and a million of them fill any memory.
const LONGEST: usize = 1 << 10;

impl<'a> Judge<'a> {
    /// A judge by some editions; `decides` as of [`evaluate`](super::evaluate). What it learns of
    /// texts, the other judges by these editions know as well.
    pub fn new(profiles: &'a [Profile], decides: Tier, learned: &'a Learned) -> Judge<'a> {
        let (mut word, mut taken) = (0, 0);
        let answers = profiles.iter().map(|profile| {
            let count = profile.platforms.len() + usize::from(may_be_none(profile));
            if looks_across(profile, decides) || count > IN_WORD {
                return None;
            }
            if taken + count > IN_WORD {
                (word, taken) = (word + 1, 0);
            }
            let shift = 2 * taken;
            taken += count;
            let all = u64::MAX.checked_shr((64 - 2 * count) as u32).unwrap_or(0);
            Some(Answers { word, shift, mask: all << shift })
        });
        let answers: Vec<Option<Answers>> = answers.collect();
        let of_platform = |platform: &'a Platform| {
            Share::ALL.map(|share| {
                let all = platform.requirements.iter();
                let deciding = all.filter(|requirement| requirement.decides(decides));
                deciding.filter(|requirement| requirement.item.share() == share).collect()
            })
        };
        let asked = profiles.iter().map(|p| p.platforms.iter().map(of_platform).collect());
        Judge {
            profiles,
            decides,
            learned,
            joined: Vec::new(),
            any_whole: answers.iter().any(Option::is_none),
            parts: Vec::new(),
            asked: asked.collect(),
            // One at least, so that each place is another.
            stride: word + 1,
            answers,
            words: Vec::new(),
            table: 0,
            short: Default::default(),
            long: Default::default(),
        }
    }

    /// The verdict of each edition on a machine of some parts: that of
    /// [`evaluate`](super::evaluate).
    pub fn verdicts(&mut self, parts: &[&Arc<Part>; 3], verdicts: &mut Vec<Verdict>) {
        self.turn_to(0);
        let places = Share::ALL.map(|share| self.learn(share, parts[share as usize].clone()));
        self.verdicts_at(places, verdicts);
    }

    /// The verdict of each edition on a machine in a table, of which each share is made of a text.
    /// `part` makes the part of a text that was not met in this table before; no two tables have
    /// the same number, and none has 0.
    pub fn verdicts_by_text(
        &mut self,
        table: u64,
        mut text: impl FnMut(Share, &mut Vec<u8>),
        mut part: impl FnMut(Share) -> Part,
        room: &mut Vec<u8>,
        verdicts: &mut Vec<Verdict>,
    ) {
        self.turn_to(table);
        let places = Share::ALL.map(|share| {
            room.clear();
            text(share, room);
            let key = short(room);
            let met = match key {
                Some(key) => self.short[share as usize].get(&key),
                None => self.long[share as usize].get(&room[..]),
            };
            if let Some(place) = met {
                return *place as usize;
            }
            let place = self.words.len();
            let kept = room.len() <= LONGEST;
            if self.any_whole || !kept {
                self.learn(share, Arc::new(part(share)));
            } else if !self.learned.recall(table, share, room, &mut self.words) {
                self.learn(share, Arc::new(part(share)));
                self.learned.remember(table, share, room, &self.words[place..]);
            }
            if !kept {
                return place;
            }
            // There are far fewer words.
            let number = u32::try_from(place).unwrap_or(u32::MAX);
            match key {
                Some(key) => self.short[share as usize].insert(key, number),
                None => self.long[share as usize].insert(room[..].into(), number),
            };
            place
        });
        self.verdicts_at(places, verdicts);
    }

    /// Begins with a machine of a table. What is remembered of another is of no use, and too much
    /// is too much.
    fn turn_to(&mut self, table: u64) {
        if self.table != table || self.words.len() > MOST || table == 0 {
            self.words.clear();
            self.parts.clear();
            self.short.iter_mut().for_each(HashMap::clear);
            self.long.iter_mut().for_each(HashMap::clear);
            self.table = table;
        }
    }

    /// What the parts at some places mean together.
    fn verdicts_at(&mut self, places: [usize; 3], verdicts: &mut Vec<Verdict>) {
        verdicts.clear();
        let machine = self.any_whole.then(|| self.machine_at(places));
        let [a, b, c] = places.map(|place| &self.words[place..place + self.stride]);
        self.joined.clear();
        self.joined.extend(a.iter().zip(b).zip(c).map(|((a, b), c)| a & b & c));
        verdicts.extend(self.answers.iter().zip(self.profiles).map(|(answers, profile)| {
            match (answers, &machine) {
                (Some(answers), _) => answers.verdict(self.joined[answers.word]),
                (None, Some(machine)) => super::evaluate(profile, machine, self.decides).verdict(),
                (None, None) => Verdict::Unknown,
            }
        }));
    }

    /// The machine of the parts at some places.
    fn machine_at(&self, places: [usize; 3]) -> Machine {
        let mut machine = Machine::new("");
        for (share, place) in Share::ALL.into_iter().zip(places) {
            machine.set_part(share, self.parts[place / self.stride].clone());
        }
        machine
    }

    /// Works out what a part means; the place of that.
    fn learn(&mut self, share: Share, part: Arc<Part>) -> usize {
        if self.any_whole {
            self.parts.push(part.clone());
        }
        // The rules of one share look at no other.
        let mut alone = Machine::new("");
        alone.set_part(share, part);
        let arch = match alone.known(Item::Arch) {
            Some(Known::Arch(arch)) => Some(*arch),
            _ => None,
        };
        let place = self.words.len();
        self.words.resize(place + self.stride, 0);
        let words = &mut self.words[place..];
        for ((profile, asked), answers) in self.profiles.iter().zip(&self.asked).zip(&self.answers)
        {
            if let Some(Answers { word, mut shift, .. }) = *answers {
                of_edition(profile, asked, share, arch, &alone, &mut |bits| {
                    words[word] |= bits << shift;
                    shift += 2;
                });
            }
        }
        place
    }
}

/// Says what a part means for each answer of an edition.
fn of_edition(
    profile: &Profile,
    asked: &[[Vec<&Requirement>; 3]],
    share: Share,
    arch: Option<Arch>,
    alone: &Machine,
    say: &mut impl FnMut(u64),
) {
    let least = |platform: &Platform, asked: &[Vec<&Requirement>; 3]| {
        // Nothing to judge is unknown.
        let start = if asked.iter().all(Vec::is_empty) { 1 } else { 3 };
        let own = asked[share as usize].iter();
        own.fold(start, |least, one| least & bits(judge(one, platform, alone).verdict))
    };
    let all = profile.platforms.iter().zip(asked);
    if share != Share::Processor {
        if may_be_none(profile) {
            say(3);
        }
        return all.for_each(|(platform, asked)| say(least(platform, asked)));
    }
    // Which platforms count is said by the processor alone.
    let counting = counting(profile, arch);
    let counts = |platform: &Platform| counting.iter().any(|p| std::ptr::eq(*p, platform));
    if may_be_none(profile) {
        say(u64::from(counting.is_empty()));
    }
    all.for_each(|(platform, asked)| {
        say(if counts(platform) { least(platform, asked) } else { 0 });
    });
}

/// Whether a requirement of an edition that decides depends on an item of another share.
fn looks_across(profile: &Profile, decides: Tier) -> bool {
    let mut all = profile.requirements().filter(|requirement| requirement.decides(decides));
    all.any(|requirement| match &requirement.amount {
        Amount::Formula(formula) => match formula.by {
            Driver::Item(item) => item.share() != requirement.item.share(),
            Driver::Parameter(_) => false,
        },
        _ => false,
    })
}

/// Whether there can be a machine for which no platform of an edition counts: not where one is for
/// every architecture.
fn may_be_none(profile: &Profile) -> bool {
    !profile.platforms.iter().any(|platform| platform.arch.is_none() && !platform.bare)
}

/// A text of fewer than 8 bytes as a number: its bytes, and its length.
fn short(text: &[u8]) -> Option<u64> {
    let mut bytes = [0; 8];
    bytes.get_mut(..text.len())?.copy_from_slice(text);
    bytes[7] = u8::try_from(text.len()).ok().filter(|length| *length < 8)?;
    Some(u64::from_le_bytes(bytes))
}

fn bits(verdict: Verdict) -> u64 {
    match verdict {
        Verdict::Fail => 0,
        Verdict::Unknown => 1,
        Verdict::Pass => 3,
    }
}
