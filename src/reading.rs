//! A reading: what a source says of one item of a machine, and where it stood.

use crate::item::Item;
use crate::quantity::Known;

/// Where a value stood, and the text that stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// A file, or the name of a live source.
    pub source: String,
    /// The place in it: a key, a line and column, a call.
    pub place: String,
    /// The text itself.
    pub raw: String,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}", self.source, self.place)
    }
}

/// What a source says of an item. A machine without a reading of an item: no source speaks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The possibilities, or why the text could not be understood.
    pub known: Result<Known, String>,
    /// Where it stood.
    pub origin: Origin,
    /// How it was understood, where that is more than reading the text; for people.
    pub note: Option<String>,
}

impl Reading {
    /// For people: what is known of the item, or why that is not clear, and how it was understood.
    pub fn told(&self, item: Item) -> String {
        let known = match &self.known {
            Ok(known) => known.show(item.kind()),
            Err(why) => format!("unclear: {why}"),
        };
        match &self.note {
            Some(note) => format!("{known} ({note})"),
            None => known,
        }
    }
}
