//! Volumes by name: which one holds a path, what several paths ask of one, and what is told of them.

use crate::support::program::{minspec, text};
use crate::support::{asking, judged, machine};
use minspec::evaluate::evaluate;
use minspec::item::Item;
use minspec::profile::Tier;
use minspec::sources::FORMATS;
use minspec::sources::understand::{self, Scope};
use minspec::verdict::Verdict::{Fail, Pass, Unknown};

#[test]
fn a_volume_is_the_one_that_holds_the_path_and_one_that_is_not_there_is_unknown() {
    let tiers =
        |volume: &str| format!("minimum = {{ disk_free = \"5 GB\", volume = \"{volume}\" }}");
    let linux = "[[volume]]\npath = \"/\"\nsize = \"20 GB\"\nfree = \"9 GB\"\n\
                 [[volume]]\npath = \"/var\"\nsize = \"9 GB\"\nfree = \"1 GB\"\n";
    let windows = "[[volume]]\npath = \"C:\"\nsize = \"90 GB\"\nfree = \"9 GB\"\n\
                   [[volume]]\npath = \"D:\"\nsize = \"9 GB\"\nfree = \"1 GB\"\n";
    let table = [
        (linux, "system", Pass),
        (linux, "/", Pass),
        (linux, "/tmp", Pass),
        (linux, "/variable", Pass),
        (linux, "/var", Fail),
        (linux, "/var/lib", Fail),
        (linux, "D:", Unknown),
        (windows, "system", Pass),
        (windows, "c:", Pass),
        (windows, "D:\\\\data", Fail),
        (windows, "E:", Unknown),
        (windows, "/tmp", Unknown),
        ("disk = \"40 GB\"", "/tmp", Pass),
        ("disk = \"4 GB\"", "E:", Fail),
        ("disk = { size = \"40 GB\", free = \"9 GB\" }", "system", Pass),
        ("disk = { size = \"40 GB\", free = \"9 GB\" }", "/tmp", Unknown),
        // Windows minds no case, below the drive neither.
        (
            "[[volume]]\npath = \"C:\"\nfree = \"9 GB\"\n[[volume]]\npath = \"C:\\\\Data\"\nfree = \"1 GB\"",
            "c:\\\\data\\\\x",
            Fail,
        ),
        // The next step of a system volume that is not known says so.
        ("[[volume]]\npath = \"system\"\nfree = \"9 GB\"", "system", Pass),
        // The target is a volume too.
        (
            "disk = { size = \"40 GB\", free = \"9 GB\" }\n[[volume]]\npath = \"D:\"\nfree = \"1 GB\"",
            "system",
            Pass,
        ),
        (
            "disk = { volume = \"/var\", free = \"1 GB\" }\n[[volume]]\npath = \"/\"\nfree = \"9 GB\"",
            "/var/lib",
            Fail,
        ),
        ("disk = \"40 GB\"\n[[volume]]\npath = \"/var\"\nfree = \"9 GB\"", "/tmp", Unknown),
    ];
    for (spec, volume, verdict) in table {
        assert_eq!(judged(&tiers(volume), spec).0, verdict, "{volume}\n{spec}");
    }
    let (_, why) = judged(&tiers("E:"), windows);
    assert_eq!(why, "free disk space on E: is not known: no source speaks of it");
}

#[test]
fn what_one_volume_is_asked_for_by_two_paths_adds_up() {
    let tiers = "minimum = [{ disk_free = \"5 GB\", volume = \"/usr\" }, \
                 { disk_free = \"3 GB\", volume = \"/var\" }, \
                 { disk_free = \"1 GB\", volume = \"/var/lib\" }]";
    let root =
        |free: &str| format!("[[volume]]\npath = \"/\"\nsize = \"90 GB\"\nfree = \"{free}\"\n");
    let var = "[[volume]]\npath = \"/var\"\nsize = \"9 GB\"\nfree = \"4 GB\"";
    assert_eq!(judged(tiers, &root("8 GB")).0, Pass);
    let (verdict, why) = judged(tiers, &root("7.5 GB"));
    // The room of `/var/lib` may be a part of that of `/var`.
    assert_eq!(verdict, Fail);
    assert_eq!(why, "7.5 GB found on /usr, 8 GB required; with 3 GB for /var on the same volume");
    assert_eq!(judged(tiers, &format!("{}{var}", root("5 GB"))).0, Pass);
    assert_eq!(judged(tiers, "disk = \"7 GB\"").0, Fail, "an empty disk is divided once");
}

#[test]
fn of_one_volume_that_two_paths_lie_on_there_is_one_step() {
    let tiers = "minimum = [{ disk_free = \"5 GB\", volume = \"/usr\" }, \
                 { disk_size = \"3 GB\", volume = \"/var\" }, \
                 { disk_free = \"3 GB\", volume = \"/var\" }]";
    for (spec, step) in [
        ("[[volume]]\npath = \"/\"\nfree = \"1 GB\"", "free 7 GB of disk space on /"),
        ("disk = \"1 GB\"", "free 7 GB of disk space"),
    ] {
        let (profile, machine) = (asking(tiers), machine(spec));
        let report = evaluate(&profile, &machine, Tier::Minimum);
        let free = report.findings.iter().filter(|f| f.requirement.item == Item::DiskFree);
        let steps: Vec<_> = free.map(|finding| finding.next_step().unwrap_or_default()).collect();
        assert_eq!(steps, [step; 2]);
    }
}

