//! The lines of the text form and the cells of a row, which mean the same.

use crate::sources::tools::caption::Caption;

/// A line of a report, or a cell of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// The line, from 1.
    pub line: u64,
    /// What it is called: the text before the first colon, or the heading of the column.
    pub label: &'t str,
    /// The text behind that.
    pub value: &'t str,
    /// Whether it is a line of a text.
    pub alone: bool,
}

impl Line<'_> {
    /// Where it stands, for people.
    pub fn place(&self) -> String {
        match self.label.is_empty() || self.label.starts_with('[') {
            true => format!("line {}", self.line),
            false => format!("line {}, \"{}\"", self.line, self.label),
        }
    }
}

/// The lines of a text that are not blank.
pub(super) fn of(text: &str) -> Vec<Line<'_>> {
    let lines = text.lines().zip(1..);
    let lines = lines.map(|(text, line)| {
        // Mails quote, and files that were put together have marks of encodings inside.
        let text = text.trim_start_matches(['\u{FEFF}', '>', '|', ' ', '\t']).trim();
        let (label, value) = text.split_once([':', '：']).unwrap_or(("", text));
        Line { line, label: label.trim(), value: value.trim(), alone: true }
    });
    lines.filter(|line| !line.label.is_empty() || !line.value.is_empty()).collect()
}

/// The processors of a text, `[01]: … ~2893 Mhz`, each with its number; a cell holds all of them.
pub(super) fn processors(text: &str) -> impl Iterator<Item = (u32, Caption<'_>)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (number, behind) = next_number(rest)?;
            let end = next_number(behind).map_or(behind.len(), |(_, after)| {
                let upto = &behind[..behind.len() - after.len()];
                upto.rfind('[').unwrap_or(upto.len())
            });
            rest = &behind[end..];
            // Where the list ends, a mark of the table follows.
            let text = behind[..end].split(['"', '}', ';', '\t']).next().unwrap_or("");
            let text = text.trim_end_matches([',', ' ']);
            if let Some(caption) = Caption::parse(text) {
                return Some((number, caption));
            }
        }
    })
}

/// The next `[01]:` of a text, and what stands behind it.
fn next_number(text: &str) -> Option<(u32, &str)> {
    let mut rest = text;
    loop {
        rest = &rest[rest.find('[')? + 1..];
        let (digits, behind) = rest.split_at(rest.bytes().take_while(u8::is_ascii_digit).count());
        let behind = behind.strip_prefix(']').map(str::trim_start);
        let behind = behind.and_then(|behind| behind.strip_prefix([':', '：']));
        if let (2..=4, Some(behind)) = (digits.len(), behind) {
            return Some((digits.parse().ok()?, behind));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(u32, &str)> {
        processors(text).map(|(number, caption)| (number, caption.name)).collect()
    }

    #[test]
    fn processors_of_a_line_and_of_a_cell() {
        let (one, two) = ("x86 Family 15 Model 2 Stepping 7 GenuineIntel", "Alpha 21164");
        assert_eq!(names(&format!("   [01]\u{A0}: {one} ~2799 MHz")), [(1, one)]);
        let cell = format!("2 installed.,[01]: {one} ~2799 Mhz,[02]: {two} ~433 Mhz");
        assert_eq!(names(&cell), [(1, one), (2, two)]);
        assert_eq!(names(&format!("Processor(s) : {{2., [01]: {one} ~2799 Mhz}}")), [(1, one)]);
        for text in
            ["", "[01]", "[01]:", "[1]: x86 Family 6", "[01]: KB123456", "[[[[", "[01]: [02]: ["]
        {
            assert_eq!(names(text), [], "{text}");
        }
    }
}
