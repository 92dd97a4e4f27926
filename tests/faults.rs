//! What can happen to a run that writes a file: signals, full disks, locks, and other runs. The
//! file is what it was or what it is to be, and nothing else is left in its folder.

use crate::support::program::{errors, minspec};
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The formats by the ends of their names: one that is written as it goes, one that is written in
/// the end.
const ENDS: [&str; 2] = ["csv", "xlsx"];

/// An inventory of so many machines; `tag` tells one from another.
fn fleet(machines: usize, tag: &str) -> String {
    let cpus = ["Pentium II 350", "486DX2/66", "Alpha 21164 400", "Pentium Pro 200", "a toaster"];
    let row = |n: usize| {
        let (cpu, memory, disk) = (cpus[n % cpus.len()], 8 << (n % 7), n % 9);
        format!("{tag}-{n},{cpu},{memory},{disk}\n")
    };
    let rows: String = (0..machines).map(row).collect();
    format!("name,cpu,memory (MB),disk (GB)\n{rows}")
}

/// A folder with an inventory, what is written from it, and where.
struct Scene {
    folder: tempfile::TempDir,
    input: PathBuf,
    /// Where the output goes; nothing else is in its folder.
    target: PathBuf,
}

const OLD: &str = "what was there before";

impl Scene {
    fn new(end: &str, machines: usize) -> Scene {
        let folder = tempfile::tempdir().expect("a folder");
        let input = folder.path().join("fleet.csv");
        fs::write(&input, fleet(machines, "m")).expect("an inventory");
        fs::create_dir(folder.path().join("out")).expect("a folder");
        let target = folder.path().join(format!("out/report.{end}"));
        Scene { folder, input, target }
    }

    fn command(&self) -> Command {
        command(&self.input, &self.target)
    }

    /// What an undisturbed run writes, and how long it takes. Afterwards nothing is there.
    fn undisturbed(&self) -> (Vec<u8>, Duration) {
        let start = Instant::now();
        let status = self.command().status().expect("it runs");
        assert_eq!(status.code(), Some(1));
        let new = fs::read(&self.target).expect("the report");
        fs::remove_file(&self.target).expect("it can be removed");
        (new, start.elapsed())
    }

    /// The names in the folder of the target besides its own.
    fn others(&self) -> Vec<String> {
        let folder = self.target.parent().expect("a folder");
        let entries =
            fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry"));
        let names = entries.map(|entry| entry.file_name().into_string().expect("text"));
        names.filter(|name| !self.target.ends_with(name)).collect()
    }
}

fn command(input: &Path, output: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("minspec"));
    command.args(["check", "backoffice/4.5", "-m"]).arg(input).arg("-o").arg(output);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// A small generator, so that a run that fails can be had again.
struct Random(u64);

impl Random {
    /// A part of a duration.
    fn of(&mut self, all: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let thousandths = u32::try_from(self.0 >> 40).expect("24 bits") % 1000;
        all * thousandths / 1000
    }
}

/// Lets a run go on for a while; every other one only from when its unfinished file is seen.
fn let_run(scene: &Scene, child: &mut Child, n: usize, random: &mut Random, all: Duration) {
    if n.is_multiple_of(2) {
        return std::thread::sleep(random.of(all * 11 / 10));
    }
    while scene.others().is_empty() && child.try_wait().expect("a child").is_none() {
        std::thread::yield_now();
    }
    std::thread::sleep(random.of(all / 4));
}

/// The signals that ask a run to end.
const SIGNALS: [&str; 3] = ["INT", "TERM", "HUP"];

fn interrupt(child: &mut Child, signal: &str) -> ExitStatus {
    // It was not waited for, so the number is still its own.
    let line = format!("kill -{signal} {}", child.id());
    Command::new("bash").args(["-c", &line]).stderr(Stdio::null()).status().expect("bash");
    child.wait().expect("it ends")
}

/// Whether whoever runs the tests ignores such a signal, which the runs then inherit.
fn deaf() -> bool {
    let line = format!("trap -p {}", SIGNALS.join(" "));
    !Command::new("bash").args(["-c", &line]).output().expect("bash").stdout.is_empty()
}

