//! `--set ITEM=VALUE`: a reading that the user states.

use minspec::cpu::{Arch, Generation, IsaLevel};
use minspec::fault::{Fault, Faults, Gravity, nearest};
use minspec::item::{Item, Kind};
use minspec::units::{self, Writer};

/// Reads `ITEM=VALUE`.
///
/// # Errors
/// What is wrong, with a caret at its place.
pub fn parse(argument: &str) -> Result<(Item, String), String> {
    let fault = |span: std::ops::Range<usize>, message: String, help: Option<String>| {
        let fault = Fault { gravity: Gravity::Error, span, message, help };
        let text = argument.to_owned();
        Faults { path: "--set".to_owned(), text, faults: vec![fault] }.to_string()
    };
    let ids = || Item::ALL.iter().map(|item| item.id());
    let all = || format!("the items: {}", ids().collect::<Vec<_>>().join(", "));
    let Some((id, value)) = argument.split_once('=') else {
        let message = "expected ITEM=VALUE, such as memory=256MB".to_owned();
        return Err(fault(0..argument.len(), message, Some(all())));
    };
    let Some(item) = Item::from_id(id.trim()) else {
        let near = nearest(id.trim(), ids()).map(|near| format!("did you mean `{near}`?"));
        return Err(fault(
            0..id.len(),
            format!("unknown item `{id}`"),
            near.or_else(|| Some(all())),
        ));
    };
    let zero = value.trim_start().starts_with('0') && !value.contains(|c| matches!(c, '1'..='9'));
    let checked = match item.kind() {
        // Of these there can be none.
        Kind::Size(_) if zero && !matches!(item, Item::DiskFree | Item::PageFile) => {
            Err(format!("{item} cannot be {value}"))
        }
        Kind::Speed | Kind::Count if zero => Err(format!("{item} cannot be {value}")),
        Kind::Size(dialect) => units::size(value, dialect, Writer::Author).map(drop),
        Kind::Speed => units::clock(value, Writer::Author).map(drop),
        Kind::Count => units::count(value).map(drop),
        Kind::Arch => Arch::parse(value).map(drop),
        Kind::Level => value.parse::<IsaLevel>().map(drop),
        Kind::Signature => Err("state it in a spec file: cpu = { vendor = \"GenuineIntel\", \
                                family = 6, model = 142, stepping = 10 }"
            .to_owned()),
        Kind::Word(words) => words.parse(value).map(drop),
        Kind::Generation => value.trim().parse::<Generation>().map(drop),
        Kind::Class | Kind::Features if value.trim().is_empty() => {
            Err("expected a text, found nothing".to_owned())
        }
        Kind::Class | Kind::Features => Ok(()),
    };
    match checked {
        Ok(()) => Ok((item, value.trim().to_owned())),
        Err(why) => Err(fault(id.len() + 1..argument.len(), why, None)),
    }
}
