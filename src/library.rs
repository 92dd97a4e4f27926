//! The library of profiles: those built in, a folder's, and single files.

use crate::fault::nearest;
use crate::profile::{Profile, read};
use crate::sources::file;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::path::Path;

/// The profiles built into this program, by id: a sorted slice of (id, text).
pub const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/profiles.rs"));

/// Profiles by id. Nothing is parsed before it is asked for.
pub struct Library {
    texts: BTreeMap<Id, Text>,
}

/// Where the text of a profile is.
enum Text {
    BuiltIn(&'static str),
    File(String),
}

/// An edition's id, ordered as people count: 2.5 before 2.11 before 2000.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Id(String);

impl Ord for Id {
    fn cmp(&self, other: &Id) -> Ordering {
        chunks(&self.0).cmp(chunks(&other.0)).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Id) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The words and numbers of an id; a number is before a word, as in "2003" before "xp".
fn chunks(id: &str) -> impl Iterator<Item = (bool, u64, &str)> {
    let mut rest = id;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(end);
        rest = after;
        Some(match chunk.parse() {
            Ok(number) => (false, number, ""),
            Err(_) => (true, 0, chunk),
        })
    })
}

impl Library {
    /// The profiles built in and, above them, those of a folder laid out as `product/version.toml`.
    ///
    /// # Errors
    /// One sentence with the name of what could not be read.
    pub fn open(folder: Option<&str>) -> Result<Library, String> {
        let built_in = BUILT_IN.iter().map(|(id, text)| (Id((*id).into()), Text::BuiltIn(text)));
        let mut texts: BTreeMap<Id, Text> = built_in.collect();
        if let Some(folder) = folder {
            let files = files(folder)?.into_iter();
            texts.extend(files.map(|(id, path)| (Id(id), Text::File(path))));
        }
        Ok(Library { texts })
    }

    /// Every id, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(|id| id.0.as_str())
    }

    /// The profile of an id.
    ///
    /// # Errors
    /// Why its text cannot be used, with every fault and its place.
    pub fn profile(&self, id: &str) -> Result<Profile, String> {
        let text = self.texts.get(&Id(id.to_owned()));
        match text.ok_or_else(|| self.no_such(id))? {
            Text::BuiltIn(text) => read::profile(id, text).map_err(|faults| faults.to_string()),
            Text::File(path) => {
                let text = file::text(path)?;
                read::profile(id, &text).map_err(|mut faults| {
                    faults.path.clone_from(path);
                    faults.to_string()
                })
            }
        }
    }

    /// The profiles that a name means: an edition, all editions of a product (`backoffice` or
    /// `backoffice/*`), or a file of the user's own that ends in `.toml`.
    ///
    /// # Errors
    /// The name matches nothing (the nearest names are offered), or a profile cannot be used.
    pub fn find(&self, name: &str) -> Result<Vec<Profile>, String> {
        if name.ends_with(".toml") {
            let text = file::text(name)?;
            let profile = read::profile(name, &text).map_err(|faults| faults.to_string())?;
            return Ok(vec![profile]);
        }
        let ids = self.matching(name);
        if ids.is_empty() {
            return Err(self.no_such(name));
        }
        ids.into_iter().map(|id| self.profile(id)).collect()
    }

    /// The ids that a name means.
    pub fn matching(&self, name: &str) -> Vec<&str> {
        let product = name.strip_suffix("/*").unwrap_or(name).trim_end_matches('/');
        let fits = |id: &&str| match id.split_once('/') {
            Some((of, _)) => *id == name || of == product || name.contains('*') && glob(name, id),
            None => *id == name,
        };
        self.ids().filter(fits).collect()
    }

    /// The error for a name that matches nothing.
    pub fn no_such(&self, name: &str) -> String {
        let products = self.ids().filter_map(|id| Some(id.split_once('/')?.0));
        let near = nearest(name, self.ids().chain(products));
        let editions = name.split_once('/').map(|(product, _)| self.matching(product));
        match (near, editions) {
            (Some(near), _) => format!("no edition \"{name}\"; did you mean \"{near}\"?"),
            (None, Some(editions)) if !editions.is_empty() => {
                format!("no edition \"{name}\"; there are {}", editions.join(", "))
            }
            _ => format!(
                "no edition \"{name}\"; `minspec list` shows the known ones, and a file of your own ends in .toml"
            ),
        }
    }
}

/// Whether a pattern in which `*` stands for anything matches all of a text.
fn glob(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((before, after)) => text.strip_prefix(before).is_some_and(|rest| {
            rest.char_indices()
                .map(|(at, _)| at)
                .chain([rest.len()])
                .any(|at| glob(after, &rest[at..]))
        }),
    }
}

/// The profiles of a folder: (id, path).
fn files(folder: &str) -> Result<Vec<(String, String)>, String> {
    let list = |path: &Path| -> Result<Vec<std::path::PathBuf>, String> {
        let fault = |error| format!("{}: {}", path.display(), file::plain(&error));
        let entries = std::fs::read_dir(path).map_err(fault)?;
        let mut paths = Vec::new();
        for entry in entries {
            paths.push(entry.map_err(fault)?.path());
        }
        Ok(paths)
    };
    let mut found = Vec::new();
    for product in list(Path::new(folder))?.into_iter().filter(|path| path.is_dir()) {
        for path in list(&product)? {
            let (Some(product), Some(version)) = (product.file_name(), path.file_stem()) else {
                continue;
            };
            if path.extension().is_some_and(|extension| extension == "toml") {
                let id = format!("{}/{}", product.to_string_lossy(), version.to_string_lossy());
                let path =
                    path.to_str().ok_or_else(|| format!("{id}: a path that is not UTF-8"))?;
                found.push((id, path.to_owned()));
            }
        }
    }
    Ok(found)
}
