//! How far a long check is, in one line on a screen, which is gone when there is anything to read.

use minspec::sources::Meter;
use std::io::{self, IsTerminal, StderrLock, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What takes no longer needs no such line.
const PATIENCE: Duration = Duration::from_millis(500);

/// So often it is written again.
const EVERY: Duration = Duration::from_millis(200);

/// How long the line is that stands there; it is changed by whoever holds standard error.
static SHOWN: AtomicUsize = AtomicUsize::new(0);

/// Takes the line away, before something else is written.
pub fn clear(stderr: &mut StderrLock<'_>) {
    let shown = SHOWN.swap(0, Ordering::Relaxed);
    if shown > 0 {
        // Without the codes that some consoles show as they are.
        let _ = write!(stderr, "\r{:shown$}\r", "");
    }
}

/// The line, as long as this lives.
pub struct Progress {
    stop: Option<Sender<()>>,
    line: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins it, where somebody looks at standard error.
    pub fn begin(meter: &Arc<Meter>, quiet: bool) -> Progress {
        if quiet || !io::stderr().is_terminal() {
            return Progress { stop: None, line: None };
        }
        let (stop, stopped) = channel::<()>();
        let meter = meter.clone();
        let line = thread::spawn(move || {
            let mut wait = PATIENCE;
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = EVERY;
                let mut stderr = io::stderr().lock();
                clear(&mut stderr);
                let line = told(&meter);
                SHOWN.store(line.len(), Ordering::Relaxed);
                let _ = write!(stderr, "{line}").and_then(|()| stderr.flush());
            }
            clear(&mut io::stderr().lock());
        });
        Progress { stop: Some(stop), line: Some(line) }
    }

    /// Ends it, and waits until the line is gone.
    pub fn end(&mut self) {
        self.stop = None;
        // The line has nothing to say of its end.
        drop(self.line.take().map(JoinHandle::join));
    }

    /// A writer to the same screen: before the first byte the line ends.
    pub fn until<'w, W: ?Sized>(&'w mut self, out: &'w mut W) -> Until<'w, W> {
        Until { progress: self, out }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}

/// See [`Progress::until`].
pub struct Until<'w, W: ?Sized> {
    progress: &'w mut Progress,
    out: &'w mut W,
}

impl<W: Write + ?Sized> Write for Until<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.progress.end();
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// In ASCII, so that its length is its width.
fn told(meter: &Meter) -> String {
    let read = match meter.percent() {
        Some(percent) => format!("{percent} % read"),
        None => format!("{} MB read", meter.bytes() / 1_000_000),
    };
    format!("{} machines so far, {read}", thousands(meter.machines()))
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
