//! Headings as they are compared: whatever the case, the blanks, the punctuation and the accents,
//! with a unit that stands in them apart.

use crate::units::{self, Dialect, Writer};

/// A heading, or a part of it, and the unit in it as it is written there; empty: none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The name, folded.
    pub name: String,
    /// The unit.
    pub unit: String,
    /// Whether the name stood behind the name of a group, such as `Components - `.
    pub grouped: bool,
}

/// Units at the end of a heading, folded; longer ones before those that they end in.
const UNITS: &[&str] = &[
    "kilobytes",
    "megabytes",
    "gigabytes",
    "terabytes",
    "kbytes",
    "mbytes",
    "gbytes",
    "kbyte",
    "mbyte",
    "gbyte",
    "bytes",
    "octets",
    "мгц",
    "ггц",
    "mhz",
    "ghz",
    "khz",
    "kib",
    "mib",
    "gib",
    "tib",
    "kio",
    "mio",
    "gio",
    "tio",
    "kb",
    "mb",
    "gb",
    "tb",
    "ko",
    "mo",
    "go",
    "to",
    "кб",
    "мб",
    "гб",
    "тб",
    "hz",
];

/// What stands before a unit: `RAM size in kb`.
const IN: &[&str] = &["in", "en", "em", "im", "w", "в", "of"];

/// The group before a heading of GLPI's: components or volumes, in the user's language.
const GROUPS: &[&str] = &[
    "components",
    "component",
    "komponenten",
    "composants",
    "componentes",
    "componenti",
    "komponenty",
    "podzespoly",
    "skladniki",
    "компоненты",
    "комплектующие",
    "componenten",
    "onderdelen",
    "volumes",
    "volume",
    "volumen",
    "volumenes",
    "volumi",
    "woluminy",
    "wolumeny",
    "partycje",
    "laufwerke",
    "datentrager",
    "тома",
    "разделы",
];

/// A heading without what may differ from one hand to the next. `#` is a number of things, and `%`
/// is a share: with those it is another heading.
pub fn fold(heading: &str) -> String {
    let mut folded = String::with_capacity(heading.len());
    for c in heading.chars().flat_map(char::to_lowercase) {
        match c {
            '#' | '№' => folded.push_str("num"),
            '%' => folded.push_str("percent"),
            'ß' => folded.push_str("ss"),
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' | 'ă' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'ď' => folded.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => folded.push('o'),
            'ř' => folded.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => folded.push('s'),
            'ť' | 'ţ' | 'ț' => folded.push('t'),
            'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' => folded.push('u'),
            'ý' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'ё' => folded.push('е'),
            'ή' => folded.push('η'),
            'ό' => folded.push('ο'),
            'œ' => folded.push_str("oe"),
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    folded
}

/// The longest heading that is looked at; nothing that is known is as long.
const LONGEST: usize = 120;

/// Objects of JSON that hold what belongs to the machine itself. A key in them means what it means
/// alone: `custom_fields.RAM`, `hardware.processorType`. A name that is not here is of a part, whose
/// `memory` and `model` are not the machine's.
const WITHIN: &[&str] = &[
    "asset",
    "attributes",
    "computer",
    "customfields",
    "data",
    "details",
    "device",
    "fields",
    "general",
    "hardware",
    "hardwareinformation",
    "host",
    "inventory",
    "machine",
    "properties",
    "source",
    "specifications",
    "specs",
    "system",
];

/// Every way to take a heading apart, the whole of it first.
pub fn forms(heading: &str) -> Vec<Form> {
    let heading = heading.trim();
    if heading.len() > LONGEST {
        return Vec::new();
    }
    let mut forms = parts(heading, false);
    if let Some((group, name)) = heading.split_once(" - ")
        && GROUPS.contains(&fold(group).as_str())
    {
        forms.extend(parts(name, true));
    }
    let mut inner = heading;
    while let Some((object, rest)) = inner.split_once('.')
        && WITHIN.contains(&fold(object).as_str())
    {
        inner = rest;
    }
    if inner.len() < heading.len() {
        forms.extend(parts(inner, false));
    }
    forms
}

fn parts(heading: &str, grouped: bool) -> Vec<Form> {
    let folded = fold(heading);
    let form = |name: &str, unit: String| Form { name: name.to_owned(), unit, grouped };
    let mut forms = vec![form(&folded, String::new())];
    if let Some((name, inside)) = heading.split_once(['(', '[', ',']) {
        let inside = inside.trim_end().trim_end_matches([')', ']']).trim();
        let unit = IN.iter().find_map(|word| inside.strip_prefix(word)?.strip_prefix(' '));
        let unit = unit.unwrap_or(inside).trim();
        if is_unit(unit) {
            forms.push(form(&fold(name), unit.to_owned()));
        }
    }
    for unit in UNITS {
        let Some(name) = folded.strip_suffix(unit) else { continue };
        let unit = written(heading, unit.chars().count());
        forms.push(form(name, unit.clone()));
        let without = IN.iter().filter_map(|word| name.strip_suffix(word));
        forms.extend(without.map(|name| form(name, unit.clone())));
    }
    // "GB RAM", "MB of memory"
    if let Some((unit, name)) = heading.split_once(' ')
        && UNITS.contains(&fold(unit).as_str())
    {
        let name = name.strip_prefix("of ").unwrap_or(name);
        forms.push(form(&fold(name), unit.to_owned()));
    }
    forms
}

/// The last so many letters of a heading as they stand there.
fn written(heading: &str, letters: usize) -> String {
    let all: Vec<char> = heading.chars().filter(|c| c.is_alphanumeric()).collect();
    all[all.len().saturating_sub(letters)..].iter().collect()
}

/// Whether a text is a unit of sizes or clock rates.
pub fn is_unit(text: &str) -> bool {
    let one = format!("1 {text}");
    text.len() <= 16
        && (units::size(&one, Dialect::Memory, Writer::Anyone).is_ok()
            || units::clock(&one, Writer::Anyone).is_ok())
}
