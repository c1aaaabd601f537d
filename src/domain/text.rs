//! Text from outside, made safe to draw.
//!
//! Widgets accept nothing else than [`Clean`]. A terminal is a dangerous context (CWE-150): escape sequences, bidi
//! overrides (CVE-2021-42574) and zero-width marks inside a child's name must never reach it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// The longest text that is kept, in characters; an address of 300 letters fits, a pasted book does not.
pub const LONGEST: usize = 2_000;

/// What a removed character leaves behind, so that a clerk sees that something was there.
const REMOVED: char = '\u{FFFD}';

/// A text without control characters, bidi marks, zero-width marks or excess length.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(value_type = String))]
pub struct Clean(String);

impl Clean {
    /// Cleans `raw`: line breaks and tabs become spaces, every other forbidden character becomes U+FFFD once per run.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        let mut out = String::with_capacity(raw.len());
        let mut marks = 0;
        for c in raw.chars().take(LONGEST) {
            if matches!(c, '\n' | '\r' | '\t') {
                out.push(' ');
            } else if forbidden(c) {
                if !out.ends_with(REMOVED) {
                    out.push(REMOVED);
                }
            } else if combining(c) {
                marks += 1;
                if marks <= 2 {
                    out.push(c);
                }
                continue;
            } else {
                out.push(c);
            }
            marks = 0;
        }
        Self(out)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether cleaning had to take something out.
    #[must_use]
    pub fn suspicious(&self) -> bool {
        self.0.contains(REMOVED)
    }
}

/// Controls (C0, C1), format characters that reorder or hide text, tags, variation selectors, private use.
fn forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E000}'..='\u{F8FF}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{10FFFF}')
}

fn combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

impl From<&str> for Clean {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for Clean {
    fn from(raw: String) -> Self {
        Self::new(&raw)
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The value may be personal: a debug print shows its length only.
impl fmt::Debug for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clean({} chars)", self.0.chars().count())
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(&String::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_hidden_marks_leave_a_visible_trace() {
        assert_eq!(
            Clean::new("Ива\u{1b}[31mнов").as_str(),
            "Ива\u{FFFD}[31mнов"
        );
        assert_eq!(
            Clean::new("Пет\u{202e}\u{200b}ров").as_str(),
            "Пет\u{FFFD}ров"
        );
        assert!(Clean::new("a\u{9b}b").suspicious());
        assert!(!Clean::new("Анна-Мария ё й").suspicious());
    }

    #[test]
    fn lines_become_one_and_length_is_bounded() {
        assert_eq!(
            Clean::new("ул. Ленина\r\nд. 5").as_str(),
            "ул. Ленина  д. 5"
        );
        assert_eq!(
            Clean::new(&"я".repeat(5_000)).as_str().chars().count(),
            LONGEST
        );
    }

    #[test]
    fn decoding_cleans() {
        let decoded: Clean = serde_json::from_str("\"\\u001b]0;x\\u0007Анна\"").unwrap();
        assert!(!decoded.as_str().chars().any(char::is_control));
    }

    #[test]
    fn debug_print_hides_the_value() {
        assert_eq!(format!("{:?}", Clean::new("Анна")), "Clean(4 chars)");
    }
}
