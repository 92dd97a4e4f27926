//! Sizes and clock rates: their text in and out.

use crate::support::*;
use minspec::units::{self, Bytes, Dialect, Hertz, Round, Writer};
use proptest::prelude::*;

#[test]
fn a_size_means_what_its_dialect_says() {
    #[track_caller]
    fn check(text: &str, memory: u64, disk: u64) {
        for writer in [Writer::Author, Writer::Anyone] {
            for (dialect, bytes) in [(Dialect::Memory, memory), (Dialect::Disk, disk)] {
                let size = units::size(text, dialect, writer);
                assert_eq!(size, Ok((Bytes(bytes), Bytes(bytes))), "{text} {dialect:?}");
            }
        }
    }
    check("64 MiB", 67_108_864, 67_108_864);
    check("64 MB", 67_108_864, 64_000_000);
    check("64MB", 67_108_864, 64_000_000);
    check("640 KB", 655_360, 640_000);
    check("4.3 GB", 4_617_089_843, 4_300_000_000);
    check("2 GB", 2_147_483_648, 2_000_000_000);
    check("1.5 TB", 1_649_267_441_664, 1_500_000_000_000);
    check("7.7 GiB", 8_267_812_044, 8_267_812_044);
    check("0 B", 0, 0);
}

#[test]
fn people_write_sizes_more_freely_than_authors() {
    #[track_caller]
    fn check(text: &str, low: u64, high: u64) {
        let size = units::size(text, Dialect::Memory, Writer::Anyone);
        assert_eq!(size, Ok((Bytes(low), Bytes(high))), "{text}");
        assert!(units::size(text, Dialect::Memory, Writer::Author).is_err(), "{text}");
    }
    check("64 Mb", 8 * MIB, 64 * MIB); // bits or bytes
    check("2 Gb", GIB / 4, 2 * GIB);
    check("64 mb", 64 * MIB, 64 * MIB);
    check("64 M", 64 * MIB, 64 * MIB);
    check("4,3 GB", 4_617_089_843, 4_617_089_843); // a decimal comma
    check("64 megabytes", 64 * MIB, 64 * MIB);
    check("2 Gigabytes", 2 * GIB, 2 * GIB);
    check("1024 bytes", 1024, 1024);
    check("1024 BYTES", 1024, 1024);
    check("8 miB", 8 * MIB, 8 * MIB);
    check("8 gib", 8 * GIB, 8 * GIB);
}

#[test]
fn words_without_end_are_no_size() {
    for text in ["up to ", "1 to ", "1 + ", "2 x ", "ram ", "("] {
        for dialect in [Dialect::Memory, Dialect::Disk] {
            assert!(units::size(&text.repeat(50_000), dialect, Writer::Anyone).is_err(), "{text}");
        }
    }
}

#[test]
fn what_is_no_size_is_refused_with_its_text() {
    #[track_caller]
    fn check(text: &str, why: &str) {
        for dialect in [Dialect::Memory, Dialect::Disk] {
            for writer in [Writer::Author, Writer::Anyone] {
                let error = units::size(text, dialect, writer).expect_err(text);
                assert!(error.contains(&format!("found \"{text}\"")), "{error}");
            }
            let error = units::size(text, dialect, Writer::Author).expect_err(text);
            assert!(error.contains(why), "{error}");
        }
    }
    check("64", "without a unit");
    check("1.2.3 MB", "more than one decimal sign");
    check("64 XB", "no unit \"XB\"");
    check("1e3 MB", "no unit \"e3\"");
    check("64 MBit", "no unit \"MBit\"");
    check("20000000 TB", "too large");
    check("99999999999999999999 B", "too large");
    for text in ["", "MB", ".5 GB", "5. GB", "-5 MB", "lots", "64 MB free", "0x40 MB"] {
        check(text, "expected a size such as");
    }
    let either = units::size("1,024 MB", Dialect::Disk, Writer::Anyone);
    assert_eq!(either, Ok((Bytes(1_024_000), Bytes(1_024_000_000))));
    let error = units::size("1,024 MB", Dialect::Disk, Writer::Author).unwrap_err();
    assert!(error.contains("decimal sign as a point"), "{error}");
    let error = units::size("64 Mb", Dialect::Memory, Writer::Author).unwrap_err();
    assert!(error.contains("Mb may be bits; write \"64 MB\""), "{error}");
}

