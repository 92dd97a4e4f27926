//! The schemas say what the readers do: of a profile in both directions, of a spec file that what is
//! read without a word is valid.

use crate::support::{cases, facts, tier};
use jsonschema::Validator;
use minspec::item::Item;
use minspec::profile::read;
use minspec::sources::facts::Key;
use minspec::sources::spec;
use minspec::sources::understand::{self, Scope};
use minspec::{schema, word};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::LazyLock;

/// Figures and words as people write them, in TOML.
const FIGURES: &[&str] = &[
    "\"64 MB\"",
    "\"64MB\"",
    "\" 1.5  GiB \"",
    "\"1.12345678901 GB\"",
    "\"64 Mb\"",
    "\"64 mb\"",
    "\"64\"",
    "\"1,024 MB\"",
    "\".5 GB\"",
    "\"64 B\"",
    "\"200 MHz\"",
    "\"1.4GHz\"",
    "\"200 mhz\"",
    "2",
    "-2",
    "2.5",
    "\"2\"",
    "\"+2\"",
    "\"two\"",
    "true",
    "[]",
    "[2]",
    "\"i686\"",
    "\"pentium\"",
    "[\"pentium\", \"486\"]",
    "\"intel-core-8\"",
    "{ from = \"1 GB\", to = \"2 GB\" }",
    "{ from = 1, to = 2 }",
    "{ from = \"1 GHz\" }",
    "{ by = \"users\", steps = [[25, \"64 MB\"], [\"more\", \"96 MB\"]] }",
    "{ by = \"users\" }",
    "{ vendor = \"GenuineIntel\", family = 6, model = \"85, 96-\" }",
    "{}",
];

fn words() -> Vec<String> {
    let all = [
        &word::FIRMWARE,
        &word::SECURE_BOOT,
        &word::TPM,
        &word::VIRTUALIZATION,
        &word::HYPERVISOR,
        &word::FILE_SYSTEM,
    ];
    let spelled = all.iter().flat_map(|words| words.words);
    let spelled = spelled.flat_map(|(id, others)| std::iter::once(id).chain(*others));
    let spelled = spelled.flat_map(|text| {
        [format!("\"{text}\""), format!("\" {}\"", text.to_uppercase()), format!("[\"{text}\"]")]
    });
    spelled.collect()
}

static PROFILE: LazyLock<Validator> = LazyLock::new(|| validator(&schema::profile()));
static MACHINE: LazyLock<Validator> = LazyLock::new(|| validator(&schema::machine()));

fn validator(of: &Value) -> Validator {
    jsonschema::validator_for(of).expect("a schema")
}

#[test]
fn a_profile_is_valid_if_it_can_be_read() {
    let words = words();
    let texts = || FIGURES.iter().copied().chain(words.iter().map(String::as_str));
    let (mut taken, mut refused) = (0, 0);
    for item in Item::ALL.iter().filter(|item| **item != Item::Arch) {
        for text in texts() {
            let id = item.id();
            let profile = format!(
                "name = \"p\"\n[[platform]]\nname = \"m\"\nminimum = {{ {id} = {text} }}\n"
            );
            let Ok(value) = toml::from_str::<Value>(&profile) else { panic!("{profile}") };
            let reads = read::profile("p.toml", &profile).is_ok();
            let valid = PROFILE.is_valid(&value);
            // Whether the figures of a formula are in the item's unit, and that nothing is required by
            // a zero, no schema says.
            let unsaid = text.contains("by =") || text.contains('0') && text.len() <= 5;
            assert!(valid == reads || unsaid && valid, "{id} = {text}: {reads}");
            *(if reads { &mut taken } else { &mut refused }) += 1;
        }
    }
    assert!(taken > 100 && refused > 1000, "{taken} {refused}");
}

#[test]
fn a_spec_file_that_is_read_without_a_word_is_valid() {
    let mut texts: Vec<String> = words();
    texts.extend(FIGURES.iter().filter(|text| !text.contains(['[', '{'])).map(|t| (*t).to_owned()));
    let mut taken = 0;
    for key in Key::ALL {
        for text in &texts {
            let spec = format!("{} = {text}\n", key.path());
            let all = spec::TOML.all("m.toml", &spec).expect(&spec);
            let machine = understand::machine(&all.machines[0], Scope::Machine);
            let clear = machine.readings().all(|(_, reading)| reading.known.is_ok());
            if all.notes.is_empty() && clear && machine.readings().next().is_some() {
                let value: Value = toml::from_str(&spec).expect("TOML");
                assert!(MACHINE.is_valid(&value), "{spec}");
                taken += 1;
            }
        }
    }
    assert!(taken > 100, "{taken}");
    for spec in ["name = 42\ncpu = 486", "tpm = 2.0", "cpu.hypervisor = \"true\""] {
        assert!(MACHINE.is_valid(&toml::from_str(spec).expect("TOML")), "{spec}");
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn what_scan_writes_and_profiles_in_every_form_are_valid(facts in facts(), tier in tier()) {
        let spec = spec::write(&facts);
        let value = toml::from_str(&spec).expect("TOML");
        prop_assert!(MACHINE.is_valid(&value), "{spec}");
        let profile = format!(
            "name = \"p\"\nsource = [{{ id = \"s\", title = \"S\" }}, {{ id = \"t\", title = \"T\" }}]\n\
             [[platform]]\nname = \"m\"\n{tier}"
        );
        if read::profile("p.toml", &profile).is_ok() {
            let value = toml::from_str(&profile).expect("TOML");
            prop_assert!(PROFILE.is_valid(&value), "{profile}");
        }
    }
}
