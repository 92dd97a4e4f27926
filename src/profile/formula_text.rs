//! Reading a formula from a profile: `{ by = "users", steps = [[25, "64 MB"], …] }`, or
//! `{ base = "1 GB", by = "sockets", above = 2, each = "512 MB" }`.

use super::amount;
use super::tree::{Node, Walk};
use crate::fault::{Gravity, nearest};
use crate::item::{Item, Kind};
use crate::quantity::Quantity;
use crate::quantity::formula::{Driver, Formula, Line, Step};
use crate::quantity::parameter::Parameter;
use std::mem::discriminant;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of a formula, in canonical order.
pub const FORMULA_KEYS: &[&str] = &["base", "by", "above", "each", "per", "steps", "least", "most"];

/// Reads the formula of an item.
pub(super) fn read(
    walk: &mut Walk,
    item: Item,
    place: Range<usize>,
    table: &DeTable<'_>,
) -> Option<Formula> {
    walk.keys(table, FORMULA_KEYS);
    let by = driver(walk, item, table)?;
    let own = item.kind();
    let (steps, line) = (table.get("steps"), table.get("each"));
    let steps = match (steps, line) {
        (Some(node), None) => {
            for key in ["base", "above", "per"] {
                if let Some(node) = table.get(key) {
                    walk.error(node.span(), format!("`{key}` does not go with `steps`"));
                }
            }
            steps_of(walk, own, by, node)?
        }
        (None, Some(each)) => vec![line_of(walk, own, by, table, each)?],
        _ => {
            walk.error(place, "expected either `steps` or `each`");
            return None;
        }
    };
    let mut end = |key| number(walk, own, table.get(key)?);
    let (least, most) = (end("least"), end("most"));
    if let (Some(low), Some(high)) = (least, most)
        && low > high
    {
        walk.error(place, "`least` is above `most`");
    }
    Some(Formula { of: item, by, steps, least, most, given: None })
}

fn driver(walk: &mut Walk, item: Item, table: &DeTable<'_>) -> Option<Driver> {
    let text = walk.text(table, "by")?;
    let id = text.get_ref().as_str();
    let numbers = || {
        let number = |item: &Item| matches!(item.kind(), Kind::Size(_) | Kind::Speed | Kind::Count);
        Item::ALL.iter().copied().filter(move |other| number(other) && *other != item)
    };
    let known = numbers().find(|item| item.id() == id).map(Driver::Item);
    let known = known.or_else(|| Parameter::from_id(id).map(Driver::Parameter));
    if known.is_none() {
        let parameters = Parameter::ALL.iter().map(|parameter| parameter.id());
        let ids: Vec<&str> = parameters.chain(numbers().map(Item::id)).collect();
        let help = match nearest(id, ids.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("expected one of {}", ids.join(", ")),
        };
        let message = format!("no parameter or other item with a number is `{id}`");
        walk.fault(Gravity::Error, text.span(), message, Some(help));
    }
    known
}

/// The kind of number that a driver is.
fn unit(by: Driver) -> Kind {
    match by {
        Driver::Item(item) => item.kind(),
        Driver::Parameter(_) => Kind::Count,
    }
}

fn number(walk: &mut Walk, kind: Kind, node: &Node<'_>) -> Option<u64> {
    amount::quantity(walk, kind, node, true).and_then(|(value, _)| value.number())
}

/// `[[25, "64 MB"], ["more", "128 MB"]]`
fn steps_of(walk: &mut Walk, own: Kind, by: Driver, node: &Node<'_>) -> Option<Vec<Step>> {
    const SHAPE: &str = "expected steps such as [[25, \"64 MB\"], [\"more\", \"128 MB\"]]";
    let DeValue::Array(pairs) = node.get_ref() else {
        walk.error(node.span(), SHAPE);
        return None;
    };
    let mut steps: Vec<Step> = Vec::new();
    for pair in pairs.iter() {
        let DeValue::Array(two) = pair.get_ref() else {
            walk.error(pair.span(), SHAPE);
            return None;
        };
        let [end, figure] = &two[..] else {
            walk.error(pair.span(), SHAPE);
            return None;
        };
        let upto = match end.get_ref() {
            DeValue::String(text) if text == "more" => None,
            _ => Some(number(walk, unit(by), end)?),
        };
        let (line, text) = figure_of(walk, own, by, figure)?;
        let after = steps
            .last()
            .is_none_or(|last| last.upto.is_some_and(|last| upto.is_none_or(|upto| upto > last)));
        if !after {
            walk.error(end.span(), "expected the steps in the order of their ends");
            return None;
        }
        steps.push(Step { upto, line, text });
    }
    if steps.is_empty() {
        walk.error(node.span(), SHAPE);
        return None;
    }
    Some(steps)
}

