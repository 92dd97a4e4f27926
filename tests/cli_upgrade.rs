//! The program on upgrades: answers, formats, exit codes, bad input.

use crate::support::program::{errors, minspec, text};
use minspec::library::BUILT_IN;
use serde_json::{Value, json};
use std::fs;

/// The answer about a pair as JSON, with the exit code that is expected.
#[track_caller]
fn upgrade(from: &str, to: &str, spec: Option<&str>, exit: i32) -> Value {
    let mut arguments = vec!["upgrade", from, to, "-f", "json"];
    arguments.extend(spec.iter().flat_map(|_| ["-m", "-"]));
    let done = minspec(&arguments).write_stdin(spec.unwrap_or_default()).assert();
    let value = serde_json::from_str(&text(&done)).expect("JSON");
    done.code(exit);
    value
}

/// The pairs of a list of steps.
fn pairs(steps: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let steps = steps.as_array().expect("steps").iter();
    steps.map(|step| (text(&step["from"]), text(&step["to"]))).collect()
}

const STANDARD: &str = "windows-server/2003-standard";

#[test]
fn the_two_steps_of_the_notice() {
    let answer = upgrade("backoffice/2.5", STANDARD, None, 0);
    let keys: Vec<&str> =
        answer.as_object().expect("an object").keys().map(String::as_str).collect();
    let contract = [
        "schema",
        "from",
        "to",
        "supported",
        "direct",
        "steps",
        "alternatives",
        "why",
        "verdict",
        "reports",
    ];
    assert!(contract.iter().all(|key| keys.contains(key)) && keys.len() == contract.len());
    assert_eq!(
        (&answer["schema"], &answer["supported"], &answer["direct"]),
        (&json!(1), &json!(true), &json!(false))
    );
    assert_eq!((&answer["verdict"], &answer["reports"]), (&Value::Null, &json!([])));
    let two = [("backoffice/2.5", "backoffice/4.5"), ("backoffice/4.5", STANDARD)];
    assert_eq!(pairs(&answer["steps"]), two.map(|(from, to)| (from.to_owned(), to.to_owned())));
    let last = &answer["steps"][1];
    let caveats: Vec<&str> = last["caveats"]
        .as_array()
        .expect("caveats")
        .iter()
        .map(|c| c.as_str().expect("text"))
        .collect();
    for (caveat, words) in caveats.iter().zip([
        &["Site Server", "Intranet Starter Site", "does not take"][..],
        &["Web Administration", "not supported"],
        &["if this server began as Small Business Server 4.0 or 4.5", "Fax Service"],
    ]) {
        assert!(words.iter().all(|word| caveat.contains(word)), "{caveat}");
    }
    assert_eq!(caveats.len(), 3);
    assert!(last["citation"].as_str().expect("a text").contains("boserror-ws2003"));
    assert!(last["conditions"][0].as_str().expect("a text").contains("Service Pack 5"));
}

#[test]
fn small_business_server_is_never_one_step_and_backoffice_4_0_has_two_ways() {
    let answer = upgrade("small-business-server/4.5", STANDARD, None, 0);
    assert_eq!(answer["direct"], false);
    assert_eq!(answer["steps"][0]["to"], "backoffice/4.5");
    assert!(answer["steps"][0]["citation"].as_str().expect("a text").contains("kb-q241073"));
    assert_eq!(
        answer["steps"][1]["caveats"][2],
        "the Fax Service of Small Business Server loses support."
    );
    let answer = upgrade("backoffice/4.0", STANDARD, None, 0);
    assert_eq!(answer["steps"][0]["to"], "backoffice/4.5");
    let other = &answer["alternatives"][0]["steps"];
    assert_eq!(pairs(other), [("backoffice/4.0".to_owned(), STANDARD.to_owned())]);
    let conditions = other[0]["conditions"].to_string();
    assert!(conditions.contains("Uninstall") && conditions.contains("stay"), "{conditions}");
    let answer = upgrade("backoffice/4.5", "windows-server/xp", None, 0);
    assert_eq!(
        (&answer["direct"], &answer["steps"][0]["citation"]),
        (&json!(true), &json!("boserror-xp"))
    );
}

