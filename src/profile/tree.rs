//! Walking a parsed TOML document: every wrong thing becomes a fault at its place, and the
//! walk goes on.

use crate::fault::{Fault, Gravity, nearest};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of the document, with its place.
pub(crate) type Node<'i> = Spanned<DeValue<'i>>;

/// A text of the document, with its place.
pub(crate) type Text = Spanned<String>;

/// The faults found so far.
#[derive(Default)]
pub(crate) struct Walk {
    pub(crate) faults: Vec<Fault>,
}

impl Walk {
    pub(crate) fn error(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.fault(Gravity::Error, span, message.into(), None);
    }

    pub(crate) fn fault(
        &mut self,
        gravity: Gravity,
        span: Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        self.faults.push(Fault { gravity, span, message, help });
    }

    fn expected(&mut self, node: &Node<'_>, what: &str) {
        let found = node.get_ref().type_str();
        self.error(node.span(), format!("expected {what}, found {found}"));
    }

    /// Refuses keys that are not known, offering the nearest that is.
    pub(crate) fn keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for (key, _) in table.iter() {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let help = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the keys known here: {}", known.join(", ")),
            };
            let message = format!("unknown key `{name}`");
            self.fault(Gravity::Error, key.span(), message, Some(help));
        }
    }

    pub(crate) fn table<'a, 'i>(&mut self, node: &'a Node<'i>) -> Option<&'a DeTable<'i>> {
        match node.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                self.expected(node, "a table");
                None
            }
        }
    }

    /// The text under a key; `None` where the key is absent or holds something else.
    pub(crate) fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<Text> {
        let node = table.get(key)?;
        self.as_text(node, "a text")
    }

    /// The text under a key that must be there.
    pub(crate) fn required(
        &mut self,
        table: &DeTable<'_>,
        place: &Range<usize>,
        key: &str,
    ) -> String {
        if table.get(key).is_none() {
            self.error(place.clone(), format!("the key `{key}` is missing here"));
        }
        // An error was noted wherever this is empty, so that nobody reads it.
        self.text(table, key).map_or_else(String::new, Text::into_inner)
    }

    pub(crate) fn as_text(&mut self, node: &Node<'_>, what: &str) -> Option<Text> {
        match node.get_ref() {
            DeValue::String(text) => Some(Spanned::new(node.span(), text.to_string())),
            _ => {
                self.expected(node, what);
                None
            }
        }
    }

    /// The texts of an array, or the one text that stands for such an array.
    pub(crate) fn texts(&mut self, node: &Node<'_>, what: &str) -> Vec<Text> {
        match node.get_ref() {
            DeValue::Array(array) if array.is_empty() => {
                self.error(node.span(), format!("expected {what}, found an empty array"));
                Vec::new()
            }
            DeValue::Array(array) => {
                array.iter().filter_map(|item| self.as_text(item, what)).collect()
            }
            _ => self.as_text(node, what).into_iter().collect(),
        }
    }

    /// The elements of an array; none where the key is absent.
    pub(crate) fn array<'a, 'i>(&mut self, table: &'a DeTable<'i>, key: &str) -> &'a [Node<'i>] {
        match table.get(key) {
            None => &[],
            Some(node) => match node.get_ref() {
                DeValue::Array(array) => array,
                _ => {
                    self.expected(node, "an array");
                    &[]
                }
            },
        }
    }
}
