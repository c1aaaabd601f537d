//! Shapes of values: separators come by themselves, and a value that is complete by its nature is known to be.
//!
//! Pure: a mask knows no rule of what is right.

use chrono::{Datelike, NaiveDate};

use crate::domain::validate::series;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mask {
    /// `12.03.2015`
    Date,
    /// Digits in groups of these sizes, with these signs between them.
    Digits {
        groups: &'static [usize],
        between: &'static [char],
    },
    /// `+7 912 345-67-89`, `8 912 …`, or ten digits without a prefix.
    Phone,
    /// `III-ЕА`: the dash comes where the numeral ends.
    BirthSeries,
}

/// `112-233-445 95`
pub const SNILS: Mask = Mask::Digits {
    groups: &[3, 3, 3, 2],
    between: &['-', '-', ' '],
};
/// `110-001`
pub const DEPARTMENT: Mask = Mask::Digits {
    groups: &[3, 3],
    between: &['-'],
};
/// `87 05`
pub const PASSPORT_SERIES: Mask = Mask::Digits {
    groups: &[2, 2],
    between: &[' '],
};
/// `512034`
pub const SIX: Mask = Mask::Digits {
    groups: &[6],
    between: &[],
};

/// What a character does to a masked text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// The text, and the characters before the cursor.
    Text(String, usize),
    /// A separator that stands there already, or will.
    Nothing,
    /// It can't stand there.
    Refused,
    /// All places are taken.
    Full,
}

