//! What a desk keeps beside the texts of its handbook: videos, and which articles its clerk has read.
//!
//! A mark that the register has not heard of yet waits here and not in the journal: it changes no record, can only become
//! true, and telling it twice changes nothing. It lies in the cache, so a damaged cache costs it, and the clerk marks the
//! article again.

use serde::{Deserialize, Serialize};

use crate::api::handbook::{Handbook, MOST_MARKS, Mark, Video};
use crate::domain::Clean;

/// What the register has told last, and what it has still to hear.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptHandbook {
    pub told: Handbook,
    pub waiting: Vec<Mark>,
}

/// What the screens show of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandbookHere {
    pub videos: Vec<Video>,
    /// The last revision of each article that this clerk has read.
    pub read: Vec<Mark>,
}

impl HandbookHere {
    /// The last revision of an article that the clerk has read.
    #[must_use]
    pub fn read(&self, article: &str) -> Option<u16> {
        let marks = self.read.iter();
        let own = marks.filter(|mark| mark.article.as_str() == article);
        own.map(|mark| mark.revision).max()
    }
}

impl KeptHandbook {
    /// The revision to name when the register is asked; `None` before it has told any.
    #[must_use]
    pub fn revision(&self) -> Option<String> {
        let known = !self.told.revision.is_empty();
        known.then(|| self.told.revision.clone())
    }

    /// Takes in that the clerk has read an article.
    pub fn mark(&mut self, mark: Mark) {
        self.waiting.retain(|other| other.article != mark.article);
        if self.waiting.len() < MOST_MARKS {
            self.waiting.push(mark);
        }
    }

    /// Takes in what the register answered when `sent` was told to it.
    pub fn take(&mut self, told: Option<Handbook>, sent: &[Mark]) {
        self.waiting.retain(|mark| !sent.contains(mark));
        if let Some(told) = told {
            self.told = told;
        }
    }

    /// With the marks that wait laid over those that the register knows.
    #[must_use]
    pub fn here(&self) -> HandbookHere {
        let mut read = self.told.read.clone();
        for mark in &self.waiting {
            match read.iter_mut().find(|other| other.article == mark.article) {
                Some(other) => other.revision = other.revision.max(mark.revision),
                None => read.push(mark.clone()),
            }
        }
        HandbookHere {
            videos: self.told.videos.clone(),
            read,
        }
    }
}

/// A mark on an article of the program's own handbook.
#[must_use]
pub fn mark(article: &str, revision: u16) -> Mark {
    Mark {
        article: Clean::new(article),
        revision,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_counts_as_read_and_goes_when_the_register_has_it() {
        let mut kept = KeptHandbook::default();
        kept.mark(mark("a1-search", 1));
        kept.mark(mark("a1-search", 2));
        assert_eq!(kept.waiting, [mark("a1-search", 2)]);
        assert_eq!(kept.here().read("a1-search"), Some(2));
        assert_eq!(kept.here().read("a2-compare"), None);
        let sent = kept.waiting.clone();
        kept.mark(mark("a2-compare", 1));
        let told = Handbook {
            revision: "0123456789abcdef".into(),
            videos: Vec::new(),
            read: vec![mark("a1-search", 3)],
        };
        kept.take(Some(told), &sent);
        assert_eq!(kept.waiting, [mark("a2-compare", 1)]);
        assert_eq!(kept.here().read("a1-search"), Some(3));
        assert_eq!(kept.here().read("a2-compare"), Some(1));
    }
}
