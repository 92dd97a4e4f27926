//! JSON Schemas of the profile, the spec file, the report and the formats, made from the tables of items,
//! facts, tiers and classes, so that they cannot fall behind them.

use crate::cpu::{Arch, CpuClass, Generation, IsaLevel, VENDORS};
use crate::item::{Item, Kind};
use crate::profile::format::{FORMULA_KEYS, PLATFORM_KEYS, SIGNATURE_KEYS, entry_keys};
use crate::profile::{SourceKind, Strength, Tier};
use crate::sources::facts::{Key, Shape};
use crate::verdict::Verdict;
use crate::word::Vocabulary;
use serde_json::{Map, Value, json};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

fn strings() -> Value {
    json!({ "type": "array", "items": { "type": "string" } })
}

fn one_or_more(item: &Value) -> Value {
    json!({ "anyOf": [item, { "type": "array", "items": item, "minItems": 1 }] })
}

fn arch_ids() -> Vec<&'static str> {
    Arch::ALL.iter().map(|arch| arch.id()).collect()
}

fn level_ids() -> Vec<&'static str> {
    IsaLevel::ALL.iter().map(|level| level.id()).collect()
}

/// The schema of a profile.
pub fn profile() -> Value {
    let parts = json!({ "type": "array", "items": one_or_more(&json!({ "type": "string" })) });
    let tiers: Map<String, Value> = Tier::ALL
        .into_iter()
        .map(|tier| (tier.id().to_owned(), one_or_more(&entry(tier))))
        .chain([
            ("name".to_owned(), json!({ "type": "string" })),
            ("arch".to_owned(), json!({ "enum": arch_ids() })),
            ("unchecked".to_owned(), strings()),
        ])
        .collect();
    debug_assert_eq!(tiers.len(), PLATFORM_KEYS.len());
    json!({
        "$schema": DRAFT,
        "title": "minspec profile",
        "type": "object",
        "required": ["name"],
        "additionalProperties": false,
        "properties": {
            "name": { "type": "string" },
            "vendor": { "type": "string" },
            "released": { "type": "string" },
            "includes": parts,
            "optional": parts,
            "remarks": strings(),
            "source": { "type": "array", "items": {
                "type": "object",
                "required": ["id", "title"],
                "additionalProperties": false,
                "properties": {
                    "id": { "type": "string" },
                    "title": { "type": "string" },
                    "url": { "type": "string" },
                    "kind": { "enum": SourceKind::ALL.map(SourceKind::id) },
                    "figures": { "type": "string" },
                },
            } },
            "platform": { "type": "array", "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": false,
                "properties": tiers,
            } },
        },
    })
}

