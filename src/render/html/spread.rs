//! How far a fleet is from each figure of the minimum: a histogram where the figure is a number,
//! the shares of the verdicts where it is none, and both in words.

use super::gather::Gathered;
use crate::fleet::{Counts, Spread};
use crate::profile::Profile;
use crate::render::many;

/// The drawings are so wide.
pub(super) const WIDTH: usize = BIN * Spread::BINS;
/// And so high.
pub(super) const HEIGHT: usize = 28;
/// The bars of shares are so high.
pub(super) const BAR: usize = 12;
/// A bin is so wide.
const BIN: usize = 15;
/// Where the minimum stands.
pub(super) const MINIMUM: usize = BIN * Spread::ENOUGH;

/// Where the bins begin, in words: half powers of two of the minimum.
const FROM: [&str; Spread::BINS] = [
    "nothing", "0.09", "1/8", "0.18", "1/4", "0.35", "1/2", "0.71", "1", "1.4", "2", "2.8", "4",
    "5.7", "8", "11", "16",
];

/// The axis: where something is written, and what.
pub(super) const TICKS: [(usize, &str); 7] = [
    (2 * BIN, "⅛"),
    (4 * BIN, "¼"),
    (6 * BIN, "½"),
    (MINIMUM, "1×"),
    (10 * BIN, "2×"),
    (12 * BIN, "4×"),
    (14 * BIN, "8×"),
];

/// The figures of an edition.
pub(super) struct Edition<'p> {
    pub n: usize,
    pub id: &'p str,
    pub plots: Vec<Plot>,
}

/// How far a fleet is from one figure.
pub(super) struct Plot {
    pub item: String,
    pub text: String,
    pub verdicts: Counts,
    pub bars: Vec<Bar>,
    /// What is to be seen, in words.
    pub words: String,
    /// Whether it is a histogram, on the axis.
    pub on_axis: bool,
}

/// A filled part of a drawing.
pub(super) struct Bar {
    pub class: &'static str,
    pub x: String,
    pub y: String,
    pub width: String,
    pub height: String,
}

/// The plots of every edition that has a minimum.
pub(super) fn plots<'p>(gathered: &Gathered<'_>, profiles: &'p [Profile]) -> Vec<Edition<'p>> {
    let editions = profiles.iter().enumerate().map(|(n, profile)| {
        let own = gathered.fleet.spreads.iter().filter(|((edition, ..), _)| *edition == n);
        let plots = own.map(|((_, item, text), spread)| plot(item.label(), text, spread)).collect();
        Edition { n: n + 1, id: &profile.id, plots }
    });
    editions.filter(|edition| !edition.plots.is_empty()).collect()
}

fn plot(item: &str, text: &str, spread: &Spread) -> Plot {
    let Spread { verdicts, bins } = spread;
    let on_axis = !bins.is_empty();
    let (bars, words) = match on_axis {
        true => (histogram(bins), in_words(bins, verdicts.all())),
        false => (shares(*verdicts, WIDTH, (HEIGHT - BAR) / 2), verdicts.to_string()),
    };
    let (item, text) = (item.to_owned(), text.to_owned());
    Plot { item, text, verdicts: *verdicts, bars, words, on_axis }
}

fn histogram(bins: &[usize]) -> Vec<Bar> {
    let most = bins.iter().copied().max().unwrap_or(0).max(1);
    let filled = bins.iter().enumerate().filter(|(_, n)| **n > 0);
    let bar = |(bin, n): (usize, &usize)| {
        // A single machine among thousands is seen all the same.
        let height = part(*n, most, HEIGHT).max(1.0);
        Bar {
            class: if bin < Spread::ENOUGH { "below" } else { "enough" },
            x: (BIN * bin + 1).to_string(),
            y: length(part(1, 1, HEIGHT) - height),
            width: (BIN - 2).to_string(),
            height: length(height),
        }
    };
    filled.map(bar).collect()
}

/// The shares of the verdicts, side by side.
pub(super) fn shares(counts: Counts, width: usize, y: usize) -> Vec<Bar> {
    let mut x = 0.0;
    let all = counts.all().max(1);
    let parts = [("pass", counts.pass), ("unknown", counts.unknown), ("fail", counts.fail)];
    let bars = parts.into_iter().filter(|(_, n)| *n > 0).map(|(class, n)| {
        let own = part(n, all, width);
        let at = length(x);
        x += own;
        let (y, height) = (y.to_string(), BAR.to_string());
        Bar { class, x: at, y, width: length(own), height }
    });
    bars.collect()
}

/// So many of all, of a length.
fn part(n: usize, all: usize, of: usize) -> f64 {
    // Numbers of machines and pixels are far below 2^53.
    #[allow(clippy::cast_precision_loss)]
    let part = n as f64 * of as f64 / all as f64;
    part
}

/// A length with what a screen can show of it.
fn length(length: f64) -> String {
    format!("{length:.1}")
}

fn in_words(bins: &[usize], all: usize) -> String {
    let filled =
        bins.iter().enumerate().filter(|(_, n)| **n > 0).map(|(bin, n)| match FROM.get(bin + 1) {
            Some(to) if bin == 0 => format!("{n} below {to}"),
            Some(to) => format!("{n} from {} to {to}", FROM[bin]),
            None => format!("{n} from {} up", FROM[bin.min(Spread::BINS - 1)]),
        });
    let filled: Vec<String> = filled.collect();
    let counted: usize = bins.iter().sum();
    let below: usize = bins.iter().take(Spread::ENOUGH).sum();
    let unknown = match all.saturating_sub(counted) {
        0 => String::new(),
        n => format!("; of {} no share is known", many(n, "machine")),
    };
    format!(
        "{below} below the minimum, {} at or above it. By share of the minimum: {}{unknown}.",
        counted - below,
        filled.join(", ")
    )
}