#[test]
fn an_interrupted_run_leaves_the_old_file_or_the_new_one_and_nothing_else() {
    let deaf = deaf();
    for end in ENDS {
        let scene = Scene::new(end, 400);
        let (new, all) = scene.undisturbed();
        let mut random = Random(7);
        for n in 0..24 {
            let old = n % 3 > 0;
            match old {
                true => fs::write(&scene.target, OLD).expect("an old file"),
                false => drop(fs::remove_file(&scene.target)),
            }
            let mut child = scene.command().spawn().expect("it runs");
            let_run(&scene, &mut child, n, &mut random, all);
            let status = interrupt(&mut child, SIGNALS[n / 2 % 3]);
            let found = fs::read(&scene.target).ok();
            let before = old.then(|| OLD.as_bytes().to_vec());
            if deaf {
                // Then no signal is handled, and this is as if the run had been killed.
                assert!(found == before || found == Some(new.clone()), "{end} {n}: neither");
                continue;
            }
            match (status.code(), status.signal()) {
                (Some(1), None) => assert!(found == Some(new.clone()), "{end} {n}: it was done"),
                // The signal of a run that has begun nothing yet, or the exit of one that has.
                (None, Some(1 | 2 | 15)) => assert!(found == before, "{end} {n}: it had not begun"),
                (Some(130), None) => {
                    assert!(found == before || found == Some(new.clone()), "{end} {n}: neither");
                }
                _ => panic!("{end} {n}: {status:?}"),
            }
            assert_eq!(scene.others(), [""; 0], "{end} {n}: {status:?}");
        }
    }
}

#[test]
fn a_signal_that_is_ignored_stays_ignored() {
    for (end, signal) in ENDS.iter().flat_map(|end| SIGNALS.map(|signal| (end, signal))) {
        let scene = Scene::new(end, 400);
        let (new, _) = scene.undisturbed();
        let line = format!("trap '' {signal}; exec \"$@\"");
        let run = scene.command();
        let mut bash = Command::new("bash");
        bash.args(["-c", &line, "bash"]).arg(run.get_program()).args(run.get_args());
        let mut child = bash.stdin(Stdio::null()).stderr(Stdio::null()).spawn().expect("bash");
        while scene.others().is_empty() && child.try_wait().expect("a child").is_none() {
            std::thread::yield_now();
        }
        let status = interrupt(&mut child, signal);
        assert_eq!((status.code(), status.signal()), (Some(1), None), "{end} {signal}");
        assert!(fs::read(&scene.target).expect("the report") == new, "{end} {signal}");
        assert_eq!(scene.others(), [""; 0], "{end} {signal}");
    }
}

#[test]
fn a_killed_run_leaves_the_old_file_or_the_new_one_and_the_next_run_does_not_mind() {
    for end in ENDS {
        let scene = Scene::new(end, 400);
        let (new, all) = scene.undisturbed();
        let mut random = Random(11);
        for n in 0..16 {
            fs::write(&scene.target, OLD).expect("an old file");
            let mut child = scene.command().spawn().expect("it runs");
            let_run(&scene, &mut child, n, &mut random, all);
            child.kill().expect("a signal");
            let status = child.wait().expect("it ends");
            let found = fs::read(&scene.target).expect("a file");
            assert!(found == OLD.as_bytes() || found == new, "{end} {n}: {status:?}");
            assert!(status.code().is_none_or(|_| found == new), "{end} {n}: it was done");
        }
        // What such runs left behind has names of its own, and is not touched.
        let left = scene.others();
        assert!(left.iter().all(|name| name.starts_with(".minspec-")), "{left:?}");
        assert_eq!(scene.command().status().expect("it runs").code(), Some(1));
        assert!(fs::read(&scene.target).expect("the report") == new);
        assert_eq!(scene.others().len(), left.len());
    }
}

#[test]
fn of_several_runs_at_once_one_wins_whole() {
    for end in ENDS {
        let scene = Scene::new(end, 1);
        let folder = scene.folder.path();
        let input = |n: usize| folder.join(format!("fleet-{n}.csv"));
        let contents: Vec<Vec<u8>> = (0..4)
            .map(|n| {
                fs::write(input(n), fleet(40 + 60 * n, &format!("run{n}"))).expect("an inventory");
                let alone = folder.join(format!("alone-{n}.{end}"));
                assert_eq!(command(&input(n), &alone).status().expect("it runs").code(), Some(1));
                fs::read(alone).expect("the report")
            })
            .collect();
        for _ in 0..4 {
            let runs: Vec<Child> = (0..4)
                .map(|n| command(&input(n), &scene.target).spawn().expect("it runs"))
                .collect();
            for mut run in runs {
                assert_eq!(run.wait().expect("it ends").code(), Some(1));
            }
            let found = fs::read(&scene.target).expect("the report");
            assert!(contents.contains(&found), "{end}: a mixture");
            assert_eq!(scene.others(), [""; 0]);
        }
    }
}

