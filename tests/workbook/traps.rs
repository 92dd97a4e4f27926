//! Files that were made to break readers of workbooks.

use super::make::{label, ods, xls, xls_with, xlsx, zipped};
use super::{fixtures, found};
use std::fs;
use std::io::Write;

/// Reads a workbook to its end: how many rows, and what is wrong.
fn read(bytes: Vec<u8>) -> (usize, Option<String>) {
    match found(bytes, None) {
        Err(why) => (0, Some(why)),
        Ok(sheet) => {
            let rows: Vec<_> = sheet.collect();
            // Below the heading the name is said by whoever reads on.
            let why = rows.iter().find_map(|row| row.as_ref().err());
            let why = why.map(|why| format!("fleet.xlsx: {why}"));
            (rows.iter().filter(|row| row.is_ok()).count(), why)
        }
    }
}

#[track_caller]
fn refused(bytes: Vec<u8>, says: &str) {
    let (_, why) = read(bytes);
    let why = why.unwrap_or_else(|| panic!("not refused; expected {says}"));
    assert!(why.contains(says) && why.starts_with("fleet.xlsx"), "{why}");
    assert_eq!(why.lines().count(), 1, "{why}");
}

const HEADING: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c>
    <c r="B1" t="inlineStr"><is><t>cpu</t></is></c></row>"#;

fn sheet(rows: &str) -> String {
    format!(
        "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{HEADING}{rows}</sheetData></worksheet>"
    )
}

#[test]
fn a_cell_in_the_last_corner_of_a_sheet_is_one_cell() {
    let far =
        r#"<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>"#;
    assert_eq!(read(xlsx(sheet(far).as_bytes(), b"<sst/>")), (1, None));
    let corner = r#"<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    assert_eq!(read(xlsx(sheet(corner).as_bytes(), b"<sst/>")), (0, None));
    let beyond =
        r#"<row r="99999999999999999999"><c r="ZZZZZZZZZZZZ9"><v>2</v></c><c><v>1</v></c></row>"#;
    assert_eq!(read(xlsx(sheet(beyond).as_bytes(), b"<sst/>")).0, 0);

    let heading = [label(0, 0, "name"), label(0, 1, "cpu")];
    let corner = [label(u16::MAX, 0, "x"), label(u16::MAX, u16::MAX, "x")];
    // This format is held whole.
    refused(xls(&[heading.clone(), corner].concat()), "it has more than 4194304 cells");
    let low = [label(u16::MAX, 0, "x"), label(u16::MAX, 40, "x")];
    assert_eq!(read(xls(&[heading.clone(), low].concat())), (1, None));
    // One that says of itself that it has all cells that there can be.
    let wide = (0x0200, [[0; 4], [0xFF; 4], [0, 0, 0xFF, 0xFF], [0; 4]].concat());
    assert_eq!(read(xls(&[&[wide], &heading[..]].concat())), (0, None));
}

#[test]
fn a_number_of_texts_that_is_not_so_costs_nothing() {
    let row = r#"<row><c t="s"><v>0</v></c></row>"#;
    let texts = |count| format!("<sst uniqueCount=\"{count}\"><si><t>x</t></si></sst>");
    for count in ["99999999999999999999", "18446744073709551615", "1000000000000"] {
        refused(xlsx(sheet(row).as_bytes(), texts(count).as_bytes()), "says that it has");
    }
    for count in ["0", "12", "x", "-1"] {
        assert_eq!(read(xlsx(sheet(row).as_bytes(), texts(count).as_bytes())), (1, None));
    }
    let row = r#"<row><c t="s"><v>7</v></c></row>"#;
    refused(xlsx(sheet(row).as_bytes(), texts("8").as_bytes()), "index not found");
}

#[test]
fn what_repeats_in_a_spreadsheet_is_not_unfolded_beyond_measure() {
    let cell = |repeats: &str, text: &str| {
        let kind = if text.is_empty() { "" } else { " office:value-type=\"string\"" };
        format!(
            "<table:table-cell table:number-columns-repeated=\"{repeats}\"{kind}>{text}</table:table-cell>"
        )
    };
    let heading = [cell("1", "<text:p>name</text:p>"), cell("1", "<text:p>cpu</text:p>")].concat();
    let row = |repeats: &str, cells: &str| {
        format!(
            "<table:table-row>{heading}</table:table-row>\
             <table:table-row table:number-rows-repeated=\"{repeats}\">{cells}</table:table-row>"
        )
    };
    let many = "9223372036854775807";
    // Blank ones at the end are passed over.
    assert_eq!(read(ods(&row(many, &cell(many, "")))), (0, None));
    assert_eq!(read(ods(&row("5", &cell("3", "<text:p>x</text:p>")))), (5, None));
    assert_eq!(read(ods(&row("1000000", &cell("1", "<text:p>x</text:p>")))), (1_000_000, None));
    let too_many = "it has more than 4194304 cells";
    refused(ods(&row(many, &cell("5", "<text:p>x</text:p>"))), too_many);
    // Between others they are held, too.
    let (blank, x) = (cell("16383", ""), cell("1", "<text:p>x</text:p>"));
    let far = format!("<table:table-row>{blank}{x}</table:table-row>");
    assert_eq!(read(ods(&(row("1", &x) + &far))), (1, None));
    refused(ods(&(row("300", "") + &far)), too_many);
    refused(ods(&(row("1", "") + &far.repeat(300))), too_many);
    let long = format!("<text:p>{}</text:p>", "x".repeat(50_000));
    refused(ods(&row("1", &cell(many, &long))), too_many);
    refused(ods(&row("6000", &cell("1", &long))), too_many);
    let blanks = |count: &str| format!("<text:p>x<text:s text:c=\"{count}\"/></text:p>");
    assert_eq!(read(ods(&row("2", &cell("1", &blanks("7"))))), (2, None));
    refused(ods(&row("2", &cell("1", &blanks(many)))), too_many);
    // What no program can count.
    let huge = "18446744073709551616";
    refused(ods(&row(huge, "")), "number too large");
    refused(ods(&row("1", &cell(huge, ""))), "number too large");
    refused(
        ods(&row("1", &format!("<table:table-cell>{far}</table:table-cell>"))),
        "within a cell",
    );
}

