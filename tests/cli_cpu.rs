//! `minspec cpu`: what a processor's name means, on the wire and for people.

use crate::support::program::*;
use serde_json::{Value, json};

fn lines(arguments: &[&str], input: &str, code: i32) -> Vec<Value> {
    let done = minspec(arguments).write_stdin(input.to_owned()).assert().code(code);
    let line =
        |line: &str| serde_json::from_str(line).unwrap_or_else(|why| panic!("{why}: {line}"));
    text(&done).lines().map(line).collect()
}

#[test]
fn a_name_is_an_object() {
    let found = lines(&["cpu", "Dual PII-350", "-f", "ndjson"], "", 0);
    let ancestors =
        ["8086", "286", "386", "486", "pentium", "pentium-mmx", "pentium-pro", "pentium2"];
    let expected = json!({
        "schema": 1,
        "text": "Dual PII-350",
        "classes": ["pentium2"],
        "clock": { "low": 350_000_000, "high": 350_000_000 },
        "sockets": 2,
        "isa": { "low": "i686", "high": null },
        "why": "\"pii 350\" says pentium2",
        "generations": [],
        "ancestors": ancestors,
    });
    assert_eq!(found, [expected]);
}

#[test]
fn every_line_has_its_object_and_an_unknown_one_is_told_by_the_exit() {
    let input = "Pentium 133\n\nGenuine Intel(R) CPU 0000\ni5-8250U\r\n";
    let found = lines(&["cpu", "-", "-f", "ndjson"], input, 3);
    let texts: Vec<&str> = found.iter().filter_map(|one| one["text"].as_str()).collect();
    assert_eq!(texts, ["Pentium 133", "", "Genuine Intel(R) CPU 0000", "i5-8250U"]);
    let nothing = json!({
        "schema": 1, "text": "Genuine Intel(R) CPU 0000", "classes": [], "clock": null,
        "sockets": null, "isa": null, "why": "no class that is known", "generations": [],
        "ancestors": [],
    });
    assert_eq!(found[2], nothing);
    assert_eq!(found[3]["generations"], json!(["intel-core-8"]));
    assert_eq!(lines(&["cpu", "-", "-f", "ndjson"], "", 0), [json!(null); 0]);
    let mut damaged = minspec(&["cpu", "-", "-f", "ndjson"]);
    let done = damaged.write_stdin(&b"Pentium\xae II 350\nPII\0-350\nPII\n"[..]).assert();
    assert_eq!(text(&done).lines().count(), 3, "a damaged line costs no other");
    let whole = minspec(&["cpu", "PII", "Not Specified", "-f", "json"]).assert().code(3);
    let whole: Value = serde_json::from_str(&text(&whole)).expect("JSON");
    assert_eq!((&whole["schema"], whole["texts"].as_array().map(Vec::len)), (&json!(1), Some(2)));
    let quiet = minspec(&["cpu", "PII", "-q"]).assert().code(0);
    assert_eq!((text(&quiet), errors(&quiet)), (String::new(), String::new()));
}

#[test]
fn one_name_is_told_in_full() {
    let done = minspec(&["cpu", "Pentium(R) 4 CPU 3.00GHz"]).assert().code(0);
    let out = text(&done);
    for part in [
        "It is one of:\n  Pentium 4 (pentium4, 2000, sold at 1.2 GHz to 3.46 GHz)\n",
        "\"pentium 4\" says pentium4, prescott, pentium-d",
        "8086 286 386 486 pentium pentium-mmx pentium-pro pentium2 pentium3 pentium4",
        "It is processor enough for:\n",
        "windows-server/2003-standard-x64",
        "UNKNOWN",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    let done = minspec(&["cpu", "Genuine Intel(R) CPU 0000"]).assert().code(3);
    let out = text(&done);
    assert!(out.contains("names no processor class that is known"), "{out}");
    assert!(!out.contains("backoffice"), "of nothing, every edition says the same: {out}");
}

/// What `check` finds of the processor alone: the worst verdict, or nothing.
fn checked(id: &str, spec: &str) -> Option<String> {
    let done = minspec(&["check", id, "-m", "-", "-f", "ndjson"]).write_stdin(spec).output();
    let report: Value = serde_json::from_slice(&done.expect("it runs").stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings");
    let sizes = ["memory", "disk", "disk_free", "disk_size", "page_file"];
    let about = |finding: &&Value| {
        finding["tier"] == "minimum" && !sizes.iter().any(|size| finding["item"] == *size)
    };
    let worst = |verdict: &str| ["fail", "unknown", "pass"].iter().position(|v| *v == verdict);
    let verdicts = findings.iter().filter(about).filter_map(|finding| finding["verdict"].as_str());
    verdicts.min_by_key(|verdict| worst(verdict)).map(str::to_owned)
}

#[test]
fn what_editions_say_of_a_name_is_what_check_finds() {
    for name in ["Dual PII-350", "486DX2/66", "Xeon Silver 4310", "Alpha 21164 300", "K6-2 450"] {
        let found = lines(&["cpu", name, "--editions", "-f", "ndjson"], "", 0);
        let editions = found[0]["editions"].as_array().expect("editions");
        assert!(editions.len() > 60, "{}", editions.len());
        let ids = [
            "backoffice/4.5",
            "windows-server/2003-standard",
            "windows-server/xp",
            "sql-server/7.0",
        ];
        let some = editions
            .iter()
            .filter(|edition| edition["id"].as_str().is_some_and(|known| ids.contains(&known)));
        let mut compared = 0;
        for edition in some {
            let id = edition["id"].as_str().expect("an id");
            // A list is JSON too, so that the name needs no escaping of its own.
            let spec = json!([{ "cpu": name }]).to_string();
            let expected = checked(id, &spec);
            assert_eq!(edition["verdict"].as_str(), expected.as_deref(), "{name} {edition}");
            assert!(edition["why"].is_string());
            compared += 1;
        }
        assert_eq!(compared, ids.len(), "{name}");
    }
}

#[test]
fn a_feature_that_is_not_known_is_not_called_absent() {
    let found = lines(&["cpu", "Opteron 270", "-f", "ndjson", "--editions"], "", 0);
    let why = |id: &str| {
        let editions = found[0]["editions"].as_array().expect("editions");
        let edition = editions.iter().find(|edition| edition["id"] == id).expect("the edition");
        (edition["verdict"].clone(), edition["why"].as_str().expect("a sentence").to_owned())
    };
    let (verdict, said) = why("windows/8");
    assert_eq!(verdict, "unknown");
    assert!(said.contains("not known: nx") && !said.contains("not found"), "{said}");
    let (verdict, said) = why("hyper-v/2016");
    assert_eq!(verdict, "fail");
    assert!(said.contains("not found: slat, not known: nx"), "{said}");
}
