//! Upgrade plans: as the story for people, and as JSON, version 1 of the contract.

use super::Style;
use super::json::{SCHEMA, some_verdict, wire};
use super::story::{Block, Cell, tell};
use crate::profile::Source;
use crate::report::Report;
use crate::upgrade::{Closed, Plan, Rule, Step, Upgrades, Way, direct};
use crate::verdict::Verdict;
use serde::Serialize;
use std::io::{self, Write};

/// The caveats of a step, for a server that went the way up to there.
fn caveats(way: &[Step<'_>], n: usize) -> Vec<String> {
    let been: Vec<&str> = way[..=n].iter().map(|step| step.from).collect();
    way[n].rule.caveats.iter().map(|caveat| caveat.told(&been)).collect()
}

/// The story of a plan, with what the stops on its way ask of machines.
pub fn story(
    plan: &Plan<'_>,
    judged: &Judged<'_>,
    upgrades: &Upgrades,
    style: &Style,
) -> Vec<Block> {
    let Plan { from, to, .. } = plan;
    let answer = match (plan.supported(), plan.ways.first().map(Vec::len)) {
        (Some(true), Some(1)) => "SUPPORTED".to_owned(),
        (Some(true), steps) => format!("SUPPORTED, in {} steps", steps.unwrap_or(0)),
        (Some(false), _) => "NOT SUPPORTED".to_owned(),
        (None, _) => "NOT KNOWN".to_owned(),
    };
    let mut blocks = vec![
        Block::Heading(format!("{from} to {to}: {answer}")),
        Block::Line(sentence(&plan.why())),
    ];
    blocks.extend(judged.beside().map(|beside| Block::Line(sentence(&beside))));
    for (n, way) in plan.ways.iter().enumerate() {
        for (step, Step { from, to, .. }) in way.iter().enumerate() {
            let title = match n {
                0 => format!("Step {}: {from} to {to}", step + 1),
                n => format!("Alternative {n}, step {}: {from} to {to}", step + 1),
            };
            blocks.push(Block::List(title.into(), lines(way, step)));
        }
    }
    if !judged.reports.is_empty() {
        blocks.push(Block::Line(String::new()));
        blocks.extend(tell(judged.reports, style));
    }
    let rules = plan.ways.iter().flatten().map(|step| step.rule).chain(plan.closed);
    blocks.push(Block::List("Published in".into(), sources(rules, upgrades)));
    blocks
}

/// What the stops of a plan say of machines.
pub struct Judged<'a> {
    /// A report for each machine and each stop of the best way.
    pub reports: &'a [Report<'a>],
    /// The first alternative of which every machine passes every stop, where the best way has one
    /// that does not.
    pub other: Option<usize>,
    /// Whether machines were given.
    pub given: bool,
}

impl Judged<'_> {
    /// The verdict on the best way; `None` where nothing was judged.
    pub fn verdict(&self) -> Option<Verdict> {
        self.reports.iter().map(Report::verdict).min()
    }

    /// What must be said of machines beside the reports.
    fn beside(&self) -> Option<String> {
        match self.other {
            Some(n) => Some(format!("every stop of alternative {n} passes")),
            None if self.given && self.reports.is_empty() => {
                Some("there is no stop to judge the machine by".to_owned())
            }
            None => None,
        }
    }
}

fn lines(way: &Way<'_>, step: usize) -> Vec<String> {
    let rule = way[step].rule;
    let how = rule.method.told().map(|text| format!("how: {text}"));
    let conditions = rule.conditions.iter().map(|text| format!("before: {text}"));
    let caveats = caveats(way, step).into_iter().map(|text| format!("note: {text}"));
    let source = format!("source: {}", rule.citation());
    how.into_iter().chain(conditions).chain(caveats).chain([source]).collect()
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}

fn sources<'r>(rules: impl Iterator<Item = &'r Rule>, upgrades: &Upgrades) -> Vec<String> {
    let ids: Vec<&String> = rules.flat_map(|rule| &rule.citations).collect();
    let cited = upgrades.sources.iter().filter(|source| ids.contains(&&source.id));
    cited.map(Source::told).collect()
}

