//! Identifying processors: 100,000 texts on one core, as a function and as a whole process, and
//! the first identification of a process.
//!
//! `cargo bench --bench cpu`

use minspec::cpu::{Evidence, describe, identify};
use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const LINES: usize = 100_000;
const FIRST: &str = "--first-only";
const RUNS: usize = 20;

/// Names of every kind, each of which is read by other tables.
const TEXTS: &[&str] = &[
    "Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz",
    "12th Gen Intel(R) Core(TM) i7-1265U",
    "Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz",
    "Intel(R) Xeon(R) Gold 6226R CPU @ 2.90GHz",
    "Intel(R) Core(TM)2 Duo CPU     E8400  @ 3.00GHz",
    "Intel(R) Pentium(R) 4 CPU 3.00GHz",
    "Pentium 4 Supporting HT Technology, 3.00 GHz, 1M Cache, 800 MHz FSB",
    "Intel(R) Celeron(R) N4020 CPU @ 1.10GHz",
    "Intel(R) Atom(TM) CPU N270   @ 1.60GHz",
    "AMD Ryzen 7 5800X 8-Core Processor",
    "AMD EPYC 7763 64-Core Processor",
    "AMD Athlon(tm) 64 X2 Dual Core Processor 4200+",
    "AMD A10-7850K Radeon R7, 12 Compute Cores 4C+8G",
    "AMD FX(tm)-8350 Eight-Core Processor",
    "Dual Pentium Pro 200",
    "PII-350",
    "x86 Family 6 Model 8 Stepping 3, GenuineIntel",
    "06/17",
    "QEMU Virtual CPU version 2.5+",
    "To Be Filled By O.E.M.",
    "Alpha 21164 400",
    "Apple M2 Pro",
    "a text that names no processor at all, and is rather longer than most of the others are",
];

fn identify_all(lines: &[&str]) -> usize {
    let all = lines.iter().map(|text| {
        identify(&Evidence { text: Some(black_box(text)), ..Evidence::default() }).classes.len()
    });
    all.sum()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn timed(mut run: impl FnMut()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

/// The first identification of this process, in nanoseconds, on the standard output.
fn first() {
    let time = timed(|| {
        black_box(describe(black_box(TEXTS[0])));
    });
    println!("{}", time.as_nanos());
}

fn first_elsewhere() -> Duration {
    let own = std::env::current_exe().expect("a path");
    let output = Command::new(own).arg(FIRST).output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("text");
    Duration::from_nanos(text.trim().parse().expect("nanoseconds"))
}

/// The whole program, reading the lines and writing an object for each.
fn whole_process(input: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_minspec"))
        .args(["cpu", "-", "-f", "ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads");
    child.wait().expect("it ends");
}

fn main() {
    if std::env::args().any(|argument| argument == FIRST) {
        return first();
    }
    let lines: Vec<&str> = TEXTS.iter().copied().cycle().take(LINES).collect();
    let input = lines.join("\n");
    let all = (0..RUNS)
        .map(|_| {
            timed(|| {
                black_box(identify_all(&lines));
            })
        })
        .collect();
    let process = (0..RUNS).map(|_| timed(|| whole_process(&input))).collect();
    let firsts = (0..RUNS).map(|_| first_elsewhere()).collect();
    let show = |name: &str, time: Duration, most: &str| {
        println!("{name:44} {:>10.3} ms (under {most})", time.as_secs_f64() * 1e3);
    };
    show("identify 100,000 texts", median(all), "1 s");
    show("minspec cpu - -f ndjson, 100,000 lines", median(process), "1 s");
    show("the first identification of a process", median(firsts), "1 ms");
}
