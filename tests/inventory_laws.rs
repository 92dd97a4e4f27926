//! Laws of inventories: no text breaks the reader or takes it long, and what was written is read.

use crate::support::cases;
use minspec::sources::inventory::CSV;
use minspec::sources::{All, Keep};
use proptest::prelude::*;

#[track_caller]
fn all(text: &str) -> All {
    CSV.all("fleet.csv", text).unwrap_or_else(|why| panic!("{why}\n{text}"))
}

/// The cells of these columns, machine by machine.
#[track_caller]
fn kept(text: &str, columns: Vec<String>) -> Vec<Vec<String>> {
    let keep = Keep::These(columns);
    let input =
        CSV.read("fleet.csv", text.to_owned().into(), &keep.clone().into()).expect("an inventory");
    input.all().machines.into_iter().map(|facts| facts.kept).collect()
}

/// Texts that are meant to be read again and again, of about so many bytes. A reader that did so
/// would not come to an end.
fn hostile(length: usize) -> Vec<(&'static str, String)> {
    let head = "name,cpu,memory (MB)\n";
    let filled = |unit: &str| format!("{head}{}", unit.repeat(length / unit.len()));
    let headings = |one: &dyn Fn(usize) -> String| {
        let cells: Vec<String> = (0..length / 10).map(one).collect();
        format!("name,cpu,{}\na,486{}\n", cells.join(","), ",x".repeat(cells.len()))
    };
    vec![
        ("quotes", filled("\"")),
        ("quotes on lines", filled("\"\n")),
        ("opened by every line, closed by none", filled("a\",\"\n")),
        ("inches", filled("\"a\",\"17\"\"\n")),
        ("empty lines", filled("\n")),
        ("delimiters", filled(",")),
        ("delimiters in a heading", format!("name,cpu{}\n", ",".repeat(length))),
        ("a long heading", format!("name,cpu,{}\na,486,1\n", "memory".repeat(length / 6))),
        ("a long cell", format!("{head}a,{},64\n", "9".repeat(length))),
        ("zero bytes", filled("\0,\0,\0\n")),
        ("many columns", headings(&|n| format!("c{n}"))),
        ("many columns of one name", headings(&|_| "x".to_owned())),
        ("many columns that are nearly a fact", headings(&|_| "memor".to_owned())),
        ("many units", headings(&|n| format!("memory ({n})"))),
    ]
}

#[test]
fn hostile_tables_are_read_to_their_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("fleet.csv");
    for (what, text) in hostile(1 << 16) {
        // A machine behind all of it is still read.
        let behind = "\nlast,486,64\n";
        let text = text + behind;
        let read = CSV.read("fleet.csv", text.clone().into(), &Keep::Everything.into());
        if let Ok(input) = read {
            let headings = input.headings.len();
            let last = input.all().machines.pop();
            assert!(headings != 3 || last.is_some_and(|last| last.name == "last"), "{what}");
        }
        std::fs::write(&file, text).expect("a file");
        let keep = Keep::These(vec!["nothing".into()]);
        if let Ok(input) =
            minspec::sources::open(file.to_str().expect("a path"), &keep.clone().into())
        {
            drop(keep.found_in(&input.columns, &input.headings));
            drop(input.all());
        }
    }
}

