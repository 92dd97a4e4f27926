//! The laws of the shipped profiles, each over every file; what is wrong with bad ones, told at
//! its place.

use crate::support::{bytes, class, mhz, told};
use minspec::library::BUILT_IN;
use minspec::profile::{Profile, SourceKind, Tier, format, laws, read};
use minspec::quantity::{Amount, Span};

/// Every shipped profile, with its text.
fn shipped() -> impl Iterator<Item = (Profile, &'static str)> {
    BUILT_IN.iter().map(|(id, text)| match read::profile(id, text) {
        Ok(profile) => (profile, *text),
        Err(faults) => panic!("{faults}"),
    })
}

fn ids() -> Vec<&'static str> {
    BUILT_IN.iter().map(|(id, _)| *id).collect()
}

#[test]
#[rustfmt::skip] // a table
fn the_editions_that_must_exist_do() {
    const WANTED: &str = "
        backoffice/ 1.0 1.5 2.0 2.5 4.0 4.5 2000  small-business-server/ 4.0 4.5 2000 2003 2008
        windows-nt-server/ 3.5 3.51 4.0 4.0-sp3 4.0-sp4  windows-server/ 2000 xp 2003-web
        2003-standard 2003-enterprise 2003-datacenter 2003-standard-x64
        sql-server/ 4.21a 6.0 6.5 7.0 2000  sna-server/ 2.1 2.11 3.0 4.0 4.0-sp2
        host-integration-server/ 2000  systems-management-server/ 1.0 1.1 1.2 2.0
        mail-server/ 3.2 3.5  exchange-server/ 4.0 5.0 5.5 5.5-sp2 2000
        internet-information-server/ 1.0 2.0 3.0 4.0  proxy-server/ 1.0 2.0  isa-server/ 2000
        index-server/ 1.1 2.0  site-server/ 3.0  transaction-server/ 2.0
        frontpage/ 1.1 98 2000  visual-interdev/ 1.0 6.0  internet-explorer/ 3.01 5.0";
    let (ids, mut product) = (ids(), "");
    for word in WANTED.split_whitespace() {
        match word.ends_with('/') {
            true => product = word,
            false => assert!(ids.contains(&format!("{product}{word}").as_str()), "{product}{word}"),
        }
    }
}

#[test]
fn an_id_is_a_product_and_a_version_in_lower_case() {
    for id in ids() {
        let (product, version) = id.split_once('/').expect(id);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        let good = |word: &str| {
            !word.is_empty() && word.chars().all(plain) && !word.starts_with(['-', '.'])
        };
        assert!(good(product) && good(version), "{id}");
    }
    assert!(ids().is_sorted(), "the build script sorts them");
    assert!(ids().windows(2).all(|two| two[0] != two[1]));
}

#[test]
fn every_file_keeps_the_laws_of_lint_in_canonical_form() {
    let ids = ids();
    for (id, text) in BUILT_IN {
        let faults = laws::lint(id, text, &ids);
        let faults: Vec<String> = faults.iter().map(|fault| told(text, fault)).collect();
        assert!(faults.is_empty(), "{id}: {faults:#?}");
        let canonical = format::canonical(id, text).unwrap_or_else(|faults| panic!("{faults}"));
        assert!(canonical == *text, "{id} is not in canonical form:\n{canonical}");
    }
}

