//! `df`: the size of file systems and what is free on them.

use super::super::volumes::Volumes;
use super::board::{Mounts, file_system};
use crate::reading::Origin;
use crate::sources::facts::{Fact, Facts, Key, Volume};

/// The volume that is judged.
const ROOT: &str = "/";

/// A row of the table.
struct Row<'t> {
    line: usize,
    size: &'t str,
    free: &'t str,
    mount: &'t str,
    /// The file system, where `-T` asked for it.
    kind: Option<&'t str>,
    /// What a bare number counts, by the heading: so many bytes.
    block: Option<u64>,
}

/// Whether a text holds a table of `df`.
pub(super) fn is_in(text: &str) -> bool {
    text.lines().any(|line| row(line).is_some())
}

/// A line's three sizes and its mount point: what stands before a percentage and behind it. Where
/// a name is long the line is broken before the sizes.
fn row(line: &str) -> Option<([&str; 4], Option<&str>)> {
    let is_size = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() < 24;
    let is_share = |word: &str| {
        let number = word.strip_suffix('%');
        number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let mount_at = line.find(" /")?;
    line[..mount_at].contains('%').then_some(())?;
    let words: Vec<&str> = line.split_whitespace().take(16).collect();
    let share = words.iter().position(|word| is_share(word))?;
    let sizes = words.get(share.checked_sub(3)?..share)?;
    sizes.iter().all(|word| is_size(word)).then_some(())?;
    // Other systems count inodes in columns of their own before the mount point.
    let behind = line.rsplit_once('%')?.1.trim();
    let kind = share.checked_sub(4).filter(|at| *at > 0).and_then(|at| file_system(words[at]));
    behind.starts_with(ROOT).then_some(([sizes[0], sizes[1], sizes[2], behind], kind))
}

/// The size of a block, where a heading names one: "1K-blocks", "1024-Blöcke".
fn block(line: &str) -> Option<u64> {
    line.split_whitespace().find_map(|word| {
        let (size, name) = word.split_once('-')?;
        name.starts_with(|c: char| c.is_alphabetic()).then_some(())?;
        block_size(size)
    })
}

/// "1K", "1024": so many bytes.
fn block_size(size: &str) -> Option<u64> {
    let end = size.find(|c: char| !c.is_ascii_digit()).unwrap_or(size.len());
    let (number, unit) = size.split_at(end);
    number.parse::<u64>().ok()?.checked_mul(match unit {
        "" | "B" => 1,
        // Old ones write a small letter.
        "K" | "k" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        "kB" => 1000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        _ => return None,
    })
}

/// The size of a block, by the heading of a table. Romance languages put it behind: "blocs de 1K".
fn block_in(heading: &str) -> Option<u64> {
    block(heading).or_else(|| heading.split_whitespace().find_map(block_size))
}

/// `df -i` counts inodes. Most languages write an I before or behind what is used and free.
fn counts_inodes(line: &str) -> bool {
    let lower = line.to_lowercase();
    let marked = |word: &&str| {
        let mut letters = word.chars();
        let (first, last) = (letters.next(), letters.next_back());
        let second = word.chars().nth(1);
        let capital = second.is_some_and(|c| c.is_uppercase() || c == '-');
        // Of Cyrillic words, many that are meant for blocks begin with this letter.
        let foreign = second.is_some_and(|c| !c.is_ascii());
        first == Some('I') && (capital || foreign)
            || first == Some('И') && capital
            || last == Some('I')
    };
    ["inod", "inœud", "i-nod", "nodos-i", "nodes-i", "-вузл", "indeks"]
        .iter()
        .any(|n| lower.contains(n))
        || line.split_whitespace().filter(marked).count() >= 2
}

/// Adds the target volume's size and free space, and all volumes.
pub(super) fn read(text: &str, mounts: &Mounts<'_>, source: &str, facts: &mut Facts) {
    let mut rows: Vec<Row> = Vec::new();
    let (mut small, mut large) = (false, false);
    // The last line that can be a heading, and the heading of the table that is being read.
    let mut candidate = (0, "");
    let (mut heading, mut in_table, mut inodes) = ("", false, false);
    for (n, line) in text.lines().enumerate() {
        let row = row(line);
        if row.is_none() && !holds_no_space(line) {
            if line_is_heading(line) {
                candidate = (n, line);
            }
            in_table &= line.split_whitespace().count() == 1;
            continue;
        }
        if !in_table {
            // A long name may stand between, on a line of its own.
            heading = if n - candidate.0 <= 2 { candidate.1 } else { "" };
            inodes = counts_inodes(heading);
        }
        in_table = true;
        let Some(([size, used, free, mount], kind)) = row.filter(|_| !inodes) else { continue };
        for word in [size, used, free] {
            small |= word.ends_with('k');
            large |= word.ends_with('K') || word.ends_with('i');
        }
        let (line, block) = (n.saturating_add(1), block_in(heading));
        rows.push(Row { line, size, free, mount, kind, block });
    }
    let table = Table { source, mounts, marks: (small, large) };
    table.put_volumes(&rows, facts);
    let root = rows.iter().find(|row| row.mount == ROOT);
    let row = match (root, rows.as_slice()) {
        (Some(root), _) => root,
        (None, [one]) => one,
        (None, []) if inodes => {
            let why = "df counted inodes; run it without -i";
            return facts.put_unclear(Key::DiskFree, source, "df", why);
        }
        (None, []) => {
            if let Some(fact) = table.kind_at(ROOT) {
                facts.insert(Key::FileSystem, fact);
            }
            return;
        }
        (None, [first, second, ..]) => {
            let why = format!(
                "no volume is mounted at /, and {} and {} are two",
                first.mount, second.mount
            );
            return facts.put_unclear(Key::DiskFree, source, &format!("line {}", first.line), why);
        }
    };
    let place = format!("line {}", row.line);
    facts.put(Key::DiskVolume, source, &place, row.mount);
    for (key, fact) in table.facts(row) {
        facts.insert(key, fact);
    }
}

/// What is needed to understand a row.
struct Table<'t> {
    source: &'t str,
    mounts: &'t Mounts<'t>,
    /// Whether units are written small, and large.
    marks: (bool, bool),
}

