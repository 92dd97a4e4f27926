//! What an archive with a workbook asks of a reader that believes it.
//!
//! The reader holds what it reads and makes room for what a file says of itself; a kilobyte can
//! say that it needs all memory that there is, and no one can catch that. So no part may be longer
//! than its kind needs (that it is as long as the directory says, the archive's reader sees to), and
//! every part of XML is looked through before, as a stream.

use super::ENCRYPTED;
use super::reader::one_line;
use super::tables::Tables;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufReader, Cursor, Error, Read};
use zip::ZipArchive;

/// The longest sheet, expanded, and the longest of all parts together.
const SHEET: u64 = 1 << 30;
/// The longest spreadsheet in OpenDocument, which is one part.
const CONTENT: u64 = 512 << 20;
/// The longest of all other parts: texts, which are held, sheets of records, what is not read.
const OTHER: u64 = 128 << 20;
/// The longest list of the sheets of a binary workbook: its names can hold all other names.
const NAMES: u64 = 128 << 10;
/// The parts at most.
const PARTS: usize = 10_000;
/// The longest tag, text or comment.
const PIECE: usize = 1 << 20;
/// The longest cell with all that is in it: each character of 32,767 can look different.
const CELL: u64 = 16 << 20;
/// The longest path of a sheet: it is held for every sheet that has it.
const PATH: usize = 256;
/// The bytes that styles, sheets and names may take.
const HELD: usize = 256 << 20;

/// What kind of workbook is in an archive.
pub enum Kind {
    /// Office Open XML.
    Xlsx,
    /// The binary form of it.
    Xlsb,
    /// OpenDocument.
    Ods,
}

/// Looks through an archive: the kind of its workbook, and how many sheets can be looked at without
/// haste, were each the longest part.
///
/// # Errors
/// It is none, none with a workbook, encrypted, damaged, or asks for too much.
pub fn archive(bytes: &[u8]) -> Result<(Kind, usize), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("its directory is damaged ({})", one_line(error)))?;
    if archive.len() > PARTS {
        return Err(format!("it has more than {PARTS} parts"));
    }
    let (mut parts, mut all, mut longest) = (Vec::new(), 0_u64, 1);
    for n in 0..archive.len() {
        // A part that cannot be reached is missed where it is looked for.
        let Ok(part) = archive.by_index_raw(n) else { continue };
        let Ok(name) = part.name() else { continue };
        let path = name.replace('\\', "/").to_lowercase();
        let most = most(&path);
        all = all.saturating_add(part.size());
        longest = part.size().max(longest);
        if part.encrypted() {
            return Err(ENCRYPTED.to_owned());
        }
        if part.size() > most || all > SHEET {
            let (name, most) = (one_line(&name), most >> 10);
            return Err(format!("{name} is longer than {most} KiB, the most that is read"));
        }
        parts.push((n, one_line(&name), path));
    }
    let has = |wanted: &str| parts.iter().any(|(_, _, path)| path == wanted);
    let kind = match () {
        () if has("xl/workbook.bin") => Kind::Xlsb,
        () if has("content.xml") => Kind::Ods,
        () if has("_rels/.rels") => Kind::Xlsx,
        () => return Err("it is an archive without a sheet; unpack it".to_owned()),
    };
    // Whether the others are encrypted, this part says.
    parts.sort_by_key(|(_, _, path)| path != "meta-inf/manifest.xml");
    for (n, name, path) in &parts {
        if path.ends_with(".xml") || path.ends_with(".rels") {
            let part = archive.by_index(*n).map_err(one_line);
            let looked = part.and_then(|part| xml(part, path == "content.xml"));
            looked.map_err(|why| if why == ENCRYPTED { why } else { format!("{name}: {why}") })?;
        }
    }
    Ok((kind, usize::try_from(SHEET / longest).unwrap_or(usize::MAX)))
}

/// The bytes of a part at most.
fn most(path: &str) -> u64 {
    match path.contains("sheet") {
        true if path.ends_with(".xml") => SHEET,
        _ if path == "content.xml" => CONTENT,
        _ if path == "xl/workbook.bin" => NAMES,
        _ => OTHER,
    }
}

/// A part that ends with an error before it becomes a burden.
struct Bounded<R> {
    part: R,
    /// So many bytes since something in it last ended.
    since: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.part.read(buffer)?;
        self.since += length;
        let endless = || Error::other("it has a cell without an end");
        (self.since <= PIECE).then_some(length).ok_or_else(endless)
    }
}

