//! A text of several paragraphs from outside, each of them made safe to draw.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::text::Clean;

/// The most paragraphs that are kept.
pub const MOST_PARAGRAPHS: usize = 60;

/// Paragraphs, each a [`Clean`] text, with an empty line between them. Inside a paragraph there are no line breaks: those
/// of a file are where its author's editor put them.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(value_type = String))]
pub struct Prose(String);

impl Prose {
    /// Cleans each paragraph of `raw` on its own; what lies between two lines with text is one space, an empty line, or
    /// several, ends the paragraph.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
        for line in raw.lines().map(str::trim) {
            match (line.is_empty(), paragraphs.last_mut()) {
                (false, Some(open)) => open.push(line),
                (true, Some(open)) if !open.is_empty() => paragraphs.push(Vec::new()),
                _ => {}
            }
        }
        let cleaned: Vec<String> = paragraphs
            .into_iter()
            .filter(|lines| !lines.is_empty())
            .take(MOST_PARAGRAPHS)
            .map(|lines| Clean::new(&lines.join(" ")).as_str().to_owned())
            .collect();
        Self(cleaned.join("\n\n"))
    }

    /// In order; what draws them puts the space between.
    pub fn paragraphs(&self) -> impl Iterator<Item = Clean> + '_ {
        self.0
            .split("\n\n")
            .filter(|paragraph| !paragraph.is_empty())
            .map(Clean::new)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Prose {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl fmt::Debug for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Prose({} chars)", self.0.chars().count())
    }
}

impl<'de> Deserialize<'de> for Prose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(&String::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_paragraph_are_joined_and_empty_lines_part_them() {
        let prose = Prose::new("\n  Первая строка,\nвторая.\n\n\n \nДругой\u{1b} абзац.\n");
        let paragraphs: Vec<Clean> = prose.paragraphs().collect();
        let wanted = ["Первая строка, вторая.", "Другой\u{FFFD} абзац."];
        assert_eq!(paragraphs, wanted.map(Clean::from));
        assert_eq!(prose.as_str(), wanted.join("\n\n"));
    }

    #[test]
    fn it_reads_back_as_it_was_written() {
        let prose = Prose::new(&"Абзац.\n\n".repeat(MOST_PARAGRAPHS + 5));
        assert_eq!(prose.paragraphs().count(), MOST_PARAGRAPHS);
        let json = serde_json::to_string(&prose).unwrap();
        assert_eq!(serde_json::from_str::<Prose>(&json).unwrap(), prose);
        assert!(Prose::new(" \n\n ").is_empty());
        assert_eq!(Prose::default().paragraphs().count(), 0);
    }
}