impl Mask {
    /// Characters of the longest value.
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            Self::Date => 10,
            Self::Digits { groups, between } => groups.iter().sum::<usize>() + between.len(),
            Self::Phone => 16,
            Self::BirthSeries => 12,
        }
    }

    /// Types `c` behind the first `at` characters of `text`.
    #[must_use]
    pub fn put(self, text: &str, at: usize, c: char) -> Put {
        if self == Self::BirthSeries {
            return put_series(text, at, c);
        }
        let before: String = text.chars().take(at).filter(|c| self.counts(*c)).collect();
        let after: String = text.chars().skip(at).filter(|c| self.counts(*c)).collect();
        let plus = self == Self::Phone && c == '+' && before.is_empty() && !after.starts_with('+');
        if c.is_ascii_digit() || plus {
            let typed = format!("{before}{c}{after}");
            if typed.chars().filter(char::is_ascii_digit).count() > self.digits(&typed) {
                return Put::Full;
            }
            return self.place(&typed, before.chars().count() + 1);
        }
        if !matches!(
            c,
            '.' | ',' | '-' | '–' | '—' | '/' | ' ' | '(' | ')' | 'ю' | 'Ю'
        ) {
            return Put::Refused;
        }
        // A dot behind one digit of a day or a month: the nought is meant.
        if self == Self::Date && after.is_empty() && matches!(before.len(), 1 | 3) {
            let (whole, last) = before.split_at(before.len() - 1);
            let padded = format!("{whole}0{last}");
            return self.place(&padded, padded.len());
        }
        Put::Nothing
    }

    /// Takes out the significant character before the cursor, or behind it. `None`: there is none.
    #[must_use]
    pub fn erase(self, text: &str, at: usize, backwards: bool) -> Option<(String, usize)> {
        let counts = |c: &char| self.counts(*c);
        let mut before: Vec<char> = text.chars().take(at).filter(counts).collect();
        let mut after: Vec<char> = text.chars().skip(at).filter(counts).collect();
        if backwards {
            before.pop()?;
        } else if after.is_empty() {
            return None;
        } else {
            after.remove(0);
        }
        let cursor = before.len();
        before.extend(after);
        let left: String = before.into_iter().collect();
        match self.place(&left, cursor) {
            Put::Text(text, cursor) => Some((text, cursor)),
            _ => None,
        }
    }

    /// Whether nothing more belongs into the field.
    #[must_use]
    pub fn complete(self, text: &str) -> bool {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        match self {
            Self::BirthSeries => series::whole(text),
            // Ten digits are whole only where no prefix was begun.
            Self::Phone => digits >= 10 && digits == self.digits(text),
            _ => digits == self.digits(text),
        }
    }

    /// A pasted or remembered text in this shape; `None` when it doesn't fit as a whole.
    #[must_use]
    pub fn shaped(self, text: &str) -> Option<String> {
        let text = text.trim();
        let text = if self == Self::Date {
            turned(text)
        } else {
            text.to_owned()
        };
        let mut shaped = String::new();
        for c in text.chars() {
            match self.put(&shaped, shaped.chars().count(), c) {
                Put::Text(more, _) => shaped = more,
                Put::Nothing => {}
                Put::Refused | Put::Full => return None,
            }
        }
        Some(shaped)
    }

    /// What stands for a shorter way of writing when the field is left: a year of two digits.
    #[must_use]
    pub fn finished(self, text: &str, today: NaiveDate) -> Option<String> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if self != Self::Date || digits.len() != 6 {
            return None;
        }
        let year: i32 = digits[4..].parse().ok()?;
        let century = if year <= today.year() % 100 { 20 } else { 19 };
        Some(format!(
            "{}.{}.{century}{}",
            &digits[..2],
            &digits[2..4],
            &digits[4..]
        ))
    }

    /// Whether a character is part of the value and not between its groups.
    fn counts(self, c: char) -> bool {
        match self {
            Self::BirthSeries => true,
            Self::Phone => c.is_ascii_digit() || c == '+',
            _ => c.is_ascii_digit(),
        }
    }

    /// Digits of a whole value that begins like `text`.
    fn digits(self, text: &str) -> usize {
        match self {
            Self::Date => 8,
            Self::Digits { groups, .. } => groups.iter().sum(),
            Self::Phone if text.starts_with('9') => 10,
            Self::Phone => 11,
            Self::BirthSeries => 0,
        }
    }

    /// Sets the separators; a separator stands only before what follows it, so that erasing never meets one.
    fn place(self, typed: &str, significant: usize) -> Put {
        let mut text = String::new();
        let mut cursor = 0;
        let (mut digits, mut count) = (0, 0);
        for c in typed.chars() {
            if c.is_ascii_digit() {
                if let Some(sign) = self.before(typed, digits) {
                    text.push(sign);
                }
                digits += 1;
            }
            text.push(c);
            count += 1;
            if count == significant {
                cursor = text.chars().count();
            }
        }
        Put::Text(text, cursor)
    }

    /// The separator before the digit at `place`.
    fn before(self, typed: &str, place: usize) -> Option<char> {
        let (groups, between): (&[usize], &[char]) = match self {
            Self::Date => (&[2, 2, 4], &['.', '.']),
            Self::Digits { groups, between } => (groups, between),
            Self::Phone if self.digits(typed) == 10 => (&[3, 3, 2, 2], &[' ', '-', '-']),
            Self::Phone => (&[1, 3, 3, 2, 2], &[' ', ' ', '-', '-']),
            Self::BirthSeries => return None,
        };
        let mut end = 0;
        for (group, sign) in groups.iter().zip(between) {
            end += group;
            if place == end {
                return Some(*sign);
            }
        }
        None
    }
}

fn put_series(text: &str, at: usize, c: char) -> Put {
    let c = if matches!(c, ' ' | '–' | '—' | '−') {
        '-'
    } else {
        c
    };
    if !(c.is_alphanumeric() || matches!(c, '-' | '|')) {
        return Put::Refused;
    }
    let (before, after): (String, String) = (
        text.chars().take(at).collect(),
        text.chars().skip(at).collect(),
    );
    if c == '-' && text.contains('-') {
        return Put::Nothing;
    }
    if text.chars().count() >= Mask::BirthSeries.most() || (after.is_empty() && series::whole(text))
    {
        return Put::Full;
    }
    let dash = after.is_empty() && series::dash_due(&before, c);
    let written = if dash {
        format!("{before}-{c}")
    } else {
        format!("{before}{c}{after}")
    };
    Put::Text(written, at + 1 + usize::from(dash))
}

