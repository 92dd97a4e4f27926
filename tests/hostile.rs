//! Circumstances and texts that are meant to break it: nobody reads the errors, links lead in
//! circles, names steer terminals, guests lie about their processor.

use assert_cmd::Command;
use std::fs;

fn minspec(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("minspec").expect("the program");
    command.args(arguments).env("NO_COLOR", "1");
    command
}

/// What a judged spec file prints as CSV, and its exit code.
#[track_caller]
fn judged(spec: &str, edition: &str, more: &[&str]) -> (String, i32) {
    let arguments = [&["check", edition, "-m", "-", "-f", "csv"], more].concat();
    let done = minspec(&arguments).write_stdin(spec).output().expect("it runs");
    let code = done.status.code().expect("it ends by itself");
    (String::from_utf8(done.stdout).expect("text"), code)
}

#[test]
#[cfg(target_os = "linux")]
fn the_exit_code_survives_when_nobody_reads() {
    let bin = assert_cmd::cargo::cargo_bin("minspec");
    for (arguments, code) in [
        ("check nosuch 2>/dev/full", 2),
        ("check nosuch 2>&-", 2),
        ("check backoffice/4.5 -q -v 2>/dev/full", 0),
        ("completions bash >/dev/full", 2),
        ("man >/dev/full", 2),
        ("list >/dev/full", 2),
        ("schema report >/dev/full", 2),
        ("cpu PII-350 >/dev/full", 2),
        ("scan >/dev/full", 2),
        ("show backoffice/4.5 >/dev/full", 2),
    ] {
        let line = format!("'{}' {arguments}", bin.display());
        let status =
            std::process::Command::new("sh").args(["-c", &line]).output().expect("sh").status;
        assert_eq!(status.code(), Some(code), "{arguments}");
    }
}

#[test]
#[cfg(unix)]
fn output_goes_where_links_and_pipes_lead() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    symlink("b.csv", at("a.csv")).expect("a link");
    symlink("c.csv", at("b.csv")).expect("a link");
    symlink("loop.csv", at("loop.csv")).expect("a link");
    let run = |to: &str| {
        let mut command = minspec(&["check", "backoffice/4.5", "-m", "-", "-o", to]);
        command.current_dir(folder.path()).write_stdin("memory = '1 MB'").assert()
    };
    run("a.csv").code(1);
    assert!(at("a.csv").is_symlink() && at("b.csv").is_symlink());
    assert!(fs::read_to_string(at("c.csv")).expect("the end of the chain").contains("fail"));
    run("loop.csv").code(2);
    assert!(at("loop.csv").is_symlink());
    run("").code(2);
    let bin = assert_cmd::cargo::cargo_bin("minspec");
    let line = format!("'{}' check backoffice/4.5 -f csv -o /dev/stdout | cat", bin.display());
    let out = std::process::Command::new("sh").args(["-c", &line]).output().expect("sh");
    assert!(String::from_utf8_lossy(&out.stdout).starts_with("machine,"), "{out:?}");
}

#[test]
fn lint_does_not_mend_standard_input() {
    let done = minspec(&["lint", "--fix", "-"]).write_stdin("name='p'\nvendr=1\n").assert().code(2);
    let error = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(error.contains("standard input is none"), "{error}");
}

#[test]
fn names_do_not_steer_the_terminal() {
    let spec = "name = \"a\\u001b[31mred\\u202Eder\"\n\"k\\u001b[0m\" = 1\nmemory = '1 MB'\n";
    let done = minspec(&["check", "backoffice/4.5", "-m", "-", "-v"]).write_stdin(spec).assert();
    let output = done.get_output();
    for text in [&output.stdout, &output.stderr] {
        let text = String::from_utf8_lossy(text);
        assert!(!text.contains(['\u{1b}', '\u{202E}']), "{text}");
    }
    let done = minspec(&["check", "back\u{1b}[31m"]).assert().code(2);
    assert!(!done.get_output().stderr.contains(&0x1b));
}

#[test]
fn the_order_of_stated_readings_does_not_matter() {
    let spec =
        "cpu = 'Pentium Pro 200'\nmemory = '128 MB'\ndisk = { size = '4 GB', free = '1 GB' }\n";
    for (one, two) in [
        ("clock=300MHz", "cpu=Pentium II"),
        ("disk_free=500MB", "disk=4GB"),
        ("cpu=Dual Pentium II 300", "sockets=1"),
        ("disk_size=2GB", "disk_free=1GB"),
    ] {
        let set =
            |a, b| judged(spec, "backoffice/4.5", &["--set", a, "--set", b, "--rows", "finding"]);
        assert_eq!(set(one, two), set(two, one), "{one} {two}");
    }
    // Another processor has other counts.
    let (out, code) = judged(
        "cores = 8\nsockets = 8\nmemory = '1 GB'\ndisk = '4 GB'",
        "windows-server/2003-datacenter",
        &["--set", "cpu=Dual Pentium III 500"],
    );
    assert_eq!(code, 1, "{out}");
}

