//! The program on editions that are composed or inferred: `check`, `list`, `show` and `diff`.

use crate::support::program::{errors, minspec, text};
use serde_json::Value;
use std::fs;

#[test]
fn every_format_marks_what_is_composed_or_inferred() {
    let old = "name='old'\ncpu='386/25'\nmemory='8 MB'\ndisk='200 MB'";
    let five = ["1.0", "1.5", "2.0", "2.5", "4.0"].map(|version| format!("backoffice/{version}"));
    let arguments = |format| {
        let mut all = vec!["check", "-m", "-", "-f", format];
        all.extend(five.iter().map(String::as_str));
        all
    };
    let run = |format| minspec(&arguments(format)).write_stdin(old).assert().code(1);
    for line in text(&run("ndjson")).lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(row["verdict"], "fail");
        for finding in row["findings"].as_array().expect("findings") {
            assert_ne!(finding["basis"], "published", "{line}");
            let basis = finding["basis"].as_str().expect("a basis");
            assert!(
                finding["why"].as_str().expect("why").contains(&format!("; {basis}: ")),
                "{line}"
            );
        }
    }
    let table = text(&run("table"));
    for id in &five {
        let row = table.lines().find(|line| line.contains(id.as_str())).expect("a row");
        assert!(row.contains("FAIL") && row.contains("inferred"), "{row}");
    }
    // On a machine far above, all pass: that is this machine or any of today.
    let new = "name='new'\ncpu='Xeon Silver 4310'\nmemory='16 GB'\ndisk='500 GB'";
    minspec(&arguments("ndjson")).write_stdin(new).assert().code(0);
    let two = format!("[[machine]]\n{old}\n[[machine]]\n{new}");
    let done = minspec(&arguments("table")).write_stdin(two).assert().code(1);
    let counted = "backoffice/1.0: 1 pass, 0 unknown, 1 fail (inferred requirements)";
    assert!(text(&done).contains(counted));
    let done = minspec(&["list", "backoffice", "-f", "json"]).assert().code(0);
    let list: Value = serde_json::from_str(&text(&done)).expect("JSON");
    let basis: Vec<&str> = list["editions"]
        .as_array()
        .expect("editions")
        .iter()
        .map(|e| e["basis"].as_str().expect("basis"))
        .collect();
    assert_eq!(
        basis,
        ["inferred", "inferred", "inferred", "inferred", "inferred", "published", "published"]
    );
}

#[test]
fn show_and_diff_tell_where_figures_come_from_and_what_changed() {
    let done = minspec(&["show", "backoffice/2.0"]).assert().code(0);
    for says in [
        "composed: by exchange-server/4.0",
        "inferred: at least 32 MB by exchange-server/4.0",
        "sql-server/6.0 (published) or sql-server/6.5 (published)",
        "kb-q139733: ",
    ] {
        assert!(text(&done).contains(says), "{says}");
    }
    let half = minspec(&["show", "backoffice/1.0+"]).assert().code(2);
    assert!(errors(&half).contains("missing beside a `+`"));
    let whole = "windows-nt-server/4.0+sql-server/6.5";
    assert!(text(&minspec(&["show", whole]).assert().code(0)).contains("16 MB to 32 MB"));
    let done =
        minspec(&["diff", "sql-server/6.5", "sql-server/7.0", "-f", "markdown"]).assert().code(0);
    assert!(text(&done).contains("| Intel | minimum | processor | 486 | Pentium | more |"));
    let done = minspec(&["diff", "backoffice/4.5", "backoffice/2000"]).assert().code(0);
    for says in [
        "windows-nt-server/4.0-sp4 is gone",
        "sql-server/7.0 became sql-server/2000",
        "isa-server/2000 is new",
    ] {
        assert!(text(&done).contains(says), "{says}");
    }
    for edition in ["backoffice/4.0", "backoffice/4.5"] {
        let same = minspec(&["diff", edition, edition]).assert().code(0);
        assert!(text(&same).contains("No requirement that is known differs."), "{}", text(&same));
    }
    let same = minspec(&["diff", "backoffice/4.5", "backoffice/4.5"]).assert().code(0);
    assert!(text(&same).contains("Intel, minimum: memory, 128 MB"), "{}", text(&same));
}

#[test]
fn show_and_diff_leave_nothing_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    let head = |figures: &str| {
        format!(
            "name = 'P'\noptional = ['frontpage/98']\n[[source]]\nid = 's'\ntitle = 'T'\nkind = 'weak'\nfigures = '{figures}'\n[[platform]]\nname = '{}'\narch = 'x86'\n",
            figures.len()
        )
    };
    write(
        "a.toml",
        &format!(
            "{}minimum = {{ cpu = ['pentium', 'k6'], memory = '64 MB', cores = 2, features = 'cmov', disk = {{ from = '1 GB', to = '3 GB' }}, source = 's' }}\nmaximum = {{ sockets = 4, enforced = true, source = 's' }}\n",
            head("A")
        ),
    );
    write(
        "b.toml",
        &format!(
            "{}minimum = {{ cpu = ['k6', 'pentium'], memory = '32 MB', threads = 4, features = ['cmov', 'sse'], disk = '2 GB', source = 's' }}\n",
            head("BB").replace("98", "2000")
        ),
    );
    let run = |arguments: &[&str]| {
        let done = minspec(arguments).current_dir(folder.path()).assert().code(0);
        text(&done)
    };
    let shown = run(&["show", "./a.toml", "-f", "markdown"]);
    for says in [
        "maximum, enforced",
        "s (weak)",
        "s: T (weak): A",
        "frontpage/98 (published)",
        "| published |",
    ] {
        assert!(shown.contains(says), "{says}:\n{shown}");
    }
    let nested = run(&["show", "windows-server/xp"]);
    assert!(
        nested
            .contains("windows-server/2003-standard (published) or windows-server/2003-enterprise")
    );
    write("c.toml", "name = 'C'\nincludes = ['backoffice/1.0']\n");
    assert!(
        run(&["show", "./c.toml"]).contains("\n    windows-nt-server/3.5 (published)\n"),
        "two deep"
    );
    let changed = run(&["diff", "./a.toml", "./b.toml", "-f", "markdown"]);
    for says in [
        "| minimum | memory | 64 MB (weak) | 32 MB (weak) | less |",
        "| minimum | cores | 2 (weak) |  | gone |",
        "| minimum | threads |  | 4 (weak) | new |",
        "| minimum | processor features | cmov (weak) | cmov sse (weak) | more |",
        "| minimum | disk space | 1 GB to 3 GB (weak) | 2 GB (weak) | not ranked |",
        "| maximum | processors | 4 (weak, enforced) |  | gone |",
        "- 1, minimum: processor, ",
        "- frontpage/98 became frontpage/2000",
    ] {
        assert!(changed.contains(says), "{says}:\n{changed}");
    }
    let open = run(&["diff", "backoffice/1.0", "backoffice/4.5", "-f", "markdown"]);
    assert!(
        open.contains("| memory | 16 MB to 128 MB (inferred) | 128 MB | not ranked |"),
        "{open}"
    );
}