#[test]
fn every_figure_is_cited_and_every_source_is_worth_its_place() {
    for (profile, _) in shipped() {
        let id = &profile.id;
        let requirements = || profile.platforms.iter().flat_map(|platform| &platform.requirements);
        let cited =
            |source: &str| requirements().any(|r| r.citations.iter().any(|id| id == source));
        for source in &profile.sources {
            let used = cited(&source.id) || source.figures.is_none();
            assert!(used, "{id}: {} prints figures that nothing cites", source.id);
            assert!(!cited(&source.id) || source.figures.is_some(), "{id}: {}", source.id);
            let url = source.url.as_deref().unwrap_or_default();
            assert!(
                url.starts_with("http://") || url.starts_with("https://"),
                "{id}: {}",
                source.id
            );
        }
        let weak = |cited: &String| {
            profile.sources.iter().any(|s| s.id == *cited && s.kind == SourceKind::Weak)
        };
        for requirement in requirements().filter(|r| !matches!(r.amount, Amount::Arch(_))) {
            let at = format!("{id}: {} {}", requirement.tier.id(), requirement.item.id());
            assert!(!requirement.citations.is_empty(), "{at} cites nothing");
            assert_eq!(requirement.weak, requirement.citations.iter().all(weak), "{at}");
            // Sizes stand there with their units; a clock may stand behind a stroke, as in 486/25.
            let sources = profile.sources.iter().filter(|s| requirement.citations.contains(&s.id));
            let figures: String = sources.filter_map(|s| s.figures.clone()).collect();
            let words: Vec<&str> = requirement.text.split([' ', ',']).collect();
            for size in words.windows(2).filter(|two| two[1].ends_with('B')) {
                let figure = size.join(" ");
                let printed =
                    |(at, _)| !figures[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
                assert!(figures.match_indices(&figure).any(printed), "{at}: {figure} in {figures}");
            }
        }
    }
}

#[test]
fn every_platform_names_its_architecture_and_asks_for_processors_of_it() {
    for (profile, _) in shipped() {
        for (n, platform) in profile.platforms.iter().enumerate() {
            let at = format!("{}, {}", profile.id, platform.name);
            let arch = platform.arch.unwrap_or_else(|| panic!("{at}: no architecture"));
            let twin = profile.platforms[..n].iter().any(|other| other.name == platform.name);
            assert!(!twin, "{at}: a name that stands twice");
            let minimum = platform.requirements.iter().any(|r| r.tier == Tier::Minimum);
            assert!(minimum || platform.requirements.is_empty(), "{at}: no minimum");
            for requirement in &platform.requirements {
                if let Amount::AnyOf(classes) = &requirement.amount {
                    assert!(classes.iter().all(|class| class.arch() == arch), "{at}: {classes:?}");
                }
            }
        }
    }
}

/// What is asked where it is a number, of a formula in its smallest case.
fn ends(amount: &Amount) -> Option<Span> {
    match amount {
        Amount::Span(span) => Some(*span),
        Amount::Formula(formula) => Some(formula.hull()),
        _ => None,
    }
}

#[test]
fn tiers_are_in_order() {
    let mut compared = 0;
    for (profile, _) in shipped() {
        for platform in &profile.platforms {
            for low in &platform.requirements {
                let later = |high: &&minspec::profile::Requirement| {
                    high.item == low.item && high.tier > low.tier && high.tier != Tier::Advice
                };
                for high in platform.requirements.iter().filter(later) {
                    let at = format!("{}, {}: {}", profile.id, platform.name, low.item.id());
                    if let (Some(low), Some(high)) = (ends(&low.amount), ends(&high.amount)) {
                        let below = high.high().is_none_or(|high| low.high() <= Some(high));
                        assert!(low.low() <= high.low() && below, "{at}: {low:?} and {high:?}");
                        compared += 1;
                        continue;
                    }
                    let ordered = match (&low.amount, &high.amount) {
                        (Amount::AnyOf(low), Amount::AnyOf(high)) => {
                            high.iter().all(|high| low.iter().any(|low| high >= low))
                        }
                        (low, high) => low == high,
                    };
                    assert!(ordered, "{at}: {} and {}", low.text, high.text);
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 20, "only {compared} pairs");
}

#[test]
fn parts_are_known_editions_and_no_edition_contains_itself() {
    let ids = ids();
    let profiles: Vec<Profile> = shipped().map(|(profile, _)| profile).collect();
    /// Every edition within one, however deep.
    fn within(id: &str, profiles: &[Profile], found: &mut Vec<String>) {
        let of = profiles.iter().filter(|profile| profile.id == id);
        for part in of.flat_map(|profile| &profile.includes).flatten() {
            if !found.contains(part) {
                found.push(part.clone());
                within(part, profiles, found);
            }
        }
    }
    for profile in &profiles {
        for part in profile.includes.iter().chain(&profile.optional) {
            assert!(!part.is_empty(), "{}: a choice of nothing", profile.id);
            for id in part {
                assert!(ids.contains(&id.as_str()), "{}: no edition {id}", profile.id);
            }
        }
        let mut inside = Vec::new();
        within(&profile.id, &profiles, &mut inside);
        assert!(!inside.contains(&profile.id), "{} contains itself", profile.id);
    }
}

#[test]
#[rustfmt::skip] // a table
fn the_figures_of_the_flagship_are_those_published() {
    let of = |id: &str| shipped().find(|(profile, _)| profile.id == id).expect(id).0;
    let profile = of("backoffice/4.5");
    assert_eq!(profile.released.as_deref(), Some("1999-01-12"));
    let [platform] = profile.platforms.as_slice() else { panic!("one platform") };
    assert_eq!(platform.arch, Some(minspec::cpu::Arch::X86));
    let minimum = platform.requirements.iter().filter(|r| r.tier == Tier::Minimum);
    let minimum: Vec<(&str, Amount)> = minimum.map(|r| (r.item.id(), r.amount.clone())).collect();
    let expected = [
        ("cpu", Amount::AnyOf(vec![class("pentium-pro")])),
        ("clock", Amount::Span(mhz(200, 200))),
        ("memory", Amount::Span(bytes(134_217_728, 134_217_728))),
        ("disk", Amount::Span(bytes(2_000_000_000, 2_000_000_000))),
    ];
    assert_eq!(minimum, expected);
    let parts = [
        "windows-nt-server/4.0-sp4", "internet-information-server/4.0", "sql-server/7.0",
        "sna-server/4.0-sp2", "systems-management-server/2.0", "exchange-server/5.5-sp2",
        "proxy-server/2.0", "index-server/2.0", "transaction-server/2.0", "internet-explorer/5.0",
    ];
    assert_eq!(profile.includes, parts.map(|id| vec![id.to_owned()]));
    for version in ["1.0", "1.5", "2.0", "2.5", "4.0"] {
        let profile = of(&format!("backoffice/{version}"));
        assert!(profile.platforms.is_empty(), "no figure was published for {version}");
        assert!(!profile.includes.is_empty(), "{version}");
    }
}

const HEAD: &str = "name = \"Ours\"\n[[source]]\nid = \"s\"\ntitle = \"T\"\nfigures = \"1 GB\"\n[[platform]]\nname = \"PC\"\n";

#[test]
#[rustfmt::skip] // a table
fn what_is_wrong_is_told_at_its_place() {
    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let text = format!("{HEAD}{line}\n");
        let found: Vec<String> = laws::lint("ours.toml", &text, &["sql-server/7.0"])
            .iter()
            .filter(|fault| fault.gravity == minspec::fault::Gravity::Error)
            .map(|fault| told(&text, fault))
            .collect();
        assert_eq!(found.len(), expected.len(), "{line}\n{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(&format!("error {expected}")), "\n{found}\n{expected}");
        }
        let shown = match read::profile("ours.toml", &text) {
            Ok(profile) => panic!("{profile:?}"),
            Err(faults) => faults.to_string(),
        };
        assert!(shown.contains("--> ours.toml:") && shown.contains('^'), "{shown}");
        assert!(format::canonical("ours.toml", &text).is_err(), "what cannot be read stays as it is");
    }
    check("minimum = { memroy = \"1 GB\" }", &["8:13 memroy: unknown key `memroy`; did you mean `memory`?"]);
    check("minimum = { sound = \"on\" }", &["8:13 sound: unknown key `sound`; the keys known here: isa, cpu, "]);
    check("minimum = { arch = \"x86\" }", &["8:13 arch: unknown key `arch`"]);
    check("minimum = { memory = 64 }", &["8:22 64: expected a size such as \"64 MB\" or \"2 GB\", found \"64\": a number without a unit"]);
    check("minimum = { memory = \"64 Mb\" }", &["8:22 \"64 Mb\": expected a size such as \"64 MB\" or \"2 GB\", found \"64 Mb\": Mb may be bits; write \"64 MB\""]);
    check("minimum = { memory = true }", &["8:22 true: expected a figure, found boolean"]);
    check("minimum = { clock = \"200\" }", &["8:21 \"200\": expected a clock rate"]);
    check("minimum = { cores = \"two\" }", &["8:21 \"two\": expected a whole number, found \"two\""]);
    check("minimum = { cpu = \"pentium-por\" }", &["8:19 \"pentium-por\": no processor class `pentium-por`; did you mean `pentium-pro`?"]);
    check("minimum = { cpu = [\"486\", \"zx81\"] }", &["8:27 \"zx81\": no processor class `zx81`; "]);
    check("minimum = { cpu = \"isa-i686\" }", &["8:19 \"isa-i686\": no processor class `isa-i686`; an instruction-set level: write isa = \"i686\""]);
    check("minimum = { cpu = 486 }", &["8:19 486: expected a processor class, or an array of them, found integer"]);
    check("minimum = { cpu = [] }", &["8:19 []: expected a processor class"]);
    check("minimum = { features = [] }", &["8:24 []: expected a flag"]);
    check("minimum = { isa = \"i387\" }", &["8:19 \"i387\": expected one of 8086, "]);
    check("arch = \"x68\"", &["8:8 \"x68\": expected one of x86, alpha, "]);
    check("arch = \"alpha\"\nminimum = { cpu = \"pentium\" }", &["9:19 \"pentium\": "]);
    check("minimum = { cores = 1, source = \"t\" }", &["8:33 \"t\": no [[source]] has the id `t`; did you mean `s`?"]);
    check("minimum = { memory = { from = \"2 GB\", to = \"1 GB\" } }", &["8:22 { from = \"2 GB\", to = \"1 GB\" }: `from` is above `to`: 2 GB, 1 GB"]);
    check("minimum = { memory = { from = \"2 GB\" } }", &["8:22 { from = \"2 GB\" }: expected both `from` and `to`"]);
    check("minimum = { memory = { at = \"2 GB\" } }", &["8:22 { at", "8:24 at: unknown key `at`; "]);
    check("minimum = [{ cores = 1 }, { cores = 2 }]", &["8:37 2: `cores` stands twice in this tier"]);
    check("minimum = { cores = 1, cores = 2 }", &["8:24 cores: not valid TOML: duplicate key"]);
    check("minimum = { cores = 4 }\nrecommended = { cores = 2 }", &["9:25 2: minimum cores (4) is above recommended (2)"]);
    check("recommended = { cpu = \"pentium2\" }\nmaximum = { cpu = \"486\" }", &["9:19 \"486\": recommended cpu"]);
    check("minimum = { cores = 1, enforced = true }", &["8:24 enforced: unknown key `enforced`"]);
    check("maximum = { cores = 1, enforced = 1 }", &["8:35 1: expected true or false"]);
    check("minimum = \"1 GB\"", &["8:11 \"1 GB\": expected a table, found string"]);
    check("[[source]]\nid = \"s\"\ntitle = \"U\"", &["8:1 [[source]]: a second source with the id `s`"]);
    check("[[source]]\nid = \"u\"\ntitle = \"U\"\nkind = \"good\"", &["11:8 \"good\": expected one of vendor, third-party, weak, found \"good\""]);
    check("[[source]]\nid = \"u\"", &["8:1 [[source]]: the key `title` is missing here"]);
    check("[[platform]]\narch = \"x86\"", &["8:1 [[platform]]: the key `name` is missing here"]);
    check("minimum = {", &["8:12"]);
}

#[test]
fn a_profile_without_sources_is_good_and_remarked_on() {
    let remarks = |tiers: &str| -> Vec<String> {
        let text = format!("{HEAD}{tiers}\n");
        read::profile("ours.toml", &text).unwrap_or_else(|faults| panic!("{faults}"));
        let faults = laws::lint("ours.toml", &text, &[]);
        faults.iter().map(|fault| told(&text, fault)).collect()
    };
    let uncited = remarks("arch = \"x86\"\nminimum = { memory = \"1 GB\" }");
    assert_eq!(uncited, ["remark 9:22 \"1 GB\": `memory` cites no source"]);
    let unprinted = remarks("minimum = { memory = \"2 GB\", source = \"s\" }");
    assert_eq!(
        unprinted,
        ["remark 8:22 \"2 GB\": no source that `memory` cites prints the figure 2"]
    );
    assert_eq!(remarks("minimum = { memory = \"1 GB\", source = \"s\" }"), [""; 0]);
    let flags =
        remarks("minimum = { features = [\"avx-2\", \"SSE4.2\", \"amx_fp8\"], source = \"s\" }");
    assert_eq!(flags.len(), 2, "{flags:?}");
    assert!(flags[0].ends_with("no processor flag `amx_fp8` is known here; a machine is judged by it only where its flags were read"), "{flags:?}");
    assert!(
        flags[1].ends_with("no processor flag `avx-2` is known here; did you mean `avx2`?"),
        "{flags:?}"
    );
    let text = format!("includes = [\"sql-server/7\"]\n{HEAD}");
    let faults = laws::lint("ours.toml", &text, &["sql-server/7.0"]);
    let faults: Vec<String> = faults.iter().map(|fault| told(&text, fault)).collect();
    assert_eq!(
        faults,
        ["error 1:13 \"sql-server/7\": no edition `sql-server/7`; did you mean `sql-server/7.0`?"]
    );
}

#[test]
fn a_caret_points_past_what_is_not_ascii_and_a_fault_in_each_line_is_told() {
    let text = "name = \"ä\"\nvendr = \"é\"\ntitle = 5\n";
    let shown = read::profile("ours.toml", text).expect_err("two faults").to_string();
    assert!(shown.contains("--> ours.toml:2:1") && shown.contains("--> ours.toml:3:1"), "{shown}");
    assert!(shown.contains("did you mean `vendor`?"), "{shown}");
}
