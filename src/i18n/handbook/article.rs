//! An article as it was read from its file, and as it is told with keys and captions put in.

/// Fills in what an article names.
pub trait Words {
    /// The key of an action, as hints show it, at the first of `places` where it has one, else everywhere; else how the
    /// action is reached without a key.
    fn key(&self, places: &[&str], action: &str) -> String;
    /// The text of a key of the language files.
    fn say(&self, key: &str) -> String;
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    pub code: &'static str,
    pub title: &'static str,
    /// Which step of the work it is, as in `A1`, in Russian `А1`; empty for what surrounds the steps.
    pub step: &'static str,
    /// Places whose help it is.
    pub places: Vec<&'static str>,
    /// Counts from 1; raised when clerks have to read it again.
    pub revision: u16,
    pub blocks: Vec<Block>,
}

/// A part of an article. The texts may hold names in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    Paragraph(String),
    /// One of a numbered list.
    Step(u8, String),
    Bullet(String),
    /// What a parent asks.
    Question(String),
    /// What to answer.
    Answer(String),
}

impl Block {
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Heading(text)
            | Self::Paragraph(text)
            | Self::Step(_, text)
            | Self::Bullet(text)
            | Self::Question(text)
            | Self::Answer(text) => text,
        }
    }

    pub(super) fn text_mut(&mut self) -> &mut String {
        match self {
            Self::Heading(text)
            | Self::Paragraph(text)
            | Self::Step(_, text)
            | Self::Bullet(text)
            | Self::Question(text)
            | Self::Answer(text) => text,
        }
    }

    /// What stands before the text on paper and on the screen.
    #[must_use]
    pub fn mark(&self) -> String {
        match self {
            Self::Heading(_) | Self::Paragraph(_) => String::new(),
            Self::Step(number, _) => format!("{number}. "),
            Self::Bullet(_) => "• ".to_owned(),
            Self::Question(_) => "— ".to_owned(),
            Self::Answer(_) => "  ".to_owned(),
        }
    }
}

/// A name in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name<'a> {
    /// Of an action, at a place where one is named: `{key:queue/sort}`.
    Key(Option<&'a str>, &'a str),
    /// Of a text: `{say:place-queue}`.
    Say(&'a str),
    /// Of nothing that is known.
    Unknown(&'a str),
}

/// The names in a text, in their order.
pub fn names(text: &str) -> impl Iterator<Item = Name<'_>> {
    parts(text).filter_map(|part| match part {
        Part::Name(name) => Some(name),
        Part::Text(_) => None,
    })
}

enum Part<'a> {
    Text(&'a str),
    Name(Name<'a>),
}

fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    text.split('{').enumerate().flat_map(|(at, piece)| {
        let (name, rest) = match piece.split_once('}') {
            Some((name, rest)) if at > 0 => (Some(name), rest),
            _ => (None, piece),
        };
        [
            name.map(|name| Part::Name(named(name))),
            Some(Part::Text(rest)),
        ]
        .into_iter()
        .flatten()
    })
}

fn named(name: &str) -> Name<'_> {
    match name.split_once(':') {
        Some(("key", action)) => match action.split_once('/') {
            Some((place, action)) => Name::Key(Some(place), action),
            None => Name::Key(None, action),
        },
        Some(("say", key)) => Name::Say(key),
        _ => Name::Unknown(name),
    }
}

/// An article with everything put in. A key stands in square brackets, which no article uses otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub code: &'static str,
    /// With the step before it.
    pub title: String,
    pub revision: u16,
    pub blocks: Vec<Block>,
}

impl Article {
    #[must_use]
    pub fn told(&self, words: &dyn Words) -> Told {
        let blocks = self.blocks.iter().map(|block| {
            let mut block = block.clone();
            let told = self.fill(block.text(), words);
            *block.text_mut() = told;
            block
        });
        Told {
            code: self.code,
            title: self.titled(),
            revision: self.revision,
            blocks: blocks.collect(),
        }
    }

    /// The title with the step before it.
    #[must_use]
    pub fn titled(&self) -> String {
        if self.step.is_empty() {
            return self.title.to_owned();
        }
        format!("{} · {}", self.step, self.title)
    }

    fn fill(&self, text: &str, words: &dyn Words) -> String {
        let mut told = String::with_capacity(text.len());
        for part in parts(text) {
            match part {
                Part::Text(text) => told.push_str(text),
                Part::Name(Name::Key(place, action)) => {
                    let named: Vec<&str> = place.into_iter().collect();
                    let places = if named.is_empty() {
                        &self.places
                    } else {
                        &named
                    };
                    let key = words.key(places, action);
                    told.push('[');
                    told.push_str(&key);
                    told.push(']');
                }
                Part::Name(Name::Say(key)) => told.push_str(&words.say(key)),
                Part::Name(Name::Unknown(name)) => told.push_str(name),
            }
        }
        told
    }
}

/// Parts a told text into runs; `true`: a key.
#[must_use]
pub(super) fn runs(text: &str) -> Vec<(&str, bool)> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        // The key itself may be a bracket.
        let from = start + 1 + rest[start + 1..].chars().next().map_or(0, char::len_utf8);
        let Some(end) = rest[from..].find(']').map(|at| from + at + 1) else {
            break;
        };
        if start > 0 {
            runs.push((&rest[..start], false));
        }
        runs.push((&rest[start..end], true));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        runs.push((rest, false));
    }
    runs
}

/// The words of a told text, each of pieces that stay together; `true`: a key.
#[must_use]
pub fn words(text: &str) -> Vec<Vec<(&str, bool)>> {
    let mut words: Vec<Vec<(&str, bool)>> = vec![Vec::new()];
    for (run, is_key) in runs(text) {
        for (at, part) in run.split(' ').enumerate() {
            if at > 0 {
                words.push(Vec::new());
            }
            if let Some(word) = words.last_mut()
                && !part.is_empty()
            {
                word.push((part, is_key));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
