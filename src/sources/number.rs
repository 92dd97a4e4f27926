//! How numbers are written where they come from: `16.265 MB` in a German report is sixteen
//! thousand, `1,5 GB` is one and a half. One number may be either; a report or a column as a whole
//! mostly tells.

/// The sum of some counts, where each is known and it is a number at all.
pub fn sum(counts: impl IntoIterator<Item = Option<u64>>) -> Option<u64> {
    counts.into_iter().try_fold(0u64, |sum, count| sum.checked_add(count?))
}

/// What the marks in the numbers of one report, or of one column, mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// The decimal sign is a point: `1,048,576` and `1.5`.
    Point,
    /// The decimal sign is a comma: `1.048.576` and `1,5`.
    Comma,
    /// Nothing tells; a number that can be read in two ways stays unclear.
    Unclear,
}

impl Marks {
    /// What some texts with a number each show together. Texts that contradict each other show
    /// nothing.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Marks {
        let (mut point, mut comma) = (false, false);
        for text in texts {
            match shown(&number(text).0) {
                Some('.') => point = true,
                Some(_) => comma = true,
                None => {}
            }
        }
        match (point, comma) {
            (true, false) => Marks::Point,
            (false, true) => Marks::Comma,
            _ => Marks::Unclear,
        }
    }

    /// Whether a text's number shows a decimal sign that is not this one.
    pub fn contradicts(self, text: &str) -> bool {
        let other = match self {
            Marks::Point => ',',
            Marks::Comma => '.',
            Marks::Unclear => return false,
        };
        shown(&number(text).0) == Some(other)
    }

    /// The text with its number written plainly: no sign between thousands, a point before
    /// decimals. `None`: the number can be read in two ways, and nothing tells which.
    ///
    /// A text that does not begin with a number stays as it is.
    pub fn plain(self, text: &str) -> Option<String> {
        let (digits, rest) = number(text);
        let decimal = match (shown(&digits), self) {
            (Some(sign), _) => Some(sign),
            (None, _) if !digits.contains(['.', ',']) => None,
            (None, Marks::Point) => Some('.'),
            (None, Marks::Comma) => Some(','),
            (None, Marks::Unclear) => return None,
        };
        let plain = digits.chars().filter_map(|c| match c {
            '.' | ',' if Some(c) == decimal => Some('.'),
            '.' | ',' => None,
            c => Some(c),
        });
        let plain = unmistakable(plain.collect());
        Some(match rest.is_empty() {
            true => plain,
            false if plain.is_empty() => text.trim().to_owned(),
            false => format!("{plain} {rest}"),
        })
    }
}

/// So many decimals are kept; programs print more than any unit can use.
const DECIMALS: usize = 9;

/// A plain number that nobody can take for thousands: not with three decimals.
fn unmistakable(mut plain: String) -> String {
    if let Some(point) = plain.find('.') {
        plain.truncate(point + 1 + DECIMALS);
    }
    match plain.split_once('.') {
        Some((whole, fraction)) if fraction.len() == 3 => match fraction.trim_end_matches('0') {
            "" => whole.to_owned(),
            fraction if fraction.len() == 3 => format!("{plain}0"),
            fraction => format!("{whole}.{fraction}"),
        },
        _ => plain,
    }
}

/// The number at the beginning of a text, without blanks and apostrophes between its thousands,
/// and what follows it.
fn number(text: &str) -> (String, &str) {
    let text = text.trim();
    let mut digits = String::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        let joins = !digits.is_empty() && is_joint(c) && three_digits(after);
        match c {
            '0'..='9' => digits.push(c),
            '.' | ',' if !digits.is_empty() && after.starts_with(|c: char| c.is_ascii_digit()) => {
                digits.push(c);
            }
            _ if joins => {}
            _ => break,
        }
        end = at + c.len_utf8();
    }
    (digits, text[end..].trim_start())
}

/// Signs that stand between thousands and nowhere else: blanks of every width, and apostrophes.
fn is_joint(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '\u{2019}' | '\u{FF}')
}

fn three_digits(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}

/// The decimal sign that a number shows by itself; `None`: it has no sign, or it may be either.
fn shown(digits: &str) -> Option<char> {
    let mut signs = digits.char_indices().filter(|(_, c)| matches!(c, '.' | ','));
    let (first_at, first) = signs.next()?;
    let other = |sign| if sign == '.' { ',' } else { '.' };
    match signs.next_back() {
        // "1.048.576", "1.024,5"
        Some((_, last)) if last == first => Some(other(first)),
        Some((_, last)) => Some(last),
        None => {
            let (whole, fraction) = (&digits[..first_at], &digits[first_at + 1..]);
            let thousands = fraction.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
            (!thousands).then_some(first)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    fn counts_that_are_too_large_have_no_sum() {
        assert_eq!(sum([Some(2), Some(3)]), Some(5));
        assert_eq!(sum([Some(2), None]), None);
        assert_eq!(sum([Some(u64::MAX), Some(1)]), None);
    }
}
