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
        let now = Heard::of(shown);
        let struck = heard.strokes != now.strokes;
        let mut parts: Vec<String> = Vec::new();
        let noticed = now.notice.is_some() && (struck || heard.notice != now.notice);
        if let Some(notice) = now.notice.iter().find(|_| noticed) {
            parts.push(notice.clone());
        }
        parts.extend(whereabouts(heard, &now, shown, texts, width));
        for text in told(heard, &now, shown) {
            if !parts.contains(&text) {
                parts.push(text);
            }
        }
        let first = heard.status.is_empty();
        let new = |(part, told): &&(String, bool)| *told && !first && !heard.status.contains(part);
        parts.extend(
            shown
                .status
                .iter()
                .filter(new)
                .map(|(part, _)| part.clone()),
        );

        // What comes by itself doesn't cut a notice off.
        if !struck && !noticed && !parts.is_empty() {
            parts.splice(0..0, now.notice.clone());
        }
        let over = heard.notice.is_some() && now.notice.is_none();
        let mut said = join(&parts);
        if said.is_empty() && !over {
            said.clone_from(&heard.said);
        } else if said == heard.said && noticed && struck {
            // The same words again are another row of letters, so that they are spoken.
            said = texts.with("plain-again", &[("text", Arg::Text(&said))]);
        }
        self.heard = Heard {
            said,
            offset: heard.offset,
            ..now
        };
    }
}

impl Heard {
    /// What a page says, to be told from what the next one does.
    fn of(shown: &Shown) -> Self {
        let line = shown.lines.get(shown.focus);
        let title = |line: &&Line| line.all(&[Role::PopupTitle]);
        let dialog = shown.lines.iter().find(title);
        let chosen = shown.chosen.and_then(|at| shown.lines.get(at));
        let values = shown.lines.iter().filter_map(|line| line.chosen.clone());
        let sentences = shown.lines.iter().filter(|line| is_sentence(line));
        Self {
            title: shown.title.clone(),
            dialog: dialog.map(|line| line.text.clone()),
            at: line.map(|line| (line.row, line.place)),
            chosen: chosen.filter(|line| line.place.is_some()).cloned(),
            values: values.collect(),
            told: sentences.map(|line| line.text.clone()).collect(),
            status: shown.status.iter().map(|(part, _)| part.clone()).collect(),
            notice: shown.notice.clone(),
            strokes: shown.strokes,
            said: String::new(),
            offset: 0,
        }
    }

    fn is_elsewhere(&self, now: &Self) -> bool {
        self.title != now.title || self.dialog != now.dialog
    }
}

/// Whether a line is a text by itself, and no part of a table or a form.
fn is_sentence(line: &Line) -> bool {
    let says = |role: &Role| TELLING.contains(role) || HELPING.contains(role);
    !line.roles.is_empty() && line.roles.iter().all(says)
}

/// Where the clerk has come: the place, the part of it, which row of how many.
fn whereabouts(
    heard: &Heard,
    now: &Heard,
    shown: &Shown,
    texts: &Texts,
    width: u16,
) -> Vec<String> {
    let elsewhere = heard.is_elsewhere(now);
    let mut parts = Vec::new();
    if heard.title != now.title {
        parts.push(now.title.clone());
    }
    parts.extend(now.dialog.clone().filter(|_| elsewhere));
    let new = now
        .values
        .iter()
        .filter(|value| !heard.values.contains(value));
    // Of a place that is new the first says which part of it one sees.
    let most = if elsewhere { 1 } else { usize::MAX };
    parts.extend(new.take(most).cloned());
    let moved = elsewhere || heard.at != now.at;
    if let Some(line) = shown.lines.get(shown.focus).filter(|_| moved) {
        parts.extend(beside(line, texts, width));
    }
    if let Some(line) = now.chosen.as_ref().filter(|_| heard.chosen != now.chosen) {
        let place = placed(line, texts).unwrap_or_default();
        parts.push(format!("{place}: {}", line.text));
    }
    parts
}

/// The sentences that are new, and those about the field or the question to which the clerk has come.
fn told(heard: &Heard, now: &Heard, shown: &Shown) -> Vec<String> {
    let asked = now.dialog.is_some() && heard.is_elsewhere(now);
    let moved = heard.is_elsewhere(now) || heard.at != now.at;
    let focus = shown.lines.get(shown.focus);
    let typing = focus.is_some_and(|line| line.cursor.is_some());
    let row = focus.map_or(0, |line| line.row);
    let tells = |line: &&Line| {
        if line.row == row || !is_sentence(line) {
            return false;
        }
        let new = !heard.told.contains(&line.text);
        // Help stands below its field, the words of a question above.
        let helps = asked || moved && typing && line.row > row;
        let about = moved && line.row == row + 1;
        if line.all(&TELLING) {
            new || about
        } else {
            new && helps
        }
    };
    let mut texts: Vec<String> = Vec::new();
    let mut below = None;
    for line in shown.lines.iter().filter(tells) {
        match texts.last_mut() {
            // The next row of the same paragraph.
            Some(text) if below == Some(line.row) => {
                text.push(' ');
                text.push_str(&line.text);
            }
            _ => texts.push(line.text.clone()),
        }
        below = Some(line.row + 1);
    }
    texts
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn what_comes_by_itself_does_not_cut_a_notice_off() {
        let texts = Texts::new(Language::Russian);
        let mut reader = Reader::default();
        let mut page = Shown {
            title: "Сверка".into(),
            lines: Vec::new(),
            focus: 0,
            chosen: None,
            keys: String::new(),
            status: vec![("На связи".into(), true)],
            notice: None,
            strokes: 0,
        };
        let mut said = |page: &Shown| {
            let area = Rect::new(0, 0, 60, 24);
            reader.draw(page, &texts, area, &mut Buffer::empty(area));
            reader.heard.said.clone()
        };
        said(&page);
        page.strokes = 1;
        page.notice = Some("Готово: Принято, журнал N 27.".into());
        assert_eq!(said(&page), "Готово: Принято, журнал N 27.");
        page.status.push(("ждут отправки: 1".into(), true));
        assert_eq!(
            said(&page),
            "Готово: Принято, журнал N 27. ждут отправки: 1"
        );
        assert_eq!(
            said(&page),
            "Готово: Принято, журнал N 27. ждут отправки: 1"
        );
        page.strokes = 2;
        page.status = vec![("связи нет".into(), true)];
        page.notice = None;
        assert_eq!(said(&page), "связи нет");
    }
}