#[test]
fn of_a_volume_the_step_is_about_that_volume() {
    let profile = asking("minimum = { disk_free = \"5 GB\", volume = \"D:\" }");
    for spec in ["path = \"E:\"", "path = \"D:\"\nsize = \"9 GB\"", "path = \"D:\"\nfree = \"?\""] {
        let machine = machine(&format!("[[volume]]\n{spec}"));
        let report = evaluate(&profile, &machine, Tier::Minimum);
        let step = report.findings[0].next_step().expect("a step");
        assert!(
            step.starts_with("say what the volume is: [[volume]] with path = \"D:\""),
            "{step}"
        );
    }
}

#[test]
fn of_two_volumes_at_one_place_neither_is_used() {
    let spec = "[[volume]]\npath = \"C:\"\nfree = \"9 GB\"\n[[volume]]\npath = \"c:\\\\\"\nfree = \"1 GB\"";
    let all = crate::support::input(spec);
    assert_eq!(all.notes, ["test.toml, volume 2: a second volume at c:\\; neither is used"]);
    assert!(all.machines[0].volumes.is_empty());
}

#[test]
fn figures_of_two_volumes_are_told_apart_in_every_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, volume: &str, word: &str| {
        let path = folder.path().join(name);
        let text = format!(
            "name = 'P'\n[[platform]]\nname = 'PC'\nminimum = [{{ disk_free = '5 GB', volume = \
             '{volume}' }}, {{ disk_free = '5 GB', tpm = '{word}' }}]\n"
        );
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let (var, usr) = (file("a.toml", "/var", "1.2"), file("b.toml", "/usr", "2.0"));
    let told = |arguments: &[&str], code: i32| {
        let spec = "[[volume]]\npath = '/'\nfree = '1 GB'";
        text(&minspec(arguments).write_stdin(spec).assert().code(code))
    };
    let diff = told(&["diff", &var, &usr, "-f", "markdown"], 0);
    for row in [
        "| PC | minimum | free disk space on /var | 5 GB |  | gone |",
        "| PC | minimum | free disk space on /usr |  | 5 GB | new |",
        "| PC | minimum | TPM | 1.2 | 2.0 | more |",
    ] {
        assert!(diff.contains(row), "{diff}");
    }
    assert!(diff.contains("PC, minimum: free disk space, 5 GB"), "{diff}");
    let rows = told(&["check", &var, "-m", "-", "-f", "csv", "--rows", "finding"], 1);
    assert!(rows.contains(",published,documented,/var\r\n"), "{rows}");
    let rows = told(&["check", &var, "-m", "-", "-f", "csv"], 1);
    assert!(rows.contains(",free disk space on /var: 4 GB; free disk space: 4 GB,"), "{rows}");
}

#[test]
fn a_volume_that_is_no_table_is_told() {
    for (text, why) in [
        ("volume = \"C:\"", "test.toml, volume: expected an array of tables, such as [[volume]]"),
        (
            "[[volume]]\nfree = \"1 GB\"",
            "test.toml, volume 1: expected a table with a `path`, such as \"/var\"",
        ),
    ] {
        assert_eq!(crate::support::input(text).notes, [why]);
    }
}

#[test]
fn where_no_disk_is_stated_the_target_is_the_volume_of_the_system() {
    let tiers = "minimum = { disk_free = \"5 GB\", disk_size = \"40 GB\" }";
    let two = "[[volume]]\npath = \"C:\"\nsystem = true\nsize = \"50 GB\"\nfree = \"9 GB\"\n\
               [[volume]]\npath = \"D:\"\nsize = \"9 GB\"\nfree = \"1 GB\"\n";
    for (spec, verdict) in [
        (two.to_owned(), Pass),
        (two.replace("system = true\n", ""), Pass),
        (format!("disk.volume = \"D:\"\n{two}"), Fail),
        (format!("disk.free = \"1 GB\"\n{two}"), Fail),
        (two.replace("C:", "E:").replace("system = true\n", ""), Unknown),
        (two.replace("system = true", "system = false"), Unknown),
    ] {
        assert_eq!(judged(tiers, &spec).0, verdict, "{spec}");
    }
    let why = judged("minimum = { disk_free = \"5 GB\", volume = \"D:\" }", two).1;
    assert_eq!(why, "1 GB found on D:, 5 GB required");
}

#[test]
fn blocks_of_no_known_size_are_no_size() {
    let osquery = FORMATS.iter().find(|format| format.id == "osquery").expect("a format");
    let size = |block: &str| {
        let text = format!(
            r#"[{{"cpu_brand":"Intel Core i5-8500","physical_memory":"8589934592"}},
                {{"path":"/var","blocks_size":"{block}","blocks":"1000","blocks_available":"10"}}]"#
        );
        let all = osquery.all("m", &text).unwrap_or_else(|why| panic!("{why}"));
        let machine = understand::machine(&all.machines[0], Scope::Machine);
        let known = machine.of_volume(Item::DiskSize, Some("/var"))?.known.as_ref().ok()?;
        Some(known.show(Item::DiskSize.kind()))
    };
    assert_eq!(size("4096").as_deref(), Some("4096 KB"));
    assert_eq!(size("4 K"), None);
}
