//! The canonical form of a profile's text, and of any text of the library: the order of keys, the
//! alignment, one line an entry.
//!
//! Comments stay, each before the key that it stood before.

use super::Tier;
use crate::fault::Faults;
use crate::item::{Item, Kind};
use toml_edit::{
    Array, Decor, DocumentMut, InlineTable, Item as Node, Key, RawString, Table, Value,
};

/// The keys of a profile, in canonical order.
pub const PROFILE_KEYS: &[&str] =
    &["name", "vendor", "released", "includes", "optional", "remarks", "source", "platform"];

/// The keys of a `[[source]]`, in canonical order.
pub const SOURCE_KEYS: &[&str] = &["id", "title", "url", "kind", "figures"];

/// The keys of a `[[platform]]`, in canonical order.
pub const PLATFORM_KEYS: &[&str] =
    &["name", "arch", "minimum", "recommended", "maximum", "advice", "unchecked"];

/// How a kind of text is laid out.
pub(crate) struct Layout {
    /// The keys of the text, in their order.
    pub keys: &'static [&'static str],
    /// Those of them that hold arrays of tables, with the keys of the tables.
    pub tables: &'static [(&'static str, &'static [&'static str])],
    /// The order of the keys in an inline table that stands under a key.
    pub inline: fn(&str) -> Vec<&'static str>,
}

const PROFILE: Layout = Layout {
    keys: PROFILE_KEYS,
    tables: &[("source", SOURCE_KEYS), ("platform", PLATFORM_KEYS)],
    inline: |key| {
        let tier = Tier::ALL.into_iter().find(|tier| tier.id() == key);
        tier.map(entry_keys).unwrap_or_default()
    },
};

/// The keys of a signature, in canonical order.
pub const SIGNATURE_KEYS: &[&str] = &["vendor", "family", "model", "stepping", "generation"];

pub use super::formula_text::FORMULA_KEYS;

/// The keys of a tier's table, in canonical order.
pub fn entry_keys(tier: Tier) -> Vec<&'static str> {
    // The architecture is the platform's own key.
    let items = Item::ALL.iter().filter(|item| **item != Item::Arch).map(|item| item.id());
    let mut keys: Vec<&str> = items.collect();
    if tier == Tier::Maximum {
        keys.push("enforced");
    }
    keys.extend(["volume", "strength", "source"]);
    keys
}

/// The canonical form of a profile's text.
///
/// # Errors
/// The faults that make the profile unusable: what cannot be read is not rewritten.
pub fn canonical(id: &str, text: &str) -> Result<String, Faults> {
    super::read::profile(id, text)?;
    Ok(arranged(text, &PROFILE))
}

/// The canonical form of a text that is known to be good.
pub(crate) fn arranged(text: &str, layout: &Layout) -> String {
    let Ok(mut document) = text.parse::<DocumentMut>() else {
        return text.to_owned(); // it was read, so this parser takes it too
    };
    let root = document.as_table_mut();
    for (key, _) in layout.tables {
        let Some((mut key, node)) = root.get_key_value_mut(key) else { continue };
        let held = commented(node) || node.as_value().is_some_and(|value| beside(value.decor()));
        if held || node.is_array_of_tables() {
            continue;
        }
        *node = into_tables(std::mem::take(node));
        if let Some(first) = node.as_array_of_tables_mut().and_then(|tables| tables.get_mut(0)) {
            let before = comments(key.leaf_decor().prefix().and_then(|prefix| prefix.as_str()));
            first.decor_mut().set_prefix(before);
            key.leaf_decor_mut().clear();
        }
    }
    table(root, layout.keys, layout);
    for (key, order) in layout.tables {
        let Some(tables) = root.get_mut(key).and_then(Node::as_array_of_tables_mut) else {
            continue;
        };
        for each in tables.iter_mut() {
            table(each, order, layout);
            let comments = comments(each.decor().prefix().and_then(|prefix| prefix.as_str()));
            each.decor_mut().set_prefix(format!("\n{comments}"));
        }
    }
    let tail = comments(document.trailing().as_str());
    document.set_trailing(if tail.is_empty() { tail } else { format!("\n{tail}") });
    document.to_string().trim_start_matches('\n').to_owned()
}

/// `source = [{ … }]` as `[[source]]`.
fn into_tables(node: Node) -> Node {
    match node.into_array_of_tables() {
        Ok(tables) => Node::ArrayOfTables(tables),
        Err(node) => node,
    }
}