#[test]
fn a_full_disk_is_one_error_and_the_old_file_stays() {
    for end in ENDS {
        let scene = Scene::new(end, 1500);
        let (new, _) = scene.undisturbed();
        for kib in [0, 1, 8, 24] {
            assert!(new.len() > kib * 1024 + 1024, "the limit is met: {}", new.len());
            for old in [true, false] {
                match old {
                    true => fs::write(&scene.target, OLD).expect("an old file"),
                    false => fs::remove_file(&scene.target).expect("it can be removed"),
                }
                let (bin, target) = (assert_cmd::cargo::cargo_bin("minspec"), &scene.target);
                let line = "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"";
                let mut bash = Command::new("bash");
                bash.args(["-c", line, &kib.to_string()]).arg(bin);
                bash.args(["check", "backoffice/4.5", "-m"]).arg(&scene.input);
                let done = bash.arg("-o").arg(target).output().expect("bash");
                assert_eq!(done.status.code(), Some(2), "{end} {kib}: {done:?}");
                let error = String::from_utf8(done.stderr).expect("text");
                let begins = format!("error: {}: ", target.display());
                assert!(error.starts_with(&begins), "{end} {kib}: {error}");
                assert_eq!(error.lines().count(), 1, "{end} {kib}: {error}");
                let found = fs::read_to_string(target).ok();
                assert_eq!(found.as_deref(), old.then_some(OLD), "{end} {kib}");
                assert_eq!(scene.others(), [""; 0], "{end} {kib}");
            }
        }
    }
}

/// A run that cannot write: one error that names the file, with these words.
#[track_caller]
fn refused(target: &Path, words: &str) {
    let name = target.to_str().expect("text");
    let arguments = ["check", "backoffice/4.5", "-m", "-", "-o", name];
    let done = minspec(&arguments).write_stdin("memory = '64 MB'").assert().code(2);
    assert_eq!(errors(&done), format!("error: {name}: {words}\n"));
}

#[test]
fn what_must_not_be_written_stays() {
    for end in ENDS {
        let scene = Scene::new(end, 3);
        let (new, _) = scene.undisturbed();
        let (target, folder) = (&scene.target, scene.target.parent().expect("a folder"));
        let mode = |path: &Path, mode: u32| {
            fs::set_permissions(path, PermissionsExt::from_mode(mode)).expect("a mode");
        };
        fs::write(target, OLD).expect("an old file");
        mode(target, 0o444);
        // The superuser, and some file systems, know no modes: there the same write is permitted
        // to everybody who asks, so that it must succeed, and the mode is kept like any other.
        let denied = |done: std::io::Result<fs::File>| {
            done.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
        };
        if denied(fs::OpenOptions::new().append(true).open(target)) {
            refused(target, "permission denied");
            assert_eq!(fs::read_to_string(target).expect("the file"), OLD);
        } else {
            assert_eq!(scene.command().status().expect("it runs").code(), Some(1));
            assert!(fs::read(target).expect("the report") == new);
        }
        assert_eq!(fs::metadata(target).expect("a file").permissions().mode() & 0o777, 0o444);
        fs::remove_file(target).expect("it can be removed");
        // A folder in which no file can be made.
        mode(folder, 0o555);
        let probe = folder.join("probe");
        let held = denied(fs::File::create(&probe));
        if held {
            refused(target, "permission denied");
            assert!(!target.exists());
        } else {
            fs::remove_file(&probe).expect("it can be removed");
            assert_eq!(scene.command().status().expect("it runs").code(), Some(1));
            assert!(fs::read(target).expect("the report") == new);
        }
        mode(folder, 0o755);
        assert_eq!(scene.others(), [""; 0]);
    }
}

