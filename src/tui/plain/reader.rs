//! The whole page: a title, the lines of the sketch, keys, status, and the announcement of what changed since the last one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::i18n::{Arg, Texts};
use crate::tui::theme::Role;

use super::line::Line;
use super::page;

/// What a page is made of.
pub struct Shown {
    /// Where one is.
    pub title: String,
    pub lines: Vec<Line>,
    /// The line at which the clerk is.
    pub focus: usize,
    /// The line that is chosen in a list while the cursor is in a field.
    pub chosen: Option<usize>,
    /// The row of keys; empty where the lines have them.
    pub keys: String,
    /// The parts of the status row, and whether a change of each is told.
    pub status: Vec<(String, bool)>,
    /// What is said until the next key.
    pub notice: Option<String>,
    /// Keys and pastes taken so far: the same words after another key are said again.
    pub strokes: u64,
}

/// What the last page said.
#[derive(Clone, Debug, Default)]
struct Heard {
    title: String,
    dialog: Option<String>,
    at: Option<(u16, Option<(usize, usize)>)>,
    chosen: Option<Line>,
    values: Vec<String>,
    told: Vec<String>,
    status: Vec<String>,
    notice: Option<String>,
    strokes: u64,
    /// The announcement, which stays until there is another.
    said: String,
    /// The first row of the lines that was drawn.
    offset: usize,
}

/// Reads pages out, one after the other.
#[derive(Debug, Default)]
pub struct Reader {
    heard: Heard,
}

/// A text in one of these is told when it is new.
const TELLING: [Role; 10] = [
    Role::Error,
    Role::Warning,
    Role::Attention,
    Role::Applied,
    Role::Saved,
    Role::Saving,
    Role::Mismatch,
    Role::Difference,
    Role::Accent,
    Role::Status,
];
/// And in these when the clerk has come to another field: help, and what can be chosen.
const HELPING: [Role; 2] = [Role::Dim, Role::Text];
/// Rows at the foot: keys, status, announcement. A long announcement takes the rows of the others.
const FOOT: u16 = 3;
/// With fewer rows there is neither a row of keys nor one of the status.
const TALL: u16 = 10;

impl Reader {
    /// Draws the page over all of `area`; returns the cursor's place.
    pub fn draw(
        &mut self,
        shown: &Shown,
        texts: &Texts,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        self.announce(shown, texts, area.width);
        let foot = if area.height >= TALL { FOOT } else { 1 };
        let said = page::folds(&self.heard.said, area.width);
        let most = usize::from(foot.min(area.height));
        let taken = said.len().min(most) as u16;
        let row = |up: u16| Rect {
            y: area.bottom().saturating_sub(up).max(area.y),
            height: 1,
            ..area
        };
        if foot == FOOT {
            let parts: Vec<&str> = shown.status.iter().map(|(part, _)| part.as_str()).collect();
            let status = parts.join("; ");
            for (up, text) in [(3, &shown.keys), (2, &status)] {
                if up > taken {
                    page::put(text, row(up), buf);
                }
            }
        }
        for (up, fold) in (1..=taken).rev().zip(&said) {
            page::put(&self.heard.said[fold.clone()], row(up), buf);
        }
        let head = u16::from(area.height > foot + 1);
        if head > 0 {
            page::put(&shown.title, Rect { height: 1, ..area }, buf);
        }
        let body = Rect {
            y: area.y + head,
            height: area.height - head - foot.min(area.height - head),
            ..area
        };
        let (cursor, offset) = page::draw(&shown.lines, shown.focus, self.heard.offset, body, buf);
        self.heard.offset = offset;
        Some(cursor)
    }

