//! `minspec formats`: the formats of input and output, and how one file is read.

use super::exit::Exit;
use super::list::Format;
use super::{Global, check, machines, output};
use minspec::render::json::SCHEMA;
use minspec::render::story::{Block, Cell};
use minspec::render::{self, markdown, table};
use minspec::sources::facts::{Fact, Facts, Key};
use minspec::sources::inventory::{Column, Columns};
use minspec::sources::{self, Ask, Batch, Entry, Keep};
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(clap::Args)]
pub struct Args {
    /// Show the format of a file, and what each column or line of it is read as; `-` is standard
    /// input
    #[arg(long = "explain", value_name = "FILE")]
    machines: Option<String>,
    #[command(flatten)]
    reading: machines::Reading,
    /// The format of the output
    #[arg(short, long, default_value = "table")]
    format: Format,
}

/// The formats on the wire.
#[derive(Serialize)]
struct Document {
    schema: u32,
    input: Vec<Input>,
    output: Vec<Output>,
}

#[derive(Serialize)]
struct Input {
    id: &'static str,
    name: &'static str,
    /// The items of which it never speaks.
    lacks: Vec<&'static str>,
}

#[derive(Serialize)]
struct Output {
    id: &'static str,
    name: &'static str,
    extensions: &'static [&'static str],
}