#[test]
fn a_target_that_is_no_file_is_refused_by_name() {
    for end in ENDS {
        let scene = Scene::new(end, 1);
        fs::create_dir(&scene.target).expect("a folder");
        refused(&scene.target, "is a directory; expected a file");
        let missing = scene.folder.path().join("missing");
        let target = missing.join(format!("report.{end}"));
        refused(&target, &format!("there is no folder {}", missing.display()));
        assert!(!missing.exists());
        let link = scene.folder.path().join(format!("link.{end}"));
        symlink("missing/report", &link).expect("a link");
        refused(&link, &format!("there is no folder {}", missing.display()));
        fs::remove_file(&link).expect("it can be removed");
        symlink(&link, &link).expect("a link");
        refused(&link, "too many levels of symbolic links");
        // A file stands where a folder is to be.
        let file = scene.input.join(format!("report.{end}"));
        refused(&file, "not a directory");
        assert_eq!(fs::read_to_string(&scene.input).expect("the file"), fleet(1, "m"));
        assert_eq!(scene.others(), [""; 0]);
        assert_eq!(fs::read_dir(&scene.target).expect("the folder").count(), 0);
    }
}

#[test]
fn what_is_no_file_is_written_straight_through_and_its_reader_may_go_away() {
    let scene = Scene::new("csv", 3000);
    let (new, _) = scene.undisturbed();
    let made = Command::new("mkfifo").arg(&scene.target).status().expect("mkfifo");
    assert!(made.success());
    let mut whole = scene.command().spawn().expect("it runs");
    assert!(fs::read(&scene.target).expect("the pipe") == new);
    assert_eq!(whole.wait().expect("it ends").code(), Some(1));
    // More is written than a pipe holds, so that a write comes after the reader has gone.
    assert!(new.len() > 1 << 17, "{}", new.len());
    let done = scene.command().stderr(Stdio::piped()).spawn().expect("it runs");
    drop(fs::File::open(&scene.target).expect("the pipe"));
    let done = done.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&done.stderr), "", "a broken pipe is silence");
    assert_eq!(done.status.code(), Some(1), "and everything is judged");
    assert_eq!(scene.others(), [""; 0]);
}

#[test]
fn a_file_of_somebody_else_stays_theirs_where_that_is_permitted() {
    let scene = Scene::new("csv", 3);
    fs::write(&scene.target, OLD).expect("an old file");
    let given = chown(&scene.target, Some(12_345), Some(54_321));
    let mode = PermissionsExt::from_mode(0o640);
    fs::set_permissions(&scene.target, mode).expect("a mode");
    let before = fs::metadata(&scene.target).expect("a file");
    // Only the superuser gives files away; everybody's own files stay their own.
    assert_eq!(before.uid() == 12_345, given.is_ok());
    assert_eq!(scene.command().status().expect("it runs").code(), Some(1));
    let after = fs::metadata(&scene.target).expect("a file");
    let told = |file: &fs::Metadata| (file.uid(), file.gid(), file.mode());
    assert_eq!(told(&after), told(&before));
    assert_ne!(after.ino(), before.ino(), "it is another file");
}

#[test]
fn a_file_can_be_replaced_by_the_report_on_it() {
    let scene = Scene::new("csv", 300);
    let (new, _) = scene.undisturbed();
    let path = scene.folder.path();
    let link = path.join("link.csv");
    symlink("fleet.csv", &link).expect("a link");
    for (from, to) in [(&scene.input, &scene.input), (&link, &scene.input), (&scene.input, &link)] {
        fs::write(&scene.input, fleet(300, "m")).expect("an inventory");
        assert_eq!(command(from, to).status().expect("it runs").code(), Some(1));
        assert!(fs::read(&scene.input).expect("the report") == new, "{from:?} to {to:?}");
        assert!(link.is_symlink());
    }
    // Standard input can be that file too.
    fs::write(&scene.input, fleet(300, "m")).expect("an inventory");
    let mut command = command(Path::new("-"), &scene.input);
    let status = command.stdin(fs::File::open(&scene.input).expect("the inventory")).status();
    assert_eq!(status.expect("it runs").code(), Some(1));
    assert!(fs::read(&scene.input).expect("the report") == new);
    assert_eq!(
        fs::read_dir(path).expect("the folder").count(),
        3,
        "the file, the link, the folder"
    );
}
