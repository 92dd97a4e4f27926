//! The library of profiles: those built in, a folder's, and single files.

use crate::compose;
use crate::fault::{self, Faults, Place, nearest};
use crate::profile::id::{Id, glob, listed};
use crate::profile::{Profile, laws, read};
use crate::quantity::parameter::{Parameter, Parameters};
use crate::sources::file;
use crate::upgrade::{self, Upgrades};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

/// The profiles built into this program, by id: a sorted slice of (id, text).
pub const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/profiles.rs"));

/// The name of a file of upgrade rules.
pub const UPGRADES: &str = "upgrades.toml";

/// The upgrade rules built into this program.
pub const BUILT_IN_UPGRADES: &str = include_str!("../profiles/upgrades.toml");

/// Profiles by id. Nothing is parsed before it is asked for.
pub struct Library {
    texts: BTreeMap<Id, Text>,
    /// The folder's own rules of upgrades.
    upgrades: Option<String>,
    /// By what editions are sized.
    sizes: Parameters,
    /// All profiles, once they were needed.
    all: OnceLock<Result<Vec<Profile>, String>>,
}

/// Where the text of a profile is.
enum Text {
    BuiltIn(&'static str),
    File(String),
}

impl Library {
    /// The profiles built in and, above them, those of a folder laid out as `product/version.toml`.
    ///
    /// # Errors
    /// One sentence with the name of what could not be read.
    pub fn open(folder: Option<&str>) -> Result<Library, String> {
        let built_in = BUILT_IN.iter().map(|(id, text)| (Id((*id).into()), Text::BuiltIn(text)));
        let mut texts: BTreeMap<Id, Text> = built_in.collect();
        let mut upgrades = None;
        if let Some(folder) = folder {
            let files = files(folder)?.into_iter();
            texts.extend(files.map(|(id, path)| (Id(id), Text::File(path))));
            let path = Path::new(folder).join(UPGRADES);
            upgrades = path.is_file().then(|| path.display().to_string());
        }
        let sizes = Parameters::new();
        Ok(Library { texts, upgrades, sizes, all: OnceLock::new() })
    }

    /// The same with numbers that the user states, by which some editions are sized.
    pub fn sized(self, sizes: Parameters) -> Library {
        Library { sizes, all: OnceLock::new(), ..self }
    }

    /// The parameters by which some editions, or what they are made of, are sized.
    ///
    /// # Errors
    /// A profile cannot be used any more.
    pub fn sized_by(&self, profiles: &[Profile]) -> Result<BTreeSet<Parameter>, String> {
        let mut all: BTreeSet<Parameter> = profiles.iter().flat_map(Profile::sized_by).collect();
        let requirements = profiles.iter().flat_map(Profile::requirements);
        let derived = requirements.filter_map(|requirement| requirement.derived.as_ref());
        let parts = profiles.iter().flat_map(|profile| profile.includes.iter().flatten());
        let of: BTreeSet<&String> = derived.flat_map(|derived| &derived.of).chain(parts).collect();
        for id in of {
            if id.ends_with(".toml") {
                all.extend(self.file(id)?.sized_by());
            } else if self.texts.contains_key(&Id(id.clone())) {
                all.extend(self.published(id)?.sized_by());
            }
        }
        Ok(all)
    }

    /// Every id, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(|id| id.0.as_str())
    }

    /// The profile of an id, as it was published.
    ///
    /// # Errors
    /// Why its text cannot be used, with every fault and its place.
    pub fn published(&self, id: &str) -> Result<Profile, String> {
        if let Some(Ok(all)) = self.all.get()
            && let Some(known) = all.iter().find(|profile| profile.id == id)
        {
            return Ok(known.clone());
        }
        let (path, text) = self.text(id)?;
        self.read(id, &text).map_err(|faults| Faults { path, ..faults }.to_string())
    }

    /// The profile that a text is, sized.
    fn read(&self, id: &str, text: &str) -> Result<Profile, Faults> {
        let mut profile = read::profile(id, text)?;
        self.parts_known(&profile, text)?;
        profile.size(&self.sizes);
        Ok(profile)
    }

    /// Whether every part of a profile is an edition.
    fn parts_known(&self, profile: &Profile, text: &str) -> Result<(), Faults> {
        let known = |id: &String| self.texts.contains_key(&Id(id.clone()));
        match profile.includes.iter().chain(&profile.optional).flatten().all(known) {
            true => Ok(()),
            false => laws::parts(&profile.id, text, &self.ids().collect::<Vec<_>>()),
        }
    }

