//! Workbooks: what is held while a sheet is read. Alone, for other tests take memory, too.

#[allow(dead_code)] // other tests use the rest
use crate::workbook::make::{Cell, saved};
use minspec::sources::{inventory, workbook};
use std::fs;

#[test]
fn memory_does_not_grow_with_the_rows() {
    let resident = || {
        let status = fs::read_to_string("/proc/self/statm").unwrap_or_default();
        status.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0) * 4096
    };
    let heading = vec![Cell::Text("name"), Cell::Text("cpu"), Cell::Text("memory (MB)")];
    let row = vec![Cell::Text("pc"), Cell::Text("Pentium II 350"), Cell::Number(64.0)];
    let table = std::iter::once(heading).chain(std::iter::repeat_n(row, 100_000)).collect();
    let bytes = saved(&[("Sheet1", false, table)]);
    let is_heading = |cells: &[String]| inventory::telling(cells, &[]) > 0;
    let mut sheet = workbook::open("fleet.xlsx", bytes, None, is_heading).expect("an inventory");
    assert!(sheet.next().is_some());
    let before = resident();
    assert_eq!(sheet.by_ref().filter(Result::is_ok).count(), 99_999);
    let grown = resident().saturating_sub(before);
    assert!(grown < 8 << 20, "{grown} bytes");
}
