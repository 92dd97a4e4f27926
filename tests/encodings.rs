//! Encodings: a text in any of those that reports and spreadsheets are written in is read as it
//! was written, known by nothing but its bytes.

use encoding_rs::{GB18030, IBM866, WINDOWS_1251, WINDOWS_1252};
use minspec::sources::encoding::{self, Encoding};
use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850};
use proptest::prelude::*;
use std::fmt::Write;

const GERMAN: &str = "Hostname:                 BÜRO-7\r\n\
    Betriebssystem:           ein älteres für Übungsräume\r\n\
    Verfügbarer Speicher:     1.234 MB\r\nGröße des Laufwerks:      40 GB\r\n";
const FRENCH: &str = "Nom de l'hôte:            ACCUEIL\r\n\
    Modèle:                   poste à façade démontée\r\n\
    Mémoire libre:            12\u{A0}345 Mo\r\nÉtat du réseau:           connecté\r\n";
const SPANISH: &str = "Nombre:                   alm-03\r\n\
    Memoria física:           2.048 MB\r\n\
    Compañía:                 Muebles Ibáñez\r\nSituación:                almacén, pasillo nº 4\r\n";
const ITALIAN: &str = "Nome: uff-2\r\nModalità di avvio: normale, sì\r\nCapacità: 40 GB\r\n";
const SWEDISH: &str =
    "Datornamn: lager\r\nTillgängligt på hårddisken: 2\u{A0}048 MB\r\nKör: ja\r\n";
const PORTUGUESE: &str = "Descrição: máquina de produção\r\nEspaço disponível: 1.234 MB\r\n";
const RUSSIAN: &str = "Имя узла:                 СКЛАД\r\n\
    Память всего:             2\u{A0}048 МБ\r\n\
    Процессор:                один, частота 350 МГц\r\nСвободно на диске:        1 ГБ\r\n";
const CHINESE: &str = "主机名:           办公室-7\r\n物理内存总量:     2,048 MB\r\n\
    处理器:           安装了 1 个处理器。\r\n硬盘可用空间:     20 GB\r\n";

/// The bytes of a text in an encoding; `None`: it has not all of its characters.
fn encoded(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let registered = |to: &'static encoding_rs::Encoding| {
        let (bytes, _, bad) = to.encode(text);
        (!bad).then(|| bytes.into_owned())
    };
    let table = |table: &[char; 128]| {
        let byte = |c: char| match c.is_ascii() {
            true => u8::try_from(c).ok(),
            false => table.iter().position(|of| *of == c).and_then(|n| u8::try_from(n + 128).ok()),
        };
        text.chars().map(byte).collect()
    };
    match encoding {
        Encoding::Ascii => text.is_ascii().then(|| text.as_bytes().to_vec()),
        Encoding::Utf8 => Some(text.as_bytes().to_vec()),
        Encoding::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Windows1252 => registered(WINDOWS_1252),
        Encoding::Windows1251 => registered(WINDOWS_1251),
        Encoding::Ibm866 => registered(IBM866),
        Encoding::Gb18030 => registered(GB18030),
        Encoding::Ibm437 => table(&DECODING_TABLE_CP437),
        Encoding::Ibm850 => table(&DECODING_TABLE_CP850),
    }
}

#[track_caller]
fn check(text: &str, encoding: Encoding) {
    let Some(bytes) = encoded(text, encoding) else { panic!("{text} in {}", encoding.name()) };
    let (decoded, name) = encoding::decode(bytes.clone()).expect("a text");
    assert_eq!(decoded, text, "{} taken for {name}", encoding.name());
    let found = encoding::of(&bytes);
    assert_eq!(found.decode(&bytes).as_deref(), Ok(text), "{}", encoding.name());
}

/// The languages, and the code pages that their systems and spreadsheets write.
#[rustfmt::skip] // a table
const LANGUAGES: &[(&str, &[Encoding])] = {
    use Encoding::{Gb18030, Ibm437, Ibm850, Ibm866, Windows1251, Windows1252};
    &[
        (GERMAN, &[Windows1252, Ibm850, Ibm437]),
        (FRENCH, &[Windows1252, Ibm850]), // É
        (SPANISH, &[Windows1252, Ibm850]), // Í
        (ITALIAN, &[Windows1252, Ibm850, Ibm437]),
        (SWEDISH, &[Windows1252, Ibm850, Ibm437]),
        (PORTUGUESE, &[Windows1252, Ibm850]),
        (RUSSIAN, &[Windows1251, Ibm866]),
        (CHINESE, &[Gb18030]),
    ]
};

const WIDE_OR_NOT: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be];

#[test]
fn a_report_in_each_language_is_read_in_each_of_its_encodings() {
    for (text, pages) in LANGUAGES {
        for encoding in pages.iter().chain(&WIDE_OR_NOT) {
            check(text, *encoding);
        }
    }
}