    /// The name and the text of the profile of an id.
    fn text(&self, id: &str) -> Result<(String, Cow<'static, str>), String> {
        match self.texts.get(&Id(id.to_owned())).ok_or_else(|| self.no_such(id))? {
            Text::BuiltIn(text) => Ok((id.to_owned(), Cow::Borrowed(text))),
            Text::File(path) => Ok((path.clone(), Cow::Owned(file::text(path)?))),
        }
    }

    /// The profile of an id, completed by what its parts and neighbours ask.
    ///
    /// # Errors
    /// Why it cannot be used, or one that it builds on.
    pub fn edition(&self, id: &str) -> Result<Profile, String> {
        self.completed(self.published(id)?)
    }

    fn completed(&self, profile: Profile) -> Result<Profile, String> {
        match compose::is_complete(&profile) {
            true => Ok(profile),
            false => compose::complete(&profile, self.all()?),
        }
    }

    /// Several editions, completed, those of a product in the order of their release.
    ///
    /// # Errors
    /// Of the first that cannot be used, why.
    pub fn editions(&self, ids: &[&str]) -> Result<Vec<Profile>, String> {
        if ids.len() == self.texts.len() {
            self.all()?; // so that each is read once
        }
        side_by_side(ids, |id| self.edition(id)).map(compose::by_release)
    }

    /// Every profile, as it was published.
    ///
    /// # Errors
    /// Why one cannot be used, or which contain each other.
    pub fn all(&self) -> Result<&[Profile], String> {
        let read = || {
            let ids: Vec<&str> = self.ids().collect();
            let all = side_by_side(&ids, |id| self.published(id))?;
            self.no_circle(&all)?;
            Ok(all)
        };
        self.all.get_or_init(read).as_deref().map_err(String::clone)
    }

    fn no_circle(&self, all: &[Profile]) -> Result<(), String> {
        let Some(circle) = compose::circle(all) else { return Ok(()) };
        let texts = circle.iter().map(|id| self.text(id)).collect::<Result<Vec<_>, _>>()?;
        let places = circle.iter().zip(&texts).enumerate().map(|(n, (id, (path, text)))| {
            let part = circle[(n + 1) % circle.len()];
            let label = format!("{id} includes {part}");
            Place { path, text, span: laws::place(id, text, part), label }
        });
        let message = format!("`{}` contains itself", circle[0]);
        Err(fault::clash(&message, &places.collect::<Vec<_>>()))
    }

    /// The digest of every file that the figures of some editions are read from, their parts and
    /// neighbours too: the id, and SHA-256 of the text in hexadecimal.
    ///
    /// # Errors
    /// A file of the user's own cannot be read any more.
    pub fn digests(&self, profiles: &[Profile]) -> Result<Vec<(String, String)>, String> {
        let mut digests: Vec<(String, String)> = Vec::new();
        for profile in profiles {
            let derived = profile.requirements().filter_map(|one| one.derived.as_ref());
            let others = derived.flat_map(|derived| &derived.of).map(String::as_str);
            let own: Vec<&str> = match Path::new(&profile.id).exists() {
                true => vec![&profile.id],
                false => profile.id.split('+').collect(),
            };
            for id in own.into_iter().chain(others) {
                if digests.iter().any(|(known, _)| known == id) {
                    continue;
                }
                let text = match id.ends_with(".toml") {
                    true => Cow::Owned(file::text(id)?),
                    false => self.text(id)?.1,
                };
                let digest = Sha256::digest(text.as_bytes());
                let hex = digest.iter().map(|byte| format!("{byte:02x}")).collect();
                digests.push((id.to_owned(), hex));
            }
        }
        Ok(digests)
    }

    /// What is known of upgrades: the rules built in, and those of the folder's `upgrades.toml`.
    ///
    /// # Errors
    /// What is wrong in a file, or between rules, with the places.
    pub fn upgrades(&self) -> Result<Upgrades, String> {
        match &self.upgrades {
            None => self.upgrades_with(None),
            Some(path) => self.upgrades_with(Some((path, &file::text(path)?))),
        }
    }