/// The table of a tier.
fn entry(tier: Tier) -> Value {
    let properties: Map<String, Value> = entry_keys(tier)
        .into_iter()
        .map(|key| {
            let value = match (key, Item::from_id(key)) {
                ("enforced", _) => json!({ "type": "boolean" }),
                ("volume", _) => {
                    json!({ "type": "string", "pattern": "^(system$|/|[A-Za-z]:)" })
                }
                ("strength", _) => json!({ "enum": Strength::ALL.map(Strength::id) }),
                (_, Some(item)) => amount(item),
                _ => one_or_more(&json!({ "type": "string" })),
            };
            (key.to_owned(), value)
        })
        .collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn amount(item: Item) -> Value {
    let plain = match item.kind() {
        Kind::Class => {
            let ids: Vec<&str> = CpuClass::all().map(CpuClass::id).collect();
            return one_or_more(&json!({ "enum": ids }));
        }
        Kind::Generation => {
            let ids: Vec<&str> = Generation::ALL.iter().map(|generation| generation.id()).collect();
            return one_or_more(&json!({ "enum": ids }));
        }
        Kind::Features => return one_or_more(&json!({ "type": "string" })),
        Kind::Signature => {
            let property = |key: &&str| {
                let shape = match *key {
                    "vendor" => json!({ "enum": VENDORS }),
                    "generation" => one_or_more(&json!({ "type": "string" })),
                    _ => json!({ "type": ["integer", "string"] }),
                };
                ((*key).to_owned(), shape)
            };
            let properties: Map<String, Value> = SIGNATURE_KEYS.iter().map(property).collect();
            return one_or_more(&json!({
                "type": "object",
                "additionalProperties": false,
                "minProperties": 1,
                "properties": properties,
            }));
        }
        Kind::Word(words) => return one_or_more(&word(words)),
        Kind::Arch => return json!({ "enum": arch_ids() }),
        Kind::Level => json!({ "enum": level_ids() }),
        Kind::Speed => measured("Hz|kHz|MHz|GHz"),
        Kind::Count => json!({ "anyOf": [
            { "type": "integer", "minimum": 0 },
            { "type": "string", "pattern": "^\\s*\\+?[0-9]+\\s*$" },
        ] }),
        Kind::Size(_) => measured("B|[KMGT]i?B"),
    };
    json!({ "description": item.doc(), "anyOf": [plain, {
        "type": "object",
        "required": ["from", "to"],
        "additionalProperties": false,
        "properties": { "from": plain, "to": plain },
    }, formula()] })
}

/// A number with one of some units.
fn measured(units: &str) -> Value {
    let pattern = format!(r"^\s*[0-9]+(\.[0-9]{{1,10}})?\s*({units})\s*$");
    json!({ "type": "string", "pattern": pattern })
}

/// A word that asks for something: in order, the first asks for nothing. Every spelling of it, in
/// any case, is one too.
fn word(of: &Vocabulary) -> Value {
    let asking = &of.words[usize::from(of.ordered)..];
    let ids: Vec<&str> = asking.iter().map(|(id, _)| *id).collect();
    let any_case = |c: char| match c {
        'a'..='z' => format!("[{c}{}]", c.to_ascii_uppercase()),
        '.' | '+' => format!("\\{c}"),
        _ => c.to_string(),
    };
    let all = asking.iter().flat_map(|(id, others)| std::iter::once(id).chain(*others));
    let all: Vec<String> = all.map(|text| text.chars().map(any_case).collect()).collect();
    let pattern = format!(r"^\s*({})\s*$", all.join("|"));
    json!({ "anyOf": [{ "enum": ids }, { "type": "string", "pattern": pattern }] })
}

/// A figure that depends on another item, or on what the user states.
fn formula() -> Value {
    let figure = json!({ "type": ["integer", "string"] });
    let step = json!({ "type": "array", "items": figure, "minItems": 2, "maxItems": 2 });
    let property = |key: &&str| {
        let shape = match *key {
            "steps" => json!({ "type": "array", "items": step, "minItems": 1 }),
            "by" => json!({ "type": "string" }),
            _ => figure.clone(),
        };
        ((*key).to_owned(), shape)
    };
    let properties: Map<String, Value> = FORMULA_KEYS.iter().map(property).collect();
    json!({
        "type": "object",
        "required": ["by"],
        "additionalProperties": false,
        "properties": properties,
        "oneOf": [{ "required": ["steps"] }, { "required": ["each"] }],
    })
}

/// The schema of a spec file.
pub fn machine() -> Value {
    let mut tables: Map<String, Value> = Map::new();
    for key in Key::ALL {
        let mut shape = match key.shape() {
            // 486 and 2.0 are names too.
            Shape::Text => json!({ "type": ["string", "number", "null"] }),
            Shape::Number => json!({ "type": ["integer", "string", "null"] }),
            Shape::Truth => json!({ "type": ["boolean", "string", "null"] }),
            Shape::Words => json!({ "anyOf": [{ "type": ["string", "null"] }, strings()] }),
        };
        shape["description"] = key.doc().into();
        match key.path().split_once('.') {
            None => {
                tables.insert(key.path().to_owned(), shape);
            }
            Some((table, inner)) => {
                let bare = json!({ "type": ["string", "number", "null"] });
                let long = json!({ "type": "object", "properties": {} });
                let entry = tables.entry(table).or_insert_with(|| json!({ "anyOf": [bare, long] }));
                entry["anyOf"][1]["properties"][inner] = shape;
            }
        }
    }
    tables.insert("name".to_owned(), json!({ "type": ["string", "number", "null"] }));
    tables.insert(
        "volume".to_owned(),
        json!({
            "description": "The volumes of the machine.",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path"],
                "additionalProperties": false,
                "properties": {
                    "path": { "type": "string", "pattern": "\\S" },
                    "system": { "type": "boolean" },
                    "size": { "type": "string" },
                    "free": { "type": "string" },
                    "file_system": { "type": "string" },
                },
            },
        }),
    );
    let one = json!({ "type": "object", "properties": tables, "minProperties": 1 });
    json!({
        "$schema": DRAFT,
        "title": "minspec spec file",
        "$defs": { "machine": one },
        "anyOf": [
            { "type": "object", "required": ["machine"], "properties": {
                "machine": { "type": "array", "items": { "$ref": "#/$defs/machine" } } } },
            { "type": "array", "items": { "$ref": "#/$defs/machine" } },
            { "$ref": "#/$defs/machine" },
        ],
    })
}