/// The story of everything that is known of upgrades from one edition.
pub fn story_from(from: &str, upgrades: &Upgrades) -> Vec<Block> {
    let (reachable, closed) = (upgrades.reachable(from), upgrades.closed(from));
    let mut blocks = vec![Block::Heading(format!("Upgrades from {from}"))];
    if reachable.is_empty() && closed.is_empty() {
        blocks.push(Block::Line("Nothing is published about upgrades from it.".to_owned()));
        return blocks;
    }
    if !reachable.is_empty() {
        let rows = reachable.iter().map(|(to, way)| {
            let over: Vec<&str> = way.iter().skip(1).map(|step| step.from).collect();
            let mut methods: Vec<&str> = way.iter().map(|step| step.rule.method.id()).collect();
            methods.dedup();
            let sources: Vec<String> = way.iter().map(|step| step.rule.citation()).collect();
            Cell::row([
                (*to).to_owned(),
                way.len().to_string(),
                over.join(", "),
                methods.join(", "),
                sources.join("; "),
            ])
        });
        blocks.push(Block::table(&["leads to", "steps", "over", "how", "source"], rows));
    }
    let shut = closed.iter().map(|Closed { to, rule }| {
        let via = match rule.via.as_slice() {
            [] => String::new(),
            via => format!(", first to {}", via.join(", then ")),
        };
        format!("{to}: not supported directly{via} ({})", rule.citation())
    });
    blocks.push(Block::List("Known to be closed as a single step".into(), shut.collect()));
    let rules = reachable.iter().flat_map(|(_, way)| way).map(|step| step.rule);
    let rules = rules.chain(closed.iter().map(|closed| closed.rule));
    blocks.push(Block::List("Published in".into(), sources(rules, upgrades)));
    blocks
}

#[derive(Serialize)]
struct WireStep<'a> {
    from: &'a str,
    to: &'a str,
    conditions: Vec<String>,
    caveats: Vec<String>,
    citation: String,
}

fn wire_steps<'a>(way: &'a Way<'_>) -> Vec<WireStep<'a>> {
    let step = |(n, step): (usize, &'a Step<'_>)| {
        let method = step.rule.method.told().map(str::to_owned);
        let conditions = method.into_iter().chain(step.rule.conditions.iter().cloned());
        WireStep {
            from: step.from,
            to: step.to,
            conditions: conditions.collect(),
            caveats: caveats(way, n),
            citation: step.rule.citation(),
        }
    };
    way.iter().enumerate().map(step).collect()
}

#[derive(Serialize)]
struct Alternative<'a> {
    steps: Vec<WireStep<'a>>,
}

/// Writes a plan as JSON, with what its stops say of machines.
pub fn json(plan: &Plan<'_>, judged: &Judged<'_>, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Document<'a, R: Serialize> {
        schema: u32,
        from: &'a str,
        to: &'a str,
        supported: Option<bool>,
        direct: bool,
        steps: Vec<WireStep<'a>>,
        alternatives: Vec<Alternative<'a>>,
        why: String,
        #[serde(serialize_with = "some_verdict")]
        verdict: Option<Verdict>,
        reports: Vec<R>,
    }
    let document = Document {
        schema: SCHEMA,
        from: plan.from,
        to: plan.to,
        supported: plan.supported(),
        direct: plan.direct(),
        steps: plan.ways.first().map(wire_steps).unwrap_or_default(),
        alternatives: plan
            .ways
            .iter()
            .skip(1)
            .map(|way| Alternative { steps: wire_steps(way) })
            .collect(),
        why: [plan.why()].into_iter().chain(judged.beside()).collect::<Vec<_>>().join("; "),
        verdict: judged.verdict(),
        reports: judged.reports.iter().map(wire).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes everything that is known of upgrades from one edition as JSON.
pub fn json_from(from: &str, upgrades: &Upgrades, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Reached<'a> {
        to: &'a str,
        direct: bool,
        steps: Vec<WireStep<'a>>,
    }
    #[derive(Serialize)]
    struct Shut<'a> {
        to: &'a str,
        via: &'a [String],
        citation: String,
    }
    #[derive(Serialize)]
    struct Document<'a> {
        schema: u32,
        from: &'a str,
        reachable: Vec<Reached<'a>>,
        closed: Vec<Shut<'a>>,
    }
    let reachable = upgrades.reachable(from);
    let closed = upgrades.closed(from);
    let document = Document {
        schema: SCHEMA,
        from,
        reachable: reachable
            .iter()
            .map(|(to, way)| Reached { to, direct: direct(way), steps: wire_steps(way) })
            .collect(),
        closed: closed
            .iter()
            .map(|Closed { to, rule }| Shut { to, via: &rule.via, citation: rule.citation() })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
