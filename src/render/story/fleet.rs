//! Several machines or editions: the matrix, what stops each, what to buy. Of a fleet only the
//! rows that will be shown are held.

use super::full::{one, with_short};
use super::{Block, Cell, Style, open, stops};
use crate::check::Unread;
use crate::fleet::Fleet;
use crate::profile::Basis;
use crate::remedy::Remedy;
use crate::render::many;
use crate::report::Report;
use crate::verdict::Verdict;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Gathers the story of reports, machine by machine.
pub(super) struct Teller {
    open: bool,
    style: Style,
    fleet: Fleet,
    /// The story of the first machine, if it is the only one and editions were asked for.
    alone: Vec<Block>,
    editions: Vec<String>,
    /// Where the figures of each edition come from that are not its own.
    derived: Vec<Option<Basis>>,
    /// A machine's name, and the cells behind it.
    rows: Cut<(String, Vec<Cell>)>,
    /// A machine's name, and what stops it.
    stops: Cut<(String, String)>,
    buys: Cut<String>,
}

impl Teller {
    pub(super) fn new(open: bool, style: &Style) -> Teller {
        let lines = style.lines;
        let (rows, stops, buys) = (Cut::new(lines), Cut::new(lines), Cut::new(lines));
        let (alone, editions, derived) = (Vec::new(), Vec::new(), Vec::new());
        let (style, fleet) = (*style, Fleet::default());
        Teller { open, style, fleet, alone, editions, derived, rows, stops, buys }
    }

