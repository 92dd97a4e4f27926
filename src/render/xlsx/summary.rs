//! The first sheet: how many machines have which verdict, what would mend most, what to buy in all.

use super::buy::{added, unit_of};
use super::cell::Cell;
use super::rows::{coloured, frame, heading, put};
use crate::check::Check;
use crate::fleet::Fleet;
use crate::remedy::Part;
use crate::render::many;
use rust_xlsxwriter::{Chart, ChartSolidFill, ChartType, Color, Format, Worksheet, XlsxError};

/// The columns: text, text, four numbers.
const WIDTHS: [f64; 6] = [34.0, 46.0, 12.0, 12.0, 12.0, 12.0];
const SHEET: &str = "Summary";

pub(super) fn sheet(check: &Check<'_>, fleet: &Fleet) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(SHEET)?;
    for (n, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(n, width)?;
    }
    let title = Format::new().set_bold().set_font_size(14);
    let mut writer = Writer { sheet: &mut sheet, row: 0 };
    let machines = many(fleet.machines, "machine");
    let editions = many(check.profiles.len(), "edition");
    writer.sheet.write_string_with_format(0, 0, format!("{machines}, {editions}"), &title)?;
    writer.row = 1;
    let unread = match check.unread().count {
        0 => String::new(),
        1 => "1 entry could not be read: see Not checked".to_owned(),
        n => format!("{n} entries could not be read: see Not checked"),
    };
    writer.row(&[Cell::text(unread)])?;
    writer.row += 1;
    let first = editions_table(&mut writer, check, fleet)?;
    let last = writer.row - 2;
    mended(&mut writer, fleet)?;
    writer.row += 1;
    to_buy(&mut writer, fleet)?;
    let bottom = writer.row;
    frame(&mut sheet, bottom.max(last + 12), 16, 190)?;
    if last >= first {
        chart(&mut sheet, first, last, fleet.machines)?;
    }
    Ok(sheet)
}

struct Writer<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

impl Writer<'_> {
    fn heading(&mut self, cells: &[&str]) -> Result<(), XlsxError> {
        for (n, cell) in (0..).zip(cells) {
            self.sheet.write_string_with_format(self.row, n, *cell, &heading())?;
        }
        self.row += 1;
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        for (n, cell) in (0..).zip(cells) {
            put(self.sheet, self.row, n, cell)?;
        }
        self.row += 1;
        Ok(())
    }
}

/// The verdicts of each edition; gives the first row of it.
fn editions_table(
    writer: &mut Writer<'_>,
    check: &Check<'_>,
    fleet: &Fleet,
) -> Result<u32, XlsxError> {
    writer.heading(&["Edition", "Name", "PASS", "UNKNOWN", "FAIL", "Passing (%)"])?;
    coloured(writer.sheet, (writer.row - 1, 2, writer.row - 1, 4))?;
    let first = writer.row;
    let rows = check.profiles.iter().map(|p| (p.id.as_str(), p.name.as_str())).zip(&fleet.editions);
    let all = (("All editions", "machines that pass every edition"), &fleet.verdicts);
    let several = (check.profiles.len() > 1 && fleet.machines > 0).then_some(all);
    for ((id, name), counts) in rows.chain(several) {
        #[allow(clippy::cast_precision_loss)] // counts of machines
        let share = 100.0 * counts.pass as f64 / counts.all().max(1) as f64;
        writer.row(&[
            Cell::text(id),
            Cell::text(name),
            Cell::count(counts.pass),
            Cell::count(counts.unknown),
            Cell::count(counts.fail),
            Cell::Number((share * 10.0).round() / 10.0),
        ])?;
    }
    writer.row += 1;
    Ok(first)
}

fn mended(writer: &mut Writer<'_>, fleet: &Fleet) -> Result<(), XlsxError> {
    /// Further sets of changes each mend only a few.
    const MOST: usize = 12;
    let title = "What would turn most fails into passes";
    writer.heading(&[
        title,
        "A fail is a machine and an edition",
        "Fails",
        "Then PASS",
        "Share (%)",
    ])?;
    let all: usize = fleet.editions.iter().map(|counts| counts.fail).sum();
    let most = fleet.most_mended();
    for (parts, mended) in most.iter().take(MOST) {
        let words: Vec<String> = parts.iter().map(|part| more(*part)).collect();
        #[allow(clippy::cast_precision_loss)] // counts of reports
        let share = 100.0 * mended.fails as f64 / all.max(1) as f64;
        writer.row(&[
            Cell::text(words.join(" and ")),
            Cell::Blank,
            Cell::count(mended.fails),
            Cell::count(mended.pass),
            Cell::Number((share * 10.0).round() / 10.0),
        ])?;
    }
    match most.len() {
        0 => writer.row(&[Cell::text("Nothing fails.")]),
        n if n > MOST => writer.row(&[Cell::text(format!("and {} further sets", n - MOST))]),
        _ => Ok(()),
    }
}

/// What is done about a part.
fn more(part: Part) -> String {
    match part {
        Part::Item(item) => format!("more {item}"),
        Part::Less(item) => format!("less {item}"),
        Part::Setting(item) => format!("{item} set"),
        part => format!("another {part}"),
    }
}

fn to_buy(writer: &mut Writer<'_>, fleet: &Fleet) -> Result<(), XlsxError> {
    writer.heading(&[
        "To buy in all",
        "Each machine for every edition",
        "Quantity",
        "Unit",
        "Machines",
    ])?;
    for (part, total) in &fleet.totals {
        writer.row(&[
            Cell::text(part.to_string()),
            Cell::text(total.told(*part)),
            added(*part, total.add).unwrap_or(Cell::count(total.machines)),
            Cell::text(unit_of(*part)),
            Cell::count(total.machines),
        ])?;
    }
    match fleet.totals.is_empty() {
        true => writer.row(&[Cell::text("Nothing.")]),
        false => Ok(()),
    }
}

/// A stacked bar for each edition.
fn chart(sheet: &mut Worksheet, first: u32, last: u32, most: usize) -> Result<(), XlsxError> {
    let mut chart = Chart::new(ChartType::BarStacked);
    for (column, ink) in [(2, 0x2E_8B_57), (3, 0xE0_B0_30), (4, 0xC0_39_2B)] {
        chart
            .add_series()
            .set_name((SHEET, first - 1, column))
            .set_categories((SHEET, first, 0, last, 0))
            .set_values((SHEET, first, column, last, column))
            .set_format(ChartSolidFill::new().set_color(Color::RGB(ink)))
            .set_gap(40);
    }
    chart.title().set_name("Machines by verdict");
    // Bars grow upwards: the first edition is to stand on top.
    chart.y_axis().set_reverse();
    chart.x_axis().set_num_format("0");
    if most <= 10 {
        chart.x_axis().set_major_unit(1);
    }
    let bars = last - first + 1;
    chart.set_width(640).set_height(150 + 26 * bars.min(80));
    sheet.insert_chart(first - 1, 7, &chart)?;
    Ok(())
}
