//! A live check, as a whole process, beside a program that makes only the `sysinfo` calls which
//! the check needs: wall time (median) and peak memory of both.
//!
//! `cargo bench --bench live`

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use sysinfo::{
    CpuRefreshKind, MemoryRefreshKind, ProcessRefreshKind, ProcessesToUpdate, RefreshKind, System,
};
use wait4::Wait4;

const RUNS: usize = 300;
const BASELINE: &str = "--sysinfo-only";

/// The program to compare with: this one, called with `BASELINE`.
fn baseline() {
    let kind = RefreshKind::nothing()
        .with_memory(MemoryRefreshKind::nothing().with_ram().with_swap())
        .with_cpu(CpuRefreshKind::nothing());
    let mut system = System::new_with_specifics(kind).expect("a system");
    let own = sysinfo::get_current_pid().expect("a pid");
    let only = ProcessesToUpdate::Some(&[own]);
    system.refresh_processes_specifics(only, false, ProcessRefreshKind::nothing().without_tasks());
    let limits = system.process(own).and_then(|process| process.cgroup_limits());
    let name = System::host_name();
    black_box((
        system.total_memory(),
        system.cpus().len(),
        limits.map(|l| l.total_memory),
        name.ok(),
    ));
}

/// Wall time and peak memory (KiB) of one run.
fn once(program: &str, arguments: &[&str]) -> (Duration, u64) {
    let start = Instant::now();
    let mut command = Command::new(program);
    let child = command.args(arguments).stdout(Stdio::null()).spawn().expect("it starts");
    let used = child.wait4().expect("it ends");
    (start.elapsed(), used.rusage.maxrss / 1024)
}

fn median<T: Ord + Copy>(mut values: Vec<T>) -> T {
    values.sort();
    values[values.len() / 2]
}

fn main() {
    if std::env::args().any(|argument| argument == BASELINE) {
        return baseline();
    }
    let own = std::env::current_exe().expect("a path");
    let own = own.to_str().expect("a path in UTF-8");
    let minspec = env!("CARGO_BIN_EXE_minspec");
    let check = ["check", "backoffice/4.5"];
    let (mut base, mut live, mut all) = (Vec::new(), Vec::new(), Vec::new());
    // In turn, so that whatever else the machine does falls on both.
    for _ in 0..RUNS {
        base.push(once(own, &[BASELINE]));
        live.push(once(minspec, &check));
        all.push(once(minspec, &["check"]));
    }
    let series = [
        ("sysinfo calls only", &base),
        ("minspec check backoffice/4.5", &live),
        ("minspec check (all editions)", &all),
    ];
    for (name, runs) in series {
        let time = median(runs.iter().map(|run| run.0).collect());
        let memory = runs.iter().map(|run| run.1).max().unwrap_or(0);
        println!(
            "{name:30} {:>8.3} ms {:>8.1} MiB",
            time.as_secs_f64() * 1e3,
            memory as f64 / 1024.0
        );
    }
    let of =
        |runs: &[(Duration, u64)]| median(runs.iter().map(|run| run.0).collect()).as_secs_f64();
    println!("ratio {:.2} (at most 2)", of(&live) / of(&base));
}
