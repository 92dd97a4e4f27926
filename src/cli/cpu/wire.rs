//! The meaning of processor texts on the wire.

use super::{Meaning, Opinion};
use minspec::profile::Profile;
use minspec::render::json::{SCHEMA, class_ids, generation_ids};
use minspec::verdict::Verdict;
use serde::Serialize;
use std::io::{self, Write};

/// All texts on the wire.
#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    texts: Vec<Text<'a>>,
}

/// A text on the wire.
#[derive(Serialize)]
struct Text<'a> {
    schema: u32,
    text: &'a str,
    classes: Vec<&'static str>,
    clock: Option<Ends<u64>>,
    sockets: Option<u32>,
    isa: Option<Ends<&'static str>>,
    why: String,
    generations: Vec<&'static str>,
    ancestors: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    editions: Option<Vec<Edition<'a>>>,
}

#[derive(Serialize)]
struct Ends<T> {
    low: T,
    high: Option<T>,
}

#[derive(Serialize)]
struct Edition<'a> {
    id: &'a str,
    verdict: Option<&'static str>,
    why: String,
}

fn text<'a>(meaning: &Meaning<'a>, editions: &'a [Profile]) -> Text<'a> {
    let opinions = || {
        let machine = meaning.machine();
        let opinions = editions.iter().map(|profile| Opinion::of(profile, &machine));
        opinions
            .map(|Opinion { id, verdict, why, .. }| Edition {
                id,
                verdict: verdict.map(Verdict::id),
                why,
            })
            .collect()
    };
    Text {
        schema: SCHEMA,
        text: meaning.text,
        classes: class_ids(meaning.identified.classes),
        clock: meaning.clock.map(|(low, high)| Ends { low: low.0, high: Some(high.0) }),
        sockets: meaning.sockets,
        // A name promises a level; it does not say that there is no more.
        isa: meaning.identified.isa.map(|(low, _)| Ends { low: low.id(), high: None }),
        why: meaning.why(),
        generations: generation_ids(meaning.identified.generations),
        ancestors: class_ids(meaning.ancestors()),
        editions: (!editions.is_empty()).then(opinions),
    }
}

pub fn document(
    meanings: &[Meaning<'_>],
    editions: &[Profile],
    out: &mut dyn Write,
) -> io::Result<()> {
    let texts = meanings.iter().map(|meaning| text(meaning, editions)).collect();
    serde_json::to_writer_pretty(&mut *out, &Document { schema: SCHEMA, texts })?;
    writeln!(out)
}

pub fn lines(
    meanings: &[Meaning<'_>],
    editions: &[Profile],
    out: &mut dyn Write,
) -> io::Result<()> {
    meanings.iter().try_for_each(|meaning| {
        serde_json::to_writer(&mut *out, &text(meaning, editions))?;
        writeln!(out)
    })
}