#[test]
fn a_machine_is_judged_at_every_stop() {
    let spec = "name='old'\ncpu='Pentium Pro 200'\nmemory='96 MB'\ndisk='3 GB'";
    let answer = upgrade("backoffice/2.5", STANDARD, Some(spec), 1);
    assert_eq!(answer["verdict"], "fail");
    let reports = answer["reports"].as_array().expect("reports");
    let editions: Vec<&str> =
        reports.iter().map(|report| report["edition"].as_str().expect("an id")).collect();
    assert_eq!(editions, ["backoffice/4.5", STANDARD]);
    let schema = minspec(&["schema", "report"]).assert().code(0);
    let schema = serde_json::from_str(&text(&schema)).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    for report in reports {
        assert!(schema.is_valid(report), "{report}");
        let memory = report["findings"].as_array().expect("findings").iter();
        let memory = memory.clone().find(|f| f["item"] == "memory" && f["tier"] == "minimum");
        assert_eq!(memory.expect("memory")["short"]["text"], "32 MB");
    }
    let done = minspec(&["upgrade", "backoffice/2.5", STANDARD, "-m", "-"])
        .write_stdin(spec)
        .assert()
        .code(1);
    assert!(
        text(&done).contains("backoffice/4.5 (fail): short by 32 MB; 96 MB found, 128 MB required")
    );
    assert!(text(&done).contains("windows-server/2003-standard (fail): short by 32 MB"));
    // A machine that could run the end but not a stop on the way.
    let spec = "name='b'\ncpu='Pentium 200'\nmemory='128 MB'\ndisk='3 GB'";
    let answer = upgrade("backoffice/2.5", STANDARD, Some(spec), 1);
    let verdicts: Vec<&Value> =
        answer["reports"].as_array().expect("reports").iter().map(|r| &r["verdict"]).collect();
    assert_eq!(verdicts, ["fail", "pass"]);
    let good = "name='c'\ncpu='Pentium III 600'\nmemory='256 MB'\ndisk='9 GB'";
    assert_eq!(upgrade("backoffice/2.5", STANDARD, Some(good), 0)["verdict"], "pass");
    let bare = "name='d'\ncpu='Pentium III 600'\nmemory='256 MB'";
    assert_eq!(upgrade("backoffice/2.5", STANDARD, Some(bare), 3)["verdict"], "unknown");
    minspec(&["upgrade", "backoffice/4.5", STANDARD, "--live", "-q"]).assert().stdout("");
    // A machine that cannot be read counts as unknown.
    let list = r#"[{ "cpu": "Pentium III 600", "memory": "256 MB", "disk": "9 GB" }, 5]"#;
    let answer = upgrade("backoffice/2.5", STANDARD, Some(list), 3);
    assert_eq!(
        (&answer["verdict"], answer["reports"].as_array().map(Vec::len)),
        (&json!("pass"), Some(2))
    );
    // An alternative that would do is told, and that there is nothing to judge.
    let spec = "cpu='Pentium 200'\nmemory='128 MB'\ndisk='3 GB'";
    let answer = upgrade("backoffice/4.0", STANDARD, Some(spec), 1);
    assert!(answer["why"].as_str().expect("why").ends_with("; every stop of alternative 1 passes"));
    let answer = upgrade("backoffice/2000", STANDARD, Some(spec), 3);
    assert_eq!((&answer["verdict"], &answer["reports"]), (&Value::Null, &json!([])));
    assert!(answer["why"].as_str().expect("why").contains("no stop to judge the machine by"));
}

#[test]
fn what_is_not_supported_differs_from_what_is_not_known() {
    let answer = upgrade("small-business-server/2000", "windows-server/2003-web", None, 1);
    assert_eq!((&answer["supported"], &answer["steps"]), (&json!(false), &json!([])));
    assert!(
        answer["why"]
            .as_str()
            .expect("why")
            .contains("one can get to windows-server/2003-standard")
    );
    let answer = upgrade("backoffice/2000", STANDARD, None, 3);
    assert_eq!(answer["supported"], Value::Null);
    let why = answer["why"].as_str().expect("why");
    assert!(why.contains("nothing is published") && why.contains("backoffice/4.5"), "{why}");
}

