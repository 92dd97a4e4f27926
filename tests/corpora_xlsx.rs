//! Real reports in several encodings, where they are at hand: `cargo test corpora_xlsx -- --ignored`.

use minspec::sources::encoding;
use std::fs;
use std::path::Path;

/// Words that stand in reports of a language, by what the file's name says of it.
const WORDS: &[(&str, &str)] = &[
    ("_it_", "modalità"),
    ("_es_", "Versión"),
    ("_fr_", "Mémoire"),
    ("_de_", "Verfügbar"),
    ("_ru_", "памяти"),
    ("_zh-cn_", "内存"),
];

#[test]
#[ignore = "the reports are not part of the project"]
fn reports_of_systems_in_many_languages_are_decoded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("../shared/corpora/systeminfo");
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the reports") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("a file");
        let (text, encoding) = encoding::decode(bytes).expect("a text");
        let wide = text.chars().filter(|c| !c.is_ascii()).count();
        println!("{name}: {encoding}, {wide} characters beyond ASCII");
        for (part, word) in WORDS.iter().filter(|(part, _)| name.contains(part)) {
            assert!(text.contains(word), "{name}: no {word} ({part}) as {encoding}");
        }
        // Five sizes in each report, whatever stands between their thousands.
        let amount = |line: &&str| {
            let rest =
                ["MB", "Mo", "МБ"].iter().find_map(|unit| line.trim_end().strip_suffix(unit));
            let number = rest.map(|rest| rest.rsplit(": ").next().unwrap_or(rest));
            let fits = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,".contains(c);
            number.is_some_and(|number| number.chars().all(fits))
        };
        let sizes = text.lines().filter(amount).count();
        assert_eq!(sizes, 5, "{name} as {encoding}");
        count += 1;
    }
    assert!(count > 0, "no reports");
}
