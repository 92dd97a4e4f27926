//! How text gets into the page: escaped, and without characters that steer; and the digests by
//! which the page's policy knows its own style and script.

use super::super::printable;
use askama::filters::{Escaper, Html};
use sha2::{Digest, Sha256};
use std::fmt;

/// The escaper of the templates: control characters and those that turn the direction of writing
/// are shown as pictures, markup as text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown;

impl Escaper for Shown {
    fn write_escaped_str<W: fmt::Write>(&self, dest: W, string: &str) -> fmt::Result {
        Html.write_escaped_str(dest, &printable(string))
    }
}

/// The style of the page.
pub(super) fn style() -> String {
    unix(include_str!("report.css"))
}

/// The script of the page.
pub(super) fn script() -> String {
    unix(include_str!("report.js"))
}

/// A browser takes the digest after it has made the ends of lines one character.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The content security policy of a page: nothing is loaded, nothing else is run.
pub(super) fn policy(style: &str, script: &str) -> String {
    let (style, script) = (digest(style), digest(script));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; \
         base-uri 'none'; form-action 'none'"
    )
}

/// SHA-256 in base64.
fn digest(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = |group: &[u8]| {
        let byte = |n: usize| u32::from(group.get(n).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        let digit = |n: usize| match n <= group.len() {
            true => char::from(DIGITS[(bits >> (18 - 6 * n) & 63) as usize]),
            false => '=',
        };
        [0, 1, 2, 3].map(digit)
    };
    bytes.chunks(3).flat_map(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
            ("\u{3ff}\u{3ff}", "z7/Pvw=="),
        ] {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }

    #[test]
    fn style_and_script_cannot_end_early() {
        assert!(!style().contains("</") && !script().contains("</"));
    }
}