impl Table<'_> {
    fn fact(&self, line: usize, raw: &str, text: Result<String, String>) -> Fact {
        let raw = if text.is_ok() { raw } else { "" };
        let (source, place) = (self.source.to_owned(), format!("line {line}"));
        Fact { text, origin: Origin { source, place, raw: raw.to_owned() }, note: None }
    }

    fn facts(&self, row: &Row) -> Vec<(Key, Fact)> {
        let sizes = [(Key::DiskSize, row.size), (Key::DiskFree, row.free)];
        let mut facts: Vec<(Key, Fact)> = sizes
            .into_iter()
            .map(|(key, text)| (key, self.fact(row.line, text, span(text, row.block, self.marks))))
            .collect();
        let told = row.kind.map(|kind| self.fact(row.line, kind, Ok(kind.to_owned())));
        let kind = told.or_else(|| self.kind_at(row.mount));
        facts.extend(kind.map(|fact| (Key::FileSystem, fact)));
        facts
    }

    /// The file system at a mount point, where `mount` was asked.
    fn kind_at(&self, path: &str) -> Option<Fact> {
        let (line, kind) = self.mounts.get(path)?;
        Some(self.fact(*line, kind, Ok(file_system(kind)?.to_owned())))
    }

    /// Every row is a volume, and so is what only `mount` names.
    fn put_volumes(&self, rows: &[Row], facts: &mut Facts) {
        let mut volumes = Volumes::default();
        let mut add = |path: &str, facts: Vec<(Key, Fact)>| {
            let mut volume = Volume::new(path);
            volume.system = Some(path == ROOT);
            facts.into_iter().for_each(|(key, fact)| volume.insert(key, fact));
            volumes.add(volume);
        };
        let mut only: Vec<(&usize, &str)> =
            self.mounts.iter().map(|(path, (line, _))| (line, *path)).collect();
        only.sort_unstable();
        for (_, path) in only {
            add(path, self.kind_at(path).map(|fact| (Key::FileSystem, fact)).into_iter().collect());
        }
        for row in rows {
            add(row.mount, self.facts(row));
        }
        volumes.put(facts);
    }
}

/// What has a row in a table, or a line, but no space: a file system of the kernel's own, and one
/// that could not be asked.
fn holds_no_space(line: &str) -> bool {
    let before = line.split_once(" /").map_or("", |(before, _)| before.trim_end());
    before.ends_with(" -") && before.split_whitespace().count() > 3 || line.starts_with("df: ")
}

/// Whether a line can be the heading of the table.
fn line_is_heading(line: &str) -> bool {
    line.len() < 400
        && !line.contains(" /")
        && (line.contains('%') && line.split_whitespace().count() >= 5 || block(line).is_some())
}

/// A size as `df` prints it: exact blocks, or rounded up to its last digit. Its units are powers
/// of 1024 with `-h` and of 1000 with `-H`; only `K` and `k` are written differently.
fn span(size: &str, block: Option<u64>, (small, large): (bool, bool)) -> Result<String, String> {
    let fault = || format!("expected a size such as \"15G\", found \"{size}\"");
    let end = size.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(size.len());
    let (number, unit) = size.split_at(end);
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let whole: u64 = whole.parse().map_err(|_| fault())?;
    if unit.is_empty() {
        if !fraction.is_empty() {
            return Err(fault());
        }
        let block = match block {
            Some(block) => block,
            None if whole == 0 => 1,
            None => return Err(format!("{size} without a unit; run `df -k`")),
        };
        return whole.checked_mul(block).map(|bytes| format!("{bytes} B")).ok_or_else(fault);
    }
    let tenths: u64 = match fraction.len() {
        0 if number.ends_with(['.', ',']) => return Err(fault()),
        0 => 0,
        1 => fraction.parse().map_err(|_| fault())?,
        _ => return Err(fault()),
    };
    let power = unit.chars().next().and_then(|c| "BKMGTP".find(c.to_ascii_uppercase()));
    let power = power.ok_or_else(fault)? as u32;
    let rounding = if fraction.is_empty() { 10 } else { 1 };
    let all = whole.checked_mul(10).and_then(|all| all.checked_add(tenths)).ok_or_else(fault)?;
    let bytes = |tenths: u64, base: u128| {
        let bytes = u128::from(tenths) * base.pow(power) / 10;
        u64::try_from(bytes).map_err(|_| fault())
    };
    let binary = unit.ends_with('i') || unit.ends_with("iB") || large && !small;
    let decimal = unit.ends_with('B') && unit.len() == 2 || small && !large;
    let low = if binary && !decimal { 1024 } else { 1000 };
    let high = if decimal { 1000 } else { 1024 };
    let rounding = if power == 0 { 0 } else { rounding };
    let (low, high) = (bytes(all.saturating_sub(rounding), low)?, bytes(all, high)?);
    // Rounded up, it was more than the next lower one.
    let low = if rounding > 0 && low < high { low.saturating_add(1) } else { low };
    Ok(if low == high { format!("{low} B") } else { format!("{low} B to {high} B") })
}
