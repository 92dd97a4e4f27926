//! Cells as the texts that a person sees, or would see were the column wide enough.

use calamine::{Data, ExcelDateTime, Style};

/// How a cell shows its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// As it is.
    #[default]
    Plain,
    /// With a unit behind it, blanks included: of the format `0" MB"`.
    Unit(String),
    /// As a part of a hundred.
    Percent,
}

impl Show {
    /// What the number format of a style means.
    pub fn of(style: &Style) -> Show {
        let format = style.number_format.as_ref().map_or("", |format| &format.format_code);
        let mut literal = String::new(); // behind the last digit
        let (mut percent, mut scaled) = (false, false);
        let mut chars = format.chars();
        while let Some(c) = chars.next() {
            match c {
                // Negative numbers and texts have formats of their own.
                ';' => break,
                '"' => literal.extend(chars.by_ref().take_while(|c| *c != '"')),
                '\\' => literal.extend(chars.next()),
                // As wide as the next character, or filled with it.
                '_' | '*' => drop(chars.next()),
                '[' => drop(chars.by_ref().find(|c| *c == ']')),
                '0' | '#' | '?' => {
                    literal.clear();
                    scaled = false;
                }
                ',' => scaled = true,
                '%' => percent = true,
                ' ' => literal.push(' '),
                _ => {}
            }
        }
        let unit = literal.trim();
        match () {
            () if percent => Show::Percent,
            // `0,"K"` shows thousands.
            () if scaled || unit.is_empty() || !unit.chars().all(char::is_alphabetic) => {
                Show::Plain
            }
            () => Show::Unit(literal.trim_end().to_owned()),
        }
    }

    fn number(&self, value: f64) -> String {
        match self {
            Show::Plain => number(value),
            Show::Unit(unit) => number(value) + unit,
            Show::Percent => number(value * 100.0) + "%",
        }
    }

    /// A cell as a text.
    pub fn text(&self, cell: Data) -> String {
        match cell {
            Data::Empty => String::new(),
            Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text,
            Data::Bool(truth) => truth.to_string(),
            // So long a number no cell has.
            #[allow(clippy::cast_precision_loss)]
            Data::Int(value) => self.number(value as f64),
            Data::Float(value) => self.number(value),
            Data::DateTime(value) => date(value),
            Data::Error(error) => error.to_string(),
        }
    }
}

/// A number with the fifteen digits that spreadsheets have, without an exponent.
fn number(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    // Not "-0".
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// A day, a time of day or both in the form of ISO 8601; hours, minutes and seconds that last.
fn date(value: ExcelDateTime) -> String {
    let days = value.as_f64();
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    // Up to the year 9999.
    if !(0.0..2_958_466.0).contains(&days) {
        return number(days);
    }
    if value.is_duration() {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let seconds = (days * 86_400.0).round() as u64;
        return format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match (days < 1.0, &time[..]) {
        (true, _) => time,
        (false, "00:00:00") => format!("{year:04}-{month:02}-{day:02}"),
        (false, _) => format!("{year:04}-{month:02}-{day:02}T{time}"),
    }
}