    /// The rules of upgrades that are built in, with those of another file: its path and its text.
    ///
    /// # Errors
    /// As [`Library::upgrades`].
    pub fn upgrades_with(&self, more: Option<(&str, &str)>) -> Result<Upgrades, String> {
        let built_in = format!("built-in {UPGRADES}");
        let files: Vec<(&str, &str)> =
            [(built_in.as_str(), BUILT_IN_UPGRADES)].into_iter().chain(more).collect();
        // The patterns of the rules built in mean the editions built in.
        let own: Vec<&str> = BUILT_IN.iter().map(|(id, _)| *id).collect();
        let every: Vec<&str> = self.ids().collect();
        let mut all = Upgrades::default();
        for (n, (path, text)) in files.iter().enumerate() {
            let (upgrades, faults) =
                upgrade::read::rules(n, text, if n == 0 { &own } else { &every });
            if !faults.is_empty() {
                let (path, text) = ((*path).to_owned(), (*text).to_owned());
                return Err(Faults { path, text, faults }.to_string());
            }
            all.join(upgrades);
        }
        upgrade::check(&all).map_err(|clash| {
            let places = clash.places.iter().map(|(place, label)| {
                let (path, text) = &files[place.file];
                Place { path, text, span: place.span.clone(), label: label.clone() }
            });
            fault::clash(&clash.message, &places.collect::<Vec<_>>())
        })?;
        Ok(all)
    }

    /// The editions that a name means, completed: an edition, all editions of a product
    /// (`backoffice` or `backoffice/*`) in the order of their release, a file of the user's own that
    /// ends in `.toml`, or several of these on one machine (`windows-nt-server/4.0+sql-server/6.5`).
    ///
    /// # Errors
    /// The name matches nothing (the nearest names are offered), or a profile cannot be used.
    pub fn find(&self, name: &str) -> Result<Vec<Profile>, String> {
        if name.ends_with(".toml") && (!name.contains('+') || Path::new(name).exists()) {
            return Ok(vec![self.completed(self.file(name)?)?]);
        }
        let ids = self.matching(name);
        if ids.is_empty() && name.contains('+') {
            return Ok(vec![self.together(name)?]);
        }
        if ids.is_empty() {
            return Err(self.no_such(name));
        }
        let editions = ids.into_iter().map(|id| self.edition(id)).collect::<Result<_, _>>()?;
        Ok(compose::by_release(editions))
    }

    /// A file of the user's own.
    fn file(&self, name: &str) -> Result<Profile, String> {
        self.read(name, &file::text(name)?).map_err(|faults| faults.to_string())
    }

    /// Several editions on one machine.
    fn together(&self, names: &str) -> Result<Profile, String> {
        let part = |name: &str| match name.ends_with(".toml") {
            true => self.file(name),
            false => self.published(self.id(name)?),
        };
        if names.split('+').any(|name| name.trim().is_empty()) {
            return Err(format!("\"{names}\": an edition is missing beside a `+`, as in a/1+b/2"));
        }
        let parts = names.split('+').map(str::trim).map(part).collect::<Result<Vec<_>, _>>()?;
        compose::together(&parts, self.all()?)
    }

    /// The id of the one edition that a name means.
    ///
    /// # Errors
    /// It means none (the nearest names are offered), or several.
    pub fn id(&self, name: &str) -> Result<&str, String> {
        match self.matching(name).as_slice() {
            [id] => Ok(id),
            [] => Err(self.no_such(name)),
            many => Err(format!("\"{name}\" means {}; say which", listed(many))),
        }
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

/// Makes a profile of each id, on every processor that there is: for all editions together that is
/// most of what there is to do.
fn side_by_side(
    ids: &[&str],
    make: impl Fn(&str) -> Result<Profile, String> + Sync,
) -> Result<Vec<Profile>, String> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = workers.min(ids.len()).max(1);
    // Neighbours take as long as each other, and products do not: dealt out one by one.
    let dealt = |n: usize| ids.iter().skip(n).step_by(workers).map(|id| make(id)).collect();
    let mut parts: Vec<std::vec::IntoIter<_>> = std::thread::scope(|scope| {
        let dealt = &dealt;
        let started: Vec<_> = (0..workers)
            .map(|n| scope.spawn(move || -> Vec<Result<Profile, String>> { dealt(n) }))
            .collect();
        let done = started.into_iter().map(|part| part.join());
        let done = done.map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        done.map(Vec::into_iter).collect()
    });
    (0..ids.len()).filter_map(|n| parts[n % workers].next()).collect()
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
            if path.file_name().is_some_and(|name| name == UPGRADES) {
                let here = path.display();
                return Err(format!(
                    "{here}: upgrade rules stand beside the products, in {folder}"
                ));
            }
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
