//! A fleet and five editions as a workbook, whole process: beside a bare loop over the same cells
//! with the same library in its constant-memory mode, and beside Python's XlsxWriter in its own.
//!
//! `cargo bench --bench xlsx` (100,000 machines), `cargo bench --bench xlsx -- 10000`. The cells
//! are read back from minspec's workbook and handed to both as a file; the comparison with Python
//! needs `python3` with the module `xlsxwriter`.

use calamine::{DataRef, Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4;

const BARE: &str = "--bare-loop";
/// How hard minspec compresses; the others do the same.
const LEVEL: u8 = 3;
const RUNS: usize = 3;
const EDITIONS: [&str; 5] = [
    "backoffice/2000",
    "windows-server/2003-standard",
    "small-business-server/2008",
    "sql-server/2000",
    "exchange-server/2000",
];

/// The same loop in Python.
const PYTHON: &str = r##"
import sys, xlsxwriter
book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True, "strings_to_urls": False})
sheet, row = None, 0
for line in open(sys.argv[1], encoding="utf-8", newline="\n"):
    if line.startswith("#"):
        sheet, row = book.add_worksheet(), 0
        continue
    column = 0
    for cell in line[:-1].split("\t"):
        if cell[:1] == "s":
            sheet.write_string(row, column, cell[1:])
        elif cell[:1] == "n":
            sheet.write_number(row, column, float(cell[1:]))
        column += 1
    row += 1
book.close()
"##;

/// An inventory with some of everything: what passes, fails and is not known.
fn inventory(path: &Path, machines: usize) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    writeln!(out, "name,cpu,clock (MHz),cores,memory (MB),disk (GB)").expect("written");
    let cpus = ["Pentium II", "Pentium III", "Intel Xeon E5-2680 v4", "AMD Athlon", "486DX2/66"];
    for n in 0..machines {
        // Steps that share no factor with the lengths, so that the rows differ.
        let cpu = cpus[n % cpus.len()];
        let clock = ["300", "733", "2400", "", "66"][n % 5];
        let memory = [64, 128, 256, 512, 1024, 8192, 16384][n % 7];
        let disk = ["1", "2", "4.3", "9.1", "40", "500", "", "60", "120", "18", "36"][n % 11];
        writeln!(out, "pc{n:06},{cpu},{clock},{},{memory},{disk}", 1 + n % 4).expect("written");
    }
    out.flush().expect("written");
}

/// The cells of a workbook, a row a line: "s" and a text, "n" and a number, or nothing.
fn dump(workbook: &Path, path: &Path) -> usize {
    let mut book: Xlsx<_> = calamine::open_workbook(workbook).expect("a workbook");
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    let mut cells = 0;
    for name in book.sheet_names() {
        writeln!(out, "#{name}").expect("written");
        let mut reader = book.worksheet_cells_reader(&name).expect("a sheet");
        let (mut row, mut column) = (0, 0);
        while let Some(cell) = reader.next_cell().expect("a cell") {
            let (to_row, to_column) = cell.get_position();
            while row < to_row {
                writeln!(out).expect("written");
                (row, column) = (row + 1, 0);
            }
            while column < to_column {
                write!(out, "\t").expect("written");
                column += 1;
            }
            let text = |text: &str| text.replace(['\t', '\n', '\r'], " ");
            match cell.get_value() {
                DataRef::String(value) => write!(out, "s{}", text(value)).expect("written"),
                DataRef::SharedString(value) => write!(out, "s{}", text(value)).expect("written"),
                DataRef::Float(value) => write!(out, "n{value}").expect("written"),
                DataRef::Int(value) => write!(out, "n{value}").expect("written"),
                _ => continue,
            }
            cells += 1;
        }
        writeln!(out).expect("written");
    }
    out.flush().expect("written");
    cells
}

/// What any program with this library must at least do.
fn bare(from: &str, to: &str) {
    let mut book = Workbook::new();
    let mut sheets = Vec::new();
    let mut row = 0;
    let mut input = BufReader::new(File::open(from).expect("the cells"));
    let mut line = String::new();
    while input.read_line(&mut line).expect("text") > 0 {
        if line.starts_with('#') {
            sheets.push(book.new_worksheet_with_constant_memory().expect("a sheet"));
            row = 0;
        } else {
            let sheet = sheets.last_mut().expect("a sheet");
            for (column, cell) in (0..).zip(line.trim_end_matches('\n').split('\t')) {
                match (cell.get(..1), cell.get(1..)) {
                    (Some("s"), Some(text)) => {
                        sheet.write_string(row, column, text).expect("written");
                    }
                    (Some("n"), Some(number)) => {
                        let number: f64 = number.parse().expect("a number");
                        sheet.write_number(row, column, number).expect("written");
                    }
                    _ => {}
                }
            }
            row += 1;
        }
        line.clear();
    }
    sheets.into_iter().for_each(|sheet| book.push_worksheet(sheet));
    book.set_zip_compression_level(LEVEL);
    book.save(to).expect("saved");
}

/// Seconds (the median) and the greatest peak memory in MiB of a command.
fn measured(program: &str, arguments: &[&str], runs: usize) -> (f64, f64) {
    let mut all: Vec<(f64, f64)> = Vec::new();
    for _ in 0..runs {
        let start = Instant::now();
        let child = Command::new(program).args(arguments).stdout(Stdio::null()).spawn();
        let used = child.expect("it starts").wait4().expect("it ends");
        #[allow(clippy::cast_precision_loss)] // figures for people
        all.push((start.elapsed().as_secs_f64(), used.rusage.maxrss as f64 / 1_048_576.0));
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    (all[all.len() / 2].0, all.iter().map(|run| run.1).fold(0.0, f64::max))
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == BARE) {
        return bare(&arguments[at + 1], &arguments[at + 2]);
    }
    let machines = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let (fleet, offers, cells) = (at("fleet.csv"), at("offers.xlsx"), at("cells.tsv"));
    inventory(Path::new(&fleet), machines);
    let own = std::env::current_exe().expect("a path");
    let own = own.to_str().expect("UTF-8");
    let check = [&["check"], &EDITIONS[..], &["-m", &fleet, "-o", &offers]].concat();
    let minspec = measured(env!("CARGO_BIN_EXE_minspec"), &check, RUNS);
    let written = dump(Path::new(&offers), Path::new(&cells));
    println!("{machines} machines, {} editions, {written} cells", EDITIONS.len());
    let show = |name: &str, (seconds, memory): (f64, f64)| {
        println!("{name:34} {seconds:>8.2} s {memory:>8.1} MiB");
    };
    show("minspec check -o offers.xlsx", minspec);
    let bare = measured(own, &[BARE, &cells, &at("bare.xlsx")], RUNS);
    show("bare loop, rust_xlsxwriter", bare);
    println!("ratio {:.2} (at most 1.5)", minspec.0 / bare.0);
    let mut there = Command::new("python3");
    let there = there.args(["-c", "import xlsxwriter"]).stderr(Stdio::null()).status();
    if there.is_ok_and(|status| status.success()) {
        let python = measured("python3", &["-c", PYTHON, &cells, &at("python.xlsx")], 1);
        show("the same loop, Python's XlsxWriter", python);
        println!("minspec is {:.1} times as fast (at least 5)", python.0 / minspec.0);
    } else {
        println!("python3 with the module xlsxwriter is not there: not compared");
    }
}
