//! Composition and inference over made-up editions, by example.

use crate::support::*;
use minspec::compose::complete;
use minspec::profile::Profile;

const X86: &str = "[[platform]]\nname = 'PC'\narch = 'x86'\n";

/// One platform with these tiers.
fn on(tiers: &str) -> String {
    format!("{X86}{tiers}\n")
}

/// Profiles as (id, lines), and what the last of them asks on its first platform.
#[track_caller]
fn check(profiles: &[(&str, &str)], expected: &[&str]) {
    let known: Vec<Profile> =
        profiles.iter().map(|(id, text)| made(id, &format!("name = 'P'\n{text}"))).collect();
    let whole = complete(known.last().expect("a profile"), &known).expect("whole");
    let told = |of: &minspec::profile::Requirement| {
        format!("{} {}: {}", of.tier.id(), of.item.id(), of.text)
    };
    let asked: Vec<String> = whole.platforms[0].requirements.iter().map(told).collect();
    assert_eq!(asked, expected);
}

#[test]
#[rustfmt::skip] // a table
fn examples_of_made_up_editions() {
    let (a, b) = (
        on("minimum = { cpu = '486', memory = '8 MB', disk = '100 MB' }\nmaximum = { memory = '1 GB' }"),
        on("minimum = { cpu = 'pentium', clock = '90 MHz', memory = '16 MB', disk_free = '50 MB', page_file = '64 MB' }"),
    );
    check(&[("a/1", &a), ("b/1", &b), ("w/1", "includes = ['a/1', 'b/1']")], &[
        "minimum cpu: 486", "minimum cpu: Pentium", "minimum clock: 90 MHz", "minimum memory: 16 MB to 24 MB",
        "minimum disk: 100 MB to 150 MB", "minimum disk_free: 50 MB to 150 MB", "minimum page_file: 64 MB",
        "maximum memory: 1 GB",
    ]);
    // What the list of a suite leaves out, its parts are asked for.
    check(&[("a/1", &a), ("w/1", &format!("includes = ['a/1']\n{}", on("minimum = { memory = '32 MB' }")))], &[
        "minimum arch: x86", "minimum cpu: 486", "minimum memory: 32 MB", "minimum disk: 100 MB", "maximum memory: 1 GB",
    ]);
    // A choice lies between its options; a limit that some refuse to pass is certain of none.
    let (strict, loose) = (
        on("minimum = { cpu = 'pentium', clock = '100 MHz', memory = '32 MB', disk = '1 GB' }\nmaximum = { memory = '64 MB', enforced = true }"),
        on("minimum = { cpu = '486', clock = '66 MHz', memory = '16 MB', disk = '1 GB' }\nmaximum = { sockets = 2 }"),
    );
    check(&[("a/1", &strict), ("b/1", &loose), ("w/1", "includes = [['a/1', 'b/1']]")], &[
        "minimum cpu: Pentium or 486", "minimum cpu: no more than Pentium", "minimum cpu: no more than 486",
        "minimum clock: 66 MHz", "minimum clock: no more than 100 MHz", "minimum clock: no more than 66 MHz",
        "minimum memory: 16 MB to 32 MB", "minimum disk: 1 GB", "maximum memory: 64 MB for some",
    ]);
    // Free space is no end of the size of a disk: it stands beside it.
    let (free, size) = (on("minimum = { memory = '8 MB', disk_free = '1 GB' }"), on("minimum = { memory = '8 MB', disk_size = '500 MB' }"));
    check(&[("p/1", &size), ("p/3", &free), ("p/2", "")], &[
        "minimum arch: x86", "minimum cpu: not known", "minimum memory: 8 MB", "minimum disk_free: no more than 1 GB", "minimum disk_size: 500 MB",
    ]);
    // Of an inverted pair neither is certain, in whatever item.
    let cores = |n: u32| on(&format!("minimum = {{ cpu = '486', cores = {n}, memory = '8 MB', disk = '1 GB' }}"));
    check(&[("p/1", &cores(4)), ("p/3", &cores(2)), ("p/2", "")], &[
        "minimum arch: x86", "minimum cpu: no more than 486", "minimum cpu: no more than 486", "minimum cores: no more than 2", "minimum cores: no more than 4",
        "minimum memory: 8 MB", "minimum disk: 1 GB",
    ]);
}

#[test]
#[rustfmt::skip] // a table
fn examples_on_every_architecture_and_beside_neighbours() {
    let a = on("minimum = { cpu = '486', memory = '8 MB', disk = '100 MB' }\nmaximum = { memory = '1 GB' }");
    // A platform of every architecture keeps its figures, whatever its parts and neighbours run on.
    let every = "[[platform]]\nname = 'Any'\nminimum = { cpu = 'pentium2', memory = '64 MB' }\n";
    check(&[("a/1", ""), ("w/1", &format!("includes = ['a/1']\n{every}"))], &[
        "minimum cpu: Pentium II", "minimum memory: 64 MB", "minimum disk: not known",
    ]);
    check(&[("a/1", ""), ("b/1", &format!("includes = ['a/1']\n{a}")), ("w/1", &format!("includes = ['a/1']\n{every}"))], &[
        "minimum cpu: Pentium II", "minimum memory: 64 MB", "minimum disk: no more than 100 MB",
    ]);
    // A neighbour that names no architecture is one for all of them.
    check(&[("p/2", every), ("p/1", "")], &[
        "minimum cpu: no more than Pentium II", "minimum memory: no more than 64 MB", "minimum disk: not known",
    ]);
    // Another edition's end of one item does not replace what a part has of the others.
    let cores = "[[platform]]\nname = 'PC'\narch = 'x86'\nminimum = { cores = 1, memory = '96 MB', disk = '1 GB' }\n";
    check(&[("a/1", ""), ("s/1", &format!("includes = ['a/1']\n{a}")), ("t/2", cores), ("t/1", "includes = ['a/1']")], &[
        "minimum arch: x86", "minimum cpu: no more than 486", "minimum memory: no more than 8 MB", "minimum disk: no more than 100 MB",
    ]);
    // Of many alternatives nobody knows which; they are not multiplied.
    let two = format!("{a}{}", on("minimum = { cpu = 'pentium', memory = '32 MB', disk = '1 GB' }").replace("PC", "PC 2"));
    let ids: Vec<String> = (1..=30).map(|n| format!("a{n}/1")).collect();
    let includes = format!("includes = {ids:?}");
    let mut many: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), two.as_str())).collect();
    many.push(("w/1", &includes));
    let known: Vec<Profile> =
        many.iter().map(|(id, text)| made(id, &format!("name = 'P'\n{text}"))).collect();
    assert!(complete(&known[30], &known).expect("whole").platforms.len() <= 64);
}