#[test]
fn a_rate_means_what_it_says() {
    #[track_caller]
    fn check(text: &str, author: Option<u64>, anyone: Option<u64>) {
        assert_eq!(units::clock(text, Writer::Author).ok(), author.map(Hertz), "{text}");
        assert_eq!(units::clock(text, Writer::Anyone).ok(), anyone.map(Hertz), "{text}");
    }
    check("2.4 GHz", Some(2_400_000_000), Some(2_400_000_000));
    check("200 MHz", Some(200_000_000), Some(200_000_000));
    check("200MHz", Some(200_000_000), Some(200_000_000));
    check("4770 kHz", Some(4_770_000), Some(4_770_000));
    check("1 Hz", Some(1), Some(1));
    check("1,7 GHz", None, Some(1_700_000_000));
    check("1GHZ", None, Some(1_000_000_000));
    check("200 mhz", None, Some(200_000_000));
    for text in ["200", "200 MB", "1,000 MHz", "20000000000 GHz", "fast", "", "-1 MHz"] {
        check(text, None, None);
    }
}

#[test]
fn a_number_for_people_is_short_and_honest() {
    #[track_caller]
    fn check(dialect: Dialect, bytes: u64, down: &str, up: &str) {
        assert_eq!(dialect.show(Bytes(bytes), Round::Down), down);
        assert_eq!(dialect.show(Bytes(bytes), Round::Up), up);
    }
    check(Dialect::Memory, 4096 * MIB, "4 GB", "4 GB");
    check(Dialect::Memory, 4095 * MIB, "4095 MB", "4095 MB");
    check(Dialect::Memory, 4 * GIB - 1, "3.99 GB", "4 GB");
    check(Dialect::Memory, 1536 * MIB, "1.5 GB", "1.5 GB");
    check(Dialect::Memory, 8_267_812_044, "7.69 GB", "7.7 GB");
    check(Dialect::Disk, 4_300_000_000, "4.3 GB", "4.3 GB");
    check(Dialect::Disk, 1_999_999_999, "1.99 GB", "2 GB");
    check(Dialect::Disk, 0, "0 B", "0 B");
    assert_eq!(Hertz(132_900_000).show(Round::Down), "132.9 MHz");
    assert_eq!(Hertz(2_400_000_000).show(Round::Down), "2.4 GHz");
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn an_exact_text_reads_back(number in any::<u64>(), zeros in 0u32..64) {
        let number = number >> zeros;
        for dialect in [Dialect::Memory, Dialect::Disk] {
            for writer in [Writer::Author, Writer::Anyone] {
                let text = Bytes(number).to_string();
                let read = units::size(&text, dialect, writer);
                prop_assert_eq!(read, Ok((Bytes(number), Bytes(number))), "{}", text);
                let text = Hertz(number).to_string();
                prop_assert_eq!(units::clock(&text, writer), Ok(Hertz(number)), "{}", text);
            }
        }
    }

    #[test]
    fn a_text_for_people_is_near_and_on_its_side(number in any::<u64>(), zeros in 0u32..64) {
        let number = number >> zeros;
        for dialect in [Dialect::Memory, Dialect::Disk] {
            let read = |round| {
                let text = dialect.show(Bytes(number), round);
                units::size(&text, dialect, Writer::Author).map(|(size, _)| size.0)
            };
            // The top of 64 bits rounds up to what 64 bits cannot hold.
            let (down, up) = (read(Round::Down).unwrap(), read(Round::Up).unwrap_or(u64::MAX));
            prop_assert!(down <= number && number <= up, "{down} {number} {up}");
            prop_assert!(number - down <= number / 64, "{down} is far from {number}");
            prop_assert!(up - number <= number / 64, "{up} is far from {number}");
        }
    }
}
