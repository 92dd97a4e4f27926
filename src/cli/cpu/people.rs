//! The meaning of processor texts for people: one in full, several as a table.

use super::super::{Global, check};
use super::{Meaning, Opinion};
use minspec::profile::Profile;
use minspec::quantity::class_names;
use minspec::render::json::class_ids;
use minspec::render::story::{Block, Cell};
use minspec::render::table;
use minspec::units::{Hertz, Round};
use minspec::verdict::Verdict;
use std::io::{self, Write};

pub fn write(
    meanings: &[Meaning<'_>],
    editions: &[Profile],
    global: &Global,
    out: &mut dyn Write,
) -> io::Result<()> {
    let blocks = match meanings {
        [meaning] => in_full(meaning, editions),
        meanings => {
            let mut blocks = vec![overview(meanings)];
            for meaning in meanings.iter().filter(|_| !editions.is_empty()) {
                blocks.push(Block::Heading(meaning.text.to_owned()));
                blocks.extend(opinions(meaning, editions));
            }
            blocks
        }
    };
    table::blocks(&blocks, &check::plain_style(global), out)
}

fn overview(meanings: &[Meaning<'_>]) -> Block {
    let header = ["text", "class", "clock", "sockets", "isa", "generation", "why"];
    let rows = meanings.iter().map(|meaning| {
        let classes = class_names(meaning.identified.classes.iter());
        Cell::row([
            meaning.text.to_owned(),
            classes,
            clock(meaning),
            sockets(meaning),
            isa(meaning),
            meaning.identified.generations.to_string(),
            meaning.why(),
        ])
    });
    Block::table(&header, rows)
}

fn in_full(meaning: &Meaning<'_>, editions: &[Profile]) -> Vec<Block> {
    let identified = &meaning.identified;
    let classes = identified.classes.iter().map(|class| {
        let (name, year) = (class.name(), class.year());
        match class.clocks() {
            Some(clocks) => format!("{name} ({class}, {year}, sold at {})", rates(clocks)),
            None => format!("{name} ({class}, {year})"),
        }
    });
    let classes: Vec<String> = classes.collect();
    let mut facts = vec![("evidence", meaning.why())];
    facts.push(("clock", clock(meaning)));
    facts.push(("processors", sockets(meaning)));
    facts.push(("instruction set", isa(meaning)));
    facts.push(("generation", identified.generations.to_string()));
    facts.push(("counts as", class_ids(meaning.ancestors()).join(" ")));
    let rows = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let rows = rows.map(|(name, value)| Cell::row([name, &value]));
    let mut blocks = vec![Block::Heading(meaning.text.to_owned())];
    blocks.push(match classes.is_empty() {
        true => Block::Line("It names no processor class that is known.".to_owned()),
        false => {
            Block::List(if classes.len() == 1 { "It is" } else { "It is one of" }.into(), classes)
        }
    });
    blocks.push(Block::table(&["what", "known"], rows));
    // Of nothing, every edition says the same.
    if !classes_are_unknown(meaning) {
        blocks.extend(opinions(meaning, editions));
    }
    blocks
}

fn classes_are_unknown(meaning: &Meaning<'_>) -> bool {
    meaning.identified.classes.is_empty() && meaning.clock.is_none()
}

/// What the editions say: those that it meets together, and each of the others with the reason.
fn opinions(meaning: &Meaning<'_>, editions: &[Profile]) -> Vec<Block> {
    let machine = meaning.machine();
    let all: Vec<Opinion<'_>> =
        editions.iter().map(|profile| Opinion::of(profile, &machine)).collect();
    let listed = |title: &'static str, which: fn(&Opinion<'_>) -> bool| {
        let ids: Vec<&str> = all.iter().filter(|o| which(o)).map(|o| o.id).collect();
        let line = (!ids.is_empty()).then(|| ids.join(" "));
        Block::List(title.into(), line.into_iter().collect())
    };
    let others = all.iter().filter(|opinion| opinion.judged).filter_map(|opinion| {
        let verdict = opinion.verdict.filter(|verdict| *verdict != Verdict::Pass)?;
        let (id, why) = (opinion.id.to_owned(), opinion.why.clone());
        Some(vec![Cell::Text(id), Cell::Verdict(verdict), Cell::Text(why)])
    });
    let others: Vec<Vec<Cell>> = others.collect();
    let mut blocks = vec![
        listed("It is processor enough for", |o| o.verdict == Some(Verdict::Pass)),
        listed("Nothing is asked of the processor by", |o| o.verdict.is_none()),
        listed("Nothing is published of what these ask", |o| o.verdict.is_some() && !o.judged),
    ];
    if !others.is_empty() {
        blocks.push(Block::table(&["edition", "verdict", "why"], others));
    }
    blocks
}

fn rates((low, high): (Hertz, Hertz)) -> String {
    match low == high {
        true => low.show(Round::Down),
        false => format!("{} to {}", low.show(Round::Down), high.show(Round::Down)),
    }
}

// What is not known is left blank.

fn clock(meaning: &Meaning<'_>) -> String {
    meaning.clock.map(rates).unwrap_or_default()
}

fn sockets(meaning: &Meaning<'_>) -> String {
    meaning.sockets.map(|sockets| sockets.to_string()).unwrap_or_default()
}

fn isa(meaning: &Meaning<'_>) -> String {
    meaning.identified.isa.map(|(low, _)| low.to_string()).unwrap_or_default()
}
