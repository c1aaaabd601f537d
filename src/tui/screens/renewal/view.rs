//! The renewal as lines of text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::State;
use crate::api::epoch::Taken;
use crate::api::sync::Outcome;
use crate::i18n::{self, Arg};
use crate::sync::desk::{Mismatch, Renewal};
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::moment;
use crate::tui::theme::Role;
use crate::tui::widgets::signs::Progress;
use crate::tui::widgets::{Ink, hints, ink, popup};

/// The widest box; lines stay readable.
const WIDTH: u16 = 90;
/// Columns and rows around the box.
const AIR: u16 = 2;

pub fn view(state: &State, renewal: &Renewal, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let title = Ink::own(desk.texts.get("renewal-title"));
    let width = WIDTH.min(area.width.saturating_sub(AIR));
    let room = width.saturating_sub(4);
    let lines = lines(renewal, desk, room);
    // Frame, the lines, a blank row, the keys.
    let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let height = wanted.saturating_add(4).min(area.height);
    let place = popup::centred(area, width, height);
    let inside = popup::draw(&title, desk.theme, place, buf);
    let text = Rect {
        height: inside.height.saturating_sub(2),
        ..inside
    };
    state.scroll.draw(&lines, desk.theme, text, buf);
    if inside.height > 0 {
        let foot = Rect::new(inside.x, inside.bottom() - 1, inside.width, 1);
        hints::draw(&keys(state, desk), desk, foot, buf);
    }
}

/// What Enter does now, and how to read on.
fn keys(state: &State, desk: &Desk<'_>) -> Vec<hints::Hint> {
    let mut keys = hints::collect(desk, Place::Dialog, &[Action::Submit, Action::Cancel]);
    let submit = if state.scroll.at_end() {
        "renewal-read"
    } else {
        "renewal-on"
    };
    let labels = [submit, "renewal-later"];
    for (hint, label) in keys.iter_mut().zip(labels) {
        hint.label = desk.texts.get(label);
    }
    keys
}

fn lines(renewal: &Renewal, desk: &Desk<'_>, width: u16) -> Vec<Vec<Ink<'static>>> {
    let texts = desk.texts;
    let mut lines: Vec<Vec<Ink<'static>>> = Vec::new();
    let mut say = |text: String, role: Role| {
        if !lines.is_empty() {
            lines.push(Vec::new());
        }
        for row in ink::wrap(&text, width) {
            lines.push(vec![Ink::own(row).role(role)]);
        }
    };
    let when = moment::moment(desk, renewal.at);
    let args = [("when", Arg::Text(&when))];
    say(texts.with(why_key(renewal.why), &args), Role::Text);
    if renewal.resent > 0 {
        let count = i64::try_from(renewal.resent).unwrap_or(i64::MAX);
        let args = [("count", Arg::Count(count))];
        say(texts.with("renewal-resent", &args), Role::Saved);
    }
    if let Some((first, last)) = renewal.unproved {
        let (from, to) = (first.to_string(), last.to_string());
        let args = [("from", Arg::Text(&from)), ("to", Arg::Text(&to))];
        say(texts.with("renewal-unproved", &args), Role::Attention);
    }
    if renewal.taken.is_empty() {
        say(texts.get("renewal-taken-none"), Role::Text);
    } else {
        let count = i64::try_from(renewal.taken.len()).unwrap_or(i64::MAX);
        let args = [("count", Arg::Count(count))];
        say(texts.with("renewal-taken", &args), Role::Text);
    }
    for taken in &renewal.taken {
        lines.extend(row(taken, desk, width));
    }
    lines
}

/// When, which application, which act; its outcome below where it isn't simply applied.
fn row(taken: &Taken, desk: &Desk<'_>, width: u16) -> Vec<Vec<Ink<'static>>> {
    let caption = i18n::key("command", taken.command.as_str());
    let what = if desk.texts.has(&caption) {
        desk.texts.get(&caption)
    } else {
        taken.command.to_string()
    };
    let (progress, word) = match &taken.outcome {
        Outcome::Applied { .. } => (Progress::Applied, None),
        Outcome::Already { .. } => (Progress::Applied, Some("outbox-short-already")),
        Outcome::Conflict { .. } => (Progress::Attention, Some("outbox-short-conflict")),
        Outcome::Refused { .. } => (Progress::Attention, Some("outbox-short-refused")),
    };
    let when = moment::moment(desk, taken.at);
    let mut pieces = vec![
        Ink::own(format!("{} ", progress.sign())).role(progress.role()),
        Ink::own(format!("{when}  {}  ", taken.target)).role(Role::Value),
        Ink::own(what),
    ];
    if let Some(word) = word {
        let word = format!(" — {}", desk.texts.get(word));
        pieces.push(Ink::own(word).role(progress.role()));
    }
    let mut rows = vec![pieces];
    if let Outcome::Refused { why } = &taken.outcome {
        let why = captions::refusal(desk.texts, why);
        for line in ink::wrap(&why, width.saturating_sub(2)) {
            rows.push(vec![Ink::own("  "), Ink::own(line).role(Role::Dim)]);
        }
    }
    rows
}

/// How journal and register differed, in a sentence.
fn why_key(why: Mismatch) -> &'static str {
    match why {
        Mismatch::OtherDevice => "renewal-why-other-device",
        Mismatch::JournalBehind => "renewal-why-journal-behind",
        Mismatch::RegisterBehind => "renewal-why-register-behind",
        Mismatch::SeqReused => "renewal-why-seq-reused",
        Mismatch::OldEpoch => "renewal-why-old-epoch",
        Mismatch::LostTail => "renewal-why-lost-tail",
    }
}