/// The schema of `check -f json` and of a line of `check -f ndjson`, version 1.
pub fn report() -> Value {
    let text = json!({ "type": "string" });
    let maybe_text = json!({ "type": ["string", "null"] });
    let number = json!({ "type": "integer", "minimum": 0 });
    let verdicts = [Verdict::Pass, Verdict::Fail, Verdict::Unknown].map(Verdict::id);
    let verdict = json!({ "enum": verdicts });
    let end = json!({ "anyOf": [number, { "enum": level_ids() }] });
    let amounts = json!({
        "type": "object",
        "required": ["text"],
        "properties": {
            "text": text,
            "low": end,
            "high": { "anyOf": [end, { "type": "null" }] },
            "classes": strings(),
            "generations": strings(),
            "all": strings(),
            "any": strings(),
            "signatures": strings(),
            "value": { "enum": arch_ids() },
        },
        "additionalProperties": false,
        "oneOf": [
            { "required": ["low", "high"] },
            { "required": ["classes"] },
            { "required": ["generations"] },
            { "required": ["all"] },
            { "required": ["any"] },
            { "required": ["signatures"] },
            { "required": ["value"] },
        ],
    });
    let or_null = |value: &Value| json!({ "anyOf": [value, { "type": "null" }] });
    let items: Vec<&str> = Item::ALL.iter().map(|item| item.id()).collect();
    let short = object(&[("text", text.clone()), ("value", or_null(&number))]);
    let origin =
        object(&[("source", text.clone()), ("place", text.clone()), ("raw", text.clone())]);
    let mut finding = object(&[
        ("item", json!({ "enum": items })),
        ("tier", json!({ "enum": ["minimum", "recommended", "maximum"] })),
        ("strength", json!({ "enum": Strength::ALL.map(Strength::id) })),
        ("verdict", verdict.clone()),
        ("basis", json!({ "enum": ["published", "composed", "inferred"] })),
        ("required", amounts.clone()),
        ("found", or_null(&amounts)),
        ("short", or_null(&short)),
        ("why", text.clone()),
        ("next_step", maybe_text.clone()),
        ("origin", or_null(&origin)),
        ("citation", maybe_text.clone()),
    ]);
    // There only where the requirement is about a volume of its own.
    finding["properties"]["volume"] = text.clone();
    let mut report = object(&[
        ("schema", json!({ "const": 1 })),
        ("machine", text.clone()),
        ("edition", text.clone()),
        ("platform", maybe_text),
        ("verdict", verdict.clone()),
        ("recommended", or_null(&verdict)),
        ("findings", json!({ "type": "array", "items": finding })),
        ("not_checked", strings()),
    ]);
    // There only where columns of the input were to go along.
    report["properties"]["kept"] = json!({ "type": "object", "additionalProperties": text });
    let list = json!({ "type": "array", "items": { "$ref": "#/$defs/report" } });
    let document =
        object(&[("schema", json!({ "const": 1 })), ("minspec", text), ("reports", list)]);
    json!({
        "$schema": DRAFT,
        "title": "minspec report",
        "$defs": { "report": report, "document": document },
        "anyOf": [{ "$ref": "#/$defs/document" }, { "$ref": "#/$defs/report" }],
    })
}

/// An object with these keys and no others.
fn object(keys: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
    let properties: Map<String, Value> =
        keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
}

/// The schema of what `formats -f json` writes: of the lists, and of how one file is read.
pub fn formats() -> Value {
    let text = json!({ "type": "string" });
    let maybe_text = json!({ "type": ["string", "null"] });
    let list = |item: Value| json!({ "type": "array", "items": item });
    let items: Vec<&str> = Item::ALL.iter().map(|item| item.id()).collect();
    let facts: Vec<&str> = Key::ALL.iter().map(|key| key.path()).collect();
    let input = object(&[
        ("id", text.clone()),
        ("name", text.clone()),
        ("lacks", list(json!({ "enum": items }))),
    ]);
    let output = object(&[("id", text.clone()), ("name", text.clone()), ("extensions", strings())]);
    let column = object(&[
        ("heading", text.clone()),
        ("meaning", maybe_text.clone()),
        ("unit", maybe_text.clone()),
        ("numbers", maybe_text.clone()),
        ("why", text.clone()),
        ("example", maybe_text.clone()),
        ("read", maybe_text.clone()),
    ]);
    let fact = object(&[
        ("machine", text.clone()),
        ("fact", json!({ "enum": facts })),
        ("text", maybe_text.clone()),
        ("unclear", maybe_text.clone()),
        ("place", text.clone()),
        ("raw", text.clone()),
    ]);
    let schema = json!({ "const": 1 });
    let lists =
        object(&[("schema", schema.clone()), ("input", list(input)), ("output", list(output))]);
    let explained = object(&[
        ("schema", schema),
        ("file", text.clone()),
        ("format", text.clone()),
        ("name", text.clone()),
        ("encoding", text),
        ("read_as", maybe_text),
        ("columns", list(column)),
        ("facts", list(fact)),
        ("notes", strings()),
    ]);
    json!({
        "$schema": DRAFT,
        "title": "minspec formats",
        "$defs": { "lists": lists, "explained": explained },
        "anyOf": [{ "$ref": "#/$defs/lists" }, { "$ref": "#/$defs/explained" }],
    })
}