#[test]
fn everything_that_an_edition_leads_to() {
    let done =
        minspec(&["upgrade", "--from", "small-business-server/4.5", "-f", "json"]).assert().code(0);
    let all: Value = serde_json::from_str(&text(&done)).expect("JSON");
    let ids = |list: &Value| -> Vec<String> {
        list.as_array()
            .expect("a list")
            .iter()
            .map(|one| one["to"].as_str().expect("an id").to_owned())
            .collect()
    };
    for to in ["backoffice/4.5", "small-business-server/2000", STANDARD, "windows-server/xp"] {
        assert!(ids(&all["reachable"]).contains(&to.to_owned()), "{to}");
    }
    for to in [STANDARD, "windows-server/xp", "windows-server/2000"] {
        assert!(ids(&all["closed"]).contains(&to.to_owned()), "{to}");
    }
    let direct = |to: &str| {
        let reachable = all["reachable"].as_array().expect("a list");
        reachable.iter().find(|one| one["to"] == to).expect(to)["direct"].clone()
    };
    assert_eq!((direct("backoffice/4.5"), direct(STANDARD)), (json!(true), json!(false)));
    let steps = all["reachable"].as_array().expect("a list").iter();
    let steps: Vec<usize> =
        steps.map(|one| one["steps"].as_array().expect("steps").len()).collect();
    assert!(steps.is_sorted() && steps.last() > steps.first(), "{steps:?}");
    let done = minspec(&["upgrade", "--from", "backoffice/4.0"]).assert().code(0);
    for says in [
        "not supported directly, first to backoffice/4.5 (boserror-ws2003)",
        "ms-ws2003-paths: Supported Upgrade Paths",
    ] {
        assert!(text(&done).contains(says), "{says}:\n{}", text(&done));
    }
    let done =
        minspec(&["upgrade", "small-business-server/4.5", "small-business-server/2008"]).assert();
    assert!(text(&done).contains("how: By migration to another computer, not in place."));
    let answer = upgrade("small-business-server/2003", "small-business-server/2008", None, 0);
    assert!(
        answer["steps"][0]["conditions"][0].as_str().expect("text").starts_with("By migration")
    );
    let done = minspec(&["upgrade", "--from", "visual-interdev/1.0"]).assert().code(0);
    assert!(text(&done).contains("Nothing is published"));
    let done = minspec(&["upgrade", "--from", "backoffice/4.5", "-f", "markdown"]).assert().code(0);
    assert!(text(&done).contains("| windows-server/xp |"));
}

#[test]
fn bad_requests_are_one_error() {
    for (arguments, says) in [
        (&["upgrade", "backofice/4.5", STANDARD][..], "did you mean \"backoffice/4.5\"?"),
        (&["upgrade", "backoffice", STANDARD], "say which"),
        (&["upgrade", STANDARD, STANDARD], "nothing to upgrade"),
        (&["upgrade", "backoffice/4.5"], "required"),
        (&["upgrade"], "required"),
        (&["upgrade", "--from", "zzz"], "no edition \"zzz\""),
        (&["upgrade", "--from", "backoffice/4.5", "--live"], "cannot be used with"),
        (
            &["upgrade", "backoffice/4.5", STANDARD, "-m", "missing.toml"],
            "missing.toml: no such file",
        ),
        (&["upgrade", "./ours.toml", STANDARD], "between editions of the library only"),
        (&["diff", "backoffice/4.5", "backoffice"], "say which"),
        (&["check", "sql-server/6.5+windows-nt"], "no edition \"windows-nt\""),
    ] {
        let done = minspec(arguments).assert().code(2);
        assert_eq!(text(&done), "", "{arguments:?}");
        assert!(errors(&done).contains(says), "{arguments:?}: {}", errors(&done));
        assert_eq!(errors(&done).matches("error: ").count(), 1, "{}", errors(&done));
    }
}

#[test]
fn every_edition_of_a_notice_answers_every_command() {
    let named = BUILT_IN.iter().map(|(id, _)| *id).filter(|id| {
        ["backoffice/", "small-business-server/", "windows-server/", "windows-nt-server/"]
            .iter()
            .any(|product| id.starts_with(product))
            || ["site-server/3.0", "sql-server/4.21a", "mail-server/3.2"].contains(id)
    });
    for id in named {
        let check = minspec(&["check", id, "-f", "ndjson"]).assert();
        assert!([Some(0), Some(1), Some(3)].contains(&check.get_output().status.code()), "{id}");
        assert_eq!(errors(&check), "", "{id}");
        minspec(&["show", id]).assert().code(0).stderr("");
        minspec(&["upgrade", "--from", id]).assert().code(0).stderr("");
        for to in [STANDARD, "windows-server/xp"] {
            if id != to {
                let done = minspec(&["upgrade", id, to, "--live"]).assert();
                assert!(
                    [Some(0), Some(1), Some(3)].contains(&done.get_output().status.code()),
                    "{id}"
                );
                assert_eq!(errors(&done), "", "{id}");
            }
        }
    }
}

