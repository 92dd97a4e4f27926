//! Whole numbers as Windows prints them in every language: `16,265 MB`, `16.265 MB`, `16 265 Mo`.
//!
//! None of these has decimals, so whatever stands between groups of digits stands between
//! thousands: a comma, a point, a blank of any width, or the one or two wrong characters that a
//! wrong decoding makes of a blank.

/// A number with its unit at the end of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whole<'t> {
    /// The number; `None`: digits whose groups are no thousands.
    pub number: Option<u64>,
    /// The unit.
    pub unit: &'t str,
    /// Number and unit, as they stand.
    pub raw: &'t str,
}

/// So many characters at most are looked at; a number of that length is too large for one, and cut.
const LONGEST: usize = 80;

/// No unit has more characters.
const LONGEST_UNIT: usize = 8;

/// The number and unit at the end of a text; `None`: it ends in something else.
pub(super) fn at_end(text: &str) -> Option<Whole<'_>> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_direction(c));
    let unit = unit_at_end(text);
    let before = text.strip_suffix(unit)?.trim_end();
    if unit.is_empty() || !before.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = number_at_end(before);
    let raw = text.get(before.len() - digits.len()..)?;
    // Where it ends a mark of up to three characters may be left out.
    let number = digits.chars().nth(LONGEST - 4).is_none().then(|| whole(digits));
    Some(Whole { number: number.flatten(), unit, raw })
}

/// A text that is a number alone, with or without marks between its thousands.
pub(super) fn whole(text: &str) -> Option<u64> {
    let mut groups: Vec<&str> = Vec::new();
    let mut mark = None;
    let mut rest = text.trim();
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (group, behind) = rest.split_at(digits);
        groups.push(group);
        if behind.is_empty() {
            break;
        }
        let end = behind.find(|c: char| c.is_ascii_digit())?;
        let (found, behind) = behind.split_at(end);
        if *mark.get_or_insert(found) != found || !is_mark(found) {
            return None;
        }
        rest = behind;
    }
    // In India there are two digits in all groups but the last.
    let fits = |(n, group): (usize, &&str)| match (n, groups.len() - n) {
        (_, _) if groups.len() == 1 => !group.is_empty(),
        (0, _) => (1..=3).contains(&group.len()),
        (_, 1) => group.len() == 3,
        _ => (2..=3).contains(&group.len()),
    };
    let plain = groups.iter().enumerate().all(fits).then(|| groups.concat())?;
    plain.parse().ok()
}

/// The digits at the end of a text with what joins them.
fn number_at_end(text: &str) -> &str {
    let mut start = text.len();
    let mut joint = 0;
    for (at, c) in text.char_indices().rev().take(LONGEST) {
        if c.is_ascii_digit() {
            start = at;
            joint = 0;
        } else if joint == 3 || !joins(c) {
            break;
        } else {
            joint += 1;
        }
    }
    &text[start..]
}

/// What stands between thousands, or what a wrong decoding makes of it.
fn is_mark(text: &str) -> bool {
    (1..=3).contains(&text.chars().count()) && text.chars().all(joins)
}

fn joins(c: char) -> bool {
    match c {
        ' ' | ',' | '.' | '\'' | '?' => true,
        '：' => false,
        _ => !c.is_ascii() && !c.is_numeric(),
    }
}

/// Marks of the direction of writing, which are no part of what is written.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The letters at the end of a text, if they are few.
fn unit_at_end(text: &str) -> &str {
    let letters =
        text.char_indices().rev().take(LONGEST_UNIT).take_while(|(_, c)| c.is_alphabetic());
    &text[letters.last().map_or(text.len(), |(at, _)| at)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<u64> {
        at_end(text).and_then(|found| found.number)
    }

    #[test]
    fn whatever_joins_the_thousands() {
        for text in [
            "Label: 16265 MB",
            "Label: 16,265 MB",
            "Label: 16.265 MB",
            "Label: 16\u{A0}265 Mo",
            "Label: 16\u{202F}265 МБ",
            "Label: 16'265 MB",
            "Label: 16\u{2019}265 MB",
            "Label: 16\u{FFFD}265 MB",
            "Label: 16\u{FF}265 MB",
            "Label: 16Â\u{A0}265 MB",
            "Label: 16â€¯265 MB",
            "Label: 16?265 MB",
            "総量 16,265 MB",
            "Label: 16,265MB\u{200E}",
        ] {
            assert_eq!(number(text), Some(16265), "{text}");
        }
        assert_eq!(number("1,048,576 KB"), Some(1_048_576));
        assert_eq!(number("1,02,400 MB"), Some(102_400));
    }

    #[test]
    fn what_is_no_whole_number_is_none() {
        let long = format!("{} MB", "9".repeat(400));
        let grouped = format!("1{} MB", ",000".repeat(400));
        for text in ["1,5 MB", "16,26 MB", "1,024.5 MB", "2,,04 MB", "1048,576 MB", &long, &grouped]
        {
            assert_eq!(at_end(text).map(|found| found.number), Some(None), "{text}");
        }
        for text in ["", "MB", "512", "Label: MB", "512 (MB)", "9 Megamegabytes"] {
            assert_eq!(at_end(text), None, "{text}");
        }
        assert_eq!(number("Disk 2: 512 MB"), Some(512));
        assert_eq!(at_end("x: 2 047 Mo").map(|found| found.raw), Some("2 047 Mo"));
    }
}
