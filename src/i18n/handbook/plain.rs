//! An article as plain text of a given width.

use super::article::{Block, Told, words};

/// The lines of an article, headed by its title.
#[must_use]
pub fn plain(article: &Told, width: usize) -> String {
    let mut text = String::new();
    let mut line = |line: &str| {
        text.push_str(line.trim_end());
        text.push('\n');
    };
    line(&article.title);
    line(&"=".repeat(article.title.chars().count().min(width)));
    let mut apart = true;
    let mut headed = false;
    for block in &article.blocks {
        let heading = matches!(block, Block::Heading(_));
        let goes_on = matches!(block, Block::Step(..) | Block::Bullet(_) | Block::Answer(_));
        if apart || !goes_on && !headed {
            line("");
        }
        (apart, headed) = (false, heading);
        let mark = match block {
            Block::Heading(_) | Block::Paragraph(_) => String::new(),
            _ => format!("  {}", block.mark()),
        };
        for row in wrapped(block.text(), &mark, width) {
            line(&row);
        }
        if heading {
            line(&"-".repeat(block.text().chars().count().min(width)));
        }
    }
    text
}

/// The text broken at spaces, `mark` before its first line and as much room before the others.
#[must_use]
pub fn wrapped(text: &str, mark: &str, width: usize) -> Vec<String> {
    let margin = " ".repeat(mark.chars().count());
    let mut rows = Vec::new();
    let mut row = mark.to_owned();
    let mut empty = true;
    for word in words(text) {
        let word: String = word.iter().map(|(text, _)| *text).collect();
        if !empty && row.chars().count() + 1 + word.chars().count() > width {
            rows.push(std::mem::replace(&mut row, margin.clone()));
            empty = true;
        }
        if !empty {
            row.push(' ');
        }
        row.push_str(&word);
        empty = false;
    }
    rows.push(row);
    rows
}
