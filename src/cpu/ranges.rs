//! Sets of numbers, written as numbers and ranges: `0-8, 10-`.

use std::fmt;

/// A set of numbers: ranges in order, with gaps between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    /// Every number.
    pub fn any() -> Ranges {
        Ranges(vec![(0, u32::MAX)])
    }

    /// Reads decimal numbers and ranges with commas between; a range without an end has none.
    pub fn parse(text: &str) -> Result<Ranges, String> {
        let all = text.split(',').map(|part| {
            let number = |text: &str| {
                let text = text.trim();
                text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
            };
            let range = match part.split_once('-') {
                None => number(part).map(|number| (number, number)),
                Some((low, high)) if high.trim().is_empty() => number(low).map(|n| (n, u32::MAX)),
                Some((low, high)) => number(low).zip(number(high)),
            };
            range.filter(|(low, high)| low <= high).ok_or_else(|| {
                format!(
                    "expected numbers and ranges such as \"85\" or \"0-8, 10-\", found \"{text}\""
                )
            })
        });
        all.collect::<Result<Vec<_>, _>>().map(Ranges::joined)
    }

    /// Is the number in the set?
    pub fn contains(&self, number: u32) -> bool {
        self.iter().any(|(low, high)| low <= number && number <= high)
    }

    /// Is every number in it?
    pub fn is_any(&self) -> bool {
        self.0 == [(0, u32::MAX)]
    }

    /// The ranges, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        self.0.iter().copied()
    }

    fn joined(mut all: Vec<(u32, u32)>) -> Ranges {
        all.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (low, high) in all {
            match joined.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => joined.push((low, high)),
            }
        }
        Ranges(joined)
    }
}

/// As [`Ranges::parse`] reads it.
impl fmt::Display for Ranges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (low, high)) in self.iter().enumerate() {
            if n > 0 {
                f.write_str(", ")?;
            }
            match high {
                u32::MAX => write!(f, "{low}-")?,
                high if high == low => write!(f, "{low}")?,
                high => write!(f, "{low}-{high}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ranges_are_read() {
        let table = [
            ("85", Ok("85")),
            ("0-8, 10-", Ok("0-8, 10-")),
            (" 10 - ,0-8", Ok("0-8, 10-")),
            ("1,2,3, 5-6", Ok("1-3, 5-6")),
            ("0-", Ok("0-")),
            ("9-8", Err(())),
            ("", Err(())),
            ("-", Err(())),
            ("-8", Err(())),
            ("+8", Err(())),
            ("0x8e", Err(())),
            ("1,,2", Err(())),
            ("4294967296", Err(())),
        ];
        for (text, expected) in table {
            let found = Ranges::parse(text).map(|ranges| ranges.to_string()).map_err(|_| ());
            assert_eq!(found, expected.map(str::to_owned), "{text}");
        }
        assert!(Ranges::parse("0-").is_ok_and(|ranges| ranges.is_any()));
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(parts in prop::collection::vec((0u32..40, 0u32..9), 1..9)) {
            let ranges = Ranges::joined(parts.iter().map(|(low, more)| (*low, low + more)).collect());
            prop_assert_eq!(Ranges::parse(&ranges.to_string()), Ok(ranges.clone()));
            for n in 0..60 {
                let within = parts.iter().any(|(low, more)| (*low..=low + more).contains(&n));
                prop_assert_eq!(ranges.contains(n), within);
            }
        }
    }
}
