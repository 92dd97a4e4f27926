//! Folders of reports: a machine a file, and one bad file costs itself only.

use crate::support::program::{errors, minspec};
use crate::support::{MIB, bytes, span};
use minspec::item::Item;
use minspec::sources::understand::{self, Scope};
use minspec::sources::{self, All, Ask, Keep};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with some files, by their paths in it.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

#[track_caller]
fn all(path: &Path) -> All {
    let path = path.to_str().expect("a path");
    sources::open(path, &Ask::default()).unwrap_or_else(|why| panic!("{why}")).all()
}

fn names(all: &All) -> Vec<&str> {
    all.machines.iter().map(|facts| &facts.name[..]).collect()
}

const CPU: &str = "cpu = 'Pentium II 350'\n";
const MEMORY: &str = "memory = '64 MB'\n";

#[test]
fn each_file_is_a_machine_or_a_table_by_its_name() {
    let folder = folder(&[
        ("b.toml", CPU),
        ("a.json", "{\"cpu\": \"486\"}"),
        ("c.csv", "name,cpu\nx,486\ny,386\n"),
        ("d", "name = 'named'\ncpu = '486'"),
        (".hidden.toml", CPU),
        (".git/config", "not = 'this'"),
    ]);
    let all = all(folder.path());
    assert_eq!(names(&all), ["a", "b", "x", "y", "named"]);
    assert_eq!(all.notes, [""; 0]);
    let path = folder.path().to_str().expect("a path").to_owned();
    assert_eq!(names(&self::all(Path::new(&(path + "/")))).len(), 5);
}

#[test]
fn a_bad_file_costs_only_itself() {
    let folder = folder(&[
        ("a.toml", CPU),
        ("b.toml", "cpu = 'Pent"),
        ("c.txt", "Dear all, the list follows.\n"),
        ("d.txt", ""),
        ("e.csv", "name,cpu\nx,486\ny\nz,386\n"),
        ("g.toml", CPU),
    ]);
    fs::write(folder.path().join("f.bin"), b"\x7fELF\0\x01\x02").expect("a file");
    let all = all(folder.path());
    assert_eq!(names(&all), ["a", "x", "z", "g"]);
    assert_eq!(all.bad, 5);
    for (note, name) in all.notes.iter().zip(["b.toml", "c.txt", "d.txt", "e.csv", "f.bin"]) {
        assert!(note.contains(name) && note.lines().count() == 1, "{note}");
    }
}

#[test]
fn a_folder_with_the_files_of_one_machine_is_that_machine() {
    // The whole is read in whichever format it is: here one that is known without the reports.
    let parts = folder(&[
        ("fleet/a.toml", CPU),
        ("fleet/web1.example.org/cpuinfo.txt", CPU),
        ("fleet/web1.example.org/proc_meminfo", MEMORY),
        ("fleet/web1.example.org/notes.txt", "bought in 1999"),
        ("fleet/web2/proc/cpuinfo", CPU),
        ("fleet/web2/proc/meminfo", MEMORY),
        ("fleet/web2/df-h.out", "disk = '4 GB'"),
        ("fleet/old/x.toml", CPU),
        ("fleet/two/cpuinfo-1", CPU),
        ("fleet/two/cpuinfo-2", CPU),
    ]);
    let fleet = all(&parts.path().join("fleet"));
    assert_eq!(names(&fleet), ["a", "web1.example.org", "web2"]);
    assert_eq!(fleet.bad, 0);
    let unused: Vec<bool> = fleet.notes.iter().map(|note| note.contains("is not used")).collect();
    assert_eq!(unused, [true, true], "{:?}", fleet.notes);
    for facts in &fleet.machines[1..] {
        let machine = understand::machine(facts, Scope::Machine);
        assert_eq!(span(&machine, Item::Memory), bytes(64 * MIB, 64 * MIB));
        assert!(machine.get(Item::Cpu).is_some());
    }
    // The same folder by itself.
    let alone = all(&parts.path().join("fleet/web1.example.org"));
    assert_eq!(names(&alone), ["web1.example.org"]);
    // A folder of files that are named after what they are of several machines stays a folder.
    let two = all(&parts.path().join("fleet/two"));
    assert_eq!(names(&two), ["cpuinfo-1", "cpuinfo-2"]);
}

#[test]
fn columns_are_kept_across_files() {
    let folder = folder(&[
        ("a.csv", "name,cpu,Price,room\na,486,10,r1\n"),
        ("b.csv", "price;name;cpu\n20;b;486\n"),
        ("c.toml", "cpu = '486'\nroom = 3\n"),
    ]);
    let path = folder.path().to_str().expect("a path").to_owned();
    let input = sources::open(&path, &Keep::Everything.into()).expect("machines");
    assert_eq!(input.columns, ["Price", "room"]);
    let kept: Vec<Vec<String>> = input.all().machines.into_iter().map(|f| f.kept).collect();
    assert_eq!(kept, [["10", "r1"], ["20", ""], ["", "3"]]);
    let mut command = minspec(&["check", "backoffice/4.5", "-m", &path, "--keep", "prise"]);
    let error = errors(&command.assert().code(2));
    assert_eq!(error, "error: --keep prise: no such column; did you mean \"Price\"?\n");
}

#[test]
fn a_folder_without_a_machine_is_one_error() {
    let folder = folder(&[("empty/.hidden", CPU), ("notes/x/y.toml", CPU)]);
    for (name, says) in [
        ("empty", "empty is an empty folder; expected a file for each machine"),
        ("notes", "notes holds no machine"),
        ("missing", "missing: no such file"),
    ] {
        let mut command = minspec(&["check", "backoffice/4.5", "-m", name]);
        let error = errors(&command.current_dir(folder.path()).assert().code(2));
        assert!(error.contains(says), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_without_end_and_pipes_are_not_waited_for() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("fleet/a.toml", CPU), ("b.toml", CPU)]);
    let fleet = folder.path().join("fleet");
    symlink("..", fleet.join("up")).expect("a link");
    symlink(".", fleet.join("self")).expect("a link");
    symlink("round", fleet.join("round")).expect("a link");
    symlink("none.toml", fleet.join("gone")).expect("a link");
    symlink("../b.toml", fleet.join("linked.toml")).expect("a link");
    let made = std::process::Command::new("mkfifo").arg(fleet.join("pipe")).status();
    let pipe = usize::from(made.is_ok_and(|made| made.success()));
    let all = all(&fleet);
    assert_eq!(names(&all), ["a", "linked"]);
    assert_eq!(all.bad, 2 + pipe, "{:?}", all.notes);
}