    /// Adds the reports of one machine.
    pub(super) fn add(&mut self, reports: &[Report<'_>]) {
        let Some(machine) = reports.first().map(|report| report.machine) else { return };
        let remedy = self.fleet.add(reports);
        let name = || machine.name().to_owned();
        if self.open {
            self.editions = ids(reports);
            for product in open::products(reports) {
                self.rows.push(|| (name(), product.row()));
                if let Some(next) = product.next {
                    self.stops.push(|| (name(), stopped(next)));
                }
            }
            return;
        }
        if self.fleet.machines == 1 {
            self.editions = ids(reports);
            self.alone = match reports {
                [report] => one(report, self.style.width),
                _ => editions(reports, &remedy),
            };
        }
        // Machines of different architectures are judged by different platforms.
        self.derived.resize(reports.len(), None);
        for (worst, report) in self.derived.iter_mut().zip(reports) {
            *worst = report.basis().filter(|basis| *basis != Basis::Published).max(*worst);
        }
        self.rows.push(|| (name(), reports.iter().map(|r| Cell::Verdict(r.verdict())).collect()));
        for report in reports.iter().filter(|report| report.verdict() != Verdict::Pass) {
            self.stops.push(|| (name(), stopped(report)));
        }
        if !remedy.changes.is_empty() {
            self.buys.push(|| format!("{}: {}", machine.name(), changes(&remedy).join("; ")));
        }
    }

    /// The story of what was added.
    pub(super) fn blocks(self, unread: &Unread) -> Vec<Block> {
        let few = unread.why.iter().take(self.style.lines.unwrap_or(usize::MAX) / 10);
        let few: Vec<String> = few.cloned().collect();
        let more = unread.count - few.len();
        let not_read = self.style.list("Not read", few, more);
        let mut blocks = match self.fleet.machines {
            0 => vec![Block::Heading("Nothing to judge: no machine could be read".to_owned())],
            _ if self.open => self.what_runs(),
            1 => self.alone,
            _ => self.matrix(),
        };
        blocks.push(not_read);
        blocks
    }

    /// What the machines can run, product by product.
    fn what_runs(self) -> Vec<Block> {
        let editions = self.editions.len();
        let room = self.style.lines.map(|lines| lines.saturating_sub(10));
        let one = self.fleet.machines == 1;
        let first = self.rows.held.first().map(|(name, _)| name.clone()).unwrap_or_default();
        let (rows, more) = self.rows.shown(room.map(|room| (room * 2 / 3).max(3)));
        let (stops, more_stops) = self.stops.shown(room.map(|room| (room / 3).max(2)));
        let header = open::HEADER.iter().map(|name| (*name).to_owned());
        let (who, header, rows) = match one {
            true => (first, header.skip(1).collect(), rows.into_iter().map(|row| row.1).collect()),
            false => (format!("{} machines", self.fleet.machines), header.collect(), named(rows)),
        };
        let stops = stops.into_iter().map(|(name, stop)| match one {
            true => stop,
            false => format!("{name}, {stop}"),
        });
        let heading = Block::Heading(format!("What {who} can run, of {editions} editions"));
        let mut blocks = vec![heading, Block::Table(header, rows)];
        blocks.extend(left_out(more, "row"));
        blocks.push(self.style.list("What stops the next edition", stops.collect(), more_stops));
        blocks
    }

    /// The matrix of machines and editions, and what follows from it.
    fn matrix(self) -> Vec<Block> {
        let machines = self.fleet.machines;
        let heading = match self.editions.as_slice() {
            [edition] => format!("{machines} machines, {edition}"),
            editions => format!("{machines} machines, {} editions", editions.len()),
        };
        let header = std::iter::once("machine".to_owned()).chain(self.editions.clone());
        // What frames the three lists, and the one that is as long as the question.
        let framing = 17 + self.editions.len();
        let room = self.style.lines.map(|lines| lines.saturating_sub(framing));
        let quarter = room.map(|room| (room / 4).max(1));
        let (stops, more_stops) = self.stops.shown(quarter);
        let (mut buys, more_buys) = self.buys.shown(quarter);
        let (rows, more) = self.rows.shown(room.map(|room| (room / 2).max(2)));
        let all = self.editions.iter().zip(&self.fleet.editions).zip(&self.derived);
        let all = all.map(|((edition, counts), derived)| {
            let of = derived.map(|basis| format!(" ({} requirements)", basis.id()));
            format!("{edition}: {counts}{}", of.unwrap_or_default())
        });
        let stops = stops.into_iter().map(|(name, stop)| format!("{name}, {stop}"));
        let totals = self.fleet.totals.iter().map(|(part, total)| total.told(*part));
        let totals: Vec<String> = totals.collect();
        if !totals.is_empty() {
            buys.insert(0, format!("in all: {}", totals.join("; ")));
        }
        let mut blocks = vec![Block::Heading(heading), Block::Table(header.collect(), named(rows))];
        blocks.extend(left_out(more, "machine"));
        blocks.push(Block::List("In all".into(), all.collect()));
        blocks.push(self.style.list("What stops each", stops.collect(), more_stops));
        blocks.push(self.style.list("To buy", buys, more_buys));
        blocks
    }
}

impl Style {
    /// A list of which some lines may be left out. On a screen each takes one line of it: what is
    /// cut is the end of a reason.
    fn list(&self, title: &'static str, mut lines: Vec<String>, more: usize) -> Block {
        if let (Some(width), Some(_)) = (self.width, self.lines) {
            let width = usize::from(width).saturating_sub(2).max(20);
            lines.iter_mut().for_each(|line| cut(line, width));
        }
        if more > 0 {
            lines.push(format!("… and {more} more"));
        }
        Block::List(title.into(), lines)
    }
}

/// Cuts a line to so many columns.
fn cut(line: &mut String, width: usize) {
    if line.width() <= width {
        return;
    }
    let mut columns = 0;
    let end = line.char_indices().find(|(_, c)| {
        columns += c.width().unwrap_or(0);
        columns >= width
    });
    if let Some((end, _)) = end {
        line.truncate(end);
        line.push('…');
    }
}

fn ids(reports: &[Report<'_>]) -> Vec<String> {
    reports.iter().map(|report| report.profile.id.clone()).collect()
}

/// Rows that begin with a machine's name.
fn named(rows: Vec<(String, Vec<Cell>)>) -> Vec<Vec<Cell>> {
    let row = |(name, cells): (String, Vec<Cell>)| {
        std::iter::once(Cell::Text(name)).chain(cells).collect()
    };
    rows.into_iter().map(row).collect()
}

/// "backoffice/4.5 (fail): short by 64 MB; …"
pub(super) fn stopped(report: &Report<'_>) -> String {
    let (id, verdict) = (&report.profile.id, report.verdict());
    format!("{id} ({verdict}): {}", stops(report, with_short))
}

fn changes(remedy: &Remedy) -> Vec<String> {
    remedy.changes.iter().map(ToString::to_string).collect()
}

fn left_out(more: usize, what: &str) -> Option<Block> {
    let told = "--all shows them, -o FILE.xlsx or FILE.csv holds them";
    (more > 0)
        .then(|| Block::Line(format!("… and {}: {told}", many(more, &format!("more {what}")))))
}

/// One machine and several editions.
fn editions(reports: &[Report<'_>], remedy: &Remedy) -> Vec<Block> {
    let rows = reports.iter().map(|report| {
        let basis = report.basis().map_or("none", Basis::id);
        let edition = Cell::Text(report.profile.id.clone());
        vec![edition, Cell::Verdict(report.verdict()), Cell::Text(basis.to_owned())]
    });
    let not_passed = reports.iter().filter(|report| report.verdict() != Verdict::Pass);
    let heading = format!("{} editions on {}", reports.len(), reports[0].machine.name());
    vec![
        Block::Heading(heading),
        Block::table(&["edition", "verdict", "figures"], rows),
        Block::List("What stops each".into(), not_passed.map(stopped).collect()),
        Block::List("To buy".into(), changes(remedy)),
    ]
}

/// The first of many rows, as many as can be shown, and how many there are.
struct Cut<T> {
    most: Option<usize>,
    held: Vec<T>,
    all: usize,
}

impl<T> Cut<T> {
    fn new(most: Option<usize>) -> Cut<T> {
        Cut { most, held: Vec::new(), all: 0 }
    }

    fn push(&mut self, row: impl FnOnce() -> T) {
        self.all += 1;
        if self.most.is_none_or(|most| self.held.len() < most) {
            self.held.push(row());
        }
    }

    /// The rows to show, and how many are left out. One that would say "1 more" is shown instead.
    fn shown(mut self, most: Option<usize>) -> (Vec<T>, usize) {
        if let Some(most) = most.filter(|most| self.all > most + 1) {
            self.held.truncate(most);
        }
        let more = self.all - self.held.len();
        (self.held, more)
    }
}