/// Whether two readers take a text for the same rows, where no quoted cell crosses lines.
fn as_the_crate_reads(text: &str) -> Vec<Vec<String>> {
    let mut csv =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows = csv.records().map(|row| row.expect("text"));
    rows.map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect()
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn any_text_is_read_without_a_panic(
        text in "[a,;\"\r\n\t \0é=#]{0,80}", any in ".{0,60}", heading in any::<bool>(),
    ) {
        let heading = if heading { "name,cpu,memory (MB)\n" } else { "" };
        for text in [text.clone(), any.clone(), format!("{any}{text}")] {
            let text = format!("{heading}{text}");
            let told = format!("{text}\nlast,486,64\n");
            let _ = (CSV.detect)(&text);
            for keep in [Keep::Nothing, Keep::Everything, Keep::These(vec!["a".into()])] {
                if let Ok(input) = CSV.read("x", text.clone().into(), &keep.clone().into()) {
                    let columns = input.columns.len();
                    prop_assert!(input.all().machines.iter().all(|m| m.kept.len() == columns));
                }
            }
            if !heading.is_empty() {
                // Whatever stands before it, a good last row is read.
                let all = CSV.all("x", &told).expect("an inventory");
                prop_assert_eq!(all.machines.last().map(|last| &last.name[..]), Some("last"));
            }
        }
    }

    #[test]
    fn a_line_is_taken_as_the_csv_crate_takes_it(line in "[ab,\" ]{0,20}") {
        let width = as_the_crate_reads(&line).first().map_or(0, Vec::len);
        let read = as_the_crate_reads(&format!("{line}\n."));
        // An open quotation mark takes the next line along.
        prop_assume!(width > 0 && read.len() == 2);
        let headings: Vec<String> = (2..width).map(|n| format!("x{n}")).collect();
        let heading = ["name,cpu".to_owned()].into_iter().chain(headings).collect::<Vec<_>>();
        prop_assume!(width >= 2);
        let all = format!("{}\n{line}\n", heading.join(","));
        let columns: Vec<String> = heading.join(",").split(',').map(str::to_owned).collect();
        let cells = kept(&all, columns);
        let expected: Vec<_> =
            read.into_iter().take(1).filter(|row| row.iter().any(|c| !c.is_empty())).collect();
        prop_assert_eq!(cells, expected);
    }

    #[test]
    fn a_table_that_was_written_reads_back_cell_by_cell(
        rows in prop::collection::vec(prop::collection::vec("[a-c,;\t\"\r\n' é]{0,6}|[ -~]{0,8}", 4), 1..8),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        crlf in any::<bool>(),
    ) {
        let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut csv = csv::WriterBuilder::new().delimiter(delimiter).terminator(end).from_writer(Vec::new());
        csv.write_record(["name", "cpu", "one", "two", "three"]).expect("a row");
        for row in &rows {
            csv.write_record(["m"].into_iter().chain(row.iter().map(|cell| &cell[..]))).expect("a row");
        }
        let text = String::from_utf8(csv.into_inner().expect("all of it")).expect("text");
        prop_assert_eq!(all(&text).bad, 0, "{}", text);
        let columns = ["cpu", "one", "two", "three"].map(str::to_owned).to_vec();
        let cells = kept(&text, columns);
        let trimmed: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
        prop_assert_eq!(cells, trimmed);
    }

    #[test]
    fn each_good_row_is_read_whatever_stands_between(
        kinds in prop::collection::vec((0usize..9, 0usize..3), 1..30),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        const BAD: [&str; 6] = [
            "x,486",
            "x,486,16,1",
            "x,\"486,16",
            "x,486,\"16",
            "x,\"17\"\",16",
            "\"x\"y,\"486\",\"16",
        ];
        const GOOD: [&str; 3] = ["486,16", "\"486\",\"16\"", "\"4,8\"\"6\",\" 16\""];
        let mut text = format!("name,cpu,memory (MB){end}");
        let (mut good, mut bad) = (Vec::new(), 0);
        for (n, (kind, form)) in kinds.into_iter().enumerate() {
            match BAD.get(kind) {
                Some(line) => {
                    bad += 1;
                    text.push_str(line);
                }
                None => {
                    good.push(format!("g{n}"));
                    text.push_str(&format!("g{n},{}", GOOD[form]));
                }
            }
            text.push_str(end);
        }
        let all = all(&text);
        let names: Vec<&str> = all.machines.iter().map(|facts| &facts.name[..]).collect();
        prop_assert_eq!(names, good, "{}", text);
        prop_assert_eq!(all.bad, bad, "{}", text);
    }
}
