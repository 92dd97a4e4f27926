//! `minspec cpu`: what a processor's name means.

use super::exit::Exit;
use super::{Global, check, output};
use clap::ValueEnum;
use minspec::cpu::{Evidence, Identified, describe, identify};
use minspec::quantity::class_names;
use minspec::render::json::{SCHEMA, class_ids};
use minspec::render::story::{Block, Cell};
use minspec::render::table;
use minspec::sources::file;
use minspec::units::{Hertz, Round};
use serde::Serialize;
use std::io::{self, Write};

#[derive(clap::Args)]
pub struct Args {
    /// Names, such as "Dual PII-350"; `-` reads one a line from standard input
    #[arg(value_name = "TEXT", required = true)]
    texts: Vec<String>,
    /// The format of the output
    #[arg(short, long, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
    Ndjson,
}

/// All texts on the wire.
#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    texts: Vec<Wire<'a>>,
}

/// A text on the wire.
#[derive(Serialize)]
struct Wire<'a> {
    schema: u32,
    text: &'a str,
    classes: Vec<&'static str>,
    clock: Option<Ends<u64>>,
    sockets: Option<u32>,
    isa: Option<Ends<&'static str>>,
    why: String,
}

#[derive(Serialize)]
struct Ends<T> {
    low: T,
    high: Option<T>,
}

/// What one text means.
struct Meaning<'a> {
    text: &'a str,
    identified: Identified,
    clock: Option<(Hertz, Hertz)>,
    sockets: Option<u32>,
}

impl<'a> Meaning<'a> {
    fn of(text: &'a str) -> Meaning<'a> {
        let described = describe(text);
        let identified = identify(&Evidence { text: Some(text), ..Evidence::default() });
        Meaning { text, identified, clock: described.clock, sockets: described.sockets }
    }

    fn why(&self) -> String {
        match &self.identified.conflict {
            Some(conflict) => conflict.clone(),
            None if self.identified.classes.is_empty() => "no class that is known".to_owned(),
            None => self.identified.why.clone(),
        }
    }

    fn wire(&self) -> Wire<'a> {
        Wire {
            schema: SCHEMA,
            text: self.text,
            classes: class_ids(self.identified.classes),
            clock: self.clock.map(|(low, high)| Ends { low: low.0, high: Some(high.0) }),
            sockets: self.sockets,
            // A name promises a level; it does not say that there is no more.
            isa: self.identified.isa.map(|(low, _)| Ends { low: low.id(), high: None }),
            why: self.why(),
        }
    }

    fn row(&self) -> Vec<Cell> {
        let classes = self.identified.classes;
        let clock = self.clock.map(|(low, high)| match low == high {
            true => low.show(Round::Down),
            false => format!("{} to {}", low.show(Round::Down), high.show(Round::Down)),
        });
        let mut ancestors = classes.iter().map(|class| class.ancestors());
        let shared = ancestors.next().map(|first| {
            let all = ancestors.fold(first, |all, next| all.intersection(next));
            class_ids(all).join(" ")
        });
        [
            self.text.to_owned(),
            class_names(classes.iter()),
            clock.unwrap_or_default(),
            self.sockets.map(|sockets| sockets.to_string()).unwrap_or_default(),
            self.identified.isa.map(|(low, _)| low.to_string()).unwrap_or_default(),
            shared.unwrap_or_default(),
            self.why(),
        ]
        .map(Cell::Text)
        .into()
    }
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    let mut texts: Vec<String> = Vec::new();
    for text in &args.texts {
        match text.as_str() {
            "-" => texts.extend(file::text("-")?.lines().map(str::to_owned)),
            text => texts.push(text.to_owned()),
        }
    }
    let meanings: Vec<Meaning<'_>> = texts.iter().map(|text| Meaning::of(text)).collect();
    if !global.quiet {
        output::stdout(|out| write(&meanings, args.format, global, out))?;
    }
    let unknown = meanings.iter().any(|meaning| meaning.identified.classes.is_empty());
    Ok(if unknown { Exit::Unknown } else { Exit::Pass })
}

fn write(
    meanings: &[Meaning<'_>],
    format: Format,
    global: &Global,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Table => {
            let header = ["text", "class", "clock", "sockets", "isa", "at least", "why"];
            let rows = meanings.iter().map(Meaning::row).collect();
            let blocks = [Block::Table(header.map(str::to_owned).to_vec(), rows)];
            table::blocks(&blocks, &check::plain_style(global), out)
        }
        Format::Json => {
            let texts = meanings.iter().map(Meaning::wire).collect();
            let document = Document { schema: SCHEMA, texts };
            serde_json::to_writer_pretty(&mut *out, &document)?;
            writeln!(out)
        }
        Format::Ndjson => meanings.iter().try_for_each(|meaning| {
            serde_json::to_writer(&mut *out, &meaning.wire())?;
            writeln!(out)
        }),
    }
}
