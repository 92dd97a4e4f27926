//! HTML: one page that needs nothing else, to be opened, mailed, printed and filed.
//!
//! The page stands on its own: no address is loaded, and a policy in it lets only its own style and
//! script in, by their digests. Every text passes `text::Shown` on its way into a template, so
//! that none can become markup. Without the script everything is there and visible; the script only
//! sorts and filters.
//!
//! The parts: `gather` takes the reports as they flow by; `section` shows one machine;
//! `spread` draws how far a fleet is from each minimum; `page` is the whole.

mod gather;
mod page;
mod section;
mod spread;
mod text;

use super::{Format, Out, Style};
use crate::check::Check;
use gather::Gathered;
use std::io;

/// A page for people.
pub const FORMAT: Format = Format {
    name: "html",
    extensions: &["html", "htm"],
    doc: "one HTML page that needs no other file",
    write,
};

/// So many machines are shown one by one, unless all are asked for: what a browser opens at once.
const MACHINES: usize = 2_000;

/// So many answers, each of a machine and an edition, are shown one by one: with many editions
/// that is fewer machines.
const ANSWERS: usize = 5 * MACHINES;

fn write(check: &mut Check<'_>, style: &Style, out: Out<'_>) -> io::Result<()> {
    let by_answers = ANSWERS / check.profiles.len().max(1);
    // How high a screen is says nothing of a page; whether everything is asked for does.
    let most = style.lines.map(|_| by_answers.clamp(1, MACHINES));
    let mut gathered = Gathered::new(check, most);
    check.each(|reports| gathered.add(reports))?;
    page::write(&gathered, check, out)
}
