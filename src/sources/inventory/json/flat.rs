//! An object of JSON as the cells of a row. A key in an object within it is called by both, with a
//! point between (`model.name`); the values of an array stand in one cell, as people list them.

use crate::sources::facts::{Key, Shape};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::HashMap;
use std::fmt;

/// A table has no more columns than this, and a machine no more keys.
const MOST: usize = 1_000;

/// No heading is longer.
const LONGEST: usize = 400;

/// So many keys of one object are told that have no column.
const TOLD: usize = 20;

/// The columns of objects, and the cells of the one that was read last.
#[derive(Debug, Default)]
pub struct Flat {
    names: Vec<String>,
    places: HashMap<String, usize>,
    /// Whether a new key makes a column.
    learns: bool,
    cells: Vec<Cell>,
    /// Whether arrays of objects are passed over.
    plain: bool,
    /// Keys of this object that have no column.
    late: Vec<String>,
    /// How many keys it has.
    keys: usize,
    /// Which object this is.
    turn: u64,
    /// Which array of it; 0: none.
    list: u64,
    lists: u64,
    path: String,
    depth: usize,
}

/// A cell, and the object and the array that it was filled from.
#[derive(Debug, Default)]
struct Cell {
    text: String,
    turn: u64,
    list: u64,
}

/// Why a text is no object: one sentence, and the column where a line of text has one.
pub struct Fault {
    /// What is wrong.
    pub why: String,
    /// The column, from 1.
    pub column: usize,
}

impl Flat {
    /// The columns of what belongs to an object itself, without arrays of other objects in it.
    pub fn plain() -> Flat {
        Flat { plain: true, ..Flat::default() }
    }

    /// Reads an object and makes a column of each key that is new.
    ///
    /// # Errors
    /// Why it is none; then it has made no column.
    pub fn learn(&mut self, text: &str) -> Result<(), Fault> {
        let known = self.names.len();
        self.learns = true;
        let read = self.read(text);
        self.learns = false;
        if read.is_err() {
            for name in self.names.drain(known..) {
                self.places.remove(&name);
            }
            self.cells.truncate(known);
        }
        read
    }

    /// Reads an object.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(&mut self, text: &str) -> Result<(), Fault> {
        self.turn += 1;
        (self.list, self.depth, self.keys) = (0, 0, 0);
        self.late.clear();
        self.path.clear();
        let mut json = serde_json::Deserializer::from_str(text);
        let read = Object(self).deserialize(&mut json).and_then(|()| json.end());
        read.map_err(|error| {
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or(&why);
            Fault { why: why.to_owned(), column: error.column() }
        })
    }

    /// The columns, in the order in which their keys came.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The cells of the object, one for each column.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        let text = |cell: &'_ Cell| cell.turn == self.turn;
        self.cells.iter().map(move |cell| if text(cell) { cell.text.trim() } else { "" })
    }

    /// The keys of the object that have no column.
    pub fn late(&self) -> &[String] {
        &self.late
    }

    /// Fills the cell of the key that is being read.
    ///
    /// # Errors
    /// There are too many keys, or it stands twice.
    fn put(&mut self, text: &str) -> Result<(), String> {
        self.keys += usize::from(self.list == 0);
        if self.keys > MOST {
            return Err(format!("has more than {MOST} keys, and is no machine"));
        }
        let place = match self.places.get(&self.path) {
            Some(place) => *place,
            None if self.learns && self.names.len() < MOST => {
                self.names.push(self.path.clone());
                self.places.insert(self.path.clone(), self.cells.len());
                self.cells.push(Cell::default());
                self.cells.len() - 1
            }
            None => {
                if self.late.len() < TOLD && !self.late.contains(&self.path) {
                    self.late.push(self.path.clone());
                }
                return Ok(());
            }
        };
        let Flat { cells, turn, list, path, .. } = self;
        let Some(cell) = cells.get_mut(place) else { return Ok(()) };
        let filled = cell.turn == *turn;
        if filled && (*list == 0 || cell.list != *list) {
            return Err(format!("the key \"{path}\" stands twice"));
        }
        if !filled {
            cell.text.clear();
        }
        (cell.turn, cell.list) = (*turn, *list);
        if !cell.text.is_empty() && !text.is_empty() {
            // Flags are words; of anything else each value may have some.
            let words = Key::from_path(path).is_some_and(|key| key.shape() == Shape::Words);
            cell.text.push_str(if words { " " } else { "; " });
        }
        cell.text.push_str(text);
        Ok(())
    }
}

/// The object that a row is.
struct Object<'f>(&'f mut Flat);

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object such as {\"name\": \"pc-1\", \"ram\": \"16 GB\"}")
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        members(self.0, entries)
    }
}

/// Reads the keys of an object, each with its value.
fn members<'de, A: MapAccess<'de>>(flat: &mut Flat, mut entries: A) -> Result<(), A::Error> {
    let length = flat.path.len();
    while let Some(fits) = entries.next_key_seed(Name(flat))? {
        flat.depth += 1;
        match fits {
            true => entries.next_value_seed(Inner(flat))?,
            // Nothing is called by so long a name.
            false => drop(entries.next_value::<IgnoredAny>()?),
        }
        flat.depth -= 1;
        flat.path.truncate(length);
    }
    Ok(())
}

/// A key, which is added to the path; `false`: it is too long for one.
struct Name<'f>(&'f mut Flat);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        let Flat { path, depth, late, .. } = self.0;
        if path.len() + key.len() > LONGEST {
            if late.len() < TOLD {
                let end = key.floor_char_boundary(LONGEST / 10);
                late.push(format!("{path}.{}…", &key[..end]));
            }
            return Ok(false);
        }
        // `"RAM": {"field": …, "value": "16 GB"}` says the value of RAM.
        if *depth > 0 && key == "value" {
            return Ok(true);
        }
        if *depth > 0 {
            path.push('.');
        }
        path.push_str(key);
        Ok(true)
    }
}

/// A value, of the key that the path names.
struct Inner<'f>(&'f mut Flat);

impl Inner<'_> {
    fn put<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.put(text).map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for Inner<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inner<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.put("")
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<(), E> {
        self.put(if truth { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.put(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.put(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        let mut text = number.to_string();
        // In a table `1.024` may be a thousand; a number of JSON never is.
        if text.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3) {
            text.push('0');
        }
        self.put(&text)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let Inner(flat) = self;
        let outer = flat.list;
        if outer == 0 {
            flat.lists += 1;
            flat.list = flat.lists;
        }
        while values.next_element_seed(Inner(flat))?.is_some() {}
        flat.list = outer;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        match self.0.plain && self.0.list > 0 {
            true => drop(IgnoredAny.visit_map(entries)?),
            false => members(self.0, entries)?,
        }
        Ok(())
    }
}
