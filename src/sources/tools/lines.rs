//! The lines of a report: which are whole, and what their labels are.

/// A text without its last line if nothing ends that line: it may be cut off, and half a number
/// is another number.
pub(super) fn whole(text: &str) -> &str {
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole.strip_suffix('\r').unwrap_or(whole)
}

/// The same, but a text of one line is taken as it is.
pub(super) fn whole_or_one(text: &str) -> &str {
    if text.contains('\n') { whole(text) } else { text }
}

/// A text without its last line if that may be cut off within a number: for reports that are often
/// pasted without the end of their last line, and whose numbers have a unit behind them.
pub(super) fn uncut(text: &str) -> &str {
    match text.ends_with(|c: char| c.is_ascii_digit()) {
        true => &text[..text.rfind('\n').map_or(0, |at| at + 1)],
        false => text,
    }
}

/// A line's label and value, at its first colon of any width. Blanks of any kind go.
pub(super) fn labelled(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once([':', '\u{FF1A}', '\u{FE30}'])?;
    Some((label.trim(), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_are_the_same_whatever_ends_them() {
        for text in ["", "a", "a\n", "a\nb", "a\n b \nc", "\n", "a\n\n"] {
            let windows = text.replace('\n', "\r\n");
            assert!(whole(text).lines().eq(whole(&windows).lines()), "{text:?}");
        }
    }
}
