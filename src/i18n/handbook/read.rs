//! Reading an article: a head of `name: value` lines, an empty line, then blocks.
//!
//! `## ` begins a heading, `1. ` a step, `- ` a bullet, `? ` what a parent asks, `= ` what to answer, anything else a
//! paragraph. A line that begins with none of these goes on with the block above it; an empty line ends the block.

use super::article::{Article, Block};

/// What is wrong with a file, and in which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub line: usize,
    pub what: &'static str,
}

/// Reads the text of an article.
///
/// # Errors
/// The first thing that is wrong.
pub(super) fn article(code: &'static str, text: &'static str) -> Result<Article, Mistake> {
    let mut article = Article {
        code,
        title: "",
        step: "",
        places: Vec::new(),
        revision: 0,
        blocks: Vec::new(),
    };
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    for (line, text) in lines.by_ref() {
        let wrong = |what| Mistake { line, what };
        if text.is_empty() {
            break;
        }
        let (name, value) = text
            .split_once(':')
            .ok_or(wrong("a line of the head is `name: value`"))?;
        let value = value.trim();
        match name {
            "title" => article.title = value,
            "step" => article.step = value,
            "places" => article.places = value.split_whitespace().collect(),
            "revision" => {
                let wrong = wrong("a revision is a number from 1");
                article.revision = value.parse().map_err(|_| wrong)?;
            }
            _ => return Err(wrong("the head has title, step, places and revision")),
        }
    }
    let mut open = false;
    for (line, text) in lines {
        let wrong = |what| Mistake { line, what };
        let text = text.trim_end();
        if text.is_empty() {
            open = false;
            continue;
        }
        if text.contains(['[', ']']) {
            return Err(wrong("square brackets are for keys alone: name the action"));
        }
        match block(text) {
            Some(block) => {
                open = !matches!(block, Block::Heading(_));
                article.blocks.push(block);
            }
            None => match article.blocks.last_mut() {
                Some(above) if open => {
                    let above = above.text_mut();
                    above.push(' ');
                    above.push_str(text.trim_start());
                }
                _ => {
                    open = true;
                    article
                        .blocks
                        .push(Block::Paragraph(text.trim_start().to_owned()));
                }
            },
        }
    }
    let whole = |what| Mistake { line: 1, what };
    if article.title.is_empty() || article.revision == 0 {
        return Err(whole("the head lacks the title or the revision"));
    }
    if article.blocks.is_empty() {
        return Err(whole("the article is empty"));
    }
    Ok(article)
}

/// The block that a line begins; `None`: it goes on.
fn block(line: &str) -> Option<Block> {
    for (mark, make) in [
        ("## ", Block::Heading as fn(String) -> Block),
        ("- ", Block::Bullet),
        ("? ", Block::Question),
        ("= ", Block::Answer),
    ] {
        if let Some(text) = line.strip_prefix(mark) {
            return Some(make(text.to_owned()));
        }
    }
    let (number, text) = line.split_once(". ")?;
    let number = number.parse().ok()?;
    Some(Block::Step(number, text.to_owned()))
}
