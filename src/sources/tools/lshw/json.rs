//! `lshw -json`. Versions before B.02.19 print several objects without an array around them.

use super::super::objects;
use super::node::{Node, Value};
use serde_json::{Map, Value as Json};

/// Whether a text's beginning is of this form.
pub(super) fn is_in(head: &str) -> bool {
    let starts =
        head.lines().any(|line| matches!(line.trim_start().bytes().next(), Some(b'{' | b'[')));
    let has = |key| head.contains(key);
    starts && has("\"id\"") && has("\"class\"") && (has("\"claimed\"") || has("\"handle\""))
}

/// The nodes of a text, each before its children.
pub(super) fn read(text: &str) -> Result<Vec<Node>, String> {
    let objects = objects::read(text)?;
    // Of one machine there may be many objects, but one that holds all others.
    let is_whole = |object: &Json| {
        object.get("class") == Some(&"system".into()) && object.get("children").is_some()
    };
    let mut whole = objects.iter().enumerate().filter(|(_, object)| is_whole(object));
    if let Some((n, _)) = whole.nth(1) {
        return Err(format!("object {}: a second machine; expected a file for each", n + 1));
    }
    let mut nodes = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        collect(object, &format!("[{n}]"), &mut nodes);
    }
    if let Some(root) = nodes.first_mut() {
        root.is_root = root.class == "system";
    }
    Ok(nodes)
}

/// The parser has bounded the depth.
fn collect(json: &Json, path: &str, nodes: &mut Vec<Node>) {
    let Some(table) = json.as_object() else { return };
    nodes.push(node(table, path));
    let children = table.get("children").and_then(Json::as_array);
    for (n, child) in children.into_iter().flatten().enumerate() {
        let id = child.get("id").and_then(Json::as_str).unwrap_or_default();
        // All that is below has a copy of the path; what is so long is no name.
        let path = match id.is_empty() || path.len() + id.len() > 512 {
            true => format!("{path}[{n}]"),
            false => format!("{path}.{id}"),
        };
        collect(child, &path, nodes);
    }
}

fn node(table: &Map<String, Json>, path: &str) -> Node {
    let plain = |key: &str| match table.get(key)? {
        Json::String(text) => Some(text.trim().to_owned()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let value = |key: &str| {
        let text = plain(key).filter(|text| !text.is_empty())?;
        Some(Value { text, place: format!("{path}.{key}") })
    };
    let units = plain("units").unwrap_or_default();
    let unit = match units.as_str() {
        "bytes" => "B",
        "Hz" => "Hz",
        _ => "",
    };
    let measured = |key: &str| {
        let value = value(key).filter(|_| !unit.is_empty())?;
        Some(Value { text: format!("{} {unit}", value.text), ..value })
    };
    let words = |key: &str, pair: fn(&str, &Json) -> String| {
        let words = table.get(key)?.as_object()?.iter().map(|(key, value)| pair(key, value));
        let text = words.collect::<Vec<_>>().join(" ");
        Some(Value { text, place: format!("{path}.{key}") })
    };
    let logical = match table.get("logicalname") {
        Some(Json::Array(names)) => names.iter().filter_map(Json::as_str).collect(),
        Some(Json::String(name)) => vec![name.as_str()],
        _ => Vec::new(),
    };
    Node {
        id: plain("id").unwrap_or_default(),
        is_root: false,
        disabled: table.get("disabled") == Some(&Json::Bool(true)),
        class: plain("class").unwrap_or_default(),
        description: value("description"),
        product: value("product"),
        vendor: value("vendor"),
        version: value("version"),
        size: measured("size"),
        capacity: measured("capacity"),
        bus: value("businfo"),
        logical: logical.into_iter().map(str::to_owned).collect(),
        capabilities: words("capabilities", |word, _| word.to_owned()),
        configuration: words("configuration", |key, value| match value {
            Json::String(text) => format!("{key}={text}"),
            other => format!("{key}={other}"),
        }),
    }
}