/// `2015-03-12` and `5.3.2015`, as tables write them, with day and month first and in two digits.
fn turned(text: &str) -> String {
    let parts: Vec<&str> = text.split(['.', '-', '/', ',']).map(str::trim).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => format!("{day:0>2}.{month:0>2}.{year}"),
        [day, month, year] => format!("{day:0>2}.{month:0>2}.{year}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Mask; 7] = [
        Mask::Date,
        Mask::Phone,
        Mask::BirthSeries,
        SNILS,
        DEPARTMENT,
        PASSPORT_SERIES,
        SIX,
    ];

    fn typed(mask: Mask, keys: &str) -> String {
        let mut text = String::new();
        for c in keys.chars() {
            if let Put::Text(more, _) = mask.put(&text, text.chars().count(), c) {
                text = more;
            }
        }
        text
    }

    #[test]
    fn separators_come_by_themselves_and_may_be_typed() {
        for (mask, keys, shown) in [
            (Mask::Date, "12032015", "12.03.2015"),
            (Mask::Date, "12.03.2015", "12.03.2015"),
            (Mask::Date, "5.3.2015", "05.03.2015"),
            (Mask::Date, "5ю3ю2015", "05.03.2015"),
            (SNILS, "11223344595", "112-233-445 95"),
            (SNILS, "112-233-445 95", "112-233-445 95"),
            (DEPARTMENT, "110001", "110-001"),
            (PASSPORT_SERIES, "8705", "87 05"),
            (SIX, "512034", "512034"),
            (Mask::Phone, "9123456789", "912 345-67-89"),
            (Mask::Phone, "89123456789", "8 912 345-67-89"),
            (Mask::Phone, "+7 (912) 345-67-89", "+7 912 345-67-89"),
            (Mask::BirthSeries, "IIIЕА", "III-ЕА"),
            (Mask::BirthSeries, "III ЕА", "III-ЕА"),
            (Mask::BirthSeries, "11-еа", "11-еа"),
        ] {
            assert_eq!(typed(mask, keys), shown, "{keys}");
            assert!(mask.complete(shown), "{shown}");
            assert_eq!(mask.put(shown, shown.chars().count(), '1'), Put::Full);
        }
        for (mask, begun) in [
            (Mask::Date, "12.03.20"),
            (Mask::Phone, "8 912 345-67-8"),
            (Mask::Phone, "+7"),
            (Mask::BirthSeries, "IIIЕА"),
            (SNILS, ""),
        ] {
            assert!(!mask.complete(begun), "{begun}");
        }
        assert_eq!(Mask::Date.put("", 0, 'я'), Put::Refused);
        assert_eq!(Mask::Date.put("12", 2, '.'), Put::Nothing);
    }

    #[test]
    fn erasing_never_meets_a_separator() {
        assert_eq!(
            Mask::Date.erase("12.03.2", 7, true),
            Some(("12.03".into(), 5))
        );
        assert_eq!(
            Mask::Date.erase("12.03.2015", 3, true),
            Some(("10.32.015".into(), 1))
        );
        assert_eq!(SNILS.erase("112-2", 3, false), Some(("112".into(), 3)));
        assert_eq!(SNILS.erase("112", 0, true), None);
    }

    #[test]
    fn tables_write_dates_in_their_own_ways() {
        for (cell, shown) in [
            ("2015-03-12", Some("12.03.2015")),
            ("5.3.2015", Some("05.03.2015")),
            ("12032015", Some("12.03.2015")),
            ("12 марта 2015", None),
        ] {
            assert_eq!(Mask::Date.shaped(cell).as_deref(), shown, "{cell}");
        }
        let today = NaiveDate::from_ymd_opt(2026, 9, 10).unwrap();
        let finished = |text| Mask::Date.finished(text, today);
        assert_eq!(finished("05.06.87").as_deref(), Some("05.06.1987"));
        assert_eq!(finished("05.06.15").as_deref(), Some("05.06.2015"));
        assert_eq!(finished("05.06.201"), None);
    }

    proptest! {
        #[test]
        fn any_keys_keep_the_shape(mask in 0..ALL.len(), keys in "[0-9.+ I-VЕ-Иа-юx|—]{0,24}", at in 0usize..20) {
            let mask = ALL[mask];
            let text = typed(mask, &keys);
            prop_assert!(text.chars().count() <= mask.most());
            prop_assert_eq!(mask.shaped(&text), Some(text.clone()));
            let at = at.min(text.chars().count());
            // A telephone without its nine is grouped another way, with as many separators more.
            let valued = |text: &str| text.chars().filter(|c| mask.counts(*c)).count();
            for backwards in [true, false] {
                if let Some((left, cursor)) = mask.erase(&text, at, backwards) {
                    prop_assert!(valued(&left) < valued(&text));
                    prop_assert!(cursor <= left.chars().count());
                }
            }
        }
    }
}
