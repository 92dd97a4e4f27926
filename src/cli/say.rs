//! Words to standard error. Nobody may be listening, and that changes neither the answer nor the
//! exit code.

use super::progress;
use minspec::render::printable;
use std::io::{self, Write};

/// One error.
pub fn error(why: &str) {
    // A fault that is shown at its place brings its own title.
    let title = if why.starts_with("error: ") { "" } else { "error: " };
    line(&format!("{title}{}", why.trim_end()));
}

/// Something that was not used or not understood.
pub fn warning(what: &str) {
    line(&format!("warning: {what}"));
}

/// Anything else.
pub fn line(text: &str) {
    let mut stderr = io::stderr().lock();
    progress::clear(&mut stderr);
    for line in text.lines() {
        let _ = writeln!(stderr, "{}", printable(line));
    }
}