/// How a file is read, on the wire.
#[derive(Serialize)]
struct Explained {
    schema: u32,
    file: String,
    format: &'static str,
    name: &'static str,
    encoding: &'static str,
    /// That it is of a product, where it is.
    read_as: Option<String>,
    columns: Vec<OfColumn>,
    /// Of a report: its facts.
    facts: Vec<OfFact>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct OfColumn {
    heading: String,
    /// What a spec file calls it; absent: it is not used.
    meaning: Option<String>,
    unit: Option<String>,
    numbers: Option<&'static str>,
    why: String,
    example: Option<String>,
    /// What the example became.
    read: Option<String>,
}

#[derive(Serialize)]
struct OfFact {
    machine: String,
    fact: &'static str,
    text: Option<String>,
    unclear: Option<String>,
    place: String,
    raw: String,
}

pub fn run(args: &Args, global: &Global) -> Result<Exit, String> {
    match &args.machines {
        Some(path) => {
            let explained = explain(path, &args.reading.ask(Keep::Nothing))?;
            write(args.format, global, &blocks(&explained), &explained)?;
        }
        None => {
            let document = document();
            write(args.format, global, &lists(&document), &document)?;
        }
    }
    Ok(Exit::Pass)
}

fn write(
    format: Format,
    global: &Global,
    blocks: &[Block],
    document: &impl Serialize,
) -> Result<(), String> {
    if global.quiet {
        return Ok(());
    }
    let json = serde_json::to_string_pretty(document).map_err(|error| error.to_string())?;
    output::stdout(|out| match format {
        Format::Table => table::blocks(blocks, &check::plain_style(global), out),
        Format::Markdown => markdown::blocks(blocks, out),
        Format::Json => writeln!(out, "{json}"),
    })
}

fn document() -> Document {
    let input = sources::FORMATS.iter().map(|format| {
        let lacks = format.gaps.iter().flat_map(|gap| gap.items).map(|item| item.id());
        Input { id: format.id, name: format.name, lacks: lacks.collect() }
    });
    let output = render::FORMATS.iter().map(|format| Output {
        id: format.name,
        name: format.doc,
        extensions: format.extensions,
    });
    Document { schema: SCHEMA, input: input.collect(), output: output.collect() }
}

fn lists(document: &Document) -> Vec<Block> {
    let input = document.input.iter().map(|input| {
        let lacks = input.lacks.join(", ");
        Cell::row([input.id, input.name, if lacks.is_empty() { "-" } else { &lacks }])
    });
    let output = document.output.iter().map(|output| {
        let ends: Vec<String> = output.extensions.iter().map(|end| format!(".{end}")).collect();
        Cell::row([output.id, output.name, &ends.join(" ")])
    });
    vec![
        Block::table(&["input", "name", "never holds"], input),
        Block::table(&["output", "name", "files"], output),
    ]
}

/// So many machines of a report are shown.
const MACHINES: usize = 3;

fn explain(path: &str, ask: &Ask) -> Result<Explained, String> {
    let input = sources::open(path, ask)?;
    let name = sources::FORMATS.iter().find(|format| format.id == input.format);
    let mut explained = Explained {
        schema: SCHEMA,
        file: if path == "-" { "standard input" } else { path }.to_owned(),
        format: input.format,
        name: name.map_or("a folder", |format| format.name),
        encoding: input.encoding,
        read_as: None,
        columns: Vec::new(),
        facts: Vec::new(),
        notes: Vec::new(),
    };
    if let Some(columns) = &input.table {
        ask.mapped_in(&input.headings)?;
        explained.read_as = columns.read_as();
        explained.columns = columns.columns.iter().map(|one| of_column(one, columns)).collect();
        return Ok(explained);
    }
    let mut machines = 0;
    for entry in input.batches.flat_map(Batch::facts) {
        match entry {
            Entry::Machine(facts) => {
                machines += 1;
                if machines <= MACHINES {
                    explained.facts.extend(of_facts(&facts));
                }
            }
            Entry::Note(note) | Entry::Bad(note) => explained.notes.push(note),
            Entry::Told(_) => {}
        }
    }
    if machines > MACHINES {
        explained.notes.push(format!("and {} machines more", machines - MACHINES));
    }
    Ok(explained)
}

fn of_column(column: &Column, columns: &Columns) -> OfColumn {
    let is_name = columns.names.first() == Some(&column.index);
    let read: Vec<String> = column
        .example
        .iter()
        .flat_map(|example| column.read(example))
        .map(|told| {
            let text = told.text.unwrap_or_else(|why| format!("unclear: {why}"));
            let note = told.note.map(|note| format!(" ({note})")).unwrap_or_default();
            format!("{} = {text}{note}", told.key.path())
        })
        .collect();
    let read = (!read.is_empty()).then(|| read.join("; "));
    OfColumn {
        heading: column.heading.clone(),
        meaning: column.used.then(|| column.meaning(is_name)).flatten(),
        unit: column.unit().map(str::to_owned),
        numbers: column.numbers_are(),
        why: column.why.clone(),
        example: column.example.clone(),
        read,
    }
}

fn of_facts(facts: &Facts) -> Vec<OfFact> {
    let fact = |(key, fact): (Key, &Fact)| OfFact {
        machine: facts.name.clone(),
        fact: key.path(),
        text: fact.text.as_ref().ok().cloned(),
        unclear: fact.text.as_ref().err().cloned(),
        place: fact.origin.place.clone(),
        raw: fact.origin.raw.clone(),
    };
    facts.iter().map(fact).collect()
}

fn blocks(explained: &Explained) -> Vec<Block> {
    let Explained { file, name, format, encoding, read_as, columns, facts, notes, .. } = explained;
    let encoding = match *encoding {
        "" => String::new(),
        encoding => format!(", {encoding}"),
    };
    let how = read_as.as_ref().map(|how| format!(", {how}")).unwrap_or_default();
    let mut blocks = vec![Block::Line(format!("{file}: {name} ({format}){encoding}{how}"))];
    if !columns.is_empty() {
        let used = columns.iter().filter(|column| column.meaning.is_some());
        let rows = used.map(|column| {
            let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            Cell::row([
                column.heading.as_str(),
                &or(&column.meaning),
                &or(&column.unit),
                column.numbers.unwrap_or("-"),
                &or(&column.example),
                &or(&column.read),
                &column.why,
            ])
        });
        let header = ["column", "meaning", "unit", "numbers", "example", "read as", "why"];
        blocks.push(Block::table(&header, rows));
        let rest: BTreeSet<String> = columns
            .iter()
            .filter(|column| column.meaning.is_none())
            .map(|column| match column.why.as_str() {
                "" => column.heading.clone(),
                why => format!("{} ({why})", column.heading),
            })
            .collect();
        if !rest.is_empty() {
            blocks.push(Block::List("not used".into(), rest.into_iter().collect()));
        }
    }
    if !facts.is_empty() {
        let rows = facts.iter().map(|fact| {
            let unclear = fact.unclear.as_ref().map(|why| format!("unclear: {why}"));
            let text = fact.text.clone().or(unclear).unwrap_or_default();
            Cell::row([&fact.machine, fact.fact, &text, &fact.place, &fact.raw])
        });
        let header = ["machine", "fact", "read as", "place", "what stands there"];
        blocks.push(Block::table(&header, rows));
    }
    if !notes.is_empty() {
        blocks.push(Block::List("notes".into(), notes.clone()));
    }
    blocks
}