/// Eight megabytes of blanks behind some bytes, compressed to a thousandth, in place of a part.
fn bomb(name: &str, before: &[u8]) -> Vec<u8> {
    let mut part = before.to_vec();
    part.resize(LONG, b' ');
    match name {
        "sheet" => xlsx(&part, b"<sst/>"),
        "texts" => xlsx(sheet("").as_bytes(), &part),
        _ => zipped(&[("content.xml", &part)]),
    }
}

const LONG: usize = 8 << 20;

/// An archive that says of its part of eight megabytes that it is so long.
fn lying(mut bytes: Vec<u8>, length: u32) -> Vec<u8> {
    let mut changed = 0;
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == (LONG as u32).to_le_bytes() {
            bytes[at..at + 4].copy_from_slice(&length.to_le_bytes());
            changed += 1;
        }
    }
    assert!(changed > 0);
    bytes
}

#[test]
fn what_expands_beyond_measure_is_refused() {
    refused(
        lying(bomb("texts", b"<sst>"), 300 << 20),
        "sharedStrings.xml is longer than 131072 KiB",
    );
    refused(lying(bomb("sheet", b""), 0xF000_0000), "sheet1.xml is longer than 1048576 KiB");
    refused(lying(bomb("content", b""), 0xF000_0000), "content.xml is longer than 524288 KiB");
    refused(bomb("texts", b"<sst><si><t>"), "has a cell without an end");
    refused(bomb("sheet", b"<worksheet>"), "has a cell without an end");
    refused(bomb("content", b"<office:document-content>"), "has a cell without an end");
    // A part is as long as it is, whatever the directory says.
    refused(lying(bomb("texts", b"<sst>"), 100), "larger than its declared");
    // Nor does it help to end something now and then that is not the cell.
    refused(bomb("sheet", &b"<worksheet><!-- > > ".repeat(9)), "has a cell without an end");
    let runs = "<r><t>0123456789</t></r>".repeat(1 << 20);
    let texts = format!("<sst><si>{runs}</si></sst>");
    refused(xlsx(sheet("").as_bytes(), texts.as_bytes()), "has a cell without an end");
}

#[test]
fn texts_that_repeat_do_not_fill_a_row_without_end() {
    let texts = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000));
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(16_000);
    refused(xlsx(sheet(&format!("<row>{cells}</row>")).as_bytes(), texts.as_bytes()), "has no end");
    let cells = "<c><v>1</v></c>".repeat(17_000);
    assert_eq!(read(xlsx(sheet(&format!("<row>{cells}</row>")).as_bytes(), b"<sst/>")), (1, None));
    let cells = "<c r=\"A2\"><v>1</v></c>".repeat(17_000);
    refused(xlsx(sheet(&format!("<row>{cells}</row>")).as_bytes(), b"<sst/>"), "has no end");
}