/// Looks through a part of XML.
fn xml(part: impl Read, tables: bool) -> Result<(), String> {
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(Bounded { part, since: 0 }));
    xml.config_mut().expand_empty_elements = true;
    let (mut buffer, mut counts) = (Vec::new(), Counts::default());
    let mut tables = tables.then(Tables::default);
    // How deep it is, and where the cell begins that is being read.
    let (mut depth, mut cell) = (0_u64, None);
    loop {
        buffer.clear();
        xml.get_mut().get_mut().since = 0;
        let place = xml.buffer_position();
        let event = xml.read_event_into(&mut buffer).map_err(one_line)?;
        let read = xml.buffer_position().saturating_sub(place);
        match event {
            Event::Start(element) => {
                depth += 1;
                if is_cell(element.local_name().as_ref()) {
                    cell = cell.or(Some((depth, place)));
                }
                counts.begin(&element)?;
                tables.as_mut().map_or(Ok(()), |tables| tables.begin(&element))?;
            }
            Event::End(element) => {
                cell = cell.filter(|(begun, _)| *begun < depth);
                depth = depth.saturating_sub(1);
                tables
                    .as_mut()
                    .map_or(Ok(()), |tables| tables.end(element.local_name().as_ref()))?;
            }
            // The reader would wait for the end of a table.
            Event::Eof if depth > 0 => return Err("it is cut off".to_owned()),
            Event::Eof => return counts.end(),
            _ => tables.iter_mut().for_each(|tables| tables.text(read)),
        }
        if cell.is_some_and(|(_, begun)| xml.buffer_position().saturating_sub(begun) > CELL) {
            return Err("it has a cell without an end".to_owned());
        }
    }
}

/// Whether an element is held whole.
fn is_cell(name: &str) -> bool {
    matches!(name, "c" | "si" | "table-cell" | "covered-table-cell" | "definedName" | "font")
}

/// The value of an attribute, whatever its prefix.
///
/// # Errors
/// The attributes are damaged, or one stands there twice.
pub fn attribute(element: &BytesStart<'_>, wanted: &str) -> Result<Option<String>, String> {
    let mut found = None;
    for attribute in element.attributes() {
        let attribute = attribute.map_err(one_line)?;
        if attribute.key.local_name().as_ref() == wanted {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(one_line)?;
            found = Some(value.into_owned());
        }
    }
    Ok(found)
}

/// What is counted in a part of XML.
#[derive(Default)]
struct Counts {
    /// How many texts there are, and how many it says.
    texts: u64,
    said: u64,
    /// How many things are held besides, and the longest tag.
    held: usize,
    longest: usize,
}

impl Counts {
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        self.longest = self.longest.max(element.len());
        match element.local_name().as_ref() {
            "si" => self.texts += 1,
            // Room is made for so many.
            "sst" => {
                let said = attribute(element, "uniqueCount")?.unwrap_or_default();
                let is_number = !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_digit());
                self.said = if is_number { said.parse().unwrap_or(u64::MAX) } else { 0 };
            }
            "xf" | "font" | "fill" | "border" | "numFmt" | "sheet" | "definedName" => {
                self.held += 1
            }
            "encryption-data" => return Err(ENCRYPTED.to_owned()),
            "Relationship" => {
                self.held += 1;
                let kind = attribute(element, "Type")?.unwrap_or_default();
                let target = attribute(element, "Target")?.unwrap_or_default().to_lowercase();
                // What has another name was not looked through.
                let is_known = target.ends_with(".xml") || target.ends_with(".bin");
                let is_read = kind.ends_with("sheet")
                    || kind.ends_with("/officeDocument")
                    || target.split('/').next().is_some_and(|folder| folder.ends_with("sheets"));
                if is_read && (target.len() > PATH || !is_known) {
                    return Err(format!("{} is no part with a sheet", one_line(target)));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&self) -> Result<(), String> {
        // Some programs count what they have left out.
        if self.said > self.texts.saturating_add(65_536) {
            return Err(format!("it says that it has {} texts, and has {}", self.said, self.texts));
        }
        // Each holds what it refers to.
        match self.held.saturating_mul(self.longest.saturating_add(512)) > HELD {
            true => Err("it has lists without end".to_owned()),
            false => Ok(()),
        }
    }
}
