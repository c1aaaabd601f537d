//! The whole screen in plain mode: panels and what lies over them are sketched, and the sketch is read out.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::foot;
use super::state::{Overlay, Shell};
use crate::i18n;
use crate::tui::action::Place;
use crate::tui::plain::{HEIGHT, Shown, Sketch, said};
use crate::tui::screens::{Tone, applicant};
use crate::tui::widgets::{Ink, hints};

/// The applicant's mode has the whole screen, and lays itself out for so many rows.
const WHOLE: u16 = 24;

impl Shell {
    /// Draws the whole screen; returns the cursor's place, which always stands somewhere.
    pub(super) fn draw_plain(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let shown = if let Some(Overlay::Applicant(state)) = &self.overlay {
            let mut sketch = Sketch::new(WHOLE);
            let (desk, place) = (self.context.desk(), sketch.area);
            sketch.cursor = applicant::view(state, &desk, place, &mut sketch.buf);
            self.shown(&sketch, String::new(), Vec::new())
        } else {
            let mut sketch = Sketch::new(HEIGHT.max(area.height.saturating_sub(4)));
            let whole = sketch.area;
            let body = self.draw_coach(whole, &mut sketch.buf);
            let cursor = self.draw_panel(body, &mut sketch.buf);
            sketch.cursor = self.draw_overlay(cursor, body, whole, &mut sketch.buf);
            self.shown(&sketch, self.plain_keys(), self.plain_status())
        };
        let mut reader = self.reader.borrow_mut();
        reader.draw(&shown, &self.context.texts, area, buf)
    }

    fn shown(&self, sketch: &Sketch, keys: String, status: Vec<(String, bool)>) -> Shown {
        let texts = &self.context.texts;
        let (lines, focus, chosen) = sketch.read(texts);
        // Nothing of the clerk's is told to the applicant.
        let (place, notice) = match &self.overlay {
            Some(Overlay::Applicant(_)) => (Place::Applicant, None),
            _ => (self.panel.place(), self.plain_notice()),
        };
        let place = i18n::key("place", place.code());
        Shown {
            title: texts.get(&place),
            lines,
            focus,
            chosen,
            keys,
            status,
            notice,
            strokes: self.strokes,
        }
    }

    fn plain_notice(&self) -> Option<String> {
        let notice = self.notice.as_ref()?;
        let texts = &self.context.texts;
        let text = said(&Ink::own(notice.text.as_str()), texts);
        let tone = match notice.tone {
            Tone::Info => return Some(text),
            Tone::Done => texts.get("plain-notice-done"),
            Tone::Warning => texts.get("plain-notice-warning"),
            Tone::Error => texts.get("plain-notice-error"),
        };
        Some(format!("{tone}: {text}"))
    }

    /// The keys of the place, and how all others are found.
    fn plain_keys(&self) -> String {
        let desk = self.context.desk();
        let offered = |action| self.offers(action);
        let keys = foot::plain(self.place(), offered, &desk);
        let keys = keys
            .iter()
            .map(|hints::Hint { key, label }| format!("{key}: {label}"));
        said(&Ink::own(keys.collect::<Vec<_>>().join("; ")), desk.texts)
    }

    /// The parts of the status row, and whether a change of each is told.
    fn plain_status(&self) -> Vec<(String, bool)> {
        let texts = &self.context.texts;
        let mut parts: Vec<(String, bool)> = Vec::new();
        let oldest = self.oldest();
        for piece in self.status() {
            let told = oldest.as_deref() != Some(piece.as_str());
            let own = Ink::own(piece.as_str().trim().trim_start_matches('·').trim());
            let text = said(&own.role(piece.role), texts);
            match parts.last_mut() {
                _ if text.is_empty() => {}
                Some((last, _)) if !piece.as_str().starts_with(" ·") => {
                    last.push(' ');
                    last.push_str(&text);
                }
                _ => parts.push((text, told)),
            }
        }
        parts
    }
}
