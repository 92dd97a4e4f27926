//! The whole program: commands, formats, exit codes and bad input.

use crate::support::program::{errors, minspec, text};
use assert_cmd::Command;
use assert_cmd::assert::Assert;
use minspec::library::Library;
use std::collections::BTreeSet;
use std::fs;
use tempfile::TempDir;

/// Judges a spec file that is given as text, by one edition.
#[track_caller]
fn judge(spec: &str, edition: &str, exit: i32, says: &[&str]) {
    let done = minspec(&["check", edition, "-m", "-"]).write_stdin(spec).assert();
    let out = text(&done);
    for word in says {
        assert!(out.contains(word), "{word:?} is not in:\n{out}");
    }
    done.code(exit);
}

/// Runs and expects exit 2, nothing on standard output, and these words in one error.
#[track_caller]
fn refused(mut command: Command, says: &[&str]) {
    let done = command.assert().code(2);
    assert_eq!(text(&done), "", "nothing was judged, so nothing is printed");
    let error = errors(&done);
    assert_eq!(error.matches("error: ").count(), 1, "one error:\n{error}");
    for word in says {
        assert!(error.contains(word), "{word:?} is not in:\n{error}");
    }
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file");
    }
    folder
}

const GOOD: &str = "name='a'\ncpu='Pentium Pro 200 MHz'\nmemory='128 MB'\ndisk='2 GB'\n";

#[test]
fn a_machine_that_just_meets_the_requirement_passes() {
    judge(GOOD, "backoffice/4.5", 0, &["PASS", "kb-q224781", "itpro-2001", "US$675"]);
}

#[test]
fn what_is_missing_is_said() {
    let less = GOOD.replace("128 MB", "64 MB");
    judge(
        &less,
        "backoffice/4.5",
        1,
        &[
            "FAIL",
            "short by 64 MB",
            "add 64 MB of memory",
            "memory: standard input, memory: \"64 MB\"",
        ],
    );
    let no_disk = GOOD.replace("disk='2 GB'\n", "");
    judge(&no_disk, "backoffice/4.5", 3, &["UNKNOWN", "disk space is not known", "--set disk="]);
    let alpha = GOOD.replace("Pentium Pro 200 MHz", "Alpha 21164 400");
    judge(&alpha, "backoffice/4.5", 1, &["another architecture than Pentium Pro"]);
    let xeon = GOOD.replace("Pentium Pro 200 MHz", "Xeon Silver 4310");
    judge(&xeon, "backoffice/4.5", 0, &["PASS"]);
    let old = GOOD.replace("Pentium Pro 200 MHz", "486DX2/66");
    judge(&old, "backoffice/4.5", 1, &["older than Pentium Pro", "134 MHz"]);
}

#[test]
fn visible_memory_is_judged_as_what_is_installed() {
    let with = |memory: &str| GOOD.replace("memory='128 MB'", &format!("memory={memory}"));
    let profile = |memory: &str| {
        format!("name='p'\n[[platform]]\nname='any'\nminimum={{ memory='{memory}' }}\n")
    };
    for (visible, required, exit) in [
        ("4095 MB", "4 GB", 0),
        ("4,095 MB", "4 GB", 0),
        ("7.7 GiB", "8 GB", 0),
        ("6.0 GiB", "8 GB", 3),
        ("28 MB", "32 MB", 3),
        ("64 MB", "128 MB", 1),
    ] {
        let folder = folder(&[
            ("p.toml", &profile(required)),
            ("m.toml", &with(&format!("{{ visible = '{visible}' }}"))),
        ]);
        let mut command = minspec(&["check", "./p.toml", "-m", "m.toml"]);
        let done = command.current_dir(folder.path()).assert().code(exit);
        let out = text(&done);
        assert!(out.contains("inferred from"), "{out}");
    }
}

#[test]
fn an_edition_with_nothing_to_judge_is_unknown() {
    judge(GOOD, "visual-interdev/1.0", 3, &["UNKNOWN", "no published figure is known"]);
    minspec(&["check", "visual-interdev/1.0", "-m", "-", "--fail-on", "unknown"])
        .write_stdin(GOOD)
        .assert()
        .code(1);
}

#[test]
fn several_machines_and_editions_give_a_matrix_and_what_stops_each() {
    let list = format!("[[machine]]\n{GOOD}[[machine]]\nname='b'\nmemory='16 MB'\n");
    let editions = ["check", "backoffice/4.5", "backoffice/2000", "-m", "-"];
    let done = minspec(&editions).write_stdin(list).assert().code(1);
    let out = text(&done);
    assert!(out.contains("2 machines, 2 editions"), "{out}");
    assert!(
        out.contains("b, backoffice/2000 (fail): short by 240 MB; 16 MB found, 256 MB required"),
        "{out}"
    );
}