#[test]
fn each_line_alone_is_enough() {
    for (text, pages) in LANGUAGES {
        for line in text.lines().filter(|line| !line.is_ascii()) {
            for encoding in pages.iter().chain(&WIDE_OR_NOT) {
                check(line, *encoding);
            }
        }
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    for text in LANGUAGES.iter().map(|(text, _)| *text).chain(["", "cores = 1\n"]) {
        for encoding in WIDE_OR_NOT {
            check(text, encoding);
            let bytes = encoded(&format!("\u{FEFF}{text}"), encoding).expect("Unicode");
            let (decoded, name) = encoding::decode(bytes).expect("a text");
            assert_eq!((&decoded[..], name), (text, encoding.name()));
        }
    }
}

#[test]
fn a_blank_between_thousands_stays_a_blank() {
    for (bytes, expected) in [
        (&b"Total Physical Memory: 32\xFF503 MB\r\nIn Use: 6\xFF756 MB\r\n"[..], "32 503 MB"),
        (b"Total: 32\xA0503 MB\r\n", "32 503 MB"),
        (b"M\x82moire physique totale:  4\xFF095 Mo\r\n", "4 095 Mo"),
        (b"M\xE9moire physique totale:  4\xA0095 Mo\r\n", "4 095 Mo"),
        (b"\x8F\xA0\xAC\xEF\xE2\xEC: 4\xFF095 \x8C\x81\r\n", "4 095 МБ"),
        (b"\xCF\xE0\xEC\xFF\xF2\xFC: 4\xA0095 \xCC\xC1\r\n", "4 095 МБ"),
        (b"1\xFF048\xFF576 KB", "1 048 576 KB"),
    ] {
        let (text, name) = encoding::decode(bytes.to_vec()).expect("a text");
        let text: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        assert!(text.contains(expected), "{text} in {name}");
    }
}

#[test]
fn words_of_headings_are_enough() {
    for (text, pages) in [
        ("Name;Größe", &[Encoding::Windows1252, Encoding::Ibm850, Encoding::Ibm437][..]),
        ("nom;mémoire", &[Encoding::Windows1252, Encoding::Ibm850, Encoding::Ibm437]),
        ("nombre;tamaño", &[Encoding::Windows1252, Encoding::Ibm850, Encoding::Ibm437]),
        ("имя;память;диск", &[Encoding::Windows1251, Encoding::Ibm866]),
        ("ИМЯ;ПАМЯТЬ;ДИСК", &[Encoding::Windows1251, Encoding::Ibm866]),
        ("名称,内存,硬盘", &[Encoding::Gb18030]),
        ("Intel® Xeon®, 350 MHz", &[Encoding::Windows1252]),
    ] {
        pages.iter().for_each(|encoding| check(text, *encoding));
    }
}

#[test]
fn what_follows_a_long_beginning_in_ascii_is_read_too() {
    let mut long = String::new();
    for n in 0..5000 {
        writeln!(long, "pc{n},Pentium II,64 MB").expect("written");
    }
    for (text, pages) in LANGUAGES {
        for encoding in pages.iter().filter(|encoding| encoding.name() != "UTF-8") {
            let all = format!("{long}{text}");
            let bytes = encoded(&all, *encoding).expect("has all of it");
            let (decoded, name) = encoding::decode(bytes.clone()).expect("a text");
            assert!(decoded == all, "{} taken for {name}", encoding.name());
            // In pieces, too: each tells by itself.
            let head = encoding::of(&bytes);
            assert_eq!(head, Encoding::Ascii);
            let (first, second) = bytes.split_at(long.len());
            assert_eq!(head.decode(first).as_deref(), Ok(&long[..]));
            assert_eq!(head.decode(second).as_deref(), Ok(*text));
        }
    }
}

#[test]
fn what_is_no_text_is_one_error() {
    let noise = |n: u32| (n.wrapping_mul(2_654_435_761) >> 13) as u8;
    for bytes in [
        b"\x7fELF\x02\x01\x01\0\0\0\x03".to_vec(),
        b"PK\x03\x04\x14\0\x06\0\x08\0".to_vec(),
        b"a report\0and then nothing".to_vec(),
        b"another\0 report\0".to_vec(),
        (0..10_000).map(noise).collect(),
        (0..10_000).map(noise).filter(|byte| *byte != 0).collect(),
        vec![0; 100],
    ] {
        let why = encoding::decode(bytes).expect_err("no text");
        assert_eq!(why, "is a binary file; expected text");
    }
    let why = encoding::decode(b"\xFF\xFE\0\xD8".to_vec()).expect_err("no text");
    assert_eq!(why, "is damaged UTF-16 text");
    let why = encoding::decode("a\näöüäöü".bytes().chain([0xE4, b'x']).collect()).expect_err("");
    assert!(why.starts_with("is damaged UTF-8 text: line 2, column 13 "), "{why}");
}

proptest! {
    /// Whatever stands there, it is a text or one error; what is valid UTF-8 stays what it is.
    #[test]
    fn anything_is_a_text_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = encoding::decode(bytes.clone());
        let _ = encoding::of(&bytes).decode(&bytes);
        for n in 0..bytes.len().min(40) {
            let _ = encoding::of(&bytes[n..]).decode(&bytes[..n]);
        }
    }

    #[test]
    fn utf8_stays_what_it_is(text in "[ -~äöüéèñßабвгдежзия名称内存硬盘\n]{0,60}") {
        let (decoded, _) = encoding::decode(text.clone().into_bytes()).expect("a text");
        prop_assert_eq!(decoded, text);
    }

    /// A report cut anywhere is read in the encoding that it was written in.
    #[test]
    fn a_report_that_is_cut_is_read_as_far_as_it_goes(language in 0..LANGUAGES.len(), cut in 0.0..1.0) {
        let (text, pages) = LANGUAGES[language];
        let end = (text.chars().count() as f64 * cut) as usize;
        let text: String = text.chars().take(end).collect();
        for encoding in pages.iter().filter(|_| end > 60) {
            let bytes = encoded(&text, *encoding).expect("has all of it");
            let (decoded, name) = encoding::decode(bytes).expect("a text");
            prop_assert!(decoded == text, "{} taken for {}\n{}", encoding.name(), name, decoded);
        }
    }
}
