//! The bus clock and the cache that a text states, as evidence beside its name: two parts of one
//! name and clock often differ in nothing else ("2.80 GHz, 512K Cache, 533 MHz FSB").

use super::clocks::clock_at;
use super::words::Words;
use crate::cpu::Candidates;
use crate::cpu::class::set;
use crate::units::Hertz;

/// The buses (MHz) and the last-level caches (KB) of a class's parts with a front-side bus.
struct Fitted {
    class: Candidates,
    buses: &'static [u64],
    caches: &'static [u64],
}

const fn fitted(class: &str, buses: &'static [u64], caches: &'static [u64]) -> Fitted {
    Fitted { class: set(class), buses, caches }
}

// Published by Intel with every part: the names in its lists are made of them.
const FITTED: &[Fitted] = &[
    fitted("pentium2", &[66, 100], &[128, 256, 512, 1024, 2048]),
    fitted("pentium3", &[66, 100, 133], &[128, 256, 512, 1024, 2048]),
    fitted("pentium4", &[400, 533, 800, 1066], &[128, 256, 512, 1024, 2048, 4096]),
    fitted("prescott", &[533, 800], &[256, 1024, 2048]),
    fitted("pentium-d", &[533, 667, 800, 1066], &[256, 1024, 2048, 4096, 8192, 16384]),
    fitted("pentium-m", &[400, 533], &[512, 1024, 2048]),
    fitted("core-duo", &[533, 667], &[1024, 2048]),
    fitted("core2", &[533, 667, 800, 1066, 1333], &[512, 1024, 2048, 3072, 4096, 6144, 8192]),
    fitted(
        "penryn",
        &[533, 667, 800, 1066, 1333, 1600],
        &[1024, 2048, 3072, 4096, 6144, 8192, 9216, 12288, 16384],
    ),
];

/// What a text says of the bus and the cache of its processor.
#[derive(Clone, Copy, Default)]
pub(super) struct Board {
    bus: Option<u64>,
    cache: Option<u64>,
}

impl Board {
    /// Reads "533 MHz FSB" and "512K Cache". No word is marked as used.
    pub fn read(words: &Words) -> Board {
        let mut board = Board::default();
        for n in 0..words.len() {
            if let Some((Hertz(hertz), length)) = clock_at(words, n)
                && matches!(words.word(n + length), "fsb" | "bus" | "front" | "system")
            {
                board.bus = board.bus.or(Some(hertz / 1_000_000));
            }
            if let Some((kilobytes, length)) = kilobytes(words, n)
                && matches!(words.word(n + length), "cache" | "l2")
            {
                board.cache = board.cache.or(Some(kilobytes));
            }
        }
        board
    }

    /// What a Xeon without a number can be where its bus is stated: later ones have numbers.
    pub fn xeon(self) -> Candidates {
        match self.bus {
            Some(_) => self.fitted(set("pentium2 pentium3 pentium4 prescott pentium-d")),
            None => Candidates::EMPTY,
        }
    }

    /// Those of the classes whose parts were fitted so. Classes that are not in the table stay.
    pub fn fitted(self, classes: Candidates) -> Candidates {
        let has = |list: &[u64], said: Option<u64>| said.is_none_or(|said| list.contains(&said));
        classes
            .iter()
            .filter(|class| {
                let row = FITTED.iter().find(|row| row.class.contains(*class));
                row.is_none_or(|row| has(row.buses, self.bus) && has(row.caches, self.cache))
            })
            .collect()
    }
}

/// "512k", "512 kb", "2M", "1 MB" at word `n`, and its length in words.
fn kilobytes(words: &Words, n: usize) -> Option<(u64, usize)> {
    let word = words.word(n);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = word.split_at(digits);
    let (unit, length) = if unit.is_empty() { (words.word(n + 1), 2) } else { (unit, 1) };
    let scale = match unit {
        "k" | "kb" => 1,
        "m" | "mb" => 1024,
        _ => return None,
    };
    Some((number.parse::<u64>().ok()?.checked_mul(scale)?, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bus_and_cache_tell_parts_apart() {
        let all = set("pentium3 pentium4 prescott pentium-m core-duo k7");
        let table = [
            ("Celeron 1.20 GHz, 256K Cache, 400 MHz FSB", "pentium4 k7"),
            ("Celeron 733 MHz, 128K Cache, 66 MHz FSB", "pentium3 k7"),
            ("Celeron 1.83 GHz, 1 MB L2 cache, 667 MHz front side bus", "core-duo k7"),
            ("2 MB cache", "pentium3 pentium4 prescott pentium-m core-duo k7"),
            ("99 MHz FSB", "k7"),
            ("2.4 GHz", "pentium3 pentium4 prescott pentium-m core-duo k7"),
        ];
        let quad = Board::read(&Words::new("12M Cache, 2.83 GHz, 1333 MHz FSB"));
        assert_eq!(quad.fitted(set("core2 penryn")), set("penryn"));
        for (text, left) in table {
            assert_eq!(Board::read(&Words::new(text)).fitted(all), set(left), "{text}");
        }
    }
}