#[test]
fn a_folder_adds_editions_and_rules_and_what_clashes_is_told_with_both_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let dir = folder.path().to_str().expect("a path");
    let in_folder = |arguments: &[&str]| {
        let mut command = minspec(arguments);
        command.args(["--profiles", dir]).current_dir(folder.path());
        command
    };
    let rule = |from: &str, to: &str, more: &str| {
        format!(
            "[[source]]\nid = \"boserror-xp\"\ntitle = \"Ours\"\n\n[[path]]\nfrom = \"{from}\"\nto = \"{to}\"\n{more}\nsource = \"boserror-xp\"\n"
        )
    };
    write("ours/1.toml", "name = 'Ours'\nincludes = ['sql-server/7.0', 'windows-server/2000']\n");
    write("upgrades.toml", &rule("backoffice/4.5", "ours/1", "direct = true"));
    let done = in_folder(&["upgrade", "backoffice/2.5", "ours/1"]).assert().code(0);
    assert!(
        text(&done).contains("source: boserror-xp-2")
            && text(&done).contains("boserror-xp-2: Ours")
    );
    in_folder(&["check", "ours/1", "-q"]).assert().code(0);
    write("upgrades.toml", &rule("backoffice/4.5", "windows-server/xp", "direct = false"));
    for command in [&["upgrade", "backoffice/2.5", "ours/1"][..], &["lint", "upgrades.toml"]] {
        let done = in_folder(command).assert().code(2);
        // What lint finds is its output; what stops another command is an error.
        let error = if command[0] == "lint" { text(&done) } else { errors(&done) };
        assert!(error.contains("is supported and is not"), "{error}");
        assert!(
            error.contains("upgrades.toml:5:1") && error.matches("[[path]]").count() == 2,
            "{error}"
        );
    }
    // A way may lead over a step that is built in.
    let over = "[[path]]\nfrom = \"backoffice/2.5\"\nto = \"ours/1\"\ndirect = false\nvia = \"backoffice/4.5\"\nsource = \"boserror-xp\"\n";
    write("upgrades.toml", &[&rule("backoffice/4.5", "ours/1", "direct = true"), over].concat());
    let done = in_folder(&["lint", "upgrades.toml"]).assert().code(0);
    assert!(!text(&done).contains("no path"), "{}", text(&done));
    write("upgrades.toml", &rule("backoffice/9", "ours/1", "direct = true"));
    let done = in_folder(&["lint", "upgrades.toml"]).assert().code(2);
    assert!(
        text(&done).contains("no edition `backoffice/9`")
            && text(&done).contains("upgrades.toml:6:8")
    );
    let twice = [rule("ours/1", "backoffice/1.0", "direct = true"), "[[path]]\nfrom = \"ours/1\"\nto = \"backoffice/1.0\"\ndirect = false\nsource = \"boserror-xp\"\n".to_owned()];
    write("upgrades.toml", &twice.concat());
    let done = in_folder(&["lint", "upgrades.toml"]).assert().code(2);
    assert!(text(&done).contains("supported here") && text(&done).contains("not supported here"));
    // The rules built in speak of the editions built in; what they say may be said again.
    write("small-business-server/4.9.toml", "name = 'Ours'\n");
    write("windows-server/2003-r2.toml", "name = 'Ours'\n");
    fs::write(folder.path().join("upgrades.toml"), minspec::library::BUILT_IN_UPGRADES)
        .expect("a file");
    in_folder(&["upgrade", "small-business-server/4.9", "windows-server/2003-web"])
        .assert()
        .code(3);
    in_folder(&["lint", "upgrades.toml"]).assert().code(0);
    in_folder(&["upgrade", "backoffice/2.5", STANDARD]).assert().code(0);
    fs::remove_file(folder.path().join("upgrades.toml")).expect("gone");
    write("ours/upgrades.toml", "name = 'Misplaced'\n");
    let done = in_folder(&["list"]).assert().code(2);
    assert!(errors(&done).contains("upgrade rules stand beside the products"));
    fs::remove_file(folder.path().join("ours/upgrades.toml")).expect("gone");
    write("ours/2.toml", "name = 'Two'\nincludes = [['ours/3', 'sql-server/7.0']]\n");
    write("ours/3.toml", "name = 'Three'\nincludes = ['ours/2']\n");
    for command in [&["check", "ours/1"][..], &["show", "backoffice/1.0"], &["lint", "ours/3.toml"]]
    {
        let done = in_folder(command).assert().code(2);
        let error = errors(&done);
        assert!(error.contains("`ours/2` contains itself"), "{error}");
        assert!(error.contains("2.toml:2:14") && error.contains("3.toml:2:13"), "{error}");
    }
    fs::remove_file(folder.path().join("ours/3.toml")).expect("gone");
    let done = in_folder(&["check", "ours/2"]).assert().code(2);
    assert!(
        errors(&done).contains("no edition `ours/3`; did you mean")
            || errors(&done).contains("did you mean `ours/"),
        "{}",
        errors(&done)
    );
    // What is published needs no other file, and is not stopped by a broken one.
    in_folder(&["check", "backoffice/4.5", "-q"]).assert().code(0);
}