    /// Puts what changed into words.
    fn announce(&mut self, shown: &Shown, texts: &Texts, width: u16) {
        let heard = &self.heard;
        let line = shown.lines.get(shown.focus);
        let dialog = shown
            .lines
            .iter()
            .find(|line| line.all(&[Role::PopupTitle]));
        let dialog = dialog.map(|line| line.text.clone());
        let at = line.map(|line| (line.row, line.place));
        let elsewhere = heard.title != shown.title || heard.dialog != dialog;
        let moved = elsewhere || heard.at != at;
        let struck = heard.strokes != shown.strokes;

        let mut parts: Vec<String> = Vec::new();
        if let Some(notice) = shown
            .notice
            .iter()
            .find(|_| struck || heard.notice != shown.notice)
        {
            parts.push(notice.clone());
        }
        let noticed = !parts.is_empty();
        if heard.title != shown.title {
            parts.push(shown.title.clone());
        }
        if let Some(title) = dialog.iter().find(|_| elsewhere) {
            parts.push(title.clone());
        }
        let values: Vec<String> = shown
            .lines
            .iter()
            .filter_map(|line| line.chosen.clone())
            .collect();
        let new = values.iter().filter(|value| !heard.values.contains(value));
        // Of a place that is new the first says which part of it one sees.
        let most = if elsewhere { 1 } else { usize::MAX };
        parts.extend(new.take(most).cloned());
        if moved && let Some(line) = line {
            parts.extend(beside(line, texts, width));
        }
        let chosen = shown.chosen.and_then(|at| shown.lines.get(at)).cloned();
        let chosen = chosen.filter(|line| line.place.is_some());
        if let Some(line) = chosen.as_ref().filter(|_| heard.chosen != chosen) {
            let place = placed(line, texts).unwrap_or_default();
            parts.push(format!("{place}: {}", line.text));
        }
        let dialog_is_new = dialog.is_some() && elsewhere;
        let typing = line.is_some_and(|line| line.cursor.is_some());
        let helped = moved && typing || dialog_is_new;
        let told = |line: &&Line| {
            line.all(&TELLING)
                || line
                    .roles
                    .iter()
                    .all(|role| TELLING.contains(role) || HELPING.contains(role))
        };
        let told: Vec<&Line> = shown.lines.iter().filter(told).collect();
        for line in &told {
            let new = !heard.told.contains(&line.text);
            let here = at.is_some_and(|(row, _)| row == line.row);
            // Help stands below its field, the words of a dialog above.
            let helps = helped && (at.is_some_and(|(row, _)| row < line.row) || dialog_is_new);
            if new && !here && (helps || line.all(&TELLING)) {
                parts.push(line.text.clone());
            }
        }
        let first = heard.status.is_empty();
        let new = |(part, told): &&(String, bool)| *told && !first && !heard.status.contains(part);
        let news = shown.status.iter().filter(new);
        parts.extend(news.map(|(part, _)| part.clone()));
        let told = told.into_iter().map(|line| line.text.clone()).collect();

        let mut said = join(&parts);
        if said.is_empty() {
            let over = heard.notice.is_some() && shown.notice.is_none();
            said = if over {
                String::new()
            } else {
                heard.said.clone()
            };
        } else if said == heard.said && noticed && struck {
            // The same words again are another row of letters, so that they are spoken.
            said = texts.with("plain-again", &[("text", Arg::Text(&said))]);
        }
        self.heard = Heard {
            title: shown.title.clone(),
            dialog,
            at,
            chosen,
            values,
            told,
            status: shown.status.iter().map(|(part, _)| part.clone()).collect(),
            notice: shown.notice.clone(),
            strokes: shown.strokes,
            said,
            offset: self.heard.offset,
        };
    }
}

/// Which of how many, and what of the line goes on in further rows, where a reader of one row would miss it.
fn beside(line: &Line, texts: &Texts, width: u16) -> Option<String> {
    let rest = page::folds(&line.text, width).into_iter().nth(1);
    let rest = rest.map(|fold| line.text[fold.start..].trim().to_owned());
    let rest = rest.filter(|_| line.cursor.is_none());
    match (placed(line, texts), rest) {
        (Some(place), Some(rest)) => Some(format!("{place}: {rest}")),
        (place, rest) => place.or(rest),
    }
}

fn placed(line: &Line, texts: &Texts) -> Option<String> {
    let (at, of) = line.place?;
    let count = |n: usize| Arg::Count(i64::try_from(n).unwrap_or(i64::MAX));
    Some(texts.with("plain-place", &[("at", count(at)), ("of", count(of))]))
}

/// Sentences one behind the other.
fn join(parts: &[String]) -> String {
    let mut said = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !said.is_empty() {
            let ended = said.ends_with(['.', '!', '?', ':', ';']);
            said.push_str(if ended { " " } else { ". " });
        }
        said.push_str(part);
    }
    said
}
