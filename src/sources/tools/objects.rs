//! JSON objects one after another, whatever stands between: some tools print several without an
//! array around them, or with a comma too many.

use serde_json::{Deserializer, Value};

/// The objects at the top of a text, from its first brace on. Arrays at the top are opened.
///
/// # Errors
/// One sentence without the file's name: the text is no JSON, or is cut off.
pub(super) fn read(text: &str) -> Result<Vec<Value>, String> {
    let mut objects = Vec::new();
    let mut at = text.find('{').unwrap_or(text.len());
    while text[at..].starts_with('{') {
        let mut stream = Deserializer::from_str(&text[at..]).into_iter::<Value>();
        match stream.next() {
            Some(Ok(object)) => objects.push(object),
            Some(Err(error)) => {
                let before = text[..at].matches('\n').count();
                let line = before.saturating_add(error.line());
                let why = error.to_string();
                let why = why.split(" at line ").next().unwrap_or_default();
                return Err(format!("line {line}: expected JSON to its end, found: {why}"));
            }
            None => break,
        }
        at += stream.byte_offset();
        let rest = &text[at..];
        at += rest.len() - rest.trim_start_matches(|c: char| ",[] \t\r\n".contains(c)).len();
    }
    Ok(objects)
}
