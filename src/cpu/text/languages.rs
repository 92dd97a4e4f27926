//! Product names in other alphabets, as shops and inventories write them.

/// The name as it is written, and the words it stands for.
const NAMES: &[(&str, &str)] = &[
    // Korean
    ("인텔", "intel"),
    ("코어", "core"),
    ("듀오", "duo"),
    ("쿼드", "quad"),
    ("펜티엄", "pentium"),
    ("셀러론", "celeron"),
    ("제온", "xeon"),
    ("골드", "gold"),
    ("실버", "silver"),
    ("브론즈", "bronze"),
    ("플래티넘", "platinum"),
    ("라이젠", "ryzen"),
    ("스레드리퍼", "threadripper"),
    ("애슬론", "athlon"),
    ("페넘", "phenom"),
    ("에픽", "epyc"),
    ("세대", "gen"),
    // Chinese
    ("英特尔", "intel"),
    ("酷睿", "core"),
    ("奔腾", "pentium"),
    ("赛扬", "celeron"),
    ("至强", "xeon"),
    ("凌动", "atom"),
    ("金牌", "gold"),
    ("银牌", "silver"),
    ("铜牌", "bronze"),
    ("铂金", "platinum"),
    ("锐龙", "ryzen"),
    ("线程撕裂者", "threadripper"),
    ("霄龙", "epyc"),
    ("速龙", "athlon"),
    ("代", "gen"),
    ("兆芯", "zhaoxin"),
    ("海光", "hygon"),
    // Japanese
    ("インテル", "intel"),
    ("コア", "core"),
    ("ペンティアム", "pentium"),
    ("セレロン", "celeron"),
    ("世代", "gen"),
    // Cyrillic
    ("пентиум", "pentium"),
    ("целерон", "celeron"),
    ("ксеон", "xeon"),
    ("атлон", "athlon"),
    ("райзен", "ryzen"),
    ("ггц", "ghz"),
    ("мгц", "mhz"),
    ("поколени", "gen"),
];

/// The words that the start of a text stands for, and the number of bytes that it takes.
pub(super) fn known_word(text: &str) -> Option<(&'static str, usize)> {
    let lower = |written: &str| {
        let mut theirs = written.chars();
        let mut length = 0;
        for c in text.chars() {
            let Some(wanted) = theirs.next() else { return Some(length) };
            if c.to_lowercase().next() != Some(wanted) {
                return None;
            }
            length += c.len_utf8();
        }
        theirs.next().is_none().then_some(length)
    };
    NAMES.iter().find_map(|(written, word)| Some((*word, lower(written)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_alphabets_are_known() {
        assert_eq!(known_word("인텔 셀러론"), Some(("intel", "인텔".len())));
        assert_eq!(known_word("ГГц"), Some(("ghz", "ГГц".len())));
        assert_eq!(known_word("ГГ"), None);
        assert_eq!(known_word("procesador"), None);
        for (n, (one, _)) in NAMES.iter().enumerate() {
            for (other, _) in &NAMES[..n] {
                assert!(!one.starts_with(other), "{one} is hidden by {other}");
            }
        }
    }
}
