//! Workbooks for the tests, and the parts of broken ones.

use rust_xlsxwriter::{Format, Formula, Workbook};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A cell to be written.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'t> {
    Text(&'t str),
    Number(f64),
    /// A day in the form of ISO 8601, written as a number that shows one.
    Day(&'t str),
    /// A number in a format.
    Shown(f64, &'t str),
    True,
    /// A formula and its result.
    Formula(&'t str, &'t str),
}

/// A workbook with some sheets: their names, whether they are hidden, and their cells.
pub fn saved(sheets: &[(&str, bool, Vec<Vec<Cell<'_>>>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, hidden, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        sheet.set_hidden(*hidden);
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = (row as u32, column as u16);
                match *cell {
                    Cell::Text("") => continue,
                    Cell::Text(text) => sheet.write_string(row, column, text),
                    Cell::Number(number) => sheet.write_number(row, column, number),
                    Cell::Day(day) => {
                        let format = Format::new().set_num_format("dd/mm/yyyy");
                        let day = rust_xlsxwriter::ExcelDateTime::parse_from_str(day);
                        let day = day.expect("a day");
                        sheet.write_datetime_with_format(row, column, &day, &format)
                    }
                    Cell::Shown(number, format) => {
                        let format = Format::new().set_num_format(format);
                        sheet.write_number_with_format(row, column, number, &format)
                    }
                    Cell::True => sheet.write_boolean(row, column, true),
                    Cell::Formula(formula, result) => {
                        let formula = Formula::new(formula).set_result(result);
                        sheet.write_formula(row, column, formula)
                    }
                }
                .map(drop)
                .expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// A zip archive of some parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A workbook in Office Open XML from the parts that matter.
pub fn xlsx(sheet: &[u8], texts: &[u8]) -> Vec<u8> {
    let main = br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let relations = br#"<Relationships>
        <Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
    let first = br#"<Relationships><Relationship Id="r1" Type="x/relationships/officeDocument"
        Target="xl/workbook.xml"/></Relationships>"#;
    zipped(&[
        ("_rels/.rels", first),
        ("xl/workbook.xml", main),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", texts),
    ])
}

/// A spreadsheet in OpenDocument from its rows.
pub fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">\
         {rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let manifest = b"<manifest:manifest/>";
    zipped(&[
        ("mimetype", kind),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest),
    ])
}

/// A workbook of Excel 97 from the records of its sheet.
pub fn xls(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    xls_with(&[], records)
}

/// A workbook of Excel 97 from records that stand before all sheets, and those of its sheet.
pub fn xls_with(head: &[(u16, Vec<u8>)], records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    };
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let name = |at: u32| record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
    let head: Vec<u8> = head.iter().flat_map(|(kind, data)| record(*kind, data)).collect();
    let at = begin.len() + name(0).len() + head.len() + end.len();
    let mut stream = [begin.clone(), name(at as u32), head, end.clone(), begin].concat();
    records.iter().for_each(|(kind, data)| stream.extend(record(*kind, data)));
    stream.extend(end);
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
            .expect("a file");
    file.create_stream("/Workbook").expect("a stream").write_all(&stream).expect("written");
    file.flush().expect("written");
    file.into_inner().into_inner()
}

/// A cell of Excel 97 with a text: the number of its record and its fields.
pub fn label(row: u16, column: u16, text: &str) -> (u16, Vec<u8>) {
    let place = [row, column, 0, text.len() as u16].map(u16::to_le_bytes).concat();
    (0x0204, [&place[..], &[0], text.as_bytes()].concat())
}
