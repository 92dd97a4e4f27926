//! Inventories as people export and keep them: rows that are no machine, headings in more languages
//! and of more products, numbers as programs print them, and files that are none.

use minspec::item::Item;
use minspec::sources::inventory::{Columns, Told};
use minspec::sources::understand::{self, Scope};
use minspec::sources::{All, Ask, FORMATS};
use proptest::prelude::*;

#[track_caller]
fn read(id: &str, text: &str) -> Result<All, String> {
    let format = FORMATS.iter().find(|format| format.id == id).expect(id);
    format.all("file", text)
}

/// The machines with what is known of their memory.
fn memory(all: &All) -> Vec<(String, String)> {
    let of = |facts: &minspec::sources::facts::Facts| {
        let machine = understand::machine(facts, Scope::Machine);
        let known = machine.known(Item::Memory).map(|known| known.show(Item::Memory.kind()));
        (facts.name.clone(), known.unwrap_or_default())
    };
    all.machines.iter().map(of).collect()
}

fn shown(told: &Told) -> String {
    match &told.text {
        Ok(text) => format!("{} {text}", told.key.path()),
        Err(why) => format!("{}? {why}", told.key.path()),
    }
}

/// What the first row of a table says.
#[track_caller]
fn row(headings: &[&str], cells: &[&str]) -> Vec<String> {
    let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
    let columns = Columns::understand("t", &headings, &[cells.to_vec()], &[]);
    let columns = columns.unwrap_or_else(|why| panic!("{why}"));
    columns.row(|n| cells[n]).iter().map(shown).collect()
}

#[test]
fn hosts_one_behind_the_other_are_not_mixed() {
    let host = |name: &str, size: &str| {
        format!(
            "{name}\n    description: Computer\n    width: 64 bits\n  *-core\n       \
             description: Motherboard\n     *-memory\n          description: System memory\n          \
             size: {size}\n"
        )
    };
    assert_eq!(read("lshw", &host("a", "8GiB")).expect("a tree").machines.len(), 1);
    let why = read("lshw", &(host("a", "8GiB") + &host("b", "16GiB"))).expect_err("two");
    assert!(why.contains("line 9: the report of a second machine begins"), "{why}");
    let object = "{\"id\":\"a\",\"class\":\"system\",\"claimed\":true,\"children\":[{\"id\":\"memory\",\
                  \"class\":\"memory\",\"claimed\":true,\"units\":\"bytes\",\"size\":1073741824}]}\n";
    assert_eq!(read("lshw", object).expect("an object").machines.len(), 1);
    assert!(read("lshw", &object.repeat(2)).is_err());

    let facts = |name: &str, size: &str| {
        format!(
            "facterversion => 3.0\nhostname => {name}\nmemorysize => {size}\nprocessor0 => 486\n"
        )
    };
    let all = read("facter", &(facts("a", "1.00 GiB") + &facts("b", "2.00 GiB"))).expect("facts");
    let names: Vec<&str> = all.machines.iter().map(|facts| &facts.name[..]).collect();
    assert_eq!(names, ["a", "b"]);
}
