//! What the texts of a table mean, as far as any worker has learned it, so that the next one need
//! not work it out again.

use crate::item::Share;
use rapidhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::RwLock;

/// The meanings of the texts of one table, by share.
#[derive(Default)]
pub struct Learned([RwLock<Meanings>; 3]);

/// Meanings by texts, and the table that they are of.
#[derive(Default)]
struct Meanings {
    table: u64,
    words: HashMap<Box<[u8]>, Box<[u64]>, RandomState>,
}

/// So many texts of a share are remembered.
const MOST: usize = 1 << 16;

impl Learned {
    /// Adds what a text of a table means to some words, if that is known; whether it is.
    pub fn recall(&self, table: u64, share: Share, text: &[u8], words: &mut Vec<u64>) -> bool {
        let known = self.0[share as usize].read();
        let known = known.ok().filter(|known| known.table == table);
        let found = known.as_ref().and_then(|known| known.words.get(text));
        found.map(|found| words.extend_from_slice(found)).is_some()
    }

    /// Remembers what a text means. Tables are read in the order of their numbers: of an earlier one
    /// nothing is remembered any more.
    pub fn remember(&self, table: u64, share: Share, text: &[u8], words: &[u64]) {
        let Ok(mut known) = self.0[share as usize].write() else { return };
        if known.table < table || known.table == table && known.words.len() >= MOST {
            *known = Meanings { table, ..Meanings::default() };
        }
        if known.table == table {
            known.words.insert(text.into(), words.into());
        }
    }
}
