//! Fleets of 10,000 to 1,000,000 machines by thirty editions, and single reports of tools, each as
//! a whole process: wall time and peak memory. The time for a row is to be the same at every size.
//!
//! `cargo bench --bench fleet`, `cargo bench --bench fleet -- 10000000` for a larger one as well.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

const RUNS: usize = 5;

/// Thirty editions: a class of processor and five amounts each.
fn editions(folder: &Path) -> Vec<String> {
    let classes = ["core2", "sandybridge", "haswell", "skylake", "kabylake", "icelake"];
    let edition = |n: usize| {
        let class = classes[n % 6];
        let (cores, clock) = (2 + 2 * (n % 4), 1000 + 200 * (n % 12));
        let (memory, disk, free) = (2048 * (1 + n % 9), 64 * (1 + n % 7), 10 + 8 * (n % 10));
        let path = folder.join(format!("edition{n:02}.toml"));
        let text = format!(
            "name = 'Edition {n}'\n[[platform]]\nname = 'PC'\nminimum = {{ cpu = '{class}', \
             cores = {cores}, clock = '{clock} MHz', memory = '{memory} MB', disk_size = '{disk} \
             GB', disk_free = '{free} GB' }}\n"
        );
        fs::write(&path, text).expect("an edition");
        path.to_string_lossy().into_owned()
    };
    (0..30).map(edition).collect()
}

/// An inventory of machines that differ in everything: 480 processors, and amounts by steps that
/// share no factor.
fn inventory(path: &Path, machines: usize) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    writeln!(out, "hostname,cpu,cores,mhz,ram_mb,disk_gb,free_gb").expect("written");
    for n in 0..machines {
        let processor = n * 7919 % 480;
        let (line, generation, number) =
            ([3, 5, 7, 9][processor % 4], 2 + processor / 4 % 12, 100 + 50 * (processor / 48));
        let clock = 1600 + 100 * (processor % 21);
        let memory = [2048, 4096, 8192, 16_384, 32_768, 65_536][n % 6] - n * 31 % 997;
        let disk = [64, 128, 256, 512, 1000, 2048][n % 5];
        writeln!(
            out,
            "ws-{n:07}.site{}.example.com,Intel(R) Core(TM) i{line}-{generation}{number} CPU @ {}.{:02}GHz,{},{clock},{memory},{disk},{}",
            n % 97,
            clock / 1000,
            clock % 1000 / 10,
            2 + 2 * (processor % 4),
            n * 13 % disk
        )
        .expect("written");
    }
}

/// Wall time (the median of some runs) and peak memory (the most, in MiB).
fn measured(arguments: &[&str]) -> (Duration, f64) {
    let runs = (0..RUNS).map(|_| {
        let start = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_minspec"));
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        let done = command.spawn().and_then(|child| child.wait4()).expect("it runs");
        assert_ne!(done.status.code(), Some(2), "{arguments:?}");
        (start.elapsed(), done.rusage.maxrss as f64 / f64::from(1 << 20))
    });
    let mut runs: Vec<(Duration, f64)> = runs.collect();
    runs.sort_by_key(|(took, _)| *took);
    (runs[RUNS / 2].0, runs.iter().map(|(_, memory)| *memory).fold(0.0, f64::max))
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let editions = editions(folder.path());
    let more = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
    println!("{:>10}  {:<24}{:>9}{:>14}{:>10}", "machines", "", "seconds", "µs a machine", "MiB");
    for machines in [10_000, 100_000, 1_000_000].into_iter().chain(more) {
        let fleet = folder.path().join("fleet.csv");
        let out = folder.path().join("out");
        inventory(&fleet, machines);
        let [fleet, out] = [&fleet, &out].map(|path| path.to_string_lossy());
        let thirty: Vec<&str> = editions.iter().map(String::as_str).collect();
        let kinds: [(&str, &[&str], &[&str]); 3] = [
            ("30 editions, by machine", &thirty, &["-f", "csv", "--rows", "machine"]),
            ("1 edition, CSV", &thirty[..1], &["-f", "csv"]),
            ("1 edition, NDJSON", &thirty[..1], &["-f", "ndjson"]),
        ];
        for (what, editions, format) in kinds {
            let own = ["-m", &*fleet, "-o", &*out];
            let arguments: Vec<&str> =
                ["check"].iter().chain(editions).chain(&own).chain(format).copied().collect();
            let (took, memory) = measured(&arguments);
            let each = took.as_secs_f64() * 1e6 / machines as f64;
            println!(
                "{machines:>10}  {what:<24}{:>9.3}{each:>14.3}{memory:>10.1}",
                took.as_secs_f64()
            );
        }
    }
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
    let mut slowest = (Duration::ZERO, String::new());
    for format in fs::read_dir(reports).expect("reports") {
        for report in fs::read_dir(format.expect("a folder").path()).expect("a folder") {
            let path = report.expect("a report").path().to_string_lossy().into_owned();
            if !path.ends_with(".want") && !path.contains("same.") {
                let (took, _) = measured(&["check", "backoffice/4.5", "-m", &path]);
                slowest = slowest.max((took, path));
            }
        }
    }
    println!(
        "the slowest of the reports in tests/reports: {:.1} ms, {}",
        slowest.0.as_secs_f64() * 1e3,
        slowest.1
    );
}