#[test]
fn nothing_that_a_guest_is_told_makes_it_fail() {
    for cpu in [
        "{ text = 'Pentium II 266', hypervisor = true }",
        "{ text = 'Intel(R) Xeon(R) CPU @ 2.00GHz', hypervisor = true }",
        "{ vendor = 'GenuineIntel', family = 6, model = 5, stepping = 2, hypervisor = true }",
        "{ text = 'QEMU Virtual CPU version 2.5+' }",
        "{ text = '486DX2/66', flags = 'fpu vme hypervisor' }",
    ] {
        let spec = format!(
            "cpu = {cpu}\nclock = {{ seen = '60 MHz', max = '70 MHz' }}\nmemory = '8 GB'\ndisk = '90 GB'"
        );
        for edition in
            ["backoffice/2000", "windows-server/2003-enterprise", "small-business-server/2008"]
        {
            let (out, code) = judged(&spec, edition, &["--tier", "recommended"]);
            assert_ne!(code, 1, "{cpu}: {out}");
        }
    }
}

#[test]
fn a_contradiction_is_unknown_where_it_matters() {
    let with = |what: &str| format!("{what}\nmemory = '1 GB'\ndisk = '90 GB'\n");
    for (what, code) in [
        ("arch = 'alpha'\ncpu = 'Pentium Pro 200'", 3),
        ("arch = 'x86'\ncpu = 'Alpha 21164 400'", 3),
        ("cpu = 'Pentium II 350'\nclock = '100 MHz'", 3),
        ("cpu = { text = 'Pentium 100', vendor = 'GenuineIntel', family = 6, model = 8 }", 3),
        ("cpu = 'Pentium II 300-450'\nclock = '350 MHz'", 0),
    ] {
        let (out, found) = judged(&with(what), "backoffice/4.5", &[]);
        assert_eq!(found, code, "{what}: {out}");
    }
    let disk = "cpu='Pentium II 350'\nmemory='1 GB'\ndisk={ size='1 GB', free='5 GB' }";
    assert_eq!(judged(disk, "backoffice/4.5", &[]).1, 3);
}

#[test]
fn an_architecture_that_the_product_ran_on_without_a_figure_is_unknown() {
    let alpha = "cpu = 'Alpha 21164 400'\nmemory = '128 MB'\ndisk = '4 GB'\n";
    let (out, code) = judged(alpha, "windows-nt-server/4.0", &[]);
    assert_eq!(code, 3, "{out}");
    assert!(out.contains("inferred: at least 16 MB by windows-nt-server/3.51"), "{out}");
    assert_eq!(judged(alpha, "windows-server/2003-standard", &[]).1, 1);
    // A machine that names no processor is not let off by such a platform.
    assert_eq!(judged("memory = '4 MB'", "windows-nt-server/4.0", &[]).1, 1);
}

#[test]
fn whatever_does_not_pass_says_why() {
    for spec in ["memory = '1 MB'", "cpu = 'Alpha 21164 400'", "cpu = 'K6-2/450'\nmemory = '1 TB'"]
    {
        let done =
            minspec(&["check", "-m", "-", "-f", "csv"]).write_stdin(spec).output().expect("runs");
        let mut csv = csv::Reader::from_reader(done.stdout.as_slice());
        for row in csv.records().map(|row| row.expect("a row")) {
            let why = &row[row.len() - 1];
            assert_eq!(&row[3] == "pass", why.is_empty(), "{spec}: {row:?}");
        }
    }
}

#[test]
fn spec_sheet_sizes_are_understood_or_refused_but_not_guessed() {
    for (memory, verdict) in [
        ("128 MB RAM", 0),
        ("2x64 MB", 0),
        ("2 x 64MB SDRAM DIMM", 0),
        ("128MB ECC SDRAM", 0),
        ("1,024 MB", 0),
        ("131,072 KB", 0),
        ("1,048,576 KB", 0),
        ("128 MB HDD", 3),
        ("128-512 MB", 3),
        ("1.024 MB", 3),
        ("128 MB free", 3),
        ("128 furlongs", 3),
        ("2x32 MB", 1),
    ] {
        let spec = format!("cpu='Pentium II 350'\nmemory='{memory}'\ndisk='2 x 9.1 GB SCSI'\n");
        let (out, code) = judged(&spec, "backoffice/4.5", &[]);
        assert_eq!(code, verdict, "{memory}: {out}");
    }
}

#[test]
fn more_words_than_are_read_are_no_harm() {
    for many in [63, 64, 65, 200] {
        for word in ["2x", "dual", "pentium", "486dx2/66", "(2"] {
            let text = vec![word; many].join(" ");
            let code = minspec(&["cpu", &text, "-q"]).output().expect("it runs").status.code();
            assert!(matches!(code, Some(0 | 3)), "{word} x {many}: {code:?}");
        }
    }
}

#[test]
#[cfg(unix)]
fn the_standard_output_by_its_name_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let bin = assert_cmd::cargo::cargo_bin("minspec");
    let check = format!("'{}' check backoffice/1.0 -f csv -m m.toml -o /dev/stdout", bin.display());
    let line = format!("echo memory=\\'1 MB\\' > m.toml; echo kept > log; {check} >> log; cat log");
    let mut shell = std::process::Command::new("sh");
    let out = shell.args(["-c", &line]).current_dir(folder.path()).output().expect("sh");
    assert!(String::from_utf8_lossy(&out.stdout).starts_with("kept\nmachine,"), "{out:?}");
}
