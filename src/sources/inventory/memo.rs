//! What the cells of a table meant where they were met before. The machines of a fleet are much
//! alike, and each distinct text is understood once.

use crate::item::Share;
use crate::machine::Part;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// So many readings are remembered by all workers on one table together.
const MOST: usize = 1 << 17;

/// A worker remembers so many at least.
const LEAST: usize = 1 << 13;

/// Memos that no worker has at the moment.
#[derive(Debug)]
pub struct Memos {
    free: Mutex<Vec<Memo>>,
    /// So many readings a memo holds.
    most: usize,
}

impl Memos {
    /// For as many workers as there are processors.
    pub fn new() -> Memos {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        Memos { free: Mutex::default(), most: LEAST.max(MOST / workers) }
    }

    /// Lends a memo for some work.
    pub fn with<T>(&self, work: impl FnOnce(&mut Memo) -> T) -> T {
        let lock = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memo = lock().pop().unwrap_or_else(|| Memo::new(self.most));
        let done = work(&mut memo);
        lock().push(memo);
        done
    }
}

/// The parts of machines, by the texts that they were made of.
#[derive(Debug)]
pub struct Memo {
    met: [HashMap<Box<[u8]>, Arc<Part>>; 3],
    readings: usize,
    most: usize,
}

impl Memo {
    fn new(most: usize) -> Memo {
        Memo { met: Default::default(), readings: 0, most }
    }

    /// The part that some text means.
    pub fn part(&mut self, share: Share, text: &[u8], make: impl FnOnce() -> Part) -> Arc<Part> {
        if let Some(part) = self.met[share as usize].get(text) {
            return part.clone();
        }
        let part = Arc::new(make());
        self.readings += part.len() + 1;
        if self.readings > self.most {
            *self = Memo::new(self.most);
        }
        self.met[share as usize].insert(text.into(), part.clone());
        part
    }
}