#[test]
fn the_deciding_tier_changes_verdict_and_exit() {
    let spec = GOOD.replace("Pentium Pro 200 MHz", "Pentium III 500").replace("2 GB", "4 GB");
    let at = |tier| minspec(&["check", "windows-server/2003-standard", "-m", "-", "--tier", tier]);
    at("minimum").write_stdin(spec.clone()).assert().code(0);
    at("recommended").write_stdin(spec).assert().code(1);
}

#[test]
fn a_stated_reading_replaces_the_machines_and_the_report_says_who_said_so() {
    let less = GOOD.replace("128 MB", "64 MB");
    let set = ["check", "backoffice/4.5", "-m", "-", "--set", "memory=256MB", "-f", "ndjson"];
    let done = minspec(&set).write_stdin(less).assert().code(0);
    assert!(text(&done).contains(r#""origin":{"source":"--set","place":"memory","raw":"256MB"}"#));
}

#[test]
fn a_live_check_and_its_scan_agree() {
    for edition in ["backoffice/4.5", "windows-server/2003-standard", "sql-server/6.5"] {
        let live = minspec(&["check", edition, "-f", "csv"]).assert();
        let scan = minspec(&["scan"]).assert().code(0);
        let read = minspec(&["check", edition, "-m", "-", "-f", "csv"])
            .write_stdin(scan.get_output().stdout.clone())
            .assert();
        assert_eq!(live.get_output().status, read.get_output().status);
        let verdicts = |done: &Assert| {
            let out = text(done);
            let row = out.lines().nth(1).expect("a row");
            row.split(',').skip(2).take(9).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(verdicts(&live), verdicts(&read));
    }
}

#[test]
fn a_wrong_edition_offers_the_nearest() {
    refused(minspec(&["check", "backofice/4.5"]), &["did you mean \"backoffice/4.5\"?"]);
    refused(minspec(&["check", "backoffice/9"]), &["no edition \"backoffice/9\""]);
    refused(minspec(&["list", "zzz"]), &["no edition \"zzz\"", "minspec list"]);
    refused(minspec(&["check", "./missing.toml"]), &["./missing.toml: no such file"]);
}

#[test]
fn a_bad_profile_is_shown_at_its_place() {
    for (profile, says) in [
        ("name='p'\nvendr='x'\n", &["vendr", "^^^^^", "did you mean `vendor`?", "p.toml:2:1"][..]),
        (
            "name='p'\n[[platform]]\nname='a'\nminimum={ memory='64' }\n",
            &["without a unit", "p.toml:4:18"],
        ),
        (
            "name='p'\n[[platform]]\nname='a'\nminimum={ memory='64 Mb' }\n",
            &["may be bits", "write \"64 MB\""],
        ),
        (
            "name='p'\n[[platform]]\nname='a'\nminimum={ cpu='pentum' }\n",
            &["no processor class `pentum`", "`pentium`"],
        ),
        (
            "name='p'\n[[platform]]\nname='a'\nminimum={ memory='2 GB' }\nrecommended={ memory='1 GB' }\n",
            &["minimum memory (2 GB) is above recommended (1 GB)"],
        ),
        ("name='p\n", &["not valid TOML", "p.toml:1:"]),
    ] {
        let folder = folder(&[("p.toml", profile)]);
        let mut command = minspec(&["check", "./p.toml"]);
        command.current_dir(folder.path());
        refused(command, says);
    }
}

#[test]
fn a_bad_stated_reading_is_shown_at_its_place() {
    for (set, says) in [
        ("memory=64 Mb", &["may be bits", "^^^^^"][..]),
        ("memory=64", &["without a unit"]),
        ("memroy=64 MB", &["unknown item `memroy`", "did you mean `memory`?"]),
        ("memory", &["expected ITEM=VALUE"]),
        ("cores=two", &["expected a whole number, found \"two\""]),
        ("isa=fast", &["x86-64-v2"]),
    ] {
        refused(minspec(&["check", "backoffice/4.5", "--set", set]), says);
    }
}

#[test]
fn unreadable_input_is_one_error_and_nothing_is_judged() {
    let folder = folder(&[
        ("empty.toml", ""),
        ("broken.toml", "cpu = 'Pentium\nmemory='1 MB'"),
        ("cut.json", "{\"cpu\": \"Pent"),
        ("nothing.json", "[]"),
        ("twice.json", "{\"memory\": \"1 MB\", \"memory\": \"2 MB\"}"),
    ]);
    fs::write(folder.path().join("binary"), [0x7F, b'E', b'L', b'F', 0, 1, 2]).expect("a file");
    let cut = ["name='éééééé".as_bytes(), b"\xE9'"].concat();
    fs::write(folder.path().join("cut.toml"), cut).expect("a file");
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    for (file, says) in [
        ("missing.toml", &["missing.toml: no such file"][..]),
        ("empty", &["empty is an empty folder"]),
        ("empty.toml", &["empty.toml is empty"]),
        ("broken.toml", &["broken.toml, line 1, column"]),
        ("cut.json", &["cut.json", "line 1 column"]),
        ("nothing.json", &["holds no machine"]),
        ("twice.json", &["the key `memory` stands twice", "line 1"]),
        ("binary", &["is a binary file"]),
        ("cut.toml", &["cut.toml is damaged UTF-8", "line 1, column 19"]),
    ] {
        let mut command = minspec(&["check", "backoffice/4.5", "-m", file]);
        command.current_dir(folder.path());
        refused(command, says);
    }
    refused(minspec(&["check", "backoffice/4.5", "-m", "-", "-m", "-"]), &["`-m -` stands twice"]);
    refused(minspec(&["check", "--profiles", "missing"]), &["missing: no such file"]);
    refused(
        minspec(&["check", "backoffice/4.5", "--volume", "/missing"]),
        &["/missing", "no such"],
    );
}

#[test]
fn one_bad_value_is_unclear_and_the_rest_is_judged() {
    let odd = GOOD.replace("'2 GB'", "'two'");
    judge(&odd, "backoffice/4.5", 3, &["128 MB found", "disk space is unclear", "found \"two\""]);
    let listed = format!("[[machine]]\n{GOOD}");
    let array = format!("machine = [1, {{ {} }}]", GOOD.trim().replace('\n', ", "));
    minspec(&["check", "backoffice/4.5", "-m", "-"]).write_stdin(listed).assert().code(0);
    let done = minspec(&["check", "backoffice/4.5", "-m", "-"]).write_stdin(array.clone()).assert();
    assert!(errors(&done).contains("machine 1: expected a table"), "{}", errors(&done));
    done.code(3);
    minspec(&["check", "--strict", "backoffice/4.5", "-m", "-"])
        .write_stdin(array)
        .assert()
        .code(2);
}

#[test]
fn a_key_that_is_not_known_is_told_and_strict_refuses_it() {
    let slip = GOOD.replace("memory", "memroy");
    let done = minspec(&["check", "backoffice/4.5", "-m", "-"]).write_stdin(slip.clone()).assert();
    assert!(errors(&done).contains("memroy: an unknown key, not used; did you mean `memory`?"));
    done.code(3);
    minspec(&["check", "backoffice/4.5", "-m", "-", "--strict"]).write_stdin(slip).assert().code(2);
}

#[test]
fn quiet_leaves_the_exit_code() {
    let mut command = minspec(&["check", "backoffice/4.5", "-m", "-", "-q"]);
    let done = command.write_stdin(GOOD).assert().code(0);
    assert_eq!((text(&done), errors(&done)), (String::new(), String::new()));
}

#[test]
fn every_shell_schema_and_the_manual_are_written() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let done = minspec(&["completions", shell]).assert().code(0);
        assert!(text(&done).contains("minspec"), "{shell}");
    }
    assert!(text(&minspec(&["man"]).assert().code(0)).contains(".TH minspec"));
    assert!(text(&minspec(&["man", "check"]).assert().code(0)).contains("\\-\\-volume"));
    let done = minspec(&["show", "backoffice/2.0"]).assert().code(0);
    assert!(
        text(&done).contains("sql-server/6.0 (published) or sql-server/6.5 (published)"),
        "{}",
        text(&done)
    );
}

#[test]
fn a_list_has_each_edition_once_under_its_vendor() {
    let library = Library::open(None).expect("a library");
    let mut open: BTreeSet<(String, String)> = library
        .all()
        .expect("profiles")
        .iter()
        .map(|profile| (profile.vendor.clone().expect("a vendor"), profile.id.clone()))
        .collect();
    let list = text(&minspec(&["list", "-f", "markdown"]).assert().code(0));
    let mut vendor = "";
    for line in list.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            assert!(heading > vendor, "{heading} after {vendor}");
            vendor = heading;
        }
        let edition = line.split('|').nth(1).map(str::trim).filter(|id| id.contains('/'));
        if let Some(id) = edition {
            assert!(open.remove(&(vendor.to_owned(), id.to_owned())), "{vendor}: {line}");
        }
    }
    assert!(open.is_empty(), "{open:?}");
}