/// A figure, or a multiple of the driver.
fn figure_of(walk: &mut Walk, own: Kind, by: Driver, node: &Node<'_>) -> Option<(Line, String)> {
    match times(walk, own, by, node)? {
        Some((each, per, text)) => {
            let text = if each == per { "as much".to_owned() } else { text };
            Some((Line { base: 0, above: 0, each, per }, text))
        }
        None => {
            let (value, text) = amount::quantity(walk, own, node, true)?;
            Some((Line::flat(value.number()?), text))
        }
    }
}

/// "1.5 times" or "25 %" of a driver of the same kind, as a fraction.
#[allow(clippy::option_option)] // a fault, another figure, a multiple
fn times(
    walk: &mut Walk,
    own: Kind,
    by: Driver,
    node: &Node<'_>,
) -> Option<Option<(u64, u64, String)>> {
    let DeValue::String(text) = node.get_ref() else { return Some(None) };
    let units = [("times", 1), ("time", 1), ("%", 100)];
    let found = units.iter().find_map(|(unit, per)| Some((text.strip_suffix(unit)?.trim(), *per)));
    let Some((digits, parts)) = found else { return Some(None) };
    let of_item = matches!(by, Driver::Item(_));
    if !of_item || discriminant(&own) != discriminant(&unit(by)) {
        walk.error(node.span(), format!("`{}` is no figure of the same kind", by.id()));
        return None;
    }
    match fraction(digits) {
        Some((each, per)) => Some(Some((each, per * parts, text.to_string()))),
        None => {
            walk.error(node.span(), format!("expected such as \"1.5 times\", found \"{text}\""));
            None
        }
    }
}

/// "1.5" as 15 / 10.
fn fraction(digits: &str) -> Option<(u64, u64)> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(part) {
        return None;
    }
    let per = 10_u64.pow(u32::try_from(part.len()).ok()?);
    let each: u64 = format!("{whole}{part}").parse().ok()?;
    (each > 0).then_some((each, per))
}

/// `base`, `above`, `each`, `per` as one step without an end.
fn line_of(
    walk: &mut Walk,
    own: Kind,
    by: Driver,
    table: &DeTable<'_>,
    each: &Node<'_>,
) -> Option<Step> {
    let base = match table.get("base") {
        Some(node) => Some(amount::quantity(walk, own, node, true)?),
        None => None,
    };
    let above = table.get("above").map(|node| number(walk, unit(by), node));
    let per = table.get("per").map(|node| amount::quantity(walk, unit(by), node, false));
    let (Some(above), Some(per)) =
        (above.unwrap_or(Some(0)), per.map_or(Some(None), |p| p.map(Some)))
    else {
        return None; // told above
    };
    let (line, more) = match (times(walk, own, by, each)?, per) {
        (Some(_), Some(_)) => {
            walk.error(each.span(), "`per` does not go with a multiple");
            return None;
        }
        (Some((each, per, text)), None) => {
            let of = match text.ends_with('%') {
                true => format!("{text} of the {}", by.name()),
                false if each == per => format!("the {}", by.name()),
                false => format!("{text} the {}", by.name()),
            };
            (Line { base: 0, above, each, per }, of)
        }
        (None, per) => {
            let (value, text) = amount::quantity(walk, own, each, false)?;
            let (per, for_each) = match per {
                Some((per, text)) => (per.number()?, by.so_much(&text)),
                None => (1, format!("each {}", by.singular())),
            };
            (Line { base: 0, above, each: value.number()?, per }, format!("{text} for {for_each}"))
        }
    };
    let above_text = match table.get("above") {
        Some(node) => format!(" above {}", raw(node)),
        None => String::new(),
    };
    let (base, base_text) = match &base {
        Some((value, text)) => (Quantity::number(*value)?, format!("{text} + ")),
        None => (0, String::new()),
    };
    let text = format!("{base_text}{more}{above_text}");
    Some(Step { upto: None, line: Line { base, ..line }, text })
}

fn raw(node: &Spanned<DeValue<'_>>) -> String {
    match node.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        other => other.type_str().to_owned(),
    }
}
