//! Binary workbooks for the tests that nothing at hand writes: of Excel 5, and `.xlsb`.

use super::make::{Cell, zipped};
use std::io::{Cursor, Write};

type Sheets<'t> = [(&'t str, bool, Vec<Vec<Cell<'t>>>)];

/// The day of a date since 1899-12-30.
fn day(date: &str) -> f64 {
    let part = |n: usize| date.split('-').nth(n).and_then(|part| part.parse::<i64>().ok());
    let (year, month, day) = (part(0).expect("y"), part(1).expect("m"), part(2).expect("d"));
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    (days - 693_899) as f64
}

/// A number of seven bits a byte.
fn sevens(mut number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

fn record(kind: u32, data: &[u8]) -> Vec<u8> {
    [&sevens(kind)[..], &sevens(data.len() as u32), data].concat()
}

/// A text of `.xlsb` behind its length.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = (units.len() as u32).to_le_bytes().to_vec();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// A workbook in `.xlsb`: the first text of a row is shared, whole numbers are in the short form.
pub fn saved(sheets: &Sheets<'_>) -> Vec<u8> {
    let mut shared: Vec<String> = Vec::new();
    let (mut list, mut relations) = (record(0x0099, &[0; 12]), String::new());
    let mut parts = Vec::new();
    for (n, (name, hidden, rows)) in sheets.iter().enumerate() {
        let id = format!("rId{}", n + 1);
        let state = u32::from(*hidden).to_le_bytes();
        let number = (n as u32 + 1).to_le_bytes();
        list.extend(record(0x009C, &[&state[..], &number, &wide(&id), &wide(name)].concat()));
        relations += &format!(
            "<Relationship Id=\"{id}\" Type=\"x/worksheet\" Target=\"worksheets/sheet{n}.bin\"/>"
        );
        let mut sheet =
            [record(0x0081, &[]), record(0x0094, &[0; 16]), record(0x0091, &[])].concat();
        for (row, cells) in rows.iter().enumerate() {
            sheet.extend(record(0, &[&(row as u32).to_le_bytes()[..], &[0; 13]].concat()));
            for (column, cell) in cells.iter().enumerate() {
                sheet.extend(cell_record(column as u32, cell, &mut shared));
            }
        }
        sheet.extend(record(0x0092, &[]));
        parts.push((format!("xl/worksheets/sheet{n}.bin"), sheet));
    }
    list.extend(record(0x0090, &[]));
    list.extend(record(0x009D, &[0; 26]));
    let count = (shared.len() as u32).to_le_bytes();
    let mut texts = record(0x009F, &[count, count].concat());
    shared.iter().for_each(|text| texts.extend(record(19, &[&[0], &wide(text)[..]].concat())));
    texts.extend(record(0x00A0, &[]));
    // Style 1 is a day, style 2 has a unit.
    let mut styles = record(0x0267, &1_u32.to_le_bytes());
    styles.extend(record(44, &[&164_u16.to_le_bytes()[..], &wide("0\" MB\"")].concat()));
    styles.extend(record(0x0269, &3_u32.to_le_bytes()));
    for format in [0_u16, 14, 164] {
        styles.extend(record(47, &[&[0, 0][..], &format.to_le_bytes(), &[0; 12]].concat()));
    }
    styles.extend(record(0x026A, &[]));
    let relations = format!(
        "<Relationships>{relations}<Relationship Id=\"a\" Type=\"x/sharedStrings\" \
         Target=\"sharedStrings.bin\"/><Relationship Id=\"b\" Type=\"x/styles\" \
         Target=\"styles.bin\"/></Relationships>"
    );
    let mut all = vec![
        ("xl/workbook.bin", &list[..]),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/sharedStrings.bin", &texts),
        ("xl/styles.bin", &styles),
        ("[Content_Types].xml", b"<Types/>"),
    ];
    all.extend(parts.iter().map(|(name, part)| (&name[..], &part[..])));
    zipped(&all)
}

fn cell_record(column: u32, cell: &Cell<'_>, shared: &mut Vec<String>) -> Vec<u8> {
    let place = |style: u32| [column, style].map(u32::to_le_bytes).concat();
    let with = |kind, style, value: &[u8]| record(kind, &[&place(style), value].concat());
    let number = |style, number: f64| match number.fract() == 0.0 {
        true => with(2, style, &((number as i32) << 2 | 2).to_le_bytes()),
        false => with(5, style, &number.to_le_bytes()),
    };
    match *cell {
        Cell::Text("") => record(1, &place(0)),
        Cell::Text(text) if column == 0 => {
            shared.push(text.to_owned());
            with(7, 0, &(shared.len() as u32 - 1).to_le_bytes())
        }
        Cell::Text(text) => with(6, 0, &wide(text)),
        Cell::Number(value) => number(0, value),
        Cell::Day(date) => number(1, day(date)),
        Cell::Shown(value, _) => number(2, value),
        Cell::True => with(4, 0, &[1]),
        Cell::Formula(_, "#N/A") => with(11, 0, &[0x2A]),
        Cell::Formula(_, result) => {
            with(9, 0, &result.parse::<f64>().expect("a number").to_le_bytes())
        }
    }
}

/// A workbook of Excel 5, whose texts are in the code page 1251 or 1252, sheet by sheet.
pub fn excel_5(sheets: &Sheets<'_>) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    };
    let begin = |kind: u16| record(0x0809, &[[0, 5], kind.to_le_bytes(), [0; 2], [0; 2]].concat());
    let end = || record(0x000A, &[]);
    let bytes = |text: &str| encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    let mut head = [begin(5), record(0x0042, &1251_u16.to_le_bytes())].concat();
    head.extend(record(0x041E, &[&[164, 0, 6][..], b"0\" MB\""].concat()));
    for format in [0_u16, 14, 164] {
        head.extend(record(0x00E0, &[&[0, 0][..], &format.to_le_bytes(), &[0; 12]].concat()));
    }
    let mut bodies = Vec::new();
    for (_, _, rows) in sheets {
        let mut body = begin(0x10);
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let with = |kind: u16, style: u16, value: &[u8]| {
                    let place = [row as u16, column as u16, style].map(u16::to_le_bytes).concat();
                    record(kind, &[&place, value].concat())
                };
                body.extend(match *cell {
                    Cell::Text("") => with(0x0201, 0, &[]),
                    Cell::Text(text) => {
                        let text = bytes(text);
                        let length = (text.len() as u16).to_le_bytes();
                        with(0x0204, 0, &[&length[..], &text].concat())
                    }
                    Cell::Number(value) => with(0x0203, 0, &value.to_le_bytes()),
                    Cell::Day(date) => with(0x0203, 1, &day(date).to_le_bytes()),
                    Cell::Shown(value, _) => {
                        with(0x027E, 2, &((value as i32) << 2 | 2).to_le_bytes())
                    }
                    Cell::True => with(0x0205, 0, &[1, 0]),
                    Cell::Formula(_, "#N/A") => with(0x0205, 0, &[0x2A, 1]),
                    Cell::Formula(_, result) => {
                        let value = result.parse::<f64>().expect("a number").to_le_bytes();
                        with(0x0006, 0, &[&value[..], &[0; 8]].concat())
                    }
                });
            }
        }
        body.extend(end());
        bodies.push(body);
    }
    let list = |at: &[usize]| {
        let each = sheets.iter().zip(at).flat_map(|((name, hidden, _), at)| {
            let at = (*at as u32).to_le_bytes();
            let text = bytes(name);
            record(0x0085, &[&at[..], &[u8::from(*hidden), 0, text.len() as u8], &text].concat())
        });
        each.chain(end()).collect::<Vec<u8>>()
    };
    let mut at = head.len() + list(&vec![0; sheets.len()]).len();
    let mut places = Vec::new();
    for body in &bodies {
        places.push(at);
        at += body.len();
    }
    let stream = [head, list(&places), bodies.concat()].concat();
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
            .expect("a file");
    file.create_stream("/Book").expect("a stream").write_all(&stream).expect("written");
    file.flush().expect("written");
    file.into_inner().into_inner()
}
