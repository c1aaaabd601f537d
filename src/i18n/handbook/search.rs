//! Looking for words in the handbook as one types: folded, by beginnings and middles of words, all of them in one article.

use super::article::{Block, Told};
use crate::i18n::fold;

/// Where an article holds what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the article.
    pub article: usize,
    /// Index of the block that holds most of the words; `None`: the title does.
    pub block: Option<usize>,
}

/// Words before the first that fits, in what is shown of a block.
const BEFORE: usize = 3;

/// The folded words of what was typed.
fn needles(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let words = folded.split(' ').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// How many of the words stand in the text.
fn count(text: &str, needles: &[String]) -> usize {
    let folded = fold(text);
    needles
        .iter()
        .filter(|word| folded.contains(word.as_str()))
        .count()
}

/// The articles that hold every typed word in title or text: those whose title does come first. Nothing typed: none.
#[must_use]
pub fn find(articles: &[Told], typed: &str) -> Vec<Hit> {
    let needles = needles(typed);
    if needles.is_empty() {
        return Vec::new();
    }
    let mut titles = Vec::new();
    let mut texts = Vec::new();
    for (article, told) in articles.iter().enumerate() {
        if count(&told.title, &needles) == needles.len() {
            let block = None;
            titles.push(Hit { article, block });
            continue;
        }
        let whole = told
            .blocks
            .iter()
            .map(Block::text)
            .chain([told.title.as_str()]);
        let whole: String = whole.collect::<Vec<_>>().join(" ");
        if count(&whole, &needles) < needles.len() {
            continue;
        }
        let best = told.blocks.iter().enumerate().rev();
        let block = best
            .max_by_key(|(_, block)| count(block.text(), &needles))
            .map(|(at, _)| at);
        texts.push(Hit { article, block });
    }
    titles.extend(texts);
    titles
}

/// Whether a word holds one of the typed ones.
#[must_use]
pub fn fits(word: &str, typed: &str) -> bool {
    let folded = fold(word);
    needles(typed)
        .iter()
        .any(|needle| folded.contains(needle.as_str()))
}

/// The text from shortly before the first word that fits, as words, each with whether it fits.
#[must_use]
pub fn hits<'a>(text: &'a str, typed: &str) -> Vec<(&'a str, bool)> {
    let needles = needles(typed);
    let fits = |word: &str| {
        let folded = fold(word);
        needles
            .iter()
            .any(|needle| folded.contains(needle.as_str()))
    };
    let words: Vec<(&str, bool)> = text
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| (word, fits(word)))
        .collect();
    let first = words.iter().position(|(_, fits)| *fits).unwrap_or(0);
    words[first.saturating_sub(BEFORE)..].to_vec()
}
