//! XML as tools write it: elements with texts, no mixed content. No entity is expanded but the
//! predefined ones and characters by number, and a file that ends early gives what it has.

use quick_xml::Reader;
use quick_xml::events::Event;

/// An element that begins, or one that ends with the text in it.
pub enum Node<'t> {
    /// It begins.
    Start {
        /// Whether it has attributes.
        labelled: bool,
    },
    /// It ends.
    End {
        /// Its name.
        name: &'t str,
        /// The text in it, without what its own elements hold.
        text: &'t str,
        /// The line in which it ends.
        line: usize,
    },
}

/// Goes through a document.
///
/// # Errors
/// Where it ends early or is damaged: the line, after everything before it was gone through.
pub fn walk(document: &str, mut on: impl FnMut(Node<'_>)) -> Result<(), usize> {
    let mut reader = Reader::from_str(document);
    reader.config_mut().expand_empty_elements = true;
    let (mut line, mut counted, mut depth) = (1, 0, 0usize);
    let mut text = String::new();
    loop {
        let event = reader.read_event();
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let passed = document.as_bytes().get(counted..at).unwrap_or_default();
        line += passed.iter().filter(|byte| **byte == b'\n').count();
        counted += passed.len();
        match event {
            Ok(Event::Start(start)) => {
                depth += 1;
                text.clear();
                on(Node::Start { labelled: start.attributes().next().is_some() });
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                let name = end.name();
                on(Node::End { name: name.as_ref(), text: text.trim(), line });
                text.clear();
            }
            Ok(Event::Text(part)) => text.push_str(&part.xml10_content()),
            Ok(Event::CData(part)) => text.push_str(&part.xml10_content()),
            Ok(Event::GeneralRef(name)) => match name.resolve_char_ref() {
                Ok(Some(c)) => text.push(c),
                _ => text.push_str(predefined(&name.xml10_content())),
            },
            Ok(Event::Eof) => return if depth == 0 { Ok(()) } else { Err(line) },
            Ok(_) => {}
            Err(_) => return Err(line),
        }
    }
}

fn predefined(name: &str) -> &'static str {
    match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}
