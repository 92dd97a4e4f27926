//! The lines of a report: which are whole, and what their labels are.

/// A text without its last line if nothing ends that line: it may be cut off, and half a number
/// is another number.
pub(super) fn whole(text: &str) -> &str {
    text.rfind('\n').map_or("", |end| &text[..end])
}

/// A line's label and value, at its first colon of any width. Blanks of any kind go.
pub(super) fn labelled(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once([':', '\u{FF1A}', '\u{FE30}'])?;
    Some((label.trim(), value.trim()))
}

/// The same, but a text of one line is taken as it is.
pub(super) fn whole_or_one(text: &str) -> &str {
    if text.contains('\n') { whole(text) } else { text }
}
