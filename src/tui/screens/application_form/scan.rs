//! Digits that come all at once, from a scanner or held back by a slow line: whether they are the form's. Nothing is written
//! here.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::slots::Nature;
use super::state::{Focus, State};
use super::update::{Flow, text};
use crate::domain::requisites;
use crate::domain::validate::Finding;
use crate::tui::screens::Desk;

impl State {
    /// Whether `typed`, key by key from the field on that has the focus, is taken whole and leaves no value at fault. The
    /// code of a record is never the form's.
    #[must_use]
    pub fn takes(&self, typed: &str, desk: &Desk<'_>) -> bool {
        if requisites::read(typed).is_some() {
            return false;
        }
        let mut trial = self.clone();
        let takes = |c| {
            let key = KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
            let taken = trial.takes_digits() && matches!(text(&mut trial, key, desk), Flow::Quiet);
            trial.sync();
            taken
        };
        if !typed.chars().all(takes) {
            return false;
        }
        let written = |at: usize| trial.rows[at].text() != self.rows[at].text();
        let findings = trial.findings(desk.today);
        let mut wrong = findings
            .iter()
            .filter(|(_, found)| Finding::is_error(found));
        !wrong.any(|(at, _)| written(*at))
    }

    /// Where any text may stand, a code would stand unseen.
    fn takes_digits(&self) -> bool {
        let Focus::Row(at) = self.focus else {
            return false;
        };
        !matches!(
            self.rows[at].slot.nature(),
            Nature::Address | Nature::Issuer
        )
    }
}
