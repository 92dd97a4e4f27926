//! The canonical form of a file of upgrade rules.

use crate::profile::format::{Layout, SOURCE_KEYS, arranged};

/// The keys of the file.
pub const FILE_KEYS: &[&str] = &["source", "path"];

/// The keys of a `[[path]]`.
pub const PATH_KEYS: &[&str] =
    &["from", "to", "direct", "method", "via", "conditions", "caveats", "source"];

/// The keys of a caveat that holds only for some servers.
pub const CAVEAT_KEYS: &[&str] = &["only_if", "began", "text"];

const RULES: Layout = Layout {
    keys: FILE_KEYS,
    tables: &[("source", SOURCE_KEYS), ("path", PATH_KEYS)],
    inline: |key| if key == "caveats" { CAVEAT_KEYS.to_vec() } else { Vec::new() },
};

/// The canonical form of a text of rules that was read without an error.
pub fn canonical(text: &str) -> String {
    arranged(text, &RULES)
}
