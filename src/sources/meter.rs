//! How far the reading of files is, for whoever waits for it.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What was read so far, of all files together.
#[derive(Debug, Default)]
pub struct Meter {
    /// Bytes that were read.
    read: AtomicU64,
    /// Bytes that the files have.
    whole: AtomicU64,
    /// Whether more may come: a pipe, or files that are not opened yet.
    open: AtomicBool,
    machines: AtomicU64,
}

impl Meter {
    /// Counts what is read from a file of a size; `None`: it is no regular file.
    pub(super) fn count(
        self: &Arc<Meter>,
        reader: impl Read + Send + 'static,
        size: Option<u64>,
    ) -> Box<dyn Read + Send> {
        match size {
            Some(size) => drop(self.whole.fetch_add(size, Ordering::Relaxed)),
            None => self.leave_open(),
        }
        Box::new(Counted { reader, meter: self.clone() })
    }

    /// Notes that how much there is in all is not known.
    pub(super) fn leave_open(&self) {
        self.open.store(true, Ordering::Relaxed);
    }

    /// Notes machines that are understood.
    pub fn add_machines(&self, machines: usize) {
        self.machines.fetch_add(machines as u64, Ordering::Relaxed);
    }

    /// How many machines are understood.
    pub fn machines(&self) -> u64 {
        self.machines.load(Ordering::Relaxed)
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// How many of a hundred parts were read, where it is known how much there is.
    pub fn percent(&self) -> Option<u64> {
        let whole = self.whole.load(Ordering::Relaxed);
        let known = !self.open.load(Ordering::Relaxed) && whole > 0;
        // A file may grow while it is read.
        known.then(|| (u128::from(self.bytes()) * 100 / u128::from(whole)).min(100) as u64)
    }
}

struct Counted<R> {
    reader: R,
    meter: Arc<Meter>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.meter.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
