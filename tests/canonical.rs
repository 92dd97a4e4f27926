//! The canonical form of a profile: one order and one shape, and the same meaning.

use crate::support::{cases, tier};
use minspec::profile::{format, read};
use proptest::prelude::*;
use std::collections::BTreeSet;

const HEAD: &str = "name = \"Ours\"\n[[source]]\nid = \"s\"\ntitle = \"T\"\nfigures = \"1 GB\"\n[[platform]]\nname = \"PC\"\n";

/// Every shipped profile, with its text.
/// The canonical form of a text, which is itself canonical and reads to an equal profile.
#[track_caller]
fn canonical(text: &str) -> String {
    let read = |text: &str| read::profile("p", text).unwrap_or_else(|faults| panic!("{faults}"));
    let write =
        |text: &str| format::canonical("p", text).unwrap_or_else(|faults| panic!("{faults}"));
    let canonical = write(text);
    assert_eq!(read(&canonical), read(text), "{text}\n{canonical}");
    assert_eq!(write(&canonical), canonical, "{text}");
    canonical
}

#[test]
fn the_canonical_form_has_one_order_and_one_shape() {
    let text = "vendor='V'\nname  =   \"Ours\"\nremarks = [\n  \"a\",\n  \"b\",\n]\n\n\n[[platform]]\n\
                minimum={source=\"s\",memory=\"1 GB\",cores=2}\nname=\"PC\"\n[[source]]\ntitle=\"T\"\nid=\"s\"";
    let expected = "name    = \"Ours\"\nvendor  = \"V\"\nremarks = [\"a\", \"b\"]\n\n[[source]]\nid    = \"s\"\n\
                    title = \"T\"\n\n[[platform]]\nname    = \"PC\"\n\
                    minimum = { cores = 2, memory = \"1 GB\", source = \"s\" }\n";
    assert_eq!(canonical(text), expected);
    assert_eq!(canonical(expected), expected);
    assert_eq!(canonical(&text.replace('\n', "\r\n")), expected);
    // Figures are spaced, which changes their text and nothing else.
    let glued = expected.replace("1 GB", "1GB");
    assert_eq!(format::canonical("p", &glued).expect("good"), expected);
}

#[test]
#[rustfmt::skip] // a table
fn the_canonical_form_keeps_every_comment_and_meaning() {
    /// All comments of a text, and then each alone.
    #[track_caller]
    fn check(text: &str) {
        let text = format!("# 0 first\nname = \"Ours\" # 1 beside\n{text}\n# 9 last\n");
        for kept in ["", "0", "1", "2", "3", "4", "5", "6", "9"] {
            let lines = text.lines().map(|line| match line.split_once("# ") {
                Some((before, comment)) if !comment.starts_with(kept) => before,
                _ => line,
            });
            let text = lines.collect::<Vec<_>>().join("\n");
            let comments = |text: &str| -> BTreeSet<String> {
                text.split("# ").skip(1).filter_map(|c| Some(c.lines().next()?.to_owned())).collect()
            };
            assert_eq!(comments(&canonical(&text)), comments(&text), "{text}");
        }
    }
    check("# 2 before\nvendor = \"V\"\n\n# 3 of the source\n[[source]] # 4 there\n# 5 of the id\nid = \"s\"\ntitle = \"T\"");
    check("remarks = [ # 2 after the bracket\n  # 3 before\n  \"a\", # 4 beside\n  \"b\" # 5 and\n  # 6 at the end\n]");
    check("[[platform]]\nname = \"PC\"\nminimum = [ # 2\n  { cores = 1 }, # 3\n  # 4\n]");
    check("[[platform]]\nname = \"PC\"\n[platform.minimum] # 2\n# 3\ncores = 1 # 4\n");
    check("[[platform]]\nname = \"PC\"\n# 2\nminimum = { # 3\n  cores = 1 # 4\n  , memory = \"1 GB\", # 5\n}");
    check("# 2\nsource = [\n  # 3\n  { id = \"s\", title = \"T\" }, # 4\n] # 5");
    check("[[platform]]\nname = \"A\"\n[platform.recommended] # 2\ncores = 2\n[platform.minimum] # 3\ncores = 1\n[[platform]]\nname = \"B\"");
    check("[[platform]]\nname = \"A\"\n[[platform.recommended]] # 2\ncores = 2\n[[platform.minimum]] # 3\ncores = 1\n[[platform]]\nname = \"B\"");
    // Tables in every form that TOML has.
    check("[[platform]]\nname = \"A\"\n[[platform.minimum]]\ncores = 1\n[[platform.minimum]]\nmemory = \"1 GB\"\n\
           [[platform]]\nname = \"B\"\n[[platform.minimum]]\ncores = 2");
    check("[[platform]]\nname = \"A\"\nminimum.cores = 1\nminimum.memory.from = \"1 GB\"\nminimum.memory.to = \"2 GB\"");
    check("platform = [{ name = \"A\", minimum = { cores = 1 } }, { name = \"B\" }]\nsource = [{ id = \"s\", title = \"T\" }]");
    check("[[platform]]\nname = \"A\"\n[[source]]\nid = \"s\"\ntitle = \"T\"\n[[platform]]\nname = \"B\"");
    canonical("name = 'N # no'\nremarks = ['a # b', \"\"\"\nc # d\n\"\"\", \"e\\u0009 \\\" f\"]");
    check("[[platform]]\nname = \"A\"\nminimum = { cores = 1 }\n[platform.recommended]\ncores = 2\n[platform.maximum]\ncores = 4");
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_canonical_form_never_changes_the_meaning(
        tiers in prop::collection::vec(prop::option::of(tier()), 1..5), at in 0usize..5,
    ) {
        let mut blocks: Vec<String> =
            tiers.iter().map(|tier| {
                format!("[[platform]]\nname='P'\n{}", tier.as_deref().unwrap_or_default())
            }).collect();
        blocks.insert(at.min(blocks.len()), "[[source]]\ntitle='T'\nid='s'\n\n[[source]]\ntitle='U'\nid='t'\n".into());
        canonical(&format!("vendor = 'V'\nname = 'N'\n{}", blocks.concat()));
    }

    #[test]
    fn no_text_makes_the_profile_reader_panic(
        text in ".{0,60}|(\\[|\\{|\"|name|platform|source|minimum|cpu|=|:|,|\n|\\]|\\}|[0-9]|\\.){0,40}",
    ) {
        for text in [text.clone(), format!("{HEAD}minimum = {text}"), format!("{HEAD}{text}")] {
            if let Err(faults) = read::profile("p", &text) {
                prop_assert!(!faults.to_string().is_empty());
            } else {
                canonical(&text);
            }
        }
    }
}