/// Puts the keys of a table into order and one value on each line, `=` under `=`.
fn table(table: &mut Table, order: &[&str], layout: &Layout) {
    // Tables are written in the order of this walk, not of the text.
    table.set_position(None);
    for (key, node) in table.iter_mut() {
        if layout.tables.iter().any(|(name, _)| *name == key.get()) || node.is_value() {
            continue;
        }
        if !commented(node) {
            // `[platform.minimum]` as `minimum = { … }`
            let taken = std::mem::take(node);
            *node = taken.into_value().map_or_else(|node| node, Node::Value);
        } else if let Node::Table(inner) = node {
            inner.set_position(None);
        } else if let Node::ArrayOfTables(inner) = node {
            inner.iter_mut().for_each(|each| each.set_position(None));
        }
    }
    table.sort_values_by(|a, _, b, _| place(order, a).cmp(&place(order, b)));
    let width = table.iter().filter(|(_, node)| node.is_value()).map(|(key, _)| key.len()).max();
    for (mut key, node) in table.iter_mut() {
        let Node::Value(value) = node else { continue };
        let before = comments(key.leaf_decor().prefix().and_then(|prefix| prefix.as_str()));
        let padding = " ".repeat(width.unwrap_or(0) + 1 - key.get().len());
        key.leaf_decor_mut().set_prefix(before);
        key.leaf_decor_mut().set_suffix(padding);
        let after = comments(value.decor().suffix().and_then(|suffix| suffix.as_str()));
        tidy(value, &(layout.inline)(key.get()));
        value.decor_mut().set_prefix(" ");
        match after.trim_end() {
            "" => value.decor_mut().set_suffix(""),
            after => value.decor_mut().set_suffix(format!(" {after}")),
        }
    }
}

/// Puts a value on one line. One that holds comments is left as it was written.
fn tidy(value: &mut Value, order: &[&str]) {
    match value {
        value if comments_in(value) => {}
        Value::Array(array) => {
            for item in array.iter_mut() {
                tidy(item, order);
            }
            tidy_array(array);
        }
        Value::InlineTable(inline) => tidy_inline(inline, order),
        // The ends of lines are the file's, not the text's.
        Value::String(text) => *value = Value::from(text.value().replace("\r\n", "\n")),
        _ => {}
    }
}

fn tidy_array(array: &mut Array) {
    array.set_trailing("");
    array.set_trailing_comma(false);
    for (index, item) in array.iter_mut().enumerate() {
        item.decor_mut().set_prefix(if index == 0 { "" } else { " " });
        item.decor_mut().set_suffix("");
    }
}

fn tidy_inline(inline: &mut InlineTable, order: &[&str]) {
    inline.sort_values_by(|a, _, b, _| place(order, a).cmp(&place(order, b)));
    inline.set_trailing("");
    inline.set_trailing_comma(false);
    let last = inline.len().saturating_sub(1);
    for (index, (mut key, value)) in inline.iter_mut().enumerate() {
        tidy(value, &[]);
        if let Value::String(text) = value
            && let Some(spaced) = spaced(key.get(), text.value())
        {
            *value = Value::from(spaced);
        }
        key.leaf_decor_mut().set_prefix(" ");
        key.leaf_decor_mut().set_suffix(" ");
        value.decor_mut().set_prefix(" ");
        value.decor_mut().set_suffix(if index == last { " " } else { "" });
    }
}

/// "64MB" as "64 MB", for the items that have units.
fn spaced(key: &str, text: &str) -> Option<String> {
    let kind = Item::from_id(key)?.kind();
    let unit = text.find(|c: char| c.is_ascii_alphabetic())?;
    matches!(kind, Kind::Size(_) | Kind::Speed)
        .then(|| format!("{} {}", text[..unit].trim_end(), &text[unit..]))
}

/// A key's place in an order; unknown ones come last.
fn place(order: &[&str], key: &Key) -> usize {
    order.iter().position(|known| *known == key.get()).unwrap_or(order.len())
}

/// The comment lines of the white space around a value.
fn comments(space: Option<&str>) -> String {
    let lines = space.unwrap_or("").lines().map(str::trim).filter(|line| line.starts_with('#'));
    lines.map(|line| format!("{line}\n")).collect()
}

/// Whether a comment stands in a table, or in the lines of a value.
fn commented(node: &Node) -> bool {
    let in_table = |table: &Table| {
        let keyed = |(name, node): (&str, &Node)| {
            let decor = node.as_value().is_some_and(|value| beside(value.decor()));
            decor || commented(node) || table.key(name).is_some_and(beside_key)
        };
        beside(table.decor()) || table.iter().any(keyed)
    };
    match node {
        Node::None => false,
        Node::Value(value) => comments_in(value),
        Node::Table(table) => in_table(table),
        Node::ArrayOfTables(tables) => tables.iter().any(in_table),
    }
}

fn comments_in(value: &Value) -> bool {
    let ends = |space: &RawString| space.as_str().is_some_and(|space| space.contains('#'));
    let within = |value: &Value| beside(value.decor()) || comments_in(value);
    match value {
        Value::Array(array) => ends(array.trailing()) || array.iter().any(within),
        Value::InlineTable(inline) => {
            let keyed = |(name, value): (&str, &Value)| {
                within(value) || inline.key(name).is_some_and(beside_key)
            };
            ends(inline.trailing()) || inline.iter().any(keyed)
        }
        _ => false,
    }
}

fn beside(decor: &Decor) -> bool {
    let around = [decor.prefix(), decor.suffix()].into_iter().flatten();
    around.filter_map(RawString::as_str).any(|space| space.contains('#'))
}

fn beside_key(key: &Key) -> bool {
    beside(key.leaf_decor()) || beside(key.dotted_decor())
}