/// What a reader holds of one thing for each of another grows with the product of both.
#[test]
fn what_multiplies_is_refused() {
    let styles = |xfs: usize, name: usize| {
        let (xfs, name) = ("<xf fontId=\"0\"/>".repeat(xfs), "x".repeat(name));
        format!(
            "<styleSheet><fonts><font><name val=\"{name}\"/></font></fonts>\
             <cellXfs>{xfs}</cellXfs></styleSheet>"
        )
    };
    let with = |name: &str, part: &str| {
        let main = r#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
        let first = r#"<Relationships><Relationship Id="r1" Type="x/relationships/officeDocument"
            Target="xl/workbook.xml"/></Relationships>"#;
        let relations = r#"<Relationships><Relationship Id="r1" Type="x/worksheet"
            Target="worksheets/sheet1.xml"/></Relationships>"#;
        let sheet = sheet("");
        let mut parts = vec![
            ("_rels/.rels", first),
            ("xl/workbook.xml", main),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/worksheets/sheet1.xml", &sheet),
        ];
        parts.retain(|(other, _)| *other != name);
        parts.push((name, part));
        let parts = parts.iter().map(|(name, part)| (*name, part.as_bytes()));
        zipped(&parts.collect::<Vec<_>>())
    };
    assert_eq!(read(with("xl/styles.xml", &styles(9_000, 31))), (0, None));
    refused(with("xl/styles.xml", &styles(9_000, 50_000)), "has lists without end");
    let relation = |target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"{target}\"/>\
             </Relationships>"
        )
    };
    let relations = "xl/_rels/workbook.xml.rels";
    refused(with(relations, &relation(&"x".repeat(50_000))), "is no part with a sheet");
    refused(with(relations, &relation("sheet.png")), "sheet.png is no part with a sheet");
    // Of Excel 97: a long text in many cells, one sheet many times, texts in very many pieces.
    let text = [&[1, 0, 0, 0, 1, 0, 0, 0, 0x00, 0x1F, 0][..], &[b'x'; 0x1F00]].concat();
    let cell = |row: u16| (0x00FD, [row, 0, 0, 0, 0].map(u16::to_le_bytes).concat());
    let cells =
        |count| [vec![label(0, 0, "name"), label(0, 1, "cpu")], (1..count).map(cell).collect()];
    let shared = (0x00FC, text);
    assert_eq!(read(xls_with(std::slice::from_ref(&shared), &cells(100).concat())), (99, None));
    refused(xls_with(std::slice::from_ref(&shared), &cells(9_000).concat()), "MiB of text");
    let mut pieces = vec![shared];
    pieces.resize(30_000, (0x003C, vec![]));
    refused(xls_with(&pieces, &cells(2).concat()), "too many pieces");
    let again = (0x0085, [&[0; 4][..], &[0, 0, 1, 0, b'S']].concat());
    refused(xls_with(&[again.clone(), again], &cells(2).concat()), "the same one");
}

/// A spreadsheet that is cut off within a sheet, where a reader could wait for its end.
#[test]
fn what_is_cut_off_is_refused() {
    let content = "<office:document-content><table:table table:name=\"S\"><table:table-row>";
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let manifest = b"<manifest:manifest/>";
    for length in 1..content.len() {
        let parts = [
            ("mimetype", &kind[..]),
            ("content.xml", &content.as_bytes()[..length]),
            ("META-INF/manifest.xml", manifest),
        ];
        let (rows, why) = read(zipped(&parts));
        assert!(rows == 0 && why.is_some(), "{length}");
    }
}

#[test]
fn encrypted_workbooks_and_other_archives_are_one_error() {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a file");
    file.create_stream("/EncryptedPackage").expect("a stream").write_all(b"x").expect("written");
    file.flush().expect("written");
    refused(file.into_inner().into_inner(), "it is encrypted; save it without a password");
    refused(xls(&[]), "no visible sheet");
    refused(xls(&[(0x0809, vec![])]), "no visible sheet");
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/>\
        </manifest:file-entry></manifest:manifest>";
    let parts = [("META-INF/manifest.xml", &manifest[..]), ("content.xml", b"\x8F\x01")];
    refused(zipped(&parts), "it is encrypted; save it without a password");
    refused(zipped(&[("readme.txt", b"x")]), "it is an archive without a sheet");
    refused(b"PK\x03\x04 and no more".to_vec(), "its directory is damaged");
    refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and no more".to_vec(), "its directory is damaged");
    let mut other = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a file");
    other.create_stream("/WordDocument").expect("a stream").write_all(b"x").expect("written");
    other.flush().expect("written");
    refused(other.into_inner().into_inner(), "it is a compound file without a sheet");
}

/// Cut and changed anywhere, a workbook is read or refused.
#[test]
fn damage_is_an_error_and_never_a_crash() {
    let mut random = 12_345_u32;
    let mut next = move || {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) as usize
    };
    for path in fixtures() {
        let bytes = fs::read(&path).expect("a file");
        for _ in 0..40 {
            let _ = read(bytes[..next() % bytes.len()].to_vec());
            let mut changed = bytes.clone();
            for _ in 0..=next() % 4 {
                let at = next() % changed.len();
                changed[at] = next() as u8;
            }
            let _ = read(changed);
        }
    }
    // The same within the parts, where a checksum does not stand before.
    let sheet = sheet(r#"<row r="2"><c r="A2" s="1"><v>1</v></c><c t="s"><v>0</v></c></row>"#);
    let texts = "<sst><si><t>x</t></si></sst>";
    for _ in 0..200 {
        let mut parts = [sheet.clone().into_bytes(), texts.as_bytes().to_vec()];
        for part in &mut parts {
            let at = next() % part.len();
            part[at] = next() as u8;
        }
        let _ = read(xlsx(&parts[0], &parts[1]));
    }
    let cells = [label(0, 0, "name"), label(0, 1, "cpu"), label(1, 0, "a"), label(1, 1, "b")];
    for _ in 0..200 {
        let mut cells = cells.to_vec();
        let one = next() % cells.len();
        let at = next() % cells[one].1.len();
        cells[one].1[at] = next() as u8;
        cells[one].0 = [0x0204, 0x00BD, 0x00FD, 0x0006, 0x0207, 0x0205, 0x0809][next() % 7];
        let _ = read(xls(&cells));
    }
}
