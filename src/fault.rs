//! What is wrong with a text of the user's, at which place, and what would do instead.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::fmt;
use std::ops::Range;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// The text cannot be used.
    Error,
    /// It can, but its author would want to know.
    Remark,
}

/// One thing that is wrong, with its place as a range of bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// How bad it is.
    pub gravity: Gravity,
    /// Where it stands.
    pub span: Range<usize>,
    /// What was found and what was expected.
    pub message: String,
    /// What to do, where the message does not say it yet.
    pub help: Option<String>,
}

/// All faults of one text. [`Display`](fmt::Display) shows each with its line and a caret.
#[derive(Clone, Debug)]
pub struct Faults {
    /// The file, as it was given.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// What is wrong; never empty.
    pub faults: Vec<Fault>,
}

impl std::error::Error for Faults {}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            let level = match fault.gravity {
                Gravity::Error => Level::ERROR,
                Gravity::Remark => Level::NOTE.with_name("remark"),
            };
            let place = Snippet::source(&self.text)
                .path(&self.path)
                .annotation(AnnotationKind::Primary.span(fault.span.clone()));
            let mut group = level.primary_title(&fault.message).element(place);
            if let Some(help) = &fault.help {
                group = group.element(Level::HELP.message(help));
            }
            f.write_str(&Renderer::plain().render(&[group]))?;
            f.write_str("\n")?;
        }
        Ok(())
    }
}

/// A place in a text, and what it says there.
#[derive(Clone, Debug)]
pub struct Place<'t> {
    /// The file, as it was given.
    pub path: &'t str,
    /// The whole text.
    pub text: &'t str,
    /// Where it stands.
    pub span: Range<usize>,
    /// What it says, in a few words.
    pub label: String,
}

/// One error that several places make together, shown with all of them.
pub fn clash(message: &str, places: &[Place<'_>]) -> String {
    let shown = places.iter().map(|place| {
        let Place { path, text, span, label } = place;
        let here = AnnotationKind::Primary.span(span.clone()).label(label);
        Snippet::source(*text).path(*path).annotation(here)
    });
    let group = Level::ERROR.primary_title(message).elements(shown);
    Renderer::plain().render(&[group])
}

/// The nearest of some names, where one is near enough for a slip of the fingers.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = |candidate: &str| 1 + candidate.len().max(name.len()) / 4;
    // So many characters apart in length, so many edits at least; it spares a long text the work.
    let length = name.chars().count();
    let similar =
        |candidate: &&str| length.abs_diff(candidate.chars().count()) <= allowed(candidate);
    known
        .into_iter()
        .filter(similar)
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= allowed(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
