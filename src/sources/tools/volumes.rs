//! The volumes of a machine as a report lists them, beside the one that is judged.

use crate::sources::facts::{Facts, Volume};
use crate::word::FILE_SYSTEM;
use std::collections::HashMap;

/// The volumes so far. One that comes again replaces what was said of it.
#[derive(Default)]
pub(super) struct Volumes {
    list: Vec<Volume>,
    places: HashMap<String, usize>,
}

impl Volumes {
    /// Adds a volume, unless nothing is said of it.
    pub(super) fn add(&mut self, volume: Volume) {
        if volume.iter().next().is_none() {
            return;
        }
        match self.places.get(&volume.path) {
            Some(at) => self.list[*at] = volume,
            None => {
                self.places.insert(volume.path.clone(), self.list.len());
                self.list.push(volume);
            }
        }
    }

    /// Gives them to the machine.
    pub(super) fn put(self, facts: &mut Facts) {
        facts.volumes = self.list;
    }
}

/// A file system by a known name, or another one.
pub(super) fn file_system(name: &str) -> &str {
    if FILE_SYSTEM.parse(name).is_ok() { name } else { "other" }
}
